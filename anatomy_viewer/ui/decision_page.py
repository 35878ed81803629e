"""A choice between options as a page: the same size and tone, both halves of every risk, nothing chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.content.lesson import Decision, OptionText, Outcome
from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.facts import Fact, facts_of, option_name, said, sureness
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Bar, Button, Card, Flow, Glyph, IconArray, Text, Turning, row
from anatomy_viewer.ui.decision_grid import Cell, OptionGrid, PeopleCell, StandingNames
from anatomy_viewer.ui.prose import paragraphs
from anatomy_viewer.ui.step_views import StepView
from anatomy_viewer.ui.theme import Theme

PERSON = 15
"""Width of one person in the arrays, px."""
WIDE = 560
"""From this width at 100 % text the way to the picture stands beside the first words, px."""


def _people(theme: Theme, fact: Fact, name: str, words: tuple[Text, ...]) -> Cell:
    return PeopleCell(theme, IconArray(theme, round(100 * fact.share), name, PERSON), *words)


def _bar(theme: Theme, fact: Fact, name: str, words: tuple[Text, ...]) -> Cell:
    return Cell(Bar(theme, fact.share, str(fact.count), name), *words, gap=6)


FACTS: Mapping[str, Callable[[Theme, Fact, str, tuple[Text, ...]], Cell]] = {
    "people": _people,
    "events": _bar,
    "points": _bar,
}
"""How what is counted is drawn over its words: people as people, events and points as bars, never so."""


class DecisionView(StepView):
    """The facts by rows, then what matters to the patient; the picture is one touch away."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.spread = True
        self.values: dict[str, Button] = {}
        self.turn = Button(theme)
        self.lead: Turning | None = None
        self.names: StandingNames | None = None
        theme.changed.connect(self._turn_lead)

    def said(self) -> tuple[object, ...]:
        """Return the words of the options too, and whether they show."""
        return (self.session.step_text.body, self.session.text, self.spread)

    def show_step(self, _: Translator) -> None:
        """Show the session's step, and what was said to matter."""
        super().show_step(_)
        for value, button in self.values.items():
            button.setChecked(value in self.session.choices.values)
            button.restyle()

    def build(self, _: Translator) -> None:
        """Write the page, or beside the picture the sentences and the way back to the page."""
        self.values, self.lead = {}, None
        self._drop_names()
        decision = self.session.step.decision
        icon = "screen" if self.spread else "list"
        self.turn = Button(self.theme, "", "secondary", icon).small(bold=True).wrapping()
        self.turn.setText(_("Back to the picture") if self.spread else _("See the choices side by side"))
        self.turn.clicked.connect(self._turn)
        if self.spread and decision is not None:
            self._build_page(decision, _)
        else:
            self.add_words(self.session.step_text.body)
            self.column.addWidget(self.turn)

    def _build_page(self, decision: Decision, _: Translator) -> None:
        first, *rest = paragraphs(self.session.step_text.body) or [""]
        self.lead = Turning((self.words(first), 1), self.turn)
        self.lead.line.setAlignment(self.turn, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self._turn_lead()
        grid = OptionGrid(self.theme, self._rows(decision, _))
        grid.setAccessibleName(_("The choices side by side, row by row"))
        names = [option_name(self.session.text, option) for option in decision.options]
        self.names = StandingNames(self.theme, grid, names)
        for widget in (self.lead, grid, *(self.words(words, "small") for words in rest)):
            self.column.addWidget(widget)
        if decision.values:
            self.column.addWidget(self._values_card(decision, _))
        self.column.addWidget(self._standing(decision, _))

    def _turn_lead(self) -> None:
        if self.lead is not None:
            self.lead.turn(self.width() < WIDE * self.theme.text_scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        self._turn_lead()

    # ---------------------------------------------------------------- the names stay
    def follow(self, window: QWidget) -> None:
        """Keep the names of the options at the top of what is seen of the page."""
        if self.names is not None:
            self.names.follow(window)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the names away with the page."""
        super().hideEvent(event)
        if self.names is not None:
            self.names.hide()

    def _drop_names(self) -> None:
        if self.names is not None:
            self.names.hide()
            self.names.deleteLater()
            self.names = None

    # ---------------------------------------------------------------- the facts
    def _rows(self, decision: Decision, _: Translator) -> list[list[Cell]]:
        """Return what is compared: names, each outcome, what can go wrong; made in reading order."""
        options = decision.options
        facts = zip(facts_of(decision, self.session.text), decision.outcomes, strict=True)
        return [
            [self._name_cell(option) for option in options],
            *([self._fact_cell(fact, outcome, _) for fact in row] for row, outcome in facts),
            [self._harms_cell(option, _) for option in options],
        ]

    def _option(self, option: str) -> OptionText:
        """Return the words of an option: its id where it has none, which only an unchecked pack can show."""
        return self.session.text.options.get(option) or OptionText(name=option, what="")

    def _name_cell(self, option: str) -> Cell:
        words = self._option(option)
        name = Text(self.theme, escape(words.name, quote=False), "lead").bold()
        return Cell(name, Text(self.theme, escape(words.what, quote=False), "small"))

    def _fact_cell(self, fact: Fact, outcome: Outcome, _: Translator) -> Cell:
        """Return people or a bar, and words: how often it happened, how often not, and how sure that is."""
        name = f"{fact.option}: {said(fact, _)}"
        plain = replace(fact, what=escape(fact.what, quote=False))
        figures = Text(self.theme, said(plain, _, ("<b>", "</b>")))
        sure = Text(self.theme, sureness(outcome, _), "small", "text_soft")
        return FACTS[fact.counts](self.theme, fact, name, (figures, sure))

    def _harms_cell(self, option: str, _: Translator) -> Cell:
        harms = self._option(option).harms
        lines = [Text(self.theme, "•\u00a0" + escape(harm, quote=False), "small") for harm in harms]
        return Cell(Text(self.theme, _("What can go wrong"), "small").bold(), *lines)

    # ---------------------------------------------------------------- the patient's side
    def _values_card(self, decision: Decision, _: Translator) -> QWidget:
        card = Card(self.theme, "well", "control", 16).flat()
        card.body.addWidget(Text(self.theme, _("What matters most to you?"), "body").bold())
        note = _("Touch what matters. It is noted for your summary; there is no right answer.")
        card.body.addWidget(Text(self.theme, note, "small"))
        for value in decision.values:
            self.values[value] = self._value_button(value)
        card.body.addWidget(Flow(*self.values.values(), gap=self.theme.space("s")))
        return card

    def _value_button(self, value: str) -> Button:
        words = self.session.text.values.get(value, value)
        button = Button(self.theme, words, "pill").small()
        button.setCheckable(True)
        button.clicked.connect(lambda: self.session.mark_value(value))
        return button

    def _standing(self, decision: Decision, _: Translator) -> QWidget:
        """Return the line that says how new this is, who paid, and whether a clinician read it."""
        told = decision.updated
        day = QDate(told.year, told.month, told.day)
        date = QLocale(self.session.words[0]).toString(day, "d MMMM yyyy")
        parts = [_("Figures checked on {date}.").format(date=date)]
        if decision.funding == "none":
            parts.append(_("Nobody paid for this page."))
        else:
            parts.append(_("Paid for by: {who}.").format(who=decision.funding))
        if self.session.pack.info.is_draft:
            parts.append(_("Draft: not reviewed by a clinician") + ".")
        words = Text(self.theme, escape(" ".join(parts), quote=False), "label", "text_soft")
        return row(Glyph(self.theme, "info", "text_soft", 20), (words, 1), gap=10)

    # ---------------------------------------------------------------- page or picture
    def _turn(self) -> None:
        """Show the picture instead of the page, or the page again; the way back keeps the focus."""
        by_key = self.turn.ringed
        self.spread = not self.spread
        self.spread_changed.emit()
        (
            self.lead or self.turn
        ).show()  # a layout shows its new ones later, and a hidden button takes no focus
        reasons = Qt.FocusReason
        self.turn.setFocus(reasons.OtherFocusReason if by_key else reasons.MouseFocusReason)
