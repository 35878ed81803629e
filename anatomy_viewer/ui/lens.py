"""The lens: where the closer picture stands on the stage, and how large it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from anatomy_viewer.ui.drawn.lens import caption_of
from anatomy_viewer.ui.drawn.values import LensPicture
from anatomy_viewer.ui.theme import Theme

SHARE = 0.247
"""How much of the stage's width the lens takes."""
NARROWEST, WIDEST = 148.0, 300.0
TALL = 1.62
"""Height to width."""
EDGE = 12.0


def lens_box(stage: QRectF, top: float, bottom: float, *, mirrored: bool = False) -> QRectF:
    """Return where the lens stands: at the right (the left where one reads from there), under the views."""
    room = QRectF(stage.left(), top, stage.width(), max(40.0, bottom - top))
    width = min(max(stage.width() * SHARE, NARROWEST), WIDEST, stage.width() * 0.4)
    height = min(width * TALL, room.height())
    width = min(width, height * 0.9)
    middle = min(max(stage.center().y() - 12, room.top() + height / 2), room.bottom() - height / 2)
    left = stage.left() + EDGE if mirrored else stage.right() - EDGE - width
    return QRectF(left, middle - height / 2, width, height)


def picture_size(theme: Theme, lens: LensPicture) -> tuple[int, int]:
    """Return the size in px of the picture inside the lens, above its caption."""
    _, height = caption_of(theme, lens)
    return round(lens.box.width()), max(20, round(lens.box.height() - height))


def short_caption(magnification: float) -> str:
    """Return how many times larger it is drawn, in signs that need no language."""
    return f"×{magnification:g}"


NO_IMAGE = QImage()
