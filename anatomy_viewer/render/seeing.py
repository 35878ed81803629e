"""What is in a picture, measured: which parts, how much of each, where, and what hides what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.project import Size, project
from anatomy_viewer.render.rays import Doubles, Rays, depths_of, first_solid, lid_points, rays_through
from anatomy_viewer.scene.sight import SeenPart
from anatomy_viewer.scene.state import CameraState, Vector

_COLUMNS, _ROWS = 20, 16
"""Rays over the rectangle that everything drawn fills."""
_OWN_POINTS = 10
"""How many points of a part are looked at by themselves where a part is sought: thin vessels slip through."""
_LABEL_POINTS = 20
"""How many points of a part are tried as the place that its label names."""


def seen_parts(
    painter: ScenePainter, size: Size, sought: Collection[str] = (), *, moving: bool = False
) -> tuple[SeenPart, ...]:
    """Measure what the picture shows of every part: how much, where, and how much of it others hide.

    Parts that are `sought` are found though they are thinner than the grid; parts outside the frame are left
    out. While a heart beats (`moving`) a rough answer will do.
    """
    stage = painter.stage
    box = _drawn_box(painter, stage.camera, size) if stage else None
    if stage is None or box is None:
        return ()
    views = [painter.views[key] for key in sought if key in painter.views and painter.views[key].is_seen]
    grid = _grid(box)
    own = [_inside(_points_of(view, _OWN_POINTS), stage.camera, size) for view in views]
    rays = rays_through(stage.camera, size, np.concatenate([grid, *own]), moving=moving)
    depths = depths_of(painter, rays)
    if not depths:
        return ()
    nearest = first_solid(painter, depths, len(rays.places)) + rays.level
    anything = np.isfinite(np.min(list(depths.values()), axis=0))
    width, height = box[1] - box[0]
    frame = _Frame.around(rays.places[anything], len(grid), float(width * height / (size[0] * size[1])))
    return tuple(_seen(key, depth, nearest, rays, frame) for key, depth in depths.items())


def _seen(key: str, depth: Doubles, nearest: Doubles, rays: Rays, frame: _Frame) -> SeenPart:
    inside = np.isfinite(depth)
    shown = inside & (depth <= nearest)
    places = rays.places[shown if shown.any() else inside]
    share = float(shown[: frame.grid].mean()) * frame.covered
    hidden = 1.0 - float(shown.sum() / inside.sum())
    return SeenPart(key, share, frame.place(places.mean(axis=0)), hidden, frame.extent(places))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rectangle of the picture in which something is seen, and the even rays over it."""

    middle: Doubles
    half: Doubles
    grid: int
    """How many rays lie evenly: the first ones."""
    covered: float
    """The share of the picture over which they lie, 0-1."""

    @classmethod
    def around(cls, places: Doubles, grid: int, covered: float) -> _Frame:
        """The smallest rectangle around places, px."""
        low, high = places.min(axis=0), places.max(axis=0)
        return cls((low + high) / 2, np.maximum(high - low, 1.0) / 2, grid, covered)

    def place(self, at: Doubles) -> tuple[float, float]:
        """A place in it: from -1 at the left and below to 1 at the right and above."""
        x, y = (at - self.middle) / self.half
        return float(x), -float(y)

    def extent(self, places: Doubles) -> tuple[float, float]:
        """How far places reach, as shares of its width and height, leaving out a tenth at each end."""
        low, high = np.quantile(places, (0.1, 0.9), axis=0)
        width, height = (high - low) / (1.6 * self.half)
        return float(width), float(height)


# ------------------------------------------------------------------ labels
@dataclass(frozen=True, slots=True)
class LabelPoint:
    """The point of a part that its label names, RAS mm, and whether other parts hide it from here."""

    point: Vector
    hidden: bool = False


Room = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle of the picture, px."""


def label_point(
    painter: ScenePainter,
    size: Size,
    part: str,
    wish: Vector | None = None,
    *,
    room: Room | None = None,
    moving: bool = False,
) -> LabelPoint | None:
    """Return where a part's label points: the place where the part is seen that is nearest to the wished one.

    Without a wish it lies in the middle of what is seen; in either case in the room that is free, if any of
    the part is there. A part of which all that lies in the frame is hidden is pointed at where it would be;
    None where there is nothing of it: outside the frame, cut away, or grown to nothing.
    """
    view, stage = painter.views.get(part), painter.stage
    if view is None or stage is None or not view.is_seen:
        return None
    wished, aim = np.empty((0, 2)), None
    if wish is not None:
        wished = _inside((np.asarray(wish) + painter.offset_of(part))[None], stage.camera, size)
        aim = wished[0] if len(wished) else None
        there = _chosen(painter, part, rays_through(stage.camera, size, wished, moving=moving), aim, None)
        if there is not None and not there.hidden and _within(wished, room).all():
            return there
    places = np.concatenate([wished, _inside(_candidates(painter, view, part), stage.camera, size)])
    return _chosen(painter, part, rays_through(stage.camera, size, places, moving=moving), aim, room)


def _within(places: Doubles, room: Room | None) -> NDArray[np.bool_]:
    """Which places (n, 2) lie in a room; all where there is none."""
    left, top, right, bottom = room or (-np.inf, -np.inf, np.inf, np.inf)
    inside: NDArray[np.bool_] = np.all((places >= (left, top)) & (places <= (right, bottom)), axis=1)
    return inside


def _candidates(painter: ScenePainter, view: PartView, part: str) -> Doubles:
    """Points (n, 3) of a part that its label may point at: its lid's, and those that face the camera."""
    stage, lid = painter.stage, painter.cut.caps.get(part)
    points = _points_of(view, _LABEL_POINTS, stage.camera if stage else None)
    if lid is None or not lid.data.GetNumberOfPolys():
        return points
    return np.concatenate([_placed(lid_points(lid, _LABEL_POINTS), view), points])


def _chosen(
    painter: ScenePainter, part: str, rays: Rays, aim: Doubles | None, room: Room | None
) -> LabelPoint | None:
    """The seen place of a part nearest to an aim or to their middle, else a hidden one; None without any."""
    depths = depths_of(painter, rays) if len(rays.places) else {}
    own = depths.get(part)
    if own is None:
        return None
    met = np.isfinite(own)
    seen = met & (own <= first_solid(painter, depths, len(own)) + rays.level)
    fit = np.flatnonzero(seen if seen.any() else met)
    free = fit[_within(rays.places[fit], room)]
    fit = free if len(free) else fit
    middle = aim if aim is not None else rays.places[fit].mean(axis=0)
    best = fit[np.argmin(np.linalg.norm(rays.places[fit] - middle, axis=1))]
    x, y, z = rays.points(np.where(met, own, 0.0))[best].tolist()
    return LabelPoint((x, y, z), not seen.any())


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


def _grid(box: Doubles) -> Doubles:
    """Places (n, 2) evenly over a rectangle of the picture, px."""
    (left, top), (width, height) = box[0], box[1] - box[0]
    across = left + (np.arange(_COLUMNS) + 0.5) * width / _COLUMNS
    down = top + (np.arange(_ROWS) + 0.5) * height / _ROWS
    return np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)


def _points_of(view: PartView, count: int, camera: CameraState | None = None) -> Doubles:
    """Some points (n, 3) of a part, RAS mm; those that face a camera where one is given."""
    points, normals = view.shape.points, view.shape.normals
    if camera is not None:
        facing = normals @ (view.matrix[:3, :3].T @ np.asarray(camera.direction)) > 0.0
        points = points[facing]
    return _placed(points[:: max(1, len(points) // count)], view)


def _placed(points: NDArray[np.floating], view: PartView) -> Doubles:
    """Points of a part's own frame in the world."""
    return np.asarray(points @ view.matrix[:3, :3].T + view.matrix[:3, 3], dtype=float)


def _inside(points: Doubles, camera: CameraState, size: Size) -> Doubles:
    """Where points lie in the picture (n, 2), px; those outside the frame are left out."""
    places = project(camera, size, points)
    inside = np.all((places[:, :2] > 0) & (places[:, :2] < size), axis=1) & (places[:, 2] > 0)
    return np.asarray(places[inside, :2])
