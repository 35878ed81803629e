"""Options side by side in one grid by rows: every row stands level, so that no column can look better."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.ui.controls import IconArray, Item, Text, Themed, column, fill
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme

WRAP = int(Qt.TextFlag.TextWordWrap)
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

    def tall(self, room: int) -> int:
        """Return the height that its words need at a width, px."""
        return self.column.totalHeightForWidth(room)


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
        self.line.setAlignment(array, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
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
        self._level()

    def _level(self) -> None:
        """Give each row of a block the height of the tallest such row: no block may look better either."""
        for number, cells in enumerate(self.rows):
            tall = max(cell.tall(self.width()) for cell in cells) if self.stacked else 0
            for option in range(self.count):
                line = option * (len(self.rows) + 1) + number
                self.grid.setRowMinimumHeight(line, tall)
                if number == 0 and option:
                    self.grid.setRowMinimumHeight(line - 1, GAP + PADDING if self.stacked else 0)

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
        edge = QPen(self.theme.color("line"), 1.4)
        for ground in self.blocks():
            shape = rounded(ground.adjusted(0.8, 0.8, -0.8, -0.8), float(self.theme.radius("card")))
            paint_box(painter, shape, self.theme.color("surface"), edge)
        for cells in self.rows[1:]:
            for cell in cells:
                place = cell.geometry()
                line = QRectF(place.x() + PADDING, place.y() - PADDING / 2, place.width() - 2 * PADDING, 1.4)
                painter.fillRect(line, self.theme.color("line"))
        painter.end()


class StandingNames(Themed, QWidget):
    """The options' names at the top of what is seen, while their own row is scrolled out of sight.

    Painted only: assistive technology reads every figure with the name of its option anyway.
    """

    def __init__(self, theme: Theme, grid: OptionGrid, names: Sequence[str]) -> None:
        super().__init__()
        self.theme, self.grid, self.names = theme, grid, names
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.wear(theme)

    def follow(self, window: QWidget) -> None:
        """Stand at the top of a window onto the scrolling page, or go where the names are seen themselves."""
        if self.parentWidget() is not window:
            self.setParent(window)
        shown = self.shown()
        self.setVisible(bool(shown))
        if shown:
            height, foot = (
                self._height(shown),
                self._corner().y() + max(ground.bottom() for ground, _ in shown),
            )
            top = min(0, round(foot) - height)
            self.setGeometry(self._corner().x(), top, self.grid.width(), height)
            self.raise_()
            self.update()

    def shown(self) -> list[tuple[QRectF, str]]:
        """Return the ground and name of each option that is read while its own name is out of sight."""
        top, found = self._corner().y(), []
        for ground, cell, name in zip(self.grid.blocks(), self.grid.rows[0], self.names, strict=True):
            heading = cell.findChild(Text)
            foot = cell.y() + heading.geometry().bottom() if heading is not None else cell.geometry().bottom()
            if foot + top < 0 < ground.bottom() + top:
                found.append((ground, name))
        return found

    def _corner(self) -> QPoint:
        """Return where the grid begins in the window, px."""
        window = self.parentWidget()
        return self.grid.mapTo(window, QPoint()) if window is not None else QPoint()

    def _height(self, shown: Sequence[tuple[QRectF, str]]) -> int:
        """Return the height that the longest of the names needs, px."""
        metrics = QFontMetrics(self.theme.font("body", True))
        boxes = [QRect(0, 0, round(ground.width()) - 2 * PADDING, 400) for ground, _ in shown]
        tall = [
            metrics.boundingRect(box, WRAP, name).height()
            for box, (_, name) in zip(boxes, shown, strict=True)
        ]
        return max(tall) + PADDING

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each name on the ground of its column, with a line under it."""
        painter = brush(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        painter.setFont(self.theme.font("body", True))
        flags = WRAP | int(Qt.AlignmentFlag.AlignVCenter)
        for ground, name in self.shown():
            place = QRectF(ground.x(), 0.0, ground.width(), float(self.height()))
            painter.fillRect(place, self.theme.color("surface"))
            painter.setPen(self.theme.color("text"))
            painter.drawText(place.adjusted(PADDING, 0.0, -PADDING, 0.0), flags, name)
            line = QRectF(place.x(), place.bottom() - 1.6, place.width(), 1.6)
            painter.fillRect(line, self.theme.color("control"))
        painter.end()
