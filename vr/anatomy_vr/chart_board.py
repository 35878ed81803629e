"""The chart of a step as a picture over the panel: what it shows, the chart, and where its figures come from.

Laid out as in the lesson's window, in the panel's colours, and in letters that are read from where one sits.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from anatomy_viewer.locale import translator
from anatomy_viewer.scene.chart_layout import Drawing, Measure, Stroke, Tone, Words, drawn
from anatomy_viewer.scene.charts import ChartState
from anatomy_vr import colors
from anatomy_vr.ink import Pixels, blank, font, pixels_of, smooth_painter

WIDTH, HEIGHT, PIXELS = 640, 390, 2.0
"""The size it is designed in, in the pixels of the panel, and how many texels one of them is."""
EDGE, GAP = 24.0, 8.0
TITLE, FOOT = 24, 17
LABELS = (20, 19, 18, 17)
"""Sizes of the letters at the chart: the largest in which all have room. The least is 1.2 degrees high."""
_INK: Mapping[Tone, str] = {
    "hairline": colors.LINE,
    "axis": colors.TEXT_SOFT,
    "mark": colors.TEXT,
    "first": colors.ACCENT,
    "second": colors.CARE,
    "third": colors.TEXT,
    "fourth": colors.TEXT_SOFT,
}
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


def chart_image(chart: ChartState) -> Pixels:
    """A chart as it stands now, (780, 1280, 4) sRGB bytes from the top, opaque."""
    image = blank(round(WIDTH * PIXELS), round(HEIGHT * PIXELS), colors.SURFACE)
    painter = smooth_painter(image)
    painter.scale(PIXELS, PIXELS)
    painter.setPen(QPen(QColor(colors.LINE), 2))
    painter.drawRect(QRectF(1, 1, WIDTH - 2, HEIGHT - 2))
    top = EDGE - 4.0
    top += _write(painter, chart.title, TITLE, colors.TEXT, top=top) + GAP
    bottom = HEIGHT - EDGE / 2.0 - _height(_said_below(chart), FOOT)
    _write(painter, _said_below(chart), FOOT, colors.TEXT_SOFT, top=bottom)
    painter.translate(EDGE, top)
    _draw(painter, *_laid_out(chart, (WIDTH - 2.0 * EDGE, bottom - GAP - top)))
    painter.end()
    return pixels_of(image)


def _said_below(chart: ChartState) -> str:
    """What is to be known of the figures, and where they come from."""
    sources = translator(chart.language)("Sources: {names}").format(names="; ".join(chart.sources))
    return " ".join(filter(None, (chart.note, sources if chart.sources else "")))


def _height(words: str, size: int, bold: bool = False) -> float:
    """How high words are in the board's width."""
    room = QRectF(0.0, 0.0, WIDTH - 2.0 * EDGE, HEIGHT)
    return QFontMetricsF(font(size, bold)).boundingRect(room, _WRAPPED, words).height() if words else 0.0


def _write(painter: QPainter, words: str, size: int, color: str, *, top: float) -> float:
    """Write words across the board; returns how high they are."""
    bold = size == TITLE
    high = _height(words, size, bold)
    painter.setFont(font(size, bold))
    painter.setPen(QColor(color))
    painter.drawText(QRectF(EDGE, top, WIDTH - 2.0 * EDGE, high + 2.0), _WRAPPED, words)
    return high


def _laid_out(chart: ChartState, size: tuple[float, float]) -> tuple[Drawing, int]:
    """Where everything is drawn, and in which letters: the largest that stay below the title."""
    found = ((drawn(chart, size, _measure(label)), label) for label in LABELS)
    fitting = [each for each in found if all(words.box.top >= 0.0 for words in each[0].words)]
    return fitting[0] if fitting else (drawn(chart, size, _measure(LABELS[-1])), LABELS[-1])


def _measure(label: int) -> Measure:
    """How words in letters of a size are measured."""

    def size(words: str, bold: bool) -> tuple[float, float]:
        metrics = QFontMetricsF(font(label, bold))
        return metrics.horizontalAdvance(words) + 1.0, metrics.height()

    return size


def _draw(painter: QPainter, drawing: Drawing, label: int) -> None:
    """Draw lines, then names, then the patient's place over everything."""
    for stroke in drawing.hairlines:
        _draw_stroke(painter, stroke)
    for words in drawing.words:  # a hairline through a name would cost its letters
        painter.fillRect(_place(words), QColor(colors.SURFACE))
    for stroke in drawing.strokes:
        _draw_stroke(painter, stroke)
    for words in drawing.words:
        painter.setPen(QColor(_INK[words.tone]))
        painter.setFont(font(label, words.bold))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(_place(words), int(flags), words.text)
    if drawing.dot is not None:
        painter.setPen(QPen(QColor(colors.SURFACE), 3.0))
        painter.setBrush(QColor(colors.TEXT))
        painter.drawEllipse(QPointF(*drawing.dot), drawing.radius, drawing.radius)


def _draw_stroke(painter: QPainter, stroke: Stroke) -> None:
    pen = QPen(QColor(_INK[stroke.tone]), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dashes:
        pen.setDashPattern([length / stroke.width for length in stroke.dashes])
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(*place) for place in stroke.places]))


def _place(words: Words) -> QRectF:
    return QRectF(QPointF(words.box.left, words.box.top), QPointF(words.box.right, words.box.bottom))
