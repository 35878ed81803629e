"""Lines drawn by hand: smooth, with a light casing, faint where something lies in front of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from anatomy_viewer.ui.drawn.values import Sheet, StrokeLine

CASING = 4.0
"""How much wider the light casing is than the line, px."""
CURSOR = 13.0
"""Radius of the cursor's ring, px."""
FAINT = 0.22
"""How strongly what is hidden still shows, so that one knows where to turn to."""


def paint_strokes(painter: QPainter, sheet: Sheet) -> None:
    """Draw every line: all casings first, so that lines which cross stay whole."""
    theme, lines = sheet.theme, sheet.drawing.strokes
    for line in lines:
        draw_line(painter, line, theme.color("surface", 0.92), line.width + CASING)
    for line in lines:
        draw_line(painter, line, theme.color(line.color), line.width)


def paint_cursor(painter: QPainter, sheet: Sheet) -> None:
    """Draw where a tool is moved to by keys: a ring with a cross, seen on any tissue."""
    at = sheet.drawing.cursor
    if at is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in (("surface", 6.0), ("text", 2.5)):
        painter.setPen(QPen(sheet.theme.color(color), width))
        painter.drawEllipse(at, CURSOR, CURSOR)
        for way in (QPointF(CURSOR, 0.0), QPointF(0.0, CURSOR)):
            painter.drawLine(at - way * 1.6, at - way * 0.5)
            painter.drawLine(at + way * 0.5, at + way * 1.6)


def draw_line(painter: QPainter, line: StrokeLine, color: QColor, width: float) -> None:
    """Draw one line with round ends; a single point is a dot."""
    painter.save()
    for first, last, seen in line.runs:
        pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setOpacity(1.0 if seen else FAINT)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(smooth_path(line.places[first : last + 1]))
    painter.restore()


def smooth_path(places: Sequence[QPointF]) -> QPainterPath:
    """Return a path through points without corners: curves between the middles of its pieces."""
    path = QPainterPath(places[0])
    for before, here in pairwise(places[1:]):
        path.quadTo(before, (before + here) / 2)
    path.lineTo(places[-1] if len(places) > 1 else places[0] + QPointF(0.1, 0.0))
    return path
