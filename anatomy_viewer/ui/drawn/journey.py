"""The way into another model: what lies there in a ring that opens, and a small picture of where one is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from anatomy_viewer.ui.drawn.values import InsetPicture, JourneyPicture, Sheet
from anatomy_viewer.ui.painting import paint_box, paint_shadow, paint_studio, rounded, written
from anatomy_viewer.ui.theme import Theme

INSET_RADIUS = 18.0
MARK = 10.0
"""Radius of the mark on the small picture, px."""
_WITHIN = Qt.ClipOperation.IntersectClip
_FROM_AFAR = 0.9
"""How much larger the small picture is as it comes: it shrinks into its corner."""


def paint_journey(painter: QPainter, sheet: Sheet) -> None:
    """Draw what lies inside, in its ring or faded over all, and the ring itself."""
    journey = sheet.drawing.journey
    if journey is None:
        return
    painter.save()
    if journey.way.ringed:
        hole = QPainterPath()
        hole.addEllipse(journey.middle, journey.radius, journey.radius)
        painter.setClipPath(hole, _WITHIN)
    painter.setOpacity(journey.way.strength)
    painter.drawImage(_nearing(sheet.rect, journey), journey.image)
    painter.restore()
    if journey.way.ringed:
        _paint_rim(painter, sheet.theme, journey)


def _nearing(frame: QRectF, journey: JourneyPicture) -> QRectF:
    """Where the inner picture is drawn: at the ring's middle at first, in its own place at the end."""
    come = journey.way.opened if journey.way.ringed else 1.0
    middle = frame.center() * come + journey.middle * (1.0 - come)
    size = frame.size() * journey.way.scale
    return QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size)


def _paint_rim(painter: QPainter, theme: Theme, journey: JourneyPicture) -> None:
    """Draw the ring: thicker as it grows, so that it is one ring to the eye."""
    grown = 1.0 + 1.5 * journey.way.opened
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in (("surface", 7.0), ("accent", 3.5)):
        painter.setPen(QPen(theme.color(color), width * grown))
        painter.drawEllipse(journey.middle, journey.radius, journey.radius)


def inset_size(theme: Theme, caption: str, width: float) -> QSizeF:
    """Return the size of the small picture with its caption, at least so many px wide."""
    metrics = QFontMetricsF(theme.font("label", True))
    wide = max(width, metrics.horizontalAdvance(caption) + 24)
    return QSizeF(wide, 0.86 * width + caption_height(theme))


def caption_height(theme: Theme) -> float:
    """Return the height that the words under the small picture take, px."""
    return QFontMetricsF(theme.font("label", True)).height() + 12.0


def paint_inset(painter: QPainter, sheet: Sheet) -> None:
    """Draw the small picture of where one is, with its mark and its words."""
    inset, theme = sheet.drawing.inset, sheet.theme
    if inset is None or inset.shown <= 0.0:
        return
    painter.setClipping(False)
    painter.setOpacity(inset.shown)
    scale = 1.0 + _FROM_AFAR * (1.0 - inset.shown)
    corner = inset.box.topLeft() if inset.box.center().x() < sheet.rect.center().x() else inset.box.topRight()
    painter.translate(corner)
    painter.scale(scale, scale)
    painter.translate(-corner)
    paint_shadow(painter, theme, inset.box, INSET_RADIUS, "float")
    painter.save()
    painter.setClipPath(rounded(inset.box, INSET_RADIUS), _WITHIN)
    _paint_inside(painter, theme, inset)
    painter.restore()
    paint_box(painter, rounded(inset.box, INSET_RADIUS), None, QPen(theme.color("control"), 1.6))


def _paint_inside(painter: QPainter, theme: Theme, inset: InsetPicture) -> None:
    """Draw the picture with its mark, and what is said of it."""
    picture = inset.box.adjusted(0, 0, 0, -caption_height(theme))
    paint_studio(painter, theme, inset.box, INSET_RADIUS)
    painter.drawImage(picture, inset.image)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in (("surface", 5.5), ("accent", 3.0)):
        painter.setPen(QPen(theme.color(color), width))
        painter.drawEllipse(picture.topLeft() + inset.anchor, MARK, MARK)
    words = QRectF(picture.left(), picture.bottom(), picture.width(), caption_height(theme))
    painter.fillRect(words, theme.color("surface"))
    painter.setPen(theme.color("accent"))
    painter.setFont(theme.font("label", True))
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, written(painter, inset.caption))
