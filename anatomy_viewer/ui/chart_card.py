"""The chart of a step among its words: drawn in the colours in force, told whole to who cannot see it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.chart_layout import Drawing, Stroke, Tone, Words, drawn
from anatomy_viewer.scene.charting import told
from anatomy_viewer.scene.charts import ChartState
from anatomy_viewer.ui.controls import Card, Text, Themed
from anatomy_viewer.ui.painting import brush
from anatomy_viewer.ui.theme import Theme

COLORS: dict[Tone, str] = {
    "hairline": "line",
    "axis": "text_soft",
    "mark": "text",
    "first": "accent",
    "second": "care",
    "third": "text",
    "fourth": "text_soft",
}
"""The token of each tone: what is written in it must be readable on the card."""
FAINT = 0.4
"""How strong hairlines are where the theme's lines are as strong as its words."""
HEIGHT = 250
"""Of the plot at 100 % text, px. The same at every width: where less width meant less height, a scroll bar
might come and go for ever."""
GROWTH = 0.8
"""Share of the text scale above 1 by which the plot grows."""


class ChartCard(Card):
    """What a chart tells, the chart, and where its figures come from; hidden where a step has none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "well", "control", 16)
        self.flat()
        self.title = Text(theme, "", "small").bold()
        self.plot = ChartPlot(theme)
        self.foot = Text(theme, "", "label", "text_soft")
        for widget in (self.title, self.plot, self.foot):
            self.body.addWidget(widget)
        self.hide()

    def show_chart(self, chart: ChartState | None, _: Translator) -> None:
        """Show a chart as it stands now, or nothing."""
        self.setVisible(chart is not None)
        if chart is None:
            return
        self.title.set_words(escape(chart.title, quote=False))
        self.plot.show_chart(chart, " ".join(told(chart, _)))
        sources = _("Sources: {names}").format(names="; ".join(chart.sources)) if chart.sources else ""
        self.foot.set_words(escape(" ".join(filter(None, (chart.note, sources))), quote=False))
        self.foot.setVisible(bool(self.foot.words))


class ChartPlot(Themed, QLabel):
    """The chart itself. Its accessible name is all that it tells."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chart: ChartState | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_chart(self, chart: ChartState, words: str) -> None:
        """Draw a chart that is told in these words."""
        if chart != self.chart:
            self.chart = chart
            self.setAccessibleName(words)
            self.update()

    def restyle(self) -> None:
        """Take the height that the words need."""
        self.setFixedHeight(round(HEIGHT * (1 + (self.theme.text_scale - 1) * GROWTH)))
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return a size that shows everything."""
        return QSize(392, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(220, self.height())

    def drawing(self) -> Drawing | None:
        """Return where everything is drawn at the size in force, px."""
        if self.chart is None:
            return None
        size = (float(self.width()), float(self.height()))
        return drawn(self.chart, size, self._measure, self.theme.grown(100) / 100)

    def _measure(self, words: str, bold: bool) -> tuple[float, float]:
        metrics = QFontMetricsF(self.theme.font("label", bold))
        return metrics.horizontalAdvance(words) + 1.0, metrics.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lines, then names, then the patient's place over everything."""
        drawing = self.drawing()
        if drawing is None:
            return
        painter = brush(self)
        for stroke in drawing.hairlines:
            self._paint_stroke(painter, stroke)
        for words in drawing.words:  # a hairline through a name would cost its letters
            painter.fillRect(_place(words), self.theme.color("well"))
        for stroke in drawing.strokes:
            self._paint_stroke(painter, stroke)
        for words in drawing.words:
            self._paint_words(painter, words)
        if drawing.dot is not None:
            painter.setPen(QPen(self.theme.color("well"), 3.0))
            painter.setBrush(self.theme.color("text"))
            painter.drawEllipse(QPointF(*drawing.dot), drawing.radius, drawing.radius)
        painter.end()

    def _paint_stroke(self, painter: QPainter, stroke: Stroke) -> None:
        faint = FAINT if stroke.tone == "hairline" and self.theme.name == "contrast" else 1.0
        pen = QPen(self.theme.color(COLORS[stroke.tone], faint), stroke.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if stroke.dashes:
            pen.setDashPattern([length / stroke.width for length in stroke.dashes])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(*place) for place in stroke.places]))

    def _paint_words(self, painter: QPainter, words: Words) -> None:
        painter.setPen(self.theme.color(COLORS[words.tone]))
        painter.setFont(self.theme.font("label", words.bold))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(_place(words), int(flags), words.text)


def _place(words: Words) -> QRectF:
    return QRectF(QPointF(words.box.left, words.box.top), QPointF(words.box.right, words.box.bottom))
