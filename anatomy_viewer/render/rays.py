"""Rays from the eye through many places of a picture at once, against the shapes shown now.

No graphics card is asked. A picture is looked at when it rests, so there are some milliseconds. A beating
heart never rests: a search tree then serves on while its surface has moved but a little.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from anatomy_viewer.render.project import Size, axes_of, distance_of, eye_of, pixels_per_mm
from anatomy_viewer.scene.state import CameraState

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]

_GLASS = 0.5
"""Fainter parts, and parts drawn as an x-ray, hide nothing."""
_SLACK = 0.04
"""How far a surface may move before it is searched anew where it moves all the time: share of the height."""
_LEVEL = 4e-5
"""Depths that differ by less than this share of the picture's height are the same."""
_MARGIN = 0.06
"""How far a part may stick out of its box, as a share of the box's longest side."""
_FAR = 1e5


@dataclass(frozen=True, slots=True)
class Rays:
    """Rays from the eye through places of the picture."""

    eye: Doubles
    directions: Doubles
    """(n, 3), of length 1, RAS."""
    places: Doubles
    """(n, 2) pixels from the top left."""
    slack: float
    """How far a surface may have moved since its search tree was made, mm."""
    level: float
    """Depths that differ by less are the same, mm."""

    def points(self, depths: Doubles) -> Doubles:
        """Where the rays are after so many mm, (n, 3) RAS mm."""
        points: Doubles = self.eye + self.directions * depths[:, None]
        return points


def rays_through(camera: CameraState, size: Size, places: Doubles, *, moving: bool = False) -> Rays:
    """The rays through places (n, 2) of a picture, in pixels from the top left.

    While things are `moving` they need not be where they were found by more than a 25th of the picture.
    """
    scale = pixels_per_mm(camera, size)
    offsets = (places - np.array(size) / 2) / scale * (1.0, -1.0)
    ahead = np.full((len(places), 1), -distance_of(camera))
    directions = np.concatenate([offsets, ahead], axis=1) @ axes_of(camera)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    slack = _SLACK * camera.height if moving else 0.0
    return Rays(eye_of(camera), directions, places, slack, _LEVEL * camera.height)


def is_glass(view: PartView) -> bool:
    """Whether a part hides nothing of what lies behind it."""
    return view.state.opacity < _GLASS or view.state.xray >= _GLASS


def first_solid(painter: ScenePainter, depths: dict[str, Doubles], count: int) -> Doubles:
    """How far each of `count` rays goes until it meets what hides others, mm; infinite if never."""
    solid = [depth for key, depth in depths.items() if not is_glass(painter.views[key])]
    return np.asarray(np.min(solid, axis=0)) if solid else np.full(count, np.inf)


def depths_of(painter: ScenePainter, rays: Rays) -> dict[str, Doubles]:
    """How far from the eye each ray meets each part that any ray meets, mm; infinite where one does not."""
    return {key: depth for key, depth in _depths(painter, rays) if np.isfinite(depth).any()}


def _depths(painter: ScenePainter, rays: Rays) -> Iterator[tuple[str, Doubles]]:
    """How far from the eye each ray meets each part, mm; infinite where it does not."""
    for key, view in painter.views.items():
        meets = _meets_box(view.reach, rays) if view.is_seen else np.zeros(1, bool)
        if meets.any():
            yield key, _depth(painter, key, rays, meets)


def _meets_box(reach: Doubles, rays: Rays) -> Flags:
    """Which rays pass through a box (2, 3), or near to it: the box is about what a part fills."""
    margin = _MARGIN * float((reach[1] - reach[0]).max())
    low, high = reach[0] - margin, reach[1] + margin
    with np.errstate(divide="ignore", invalid="ignore"):
        first, last = (low - rays.eye) / rays.directions, (high - rays.eye) / rays.directions
    near = np.nanmax(np.minimum(first, last), axis=1)
    far = np.nanmin(np.maximum(first, last), axis=1)
    meets: Flags = far >= np.maximum(near, 0.0)
    return meets


def _depth(painter: ScenePainter, key: str, rays: Rays, meets: Flags) -> Doubles:
    """How far each ray goes until it meets a part or the lid that a cut put on it."""
    view = painter.views[key]
    near, far = _reach(painter, key, rays)
    wanted = np.flatnonzero(meets & (near < far))
    depth = np.full(len(rays.places), np.inf)
    depth[wanted] = _meet(_tree_of(view, rays.slack), view, rays, wanted, (near, far))
    lid = painter.cut.caps.get(key)
    opened = wanted[near[wanted] > 0.0]
    if lid is not None and lid.data.GetNumberOfPolys() and len(opened):
        on_lid = _meet(_tree_of(lid, 0.0), view, rays, opened, (near - rays.level, near + rays.level))
        depth[opened] = np.minimum(depth[opened], on_lid)
    return depth


def _reach(painter: ScenePainter, key: str, rays: Rays) -> tuple[Doubles, Doubles]:
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
    tree: Any, view: PartView, rays: Rays, which: NDArray[np.intp], reach: tuple[Doubles, Doubles]
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


def lid_points(lid: Cap, count: int) -> Doubles:
    """The middles (n, 3) of some faces of a lid, in its part's own frame."""
    points = vtk_to_numpy(lid.data.GetPoints().GetData())
    faces = vtk_to_numpy(lid.data.GetPolys().GetConnectivityArray()).reshape(-1, 3)
    return np.asarray(points[faces[:: max(1, len(faces) // count)]].mean(axis=1), dtype=float)
