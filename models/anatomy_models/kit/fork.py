"""A side branch let into a wall of rings: one smooth surface, the same triangles in every state.

A rectangle of the ring grid is left out; its edge is rounded to an oval, and rows of points lead from the
oval over a fillet onto the branch. Surfaces of different depth that use the same opening stay nested.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats, Ints
from anatomy_models.kit.ring import faces_between, grid_faces, rim
from anatomy_models.kit.surface import Surface, merge


@dataclass(frozen=True)
class Opening:
    """A rectangle of cells of a ring grid where a branch leaves.

    Attributes:
        shape: (rings, sides) of the grid.
        first: (ring, side) of the rectangle's first corner.
        last: (ring, side) of its last corner; the rectangle must not run over the last side.
    """

    shape: tuple[int, int]
    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def loop(self) -> Ints:
        """(k,) grid indices round the edge: along growing sides first."""
        (top, left), (bottom, right) = self.first, self.last
        ring = np.concatenate(
            [
                np.full(right - left, top),
                np.arange(top, bottom),
                np.full(right - left, bottom),
                np.arange(bottom, top, -1),
            ]
        )
        side = np.concatenate(
            [
                np.arange(left, right),
                np.full(bottom - top, right),
                np.arange(right, left, -1),
                np.full(bottom - top, left),
            ]
        )
        edge: Ints = ring * self.shape[1] + side
        return edge

    def normalised(self) -> tuple[Floats, Floats]:
        """Two (rings, sides) arrays that run from -1 to 1 across the rectangle: along and around."""
        (top, left), (bottom, right) = self.first, self.last
        along = (np.arange(self.shape[0]) - (top + bottom) / 2.0) / ((bottom - top) / 2.0)
        around = (np.arange(self.shape[1]) - (left + right) / 2.0) / ((right - left) / 2.0)
        grid_along, grid_around = np.meshgrid(along, around, indexing="ij")
        return grid_along, grid_around

    def faces(self, *, inward: bool = False) -> Ints:
        """Triangles of the cyclic ring grid without the rectangle."""
        rings, sides = self.shape
        whole = grid_faces(rings, sides, inward=inward)
        cell = np.tile(np.arange((rings - 1) * sides), 2)
        ring, side = cell // sides, cell % sides
        (top, left), (bottom, right) = self.first, self.last
        hole = (ring >= top) & (ring < bottom) & (side >= left) & (side < right)
        return whole[~hole]


def rounded(opening: Opening, reach: float = 1.7) -> tuple[Floats, Floats]:
    """Normalised places of all grid points after the rectangle's edge has become the unit circle.

    Points outside follow, less and less up to ``reach`` times the rectangle; those inside shrink with it.
    """
    along, around = opening.normalised()
    size = np.maximum(np.maximum(np.abs(along), np.abs(around)), 1e-9)
    edge_along, edge_around = along / size, around / size
    disc_along = edge_along * np.sqrt(1.0 - edge_around**2 / 2.0) * size
    disc_around = edge_around * np.sqrt(1.0 - edge_along**2 / 2.0) * size
    fade = np.clip((size - 1.0) / (reach - 1.0), 0.0, 1.0)
    fade = fade * fade * (3.0 - 2.0 * fade)
    return disc_along + fade * (along - disc_along), disc_around + fade * (around - disc_around)


def fillet(edge: Floats, leaving: Floats, ring: Floats, arriving: Floats, rows: int) -> Floats:
    """(rows, k, 3) points from just after the opening's edge to the branch's first ring, both tangents kept.

    Args:
        edge: (k, 3) the opening's edge.
        leaving: (k, 3) direction and pull of the surface there, towards the opening.
        ring: (k, 3) the branch's first ring.
        arriving: (k, 3) direction and pull of the branch there.
        rows: How many rows.
    """
    t = np.linspace(0.0, 1.0, rows + 1)[1:, None, None]
    rows_of_points: Floats = (
        (2 * t**3 - 3 * t**2 + 1) * edge
        + (t**3 - 2 * t**2 + t) * leaving
        + (-2 * t**3 + 3 * t**2) * ring
        + (t**3 - t**2) * arriving
    )
    return rows_of_points


def forked_surface(opening: Opening, grid: Floats, branch: Floats, *, inward: bool = False) -> Surface:
    """A ring surface with its branch; ``branch`` is (rows, k, 3), beginning after the opening's edge."""
    rings, sides = opening.shape
    rows, around = branch.shape[:2]
    beyond = rings * sides + np.arange(rows * around).reshape(rows, around)
    index = np.concatenate([opening.loop[None], beyond])
    index = np.concatenate([index, index[:, :1]], axis=1)
    tube = faces_between(index[:-1], index[1:], inward=inward)
    points = np.concatenate([grid.reshape(-1, 3), branch.reshape(-1, 3)])
    return Surface(points, np.concatenate([opening.faces(inward=inward), tube]))


def forked_shell(opening: Opening, outer: tuple[Floats, Floats], inner: tuple[Floats, Floats]) -> Surface:
    """A closed wall with a branch: outer and inner (grid, branch), open at the three ends like pipes."""
    (outside, outer_branch), (inside, inner_branch) = outer, inner
    return without_strays(
        merge(
            [
                forked_surface(opening, outside, outer_branch),
                forked_surface(opening, inside, inner_branch, inward=True),
                rim(inside[0], outside[0]),
                rim(outside[-1], inside[-1]),
                rim(outer_branch[-1], inner_branch[-1]),
            ]
        )
    )


def without_strays(surface: Surface) -> Surface:
    """The surface without points that no triangle uses."""
    used = np.zeros(len(surface.points), dtype=bool)
    used[surface.faces] = True
    place = np.cumsum(used) - 1
    return Surface(surface.points[used], place[surface.faces], surface.rings)
