"""Surfaces of fields as triangle meshes: closed, smoothed, thinned out, put back exactly onto the field."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkFiltersCore import (
    vtkDecimatePro,
    vtkFlyingEdges3D,
    vtkQuadricDecimation,
    vtkWindowedSincPolyDataFilter,
)

from anatomy_models.kit.check import volume, weld
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.surface import Surface
from anatomy_models.kit.vtk_mesh import from_polydata, to_polydata


def extract(grid: Grid, values: Array, level: float = 0.0) -> Surface:
    """The closed surface where a field equals `level`, inside where it is less; beyond the box is outside."""
    padded = np.pad(np.asarray(values, np.float32), 1, constant_values=np.float32(abs(level) + 10))
    image = vtkImageData()
    image.SetDimensions(*padded.shape)
    image.SetSpacing(grid.step, grid.step, grid.step)
    image.SetOrigin(*(low - grid.step for low in grid.low))
    image.GetPointData().SetScalars(numpy_to_vtk(padded.ravel(order="F"), deep=1))
    edges = vtkFlyingEdges3D()
    edges.SetInputData(image)
    edges.SetValue(0, level)
    edges.ComputeNormalsOff()
    edges.ComputeScalarsOff()
    edges.Update()
    points, faces = from_polydata(edges.GetOutput())
    mesh = _compact(points, weld(points, faces))
    return mesh if volume(mesh.points, mesh.faces) > 0 else Surface(mesh.points, mesh.faces[:, ::-1])


def _compact(points: Array, faces: Array) -> Surface:
    """Only the points that some triangle uses."""
    used, corners = np.unique(faces, return_inverse=True)
    return Surface(points[used], corners.reshape(-1, 3).astype(np.int32))


def smooth(mesh: Surface, rounds: int = 16, band: float = 0.2) -> Surface:
    """Steps of the grid taken out without shrinking (Taubin)."""
    sinc = vtkWindowedSincPolyDataFilter()
    sinc.SetInputData(to_polydata(mesh.points, mesh.faces))
    sinc.SetNumberOfIterations(rounds)
    sinc.SetPassBand(band)
    sinc.BoundarySmoothingOff()
    sinc.NormalizeCoordinatesOn()
    sinc.Update()
    return Surface(*from_polydata(sinc.GetOutput()))


def thin_out(mesh: Surface, triangles: int) -> Surface:
    """About `triangles` triangles of the same shape, still closed; unchanged if it has fewer.

    Quadric error gives the best triangles but may tear or fold a place or two, which are mended; where that
    fails, the filter that guards the topology is used instead.
    """
    if len(mesh.faces) <= triangles:
        return mesh
    share = 1 - triangles / len(mesh.faces)
    quadric = vtkQuadricDecimation()
    quadric.SetInputData(to_polydata(mesh.points, mesh.faces))
    quadric.SetTargetReduction(share)
    quadric.VolumePreservationOn()
    quadric.Update()
    out = _mend(Surface(*from_polydata(quadric.GetOutput())))
    if is_manifold(out):
        return out
    guarded = vtkDecimatePro()
    guarded.SetInputData(to_polydata(mesh.points, mesh.faces))
    guarded.SetTargetReduction(share)
    guarded.PreserveTopologyOn()
    guarded.SplittingOff()
    guarded.BoundaryVertexDeletionOff()
    guarded.Update()
    return Surface(*from_polydata(guarded.GetOutput()))


def refine(mesh: Surface, limit: Callable[[Array], Array], rounds: int = 5) -> Surface:
    """Edges longer than `limit(their middle)` (mm) halved again and again; closed surfaces stay closed."""
    points, faces = np.asarray(mesh.points, np.float64), mesh.faces.astype(np.int64)
    for _ in range(rounds):
        edges = np.sort(np.stack([faces, faces[:, [1, 2, 0]]], -1).reshape(-1, 2), 1)
        unique, index = np.unique(edges[:, 0] * len(points) + edges[:, 1], return_inverse=True)
        a, b = points[unique // len(points)], points[unique % len(points)]
        middle = (a + b) / 2
        long = np.linalg.norm(a - b, axis=1) > limit(middle)
        if not long.any():
            break
        new = np.where(long, len(points) + np.cumsum(long) - 1, -1)
        points = np.vstack([points, middle[long]])
        faces = _halve(faces, new[index].reshape(-1, 3))
    return Surface(points, faces.astype(np.int32))


def _halve(faces: Array, middles: Array) -> Array:
    """Triangles split at the middles of their edges (-1: that edge stays whole)."""
    out = []
    cuts = (middles >= 0) @ np.array([1, 2, 4])
    for pattern in range(8):
        turn = {2: 1, 4: 2, 6: 1, 5: 2}.get(pattern, 0)
        mine = cuts == pattern
        f, m = np.roll(faces[mine], -turn, 1), np.roll(middles[mine], -turn, 1)
        (a, b, c), (ab, bc, ca) = f.T, m.T
        kinds = {0: [(a, b, c)], 1: [(a, ab, c), (ab, b, c)], 2: [(a, ab, c), (ab, bc, c), (ab, b, bc)]}
        kinds[3] = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
        out += [np.stack(corner, 1) for corner in kinds[bin(pattern).count("1")]]
    return np.vstack(out)


def is_manifold(mesh: Surface) -> bool:
    """Whether every directed edge occurs once and its opposite once."""
    f, n = mesh.faces.astype(np.int64), len(mesh.points)
    forth = np.sort((f * n + f[:, [1, 2, 0]]).ravel())
    back = np.sort((f[:, [1, 2, 0]] * n + f).ravel())
    return bool((np.diff(forth) > 0).all() and (forth == back).all())


def _mend(mesh: Surface) -> Surface:
    """The surface with the triangles around every bad edge taken out and the holes filled with fans."""
    points, faces = mesh.points, mesh.faces.astype(np.int64)
    for _ in range(4):
        bad = _bad_points(faces, len(points))
        if not len(bad):
            break
        faces = faces[~np.isin(faces, bad).any(1)]
        points, faces = _fill_holes(points, faces)
    return _compact(points, faces)


def _bad_points(faces: Array, n: int) -> Array:
    """Points of edges that do not run once each way."""
    forth, back = (faces * n + faces[:, [1, 2, 0]]).ravel(), (faces[:, [1, 2, 0]] * n + faces).ravel()
    unique, counts = np.unique(np.concatenate([forth, back]), return_counts=True)
    bad = unique[counts != 2]
    return np.unique(np.concatenate([bad // n, bad % n]))


def _fill_holes(points: Array, faces: Array) -> tuple[Array, Array]:
    """Every hole closed with a fan around a new point in its middle."""
    n = len(points)
    forth = np.stack([faces, faces[:, [1, 2, 0]]], -1).reshape(-1, 2)
    rim = forth[~np.isin(forth[:, 1] * n + forth[:, 0], forth[:, 0] * n + forth[:, 1])]
    ahead = {int(b): int(a) for a, b in rim}
    centres: list[Array] = []
    fans: list[list[tuple[int, int, int]]] = []
    while ahead:
        first, at = ahead.popitem()
        loop = [first]
        while at != first and at in ahead:
            loop.append(at)
            at = ahead.pop(at)
        middle = n + len(centres)
        centres.append(points[loop].mean(0))
        fans.append([(a, b, middle) for a, b in zip(loop, [*loop[1:], loop[0]], strict=True)])
    new = np.array([t for fan in fans for t in fan], np.int64).reshape(-1, 3)
    return np.vstack([points, np.array(centres).reshape(-1, 3)]), np.vstack([faces, new])


def settle(grid: Grid, values: Array, mesh: Surface, rounds: int = 3, most: float = 0.4) -> Surface:
    """Points moved back onto the field's zero surface, at most `most` mm a round."""
    points = mesh.points
    for _ in range(rounds):
        g = grid.gradient(values, points)
        move = grid.sample(values, points) / np.maximum((g * g).sum(1), 0.1)
        points = points - g * np.clip(0.7 * move, -most, most)[:, None]
    return Surface(points, mesh.faces)


def field_normals(grid: Grid, values: Array, points: Array) -> Array:
    """Unit normals (n, 3) from a field's gradient."""
    g = grid.gradient(values, points, grid.step)
    return np.asarray(g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-6))
