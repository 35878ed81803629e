"""The letters of a film: title and standing above its pictures, captions below; and how pictures dissolve."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from anatomy_viewer.export.film_stage import CAPTION, CAPTION_LINES, Layout, painting_on
from anatomy_viewer.export.paper import CARE, CARE_SOFT, SURFACE, TITLE, Column, Type
from anatomy_viewer.scene.captions import two_lines
from anatomy_viewer.scene.typography import unbroken

_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_AT_FOOT = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom) | int(Qt.TextFlag.TextWordWrap)


def lettered(picture: QImage, layout: Layout, title: str, standing: str, caption: str) -> QImage:
    """A picture with its title, its standing and a caption; empty words are left out."""
    image = picture.copy()
    with painting_on(image) as painter:
        taken = paint_standing(painter, layout, standing)
        _paint_title(painter, layout, title, taken)
        if caption:
            _paint_caption(painter, layout, caption)
    return image


def paint_standing(painter: QPainter, layout: Layout, standing: str) -> float:
    """Paint whether a clinician has reviewed it into the upper right corner; returns the width it takes."""
    if not standing:
        return 0.0
    unit = layout.unit
    font = Type(16 * unit, 1.3, bold=True).font
    width = QFontMetricsF(font).horizontalAdvance(standing) + 28 * unit
    box = QRectF(layout.size[0] - width - 24 * unit, 22 * unit, width, 34 * unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(CARE_SOFT))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(CARE))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, standing)
    return width + 24 * unit


def _paint_title(painter: QPainter, layout: Layout, title: str, taken: float) -> None:
    """Paint the title in one line, as much smaller as that needs; `taken` is the width taken at the right."""
    unit, left = layout.unit, 28 * layout.unit
    room = layout.size[0] - left - taken - 20 * unit
    kind = TITLE.scaled(unit)
    wide = QFontMetricsF(kind.font).horizontalAdvance(title)
    kind = kind.scaled(min(1.0, 0.98 * room / max(wide, 1.0)))
    Column(2.0 * layout.size[0]).add(title, kind).paint(painter, left, 18 * unit)


def _paint_caption(painter: QPainter, layout: Layout, text: str) -> None:
    """Paint a caption at the foot on a light plate: readable on any ground, from any seat."""
    unit, text = layout.unit, unbroken(text)
    room = QRectF(56 * unit, 0, layout.size[0] - 112 * unit, layout.size[1] - 24 * unit)
    painter.setFont(_fitting(text, CAPTION.scaled(unit), room.width()).font)
    if QFontMetricsF(painter.font()).horizontalAdvance(text) > room.width():
        text = two_lines(text)
    words = painter.boundingRect(room, _AT_FOOT, text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(SURFACE))
    painter.drawRoundedRect(words.adjusted(-24 * unit, -8 * unit, 24 * unit, 8 * unit), 18 * unit, 18 * unit)
    painter.setPen(QColor(CAPTION.color))
    painter.drawText(words.adjusted(-2, 0, 2, 0), _CENTRED, text)


def _fitting(text: str, kind: Type, room: float) -> Type:
    """The type, as much smaller as a text needs to fit the lines of a caption."""
    while kind.px > 10 and Column(room).add(text, kind).height > (CAPTION_LINES + 0.1) * kind.px * kind.line:
        kind = kind.scaled(0.95)
    return kind


def dissolved(before: QImage, after: QImage, share: float) -> QImage:
    """A picture that goes over into another: 0 is the first alone, 1 the second."""
    image = before.copy()
    with painting_on(image) as painter:
        painter.setOpacity(share)
        painter.drawImage(QPointF(0, 0), after)
    return image
