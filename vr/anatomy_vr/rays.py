"""Pointing: a half line in the room, and what it meets."""

from __future__ import annotations

import math
from dataclasses import dataclass

from anatomy_viewer.scene.state import Vector
from anatomy_viewer.scene.vectors import plus, scaled, turned
from anatomy_vr.poses import Pose, inverse


@dataclass(frozen=True, slots=True)
class Ray:
    """Where a hand, or the head, points from, and its unit direction."""

    origin: Vector
    direction: Vector

    @classmethod
    def of(cls, pose: Pose) -> Ray:
        """The ray along a pose's -z."""
        return cls(pose.position, pose.forward)

    def at(self, distance: float) -> Vector:
        """The point so many metres along it."""
        return plus(self.origin, scaled(self.direction, distance))


@dataclass(frozen=True, slots=True)
class Touch:
    """Where a ray meets a rectangle: from its top left corner, 0-1 each way, and metres along the ray."""

    across: float
    down: float
    distance: float


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ray meets: a target of the panel ("panel:next"), a part ("part:..."), or nothing."""

    target: str = ""
    place: Vector | None = None
    """Where, in the room."""
    touch: Touch | None = None


def touch_of(ray: Ray, pose: Pose, size: tuple[float, float]) -> Touch | None:
    """Where a ray meets a rectangle (metres) that stands in the x-y plane of its pose, from its front."""
    back = inverse(pose.rotation)
    origin = turned(back, plus(ray.origin, scaled(pose.position, -1.0)))
    direction = turned(back, ray.direction)
    if origin[2] <= 0.0 or direction[2] > -1e-6:
        return None
    distance = -origin[2] / direction[2]
    across = (origin[0] + distance * direction[0]) / size[0] + 0.5
    down = 0.5 - (origin[1] + distance * direction[1]) / size[1]
    if not (0.0 <= across <= 1.0 and 0.0 <= down <= 1.0):
        return None
    return Touch(across, down, distance)


def facing(place: Vector, eye: Vector) -> Pose:
    """The pose of something upright at a place that turns its front (+z) to an eye."""
    towards = plus(eye, scaled(place, -1.0))
    angle = math.atan2(towards[0], towards[2]) / 2.0
    return Pose(place, (math.cos(angle), 0.0, math.sin(angle), 0.0))
