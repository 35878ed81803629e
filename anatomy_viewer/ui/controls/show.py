"""Controls that show something and do nothing: the step strip, people as icons, a bar, a badge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme


class StepStrip(Themed, QProgressBar):
    """How far a lesson is: one mark a step, filled up to where we are, with a dot on the one that shows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_step(self, index: int, count: int) -> None:
        """Show the step with this index, from 0, of so many."""
        self.setRange(0, count)
        self.setValue(index + 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return 20 pixels of height."""
        return QSize(120, 20)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(60, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks in reading direction."""
        painter = brush(self)
        count, now, gap = max(1, self.maximum()), self.value() - 1, 6.0
        width = (self.width() - gap * (count - 1)) / count
        for index in range(count):
            place = index if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else count - 1 - index
            self._paint_mark(painter, QRectF(place * (width + gap), 0, width, self.height()), index - now)
        painter.end()

    def _paint_mark(self, painter: QPainter, cell: QRectF, ahead: int) -> None:
        theme, tall = self.theme, 12.0 if ahead == 0 else 8.0
        mark = QRectF(cell.left(), cell.center().y() - tall / 2, cell.width(), tall)
        if ahead > 0:
            edge = QPen(theme.color("control"), 1.6)
            paint_box(painter, rounded(mark.adjusted(0.8, 0.8, -0.8, -0.8), 4), theme.color("surface"), edge)
            return
        paint_box(painter, rounded(mark, tall / 2), theme.color("accent"))
        if ahead == 0:
            paint_box(painter, _dot(mark.center(), 3), theme.color("on_accent"))


class IconArray(Themed, QLabel):
    """A hundred people, ten by ten, filled from the lower left: shape and fill carry the number, not hue."""

    def __init__(self, theme: Theme, count: int, name: str, cell: int = 22) -> None:
        super().__init__()
        self.count, self.cell = count, cell
        self.setAccessibleName(name)
        self.setFixedSize(cell * 10 + 2, round(cell * 1.16) * 10 + 2)
        self.wear(theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the people."""
        painter = brush(self)
        tall = round(self.cell * 1.16)
        for index in range(100):
            at = QPointF(index % 10 * self.cell, (9 - index // 10) * tall)
            hit = index < self.count
            color = self.theme.color("accent" if hit else "control")
            paint_box(painter, person(at, self.cell / 22), color if hit else None, QPen(color, 1.4))
        painter.end()


class Bar(Themed, QLabel):
    """A bar from a baseline at nought with its number at the end; bars of one width share their scale."""

    HEIGHT = 36

    def __init__(self, theme: Theme, share: float, number: str, name: str) -> None:
        super().__init__()
        self.share, self.number = share, number
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        """Return a bar of 200 pixels with its number."""
        return QSize(200 + self._room, max(self.HEIGHT, self.theme.px("lead") + 8))

    def minimumSizeHint(self) -> QSize:
        """Return a short bar with its number."""
        return QSize(60 + self._room, self.sizeHint().height())

    @property
    def _room(self) -> int:
        """The width that any number of this many digits takes: as wide beside every bar, px."""
        return (
            QFontMetrics(self.theme.font("lead", True)).horizontalAdvance("0" * max(4, len(self.number))) + 8
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint baseline, bar and number in reading direction."""
        painter = brush(self)
        long, tall = (self.width() - self._room) * self.share, float(self.height()) - 12
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = float(self.width()) if mirrored else 0.0
        bar = QRectF(start - long if mirrored else 0.0, 6.0, long, tall)
        painter.fillRect(bar, self.theme.color("accent"))
        painter.fillRect(
            QRectF(start - 2 if mirrored else 0.0, 0.0, 2.0, float(self.height())), self.theme.color("text")
        )
        words = QRectF(
            bar.left() - self._room if mirrored else bar.right() + 8, 0.0, self._room - 8, self.height()
        )
        painter.setPen(self.theme.color("text"))
        painter.setFont(self.theme.font("lead", True, tabular=True))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), self.number)
        painter.end()


class Badge(Themed, QLabel):
    """A small pill with a word, in care colours: "Draft"."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.wear(theme)

    def restyle(self) -> None:
        """Take the font of the look in force."""
        self.setFont(self.theme.font("label", True))
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return the size of the word and its pill."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 24, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill and the word."""
        painter = brush(self)
        rect = QRectF(self.rect())
        paint_box(painter, rounded(rect, rect.height()), self.theme.color("care_soft"))
        painter.setPen(QColor(self.theme.color("care")))
        painter.setFont(self.font())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def person(at: QPointF, scale: float) -> QPainterPath:
    """Return the outline of a person in a cell of 22 by 25.5 pixels times `scale`."""
    path = _dot(QPointF(at.x() + 11 * scale, at.y() + 5.2 * scale), 3.7 * scale)
    body = QRectF(at.x() + 4.8 * scale, at.y() + 10.4 * scale, 12.4 * scale, 12 * scale)
    path.addRoundedRect(body, 5 * scale, 5 * scale)
    return path


def _dot(centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    return path
