"""Checks of built parts: closed surfaces, no folds in any morph, parts that do not run into each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import BuiltPart, Floats, Ints
from anatomy_models.kit.vtk_mesh import to_polydata

WELD = 1e-5
"""Points nearer than this (mm) are one point when a surface is checked."""


@dataclass(frozen=True)
class Inspection:
    """What there is to know about a part's surface.

    Attributes:
        watertight: Every edge has exactly one neighbour on its other side, after welding.
        open_edges: How many edges have not.
        triangles: How many there are.
        size_mm: Extent along x, y and z.
        volume_mm3: Enclosed volume; negative where the surface is inside out.
    """

    watertight: bool
    open_edges: int
    triangles: int
    size_mm: tuple[float, float, float]
    volume_mm3: float


def inspect(part: BuiltPart) -> Inspection:
    """Look a part over."""
    count = open_edges(part.points, part.faces)
    low, high = part.points.min(axis=0), part.points.max(axis=0)
    size = tuple(round(float(extent), 2) for extent in high - low)
    enclosed = volume(part.points, part.faces)
    return Inspection(count == 0, count, len(part.faces), (size[0], size[1], size[2]), enclosed)


def weld(points: Floats, faces: Ints, *, tolerance: float = WELD) -> Ints:
    """The faces with every point replaced by the first of those at its place; collapsed ones are dropped."""
    places = np.rint(np.asarray(points, dtype=np.float64) / tolerance).astype(np.int64)
    _, first, inverse = np.unique(places, axis=0, return_index=True, return_inverse=True)
    joined: Ints = first[inverse.ravel()][faces]
    a, b, c = joined.T
    kept: Ints = joined[(a != b) & (b != c) & (c != a)]
    return kept


def open_edges(points: Floats, faces: Ints) -> int:
    """How many edges, after welding, lack a neighbour that runs the other way: 0 for a closed surface."""
    joined = weld(points, faces).astype(np.int64)
    start, end = joined[:, [0, 1, 2]].ravel(), joined[:, [1, 2, 0]].ravel()
    edge = np.minimum(start, end) * len(points) + np.maximum(start, end)
    _, which = np.unique(edge, return_inverse=True)
    return int(np.abs(np.bincount(which.ravel(), np.where(start < end, 1, -1))).sum())


def volume(points: Floats, faces: Ints) -> float:
    """Volume inside a closed surface, mm3 (divergence theorem)."""
    corner = points[faces].astype(np.float64) - points.mean(axis=0)
    return float(np.einsum("ij,ij->", corner[:, 0], np.cross(corner[:, 1], corner[:, 2])) / 6.0)


def section_area(points: Floats, faces: Ints, origin: Floats, normal: Floats) -> float:
    """Area (mm2) in which a plane cuts a closed surface; holes are subtracted.

    Args:
        points: (n, 3) mm.
        faces: (m, 3), counter-clockwise from outside.
        origin: A point of the plane.
        normal: Its direction, any length.
    """
    up = np.asarray(normal, dtype=np.float64) / np.linalg.norm(normal)
    apart = np.asarray(points, dtype=np.float64) - origin
    height = apart @ up
    above = height[faces] >= 0.0
    crossed = above.any(axis=1) & ~above.all(axis=1)
    lone = np.where(
        above[crossed].sum(axis=1) == 1, above[crossed].argmax(axis=1), (~above[crossed]).argmax(axis=1)
    )
    row = np.arange(len(lone))
    tip, after, before = (faces[crossed][row, (lone + step) % 3] for step in (0, 1, 2))
    ends = [
        apart[tip] + (height[tip] / (height[tip] - height[far]))[:, None] * (apart[far] - apart[tip])
        for far in (after, before)
    ]
    turn = np.where(height[tip] >= 0.0, 1.0, -1.0)
    return float(0.5 * np.sum(turn * (np.cross(ends[0], ends[1]) @ up)))


def area_vectors(points: Floats, faces: Ints) -> Floats:
    """(m, 3) normals of the triangles, as long as twice their area."""
    corner = points[faces].astype(np.float64)
    across: Floats = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    return across


def flipped_triangles(part: BuiltPart, weights: Mapping[str, float]) -> int:
    """How many triangles a morph has folded over a neighbour.

    Two triangles that meet smoothly at rest (less than 70 degrees apart) and are more than 120 degrees
    apart when morphed count as folded. A wall or a valve that turns as a whole does not.
    """
    faces = weld(part.points, part.faces)
    one, other = _neighbours(faces, len(part.points))
    rest = _facing(part.points.astype(np.float64), faces)
    moved = _facing(part.displaced(weights), faces)
    smooth = np.sum(rest[one] * rest[other], axis=1) > 0.3
    folded = smooth & (np.sum(moved[one] * moved[other], axis=1) < -0.5)
    return len(np.unique(np.concatenate([one[folded], other[folded]])))


def _neighbours(faces: Ints, count: int) -> tuple[Ints, Ints]:
    """Pairs of triangles that share an edge."""
    start, end = faces[:, [0, 1, 2]].ravel().astype(np.int64), faces[:, [1, 2, 0]].ravel().astype(np.int64)
    owner = np.repeat(np.arange(len(faces)), 3)
    _, forth, back = np.intersect1d(start * count + end, end * count + start, return_indices=True)
    return owner[forth], owner[back]


def _facing(points: Floats, faces: Ints) -> Floats:
    """(m, 3) unit normals of the triangles; zero for one without area."""
    across = area_vectors(points, faces)
    facing: Floats = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    return facing


def overlap(part: BuiltPart, other: BuiltPart, weights: Mapping[str, float] | None = None) -> int:
    """How many points of one part lie inside another, both morphed alike."""
    from vtkmodules.vtkFiltersModeling import vtkSelectEnclosedPoints

    enclosed = vtkSelectEnclosedPoints()
    enclosed.SetInputData(to_polydata(_moved(part, weights), part.faces))
    enclosed.SetSurfaceData(to_polydata(_moved(other, weights), weld(other.points, other.faces)))
    enclosed.SetTolerance(1e-9)
    enclosed.Update()
    return sum(enclosed.IsInside(index) for index in range(len(part.points)))


def _moved(part: BuiltPart, weights: Mapping[str, float] | None) -> Floats:
    names = part.morphs.keys() | part.motions.keys()
    known = {name: weight for name, weight in (weights or {}).items() if name in names}
    return part.displaced(known)
