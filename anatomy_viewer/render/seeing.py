"""What is in a picture, measured: rays through a coarse grid against the shapes shown now, no graphics card.

A picture is told in words when it rests, so there are some milliseconds; a beating heart never quite rests,
so a search tree serves on while its surface has moved less than a cell of the grid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import mutable
from vtkmodules.vtkCommonDataModel import vtkPolyData, vtkStaticCellLocator

from anatomy_viewer.render.caps import Cap
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.project import Size, axes_of, distance_of, eye_of, pixels_per_mm, project
from anatomy_viewer.scene.sight import SeenPart
from anatomy_viewer.scene.state import CameraState

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]

_COLUMNS, _ROWS = 20, 16
"""Rays over the rectangle that everything drawn fills."""
_OWN_POINTS = 10
"""How many points of a part are looked at by themselves where a part is sought: thin vessels slip through."""
_GLASS = 0.5
"""Fainter parts, and parts drawn as an x-ray, hide nothing."""
_FAR = 1e5


@dataclass(frozen=True, slots=True)
class _Rays:
    """Rays from the eye through places of the picture; the first ones lie evenly over what is drawn."""

    eye: Doubles
    directions: Doubles
    places: Doubles
    """(n, 2) pixels from the top left."""
    grid: int
    """How many lie evenly."""
    covered: float
    """The share of the picture over which they lie, 0-1."""
    cell: float
    """Width of a cell of the grid at the focal point, mm."""


def seen_parts(painter: ScenePainter, size: Size, sought: Collection[str] = ()) -> tuple[SeenPart, ...]:
    """Measure what the picture shows of every part: how much, where, and how much of it others hide.

    Parts that are `sought` are found though they are thinner than the grid; parts outside the frame are left
    out.
    """
    stage = painter.stage
    if stage is None:
        return ()
    rays = _rays(painter, stage.camera, size, sought)
    if rays is None:
        return ()
    depths = {key: depth for key, depth in _depths(painter, rays) if np.isfinite(depth).any()}
    if not depths:
        return ()
    solid = [depth for key, depth in depths.items() if not _is_glass(painter.views[key])]
    nearest = np.min(solid, axis=0) if solid else np.full(len(rays.places), np.inf)
    anything = np.isfinite(np.min(list(depths.values()), axis=0))
    frame = _Frame.around(rays.places[anything])
    return tuple(_seen(key, depth, nearest, rays, frame) for key, depth in depths.items())


def _seen(key: str, depth: Doubles, nearest: Doubles, rays: _Rays, frame: _Frame) -> SeenPart:
    inside = np.isfinite(depth)
    shown = inside & (depth <= nearest + 1e-6)
    places = rays.places[shown if shown.any() else inside]
    share = float(shown[: rays.grid].mean()) * rays.covered
    hidden = 1.0 - float(shown.sum() / inside.sum())
    return SeenPart(key, share, frame.place(places.mean(axis=0)), hidden, frame.extent(places))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rectangle of the picture in which something is seen."""

    middle: Doubles
    half: Doubles

    @classmethod
    def around(cls, places: Doubles) -> _Frame:
        """The smallest rectangle around places, px."""
        low, high = places.min(axis=0), places.max(axis=0)
        return cls((low + high) / 2, np.maximum(high - low, 1.0) / 2)

    def place(self, at: Doubles) -> tuple[float, float]:
        """A place in it: from -1 at the left and below to 1 at the right and above."""
        x, y = (at - self.middle) / self.half
        return float(x), -float(y)

    def extent(self, places: Doubles) -> tuple[float, float]:
        """How far places reach, as shares of its width and height, leaving out a tenth at each end."""
        low, high = np.quantile(places, (0.1, 0.9), axis=0)
        width, height = (high - low) / (1.6 * self.half)
        return float(width), float(height)


def _is_glass(view: PartView) -> bool:
    return view.state.opacity < _GLASS or view.state.xray >= _GLASS


# ------------------------------------------------------------------ rays
def _rays(painter: ScenePainter, camera: CameraState, size: Size, sought: Collection[str]) -> _Rays | None:
    """Rays over what is drawn, and through points of the parts that are sought; None where nothing is."""
    box = _drawn_box(painter, camera, size)
    if box is None:
        return None
    (left, top), (width, height) = box[0], box[1] - box[0]
    across = left + (np.arange(_COLUMNS) + 0.5) * width / _COLUMNS
    down = top + (np.arange(_ROWS) + 0.5) * height / _ROWS
    grid = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    views = [painter.views[key] for key in sought if key in painter.views]
    places = np.concatenate([grid, *(_own_places(view, camera, size) for view in views if view.is_seen)])
    scale = pixels_per_mm(camera, size)
    offsets = (places - np.array(size) / 2) / scale * (1.0, -1.0)
    ahead = np.full((len(places), 1), -distance_of(camera))
    directions = np.concatenate([offsets, ahead], axis=1) @ axes_of(camera)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    covered = float(width * height / (size[0] * size[1]))
    return _Rays(eye_of(camera), directions, places, len(grid), covered, float(width) / _COLUMNS / scale)


def _drawn_box(painter: ScenePainter, camera: CameraState, size: Size) -> Doubles | None:
    """Corners (2, 2) of the rectangle that everything drawn fills in the picture, px; None if empty."""
    bounds = painter.bounds()
    if bounds is None:
        return None
    corners = np.stack(np.meshgrid(*np.stack(bounds, axis=1)), axis=-1).reshape(-1, 3)
    places = project(camera, size, corners)
    if (places[:, 2] <= 0.0).any():  # the eye is among the parts
        return np.array([(0.0, 0.0), size], dtype=float)
    low = np.clip(places[:, :2].min(axis=0), 0.0, size)
    high = np.clip(places[:, :2].max(axis=0), 0.0, size)
    return np.stack([low, high]) if np.all(high - low > 1.0) else None


def _own_places(view: PartView, camera: CameraState, size: Size) -> Doubles:
    """Where some points of a part lie in the picture, those outside the frame left out."""
    points = view.shape.points[:: max(1, len(view.shape.points) // _OWN_POINTS)]
    matrix = view.matrix
    places = project(camera, size, points @ matrix[:3, :3].T + matrix[:3, 3])
    inside = np.all((places[:, :2] > 0) & (places[:, :2] < size), axis=1) & (places[:, 2] > 0)
    return places[inside, :2]


def _depths(painter: ScenePainter, rays: _Rays) -> Iterator[tuple[str, Doubles]]:
    """How far from the eye each ray meets each part, mm; infinite where it does not."""
    for key, view in painter.views.items():
        meets = _meets_box(np.array(view.actor.GetBounds()), rays) if view.is_seen else np.zeros(1, bool)
        if meets.any():
            yield key, _depth(painter, key, rays, meets)


def _meets_box(bounds: Doubles, rays: _Rays) -> Flags:
    """Which rays pass through a box."""
    low, high = bounds[0::2], bounds[1::2]
    with np.errstate(divide="ignore", invalid="ignore"):
        first, last = (low - rays.eye) / rays.directions, (high - rays.eye) / rays.directions
    near = np.nanmax(np.minimum(first, last), axis=1)
    far = np.nanmin(np.maximum(first, last), axis=1)
    meets: Flags = far >= np.maximum(near, 0.0)
    return meets


def _depth(painter: ScenePainter, key: str, rays: _Rays, meets: Flags) -> Doubles:
    """How far each ray goes until it meets a part or the lid that a cut put on it."""
    view = painter.views[key]
    near, far = _reach(painter, key, rays)
    wanted = np.flatnonzero(meets & (near < far))
    depth = np.full(len(rays.places), np.inf)
    depth[wanted] = _meet(_tree_of(view, rays.cell), view, rays, wanted, (near, far))
    lid = painter.cut.caps.get(key)
    opened = wanted[near[wanted] > 0.0]
    if lid is not None and lid.data.GetNumberOfPolys() and len(opened):
        slack = rays.cell / 50
        on_lid = _meet(_tree_of(lid, 0.0), view, rays, opened, (near - slack, near + slack))
        depth[opened] = np.minimum(depth[opened], on_lid)
    return depth


def _reach(painter: ScenePainter, key: str, rays: _Rays) -> tuple[Doubles, Doubles]:
    """From where to where (mm from the eye) each ray may meet a part: the kept side of a cut."""
    near, far = np.zeros(len(rays.places)), np.full(len(rays.places), _FAR)
    cut = painter.stage.cut if painter.stage else None
    if cut is None or not painter.cut.opens(key):
        return near, far
    normal = np.asarray(cut.normal) / np.linalg.norm(cut.normal)
    height = float((rays.eye - painter.offset_of(key) - cut.origin) @ normal)
    slopes = rays.directions @ normal
    with np.errstate(divide="ignore"):
        crossing = np.where(np.abs(slopes) > 1e-9, -height / slopes, _FAR)
    if height > 0.0:
        return np.where(slopes < 0.0, crossing, far), far
    return near, np.where(slopes > 0.0, crossing, far)


def _meet(
    tree: Any, view: PartView, rays: _Rays, which: NDArray[np.intp], reach: tuple[Doubles, Doubles]
) -> Doubles:
    """How far from the eye some rays meet a surface, mm; infinite where they do not."""
    back = np.linalg.inv(view.matrix)
    near, far = (limit[which, None] for limit in reach)
    starts, ends = (
        ((rays.eye + rays.directions[which] * limit) @ back[:3, :3].T + back[:3, 3]).tolist()
        for limit in (near, far)
    )
    share: Any = mutable(0.0)
    point, inside, sub = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0], mutable(0)
    shares = [
        float(share) if tree.IntersectWithLine(start, end, 1e-6, share, point, inside, sub) else np.inf
        for start, end in zip(starts, ends, strict=True)
    ]
    return np.asarray(near[:, 0] + (far - near)[:, 0] * shares)


# ------------------------------------------------------------------ search trees
_TREES: WeakKeyDictionary[PartView | Cap, tuple[Doubles, Any]] = WeakKeyDictionary()
"""The search tree of each surface that was looked at, and some of its points as they lay then."""


def _tree_of(held: PartView | Cap, slack: float) -> Any:
    """The search tree of a surface; the last one while no point has moved more than `slack` mm."""
    points = _some_points(held.data)
    known = _TREES.get(held)
    if known is None or known[0].shape != points.shape or np.abs(known[0] - points).max() > slack:
        still = vtkPolyData()
        still.DeepCopy(held.data)
        tree = vtkStaticCellLocator()
        tree.SetDataSet(still)
        tree.BuildLocator()
        known = _TREES[held] = (points, tree)
    return known[1]


def _some_points(data: Any) -> Doubles:
    points = vtk_to_numpy(data.GetPoints().GetData())
    return np.array(points[:: max(1, len(points) // 200)], dtype=float)
