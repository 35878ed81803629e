"""The panel as pixels: the words of `PanelState` painted by Qt, in the letters of the window.

Opaque and dark, three lines at most, four buttons in a row; see page 9 of the design. What does not fit is
set smaller, never cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QTextDocument, QTextOption

from anatomy_viewer.scene.slider import SliderState
from anatomy_vr import colors
from anatomy_vr.ink import Pixels, blank, font, pixels_of, smooth_painter
from anatomy_vr.panel_layout import (
    EDGE,
    HEIGHT,
    PIXELS,
    WIDTH,
    Box,
    button_boxes,
    slider_box,
    slider_share,
)
from anatomy_vr.panel_words import PanelButton, PanelState, Tone

TITLE, BODY, HINT, SMALL, BUTTON = 36, 21, 20, 16, 20
SMALLEST = 14
"""Letters below this size (panel pixels) could not be read: the words would rather run on."""
_RADIUS = 14.0
_RING = 6
"""Pixels that the ring round a button reaches out."""
_INK: dict[Tone, str] = {"plain": colors.TEXT, "accent": colors.ACCENT, "care": colors.CARE}
_TAG_PX, _TAG_PAD = 40, 26


class Lettering:
    """The panel as it was painted last: only what differs is painted again.

    Args:
        texels: How many texels one pixel of the panel's design is.

    Attributes:
        pixels: (height, width, 4) sRGB bytes from the top, opaque; the same array for ever.
    """

    def __init__(self, texels: float = PIXELS) -> None:
        self._texels = texels
        rows, columns = round(HEIGHT * texels), round(WIDTH * texels)
        self.pixels: Pixels = np.zeros((rows, columns, 4), np.uint8)
        self._still = np.zeros_like(self.pixels)
        self._image = QImage(self.pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
        self._plain: PanelState | None = None
        self._marked: list[Box] = []

    def show(self, panel: PanelState) -> Pixels:
        """Paint another panel; what is set in letters and stays is left as it is."""
        plain = replace(panel, slider=_resting(panel), hovered="", pressed=0.0)
        painter = smooth_painter(self._image)
        painter.scale(self._texels, self._texels)
        if plain != self._plain:
            _draw_still(painter, plain)
            self._plain, self._marked = plain, []
            np.copyto(self._still, self.pixels)
        for box in self._marked:
            rows, columns = self._texels_of(box)
            self.pixels[rows, columns] = self._still[rows, columns]
        self._marked = list(_draw_moving(painter, panel))
        painter.end()
        return self.pixels

    def _texels_of(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns of a box, as far as they are on the panel."""
        left, top = (max(0, int(edge * self._texels)) for edge in (box.x, box.y))
        right, bottom = (ceil(edge * self._texels) for edge in (box.x + box.width, box.y + box.height))
        return slice(top, bottom), slice(left, right)


def panel_image(panel: PanelState) -> Pixels:
    """A panel by itself, as (960, 1920, 4) sRGB bytes from the top, opaque."""
    return Lettering().show(panel)


def _resting(panel: PanelState) -> SliderState | None:
    """The slider without what moves."""
    slider = panel.slider
    return replace(slider, value=slider.minimum, value_text="", stage="") if slider else None


def _draw_still(painter: QPainter, panel: PanelState) -> None:
    """All but the slider, and with nothing pointed at: most of the letters, which cost most."""
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(colors.SURFACE))
    painter.setPen(QPen(QColor(colors.LINE), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(1, 1, WIDTH - 2, HEIGHT - 2))
    top = _draw_progress(painter, panel)
    top = _draw_title(painter, panel, top)
    _draw_body(painter, panel, top)
    for button in panel.buttons:
        _draw_button(painter, panel, button, button_boxes(panel)[button.id])


def _draw_moving(painter: QPainter, panel: PanelState) -> Iterator[Box]:
    """The slider and what is pointed at; gives the boxes that they cover."""
    line = slider_box(panel)
    if line is not None:
        _draw_slider(painter, panel)
        yield Box(0, line.y - 38, WIDTH, 38 + line.height + 20)
    for button in panel.buttons:
        if button.id == panel.hovered:
            box = button_boxes(panel)[button.id]
            _draw_button(painter, panel, button, box)
            yield Box(box.x - _RING, box.y - _RING, box.width + 2 * _RING, box.height + 2 * _RING)


def tag_image(words: str) -> Pixels:
    """A name on a dark sign, (height, width, 4) sRGB bytes, as wide as the name."""
    letters = font(_TAG_PX, bold=True)
    width = QFontMetricsF(letters).horizontalAdvance(words)
    image = blank(round(width) + 2 * _TAG_PAD, 2 * _TAG_PX, colors.SURFACE)
    painter = smooth_painter(image)
    painter.setFont(letters)
    painter.setPen(QColor(colors.TEXT))
    painter.drawText(QRectF(image.rect()), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixels_of(image)


def _draw_progress(painter: QPainter, panel: PanelState) -> float:
    """The strip of the steps; returns where the title begins."""
    gap = 6.0
    width = (WIDTH - 2 * EDGE - gap * (panel.steps - 1)) / max(1, panel.steps)
    for index in range(panel.steps):
        place = panel.steps - 1 - index if panel.right_to_left else index
        box = QRectF(EDGE + place * (width + gap), 24, width, 8)
        gone, here = index + 1 < panel.step, index + 1 == panel.step
        painter.setPen(Qt.PenStyle.NoPen if gone or here else QPen(QColor(colors.CONTROL), 1.5))
        painter.setBrush(QColor(colors.ACCENT) if gone or here else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0, -2, 0, 2) if here else box, 5, 5)
    return 42.0


def _draw_title(painter: QPainter, panel: PanelState, top: float) -> float:
    """The title on one line; returns where the words under it begin."""
    size = TITLE
    while (
        size > BODY and QFontMetricsF(font(size, bold=True)).horizontalAdvance(panel.title) > WIDTH - 2 * EDGE
    ):
        size -= 1
    painter.setFont(font(size, bold=True))
    painter.setPen(QColor(_INK[panel.tone]))
    side = Qt.AlignmentFlag.AlignRight if panel.right_to_left else Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        QRectF(EDGE, top, WIDTH - 2 * EDGE, 46), side | Qt.AlignmentFlag.AlignVCenter, panel.title
    )
    return top + 50.0


def _draw_body(painter: QPainter, panel: PanelState, top: float) -> None:
    """The words and what to do, as large as there is room for."""
    lines = [_rich(panel.body)] if panel.body else []
    if panel.hint:
        lines.append(f'<span style="color:{colors.ACCENT}"><b>{escape(panel.hint)}</b></span>')
    line = slider_box(panel)
    foot = line.y - 34 if line else min((box.y for box in button_boxes(panel).values()), default=HEIGHT) - 6
    size = round(BODY * min(panel.text_scale, 2.0))
    document = _document("<br>".join(lines), panel, size)
    while document.size().height() > foot - top and size > SMALLEST:
        size -= 1
        document = _document("<br>".join(lines), panel, size)
    painter.save()
    painter.translate(EDGE, top)
    document.drawContents(painter)
    painter.restore()


def _document(html: str, panel: PanelState, size: int) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0.0)
    document.setDefaultFont(font(size))
    option = QTextOption()
    if panel.right_to_left:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    document.setDefaultTextOption(option)
    document.setTextWidth(WIDTH - 2 * EDGE)
    document.setHtml(f'<div style="color:{colors.TEXT}; line-height:118%">{html}</div>')
    return document


def _draw_slider(painter: QPainter, panel: PanelState) -> None:
    """The line, how far it is, its thumb, and the value in words above it."""
    line, slider = slider_box(panel), panel.slider
    if line is None or slider is None:
        return
    share = slider_share(panel)
    if panel.right_to_left:
        share = 1.0 - share
    track = QRectF(line.x, line.y, line.width, line.height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.WELL))
    painter.drawRoundedRect(track, 5, 5)
    done = QRectF(track)
    at = line.x + share * line.width
    done.setLeft(at) if panel.right_to_left else done.setRight(at)
    painter.setBrush(QColor(colors.ACCENT))
    painter.drawRoundedRect(done, 5, 5)
    painter.setPen(QPen(QColor(colors.TEXT), 4 if panel.hovered == "slider" else 2.5))
    painter.drawEllipse(QPointF(at, line.y + line.height / 2), 13, 13)
    painter.setFont(_fitting(f"{slider.name}  {slider.value_text}", WIDTH - 2 * EDGE, HINT))
    painter.setPen(QColor(colors.ACCENT))
    side = Qt.AlignmentFlag.AlignRight if panel.right_to_left else Qt.AlignmentFlag.AlignLeft
    words = QRectF(EDGE, line.y - 36, WIDTH - 2 * EDGE, 26)
    painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, f"{slider.name}  {slider.value_text}")


def _draw_button(painter: QPainter, panel: PanelState, button: PanelButton, box: Box) -> None:
    """A button; the one pointed at has a ring, which fills while one looks at it to choose it."""
    place = QRectF(box.x, box.y, box.width, box.height)
    hovered = panel.hovered == button.id
    fill = colors.ACCENT if button.primary else colors.ACCENT_SOFT if hovered else colors.SURFACE
    painter.setPen(QPen(QColor(colors.ACCENT if button.primary else colors.CONTROL), 2))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    if hovered:
        painter.setPen(QPen(QColor(colors.TEXT), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), _RADIUS + 3, _RADIUS + 3)
        _draw_dwell(painter, panel, place)
    painter.setFont(_fitting(button.words, box.width - 16, BUTTON))
    painter.setPen(QColor(colors.ON_ACCENT if button.primary else colors.TEXT))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(place.adjusted(8, 4, -8, -4), flags, button.words)


def _draw_dwell(painter: QPainter, panel: PanelState, place: QRectF) -> None:
    """How much of the steady look is gone, as a bar at the button's foot."""
    if panel.pressed <= 0.0:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.TEXT))
    width = (place.width() - 2 * _RADIUS) * panel.pressed
    painter.drawRect(QRectF(place.left() + _RADIUS, place.bottom() - 7, width, 4))


def _rich(words: str) -> str:
    """The panel's words as rich text: bold, and lines."""
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(words, quote=False))
    return re.sub(r"\n+", "<br>", marked)


def _fitting(words: str, width: float, size: int) -> QFont:
    """Bold letters so small that the longest word, or what is on one line, fits."""
    longest = max(words.split(), key=len, default="") if " " in words and width < WIDTH / 2 else words
    while size > SMALLEST and QFontMetricsF(font(size, bold=True)).horizontalAdvance(longest) > width:
        size -= 1
    return font(size, bold=True)
