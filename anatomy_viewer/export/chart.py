"""A chart on paper and in films: the same drawing as in the window, in ink."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from anatomy_viewer.export.paper import ACCENT, CARE, INK, LABEL, SMALL, SOFT, SURFACE, Column, Type
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.chart_layout import Drawing, Measure, Stroke, Tone, Words, drawn
from anatomy_viewer.scene.charts import ChartState

HEADING = Type(22, 1.25, bold=True)
COLORS: dict[Tone, str] = {
    "hairline": "#DDD5C8",
    "axis": SOFT,
    "mark": INK,
    "first": ACCENT,
    "second": CARE,
    "third": INK,
    "fourth": SOFT,
}
WIDE = 0.44
"""Share of a wide room that a chart takes beside the organ."""
TALL = 0.46
"""Share of a tall room that it takes below the organ."""
TALLEST = 0.8
"""Height over width beyond which a chart is drawn no higher."""
PADDING = 18.0


def rooms_of(room: QRectF, chart: ChartState | None, unit: float) -> tuple[QRectF, QRectF]:
    """The organ's part of a room and the chart's: beside it in a wide room, below it in a tall one."""
    if chart is None:
        return room, QRectF()
    gap = 14 * unit
    if room.width() >= room.height():
        width = WIDE * room.width()
        tall = min(room.height(), TALLEST * width)
        top = room.center().y() - tall / 2
        box = QRectF(room.right() - width, top, width, tall)
        return room.adjusted(0, 0, -width - gap, 0), box
    tall = TALL * room.height()
    box = QRectF(room.left(), room.bottom() - tall, room.width(), tall)
    return room.adjusted(0, 0, 0, -tall - gap), box


def paint_chart(painter: QPainter, chart: ChartState, box: QRectF, unit: float) -> None:
    """Paint a chart on a card: what it tells, the chart, and where its figures come from."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(SURFACE))
    painter.drawRoundedRect(box, 20 * unit, 20 * unit)
    inside = box.adjusted(PADDING * unit, PADDING * unit, -PADDING * unit, -PADDING * unit)
    title = Column(inside.width()).add(chart.title, HEADING.scaled(unit))
    foot = Column(inside.width()).add(_foot(chart), SMALL.scaled(unit))
    title.paint(painter, inside.left(), inside.top())
    foot.paint(painter, inside.left(), inside.bottom() - foot.height)
    gap = 10 * unit
    plot = inside.adjusted(0, title.height + gap, 0, -foot.height - gap)
    painter.save()
    painter.translate(plot.topLeft())
    _paint_plot(painter, drawn(chart, (plot.width(), plot.height()), _measure(unit), unit), unit)
    painter.restore()


def _foot(chart: ChartState) -> str:
    sources = translator(chart.language)("Sources: {names}").format(names="; ".join(chart.sources))
    return " ".join(filter(None, (chart.note, sources if chart.sources else "")))


def _measure(unit: float) -> Measure:
    """How words are measured that are set at a unit."""
    plain, strong = (QFontMetricsF(_type(unit, bold=bold).font) for bold in (False, True))

    def size(words: str, bold: bool) -> tuple[float, float]:
        metrics = strong if bold else plain
        return metrics.horizontalAdvance(words) + 1.0, metrics.height()

    return size


def _type(unit: float, *, bold: bool) -> Type:
    return Type(LABEL.px * unit, LABEL.line, bold)


def _paint_plot(painter: QPainter, drawing: Drawing, unit: float) -> None:
    for stroke in drawing.hairlines:
        _paint_stroke(painter, stroke)
    for words in drawing.words:  # a hairline through a name would cost its letters
        painter.fillRect(_place(words), QColor(SURFACE))
    for stroke in drawing.strokes:
        _paint_stroke(painter, stroke)
    for words in drawing.words:
        painter.setPen(QColor(COLORS[words.tone]))
        painter.setFont(_type(unit, bold=words.bold).font)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(_place(words), int(flags), words.text)
    if drawing.dot is not None:
        painter.setPen(QPen(QColor(SURFACE), 3.0 * unit))
        painter.setBrush(QColor(INK))
        painter.drawEllipse(QPointF(*drawing.dot), drawing.radius, drawing.radius)


def _paint_stroke(painter: QPainter, stroke: Stroke) -> None:
    pen = QPen(QColor(COLORS[stroke.tone]), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dashes:
        pen.setDashPattern([length / stroke.width for length in stroke.dashes])
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(*place) for place in stroke.places]))


def _place(words: Words) -> QRectF:
    return QRectF(QPointF(words.box.left, words.box.top), QPointF(words.box.right, words.box.bottom))
