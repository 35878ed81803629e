"""How long a step of a film lasts: what happens once in it, and what comes round again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from anatomy_viewer.content.animation import CycleDriver
from anatomy_viewer.content.figures import figures
from anatomy_viewer.content.markdown import plain_text
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.camera import FLIGHT_SECONDS
from anatomy_viewer.scene.captions import Cue, timed
from anatomy_viewer.scene.drivers import duration, motions, rate_of
from anatomy_viewer.scene.facts import facts_of
from anatomy_viewer.scene.facts import told as facts_told
from anatomy_viewer.scene.instant import instant
from anatomy_viewer.scene.journey import seconds_of
from anatomy_viewer.session.session import Session

LEAST = 4.0
"""Seconds of the shortest chapter."""
PAUSE = 1.2
"""Seconds to look on, after the last word or after the last movement."""
STREAMING = 3.2
"""Seconds of a stream that are drawn before they are shown again."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step as it is filmed; seconds count from its beginning.

    Attributes:
        run_in: When everything that happens once is over: flights, growth, a treatment.
    """

    step: str
    title: str
    cues: tuple[Cue, ...]
    run_in: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """What goes on for ever: how long it takes to come round, and whether it then is as it was."""

    seconds: float
    exact: bool


def chapter_of(session: Session, pace: float) -> Chapter:
    """The chapter of the step that a session has just opened; `pace` is in words a second."""
    cues = timed(said(session), pace=pace)
    run_in = _run_in(session)
    spoken = cues[-1].end if cues else 0.0
    seconds = max(LEAST, spoken + PAUSE, run_in + PAUSE)
    return Chapter(session.step.id, session.step_text.title, cues, run_in, seconds)


def said(session: Session) -> list[tuple[str, str]]:
    """What is said in a step, as pairs of heading and text; with the figures of a choice, and the summary."""
    text = session.step_text
    told = [("", text.say or plain_text(text.body))]
    if session.step.decision is not None:
        told += [("", facts) for facts in _untold(session, told[0][1])]
    if session.step.kind == "summary":
        say = translator(session.words[0])
        told += [(say("Good to remember"), message) for message in session.text.key_messages]
        told += [(say("What to do"), action) for action in session.text.actions]
    return told


def _untold(session: Session, words: str) -> Iterator[str]:
    """The figures of a choice, outcome by outcome, but for those that the words say already."""
    decision, language = session.step.decision, session.words[0]
    if decision is None:
        return
    sentences = facts_told(decision, session.text, translator(language))
    known = set(figures(words, language))
    for row, sentence in zip(facts_of(decision, session.text), sentences, strict=True):
        if not {str(fact.count) for fact in row} <= known:
            yield sentence


def round_of(session: Session) -> Round | None:
    """What comes round in the scene that shows now; None where nothing moves any more.

    Blood never comes back to quite the same picture; some seconds of it stand for all.
    """
    scene = session.scene
    if not scene.moving:
        return None
    beats = _beats(session)
    streams = bool(scene.stage.flows or (scene.lens and scene.lens.stage.flows))
    if not streams and len(beats) == 1:
        return Round(beats.pop(), exact=True)
    longest = max(beats, default=STREAMING)
    return Round(longest * max(1, round(STREAMING / longest)), exact=False)


def _beats(session: Session) -> set[float]:
    """The seconds that each cycle of the step takes."""
    now = instant(session.content, session.choices, session.clock.now())
    return {
        60.0 / rate_of(animation.driver, layer, now.names)
        for layer, animation, _ in now.running
        if isinstance(animation.driver, CycleDriver)
    }


def _run_in(session: Session) -> float:
    choices = session.choices
    moving = motions(session.content, session.step, choices.findings) if choices.playing else ()
    travels = seconds_of(choices) if session.scene.journey is not None else 0.0
    return max(travels + duration(moving), FLIGHT_SECONDS if choices.flight else 0.0)
