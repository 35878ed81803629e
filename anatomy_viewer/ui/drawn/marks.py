"""Marks: a ring on what was touched or found, and a dashed one on where to look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient

from anatomy_viewer.ui.drawn.values import Mark, Sheet
from anatomy_viewer.ui.theme import Theme

TOUCHED = 26.0
HINT = 70.0


def mark_box(mark: Mark) -> QRectF:
    """Return the square that a mark covers."""
    radius = HINT if mark.kind == "hint" else TOUCHED
    return QRectF(mark.at.x() - radius, mark.at.y() - radius, 2 * radius, 2 * radius)


def paint_marks(painter: QPainter, sheet: Sheet) -> None:
    """Draw every mark."""
    for mark in sheet.drawing.marks:
        paint_mark(painter, sheet.theme, mark)


def paint_mark(painter: QPainter, theme: Theme, mark: Mark) -> None:
    """Draw a mark with a light casing, so that it is seen on any tissue."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.kind == "hint":
        _paint_hint(painter, theme, mark.at)
        return
    for token, width in (("surface", 9.0), ("accent" if mark.kind == "found" else "care_mark", 5.0)):
        painter.setPen(QPen(theme.color(token), width))
        painter.drawEllipse(mark.at, TOUCHED, TOUCHED)


def _paint_hint(painter: QPainter, theme: Theme, at: QPointF) -> None:
    glow = QRadialGradient(at, HINT + 22)
    clear = QColor(theme.color("accent", 0.0))
    glow.setColorAt(0, clear)
    glow.setColorAt(0.75, theme.color("accent", 0.16))
    glow.setColorAt(1, clear)
    painter.setBrush(glow)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(at, HINT + 22, HINT + 22)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("surface"), 7))
    painter.drawEllipse(at, HINT, HINT)
    dashes = QPen(theme.color("accent"), 4)
    dashes.setDashPattern([3, 2.2])
    painter.setPen(dashes)
    painter.drawEllipse(at, HINT, HINT)
