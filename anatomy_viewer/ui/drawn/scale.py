"""The scale bar: a round length as large as it is in the picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from anatomy_viewer.scene.words import figure
from anatomy_viewer.ui.drawn.values import Sheet
from anatomy_viewer.ui.painting import paint_box, rounded, written
from anatomy_viewer.ui.theme import Theme

_ROUND_MILLIMETRES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)


def scale_of(millimetres: float, longest: float) -> tuple[float, float]:
    """Return the roundest length (mm) that fits into `longest` px, and its width in px."""
    fitting = [length for length in _ROUND_MILLIMETRES if length / millimetres <= longest]
    length = max(fitting, default=_ROUND_MILLIMETRES[0])
    return length, length / millimetres


def length_words(millimetres: float, language: str = "en") -> str:
    """Return a length as people say it: "0.5 mm", "2 cm"."""
    if millimetres >= 10:
        return f"{figure(millimetres / 10, language)}\u00a0cm"
    return f"{figure(millimetres, language)}\u00a0mm"


def scale_bar_box(stage: QRectF, theme: Theme, *, mirrored: bool = False) -> QRectF:
    """Return the corner of the stage where the scale bar stands: below, where reading ends."""
    height = QFontMetricsF(theme.font("label")).height() + 24
    left = stage.left() + 14 if mirrored else stage.right() - 150
    return QRectF(left, stage.bottom() - 16 - height, 136, height)


def paint_scale_bar(painter: QPainter, sheet: Sheet) -> None:
    """Draw a round length at the depth of what the camera looks at."""
    theme, millimetres = sheet.theme, sheet.drawing.millimetres
    if not millimetres:
        return
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    box = scale_bar_box(sheet.rect, theme, mirrored=mirrored)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a figure and its unit keep their order
    length, width = scale_of(millimetres, 90.0)
    plate = QRectF(box.right() - 34 - width, box.top() + 4, width + 16, box.height() + 4)
    if _is_on_the_organ(sheet, plate):
        paint_box(painter, rounded(plate, 10.0), theme.color("stage_mid", 0.8))
    x, y = box.right() - 26 - width, box.bottom() - 6
    for color, line in ((theme.color("stage_mid", 0.8), 5.0), (theme.color("leader"), 2.0)):
        painter.setPen(QPen(color, line))
        painter.drawLine(QPointF(x, y), QPointF(x + width, y))
        for end in (x, x + width):
            painter.drawLine(QPointF(end, y - 5), QPointF(end, y + 5))
    painter.setPen(theme.color("leader"))
    painter.setFont(theme.font("label"))
    words = QRectF(x + width / 2 - 60, box.top(), 120, box.height() - 14)
    painter.drawText(
        words, Qt.AlignmentFlag.AlignCenter, written(painter, length_words(length, sheet.drawing.language))
    )
    if sheet.drawing.scale_words:
        said = QRectF(box.left() - 14, box.top() - 52, 164 - 28, 54)
        painter.setFont(theme.font("label", True))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(said, int(flags), sheet.drawing.scale_words)


def _is_on_the_organ(sheet: Sheet, box: QRectF) -> bool:
    seen = sheet.drawing.silhouette
    return seen is not None and seen.share(box.left(), box.top(), box.width(), box.height()) > 0.0
