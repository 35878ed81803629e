"""What is said on the picture: what a tool waits for, or that a model is being read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from anatomy_viewer.ui.drawn.names import label_size
from anatomy_viewer.ui.drawn.values import Sheet
from anatomy_viewer.ui.painting import paint_box, paint_shadow, rounded, written
from anatomy_viewer.ui.theme import Theme

ASIDE = 20.0
"""What a notice leaves free at the stage's sides, px."""
INSIDE = 12.0
"""What it leaves free beside its words, px."""
ROUND = 24.0
WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


def notice_box(theme: Theme, stage: QRectF, words: str) -> QRectF:
    """Return where a notice stands on the stage."""
    size, widest = label_size(theme, words, strong=True), stage.width() - 2 * ASIDE
    if size.width() > widest:
        room = QRectF(0, 0, widest - 2 * INSIDE, 1000)
        wrapped = QFontMetricsF(theme.font("small", True)).boundingRect(room, WRAPPED, words)
        size = QSizeF(widest, wrapped.height() + INSIDE)
    return QRectF(stage.center().x() - size.width() / 2, stage.top() + 80, size.width(), size.height())


def paint_notice(painter: QPainter, sheet: Sheet) -> None:
    """Say something near the head of the picture, in a pill."""
    theme, words = sheet.theme, sheet.drawing.notice
    if not words:
        return
    box = notice_box(theme, sheet.rect, words)
    radius = min(box.height() / 2, ROUND)
    paint_shadow(painter, theme, box, radius)
    paint_box(painter, rounded(box, radius), theme.color("accent"))
    painter.setPen(theme.color("on_accent"))
    painter.setFont(theme.font("small", True))
    painter.drawText(box.adjusted(INSIDE, 0, -INSIDE, 0), WRAPPED, written(painter, words))
