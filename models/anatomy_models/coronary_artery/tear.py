"""The fibrous cap with the line along which it can tear, and how it looks when it has torn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.coronary_artery.shape import THROAT, Lattice
from anatomy_models.coronary_artery.window import smooth, turn
from anatomy_models.kit.built import Floats, Ints
from anatomy_models.kit.ring import grid_faces, rim
from anatomy_models.kit.surface import Surface, merge

TEAR_AT = THROAT - 2.3
"""The tear crosses the upstream shoulder, where the flow pulls most and the cap is thin."""
TEAR_MIDDLE, TEAR_HALF = 0.325, 0.825
"""Its middle and half its length round the vessel (radians)."""
_OPEN = 0.55
_LIFT = 0.2
_TUCK = 0.003
"""How far the lips reach over each other at rest, mm: two surfaces from the start, and no crack between."""
_REACH = 2.2


@dataclass(frozen=True)
class Tear:
    """The ring after which the cap's grid is cut in two, and the (sides,) gape 0 to 1 along the line."""

    ring: int
    gape: Floats


def make_tear(along: Floats, lattice: Lattice) -> Tear:
    """The tear line on the cap's own rings."""
    across = turn(lattice.around, TEAR_MIDDLE) / TEAR_HALF
    gape = np.clip(1.0 - across**2, 0.0, 1.0) ** 0.7
    return Tear(int(np.argmin(np.abs(along - TEAR_AT))), gape)


def torn_shell(tear: Tear, outer: Floats, inner: Floats) -> Surface:
    """A closed wall whose rings come twice at the tear; its two lips touch until they are moved apart."""
    rings, sides = outer.shape[0] - 1, outer.shape[1]
    upper, lower = grid_faces(tear.ring + 1, sides), grid_faces(rings - tear.ring, sides)
    faces = np.concatenate([upper, lower + (tear.ring + 1) * sides])
    outside = Surface(outer.reshape(-1, 3), faces)
    inside = Surface(inner.reshape(-1, 3), faces[:, ::-1])
    lips = _lips(tear, outer, inner)
    return merge([outside, inside, rim(inner[0], outer[0]), rim(outer[-1], inner[-1]), *lips])


def _lips(tear: Tear, outer: Floats, inner: Floats) -> list[Surface]:
    """The two cut faces, where the tear gapes."""
    open_sides = np.flatnonzero(tear.gape > 0.0)
    start = open_sides[np.flatnonzero(np.diff(open_sides, prepend=-9) > 1)[-1]]
    sides = np.arange(start - 1, start + len(open_sides) + 1) % len(tear.gape)
    above, below = tear.ring, tear.ring + 1
    return [
        rim(outer[above][sides], inner[above][sides], cyclic=False),
        rim(inner[below][sides], outer[below][sides], cyclic=False),
    ]


def doubled(grid: Floats, tear: Tear) -> Floats:
    """A grid with the tear's ring twice; tucked under itself where the tear runs."""
    twice = np.insert(grid, tear.ring, grid[tear.ring], axis=0)
    flow = grid[tear.ring + 1] - grid[tear.ring - 1]
    flow = flow / np.linalg.norm(flow, axis=-1, keepdims=True)
    tuck = (np.where(tear.gape > 0.0, np.maximum(tear.gape, 0.4), 0.0) * _TUCK / 2.0)[:, None] * flow
    twice[tear.ring] += tuck
    twice[tear.ring + 1] -= tuck
    return twice


def lip_pairs(tear: Tear, rings: int, sides: int) -> Ints:
    """(2k, 2) indices of points that are one point while the cap is whole, on both faces of the cap."""
    above = tear.ring * sides + np.arange(sides)
    pairs = np.stack([above, above + sides], axis=1)
    return np.concatenate([pairs, pairs + (rings + 1) * sides])


def parted(tear: Tear, along: Floats, inner: Floats, amount: float, into: Floats) -> Floats:
    """Displacements (rings + 1, sides, 3) that open the tear by ``amount`` (0 to 1).

    Args:
        tear: The line.
        along: (rings + 1,) places of the doubled rings.
        inner: (rings + 1, sides, 3) the cap's surface towards the blood.
        amount: 0 shut, 1 open.
        into: (rings + 1, sides, 3) unit vectors towards the blood.
    """
    side = np.where(np.arange(len(along)) <= tear.ring, -1.0, 1.0)
    near = np.clip(1.0 - np.abs(along - along[tear.ring]) / _REACH, 0.0, 1.0)
    flow = np.gradient(inner, axis=0)
    flow[tear.ring], flow[tear.ring + 1] = flow[tear.ring - 1], flow[tear.ring + 2]
    flow /= np.linalg.norm(flow, axis=-1, keepdims=True)
    gape = amount * tear.gape
    apart = (side * _OPEN * near**2)[:, None] * gape
    lift = (np.where(side > 0.0, _LIFT, _LIFT / 2.0) * smooth(near * 1.4 - 0.4))[:, None] * gape
    opened: Floats = apart[..., None] * flow + lift[..., None] * into
    return opened


def yielding(tear: Tear, along: Floats, blood: Floats) -> Floats:
    """Displacements (rings, sides, 3) by which the blood makes room for the lips that stand out into it."""
    beyond_lip = np.maximum(np.abs(along - TEAR_AT) - _OPEN, 0.0)
    near = np.clip(1.0 - beyond_lip / _REACH, 0.0, 1.0)
    wider = np.maximum(tear.gape, np.maximum(np.roll(tear.gape, 1), np.roll(tear.gape, -1)))
    depth = (1.15 * _LIFT * smooth(near * 1.4 - 0.4))[:, None] * wider
    into = blood.mean(axis=1, keepdims=True) - blood
    into /= np.linalg.norm(into, axis=-1, keepdims=True)
    yielded: Floats = depth[..., None] * into
    return yielded
