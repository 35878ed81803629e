"""Grounds to put things on: cards, rules, painted pictures and the area that scrolls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QScroller, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.painting import brush, paint_box, paint_icon, paint_shadow, rounded
from anatomy_viewer.ui.theme import Theme


class Card(Themed, QFrame):
    """A rounded sheet with a shadow. `body` is its column; the visible edge lies `MARGIN` inside the widget.

    A `floating` card has the deeper shadow; `flat` ones have no shadow and no margin.
    """

    MARGIN = 12

    def __init__(self, theme: Theme, fill: str = "surface", radius: str = "card", padding: int = 20) -> None:
        super().__init__()
        self.fill, self.radius, self.padding = fill, radius, padding
        self.shadow, self.edge, self.edge_width = "card", "", 1.6
        self.body = QVBoxLayout(self)
        self.body.setSpacing(theme.space("m"))
        self._fit()
        self.wear(theme)

    def flat(self, edge: str = "", width: float = 1.6) -> Card:
        """Take the shadow and the margin away; give it an edge in a colour token where one is named."""
        self.shadow, self.edge, self.edge_width = "", edge, width
        self._fit()
        return self

    def floating(self) -> Card:
        """Lift the card over a picture."""
        self.shadow = "float"
        self._fit()
        return self

    @property
    def margin(self) -> int:
        """How far inside the widget the visible edge lies."""
        return {"card": self.MARGIN, "float": 16, "": 0}[self.shadow]

    def visible_rect(self) -> QRectF:
        """Return the sheet itself, without the room for its shadow."""
        return QRectF(self.rect()).adjusted(self.margin, self.margin, -self.margin, -self.margin)

    def _fit(self) -> None:
        inset = self.padding + self.margin
        self.body.setContentsMargins(inset, inset, inset, inset)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shadow and the sheet."""
        painter = brush(self)
        rect, radius = self.visible_rect(), float(self.theme.radius(self.radius))
        if self.shadow:
            paint_shadow(painter, self.theme, rect, radius, self.shadow)
        edge = self.edge or ("line" if self.theme.name == "contrast" else "")
        pen = QPen(self.theme.color(edge), self.edge_width) if edge else None
        half = self.edge_width / 2 if edge else 0.0
        shape = rounded(rect.adjusted(half, half, -half, -half), radius - half)
        paint_box(painter, shape, self.theme.color(self.fill), pen)
        painter.end()


class Rule(Themed, QWidget):
    """A thin line between rows. Decoration only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(2)
        self.wear(theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1.4), self.theme.color("line"))
        painter.end()


Paint = Callable[[QPainter, QRectF], None]


class Picture(Themed, QLabel):
    """A picture painted by one function of a painter and a rectangle, with a name for who cannot see it."""

    def __init__(self, theme: Theme, paint: Paint, name: str = "") -> None:
        super().__init__()
        self.paint = paint
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.wear(theme)

    def sized(self, width: int = 0, height: int = 0) -> Picture:
        """Fix the width, the height or both."""
        if width:
            self.setFixedWidth(width)
        if height:
            self.setFixedHeight(height)
        return self

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let the function paint."""
        painter = brush(self)
        self.paint(painter, QRectF(self.rect()))
        painter.end()


class Glyph(Themed, QLabel):
    """An icon that is not a button. It has no name: the words beside it say what it means."""

    def __init__(self, theme: Theme, name: str, tone: str = "text_soft", size: int = 24) -> None:
        super().__init__()
        self.name, self.tone, self.size_ = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        """Return the icon's size at this text scale."""
        side = self.theme.grown(self.size_)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: an icon does not shrink."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the middle."""
        painter = brush(self)
        side = self.theme.grown(self.size_)
        at = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        paint_icon(painter, self.name, at, self.theme.color(self.tone), side)
        painter.end()


def scroll_bar_style(theme: Theme) -> str:
    """Return the style sheet of an upright scroll bar in the look in force."""
    well, handle = theme.color("well").name(), theme.color("control").name()
    return (
        f"QScrollBar:vertical {{width: 14px; background: {well}; border-radius: 7px; margin: 0}}"
        f"QScrollBar::handle:vertical {{background: {handle}; border-radius: 7px; min-height: 60px}}"
        "QScrollBar::add-line, QScrollBar::sub-line {height: 0}"
        "QScrollBar::add-page, QScrollBar::sub-page {background: none}"
    )


class Scroller(Themed, QScrollArea):
    """An area that scrolls up and down by finger, wheel and keyboard; never sideways.

    A `gutter` of the bar's 14 pixels keeps the content as wide without the bar as with it.
    """

    def __init__(self, theme: Theme, content: QWidget, gutter: int = 0) -> None:
        super().__init__()
        self.gutter = gutter
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self._keep_width(0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.wear(theme)

    def restyle(self) -> None:
        """Colour the scroll bar: the one thing here that Qt paints, so the one style sheet."""
        self.verticalScrollBar().setStyleSheet(scroll_bar_style(self.theme))
        self.update()

    def _keep_width(self, _least: int, most: int) -> None:
        self.setViewportMargins(0, 0, 0 if most > 0 else self.gutter, 0)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: what does not fit scrolls."""
        return QSize(120, 64)
