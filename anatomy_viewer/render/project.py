"""Where points of the body fall in the picture, and back: pure numpy, the same for everybody."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.scene.vectors import cross, dot, unit

Floats = NDArray[np.float64]
Size = tuple[int, int]
"""Width and height in pixels."""


def distance_of(camera: CameraState) -> float:
    """How far the camera stands from its focal point, mm."""
    return camera.height / 2.0 / math.tan(math.radians(camera.view_angle) / 2.0)


def eye_of(camera: CameraState) -> Floats:
    """Where the camera stands, RAS mm."""
    eye: Floats = np.array(camera.focal) + distance_of(camera) * _unit(camera.direction)
    return eye


def axes_of(camera: CameraState) -> Floats:
    """Right, up and towards the viewer as the rows of a (3, 3) rotation."""
    # On plain numbers: numpy takes ten times as long for three of them, and this is asked many times a frame.
    x, y, z = _unit(camera.direction).tolist()
    back = (x, y, z)
    right = cross(camera.up, back)
    if dot(right, right) < 1e-18:
        right = cross((0.0, 1.0, 0.0) if abs(back[1]) < 0.9 else (1.0, 0.0, 0.0), back)
    right = unit(right)
    return np.array([right, cross(back, right), back])


def project(camera: CameraState, size: Size, points: ArrayLike) -> Floats:
    """Points (n, 3) in RAS mm as (n, 3): x and y in pixels from the top left, and mm in front of the eye.

    A point behind the eye has a distance below 0 and no meaningful place.
    """
    seen = (np.asarray(points, dtype=float).reshape(-1, 3) - eye_of(camera)) @ axes_of(camera).T
    depth = -seen[:, 2]
    scale = pixels_per_mm(camera, size) * distance_of(camera) / np.where(np.abs(depth) < 1e-9, 1e-9, depth)
    x = size[0] / 2.0 + seen[:, 0] * scale
    y = size[1] / 2.0 - seen[:, 1] * scale
    return np.stack([x, y, depth], axis=1)


def ray_through(camera: CameraState, size: Size, x: float, y: float) -> tuple[Floats, Floats]:
    """The eye, and the unit direction of the ray through a pixel (from the top left)."""
    across = (x - size[0] / 2.0) / pixels_per_mm(camera, size)
    upwards = (size[1] / 2.0 - y) / pixels_per_mm(camera, size)
    direction = np.array([across, upwards, -distance_of(camera)]) @ axes_of(camera)
    return eye_of(camera), _unit(direction)


def pixels_per_mm(camera: CameraState, size: Size) -> float:
    """How many pixels a millimetre takes at the focal point."""
    return size[1] / camera.height


def set_camera(target: Any, camera: CameraState) -> None:
    """Put a `vtkCamera` where the scene says."""
    target.SetViewAngle(camera.view_angle)
    target.SetFocalPoint(*camera.focal)
    target.SetPosition(*eye_of(camera))
    target.SetViewUp(*axes_of(camera)[1])


def _unit(vector: ArrayLike) -> Floats:
    array = np.asarray(vector, dtype=float)
    length = float(np.linalg.norm(array))
    if length == 0.0:
        raise ValueError(f"a direction must not be {tuple(array.tolist())}")
    unit: Floats = array / length
    return unit
