"""What lies over the page for a while without blocking it: a message at the foot, the list of keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.keys_card import KeysCard
from anatomy_viewer.ui.message import Message, MessageCard, announce
from anatomy_viewer.ui.theme import Theme


class OverPage:
    """The cards over the pages of a window, at most one of each kind.

    `focus_back` gives the focus to the page again when a card is gone.
    """

    def __init__(self, window: QWidget, theme: Theme, focus_back: Callable[[], None]) -> None:
        self.window, self.theme, self.focus_back = window, theme, focus_back
        self.message: MessageCard | None = None
        self.keys: KeysCard | None = None

    def tell(self, message: Message, say: Translator) -> None:
        """Tell people something, at the foot of the window."""
        self.dismiss_message()
        self.message = card = MessageCard(self.theme, message, say("Close"))
        card.dismissed.connect(self.dismiss_message)
        self._open(card, card.close_button)
        announce(card, message.sentence())

    def dismiss_message(self) -> None:
        """Take the message away."""
        card, self.message = self.message, None
        self._close(card)

    def show_keys(self, say: Translator) -> None:
        """Show what the keys do; a second time, no longer."""
        if self.keys is not None:
            self.hide_keys()
            return
        self.keys = card = KeysCard(self.theme, say)
        card.dismissed.connect(self.hide_keys)
        self._open(card, card.close_button)

    def hide_keys(self) -> None:
        """Take the list of keys away."""
        card, self.keys = self.keys, None
        self._close(card)

    def leave(self) -> bool:
        """Take away the card that lies on top; say whether there was one."""
        if self.message is not None:
            self.dismiss_message()
            return True
        if self.keys is not None:
            self.hide_keys()
            return True
        return False

    def place(self) -> None:
        """Keep the cards at their places in a window that changed."""
        room, grown = self.window.size(), self.theme.grown
        if self.message is not None:
            width = min(room.width() - 32, grown(640))
            height = min(self.message.heightForWidth(width), room.height() - 32)
            self.message.setGeometry((room.width() - width) // 2, room.height() - height - 16, width, height)
        if self.keys is not None:
            place = QRect(0, 0, min(room.width() - 16, grown(760)), min(room.height() - 16, grown(620)))
            place.moveCenter(self.window.rect().center())
            self.keys.setGeometry(place)

    def _open(self, card: QWidget, focus: QWidget) -> None:
        card.setParent(self.window)
        self.place()
        card.show()
        card.raise_()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, card: QWidget | None) -> None:
        if card is not None:
            card.hide()
            card.deleteLater()
            self.focus_back()
