"""The side branch (a diagonal artery): how it leaves the vessel below the plaque, and its layers run on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.coronary_artery.layers import relief
from anatomy_models.coronary_artery.shape import (
    BRANCH_AT,
    GAP,
    RADIUS,
    Lattice,
    axis,
    directions,
    healthy_radius,
    place,
)
from anatomy_models.kit.built import Floats
from anatomy_models.kit.fork import Opening, fillet, rounded
from anatomy_models.kit.ring import grid_faces, lid
from anatomy_models.kit.surface import Surface, merge, unit

ANGLE = np.radians(60.0)
BRANCH_RADIUS = 0.85
BRANCH_END = 12.5
"""How far from the main vessel's axis the branch is drawn, mm."""
_ALONG = (BRANCH_AT - 1.6, BRANCH_AT + 2.3)
_HALF_AROUND = 0.87
_THINNER = 0.85
"""The branch's wall against the main vessel's."""


@dataclass(frozen=True)
class Fork:
    """The opening in the lattice and the warped places of the grid points round it."""

    lattice: Lattice
    opening: Opening
    along: Floats
    around: Floats
    phase: Floats
    """(k,) angle round the branch of each point of the opening's edge; 0 lies downstream."""

    @property
    def middle(self) -> float:
        """Place of the opening's middle along the vessel."""
        return float(np.mean(self.lattice.along[[self.opening.first[0], self.opening.last[0]]]))


def make_fork(lattice: Lattice) -> Fork:
    """Open the lattice on the side away from the plaque."""
    rings, sides = lattice.shape
    top, bottom = (int(np.argmin(np.abs(lattice.along - at))) for at in _ALONG)
    half = round(_HALF_AROUND / (2.0 * np.pi) * sides)
    opening = Opening((rings, sides), (top, sides // 2 - half), (bottom, sides // 2 + half))
    along, around = rounded(opening)
    middle, reach = (top + bottom) / 2.0, (bottom - top) / 2.0
    u = np.interp(middle + reach * along, np.arange(rings), lattice.along)
    angle = np.pi + around * half * 2.0 * np.pi / sides
    edge = opening.loop
    phase = np.arctan2(around.ravel()[edge], along.ravel()[edge])
    return Fork(lattice, opening, u, angle, phase)


def opened(fork: Fork, grid: Floats, depth: float, *, lumpy: bool = False) -> Floats:
    """A wall surface with its points drawn round the opening; ``depth`` is its distance from the blood."""
    along, around = np.abs(np.array(fork.opening.normalised()))
    near = (np.maximum(along, around) < 1.7)[..., None]
    lumps = relief(fork.lattice) if lumpy else 0.0
    radius = (healthy_radius(fork.along) + depth + lumps)[..., None]
    moved = place(fork.along, radius * np.stack([np.cos(fork.around), np.sin(fork.around)], axis=-1))
    drawn: Floats = np.where(near, moved, grid)
    return drawn


def branch_rows(fork: Fork, depth: float, rows: tuple[int, int]) -> Floats:
    """(rows, k, 3) the branch of a surface at this depth: the fillet, then the tube to its end."""
    edge = fork.opening.loop
    u, angle = fork.along.ravel()[edge], fork.around.ravel()[edge]
    start = _on_wall(u, angle, depth)
    nearer = _on_wall(u + 0.02 * (fork.middle - u), angle + 0.02 * (np.pi - angle), depth)
    height = 3.2 + 0.6 * np.cos(fork.phase)
    ring = branch_ring(fork.phase, height, depth)
    pull = 0.95 * np.linalg.norm(ring - start, axis=1, keepdims=True)
    up = branch_ring(fork.phase, height + 0.1, depth) - ring
    bend = fillet(start, pull * unit(nearer - start), ring, pull * unit(up), rows[0])
    share = np.linspace(0.0, 1.0, rows[1] + 1)[1:, None]
    tube = branch_ring(fork.phase, height + share * (BRANCH_END - height), depth)
    return np.concatenate([bend, tube])


def branch_ring(phase: Floats, height: Floats, depth: float) -> Floats:
    """Points of the branch at angles round it and heights (mm) along it; it tapers and bends downstream."""
    root = np.array([BRANCH_AT - RADIUS / np.tan(ANGLE)])
    along, away, aside = _directions_at(root)
    toward = np.cos(ANGLE) * along + np.sin(ANGLE) * away
    across = np.sin(ANGLE) * along - np.cos(ANGLE) * away
    radius = (BRANCH_RADIUS * (1.0 - 0.008 * height) + _THINNER * depth)[..., None]
    centre = axis(root)[0] + height[..., None] * toward + 0.016 * (height**2)[..., None] * along
    round_it = np.cos(phase)[:, None] * across + np.sin(phase)[:, None] * aside
    point: Floats = centre + radius * round_it
    return point


def _directions_at(u: Floats) -> tuple[Floats, Floats, Floats]:
    """Along the vessel, away from it on the branch's side, and aside (the way the angle grows there)."""
    along = directions(u)[0]
    origin = place(u, np.array([[0.0, 0.0]]))[0]
    away = place(u, np.array([[-1.0, 0.0]]))[0] - origin
    aside = place(u, np.array([[0.0, -1.0]]))[0] - origin
    return along, away, aside


def _on_wall(u: Floats, angle: Floats, depth: float | Floats) -> Floats:
    """Points of the main vessel's wall at this distance from the blood."""
    radius = (healthy_radius(u) + depth)[..., None]
    return place(u, radius * np.stack([np.cos(angle), np.sin(angle)], axis=-1))


def branch_blood(fork: Fork, rows: tuple[int, int]) -> Surface:
    """The blood in the branch: a closed column that begins on the main column's side.

    Its rings are those of the stream; the curved mouth that lies on the main column comes after them.
    """
    edge = fork.opening.loop
    u, angle = fork.along.ravel()[edge], fork.around.ravel()[edge]
    share = np.linspace(0.04, 1.0, 9)[:, None]
    lift = GAP / 2.0 + 0.02 * (1.0 - share**2)
    disc = _on_wall(fork.middle + share * (u - fork.middle), np.pi + share * (angle - np.pi), lift)
    grid = np.concatenate([disc[-1:], branch_rows(fork, 0.0, rows)])
    around = len(edge)
    mouth = Surface(disc.reshape(-1, 3), grid_faces(len(disc), around))
    stream = Surface(grid.reshape(-1, 3), grid_faces(len(grid), around), (len(grid), around))
    return merge([stream, mouth, lid(disc[0], inward=True), lid(grid[-1])])
