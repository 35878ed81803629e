"""Controls in a row that goes on below where the place is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

EVENLY = 8
"""Steps in which lines are made equally long, px."""


class Flow(QWidget):
    """Widgets side by side in reading order, as many in a line as there is room for."""

    def __init__(self, *widgets: QWidget, gap: int = 4) -> None:
        super().__init__()
        self.widgets, self.gap = widgets, gap
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high all lines are at a width."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def sizeHint(self) -> QSize:
        """Return the size with everything in one line."""
        sizes = [widget.sizeHint() for widget in self.widgets if not widget.isHidden()]
        width = sum(size.width() for size in sizes) + self.gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the widest widget."""
        widest = max((widget.sizeHint().width() for widget in self.widgets), default=0)
        return QSize(widest, self.sizeHint().height())

    def arrange(self) -> None:
        """Put every widget in its place; call it when one has other words or is hidden."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        shown = [widget for widget in self.widgets if not widget.isHidden()]
        for widget, place in zip(shown, self._places(self.width()), strict=True):
            if mirrored:
                place.moveLeft(self.width() - place.x() - place.width())
            widget.setGeometry(place)
        self._ask_for_room()

    def _ask_for_room(self) -> None:
        """Let every layout above ask anew how high this is: Qt tells only the next one at once."""
        widget: QWidget | None = self
        while widget is not None:
            widget.updateGeometry()
            above = widget.parentWidget()
            widget = above if above is not None and above.layout() is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def _places(self, width: int) -> list[QRect]:
        """Return a place for each widget that shows: in as few lines as fit, about equally long."""
        places = self._filled(width)
        lines = _lines(places)
        narrower = width
        while lines > 1 and narrower > self.minimumSizeHint().width():
            narrower -= EVENLY
            tried = self._filled(narrower)
            if _lines(tried) > lines:
                break
            places = tried
        return places

    def _filled(self, width: int) -> list[QRect]:
        """Return a place for each widget that shows, line by line, each line as full as may be."""
        lines: list[list[QSize]] = [[]]
        for widget in self.widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            taken = sum(other.width() + self.gap for other in lines[-1])
            if lines[-1] and taken + size.width() > width:
                lines.append([])
            lines[-1].append(size)
        places: list[QRect] = []
        top = 0
        for line in lines:
            places += self._in_a_line(line, top)
            top += max((size.height() for size in line), default=0) + self.gap
        return places

    def _in_a_line(self, sizes: list[QSize], top: int) -> list[QRect]:
        """Return places side by side, the lower ones in the middle of the line's height."""
        tallest, left, places = max((size.height() for size in sizes), default=0), 0, []
        for size in sizes:
            places.append(QRect(left, top + (tallest - size.height()) // 2, size.width(), size.height()))
            left += size.width() + self.gap
        return places


def _lines(places: list[QRect]) -> int:
    """Return in how many lines places stand: each begins at the left."""
    return sum(place.x() == 0 for place in places)
