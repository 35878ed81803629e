"""Lines drawn by hand: how a point stays on a part that moves, and where a line lies in the picture.

A stroke on a part is kept where the part rests, so that it beats, bends and moves apart with it. Points of
the picture alone lie in the plane through the camera's focal point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anatomy_viewer.render.meshes import PartMesh
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.picking import is_solid, pick
from anatomy_viewer.render.project import Size, axes_of, eye_of, pixels_per_mm, project
from anatomy_viewer.scene.state import CameraState, CutState, StrokeState, Vector

Floats = NDArray[np.float64]

_BEHIND = 2.5
"""How far behind something else (mm) a point of a line is still taken as lying on it."""
_EDGE_ON = -0.35
"""Cosine below which a surface faces away; a line's other parts lie beside it and face elsewhere."""
_EVERY = 3
"""In a still picture every so many points are looked for behind what lies in front."""


@dataclass(frozen=True, slots=True, eq=False)
class StrokePlace:
    """Where a stroke lies in a picture.

    Attributes:
        places: (n, 2) pixels from the top left.
        seen: (n,) whether nothing hides the point.
    """

    places: Floats
    seen: NDArray[np.bool_]


def rest_point(view: PartView, point: ArrayLike) -> Vector:
    """Return where a point of a part's surface (RAS mm, as it is shown now) lies on the part at rest."""
    matrix = view.matrix
    local = np.linalg.solve(matrix[:3, :3], np.asarray(point, dtype=float) - matrix[:3, 3])
    nearest = int(np.argmin(((view.shape.points - local) ** 2).sum(axis=1)))
    x, y, z = (local - view.shape.points[nearest] + view.mesh.rest.points[nearest]).tolist()
    return x, y, z


def points_now(view: PartView, resting: Sequence[Vector]) -> tuple[Floats, Floats]:
    """Return where points of a part at rest lie now, RAS mm, and the normals there; each (n, 3)."""
    nearest = _nearest(view.mesh, tuple(resting))
    moved = np.asarray(resting) + view.shape.points[nearest] - view.mesh.rest.points[nearest]
    matrix = view.matrix
    turn = matrix[:3, :3]
    return moved @ turn.T + matrix[:3, 3], view.shape.normals[nearest] @ turn.T


def place_stroke(
    painter: ScenePainter, camera: CameraState, size: Size, stroke: StrokeState, *, still: bool
) -> StrokePlace | None:
    """Return where a stroke lies in a picture; None where its part is not shown.

    Args:
        painter: Who paints the picture.
        camera: What the picture is seen by; the painter may not have painted it yet.
        size: The picture's size, pixels.
        stroke: What was drawn.
        still: Whether there is time to look for what lies in front; else only what faces away is hidden.
    """
    stage = painter.stage
    if stage is None or not stroke.points:
        return None
    if not stroke.part:
        places = project(camera, size, stroke.points)[:, :2]
        return StrokePlace(places, np.ones(len(places), dtype=bool))
    view = painter.views.get(stroke.part)
    if view is None or not view.is_seen:
        return None
    points, normals = points_now(view, stroke.points)
    places = project(camera, size, points)
    seen = np.ones(len(points), dtype=bool) if still else _faces(eye_of(camera) - points, normals)
    if stage.cut is not None and painter.cut.opens(stroke.part):
        seen &= _kept(stage.cut, points)
    if still:
        _look_over(painter, size, places, seen)
    return StrokePlace(places[:, :2], seen)


def picture_point(camera: CameraState, size: Size, x: float, y: float) -> Vector:
    """Return the point (RAS mm) under a pixel, in the plane through the camera's focal point."""
    across, upwards, _ = axes_of(camera)
    scale = pixels_per_mm(camera, size)
    point = np.asarray(camera.focal) + across * (x - size[0] / 2.0) / scale
    found = (point + upwards * (size[1] / 2.0 - y) / scale).tolist()
    return found[0], found[1], found[2]


def runs(seen: Iterable[bool]) -> list[tuple[int, int, bool]]:
    """Return the stretches of a line that are seen or hidden, as (first, last point, whether seen)."""
    found: list[tuple[int, int, bool]] = []
    for index, each in enumerate(seen):
        if found and found[-1][2] == bool(each):
            found[-1] = (found[-1][0], index, bool(each))
        else:
            # A stretch begins at the end of the one before, so that the line has no gap.
            found.append((max(0, index - 1), index, bool(each)))
    return found


def _faces(towards: Floats, normals: Floats) -> NDArray[np.bool_]:
    """Whether a surface faces the eye; where it is seen edge on, the line next to it may still be seen."""
    lengths = np.linalg.norm(towards, axis=1) * np.linalg.norm(normals, axis=1)
    facing: NDArray[np.bool_] = (towards * normals).sum(axis=1) > _EDGE_ON * lengths
    return facing


def _kept(cut: CutState, points: Floats) -> NDArray[np.bool_]:
    """Whether points lie on the side of a cut that stays."""
    kept: NDArray[np.bool_] = (points - np.asarray(cut.origin)) @ np.asarray(cut.normal) <= 0.5
    return kept


def _look_over(painter: ScenePainter, size: Size, places: Floats, seen: NDArray[np.bool_]) -> None:
    """Mark as not seen what lies behind something solid; neighbours of a point share its fate."""
    for first in range(0, len(places), _EVERY):
        index = min(first + _EVERY // 2, len(places) - 1)
        if seen[index] and _is_behind(painter, size, places[index]):
            seen[first : first + _EVERY] = False


def _is_behind(painter: ScenePainter, size: Size, place: Floats) -> bool:
    """Whether something solid lies in front of a point (x and y in pixels, mm in front of the eye)."""
    found = pick(painter, size, float(place[0]), float(place[1]))
    if found is None or painter.stage is None or not is_solid(painter.views[found.part].state):
        return False
    depth = float(project(painter.stage.camera, size, [found.point])[0, 2])
    return depth < float(place[2]) - _BEHIND


_NEAREST: WeakKeyDictionary[Any, dict[tuple[Vector, ...], NDArray[np.int64]]] = WeakKeyDictionary()
"""For every mesh that was drawn on, the points of the surface next to each line's points."""


def _nearest(mesh: PartMesh, resting: tuple[Vector, ...]) -> NDArray[np.int64]:
    known = _NEAREST.setdefault(mesh, {})
    if resting not in known:
        surface = mesh.rest.points
        found = [int(np.argmin(((surface - np.asarray(point)) ** 2).sum(axis=1))) for point in resting]
        known[resting] = np.asarray(found, dtype=np.int64)
    return known[resting]
