"""Sliders that go by grades, sliders that fall, and the figures that follow them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scene.fixture_lesson import CONTENT, LIBRARY

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.scene.readings import reading_at
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

GRADES = [
    {"id": "healthy" if at == 0 else f"grade_{at}", "at": at, "names": {"en": f"Worn {at}"}}
    for at in range(5)
]
READING = {
    "id": "gap",
    "names": {"en": "gap", "fr": "espace"},
    "unit": "mm",
    "input": [0, 2, 4],
    "output": [4.8, 3.0, 0.4],
    "step": 0.1,
}


def graded(**driver):
    """The narrowing of the pipe, in grades of 0 to 4."""
    old = CONTENT.animations["narrowing"].model_dump(mode="json", exclude_unset=True)
    opening = {"part": "pipe/tube", "property": "opacity", "input": [0, 4], "output": [1.0, 0.0]}
    return Animation.model_validate(
        old
        | {
            "driver": {"parameter": "narrow", "unit": "grade", "maximum": 4, **driver},
            "stages": GRADES,
            "channels": [opening],
            "readings": [READING],
        }
    )


def session_of(animation, words="Grade {value} – {stage}, {gap} mm", default=2):
    """The toy lesson at its slider, with another animation on it."""
    pack = LIBRARY.lessons["tight_pipe"]
    finding = pack.lesson.findings[0].model_copy(update={"maximum": 4.0, "default": default})
    lesson = pack.lesson.model_copy(update={"findings": (finding, *pack.lesson.findings[1:])})
    texts = {key: _worded(text, words) for key, text in pack.texts.items()}
    library = replace(
        LIBRARY,
        lessons={pack.id: replace(pack, lesson=lesson, texts=texts)},
        animations={**LIBRARY.animations, "narrowing": animation},
    )
    session = Session(library, clock=ManualClock())
    session.set_audience(less_movement=True)
    session.open(pack.id, "narrowing")
    return session


def _worded(text, words):
    sliders = {"narrow": text.sliders["narrow"].model_copy(update={"value": words})} if words else {}
    return text.model_copy(update={"sliders": sliders})


@pytest.mark.parametrize(
    ("value", "expected"), [(-1, 4.8), (0, 4.8), (1, 3.9), (2, 3.0), (3.5, 1.0), (9, 0.4)]
)
def test_a_reading_goes_evenly_between_its_keys(value, expected):
    reading = graded().readings[0]
    assert reading_at(reading, value) == pytest.approx(expected, abs=0.051)


def test_the_slider_says_grade_and_figure():
    session = session_of(graded(ordinal=True))
    assert session.slider.value_text == "Grade 2 – worn 2, 3 mm"
    session.set_audience(language="fr")
    session.set_driver("narrow", 1)
    assert session.slider.value_text == "Grade 1 – worn 1, 3,9 mm"


def test_without_words_of_its_own_the_slider_names_its_figures():
    session = session_of(graded(ordinal=True), words="")
    assert session.slider.value_text == "2\u00a0grade – worn 2; gap 3\u00a0mm"


def test_words_say_the_figure_of_the_patient_wherever_the_slider_is():
    session = session_of(graded(ordinal=True))
    session.set_driver("narrow", 4)
    assert session.slots["gap"] == "3"
    session.set_finding("narrow", 4)
    assert session.slots["gap"] == "0.4"


def test_between_two_grades_it_says_so():
    session = session_of(graded(ordinal=True), words="Grade {value} – {stage}")
    session.set_driver("narrow", 2.4, held=True)
    assert (session.slider.value_text, session.slider.stage) == ("Grade between 2 and 3", "")
    assert session.scene.lens.stage.parts["pipe/tube"].opacity == pytest.approx(0.4)


def test_let_go_it_lands_on_the_nearest_grade_in_one_step_of_undo():
    session = session_of(graded(ordinal=True))
    for value in (2.2, 2.7, 2.9):
        session.set_driver("narrow", value, held=True)
        session.clock.advance(5.0)
    session.set_driver("narrow", 2.9)
    assert session.slider.value == 3
    session.undo()
    assert session.slider.value == 2


def test_a_long_drag_is_one_step_of_undo_and_the_next_another():
    session = session_of(graded())
    for value in (2.5, 3.0):
        session.set_driver("narrow", value, held=True)
        session.clock.advance(5.0)
    session.set_driver("narrow", 3.0)
    session.clock.advance(5.0)
    session.set_driver("narrow", 1.0)
    session.undo()
    assert session.slider.value == 3
    session.undo()
    assert session.slider.value == 2


def test_a_slider_that_falls_begins_at_its_healthy_end():
    session = session_of(graded(worse="low"))
    slider = session.slider
    assert slider.falls
    assert (slider.share_of(4), slider.share_of(1)) == (0, 0.75)
    assert (slider.value_at(0), slider.value_at(0.75), slider.value_at(2)) == (4, 1, 0)


def test_a_parameter_that_nothing_sets_stands_at_its_healthy_end():
    falling = graded(worse="low").model_copy(
        update={"driver": graded(worse="low").driver.model_copy(update={"parameter": "breath_left"})}
    )
    session = session_of(falling, words="")
    assert session.scene.lens.stage.parts["pipe/tube"].opacity == 0.0
    assert session.slots["gap"] == "0.4"
