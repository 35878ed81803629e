"""The teach-back: asks, says kindly what was touched, shows once more, asks again, and knows when to stop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from PySide6.QtCore import Qt, Signal

from anatomy_viewer.content.lesson import Question, QuestionText
from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.choices import Answer, AnswerState
from anatomy_viewer.scene.parts import fill
from anatomy_viewer.scene.state import Vector
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Button, Card, Glyph, Text, row
from anatomy_viewer.ui.drawn.values import MarkKind
from anatomy_viewer.ui.step_views import StepView
from anatomy_viewer.ui.teaching import anchor_point, answer_words, named_parts, part_anchor, part_name
from anatomy_viewer.ui.theme import Theme

State = Literal["ask"] | AnswerState


@dataclass(frozen=True, slots=True)
class StageMark:
    """A ring to draw on the model: what was touched or found, with words, or where to look."""

    kind: MarkKind
    point: Vector
    words: str = ""


class TeachBackView(StepView):
    """A question about the picture. Nothing is called wrong.

    An answer is pointed at, chosen from a list, or set with the slider under the picture.

    Signals:
        reteach_asked: show the step that taught it once more.
        skip_asked: go on; the patient will ask the clinician.
        changed: what is marked on the picture, or what stands under the view, is another.
    """

    reteach_asked = Signal()
    skip_asked = Signal()
    changed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._settled = 0
        self._listing = False
        self._touched: Vector | None = None
        self.choices: list[Button] = []

    # ---------------------------------------------------------------- state
    @property
    def question(self) -> Question | None:
        """The question of the step."""
        return self.session.step.question

    @property
    def answers(self) -> list[Answer]:
        """The answers given to it so far."""
        asked = self.question.id if self.question else ""
        return [each for each in self.session.choices.answers if each.question == asked]

    @property
    def state(self) -> State:
        """Whether it asks now, or what the last answer led to."""
        answers = self.answers
        self._settled = min(self._settled, len(answers))
        if not answers or (self._settled == len(answers) and answers[-1].state in ("wrong", "teach_again")):
            return "ask"
        return answers[-1].state

    @property
    def takes_touches(self) -> bool:
        """Whether a touch on the picture is an answer now."""
        return self.question is not None and self.question.kind == "point" and self.state == "ask"

    @property
    def takes_value(self) -> bool:
        """Whether the value of the slider is an answer now."""
        return self.question is not None and self.question.kind == "set" and self.state == "ask"

    def answer_with_slider(self) -> None:
        """Answer with where the slider stands."""
        slider = self.session.slider
        if slider is not None and self.takes_value:
            self.answer(f"{slider.value:g}")

    def answer(self, value: str, point: Vector | None = None) -> None:
        """Answer with a part, an option or a value; `point` is where on the model it was touched."""
        if self.question is None or self.state != "ask":
            return
        self._touched = point or part_anchor(self.session, value)
        self._listing = False
        self.session.answer(self.question.id, value)

    def ask_again(self) -> None:
        """Ask the same question again."""
        self._settled = len(self.answers)
        self._rebuild()

    def marks(self, _: Translator) -> tuple[StageMark, ...]:
        """Return what to mark on the picture: what was found, or what was touched and where to look."""
        question, answers = self.question, self.answers
        if question is None or not answers:
            return ()
        if self.state == "right" and question.kind == "point" and self._touched is not None:
            return (StageMark("found", self._touched, part_name(self.session, answers[-1].value)),)
        found: list[StageMark] = []
        if self.state in ("wrong", "teach_again") and self._touched is not None:
            words = _("You touched: {name}").format(name=part_name(self.session, answers[-1].value))
            found.append(StageMark("touched", self._touched, words))
        at = anchor_point(self.session, question.hint) if question.hint else None
        if at is not None:
            found.append(StageMark("hint", at))
        return tuple(found)

    # ---------------------------------------------------------------- words
    @property
    def navigates(self) -> bool:  # type: ignore[override]
        """Whether Back and Next stand under it: not while something else is the way on."""
        return self.state not in ("wrong", "teach_again")

    def said(self) -> tuple[object, ...]:
        """Return what the view depends on."""
        session = self.session
        return (session.step_text.body, session.text, tuple(self.answers), self.state, self._listing)

    def build(self, _: Translator) -> None:
        """Write the question or the answer to the answer."""
        question = self.question
        words = self.session.text.questions.get(question.id) if question else None
        if question is None or words is None:
            self.add_words(self.session.step_text.body)
            return
        self.choices = []
        builders = {"ask": self._ask, "right": self._praise, "ask_clinician": self._hand_over}
        builders.get(self.state, self._teach)(question, words, _)
        if self.navigates:
            self.column.addStretch(1)

    def _ask(self, question: Question, words: QuestionText, _: Translator) -> None:
        if self.answers:
            self.add_words(self._filled(words.ask))
            self.column.addWidget(self.words(escape(self._filled(words.hint), quote=False)))
        else:
            self.add_words(self.session.step_text.body)
        if question.kind == "point":
            self._offer_list(question, _)
        elif question.kind == "set":
            said = _("Move the slider under the picture. Then press “{answer}”.").format(
                answer=_("This is where")
            )
            self.column.addWidget(Text(self.theme, escape(said, quote=False), "small", "text_soft"))
        elif question.kind == "choose":
            self._add_choices([(each, words.options.get(each, each)) for each in question.options])
        else:
            self._add_choices([("met", _("I have said it in my own words"))])

    def _offer_list(self, question: Question, _: Translator) -> None:
        button = Button(self.theme, _("Choose from a list instead"), "secondary", "list").wrapping()
        button.small(bold=True)
        button.setCheckable(True)
        button.setChecked(self._listing)
        button.clicked.connect(self._toggle_list)
        self.column.addWidget(button)
        if self._listing:
            self._add_choices(named_parts(self.session, question))

    def _add_choices(self, pairs: list[tuple[str, str]]) -> None:
        for key, words in pairs:
            button = Button(self.theme, words, "quiet").small().left().wrapping()
            button.setProperty("key", key)
            button.clicked.connect(self._choose)
            self.column.addWidget(button)
            self.choices.append(button)

    def _teach(self, question: Question, words: QuestionText, _: Translator) -> None:
        self._add_feedback("care", "hand", self._filled(words.wrong, self._answered()))
        tries = _("Try {number} of {most}. Nothing is stored.")
        said = tries.format(number=self.answers[-1].tries, most=question.tries)
        self.column.addWidget(Text(self.theme, said, "label", "text_soft"))
        self.column.addStretch(1)
        more = self._button(_("Show me once more"), "secondary", "play")
        more.clicked.connect(self.reteach_asked)
        again = self._button(_("Try again"), "primary", "hand")
        again.clicked.connect(self.ask_again)
        skip = Button(self.theme, _("Skip – I will ask my doctor"), "link").small(bold=True).wrapping()
        skip.clicked.connect(self.skip_asked)
        self.column.addWidget(skip)
        take_focus(again)

    def _praise(self, _question: Question, words: QuestionText, _: Translator) -> None:
        self._add_feedback("accent", "check", self._filled(words.right, self._answered()))

    def _hand_over(self, question: Question, words: QuestionText, _: Translator) -> None:
        kind = _("Thank you for trying. It is our turn to explain it better: ask us to show you.")
        self._add_feedback("accent", "person", kind)
        self.column.addWidget(self.words(escape(self._filled(words.hint), quote=False)))

    def _add_feedback(self, tone: str, icon: str, words: str) -> None:
        """Add a card whose first sentence is its heading."""
        first, rest = first_sentence(words)
        card = Card(self.theme, f"{tone}_soft", "control", 18).flat()
        heading = Text(self.theme, escape(first, quote=False), "lead", tone)
        card.body.addWidget(row(Glyph(self.theme, icon, tone, 30), (heading, 1), gap=10))
        if rest:
            card.body.addWidget(Text(self.theme, escape(rest, quote=False)))
        card.setAccessibleName(words)
        self.column.addWidget(card)

    def _button(self, words: str, kind: Literal["primary", "secondary"], icon: str) -> Button:
        button = Button(self.theme, words, kind, icon).tall().wrapping()
        self.column.addWidget(button)
        return button

    def _answered(self) -> str:
        """Return what was answered last, in words."""
        return answer_words(self.session, self.answers[-1])

    def _filled(self, words: str, touched: str = "") -> str:
        return fill(words, {**self.session.slots, "touched": touched})

    # ---------------------------------------------------------------- hands
    def _toggle_list(self) -> None:
        self._listing = not self._listing
        self._rebuild()
        if self._listing and self.choices:
            take_focus(self.choices[0])

    def _choose(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.answer(str(sender.property("key")))

    def _rebuild(self) -> None:
        self.changed.emit()


def take_focus(button: Button) -> None:
    """Give a button that was just made the focus; one that is not shown yet would not take it."""
    button.show()
    button.setFocus(Qt.FocusReason.OtherFocusReason)


def first_sentence(words: str) -> tuple[str, str]:
    """Return the first sentence of a text without its full stop, and the rest."""
    match = re.match(r"(.+?[.!?…])\s+(.+)", words, re.DOTALL)
    if match is None:
        return words.removesuffix("."), ""
    return match[1].removesuffix("."), match[2]
