"""What an eye sees: its place, its four angles, and where a point of the room falls in its picture.

The matrix is that of an asymmetric frustum, as in the OpenXR specification's `XrFovf`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from anatomy_viewer.scene.state import Vector
from anatomy_vr.poses import Matrix, Pose

NEAR, FAR = 0.05, 50.0
"""Metres between which things are drawn."""


@dataclass(frozen=True, slots=True)
class Fov:
    """The angles of an eye's picture in radians; left and down are below 0."""

    left: float
    right: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class View:
    """One eye: where it is in the room and what angles it sees."""

    pose: Pose
    fov: Fov


def symmetric_fov(vertical: float, ratio: float) -> Fov:
    """The angles of a window `ratio` times as wide as high that sees `vertical` degrees."""
    half = math.radians(vertical) / 2.0
    wide = math.atan(math.tan(half) * ratio)
    return Fov(-wide, wide, half, -half)


def projection_of(fov: Fov, near: float = NEAR, far: float = FAR) -> Matrix:
    """The (4, 4) projection of an eye: OpenGL's clip space, any unit of length."""
    left, right, up, down = (math.tan(a) for a in (fov.left, fov.right, fov.up, fov.down))
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[0, 2] = 2.0 / (right - left), (right + left) / (right - left)
    matrix[1, 1], matrix[1, 2] = 2.0 / (up - down), (up + down) / (up - down)
    matrix[2, 2], matrix[2, 3] = -(far + near) / (far - near), -2.0 * far * near / (far - near)
    matrix[3, 2] = -1.0
    return matrix


def pixel_of(view: View, size: tuple[int, int], point: Vector) -> tuple[float, float] | None:
    """Where a point of the room falls in an eye's picture, from the top left; None behind the eye."""
    seen = np.linalg.inv(view.pose.matrix) @ (*point, 1.0)
    if seen[2] >= 0.0:
        return None
    clip = projection_of(view.fov) @ seen
    x, y = clip[:2] / clip[3]
    return float((x + 1.0) / 2.0 * size[0]), float((1.0 - y) / 2.0 * size[1])
