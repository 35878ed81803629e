"""Levels of detail: the same parts, morphs and masks on fewer triangles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from anatomy_models.kit.built import BuiltModel, BuiltPart, Floats, Ints
from anatomy_models.kit.check import weld
from anatomy_models.kit.ring import column
from anatomy_models.kit.surface import vertex_normals
from anatomy_models.kit.vtk_mesh import from_polydata, to_polydata

KEEP_WHOLE = 400
"""A part with fewer triangles than this is not made lighter."""


def lighten(model: BuiltModel, *, ratio: float = 0.3) -> BuiltModel:
    """The model with about ``ratio`` of its triangles; colours, masks and morphs come along."""
    return replace(model, parts=tuple(lighten_part(part, ratio=ratio) for part in model.parts))


def lighten_part(part: BuiltPart, *, ratio: float) -> BuiltPart:
    """A part with fewer triangles.

    A column of rings keeps every second or third ring and side, so that it stays a tube; any other
    surface is decimated (quadric error metric, which keeps its shape) and takes every attribute from the
    nearest old point that faces the same way.
    """
    if len(part.faces) < KEEP_WHOLE:
        return part
    if is_column(part):
        return _thinned_column(part, ratio)
    points, faces = _decimated(part, ratio)
    return _picked(part, _nearest(part, points, vertex_normals(points, faces)), faces, None)


def is_column(part: BuiltPart) -> bool:
    """Whether a part is what :func:`anatomy_models.kit.ring.column` makes: rings and two lids."""
    if part.rings is None:
        return False
    rings, sides = part.rings
    return len(part.points) == rings * sides + 2 * (sides + 1) and len(part.faces) == 2 * rings * sides


def _thinned_column(part: BuiltPart, ratio: float) -> BuiltPart:
    """A column on fewer rings and sides; the first and the last ring stay."""
    rings, sides = part.rings or (0, 0)
    kept_rings = np.unique(np.rint(np.linspace(0, rings - 1, max(2, round(rings * ratio**0.5)))).astype(int))
    wanted = max(6, round(sides * ratio**0.5))
    kept_sides = np.unique(np.rint(np.linspace(0, sides, wanted, endpoint=False)).astype(int))
    grid = kept_rings[:, None] * sides + kept_sides
    first = rings * sides
    lids = [np.append(start + kept_sides, start + sides) for start in (first, first + sides + 1)]
    source = np.concatenate([grid.ravel(), *lids])
    shape = (len(kept_rings), len(kept_sides))
    return _picked(part, source, column(part.points[grid]).faces, shape)


def _picked(part: BuiltPart, source: Ints, faces: Ints, rings: tuple[int, int] | None) -> BuiltPart:
    """The part on some of its points, with all that they carry."""
    return replace(
        part,
        points=part.points[source],
        faces=faces.astype(np.int32),
        normals=part.normals[source],
        colors=None if part.colors is None else part.colors[source],
        ao=None if part.ao is None else part.ao[source],
        masks={name: values[source] for name, values in part.masks.items()},
        morphs={
            name: {weight: (moved[source], turned[source]) for weight, (moved, turned) in keys.items()}
            for name, keys in part.morphs.items()
        },
        rings=rings,
    )


def _decimated(part: BuiltPart, ratio: float) -> tuple[Floats, Ints]:
    """The welded surface with fewer triangles, by VTK's quadric decimation."""
    from vtkmodules.vtkFiltersCore import vtkCleanPolyData, vtkQuadricDecimation

    clean = vtkCleanPolyData()
    clean.SetInputData(to_polydata(part.points, weld(part.points, part.faces)))
    clean.PointMergingOff()
    decimate = vtkQuadricDecimation()
    decimate.SetInputConnection(clean.GetOutputPort())
    decimate.SetTargetReduction(1.0 - ratio)
    decimate.SetVolumePreservation(True)
    decimate.Update()
    return from_polydata(decimate.GetOutput())


def _nearest(part: BuiltPart, points: Floats, normals: Floats) -> Ints:
    """For each new point the old point nearest in place and in direction."""
    from scipy.spatial import cKDTree

    thickness = 0.02 * float(np.ptp(part.points, axis=0).max())
    tree = cKDTree(np.hstack([part.points, thickness * part.normals]))
    nearest: Ints = tree.query(np.hstack([points, thickness * normals]))[1]
    return nearest
