"""Buttons: one class for every kind, painted, with role, name and state for assistive technology."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, paint_icon, rounded, written
from anatomy_viewer.ui.theme import Theme

Kind = Literal["primary", "secondary", "quiet", "well", "pill", "pill_on", "round", "link", "soft"]
ICON = 24
GAP = 10
ONE_LINE = (QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


@dataclass(frozen=True, slots=True)
class Dress:
    """The colour tokens of a kind of button; an empty one is not painted."""

    fill: str
    ink: str
    edge: str
    hover: str


DRESSES: dict[Kind, Dress] = {
    "primary": Dress("accent", "on_accent", "", "accent_hover"),
    "secondary": Dress("surface", "text", "control", "well"),
    "quiet": Dress("", "text", "", "well"),
    "well": Dress("well", "text", "", "line"),
    "pill": Dress("surface", "text", "control", "well"),
    "pill_on": Dress("accent", "on_accent", "", "accent_hover"),
    "round": Dress("accent", "on_accent", "", "accent_hover"),
    "link": Dress("", "accent", "", "well"),
    "soft": Dress("accent_soft", "accent", "", "well"),
}
CHOSEN = Dress("accent_soft", "accent", "accent", "accent_soft")
PADDING: dict[Kind, int] = {"primary": 18, "secondary": 18, "pill": 16, "pill_on": 16, "well": 16}
LINK_PADDING = 6
"""Of a link that begins at the leading edge: its icon stands under the words above, px."""


class Button(Themed, QAbstractButton):
    """A button with words, an icon before them and one after; checkable ones show what is chosen.

    The words may be left out of sight (`set_folded`, or an empty text with `named`), never out of the name.
    """

    def __init__(
        self, theme: Theme, text: str = "", kind: Kind = "quiet", icon: str = "", trailing: str = ""
    ) -> None:
        super().__init__()
        self.kind, self.icon_name, self.trailing = kind, icon, trailing
        self.type_kind, self.strong = "button", True
        self.height_px, self.folded, self.wraps, self.leading = theme.target("normal"), False, False, False
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(*ONE_LINE)
        self.wear(theme)

    # ---------------------------------------------------------------- how it looks
    def small(self, bold: bool = False) -> Self:
        """Write the words in the small type."""
        self.type_kind, self.strong = "small", bold
        self.restyle()
        return self

    def tall(self, px: int = 60) -> Self:
        """Make the button this high; it grows where larger words need it."""
        self.height_px = px
        self.restyle()
        return self

    def named(self, name: str) -> Self:
        """Name a button whose words do not show; the name is its tool tip too."""
        self.setAccessibleName(name)
        self.setToolTip(name)
        return self

    def wrapping(self, wraps: bool = True) -> Self:
        """Let the words take several lines where the place is narrow, or keep them on one."""
        self.wraps = wraps
        policies = QSizePolicy.Policy
        policy = QSizePolicy(policies.Preferred, policies.Minimum) if wraps else QSizePolicy(*ONE_LINE)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        return self

    def left(self) -> Self:
        """Begin the words at the leading edge, as in a list."""
        self.leading = True
        return self

    def set_icon(self, name: str, trailing: str | None = None) -> None:
        """Show another icon before the words, and after them where given."""
        self.icon_name = name
        self.trailing = self.trailing if trailing is None else trailing
        self.restyle()

    def set_kind(self, kind: Kind) -> None:
        """Dress the button as another kind."""
        if kind != self.kind:
            self.kind = kind
            self.restyle()

    def set_folded(self, folded: bool) -> None:
        """Show the icon only, for narrow places; the words stay as name and tool tip."""
        self.folded = folded
        self.setToolTip(self.text() if folded else "")
        self.restyle()

    def restyle(self) -> None:
        """Measure and paint anew with the look in force."""
        bold = self.strong or (self.isCheckable() and self.isChecked())
        self.setFont(self.theme.font(self.type_kind, bold))
        super().restyle()

    # ---------------------------------------------------------------- size
    @property
    def shown_text(self) -> str:
        """The words that are painted."""
        return "" if self.folded else self.text()

    @property
    def shown_icons(self) -> tuple[str, str]:
        """The icon before and the one after the words; a folded button keeps the first it has."""
        if self.folded and self.icon_name:
            return self.icon_name, ""
        return self.icon_name, self.trailing

    def _chrome(self) -> int:
        """Return the width that is not words."""
        first, last = self.shown_icons
        icon = self.theme.grown(ICON)
        gap = GAP if self.shown_text else 0
        padding = self._padding if self.shown_text else 12
        return 2 * padding + (icon + gap if first else 0) + (icon + gap - 2 if last else 0)

    @property
    def _padding(self) -> int:
        return LINK_PADDING if self.kind == "link" and self.leading else PADDING.get(self.kind, 14)

    def _widest(self) -> QFontMetrics:
        """Return the metrics of the widest the words get, so that choosing moves no neighbour."""
        return QFontMetrics(self.theme.font(self.type_kind, self.strong or self.isCheckable()))

    def sizeHint(self) -> QSize:
        """Return the size that shows all words on one line."""
        metrics = self._widest()
        height = max(self.height_px, metrics.height() + 18)
        words = metrics.horizontalAdvance(self.shown_text)
        slack = 6 if self.wraps else 0  # a word more or less must not hang on a rounding
        width = words + slack + self._chrome() if words else height
        return QSize(max(width, height if not words else self.theme.target("minimum")), height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one line, or the longest word where the words may wrap."""
        hint = self.sizeHint()
        if not self.wraps:
            return hint
        longest = max((self._widest().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + self._chrome(), hint.height())

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped words need."""
        hint = self.sizeHint().height()
        if not self.wraps:
            return hint
        room = QRect(0, 0, max(1, width - self._chrome()), 2000)
        words = self._widest().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.shown_text)
        return max(hint, words.height() + 22)

    # ---------------------------------------------------------------- paint
    def dress(self) -> Dress:
        """Return the colours of the button's kind and state."""
        if not (self.isCheckable() and self.isChecked()):
            return DRESSES[self.kind]
        return DRESSES["pill_on"] if self.kind == "pill" else CHOSEN

    def corner(self, rect: QRectF) -> float:
        """Return the corner radius."""
        pill = self.kind in ("pill", "pill_on", "round")
        return rect.height() / 2 if pill else float(self.theme.radius("control"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, words, icons and ring."""
        painter = brush(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        dress = self.dress()
        self._paint_ground(painter, rect, dress)
        ink = self.theme.color(dress.ink, 1.0 if self.isEnabled() else 0.45)
        self._paint_content(painter, rect, ink)
        if self.rings:
            paint_focus(painter, self.theme, rect, self.corner(rect))
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF, dress: Dress) -> None:
        over = self.underMouse() and self.isEnabled()
        token = dress.hover if over or (self.isDown() and not dress.fill) else dress.fill
        ground = self.theme.color(token) if token else None
        if ground is not None and self.isDown():
            ground = ground.darker(104)
        pen = QPen(self.theme.color(dress.edge), 1.6) if dress.edge else None
        paint_box(painter, rounded(rect, self.corner(rect)), ground, pen)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        first, last = self.shown_icons
        text, icon = self.shown_text, self.theme.grown(ICON)
        gap = GAP if text else 0
        room = rect.width() - self._chrome() + 2
        words = self._words_rect(room)
        total = words.width() + (icon + gap if first else 0) + (icon + gap - 2 if last else 0)
        x = rect.left() + (self._padding if self.leading else (rect.width() - total) / 2)
        middle = rect.center().y()
        if first:
            self._place_icon(painter, first, QPointF(x, middle - icon / 2), ink)
            x += icon + gap
        if text:
            place = self._mirrored(QRectF(x - 2, rect.top(), words.width() + 4, rect.height()))
            flags = Qt.AlignmentFlag.AlignVCenter | (Qt.TextFlag.TextWordWrap if self.wraps else 0)
            lead = Qt.AlignmentFlag.AlignLeading if self.leading else Qt.AlignmentFlag.AlignHCenter
            painter.setPen(ink)
            painter.setFont(self.font())
            painter.drawText(place, int(flags | lead), written(painter, text))
            x += words.width() + gap - 2
        if last:
            self._place_icon(painter, last, QPointF(x, middle - icon / 2), ink)

    def _words_rect(self, room: float) -> QRectF:
        metrics = QFontMetricsF(self.font())
        if not self.wraps:
            return QRectF(0, 0, metrics.horizontalAdvance(self.shown_text), metrics.height())
        limit = QRectF(0, 0, max(1.0, room), 2000)
        return metrics.boundingRect(limit, int(Qt.TextFlag.TextWordWrap), self.shown_text)

    def _place_icon(self, painter: QPainter, name: str, at: QPointF, ink: QColor) -> None:
        size = self.theme.grown(ICON)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at = QPointF(self.width() - at.x() - size, at.y())
            name = {"back": "next", "next": "back"}.get(name, name)
        paint_icon(painter, name, at, ink, size)

    def _mirrored(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())

    # ---------------------------------------------------------------- Qt
    def setText(self, text: str) -> None:
        """Say something else. An ampersand is just an ampersand."""
        super().setText(text)
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Toggle, and let the words become bold or regular."""
        super().nextCheckState()
        self.restyle()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that a pointer is over the button."""
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Return too: patients do not know that Space presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ringed = True
            self.click()
            return
        super().keyPressEvent(event)
