"""Where things stand in the clinician's window: the picture beside the controls, or over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QGridLayout, QVBoxLayout, QWidget

_LANDSCAPE = 1.25
"""Wider than this for its height, the window has the controls beside the picture."""
_CONTROLS_WIDE = 488
_CONTROLS_MOST = 0.52
"""The most of a wide window that larger words may take from the picture."""
_PICTURE_HIGH = 0.42
"""The share of an upright window that is the picture's."""
_PICTURE_GOOD, _PICTURE_LEAST = 220, 130
"""The first as long as everything that is needed has its height; else the most needed takes from it."""
_GAP = 12
EDGE = 16
BESIDE_BAR = 8
"""Pixels between the controls and the bar that scrolls them; the sheet is so much less wide inside."""

Place = tuple[str, int, int, int]
"""A button: its name, its row, its column, the columns it takes of ten."""
SCROLLING: tuple[Place, ...] = (("highlight", 0, 0, 10), ("hold", 1, 0, 5), ("recentre", 1, 5, 5))
LEADING: tuple[Place, ...] = (("back", 0, 0, 4), ("next", 0, 4, 6))
STAYING: tuple[Place, ...] = (("rest", 0, 0, 4), ("stop", 0, 4, 6))


def rows(buttons: Mapping[str, QAbstractButton], places: tuple[Place, ...], right: int = 0) -> QWidget:
    """Buttons in their rows, with a margin at the right."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, right, 0)
    grid.setSpacing(_GAP)
    for name, row, column, columns in places:
        grid.addWidget(buttons[name], row, column, 1, columns)
    for column in range(10):
        grid.setColumnStretch(column, 1)
    return holder


def stack(*widgets: QWidget) -> QWidget:
    """Widgets one below the other, as high as they need to be."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, BESIDE_BAR, 0)
    column.setSpacing(_GAP)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


def height_of(widgets: Sequence[QWidget], width: int) -> int:
    """How high widgets are one below the other in a width, those that are hidden left out."""
    seen = [widget for widget in widgets if not widget.isHidden()]
    return sum(_height(widget, width) for widget in seen) + _GAP * len(seen)


def _height(widget: QWidget, width: int) -> int:
    wraps = widget.hasHeightForWidth()
    return max(widget.heightForWidth(width) if wraps else widget.sizeHint().height(), widget.minimumHeight())


class Sides:
    """The picture and the sheet of controls in a window, which says when its size is another one."""

    def __init__(self, window: QWidget, picture: QWidget, sheet: QWidget) -> None:
        self._picture, self._sheet = picture, sheet
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, window)
        self._line.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._line.setSpacing(4)
        self._line.addWidget(picture, 1)
        self._line.addWidget(sheet)

    def fit(self, width: int, height: int, least: int, needed: tuple[int, int]) -> None:
        """Fit both into a window.

        Args:
            width: Of the window, pixels.
            height: Of the window.
            least: The width that the controls need.
            needed: The height that they need under the picture for all that should be seen, and at least.
        """
        directions = QBoxLayout.Direction
        wide = width > height * _LANDSCAPE
        self._line.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        if wide:
            wished = min(max(_CONTROLS_WIDE, least), max(_CONTROLS_WIDE, round(width * _CONTROLS_MOST)))
            self._sheet.setFixedSize(wished, height - 2 * EDGE)
            return
        left = height - 3 * EDGE
        all_seen = left - needed[0] >= _PICTURE_GOOD
        free = left - needed[0] if all_seen else max(_PICTURE_LEAST, min(_PICTURE_GOOD, left - needed[1]))
        picture = min(round(height * _PICTURE_HIGH), free)
        self._sheet.setFixedSize(width - 2 * EDGE, height - 3 * EDGE - picture)
