"""The teach-back in the headset: asks for a part, takes what is pointed at, and is kind about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.lesson import Question, QuestionText, Step
from anatomy_viewer.scene.choices import Answer, AnswerState, Choices
from anatomy_viewer.scene.parts import fill
from anatomy_viewer.session.session import Session

Stand = Literal["ask"] | AnswerState


@dataclass(slots=True)
class TeachBack:
    """Where the question of a step stands. Answers are the session's; `settled` is how many were taken in."""

    session: Session
    settled: int = 0

    @property
    def question(self) -> Question | None:
        """The question of the step shown now."""
        return self.session.step.question

    @property
    def words(self) -> QuestionText | None:
        """What is said about it."""
        question = self.question
        return self.session.text.questions.get(question.id) if question else None

    @property
    def answers(self) -> list[Answer]:
        """What was answered to it so far."""
        asked = self.question.id if self.question else ""
        return [each for each in self.session.choices.answers if each.question == asked]

    @property
    def stand(self) -> Stand:
        """Whether it asks now, or what the last answer led to."""
        answers = self.answers
        self.settled = min(self.settled, len(answers))
        if not answers or (self.settled == len(answers) and answers[-1].state in ("wrong", "teach_again")):
            return "ask"
        return answers[-1].state

    @property
    def takes_touches(self) -> bool:
        """Whether pointing at a part is an answer now."""
        return self.question is not None and self.question.kind == "point" and self.stand == "ask"

    def answer(self, value: str) -> None:
        """Answer with a part or an option."""
        if self.question is not None and self.stand == "ask":
            self.session.answer(self.question.id, value)

    def ask_again(self) -> None:
        """Ask the same question again."""
        self.settled = len(self.answers)

    def said(self) -> str:
        """The words for where it stands: the question, or the answer to the answer."""
        words = self.words
        if words is None:
            return self.session.step_text.body
        templates = {
            "ask": words.ask if self.answers else self.session.step_text.body,
            "right": words.right,
            "ask_clinician": words.hint,
        }
        return self._filled(templates.get(self.stand, words.wrong))

    def _filled(self, words: str) -> str:
        touched = answer_words(self.session, self.answers[-1]) if self.answers else ""
        return fill(words, {**self.session.slots, "touched": touched})


def answer_words(session: Session, answer: Answer) -> str:
    """What was answered: the option, the value of the slider or the part that was pointed at, in words."""
    words = session.text.questions.get(answer.question)
    asking = asking_step(session, answer)
    if asking and asking.question and asking.question.kind == "set":
        return session.said_value(asking, float(answer.value))
    return (words.options.get(answer.value, "") if words else "") or part_name(session, answer.value)


def asking_step(session: Session, answer: Answer) -> Step | None:
    """The step that asked what was answered; None where the findings no longer call for it."""
    asked = (step for step in session.steps if step.question and step.question.id == answer.question)
    return next(asked, None)


def part_name(session: Session, part: str) -> str:
    """What people call a part; the name of what it lies in where it has none of its own."""
    language, level, _ = session.words
    known = {each.id: each for each in session.model.parts}
    while part and part not in known:
        part = part.rpartition("/")[0]
    name = name_in(known[part].names, language, level, part) if part else ""
    return name[:1].upper() + name[1:]


@dataclass(slots=True)
class Names:
    """Names of parts as `part_name` has them, looked up once for as long as one is pointed at."""

    session: Session
    _last: tuple[str, Choices, str] | None = None

    def of(self, part: str) -> str:
        """What people call a part now; empty for none."""
        choices = self.session.choices
        if self._last is None or self._last[0] != part or self._last[1] is not choices:
            self._last = (part, choices, part_name(self.session, part) if part else "")
        return self._last[2]


def teaching_step(steps: tuple[Step, ...], asking: Step) -> Step:
    """The last step before a question that highlights or names its answer; else the last before it."""
    before = [step for step in steps[: steps.index(asking)] if step.kind == "explain"]
    if not before or asking.question is None:
        return asking
    correct, slider = set(asking.question.correct), asking.slider
    if asking.question.kind == "set":
        return next((step for step in reversed(before) if step.slider == slider), before[-1])
    shown = [step for step in before if correct & {*step.scene.highlight, *step.scene.labels}]
    return (shown or before)[-1]
