"""A slider in the headset that goes by grades, and a question that is answered by where it is set."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from anatomy_viewer.content.library import Library
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_vr.answers import told_answers
from anatomy_vr.hands import SCRUB_SECONDS, Stick
from anatomy_vr.inputs import HandInput, Inputs
from anatomy_vr.panel_layout import HEIGHT, WIDTH, button_boxes, slider_box, slider_share, target_at
from anatomy_vr.panel_words import Reading, panel_of
from anatomy_vr.poses import Pose
from anatomy_vr.rays import Touch
from anatomy_vr.teaching import TeachBack, teaching_step

FRAME = 1 / 60


@pytest.fixture(scope="module")
def library():
    return Library.load()


@pytest.fixture
def visit(library):
    session = Session(library, clock=ManualClock())
    session.set_audience(less_movement=True)
    session.open("knee_osteoarthritis")
    return SimpleNamespace(session=session, teach=TeachBack(session))


def panel(visit):
    return panel_of(visit.session, visit.teach, Reading(page="words"))


def push(visit, stick, amount, frames):
    """Hold the right stick up for some frames, as far as the session's clock goes with it."""
    still = Pose((0.0, 1.0, 0.0))
    for _ in range(frames):
        hand = HandInput(still, still, stick=(0.0, amount))
        visit.session.clock.advance(FRAME)
        stick.scrub(Inputs(right=hand), FRAME, visit.session)


def test_the_stick_glides_between_grades_and_lands_on_one(visit):
    visit.session.seek("your_grade")
    visit.session.set_driver("kl", 1)
    stick = Stick()
    push(visit, stick, 1.0, round(SCRUB_SECONDS / FRAME * 0.35))
    assert 2.1 < visit.session.slider.value < 2.7
    assert slider_share(panel(visit)) == pytest.approx(visit.session.slider.value / 4)
    push(visit, stick, 0.0, 2)
    assert visit.session.slider.value in (2, 3)


def test_the_panel_offers_the_slider_and_the_answer(visit):
    session, teach = visit.session, visit.teach
    session.seek("bend_and_show")
    session.set_driver("flexion", 50)
    shown = panel(visit)
    assert shown.slider is not None
    button = next(each for each in shown.buttons if each.words == "This is where")
    teach.answer(button.id.removeprefix("option:"))
    assert teach.stand == "wrong"
    assert "You stopped at 50° – as in walking" in panel(visit).body
    assert told_answers(session, str)[-1].endswith("50° – as in walking, to be shown again")
    assert teaching_step(session.steps, session.step).id == "what_you_may_feel"
    teach.ask_again()
    session.set_driver("flexion", 84)
    button = next(each for each in panel(visit).buttons if each.words == "This is where")
    teach.answer(button.id.removeprefix("option:"))
    assert teach.stand == "right"


@pytest.mark.parametrize("lesson", ["coronary_artery_disease", "copd", "knee_osteoarthritis"])
def test_no_button_lies_on_the_slider_or_outside_of_the_panel(library, lesson):
    session = Session(library, clock=ManualClock())
    session.open(lesson)
    teach = TeachBack(session)
    for step in session.steps:
        session.seek(step.id)
        shown = panel_of(session, teach, Reading(page="words"))
        boxes, line = button_boxes(shown), slider_box(shown)
        assert len(boxes) == len(shown.buttons)
        for box in boxes.values():
            assert box.y >= 92
            assert line is None or box.y >= line.y + line.height + 12


def test_every_button_of_a_question_about_the_slider_has_its_own_place(visit):
    visit.session.seek("bend_and_show")
    shown = panel(visit)
    assert shown.slider is not None
    assert len(shown.buttons) == 5
    assert len({box.y for box in button_boxes(shown).values()}) == 1
    middle = slider_box(shown)
    touch = Touch((middle.x + 5.0) / WIDTH, (middle.y + 5.0) / HEIGHT, 1.0)
    assert target_at(shown, touch) == "slider"
