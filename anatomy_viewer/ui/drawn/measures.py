"""Distances between two points: a line with its length, and the first point while the second is awaited."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from anatomy_viewer.ui.drawn.names import label_size
from anatomy_viewer.ui.drawn.values import MeasureLine, Sheet
from anatomy_viewer.ui.painting import paint_box, paint_shadow, rounded, written
from anatomy_viewer.ui.theme import Theme

END = 7.0


def paint_measures(painter: QPainter, sheet: Sheet) -> None:
    """Draw every distance, the words over all lines."""
    theme = sheet.theme
    for line in sheet.drawing.measures:
        _paint_line(painter, theme, line)
    for line in sheet.drawing.measures:
        if line.words:
            _paint_words(painter, sheet, line)


def words_box(theme: Theme, stage: QRectF, line: MeasureLine) -> QRectF:
    """Return where a length stands: beside the middle of its line, inside the stage."""
    size = label_size(theme, line.words, strong=True)
    middle = (line.start + line.end) / 2 + QPointF(0, -size.height())
    box = QRectF(middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(), size.height())
    room = stage.adjusted(8, 8, -8, -8)
    box.moveLeft(min(max(box.left(), room.left()), room.right() - box.width()))
    box.moveTop(min(max(box.top(), room.top()), room.bottom() - box.height()))
    return box


def _paint_line(painter: QPainter, theme: Theme, line: MeasureLine) -> None:
    for color, width in ((theme.color("surface", 0.9), 7.0), (theme.color("accent"), 3.0)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(line.start, line.end)
    painter.setPen(QPen(theme.color("surface"), 2.5))
    painter.setBrush(theme.color("accent"))
    for end in (line.start, line.end):
        painter.drawEllipse(end, END, END)


def _paint_words(painter: QPainter, sheet: Sheet, line: MeasureLine) -> None:
    theme = sheet.theme
    box = words_box(theme, sheet.rect, line)
    paint_shadow(painter, theme, box, box.height() / 2)
    paint_box(painter, rounded(box, box.height() / 2), theme.color("surface"), QPen(theme.color("accent"), 2))
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("small", True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, written(painter, line.words))
