"""How the picture makes room for what stands over it: the organ moves and shrinks into the free place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp

from PySide6.QtCore import QRectF

from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.ui.camera_moves import pan

ORGAN_TALL = 0.86
"""How much of the picture's height an organ takes in a view as its model names it."""
ORGAN_WIDE = 0.72
NEAREST, FARTHEST = 0.9, 2.6
SETTLING = 0.12
"""Seconds in which two thirds of the way to another framing are gone."""


@dataclass(frozen=True, slots=True)
class Framing:
    """Where the organ's middle moves to (px from the picture's middle, y down) and how much smaller it is."""

    right: float = 0.0
    down: float = 0.0
    scale: float = 1.0

    def of(self, camera: CameraState, pixels: float) -> CameraState:
        """Return the camera that is drawn with, for a picture of a height in px."""
        further = replace(camera, height=camera.height * self.scale)
        return pan(further, self.right, self.down, max(1.0, pixels))

    def towards(self, other: Framing, seconds: float) -> Framing:
        """Return the framing some time later on the way to another; close to it means there."""
        left = exp(-seconds / SETTLING)
        moved = Framing(
            other.right + (self.right - other.right) * left,
            other.down + (self.down - other.down) * left,
            other.scale + (self.scale - other.scale) * left,
        )
        return other if moved.is_near(other) else moved

    def is_near(self, other: Framing) -> bool:
        """Return whether nobody sees the difference."""
        apart = abs(self.right - other.right) + abs(self.down - other.down)
        return apart < 0.5 and abs(self.scale - other.scale) < 0.002


def framing_for(stage: QRectF, free: QRectF, *, wide: float = ORGAN_WIDE) -> Framing:
    """Return how an organ stands in the middle of the free part of the stage, as large as it fits.

    `wide` is how much of the picture's height the organ takes in width.
    """
    tall = ORGAN_TALL * stage.height() / max(1.0, free.height())
    broad = wide * stage.height() / max(1.0, free.width())
    scale = min(max(tall, broad, NEAREST), FARTHEST)
    way = free.center() - stage.center()
    return Framing(way.x(), way.y(), scale)
