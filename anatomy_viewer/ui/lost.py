"""Whether somebody has lost the organ: it left the picture, is far too small, or stands on its head."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from anatomy_viewer.content.model import View
from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.scene.vectors import dot

SEEN = 0.2
"""Less of the organ, or of the picture, than this share means that it left."""
SMALL = 0.14
"""An organ that takes less than this share of the picture's width and height is too small."""
OVERTURNED = -0.35
"""Cosine between the picture's up and the home view's, below which it stands on its head."""


def is_lost(organ: QRectF, picture: QRectF, camera: CameraState, home: View) -> bool:
    """Return whether "put it back" should be offered; `organ` is what it fills of the stage, px."""
    if organ.isEmpty() or picture.isEmpty():
        return False
    seen = organ.intersected(picture)
    gone = _area(seen) < SEEN * min(_area(organ), _area(picture))
    small = organ.width() < SMALL * picture.width() and organ.height() < SMALL * picture.height()
    return gone or small or dot(camera.up, home.up) < OVERTURNED


def _area(rect: QRectF) -> float:
    return max(0.0, rect.width()) * max(0.0, rect.height())
