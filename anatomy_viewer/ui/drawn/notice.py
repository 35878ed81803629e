"""What is said on the picture: what a tool waits for, or that a model is being read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from anatomy_viewer.ui.drawn.names import label_size
from anatomy_viewer.ui.drawn.values import Sheet
from anatomy_viewer.ui.painting import paint_box, paint_shadow, rounded
from anatomy_viewer.ui.theme import Theme


def notice_box(theme: Theme, stage: QRectF, words: str) -> QRectF:
    """Return where a notice stands on the stage."""
    size = label_size(theme, words, strong=True)
    return QRectF(stage.center().x() - size.width() / 2, stage.top() + 80, size.width(), size.height())


def paint_notice(painter: QPainter, sheet: Sheet) -> None:
    """Say something near the head of the picture, in a pill."""
    theme, words = sheet.theme, sheet.drawing.notice
    if not words:
        return
    box = notice_box(theme, sheet.rect, words)
    paint_shadow(painter, theme, box, box.height() / 2)
    paint_box(painter, rounded(box, box.height() / 2), theme.color("accent"))
    painter.setPen(theme.color("on_accent"))
    painter.setFont(theme.font("small", True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
