"""The ring that turns a cut: its handle shows where the plane faces, as the tip of an arrow in a ball."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from anatomy_viewer.ui.drawn.values import Handle, Sheet
from anatomy_viewer.ui.painting import paint_icon
from anatomy_viewer.ui.theme import Theme

KNOB = 22.0
"""Radius of the handle that a finger takes, px."""


def paint_handle(painter: QPainter, sheet: Sheet) -> None:
    """Draw the ring and its handle while the cut is in the hand."""
    handle, theme = sheet.drawing.handle, sheet.theme
    if handle is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.color("surface", 0.85), 6.0), (theme.color("accent"), 2.5)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(handle.middle, handle.radius, handle.radius)
        painter.drawLine(handle.middle, handle.knob)
    _paint_knob(painter, theme, handle)


def _paint_knob(painter: QPainter, theme: Theme, handle: Handle) -> None:
    """Draw the handle: filled where the plane faces the viewer, hollow where it faces away."""
    painter.setPen(QPen(theme.color("surface"), 7))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(handle.knob, KNOB, KNOB)
    painter.setPen(QPen(theme.color("accent"), 3))
    painter.setBrush(theme.color("surface" if handle.away else "accent"))
    painter.drawEllipse(handle.knob, KNOB - 2, KNOB - 2)
    ink = theme.color("accent" if handle.away else "on_accent")
    box = QRectF(handle.knob.x() - 13, handle.knob.y() - 13, 26, 26)
    paint_icon(painter, "ring", QPointF(box.left(), box.top()), ink, 26)
