"""Moves of a cut as pure functions: along its normal, turned by a ring, laid level with the body's planes."""

from __future__ import annotations

from dataclasses import replace
from math import cos, hypot, radians, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anatomy_viewer.render.project import axes_of
from anatomy_viewer.scene.state import CameraState, CutState, Vector

Array = NDArray[np.float64]
Spot = tuple[float, float]
"""A place on the unit disc, right and down: how a direction in space shows from the camera."""

FLAT = 0.25
"""Below this share of its length on the screen a cut's normal points along the line of sight."""
SNAP = 8.0
"""Within so many degrees of a plane of the body a cut is laid into it."""
PLANES: dict[str, Vector] = {
    "sagittal": (1.0, 0.0, 0.0),
    "coronal": (0.0, 1.0, 0.0),
    "axial": (0.0, 0.0, 1.0),
}
"""The planes of the body by their normals, RAS."""


def slid(cut: CutState, camera: CameraState, drag: Spot, millimetres: float) -> CutState:
    """Move a cut along its normal with a drag (px right and down); `millimetres` is what a px shows."""
    right, up, _ = axes_of(camera)
    normal = np.asarray(cut.normal)
    along = np.array([normal @ right, -(normal @ up)])
    length = float(np.linalg.norm(along))
    pixels = float(np.dot(drag, along)) / length**2 if length > FLAT else -drag[1]
    return replace(cut, origin=_vector(np.asarray(cut.origin) + normal * pixels * millimetres))


def spot_of(normal: Vector, camera: CameraState) -> tuple[Spot, bool]:
    """Return where a normal's tip shows on the unit disc, and whether it points away from the viewer."""
    right, up, towards = axes_of(camera) @ np.asarray(normal)
    return (float(right), -float(up)), bool(towards < 0.0)


def normal_at(spot: Spot, camera: CameraState, *, away: bool) -> Vector:
    """Return the normal (length 1) whose tip shows at a place of the disc, beyond its rim on the rim."""
    right, down = spot
    length = hypot(right, down)
    if length > 1.0:
        right, down = right / length, down / length
    depth = sqrt(max(0.0, 1.0 - right * right - down * down))
    return _vector(np.array([right, -down, -depth if away else depth]) @ axes_of(camera))


def turned(cut: CutState, normal: Vector, about: Vector) -> CutState:
    """Turn a cut to a normal about a point (RAS mm) in it, laid into a plane of the body that is near."""
    return replace(cut, origin=about, normal=snapped(normal))


def snapped(normal: Vector) -> Vector:
    """Return the nearest plane of the body's normal within `SNAP` degrees, or the normal itself."""
    for axis in PLANES.values():
        along = float(np.dot(normal, axis))
        if abs(along) > cos(radians(SNAP)):
            return _vector(np.asarray(axis) * (1.0 if along > 0 else -1.0))
    return normal


def plane_of(normal: Vector) -> str:
    """Return which plane of the body a normal belongs to; empty where none."""
    near = (name for name, axis in PLANES.items() if abs(float(np.dot(normal, axis))) > 1.0 - 1e-6)
    return next(near, "")


def facing(plane: str, camera: CameraState) -> Vector:
    """Return the normal of a plane of the body that opens the model towards the viewer."""
    axis = np.asarray(PLANES[plane])
    return _vector(axis if float(axis @ np.asarray(camera.direction)) >= -0.05 else -axis)


def foot_of(cut: CutState, point: Vector) -> Vector:
    """Return the point of the plane that is nearest to a point."""
    normal = np.asarray(cut.normal) / np.linalg.norm(cut.normal)
    height = float((np.asarray(point) - cut.origin) @ normal)
    return _vector(np.asarray(point) - normal * height)


def span_of(normal: Vector, low: ArrayLike, high: ArrayLike) -> tuple[float, float]:
    """Return how far a box (RAS mm) reaches along a normal: lowest and highest, mm."""
    middle = (np.asarray(low) + np.asarray(high)) / 2
    half = (np.asarray(high) - np.asarray(low)) / 2
    reach = float(np.abs(np.asarray(normal)) @ half)
    at = float(np.asarray(normal) @ middle)
    return at - reach, at + reach


def _vector(array: ArrayLike) -> Vector:
    x, y, z = (float(value) for value in np.asarray(array))
    return x, y, z
