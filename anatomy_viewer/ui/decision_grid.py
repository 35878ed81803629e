"""Options side by side in one grid by rows: every row stands level, so that no column can look better."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.ui.controls import IconArray, Item, Text, Themed, column, fill
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme

GAP = 18
"""Between two columns, px."""
PADDING = 18
"""From a column's edge to its words, px."""
BESIDE = 180
"""Room that the words beside an array need at 100 % text, px; with less they stand under it."""


class Cell(QWidget):
    """What one option says in one row."""

    def __init__(self, *items: Item, gap: int = 8) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, 0, PADDING, 0)
        self.column.setSpacing(gap)
        fill(self.column, *items, None)

    def turn(self, _room: int) -> None:
        """Fit a width, px: words wrap by themselves."""

    def least(self) -> int:
        """Return the least width in which no word is cut, px."""
        return self.minimumSizeHint().width()


class PeopleCell(Cell):
    """A hundred people, and what happened to them in words: beside the people, or under them."""

    def __init__(self, theme: Theme, array: IconArray, *words: Text) -> None:
        super().__init__()
        self.theme, self.array = theme, array
        self.words = column(None, *words, None, gap=6)
        array.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.line.setSpacing(PADDING)
        fill(self.line, array, (self.words, 1))
        self.column.insertLayout(0, self.line)

    def turn(self, room: int) -> None:
        """Put the words under the people where the room beside them is narrow."""
        beside = room - 2 * PADDING - self.array.width() - self.line.spacing()
        narrow = beside < max(BESIDE * self.theme.text_scale, self.words.minimumSizeHint().width())
        directions = QBoxLayout.Direction
        self.line.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def least(self) -> int:
        """Return the width of the people or of the longest word, whichever is more."""
        return max(self.array.width(), self.words.minimumSizeHint().width()) + 2 * PADDING


class OptionGrid(Themed, QWidget):
    """A row for each thing to compare and a column for each option, all columns equally wide.

    Where the columns are too narrow for their words, the options stand one below the other, in equal blocks.
    Reading order is row by row, option by option.
    """

    def __init__(self, theme: Theme, rows: Sequence[Sequence[Cell]]) -> None:
        super().__init__()
        self.rows = rows
        self.stacked = False
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, PADDING, 0, PADDING)
        self.grid.setHorizontalSpacing(GAP)
        self.grid.setVerticalSpacing(PADDING)
        self._place()
        self.wear(theme)

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self.rows[0])

    def _place(self) -> None:
        """Put every cell where it stands in the grid."""
        for number, cells in enumerate(self.rows):
            for option, cell in enumerate(cells):
                self.grid.removeWidget(cell)
                # Stacked, an empty row after each block keeps the blocks apart.
                line = option * (len(self.rows) + 1) + number
                self.grid.addWidget(cell, line if self.stacked else number, 0 if self.stacked else option)
        for option in range(self.count):
            self.grid.setColumnStretch(option, 0 if self.stacked and option else 1)
            gap = GAP + PADDING if self.stacked and option else 0
            self.grid.setRowMinimumHeight(option * (len(self.rows) + 1) - 1 if option else 0, gap)

    def _fit(self) -> None:
        """Choose between side by side and stacked, and turn the cells for the width of a column."""
        column = (self.width() - GAP * (self.count - 1)) // self.count
        stacked = column < max(cell.least() for cells in self.rows for cell in cells)
        if stacked != self.stacked:
            self.stacked = stacked
            self._place()
        for cells in self.rows:
            for cell in cells:
                cell.turn(self.width() if stacked else column)

    def blocks(self) -> list[QRectF]:
        """Return the ground of each option, in widget pixels."""
        grounds = []
        for option in range(self.count):
            ground = QRect()
            for cells in self.rows:
                ground = ground.united(cells[option].geometry())
            grounds.append(QRectF(ground.adjusted(0, -PADDING, 0, PADDING)))
        return grounds

    def restyle(self) -> None:
        """Fit the look in force."""
        super().restyle()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a small width: what does not fit side by side is stacked."""
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the same ground under every option, and a line over every row but the first."""
        painter = brush(self)
        edge = QPen(self.theme.color("control"), 1.4)
        for ground in self.blocks():
            shape = rounded(ground.adjusted(0.8, 0.8, -0.8, -0.8), float(self.theme.radius("card")))
            paint_box(painter, shape, self.theme.color("surface"), edge)
        for cells in self.rows[1:]:
            for cell in cells:
                place = cell.geometry()
                line = QRectF(place.x() + PADDING, place.y() - PADDING / 2, place.width() - 2 * PADDING, 1.4)
                painter.fillRect(line, self.theme.color("line"))
        painter.end()
