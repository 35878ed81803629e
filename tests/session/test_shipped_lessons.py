"""Every shipped lesson runs: each step, for each choice of findings, in each language at each level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from anatomy_viewer.content.lesson import Lesson
from anatomy_viewer.content.library import Library
from anatomy_viewer.scene.parts import FADED
from anatomy_viewer.scene.peeling import layers_in
from anatomy_viewer.scene.state import StageState
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session


@cache
def library() -> Library:
    return Library.load()


LESSONS = sorted(library().lessons)


def opened(lesson: str, **audience: object) -> tuple[Session, ManualClock]:
    clock = ManualClock()
    session = Session(library(), clock=clock, audience=Audience(**audience))  # type: ignore[arg-type]
    session.open(lesson)
    return session, clock


def patients(lesson: Lesson) -> Iterator[dict[str, float | str]]:
    """Every combination of choices, each once with the lowest and once with the highest numbers."""
    choices = [[(f.id, c) for c in f.choices] for f in lesson.findings if f.kind == "choice"]
    for chosen in product(*choices):
        for end in ("minimum", "maximum"):
            numbers = {f.id: getattr(f, end) for f in lesson.findings if f.kind == "number"}
            yield {**dict(chosen), **numbers}


def stages(session: Session) -> list[StageState]:
    lens = session.scene.lens
    return [session.scene.stage, *([lens.stage] if lens else [])]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_patient_sees_every_step_whole(lesson: str) -> None:
    session, clock = opened(lesson, less_movement=True)
    for findings in patients(session.lesson):
        for name, value in findings.items():
            session.set_finding(name, value)
        for step in session.steps:
            session.seek(step.id)
            assert (session.scene.lens is not None) == (step.scene.lens is not None), (step.id, findings)
            assert all(any(part.visible for part in stage.parts.values()) for stage in stages(session))
        clock.advance(10)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_slot_is_left_open_in_any_words(lesson: str) -> None:
    session, _ = opened(lesson)
    for language, level in session.content.texts:
        session.set_audience(language=language, level=level)
        for step in session.steps:
            session.seek(step.id)
            words = session.scene.words
            assert (words.language, words.level) == (language, level)
            caption = session.scene.lens.caption if session.scene.lens else ""
            said = " ".join([words.title, words.body, words.describe, words.say, words.caption, caption])
            assert words.title and words.body and words.describe
            assert not re.search(r"\{\w*\}", said), (language, level, step.id)
            assert session.slider is None or not re.search(r"[{}]", session.slider.value_text)


@pytest.mark.parametrize("lesson", LESSONS)
def test_all_that_plays_ends_where_the_slider_ends_or_the_patient_is(lesson: str) -> None:
    session, clock = opened(lesson)
    for step in session.steps:
        session.seek(step.id)
        session.play()
        clock.advance(3600)
        session.tick()
        assert not session.playing
        slider = session.slider
        if slider is not None and slider.kind == "time":
            assert slider.value == slider.maximum


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_patients_own_is_strong_on_the_picture(lesson: str) -> None:
    session, _ = opened(lesson)
    for step in session.steps:
        session.seek(step.id)
        own = [label for stage in stages(session) for label in stage.labels if label.strong]
        assert bool(own) == any("{" in label for label in step.scene.labels), step.id


def test_there_is_a_lesson() -> None:
    assert LESSONS


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_step_with_a_slider_can_be_compared_and_the_pictures_differ(lesson: str) -> None:
    session, _ = opened(lesson, less_movement=True)
    for language, level in session.content.texts:
        session.set_audience(language=language, level=level)
        for step in session.steps:
            session.seek(step.id)
            assert session.comparisons or not step.slider or step.question, step.id
            if session.slider and session.slider.kind == "time":  # what helps for a time may end as it began
                session.set_driver(session.slider.driver, session.slider.maximum / 2)
            for offer in session.comparisons:
                session.compare(offer.id)
                beside = session.scene.beside
                assert beside is not None and beside.name and beside.own_name
                assert beside.name != beside.own_name
                ours = [stage.parts for stage in stages(session)]
                assert ours != [beside.stage.parts, *([beside.lens.stage.parts] if beside.lens else [])]


def test_every_shipped_model_can_be_peeled_and_each_layer_has_its_name() -> None:
    for model in library().models.values():
        names = [layer.name for layer in layers_in(model, "en", "plain")]
        assert len(set(names)) == len(names) == len(model.layers) > 1
        for layer in model.layers:
            assert {"en", "fr", "sv"} <= layer.names.keys()


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_layer_that_is_peeled_away_leaves_less_but_something_to_see(lesson: str) -> None:
    session, _ = opened(lesson, less_movement=True)
    for step in session.steps:
        session.seek(step.id)
        seen = []
        for count in range(len(session.layers)):
            session.peel(count)
            stage = session.scene.stage
            seen.append({part for part, state in stage.parts.items() if state.visible})
            assert count == 0 or all(stage.parts[part].opacity > FADED for part in seen[-1])
        gone = zip(seen[1:], session.layers, strict=False)
        assert all(left and not left & set(layer.parts) for left, layer in gone)
