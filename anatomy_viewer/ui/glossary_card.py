"""A hard word and what it means, opened in place under the words that use it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.content.lesson import Glossary
from anatomy_viewer.ui.controls import Button, Card, Text, row
from anatomy_viewer.ui.theme import Theme


class GlossaryCard(Card):
    """The meaning of one word; it closes by its button or Escape.

    Signals:
        closed: the card was put away by hand.
    """

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "accent_soft", "control", 14)
        self.flat()
        self.term = Text(theme, "", "small").bold()
        self.meaning = Text(theme, "", "small")
        self.close_button = Button(theme, "", "quiet", "close").tall(theme.target("minimum"))
        self.close_button.clicked.connect(self._put_away)
        self.body.setSpacing(4)
        self.body.addWidget(row((self.term, 1), self.close_button, gap=8))
        self.body.addWidget(self.meaning)
        self.hide()

    def explain(self, term: str, glossary: Glossary, close_name: str) -> bool:
        """Show what a word means; return whether the glossary has it."""
        meaning = meaning_of(term, glossary)
        if meaning is None:
            return False
        self.term.set_words(term[:1].upper() + term[1:])
        self.meaning.set_words(meaning)
        self.close_button.named(close_name)
        self.setAccessibleName(f"{term}: {meaning}")
        self.show()
        return True

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            return
        super().keyPressEvent(event)


def meaning_of(term: str, glossary: Glossary) -> str | None:
    """Return what a word means, capitals and small letters alike; None where the glossary lacks it."""
    lowered = {word.casefold(): meaning for word, meaning in glossary.terms.items()}
    return lowered.get(term.casefold())
