"""Places and turns in the room, as plain values: metres; x right, y up, z towards the viewer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.scene.state import UPRIGHT, Quaternion, Vector
from anatomy_viewer.scene.vectors import multiply, plus, turned

Matrix = NDArray[np.float64]
UP: Vector = (0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """A place in the room and a turn (w, x, y, z): of the head, of a hand, of the panel."""

    position: Vector = (0.0, 0.0, 0.0)
    rotation: Quaternion = UPRIGHT

    @property
    def forward(self) -> Vector:
        """The unit direction it looks or points in: its own -z."""
        return turned(self.rotation, (0.0, 0.0, -1.0))

    @property
    def matrix(self) -> Matrix:
        """The (4, 4) matrix that takes its own coordinates to the room's."""
        w, x, y, z = self.rotation
        px, py, pz = self.position
        return np.array(
            [
                [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - w * z), 2.0 * (x * z + w * y), px],
                [2.0 * (x * y + w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - w * x), py],
                [2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y), pz],
                [0.0, 0.0, 0.0, 1.0],
            ]
        )

    @property
    def heading(self) -> float:
        """Degrees it is turned to the left of -z about the vertical, also when it looks up or down."""
        x, y, z = self.forward
        if math.hypot(x, z) < 0.3:  # nearly straight up or down: the top of the head tells the way
            top = turned(self.rotation, UP)
            x, z = (-top[0], -top[2]) if y > 0.0 else (top[0], top[2])
        return math.degrees(math.atan2(-x, -z))

    def place(self, local: Vector) -> Vector:
        """A point given in its own coordinates, in the room."""
        return plus(self.position, turned(self.rotation, local))

    def then(self, inner: Pose) -> Pose:
        """A pose given in its own coordinates, in the room."""
        return Pose(self.place(inner.position), multiply(self.rotation, inner.rotation))


ORIGIN = Pose()
"""The room's own origin, looking along -z."""


def inverse(rotation: Quaternion) -> Quaternion:
    """The turn back."""
    w, x, y, z = rotation
    return (w, -x, -y, -z)


def about_vertical(degrees: float) -> Quaternion:
    """A turn to the left about the vertical."""
    half = math.radians(degrees) / 2.0
    return (math.cos(half), 0.0, math.sin(half), 0.0)


def levelled(pose: Pose) -> Pose:
    """The same place and heading with the horizon level: what a person means by "straight ahead"."""
    return Pose(pose.position, about_vertical(pose.heading))


def vector(values: Any) -> Vector:
    """Three numbers as a vector of plain floats."""
    x, y, z = values
    return (float(x), float(y), float(z))
