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
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def _places(self, width: int) -> list[QRect]:
        """Return a place for each widget that shows: in as few lines as fit, about equally long."""
        places = self._filled(width)
        lines = len({place.y() for place in places})
        narrower = width
        while lines > 1 and narrower > self.minimumSizeHint().width():
            narrower -= EVENLY
            tried = self._filled(narrower)
            if len({place.y() for place in tried}) > lines:
                break
            places = tried
        return places

    def _filled(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        x = y = tallest = 0
        for widget in self.widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            if x and x + size.width() > width:
                x, y, tallest = 0, y + tallest + self.gap, 0
            places.append(QRect(x, y, size.width(), size.height()))
            x += size.width() + self.gap
            tallest = max(tallest, size.height())
        return places
