"""What a picture stands on: round corners, the studio's ground, and the shadow under the organ."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QRadialGradient

from anatomy_viewer.export.paper import GROUND


def rounded(box: QRectF, radius: float) -> QPainterPath:
    """A box with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def paint_ground(painter: QPainter, room: QRectF) -> None:
    """The studio's ground: light that falls from above."""
    fall = QLinearGradient(room.topLeft(), room.bottomLeft())
    for place, color in zip((0.0, 0.55, 1.0), GROUND, strict=True):
        fall.setColorAt(place, QColor(color))
    painter.fillRect(room, QBrush(fall))


def paint_shadow(painter: QPainter, room: QRectF, organ: NDArray[np.bool_]) -> None:
    """A soft shadow on the ground, as wide as the organ."""
    rows, columns = np.nonzero(organ)
    if not len(rows):
        return
    width = 0.9 * (columns.max() - columns.min())
    foot = room.top() + min(float(rows.max()) + 0.01 * room.height(), 0.97 * room.height())
    middle = QPointF(room.left() + (columns.max() + columns.min()) / 2.0, foot)
    painter.save()
    painter.translate(middle)
    painter.scale(1.0, 0.12)
    soft = QRadialGradient(QPointF(0, 0), width / 2)
    soft.setColorAt(0.0, QColor(58, 44, 24, 60))
    soft.setColorAt(1.0, QColor(58, 44, 24, 0))
    painter.fillRect(QRectF(-width, -width, 2 * width, 2 * width), QBrush(soft))
    painter.restore()
