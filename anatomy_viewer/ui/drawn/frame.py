"""The picture's own frame: the shadow on the floor below, the round corners and the focus ring above."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPainterPath, QPen

from anatomy_viewer.ui.drawn.values import Sheet
from anatomy_viewer.ui.painting import paint_box, paint_floor_shadow, paint_focus, rounded


def paint_floor(painter: QPainter, sheet: Sheet) -> None:
    """Paint the shadow under the organ."""
    if sheet.drawing.floor is not None:
        paint_floor_shadow(painter, sheet.theme, *sheet.drawing.floor)


def paint_corners(painter: QPainter, sheet: Sheet) -> None:
    """Round the picture's corners by painting the page over them: no mask slows OpenGL down."""
    theme, radius = sheet.theme, sheet.theme.radius("stage")
    outside = QPainterPath()
    outside.addRect(sheet.rect.adjusted(-1, -1, 1, 1))
    for picture in sheet.pictures:
        outside = outside.subtracted(rounded(picture, radius))
    paint_box(painter, outside, theme.color("page"))
    if theme.name == "contrast":
        for picture in sheet.pictures:
            inner = rounded(picture.adjusted(1, 1, -1, -1), radius - 1)
            paint_box(painter, inner, None, QPen(theme.color("line"), 2))


def paint_ring(painter: QPainter, sheet: Sheet) -> None:
    """Ring the picture while it has the keyboard's focus."""
    if sheet.drawing.focused:
        paint_focus(painter, sheet.theme, sheet.rect, sheet.theme.radius("stage"))
