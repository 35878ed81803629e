"""Options side by side: the same size and tone, both halves of every figure, nothing chosen beforehand."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from anatomy_viewer.content.lesson import Outcome
from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Card, IconArray, Text
from anatomy_viewer.ui.step_views import StepView

CELL = 15
"""Width of one person in the arrays, px: two arrays stand side by side in the words card."""


class DecisionView(StepView):
    """A choice between options, laid in one grid by rows so that no column can look better."""

    def said(self) -> tuple[object, ...]:
        """Return the words of the options too."""
        return (self.session.step_text.body, self.session.text)

    def build(self, _: Translator) -> None:
        """Write the sentences, then what happened to people, then what can go wrong."""
        self.add_words(self.session.step_text.body)
        decision = self.session.step.decision
        if decision is None:
            return
        for outcome in decision.outcomes:
            self.column.addWidget(self._outcome_card(outcome, decision.options, _))
        self.column.addWidget(self._options_card(decision.options, _))

    def _outcome_card(self, outcome: Outcome, options: tuple[str, ...], _: Translator) -> QWidget:
        text = self.session.text
        card = Card(self.theme, "well", "control", 14).flat()
        people = _("Of {count} people, these {what}:")
        said = people.format(count=outcome.denominator, what=text.outcomes.get(outcome.id, outcome.id))
        card.body.addWidget(Text(self.theme, escape(said, quote=False), "small").bold())
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.space("l"))
        grid.setVerticalSpacing(self.theme.space("s"))
        for place, option in enumerate(options):
            self._fill_column(grid, place, (outcome, option), _)
        card.body.addLayout(grid)
        return card

    def _fill_column(self, grid: QGridLayout, place: int, cell: tuple[Outcome, str], _: Translator) -> None:
        outcome, option = cell
        count = round(outcome.events.get(option, 0.0) * 100 / outcome.denominator)
        hit, spared = _count(outcome, option)
        figures = _("{hit} did, {spared} did not").format(hit=hit, spared=spared)
        name = self._option_name(option)
        array = IconArray(self.theme, count, f"{name}: {figures}", CELL)
        array.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid.addWidget(Text(self.theme, escape(name, quote=False), "small"), 0, place)
        grid.addWidget(array, 1, place)
        grid.addWidget(Text(self.theme, f"<b>{figures}</b>", "small"), 2, place)
        grid.setColumnStretch(place, 1)

    def _options_card(self, options: tuple[str, ...], _: Translator) -> QWidget:
        card = Card(self.theme, "surface", "control", 14).flat("control", 1.4)
        for option in options:
            words = self.session.text.options.get(option)
            if words is None:
                continue
            card.body.addWidget(Text(self.theme, escape(words.name, quote=False), "small").bold())
            card.body.addWidget(Text(self.theme, escape(words.what, quote=False), "small"))
            for harm in words.harms:
                card.body.addWidget(Text(self.theme, "•\u00a0" + escape(harm, quote=False), "small"))
        return card

    def _option_name(self, option: str) -> str:
        words = self.session.text.options.get(option)
        return words.name if words else option


def _count(outcome: Outcome, option: str) -> tuple[int, int]:
    """Return how many people had the event and how many had not, whole people of the denominator."""
    hit = round(outcome.events.get(option, 0.0))
    return hit, outcome.denominator - hit
