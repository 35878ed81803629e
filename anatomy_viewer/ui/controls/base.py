"""What all painted controls share: a theme, a focus ring for the keyboard, and ways to lay them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from anatomy_viewer.ui.theme import Theme

if TYPE_CHECKING:
    Mixed = QWidget
else:
    Mixed = object

Item = QWidget | tuple[QWidget, int] | int | None
"""Something in a row: a widget, a widget with a stretch, a space in pixels, or `None` for what is left."""

LEAST_PAGE = QSize(360, 360)
GROWTH = 0.6
"""Share of the text scale above 1 by which a page needs more width."""

KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class Themed(Mixed):
    """A widget in a theme: it repaints when the look changes, and rings itself for the keyboard only."""

    theme: Theme
    ringed = False

    def wear(self, theme: Theme) -> None:
        """Take a theme; call once, at the end of the constructor."""
        self.theme = theme
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Measure and paint anew with the look in force."""
        self.updateGeometry()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the control where the keyboard, not a finger, brought the focus."""
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.ringed = event.reason() in KEYBOARD
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ring the control as soon as a key is used on it."""
        self.ringed = True
        super().keyPressEvent(event)
        self.update()

    @property
    def rings(self) -> bool:
        """Whether the focus ring shows now."""
        return self.hasFocus() and self.ringed


class Page(Themed, QWidget):
    """A sheet of the window, painted in the page's tone.

    It may become smaller than its content wishes: a page fits itself to its room, so the room comes first.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wear(theme)

    def minimumSizeHint(self) -> QSize:
        """Return the least size a page is made for."""
        return LEAST_PAGE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        painter.end()


class FittedPage(Page):
    """A page with a layout of two halves that fits itself to its room and to the size of its words."""

    def fit(self) -> None:
        """Put things in their places; called when the page has another size or another look."""
        raise NotImplementedError(f"{type(self).__name__} does not fit itself")

    def is_narrow(self, px: int) -> bool:
        """Return whether the page is narrower than what takes so many pixels at 100 % text."""
        return self.width() < px * (1 + (self.theme.text_scale - 1) * GROWTH)

    @staticmethod
    def turn(halves: QBoxLayout, narrow: bool) -> None:
        """Put two halves one below the other where the page is narrow, else side by side."""
        directions = QBoxLayout.Direction
        halves.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new room."""
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Fit the size of the words."""
        super().restyle()
        self._fit()

    def _fit(self) -> None:
        if self.layout() is not None:  # the look comes before what is laid out
            self.fit()


Margins = tuple[int, int, int, int]


def row(*items: Item, gap: int = 12, margins: Margins = (0, 0, 0, 0)) -> QWidget:
    """Return items side by side, in reading direction."""
    return _box(QHBoxLayout(), items, gap, margins)


class Turning(QWidget):
    """Items side by side that can stand one below the other where the place is narrow."""

    def __init__(self, *items: Item, gap: int = 12) -> None:
        super().__init__()
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(gap)
        fill(self.line, *items)

    def turn(self, upright: bool) -> None:
        """Put the items one below the other (`upright`), or side by side."""
        directions = QBoxLayout.Direction
        self.line.setDirection(directions.TopToBottom if upright else directions.LeftToRight)


def column(*items: Item, gap: int = 12, margins: Margins = (0, 0, 0, 0)) -> QWidget:
    """Return items one below the other."""
    return _box(QVBoxLayout(), items, gap, margins)


def fill(layout: QBoxLayout, *items: Item) -> None:
    """Add items to a layout that is there."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, tuple):
            layout.addWidget(item[0], item[1])
        else:
            layout.addWidget(item)


def _box(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    fill(layout, *items)
    return holder
