"""A visit about a worn knee: which knee, which grade, what it can still do, and what may come next."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from ui.room import on_a_spiral, unhurried

from anatomy_viewer.content.library import Library
from anatomy_viewer.content.mirroring import mirrored_id
from anatomy_viewer.scene.facts import facts_of
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Text
from anatomy_viewer.ui.lesson_page import LessonPage
from anatomy_viewer.ui.theme import Look, Theme

LESSON = "knee_osteoarthritis"
CARTILAGE = "knee/cartilage/femoral"
CAP = "knee/replacement/femoral_component"


@pytest.fixture(scope="module")
def library() -> Library:
    """What is shipped."""
    return Library.load()


@pytest.fixture
def visit(library) -> Session:
    """The lesson as the clinician opens it, without movement of its own."""
    session = Session(library, clock=ManualClock(), audience=Audience(less_movement=True))
    session.open(LESSON)
    return session


def steps(session) -> set[str]:
    return {step.id for step in session.steps}


# ------------------------------------------------------------------ which knee, which grade
def test_it_is_the_patients_own_side_that_is_shown(visit):
    assert visit.scene.stage.models == ("knee",)
    left = visit.scene.stage.camera.direction
    visit.set_finding("side", "right")
    assert visit.scene.stage.models == (mirrored_id("knee"),)
    assert visit.scene.stage.camera.direction == (-left[0], left[1], left[2])
    assert "right" in visit.step_text.body
    points = {anchor.id: anchor.point for anchor in visit.model.anchors}
    assert points["pain_inner"][0] < 0 < points["pain_outer"][0], (
        "the inner side of a right knee is on the left"
    )


def test_the_picture_turns_to_where_it_hurts(visit):
    looks = {}
    for side in ("left", "right"):
        for place in ("inner", "outer"):
            visit.set_finding("side", side)
            visit.set_finding("place", place)
            visit.seek("what_you_may_feel")
            looks[side, place] = visit.scene.stage.camera.direction[0]
    assert looks["left", "inner"] > looks["left", "outer"]
    assert looks["right", "inner"] == pytest.approx(-looks["left", "inner"])


@pytest.mark.parametrize("place", ["inner", "outer", "front"])
def test_a_knee_that_bends_until_it_hurts_is_seen_from_beside(visit, place):
    """Seen from the front, the bent shin would be hidden behind the knee."""
    visit.set_finding("place", place)
    visit.seek("what_you_may_feel")
    across, forth, _ = visit.scene.stage.camera.direction
    assert abs(across) > 1.5 * abs(forth)


@pytest.mark.parametrize(
    ("findings", "there", "not_there"),
    [
        ({"kl": 1}, "not_now", "your_choice"),
        ({"kl": 3}, "your_choice", "not_now"),
        ({"kl": 3, "burden": "little"}, "not_now", "your_choice"),
        ({"overweight": "no"}, "exercise", "weight"),
    ],
)
def test_findings_pick_the_steps(visit, findings, there, not_there):
    for name, value in findings.items():
        visit.set_finding(name, value)
    assert there in steps(visit)
    assert not_there not in steps(visit)


def test_the_grade_is_told_with_its_gap_and_shows_as_wear(visit):
    visit.set_finding("kl", 4)
    visit.seek("your_grade")
    assert visit.slider.value_text == "grade 4 – severe, gap 0.4\u00a0mm"
    assert visit.scene.stage.parts[CARTILAGE].morphs["kl"] == 1.0
    visit.set_driver("kl", 2.4, held=True)
    assert visit.slider.value_text.startswith("grade between 2 and 3, gap 3")
    visit.set_driver("kl", 2.4)
    assert visit.slider.value == 2
    visit.compare("healthy")
    assert visit.scene.beside.stage.parts[CARTILAGE].morphs.get("kl", 0.0) == 0.0


# ------------------------------------------------------------------ what may be done
def test_an_injection_changes_the_lining_and_not_the_wear(visit):
    visit.seek("injection")
    redness, wear = {}, set()
    for second in (0, 5, 12):
        visit.set_driver("knee_injection", second)
        parts = visit.scene.stage.parts
        redness[second] = parts["knee/capsule"].tints["lining"][3]
        wear.add(parts[CARTILAGE].morphs["kl"])
    assert redness[5] < redness[0] == redness[12], "after half a year it is as before"
    assert wear == {0.75}


def test_a_replacement_takes_away_and_puts_in(visit):
    visit.seek("replacement")

    def seen(second):
        visit.set_driver("knee_replacement", second)
        return {
            part for part, state in visit.scene.stage.parts.items() if state.visible and state.opacity > 0.1
        }

    before, cut, after = seen(0), seen(6.5), seen(24)
    assert CARTILAGE in before - cut
    assert not any("replacement" in part for part in before | cut)
    assert {part for part in after if "replacement" in part} == {
        *(
            f"knee/replacement/{name}"
            for name in ("femoral_component", "tibial_tray", "insert", "patellar_button")
        )
    }
    assert after.isdisjoint({CARTILAGE, "knee/menisci/medial", "knee/ligaments/anterior_cruciate"})
    assert "knee/ligaments/posterior_cruciate" in after
    worn = visit.scene.stage.parts["knee/bones/femur"]
    assert (worn.morphs["kl"], worn.morphs["cut"]) == (0.0, 1.0)


def test_a_component_of_a_right_knee_comes_from_the_same_side(visit):
    visit.seek("replacement")
    visit.set_driver("knee_replacement", 5)
    left = visit.scene.stage.parts["knee/bones/patella"].translation
    visit.set_finding("side", "right")
    visit.set_driver("knee_replacement", 5)
    assert visit.scene.stage.parts["knee/bones/patella"].translation == (-left[0], left[1], left[2])


def test_it_swells_and_bends_better_from_week_to_week(visit):
    visit.seek("recovery")
    told, swelling, bend = [], [], []
    for day in (0, 1, 7, 42, 90):
        visit.set_driver("day", day)
        told.append(visit.slider.value_text)
        swelling.append(visit.scene.stage.parts["knee/capsule"].morphs["swelling"])
        bend.append(visit.scene.stage.parts[CAP].morphs["flexion"])
    assert told[2] == "day 7 – on crutches"
    assert swelling.index(max(swelling)) == 2
    assert bend == sorted(bend)
    assert bend[2] * 120 == pytest.approx(78, abs=1), "the mean bend on leaving hospital"


# ------------------------------------------------------------------ the choice and the summary
def test_both_plans_are_told_in_the_same_figures(visit):
    visit.seek("your_choice")
    points, operated, problems = facts_of(visit.step.decision, visit.text)
    assert [(fact.counts, fact.count) for fact in points] == [("points", 16), ("points", 33)]
    assert [fact.count for fact in operated] == [26, 98]
    assert [(fact.counts, fact.count) for fact in problems] == [("events", 12), ("events", 48)]
    visit.mark_value("no_operation")
    assert visit.choices.values == ("no_operation",)


# ------------------------------------------------------------------ in the window, by keyboard
@pytest.fixture
def window(qtbot, visit, library):
    """The lesson on its page, at the question that is answered with the slider."""
    visit.seek("bend_and_show")
    store = on_a_spiral(library, "knee")
    page = unhurried(LessonPage(visit, Theme(Look("light", 1.0, True)), store=store))
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    qtbot.waitExposed(page)
    page.grab()
    yield SimpleNamespace(page=page, session=visit, view=page.words.teach_back, bar=page.timebar)
    page.close_stage()


def said(window) -> str:
    QApplication.processEvents()
    return " ".join(text.words for text in window.view.findChildren(Text) if text.isVisible())


def press(window, words) -> None:
    QApplication.processEvents()
    buttons = window.page.findChildren(QAbstractButton)
    (button,) = [each for each in buttons if each.isVisible() and each.text() == words]
    QTest.keyClick(button, Qt.Key.Key_Space)
    QApplication.processEvents()


def test_the_patient_bends_it_to_where_it_hurts(window):
    session, slider = window.session, window.bar.slider
    assert not window.bar.play_button.isVisible(), "playing would give the answer away"
    QTest.keyClick(slider, Qt.Key.Key_PageDown)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert session.slider.value == 60
    press(window, "This is where")
    assert window.view.state == "wrong"
    assert "You stopped at 60° – as in walking. We had noted 90°." in said(window)

    press(window, "Show me once more")
    assert session.step.id == "what_you_may_feel", "the step with the same slider"
    press(window, "Try again")
    assert session.step.id == "bend_and_show"
    for _ in range(17):
        QTest.keyClick(slider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert session.slider.value == 85
    press(window, "This is where")
    assert window.view.state == "right", "within ten degrees"
    assert "That is what we noted too: 90°" in said(window)
    assert not window.bar.answer_button.isVisible()


def test_the_layer_is_shown_and_the_summary_holds_what_was_said(window):
    session = window.session
    session.seek("your_choice")
    session.mark_value("not_sure")
    session.seek("find_the_layer")
    window.view.answer("knee/menisci/medial")
    assert window.view.state == "wrong"
    window.view.ask_again()
    window.view.answer(CARTILAGE)
    assert window.view.state == "right"
    session.seek("summary")
    QApplication.processEvents()
    words = " ".join(text.words for text in window.page.words.findChildren(Text) if text.isVisible())
    assert "I am not sure yet" in words
    assert "Exercise helps at every grade." in words
