"""The lens: a second, closer picture with its caption, and the wedge of light from what it shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from anatomy_viewer.scene.typography import unbroken
from anatomy_viewer.ui.drawn.values import LensPicture, Sheet
from anatomy_viewer.ui.labels import in_two
from anatomy_viewer.ui.painting import paint_box, paint_shadow, paint_studio, rounded, written
from anatomy_viewer.ui.theme import Theme

RING = 17.0
"""Radius of the ring on the place that the lens shows, px."""
LENS_RADIUS = 22.0
_WITHIN = Qt.ClipOperation.IntersectClip


def paint_lens(painter: QPainter, sheet: Sheet) -> None:
    """Draw the ring on the place, the wedge of light from it, and the lens with its caption."""
    theme, lens = sheet.theme, sheet.drawing.lens
    if lens is None:
        return
    painter.setClipping(False)  # a lens stands before both of two pictures that are wiped
    _paint_ring(painter, theme, lens)
    if lens.box.isEmpty():
        return
    paint_box(painter, wedge(lens.anchor, lens.box), theme.color("accent", 0.13))
    paint_shadow(painter, theme, lens.box, LENS_RADIUS, "float")
    painter.save()
    painter.setClipPath(rounded(lens.box, LENS_RADIUS), Qt.ClipOperation.IntersectClip)
    paint_studio(painter, theme, lens.box, LENS_RADIUS)
    words, height = caption_of(theme, lens)
    picture = lens.box.adjusted(0, 0, 0, -height)
    painter.drawImage(picture, lens.image)
    _paint_other(painter, theme, lens, picture)
    caption = QRectF(lens.box.left(), picture.bottom(), lens.box.width(), height)
    painter.fillRect(caption, theme.color("surface"))
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("label"))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    lines = "\n".join(written(painter, line) for line in words.split("\n"))
    painter.drawText(caption.adjusted(8, 0, -8, 0), int(flags), lines)
    painter.restore()
    paint_box(painter, rounded(lens.box, LENS_RADIUS), None, QPen(theme.color("accent"), 3))


def _paint_other(painter: QPainter, theme: Theme, lens: LensPicture, picture: QRectF) -> None:
    """Draw what it is compared with over its share of the lens, and the line between the two."""
    if lens.other is None:
        return
    left, right = (picture.left() + share * picture.width() for share in lens.other_share)
    painter.save()
    painter.setClipRect(QRectF(left, picture.top(), right - left, picture.height()), _WITHIN)
    painter.drawImage(picture, lens.other)
    painter.restore()
    for x in (left, right):
        if picture.left() + 1 < x < picture.right() - 1:
            for color, width in (("surface", 5.0), ("accent", 2.0)):
                painter.setPen(QPen(theme.color(color), width))
                painter.drawLine(QPointF(x, picture.top()), QPointF(x, picture.bottom()))


def caption_of(theme: Theme, lens: LensPicture) -> tuple[str, float]:
    """Return the words under the lens and their height; the short ones where the long take too much."""
    metrics = QFontMetricsF(theme.font("label"))
    room = QRectF(0, 0, lens.box.width() - 16, 2000)
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    words = evenly(unbroken(lens.caption), metrics, room.width())
    height = metrics.boundingRect(room, flags, words).height() + 14
    if height <= lens.box.height() * 0.4:
        return words, height
    return lens.short_caption, metrics.height() + 14


def evenly(words: str, metrics: QFontMetricsF, room: float) -> str:
    """Return words in two lines of about the same length where that is what they need in a width, px."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    two = in_two(words)
    return two if all(metrics.horizontalAdvance(line) <= room for line in two.split("\n")) else words


def wedge(anchor: QPointF, box: QRectF) -> QPainterPath:
    """Return the wedge of light from a point to the near side of a box."""
    side = box.left() if box.center().x() > anchor.x() else box.right()
    inset = min(26.0, box.height() / 4)
    path = QPainterPath(QPointF(anchor.x(), anchor.y() - RING + 2))
    path.lineTo(side, box.top() + inset)
    path.lineTo(side, box.bottom() - inset)
    path.lineTo(anchor.x(), anchor.y() + RING - 2)
    path.closeSubpath()
    return path


def _paint_ring(painter: QPainter, theme: Theme, lens: LensPicture) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.color("accent"), 3.5)
    if lens.hidden:
        pen.setDashPattern([1.6, 1.4])
    for each in (QPen(theme.color("surface"), 7), pen):
        painter.setPen(each)
        painter.drawEllipse(lens.anchor, RING, RING)
