"""How the piece changes: it widens with every breath, and loses the walls between its air sacs.

Both are maps of space, so that neighbours never run into each other. The loss of walls moves every point
along the ray that comes from the middle line of its sleeve, in such a way that the order along a ray stays:
walls draw back towards the outside, which itself becomes one smooth bag.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from anatomy_models.alveoli.shape import PASSAGE, SLEEVES, TRUNK, WALL, Shape, middle_line
from anatomy_models.kit.color import noise
from anatomy_models.kit.grid import Array
from anatomy_models.kit.tissue import rise

STRETCH = 0.066
"""How much longer the sleeves are at the end of a breath in: a fifth more room."""
SPREAD = 0.10
"""How much longer they are when their walls are lost."""
HILUM = np.array([0.0, 0.0, 0.36])
BAG = 0.385
"""Radius of the smooth bag that is left of a sleeve."""
_STUMP = 0.84
"""Where the free edges of the walls end, as a share of the bag's radius."""
_THINNER = 0.6
_FADE = 0.30
"""How far outside the bag things still follow it (mm)."""


def breathed(points: Array, phase: float) -> Array:
    """Where points are when breathed in by `phase` (0 to 1)."""
    return points + _opened(points, STRETCH * phase)


def stretched(points: Array, loss: float) -> Array:
    """Where points of the bronchiole are when walls are lost by `loss` (0 to 1)."""
    return points + _opened(points, SPREAD * loss)


def _opened(points: Array, share: float) -> Array:
    """Displacements that stretch the piece away from where the bronchiole divides; its top stays."""
    away = points - HILUM
    held = 1.0 - 0.75 * rise(points[:, 2], 0.30, 0.62)
    return np.asarray(away * (share * held)[:, None] * [1.0, 1.0, 0.0] + _down(away, share))


def _down(away: Array, share: float) -> Array:
    lower = np.minimum(away[:, 2], 0.0)
    return np.stack([np.zeros(len(away)), np.zeros(len(away)), share * lower], axis=1)


@dataclass(frozen=True)
class Rays:
    """Points as places on rays from the middle lines of the sleeves.

    Attributes:
        foot: (n, 3) where the ray begins.
        way: (n, 3) its direction.
        length: (n,) how far out the point lies.
        skin: (n,) how far out the sleeve ends there.
        bag: (n,) how far out it will end when it is one bag.
        yields: (n,) 0 to 1: how much the place gives way (not at the bronchiole, nor between sleeves).
        late: (n,) 0 to 1: how late the walls there are lost.
    """

    foot: Array
    way: Array
    length: Array
    skin: Array
    bag: Array
    yields: Array
    late: Array


def rays(shape: Shape, points: Array) -> Rays:
    """Lay points out on rays."""
    points = np.asarray(points, dtype=np.float64)
    foot, own = _feet(points)
    away = points - foot
    length = np.linalg.norm(away, axis=1)
    way = away / np.maximum(length, 1e-9)[:, None]
    skin = _skin(shape, foot, way, own)
    surface = foot + way * skin[:, None]
    free = rise(_margin(shape, surface, own), 0.0, 0.16)
    bag = skin + free * (BAG + 0.03 * noise(surface, 0.35, seed=4) - skin)
    near = rise(_margin(shape, points, own), -0.02, 0.05) * (1.0 - rise(length - skin, 0.02, _FADE))
    open_way = rise(_from_bronchiole(surface), 0.21, 0.36)
    late = np.clip(0.5 + 0.75 * noise(surface, 0.32, seed=8), 0.0, 1.0)
    return Rays(foot, way, length, skin, bag, np.where(length > skin, near, 1.0) * open_way, late)


def emptied(laid: Rays, points: Array, loss: float) -> Array:
    """Where points are when walls are lost by `loss` (0 to 1)."""
    due = rise(1.75 * loss - 0.75 * laid.late, 0.0, 1.0)
    moved = (_bagged(laid) - laid.length) * laid.yields * due
    return np.asarray(points + laid.way * moved[:, None] + _opened(points, SPREAD * loss))


def _bagged(laid: Rays) -> Array:
    """How far out each point lies when all walls are lost; grows with how far out it was."""
    inner = np.maximum(laid.skin - WALL, PASSAGE + 0.01)
    edge, hollow = _STUMP * laid.bag, laid.bag - _THINNER * (laid.skin - inner)
    hollow = np.maximum(hollow, edge + 0.005)
    share = (laid.length - PASSAGE) / (inner - PASSAGE)
    within = np.where(share < 0.0, laid.length / PASSAGE * edge, edge + share * (hollow - edge))
    depth = np.clip((laid.length - inner) / np.maximum(laid.skin - inner, 1e-6), 0.0, 1.0)
    wall = hollow + depth * (laid.bag - hollow)
    beyond = laid.bag + laid.length - laid.skin
    return np.asarray(np.where(share < 1.0, within, np.where(laid.length > laid.skin, beyond, wall)))


def _feet(points: Array) -> tuple[Array, Array]:
    """The nearest point of the middle lines, and which line it is."""
    best = np.full(len(points), np.inf)
    foot, own = np.zeros_like(points), np.zeros(len(points), int)
    for sleeve in range(len(SLEEVES)):
        line = middle_line(sleeve)
        for a, b in pairwise(line):
            t = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a)), 0.0, 1.0)
            there = a + t[:, None] * (b - a)
            apart = np.linalg.norm(points - there, axis=1)
            closer = apart < best
            best[closer], foot[closer], own[closer] = apart[closer], there[closer], sleeve
    return foot, own


def _margin(shape: Shape, points: Array, own: Array) -> Array:
    """How much nearer points are to their own sleeve than to the other (mm)."""
    first, second = (shape.grid.sample(reach, points) for reach in shape.reach)
    return np.asarray(np.where(own == 0, second - first, first - second))


def _skin(shape: Shape, foot: Array, way: Array, own: Array, steps: int = 44) -> Array:
    """How far out each ray leaves its sleeve: the outside, or the border with the other sleeve."""
    found = np.full(len(foot), np.nan)
    before = np.full(len(foot), -1.0)
    lengths = np.linspace(PASSAGE, 0.56, steps)
    for length in lengths:
        points = foot + way * length
        value = np.maximum(shape.grid.sample(shape.outside, points), -_margin(shape, points, own))
        crossed = np.isnan(found) & (value >= 0.0)
        share = value[crossed] / np.maximum(value[crossed] - np.minimum(before[crossed], -1e-6), 1e-9)
        found[crossed] = length - share * (lengths[1] - lengths[0])
        before = value
    return np.maximum(np.where(np.isnan(found), lengths[-1], found), PASSAGE + 0.02)


def _from_bronchiole(points: Array) -> Array:
    """Distance from the middle line of the bronchiole and its two passages (mm)."""
    trunk = np.array(TRUNK)
    pieces = [*pairwise(trunk), *((trunk[-1], np.array(s[0])) for s in SLEEVES)]
    out = np.full(len(points), np.inf)
    for a, b in pieces:
        t = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a)), 0.0, 1.0)
        out = np.minimum(out, np.linalg.norm(points - a - t[:, None] * (b - a), axis=1))
    return out
