"""Moves of the hand as pure functions on a camera: orbit, pan, zoom and twist.

Distances on the screen are in pixels, y down, points count from the picture's middle; angles are in degrees.
"""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anatomy_viewer.scene.state import CameraState, Vector

Array = NDArray[np.float64]

HIGHEST = 88.0
"""How far a level camera rises or sinks; at the pole left and right would change places."""
_UPWARDS = np.array([0.0, 0.0, 1.0])
_LEVEL = 0.02
"""How far out of level (sine of the roll) still counts as level."""


def orbit(camera: CameraState, right: float, down: float, *, free: bool = False) -> CameraState:
    """Turn the model right and down by degrees: a turntable while the picture is level, or else freely.

    With `free` it rolls over the top as if held in the hand.
    """
    direction, up = _unit(camera.direction), _unit(camera.up)
    if is_level(camera) and not free:
        direction, up = _turn(direction, _UPWARDS, -right), _turn(up, _UPWARDS, -right)
        down = _kept_off_the_pole(direction, up, down)
    else:
        direction = _turn(direction, up, -right)
    sideways = np.cross(up, direction)
    direction, up = _turn(direction, sideways, -down), _turn(up, sideways, -down)
    return replace(camera, direction=_vector(direction), up=_vector(up))


def pan(camera: CameraState, right: float, down: float, pixels: float) -> CameraState:
    """Move the model along the screen; `pixels` is the height of the picture."""
    millimetres = camera.height / pixels
    return replace(camera, focal=_moved(camera, -right * millimetres, down * millimetres))


def zoom(camera: CameraState, factor: float, at: tuple[float, float], pixels: float) -> CameraState:
    """Come `factor` times closer, with the point of the model under `at` staying where it is."""
    per_pixel = (camera.height - camera.height / factor) / pixels
    return replace(
        camera, height=camera.height / factor, focal=_moved(camera, at[0] * per_pixel, -at[1] * per_pixel)
    )


def within(camera: CameraState, home: CameraState) -> CameraState:
    """Keep a camera near the home view: 25 times closer to 3 times further off, and the organ in sight."""
    height = min(max(camera.height, home.height / 25), home.height * 3)
    away = np.subtract(camera.focal, home.focal)
    reach = home.height
    distance = float(np.linalg.norm(away))
    focal = np.add(home.focal, away * min(1.0, reach / distance)) if distance > reach else camera.focal
    return replace(camera, height=height, focal=_vector(focal))


def twist(camera: CameraState, degrees: float) -> CameraState:
    """Turn the picture clockwise."""
    return replace(camera, up=_vector(_turn(_unit(camera.up), _unit(camera.direction), degrees)))


def is_level(camera: CameraState) -> bool:
    """Return whether the horizon is level, so that a turntable feels right; from straight above it is."""
    sideways = np.cross(_unit(camera.up), _unit(camera.direction))
    return abs(float(sideways @ _UPWARDS)) < _LEVEL


def level(camera: CameraState) -> CameraState:
    """Bring the model upright; from straight above or below it stays as it is."""
    direction = _unit(camera.direction)
    up = _UPWARDS - direction * float(direction @ _UPWARDS)
    length = float(np.linalg.norm(up))
    return replace(camera, up=_vector(up / length)) if length > _LEVEL else camera


def sideways(camera: CameraState) -> Vector:
    """Return the unit vector that points to the right on the screen."""
    return _vector(np.cross(_unit(camera.up), _unit(camera.direction)))


def _kept_off_the_pole(direction: Array, up: Array, down: float) -> float:
    height = float(np.degrees(np.arcsin(np.clip(direction @ _UPWARDS, -1.0, 1.0))))
    if up @ _UPWARDS < 0:
        return down
    return float(np.clip(down, min(-HIGHEST - height, 0.0), max(HIGHEST - height, 0.0)))


def _moved(camera: CameraState, right: float, up: float) -> Vector:
    upwards, across = _unit(camera.up), np.cross(_unit(camera.up), _unit(camera.direction))
    return _vector(np.asarray(camera.focal) + across * right + upwards * up)


def _turn(vector: Array, axis: Array, degrees: float) -> Array:
    """Rotate about a unit axis, counter-clockwise as seen from its tip (Rodrigues)."""
    angle = radians(degrees)
    along = axis * float(axis @ vector) * (1 - cos(angle))
    return np.asarray(vector * cos(angle) + np.cross(axis, vector) * sin(angle) + along)


def _unit(vector: ArrayLike) -> Array:
    array = np.asarray(vector, dtype=np.float64)
    return np.asarray(array / np.linalg.norm(array))


def _vector(array: ArrayLike) -> Vector:
    x, y, z = (float(value) for value in np.asarray(array))
    return x, y, z
