"""The way into another model in a film: the larger one, and in a ring that opens what lies there."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from anatomy_viewer.export.paper import ACCENT, SURFACE
from anatomy_viewer.scene.state import JourneyState

_RING = 17.0
"""Radius of the ring before it opens, design px."""


def paint_way(
    painter: QPainter, journey: JourneyState, inner: QImage, place: tuple[QRectF, QPointF], unit: float
) -> None:
    """Paint what lies inside over the larger picture; `place` is the frame, and the ring's middle in it."""
    frame, middle = place
    far = max(
        hypot(x - middle.x(), y - middle.y()) for x in (0.0, frame.width()) for y in (0.0, frame.height())
    )
    radius = journey.radius(_RING * unit, far + 12.0)
    painter.save()
    if journey.ringed:
        hole = QPainterPath()
        hole.addEllipse(middle, radius, radius)
        painter.setClipPath(hole)
    painter.setOpacity(journey.strength)
    painter.drawImage(_nearing(frame, middle, journey), inner)
    painter.restore()
    for color, width in ((SURFACE, 7.0), (ACCENT, 3.5)) if journey.ringed else ():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), width * unit * (1.0 + 1.5 * journey.opened)))
        painter.drawEllipse(middle, radius, radius)


def _nearing(frame: QRectF, middle: QPointF, journey: JourneyState) -> QRectF:
    """Where the inner picture is drawn: at the ring's middle at first, in its own place at the end."""
    come = journey.opened if journey.ringed else 1.0
    at, size = frame.center() * come + middle * (1.0 - come), frame.size() * journey.scale
    return QRectF(at - QPointF(size.width() / 2, size.height() / 2), size)
