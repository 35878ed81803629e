"""Where a plane meets a surface: closed outlines, computed in numpy.

`vtkCutter` interpolates every copy of a split edge by itself, so that at creases its lines do not quite
meet and no lid can be put on them. Here copies of a point count as one, and every edge is cut once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Cut edges and the lines between them.

    Attributes:
        start, end: (k,) indices of the surface's points at the two ends of every cut edge.
        share: (k,) where on the edge the plane passes, 0 = start.
        lines: (l, 2) indices into the cut edges; one line a cut triangle.
    """

    start: Ints
    end: Ints
    share: Floats
    lines: Ints

    def values(self, given: Floats) -> NDArray[np.float32]:
        """What is known at the surface's points (n, ...) at the outline's points (k, ...)."""
        share = self.share.reshape(-1, *(1,) * (given.ndim - 1))
        first, second = given[self.start], given[self.end]
        at_cut: NDArray[np.float32] = (first + (second - first) * share).astype(np.float32)
        return at_cut


def weld(points: Floats) -> Ints:
    """For every point (n, 3), the index of the first point at the very same place."""
    rows = np.ascontiguousarray(points, dtype=np.float32).view(np.dtype((np.void, 12))).ravel()
    _, first, copy_of = np.unique(rows, return_index=True, return_inverse=True)
    joined: Ints = first[copy_of.ravel()].astype(np.int32)
    return joined


def cut_outline(points: Floats, welded_triangles: Ints, origin: Floats, normal: Floats) -> Outline:
    """Cut triangles (m, 3), whose corners have been welded, with a plane."""
    height = (points @ normal.astype(points.dtype)) - points.dtype.type(origin @ normal)
    above = (height >= 0.0)[welded_triangles]
    count = above.sum(axis=1)
    crossed = np.flatnonzero((count == 1) | (count == 2))
    corners = welded_triangles[crossed]
    lone = np.argmax(above[crossed] == (count[crossed] == 1)[:, None], axis=1)
    rows = np.arange(len(crossed))
    tip = corners[rows, lone]
    sides = np.stack([corners[rows, (lone + 1) % 3], corners[rows, (lone + 2) % 3]], axis=1)
    pairs = np.stack([np.minimum(tip[:, None], sides), np.maximum(tip[:, None], sides)], axis=2).reshape(
        -1, 2
    )
    key = pairs[:, 0].astype(np.int64) * len(points) + pairs[:, 1]
    unique, lines = np.unique(key, return_inverse=True)
    start, end = unique // len(points), unique % len(points)
    share = height[start] / (height[start] - height[end])
    return Outline(start, end, share, lines.reshape(-1, 2))
