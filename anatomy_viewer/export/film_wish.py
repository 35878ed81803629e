"""What can be asked of a film: how large, how smooth, how carefully drawn, with which captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from anatomy_viewer.scene.captions import WORDS_A_SECOND
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.session.session import Session

CaptionKind = Literal["burnt", "webvtt", "none"]
CAPTIONS: tuple[CaptionKind, ...] = ("burnt", "webvtt", "none")
RATES = (30, 60)
"""Frames a second that a film may have."""


@dataclass(frozen=True, slots=True)
class Finish:
    """How carefully a film is drawn; what comes round is drawn but once, so there is time for it.

    Attributes:
        level: The level of the quality ladder for what comes round or stands still.
        oversampling: How many pixels are drawn there for each one kept, a side.
        moving_level: The level for what never repeats.
        moving_scale: How many pixels are drawn there for each one kept, a side.
        pictures: How many different pictures a second are drawn there.
    """

    level: int
    oversampling: int
    moving_level: int
    moving_scale: float
    pictures: int


FINISHES: dict[str, Finish] = {
    "quick": Finish(level=1, oversampling=1, moving_level=1, moving_scale=0.5, pictures=10),
    "good": Finish(level=2, oversampling=1, moving_level=1, moving_scale=0.75, pictures=15),
    "best": Finish(level=4, oversampling=2, moving_level=4, moving_scale=2.0, pictures=60),
}
"""Without a graphics card `good` takes some minutes, `best` hours."""


@dataclass(frozen=True, slots=True)
class FilmWish:
    """What was asked of a film; no `steps` are all but the questions, which a film cannot ask."""

    size: tuple[int, int] = (1280, 720)
    fps: int = 30
    captions: CaptionKind = "burnt"
    steps: tuple[str, ...] = ()
    finish: str = "good"
    pace: float = WORDS_A_SECOND
    """Words that are read in a second."""


def filmed_steps(session: Session, asked: Sequence[str]) -> tuple[str, ...]:
    """The steps to film: those asked for, else all that the findings call for but the questions.

    Raises UnknownNameError for a step that there is not.
    """
    known = [step.id for step in session.steps]
    for step in asked:
        if step not in known:
            raise unknown("step", step, known)
    return tuple(asked) or tuple(step.id for step in session.steps if step.kind != "teach_back")
