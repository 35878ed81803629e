"""Cameras of views and steps, and smooth flights between them. Pure functions."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from anatomy_viewer.content.lesson import Camera
from anatomy_viewer.content.model import Cut, Model, View
from anatomy_viewer.scene.state import CameraState, CutState, Vector
from anatomy_viewer.scene.timeline import ease_out_cubic
from anatomy_viewer.scene.vectors import (
    lerp,
    matrix_of,
    mix,
    plus,
    quaternion_of,
    scaled,
    slerp,
    turned,
    unit,
    upright,
)

FLIGHT_SECONDS = 0.7
_NARROWEST = 0.8
"""Width to height of a picture below which a model would be cut off at its sides."""
_TURNED = 0.6
"""How far a view turns from the model's home towards a point: enough to see it and still know the model."""
_NEARER = 0.3
"""How far it moves from the middle of the model to the point."""


@dataclass(frozen=True, slots=True)
class Flight:
    """A glide of the camera: from where and since when (clock seconds)."""

    origin: CameraState
    started: float


def camera_of(view: View) -> CameraState:
    """The camera of a named view."""
    return aimed(view.target, view.direction, view.up, view.height)


def aimed(focal: Vector, direction: Vector, up: Vector, height: float) -> CameraState:
    """A camera that looks at `focal` (RAS mm) from `direction` (any length), the right way up."""
    towards = unit(direction)
    return CameraState(focal=focal, direction=towards, up=upright(towards, unit(up)), height=height)


def step_camera(camera: Camera, model: Model, target: Vector | None) -> CameraState:
    """The camera of a step: its view, or the model's home, with whatever the step says itself instead.

    `target` is the point the step looks at (RAS mm), found by who knows the anchors; None leaves the view's.
    A step that names a point, but neither a view nor a direction, sees the model from the point's side.
    """
    view = next((view for view in model.views if view.id == camera.view), model.home)
    height = camera.height or view.height
    if target is not None and camera.view is None and camera.direction is None:
        return facing(view, target, height)
    return aimed(
        target if target is not None else view.target,
        camera.direction or view.direction,
        camera.up if camera.direction else view.up,
        height,
    )


def facing(home: View, point: Vector, height: float) -> CameraState:
    """The home view turned towards a point (RAS mm), and moved a little to it."""
    outward = plus(point, scaled(home.target, -1.0))
    if outward == (0.0, 0.0, 0.0):
        return aimed(point, home.direction, home.up, height)
    outward = unit(outward)
    return aimed(
        mix(home.target, point, _NEARER), mix(unit(home.direction), outward, _TURNED), home.up, height
    )


def magnified(lens: CameraState, pixels_per_mm: float, window_height: float, times: float) -> CameraState:
    """The lens' camera for a window of that many pixels: drawn as much larger as the caption says.

    `pixels_per_mm` is the scale of the large picture.
    """
    return replace(lens, height=window_height / (pixels_per_mm * times))


def widened(camera: CameraState, aspect: float) -> CameraState:
    """The camera for a picture of an aspect (width to height): a narrow one shows more, not less."""
    return replace(camera, height=camera.height * max(1.0, _NARROWEST / max(aspect, 0.2)))


def cut_of(cut: Cut | None) -> CutState | None:
    """The plane of a view's cut, its normal brought to length 1."""
    return CutState(cut.origin, unit(cut.normal), cut.parts) if cut else None


def blend(a: CameraState, b: CameraState, t: float) -> CameraState:
    """The camera a fraction `t` of the way: it turns the shorter way and nears by equal factors."""
    if t <= 0.0 or a == b:
        return a
    if t >= 1.0:
        return b
    turn = slerp(_turn(a), _turn(b), t)
    direction = unit(turned(turn, (0.0, 0.0, 1.0)))
    return CameraState(
        focal=mix(a.focal, b.focal, t),
        direction=direction,
        up=upright(direction, turned(turn, (0.0, 1.0, 0.0))),
        height=math.exp(lerp(math.log(a.height), math.log(b.height), t)),
        view_angle=lerp(a.view_angle, b.view_angle, t),
    )


def flown(flight: Flight | None, target: CameraState, time: float) -> CameraState:
    """Where the camera is at a time while it glides to `target`; there already where nothing flies."""
    if flight is None:
        return target
    return blend(flight.origin, target, ease_out_cubic((time - flight.started) / FLIGHT_SECONDS))


def is_flying(flight: Flight | None, target: CameraState, time: float) -> bool:
    """Whether the camera is still on its way."""
    return flight is not None and flight.origin != target and time < flight.started + FLIGHT_SECONDS


def _turn(camera: CameraState) -> tuple[float, float, float, float]:
    direction = unit(camera.direction)
    return quaternion_of(matrix_of(direction, upright(direction, camera.up)))
