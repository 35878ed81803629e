"""What the patient answered, in words for the clinician."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.choices import Answer, AnswerState
from anatomy_viewer.session.session import Session
from anatomy_vr.teaching import part_name


def told_answers(session: Session, say: Translator) -> tuple[str, ...]:
    """Every answer of this lesson in its order: what was asked, what was answered, what follows from it."""
    outcomes: dict[AnswerState, str] = {
        "right": say("understood"),
        "wrong": say("to be shown again"),
        "teach_again": say("to be shown again"),
        "ask_clinician": say("please explain it yourself"),
    }
    line = say("{question}: {answer}, {outcome}")
    return tuple(
        line.format(
            question=_asked(session, each), answer=answer_words(session, each), outcome=outcomes[each.state]
        )
        for each in session.choices.answers
    )


def answer_words(session: Session, answer: Answer) -> str:
    """What was answered: the words of the option, or the name of the part that was pointed at."""
    words = session.text.questions.get(answer.question)
    return (words.options.get(answer.value, "") if words else "") or part_name(session, answer.value)


def _asked(session: Session, answer: Answer) -> str:
    """The title of the step that asked."""
    asking = next(
        (step for step in session.steps if step.question and step.question.id == answer.question), None
    )
    return session.text.steps[asking.id].title if asking else answer.question
