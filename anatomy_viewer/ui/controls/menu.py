"""A button that opens a list to choose from, with rows large enough for a thumb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.controls.button import Button, Kind
from anatomy_viewer.ui.controls.card import Scroller
from anatomy_viewer.ui.controls.text import Text
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme

Choices = Sequence[tuple[str, str]]
"""Pairs of a key for the program and words for people."""


MOST_OF_SCREEN = 0.7
"""How much of the screen's height a list takes at most; a longer one scrolls."""


class MenuButton(Button):
    """A button that says what is chosen and opens the list of choices.

    Signals:
        picked: A choice was made, with its key.
        escaped: The list was closed by Escape.
    """

    picked = Signal(str)
    escaped = Signal()

    def __init__(self, theme: Theme, icon: str = "", name: str = "", kind: Kind = "well") -> None:
        super().__init__(theme, "", kind, icon, "down")
        self.name, self.choices, self.current = name, tuple[tuple[str, str], ...](), ""
        self.headings: Mapping[str, str] = {}
        """Words above the row of a key: where a group begins."""
        self.popup: PopupList | None = None
        self.small()
        self.clicked.connect(self.open_list)

    def set_choices(self, choices: Choices, current: str) -> None:
        """Offer these choices, with one chosen."""
        self.choices, self.current = tuple(choices), current
        words = dict(self.choices).get(current, "")
        self.setText(words)
        self.setAccessibleName(f"{self.name}: {words}" if self.name else words)
        self.restyle()

    def open_list(self) -> PopupList:
        """Open the list under the button, or above it where there is no room."""
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = PopupList(self)
        self.popup.show_at(self)
        return self.popup


class RowScroller(Scroller):
    """Scrolls the rows; the keys are for the list around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the list."""
        event.ignore()


class PopupList(Themed, QFrame):
    """The open list of a menu button: one row a choice, the chosen one ticked.

    It scrolls where the screen is lower than the list; a letter goes to the next row that begins with it;
    Escape closes it.
    """

    def __init__(self, owner: MenuButton) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(owner.name)
        self.owner = owner
        self.rows: list[Button] = []
        self.sheet = QWidget()
        layout = QVBoxLayout(self.sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for key, words in owner.choices:
            if key in owner.headings:
                layout.addWidget(_heading(owner.theme, owner.headings[key]))
            layout.addWidget(self._row(key, words))
        self.scroller = RowScroller(owner.theme, self.sheet)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(8, 8, 8, 8)
        frame.addWidget(self.scroller)
        self.wear(owner.theme)

    def _row(self, key: str, words: str) -> Button:
        chosen = key == self.owner.current
        row = Button(self.owner.theme, words, "soft" if chosen else "quiet", "", "check" if chosen else "")
        row.small(bold=chosen).left()
        row.setProperty("key", key)
        row.clicked.connect(self._choose)
        self.rows.append(row)
        return row

    def show_at(self, button: MenuButton) -> None:
        """Show beside a button, wholly on its screen."""
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        screen = (QGuiApplication.screenAt(below) or button.screen()).availableGeometry()
        needed = self.sheet.sizeHint()
        height = min(needed.height(), round(MOST_OF_SCREEN * screen.height()))
        bar = self.scroller.verticalScrollBar().sizeHint().width() if height < needed.height() else 0
        self.resize(max(button.width(), needed.width() + bar + 16), height + 16)
        self.move(_inside(QRect(below, self.size()), screen, button.height() + 8))
        self.show()
        current = [row for row in self.rows if row.property("key") == self.owner.current]
        for row in (current or self.rows)[:1]:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        sender = self.sender()
        key = str(sender.property("key")) if sender is not None else ""
        self.close()
        self.owner.picked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows with the arrows, Home, End and letters; leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self.owner.escaped.emit()
            return
        focused = next((index for index, row in enumerate(self.rows) if row.hasFocus()), 0)
        wanted = self._wanted(Qt.Key(event.key()), event.text().casefold(), focused)
        if wanted is None:
            super().keyPressEvent(event)
            return
        self.rows[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        self.scroller.ensureWidgetVisible(self.rows[wanted], 0, 60)

    def _wanted(self, key: Qt.Key, letter: str, focused: int) -> int | None:
        """Return the row that a key goes to from another; None where it goes nowhere."""
        count = len(self.rows)
        keys = Qt.Key
        steps = {keys.Key_Down: focused + 1, keys.Key_Up: focused - 1, keys.Key_Home: 0, keys.Key_End: -1}
        if key in steps and count:
            return steps[key] % count
        following = [(focused + step) % count for step in range(1, count + 1)]
        found = (each for each in following if self.rows[each].text().casefold().startswith(letter))
        return next(found, None) if letter.strip() else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet."""
        painter = brush(self)
        rect = self.rect().toRectF().adjusted(1, 1, -1, -1)
        edge = QPen(self.theme.color("control"), 1.4)
        paint_box(painter, rounded(rect, self.theme.radius("card")), self.theme.color("surface"), edge)
        painter.end()


def _heading(theme: Theme, words: str) -> Text:
    heading = Text(theme, words, "label", "text_soft")
    heading.setWordWrap(False)
    heading.setContentsMargins(14, 8, 14, 2)
    return heading


def _inside(wanted: QRect, screen: QRect, flip: int) -> QPoint:
    """Return where a list goes so that it lies on the screen; `flip` is the way from below to above."""
    x = min(max(wanted.left(), screen.left()), screen.right() - wanted.width())
    y = wanted.top()
    if y + wanted.height() > screen.bottom():
        above = y - wanted.height() - flip
        y = above if above >= screen.top() else screen.bottom() - wanted.height()
    return QPoint(max(x, screen.left()), max(y, screen.top()))
