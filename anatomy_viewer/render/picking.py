"""What lies under a point of the picture: a ray against the shapes shown now, without the graphics card."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import mutable
from vtkmodules.vtkCommonDataModel import vtkStaticCellLocator

from anatomy_viewer.render.caps import Cap
from anatomy_viewer.render.casting import cast
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.project import Size, project, ray_through
from anatomy_viewer.scene.state import CutState, PartState, Vector

Doubles = NDArray[np.float64]

_TOUCHABLE = 0.5
"""Fainter parts are looked through: a tap goes to what is behind the ghost, or to the ghost if nothing is."""
_CLEAR = 0.5
"""From this much x-ray on a part is looked through too."""
_CANDIDATES = 24
"""Points of a part that are tried as the place of its label."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A point of a part's surface under the pointer. RAS mm; `distance` from the eye."""

    part: str
    point: Vector
    normal: Vector
    distance: float


def pick(painter: ScenePainter, size: Size, x: float, y: float) -> Pick | None:
    """Return the nearest part under a pixel (from the top left), or None.

    What a cut took away is not there; faded parts count only where nothing solid is behind them.
    """
    stage = painter.stage
    if stage is None:
        return None
    return pick_along(painter, *ray_through(stage.camera, size, x, y))


def pick_along(painter: ScenePainter, origin: Doubles, direction: Doubles) -> Pick | None:
    """Return the nearest part that a ray meets, or None; RAS mm, the direction of length 1."""
    ghost = solid = None
    for entry, key in _candidates(painter, origin, direction):
        if solid is not None and entry > solid.distance:
            break
        hit = _hit(painter, key, origin, direction)
        if hit is None:
            continue
        if is_solid(painter.views[key].state):
            solid = min(solid or hit, hit, key=_distance)
        else:
            ghost = min(ghost or hit, hit, key=_distance)
    return solid or ghost


def pick_all(painter: ScenePainter, size: Size, x: float, y: float) -> tuple[Pick, ...]:
    """Return every part under a pixel (from the top left), nearest first, faded ones too."""
    if painter.stage is None:
        return ()
    ray = ray_through(painter.stage.camera, size, x, y)
    hits = (_hit(painter, key, *ray) for _, key in _candidates(painter, *ray))
    return tuple(sorted((hit for hit in hits if hit is not None), key=_distance))


def _distance(hit: Pick) -> float:
    return hit.distance


def is_solid(state: PartState) -> bool:
    """Whether a part stops a finger: neither a ghost nor an x-ray."""
    return state.opacity >= _TOUCHABLE and state.xray < _CLEAR


def visible_anchor(painter: ScenePainter, size: Size, part: str) -> Vector | None:
    """Return a good place for a part's label: a point of it that is seen, near the middle of what is seen.

    None where nothing of the part is in the picture.
    """
    view, stage = painter.views.get(part), painter.stage
    if view is None or stage is None or not view.is_seen:
        return None
    points, normals = _spread_points(view)
    towards = np.asarray(stage.camera.direction)
    points = points[normals @ towards > 0.15 * np.linalg.norm(normals, axis=1)]
    places = project(stage.camera, size, points)
    inside = np.all((places[:, :2] > 0) & (places[:, :2] < size), axis=1)
    points, places = points[inside], places[inside]
    if not len(points):
        return None
    order = np.argsort(np.linalg.norm(places[:, :2] - places[:, :2].mean(axis=0), axis=1))
    for index in order[:: max(1, len(order) // _CANDIDATES)]:
        hit = pick(painter, size, *places[index, :2])
        if hit is not None and hit.part == part:
            return hit.point
    return None


def _spread_points(view: PartView) -> tuple[Doubles, Doubles]:
    """Up to 400 points of a part, and their normals, in the world."""
    step = max(1, len(view.shape.points) // 400)
    matrix = view.matrix
    points = view.shape.points[::step] @ matrix[:3, :3].T + matrix[:3, 3]
    return points, view.shape.normals[::step] @ matrix[:3, :3].T


def _candidates(painter: ScenePainter, origin: Doubles, direction: Doubles) -> list[tuple[float, str]]:
    """The parts that a ray may meet, and from which distance (mm) on it does: the nearest first."""
    seen = [(key, view) for key, view in painter.views.items() if view.is_seen]
    entries = _entries([view for _, view in seen], origin, direction).tolist()
    pairs = zip(entries, (key for key, _ in seen), strict=True)
    return sorted(pair for pair in pairs if pair[0] < math.inf)


@dataclass(frozen=True, slots=True)
class _Ray:
    """A half line in the world, and the cut that may shorten it."""

    origin: Doubles
    direction: Doubles
    cut: CutState | None

    def reach(self, key: str, painter: ScenePainter) -> tuple[float, float]:
        """From where to where (mm from the eye) a part may be hit: the kept side of a cut."""
        far = 1e5
        if self.cut is None or not painter.cut.opens(key):
            return 0.0, far
        normal = np.asarray(self.cut.normal) / np.linalg.norm(self.cut.normal)
        origin = self.origin - painter.offset_of(key)
        height = float((origin - self.cut.origin) @ normal)
        slope = float(self.direction @ normal)
        crossing = -height / slope if abs(slope) > 1e-9 else far
        if height > 0.0:
            return (crossing, far) if slope < 0.0 else (far, far)
        return (0.0, crossing) if slope > 0.0 else (0.0, far)


def _hit(painter: ScenePainter, key: str, origin: Doubles, direction: Doubles) -> Pick | None:
    """The first hit of a ray with a part, or None."""
    view, stage = painter.views[key], painter.stage
    ray = _Ray(origin, direction, stage.cut if stage else None)
    near, far = ray.reach(key, painter)
    if near >= far:
        return None
    found = _intersect(view, view.matrix, ray, near, far)
    lid = painter.cut.caps.get(key)
    on_lid = None
    if lid is not None and lid.data.GetNumberOfPolys() and near > 0.0:
        slack = 0.05
        on_lid = _intersect(lid, view.matrix, ray, near - slack, near + slack)
    best = on_lid or found
    if best is None:
        return None
    point, normal = best
    return Pick(key, _vector(point), _vector(normal), float((point - ray.origin) @ ray.direction))


def _intersect(
    held: PartView | Cap, matrix: Doubles, ray: _Ray, near: float, far: float
) -> tuple[Doubles, Doubles] | None:
    """First point, and normal there, of a ray between two distances, in the world."""
    back = np.linalg.inv(matrix)
    start, end = (
        back[:3, :3] @ (ray.origin + ray.direction * distance) + back[:3, 3] for distance in (near, far)
    )
    if isinstance(held, PartView) and _is_new(held):
        met = cast(held.shape.points, held.mesh.glb.triangles, start, end)
    else:
        met = _search(_locator_of(held), start, end)
    if met is None:
        return None
    normal = matrix[:3, :3] @ met[1]
    length = float(np.linalg.norm(normal))
    point = matrix[:3, :3] @ met[0] + matrix[:3, 3]
    return point, normal / length if length else -ray.direction


def _search(locator: Any, start: Doubles, end: Doubles) -> tuple[Doubles, Doubles] | None:
    """First point, and normal there (of any length), of a ray in a search tree."""
    place, where, cell = mutable(0.0), [0.0, 0.0, 0.0], mutable(0)
    ends = start.tolist(), end.tolist()
    if not locator.IntersectWithLine(*ends, 1e-6, place, where, [0.0, 0.0, 0.0], mutable(0), cell):
        return None
    corners = locator.GetDataSet().GetCell(int(cell)).GetPoints()
    a, b, c = (np.array(corners.GetPoint(k)) for k in range(3))
    return np.array(where), np.cross(b - a, c - a)


_CASTS = 3
"""So often a shape is searched without a tree: who asks again and again gets one."""
_ASKED: WeakKeyDictionary[PartView, tuple[int, int]] = WeakKeyDictionary()
"""When the points of every part that was asked for had last changed, and how often it was asked for since."""
_LOCATORS: WeakKeyDictionary[PartView | Cap, tuple[int, Any]] = WeakKeyDictionary()
"""The search tree of every surface that has one, and when its points had last changed."""


def _is_new(view: PartView) -> bool:
    """Whether a part has had its shape for a few rays only; it may be another by the next."""
    changed: int = view.data.GetPoints().GetMTime()
    known, times = _ASKED.get(view, (changed, 0))
    times = times + 1 if known == changed else 1
    _ASKED[view] = (changed, times)
    return times <= _CASTS


def _locator_of(held: PartView | Cap) -> Any:
    """The search tree of a surface, built anew after the shape changed."""
    changed = held.data.GetPoints().GetMTime()
    known = _LOCATORS.get(held)
    if known is None or known[0] != changed:
        locator = vtkStaticCellLocator()
        locator.SetDataSet(held.data)
        locator.BuildLocator()
        known = _LOCATORS[held] = (changed, locator)
    return known[1]


def _entries(views: list[PartView], origin: Doubles, direction: Doubles) -> Doubles:
    """From where on (mm) a ray is in the box of each part, infinite where it never is.

    All at once, as a pointer asks at every move.
    """
    boxes = np.array([view.realm for view in views]).reshape(-1, 2, 3)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = (boxes - origin) / direction
    # A ray that runs within a side of a box crosses it nowhere: that is no number, and says nothing.
    first = np.maximum(np.fmax.reduce(crossings.min(axis=1), axis=1), 0.0)
    last = np.fmin.reduce(crossings.max(axis=1), axis=1)
    return np.where(last >= first, first, np.inf)


def _vector(values: Doubles) -> Vector:
    x, y, z = values.tolist()
    return x, y, z
