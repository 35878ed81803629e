"""Solids made of rings: the fixed-topology surfaces for everything that falls ill.

A ring grid is a (rings, sides, 3) array: rings one after another along a tube, each with the same number
of points around. Two states of the same solid have the same faces, so one morphs into the other by
moving points. Counting round a ring is counter-clockwise when seen against the direction of travel;
then triangles face outward. Where two faces meet in an edge the points are doubled, so that each side
keeps its own normal; :func:`anatomy_models.kit.check.weld` joins them again.
"""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats, Ints
from anatomy_models.kit.surface import Surface, merge


def grid_faces(rings: int, sides: int, *, cyclic: bool = True, inward: bool = False) -> Ints:
    """Triangles of a ring grid, (m, 3); ``cyclic`` joins the last side to the first."""
    index = np.arange(rings * sides).reshape(rings, sides)
    if cyclic:
        index = np.concatenate([index, index[:, :1]], axis=1)
    return faces_between(index[:-1], index[1:], inward=inward)


def faces_between(low: Ints, high: Ints, *, inward: bool = False) -> Ints:
    """Triangles between rows of indices: ``low[k]`` to ``high[k]``, and on to the next column.

    Seen with the columns going to the left as the rows go up, the triangles face the eye (they are
    the outside of a tube whose sides count counter-clockwise against the direction of travel).
    """
    low, high = np.atleast_2d(low), np.atleast_2d(high)
    a, b, c, d = low[:, :-1].ravel(), low[:, 1:].ravel(), high[:, 1:].ravel(), high[:, :-1].ravel()
    faces = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    return faces[:, ::-1] if inward else faces


def column(grid: Floats) -> Surface:
    """A closed solid inside a ring grid, with a flat lid at both ends (blood, a chord, a bone)."""
    rings, sides = grid.shape[:2]
    wall = Surface(grid.reshape(-1, 3), grid_faces(rings, sides), (rings, sides))
    return merge([wall, lid(grid[0], inward=True), lid(grid[-1])])


def lid(ring: Floats, *, inward: bool = False) -> Surface:
    """A flat fan over one ring, facing the direction of travel (``inward``: against it)."""
    sides = len(ring)
    points = np.concatenate([ring, ring.mean(axis=0, keepdims=True)])
    around = np.arange(sides)
    faces = np.stack([around, np.roll(around, -1), np.full(sides, sides)], axis=1)
    return Surface(points, faces[:, ::-1] if inward else faces)


def shell(outer: Floats, inner: Floats) -> Surface:
    """A closed wall between two ring grids of the same shape, open at both ends like a pipe."""
    rings, sides = outer.shape[:2]
    outside = Surface(outer.reshape(-1, 3), grid_faces(rings, sides), (rings, sides))
    inside = Surface(inner.reshape(-1, 3), grid_faces(rings, sides, inward=True))
    return merge([outside, inside, rim(inner[0], outer[0]), rim(outer[-1], inner[-1])])


def rim(start: Floats, end: Floats, *, cyclic: bool = True) -> Surface:
    """A strip from one row of points to another, with points of its own so that its edges are crisp."""
    strip = np.stack([start, end])
    return Surface(strip.reshape(-1, 3), grid_faces(2, strip.shape[1], cyclic=cyclic))


def patch(outer: Floats, inner: Floats) -> Surface:
    """A closed lens between two open grids of the same shape (a plaque's core, a scale of calcium)."""
    rings, sides = outer.shape[:2]
    outside = Surface(outer.reshape(-1, 3), grid_faces(rings, sides, cyclic=False))
    inside = Surface(inner.reshape(-1, 3), grid_faces(rings, sides, cyclic=False, inward=True))
    edges = [
        rim(inner[0], outer[0], cyclic=False),
        rim(outer[-1], inner[-1], cyclic=False),
        rim(outer[:, 0], inner[:, 0], cyclic=False),
        rim(inner[:, -1], outer[:, -1], cyclic=False),
    ]
    return merge([outside, inside, *edges])
