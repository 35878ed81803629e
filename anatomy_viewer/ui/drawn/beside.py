"""Two pictures next to each other: what each is called, and the line between them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from anatomy_viewer.ui.drawn.names import label_size
from anatomy_viewer.ui.drawn.values import PictureTitle, Sheet
from anatomy_viewer.ui.painting import paint_box, paint_shadow, rounded, written
from anatomy_viewer.ui.theme import Theme

SMALLEST = 0.55
"""How much smaller the words of a title are written, at most, to find room."""
EDGE = 12.0
"""How far a title stands from the edges of its picture, px."""


def title_box(theme: Theme, seen: QRectF, words: str, top: float) -> QRectF:
    """Return where a picture's title stands: in the middle of what is seen of it, never wider than that."""
    size = label_size(theme, words, strong=True)
    width = min(size.width(), max(48.0, seen.width() - 2 * EDGE))
    return QRectF(seen.center().x() - width / 2, top, width, size.height())


def paint_divider(painter: QPainter, sheet: Sheet) -> None:
    """Draw the line between two pictures that lie over each other."""
    line = sheet.drawing.divider
    if line is None:
        return
    for color, width in ((sheet.theme.color("surface"), 6.0), (sheet.theme.color("accent"), 2.5)):
        painter.setPen(QPen(color, width))
        painter.drawLine(line)


def paint_titles(painter: QPainter, sheet: Sheet) -> None:
    """Draw what each picture is called; the patient's own is outlined."""
    for title in sheet.drawing.titles:
        _paint_title(painter, sheet.theme, title)


def _paint_title(painter: QPainter, theme: Theme, title: PictureTitle) -> None:
    box, radius = title.box, title.box.height() / 2
    paint_shadow(painter, theme, box, radius)
    edge = QPen(theme.color("accent"), 2.2) if title.own else QPen(theme.color("control"), 1.4)
    paint_box(painter, rounded(box, radius), theme.color("surface"), edge)
    font, room = theme.font("small", True), box.width() - 20
    width = QFontMetricsF(font).horizontalAdvance(title.words)
    if width > room:  # written smaller rather than cut
        font.setPixelSize(max(round(font.pixelSize() * SMALLEST), int(font.pixelSize() * room / width)))
    painter.setPen(theme.color("text"))
    painter.setFont(font)
    words = QFontMetricsF(font).elidedText(title.words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, written(painter, words))
