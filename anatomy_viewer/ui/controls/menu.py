"""A button that opens a list to choose from, with rows large enough for a thumb."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.controls.button import Button, Kind
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme

Choices = Sequence[tuple[str, str]]
"""Pairs of a key for the program and words for people."""


class MenuButton(Button):
    """A button that says what is chosen and opens the list of choices.

    Signals:
        picked: A choice was made, with its key.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, icon: str = "", name: str = "", kind: Kind = "well") -> None:
        super().__init__(theme, "", kind, icon, "down")
        self.name, self.choices, self.current = name, tuple[tuple[str, str], ...](), ""
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


class PopupList(Themed, QFrame):
    """The open list of a menu button: one row a choice, the chosen one ticked. Escape closes it."""

    def __init__(self, owner: MenuButton) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(owner.name)
        self.owner = owner
        self.rows: list[Button] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(2)
        for key, words in owner.choices:
            chosen = key == owner.current
            row = Button(owner.theme, words, "soft" if chosen else "quiet", "", "check" if chosen else "")
            row.small(bold=chosen).left()
            row.setProperty("key", key)
            row.clicked.connect(self._choose)
            layout.addWidget(row)
            self.rows.append(row)
        self.wear(owner.theme)

    def show_at(self, button: MenuButton) -> None:
        """Show beside a button, wholly on its screen."""
        self.setMinimumWidth(button.width())
        self.adjustSize()
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        screen = QGuiApplication.screenAt(below) or button.screen()
        self.move(_inside(QRect(below, self.size()), screen.availableGeometry(), button.height() + 8))
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
        """Walk the rows with the arrows."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        focused = [index for index, row in enumerate(self.rows) if row.hasFocus()]
        if event.key() in steps and focused:
            index = (focused[0] + steps[Qt.Key(event.key())]) % len(self.rows)
            self.rows[index].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet."""
        painter = brush(self)
        rect = self.rect().toRectF().adjusted(1, 1, -1, -1)
        edge = QPen(self.theme.color("control"), 1.4)
        paint_box(painter, rounded(rect, self.theme.radius("card")), self.theme.color("surface"), edge)
        painter.end()


def _inside(wanted: QRect, screen: QRect, flip: int) -> QPoint:
    """Return where a list goes so that it lies on the screen; `flip` is the way from below to above."""
    x = min(max(wanted.left(), screen.left()), screen.right() - wanted.width())
    y = wanted.top()
    if y + wanted.height() > screen.bottom():
        y = max(screen.top(), y - wanted.height() - flip)
    return QPoint(max(x, screen.left()), y)
