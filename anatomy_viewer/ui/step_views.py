"""What stands between a step's title and its buttons: words, a question, options side by side, a summary.

`STEP_VIEWS` has one row for each kind of step. A view is made once and shows any step of its kind.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Card, Glyph, Text, column, row
from anatomy_viewer.ui.prose import paragraphs, term_of
from anatomy_viewer.ui.theme import Theme

BY_HAND = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class StepView(QWidget):
    """The part of the words card that differs from kind to kind of step.

    Signals:
        term_asked: a word of the glossary was chosen.
        spread_changed: `spread` is another.
    """

    term_asked = Signal(str)
    spread_changed = Signal()

    navigates = True
    """Whether Back and Next stand under it."""
    spread = False
    """Whether it takes the place of the picture too."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space("l"))
        self._said: tuple[object, ...] = ()

    def show_step(self, _: Translator) -> None:
        """Show the session's step; what shows already is left alone, so that focus and scrolling stay."""
        said = (self.session.step.id, *self.said(), _("Next"))
        if said != self._said:
            self._said = said
            self._clear()
            self.build(_)

    def said(self) -> tuple[object, ...]:
        """Return what the view says: it is built anew where this differs."""
        return (self.session.step_text.body,)

    def build(self, _: Translator) -> None:
        """Fill the empty column."""
        raise NotImplementedError

    def follow(self, window: QWidget) -> None:
        """Keep in sight what must not scroll away; `window` is what is seen of the scrolling words."""

    def add_words(self, body: str) -> None:
        """Add paragraphs with their words of the glossary."""
        for words in paragraphs(body):
            self.column.addWidget(self.words(words))

    def words(self, words: str, kind: str = "body") -> Text:
        """Return a paragraph whose links open the glossary, by finger and by keyboard."""
        text = Text(self.theme, words, kind)
        if "<a " in words:
            text.setTextInteractionFlags(BY_HAND)
            text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            text.linkActivated.connect(self._open)
        return text

    def _open(self, link: str) -> None:
        term = term_of(link)
        if term is not None:
            self.term_asked.emit(term)

    def _clear(self) -> None:
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class ExplainView(StepView):
    """A few sentences."""

    def build(self, _: Translator) -> None:
        """Write the sentences."""
        self.add_words(self.session.step_text.body)


class SummaryView(StepView):
    """What to remember, what to do, what matters to the patient and what the patient wants to ask."""

    def said(self) -> tuple[object, ...]:
        """Return the words, the questions that were marked and what was said to matter."""
        choices = self.session.choices
        return (self.session.step_text.body, self.session.text, choices.questions, choices.values)

    def build(self, _: Translator) -> None:
        """Write the words and the lists."""
        text = self.session.text
        self.add_words(self.session.step_text.body)
        self._add_list(_("Good to remember"), text.key_messages, "check")
        self._add_list(_("What to do"), text.actions, "hand")
        matter = [text.values[value] for value in self.session.choices.values if value in text.values]
        self._add_list(_("What matters to you"), tuple(matter), "person")
        asked = [text.steps[step].title for step in self.session.choices.questions if step in text.steps]
        self._add_list(_("You wanted to ask about"), tuple(asked), "help")

    def _add_list(self, title: str, items: tuple[str, ...], icon: str) -> None:
        if not items:
            return
        card = Card(self.theme, "accent_soft", "control", 16).flat()
        card.body.addWidget(Text(self.theme, title, "small").bold())
        for words in items:
            glyph = Glyph(self.theme, icon, "accent", 22)
            line = row(column(glyph, None, gap=0, margins=(0, 2, 0, 0)), (self.item(words), 1), gap=10)
            card.body.addWidget(line)
        self.column.addWidget(card)

    def item(self, words: str) -> Text:
        """Return one line of a list."""
        return Text(self.theme, escape(words, quote=False), "small")
