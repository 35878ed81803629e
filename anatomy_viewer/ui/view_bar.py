"""The bar at the picture's upper right: take back, put it back, and the named views."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, MenuButton
from anatomy_viewer.ui.theme import Theme

MOST_PILLS = 3
HOLD = 500
"""How long a button is held for its second meaning, ms."""


class ViewBar(QWidget):
    """Put it back, and the first views as pills; an eye button for the others, or where there is no room.

    Signals:
        home_asked: put it back.
        view_asked: look from a view, by id.
    """

    home_asked = Signal()
    view_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._views: tuple[tuple[str, str], ...] = ()
        self._room = 10_000
        self.undo = UndoButton(theme)
        self.home = Button(theme, "", "pill", "home").small(bold=True)
        self.home.clicked.connect(self.home_asked)
        self.pills = [Button(theme, "", "pill").small(bold=True) for _ in range(MOST_PILLS)]
        self.menu = IconMenu(theme, "eye")
        self.menu.picked.connect(self.view_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s"))
        for button in (self.undo, self.home, *self.pills, self.menu):
            layout.addWidget(button)
        for pill in self.pills:
            pill.setCheckable(True)
            pill.clicked.connect(self._ask)

    def show_views(self, views: Sequence[tuple[str, str]], current: str, _: Translator) -> None:
        """Offer views as (id, name), with the current one chosen."""
        self._views = tuple(views)
        self.home.setText(_("Put it back"))
        self.menu.name = _("Views")
        self.menu.set_choices(self._views, current)
        for pill, (key, name) in zip(self.pills, self._views, strict=False):
            pill.setProperty("key", key)
            pill.setText(name)
            pill.setChecked(key == current)
            pill.restyle()
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Fold so that the bar is at most this wide; "undo" makes room beside the words, not the views."""
        self._room = room
        self.home.set_folded(False)
        gap = self._theme.space("s")
        home, menu = self.home.sizeHint().width(), gap + self.menu.sizeHint().width()
        views = sum(gap + pill.sizeHint().width() for pill in self.pills[: len(self._views)])
        undo = 0 if self.undo.isHidden() else self.undo.sizeHint().width() + gap
        more = len(self._views) > MOST_PILLS
        folded = home + views + (menu if more else 0) > room
        for index, pill in enumerate(self.pills):
            pill.setVisible(index < len(self._views) and not folded)
        self.menu.setVisible((folded or more) and bool(self._views))
        beside = menu if folded else views + (menu if more else 0)
        self.home.set_folded(undo + home + beside > room)
        self.adjustSize()

    def _ask(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.view_asked.emit(str(sender.property("key")))


class UndoButton(Button):
    """Takes the last change back; held, or where nothing is left to take back, does it again.

    Signals:
        undo_asked, redo_asked: which of the two.
    """

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "pill", "undo")
        self.small()
        self._undoes = True
        self._was_held = False
        self._hold = QTimer(self, singleShot=True, interval=HOLD)
        self._hold.timeout.connect(self._held)
        self.pressed.connect(self._begin)
        self.released.connect(self._hold.stop)
        self.clicked.connect(self._ask)
        self.hide()

    def show_history(self, can_undo: bool, can_redo: bool, _: Translator) -> None:
        """Show while there is something to take back or to do again, and say which."""
        self._undoes = can_undo
        self.named(_("Undo") if can_undo else _("Do again"))
        self.setAccessibleDescription(_("Hold to do again") if can_undo and can_redo else "")
        self.set_icon("undo" if can_undo else "redo")
        self.setVisible(can_undo or can_redo)

    def _begin(self) -> None:
        self._was_held = False
        self._hold.start()

    def _held(self) -> None:
        self._was_held = True
        self.redo_asked.emit()

    def _ask(self) -> None:
        if not self._was_held:
            (self.undo_asked if self._undoes else self.redo_asked).emit()


class IconMenu(MenuButton):
    """A menu button that shows its icon, and where wished its own name, instead of what is chosen."""

    def __init__(self, theme: Theme, icon: str, *, titled: bool = False) -> None:
        super().__init__(theme, icon, "", "pill")
        self.set_icon(icon, "")
        self.titled = titled
        self.small(bold=True)

    def set_choices(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """Offer these choices, with one chosen, without saying which on the button."""
        super().set_choices(choices, current)
        chosen = self.accessibleName()
        self.setText(self.name if self.titled else "")
        self.named(chosen if not self.titled else self.name)
        self.restyle()
