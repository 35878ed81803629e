"""What the patient answered, in words for the clinician."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.choices import Answer, AnswerState
from anatomy_viewer.session.session import Session
from anatomy_vr.teaching import answer_words, asking_step


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


def _asked(session: Session, answer: Answer) -> str:
    """The title of the step that asked."""
    asking = asking_step(session, answer)
    return session.text.steps[asking.id].title if asking else answer.question
