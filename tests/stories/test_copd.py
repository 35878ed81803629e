"""Visits about narrow airways: COPD from mild to severe, and the same lesson for somebody with asthma."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication
from ui.room import on_a_spiral, unhurried

from anatomy_viewer.content.library import Library
from anatomy_viewer.scene.facts import facts_of
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Text
from anatomy_viewer.ui.lesson_page import LessonPage
from anatomy_viewer.ui.theme import Look, Theme

AIR, MUCOSA, WALLS = "airway/lumen", "airway/mucosa", "alveoli/walls"


@pytest.fixture(scope="module")
def library() -> Library:
    """What is shipped."""
    return Library.load()


@pytest.fixture
def visit(library) -> Session:
    """The lesson about COPD, without movement of its own."""
    session = Session(library, clock=ManualClock(), audience=Audience(less_movement=True))
    session.open("copd:copd")
    return session


@pytest.fixture
def asthma(library) -> Session:
    """The same lesson as somebody with asthma meets it."""
    session = Session(library, clock=ManualClock(), audience=Audience(less_movement=True))
    session.open("copd:asthma")
    return session


def steps(session) -> set[str]:
    return {step.id for step in session.steps}


def part(session, name):
    return session.scene.stage.parts[name]


def flow(session, name):
    return {each.part: each for each in session.scene.stage.flows}[name]


# ------------------------------------------------------------------ which of the two it is
def test_each_illness_is_found_by_its_own_name_and_code(library, visit, asthma):
    assert library.with_code("J44.9").id == "copd:copd"
    assert library.with_code("J45.909").id == "copd:asthma"
    assert [entry.id for entry in library.search("astma", "sv")][:1] == ["copd:asthma"]
    assert (visit.title, asthma.title) == ("COPD", "Asthma")


def test_each_hears_only_of_their_own_illness(visit, asthma):
    copd, other = steps(visit), steps(asthma)
    assert {"narrow_airway", "air_trapped", "lost_walls", "flare_up", "exercise_course"} <= copd - other
    assert {"asthma_airway", "asthma_first_aid", "asthma_reliever", "asthma_steroid"} <= other - copd
    assert {"your_lungs", "air_sacs", "inhaler", "show_me_where", "summary"} <= copd & other


@pytest.mark.parametrize(
    ("findings", "there", "not_there"),
    [
        ({"smoking": "never"}, "what_you_can_do", "stop_smoking"),
        ({"smoking": "stopped"}, "stop_smoking", "keep_smoking"),
        ({"smoking": "yes"}, "keep_smoking", "steroid_choice"),
        ({"fev1_pct": 45, "flare_ups": "more"}, "steroid_choice", "asthma_steroid"),
        ({"fev1_pct": 70, "flare_ups": "more"}, "flare_up", "steroid_choice"),
        ({"fev1_pct": 45, "flare_ups": "none"}, "flare_up", "steroid_choice"),
    ],
)
def test_findings_pick_the_steps(visit, findings, there, not_there):
    for name, value in findings.items():
        visit.set_finding(name, value)
    assert there in steps(visit)
    assert not_there not in steps(visit)


# ------------------------------------------------------------------ what one sees
@pytest.mark.parametrize(
    ("fev1", "grade"), [(90, "mild"), (80, "mild"), (79, "moderate"), (50, "moderate"), (49, "severe")]
)
def test_the_grade_is_that_of_the_guideline(visit, fev1, grade):
    visit.set_audience(level="standard")
    visit.set_finding("fev1_pct", fev1)
    visit.seek("narrow_airway")
    assert visit.slider.value_text.endswith(grade)


def test_the_slider_runs_from_healthy_to_ill(visit):
    visit.set_finding("fev1_pct", 25)
    visit.seek("narrow_airway")
    assert visit.slider.falls
    assert visit.slider.share_of(120) < visit.slider.share_of(25)
    assert part(visit, MUCOSA).morphs["narrowing"] == 0.8
    visit.compare("healthy")
    assert visit.scene.beside.stage.parts[MUCOSA].morphs.get("narrowing", 0.0) == 0.0


def test_less_air_flows_the_narrower_it_is(visit):
    seen = []
    for fev1 in (110, 60, 20):
        visit.set_finding("fev1_pct", fev1)
        visit.seek("narrow_airway")
        seen.append(flow(visit, AIR).amount)
    assert seen == sorted(seen, reverse=True)
    assert seen[0] == 1.0


def test_air_goes_in_and_out(visit):
    visit.set_audience(less_movement=False)
    visit.seek("narrow_airway")
    visit.arrive()
    speeds = []
    for _ in range(40):
        visit.clock.advance(0.2)
        visit.tick()
        speeds.append(flow(visit, AIR).speed)
    assert min(speeds) < 0 < max(speeds)


def test_the_lungs_grow_and_their_walls_go(visit):
    visit.set_finding("fev1_pct", 26)
    visit.seek("what_you_may_feel")
    assert part(visit, "lungs/diaphragm").morphs["hyperinflation"] == 1.0
    visit.seek("lost_walls")
    shares = []
    for second in (0, 4, 9):
        visit.set_driver("emphysema_growth", second)
        shares.append(part(visit, WALLS).morphs["emphysema"])
    assert shares == pytest.approx([0.0, 0.375, 1.0])


def test_one_knows_where_one_is(visit):
    visit.seek("air_sacs")
    visit.arrive()
    assert visit.scene.inset.model == "the lungs"
    assert visit.scene.stage.models == ("alveoli",)


# ------------------------------------------------------------------ smoke, medicine, choice
def test_those_who_stop_lose_less(visit):
    visit.set_finding("smoking", "yes")
    visit.seek("keep_smoking")
    ends = {line.name: line.points[-1][1] for line in visit.scene.chart.lines}
    assert ends["men who smoked on"] < 2 * ends["men who stopped"] < 0
    assert ends["women who smoked on"] < 2 * ends["women who stopped"] < 0
    visit.set_driver("smoking_on", 11)
    visit.compare("option:stop_smoking")
    here, beside = (stage.parts["lungs/right/lower_lobe"] for stage in both(visit))
    assert here.morphs["hyperinflation"] > beside.morphs["hyperinflation"]
    assert here.tints["soot"][3] > beside.tints["soot"][3] > 0.0  # soot stays, but no more is added


def both(session):
    return session.scene.stage, session.scene.beside.stage


def test_the_medicine_lets_the_muscle_go_and_the_thick_wall_stays(visit):
    visit.set_finding("fev1_pct", 30)
    visit.seek("opening_medicine")
    visit.set_driver("reliever", 8)
    assert part(visit, MUCOSA).morphs["narrowing"] == pytest.approx(0.8 * 0.92)


def test_a_reliever_leaves_the_swelling_and_a_steroid_takes_it(asthma):
    asthma.seek("asthma_reliever")
    asthma.set_driver("reliever", 8)
    reliever = part(asthma, MUCOSA)
    asthma.seek("asthma_steroid")
    asthma.set_driver("inhaled_steroid", 8)
    steroid = part(asthma, MUCOSA)
    assert reliever.morphs["spasm"] == 0.0
    assert reliever.morphs["swelling"] == pytest.approx(0.8)
    assert steroid.morphs["swelling"] == pytest.approx(0.08)
    assert steroid.color[3] < reliever.color[3]


def test_gain_and_harm_of_a_steroid_are_shown_alike(visit):
    visit.set_finding("fev1_pct", 45)
    visit.set_finding("flare_ups", "more")
    visit.seek("steroid_choice")
    flares, pneumonia, deaths = facts_of(visit.step.decision, visit.text)
    assert [(fact.counts, fact.count) for fact in flares] == [("events", 97), ("events", 85)]
    assert [(fact.counts, fact.count) for fact in pneumonia] == [("people", 13), ("people", 20)]
    assert [fact.count for fact in deaths] == [14, 13]


# ------------------------------------------------------------------ taught back, in the window
@pytest.fixture
def window(qtbot, asthma, library):
    """The lesson for asthma on its page, at the question about the muscle."""
    asthma.seek("show_me_where")
    store = on_a_spiral(library, "lungs", "airway", "alveoli")
    page = unhurried(LessonPage(asthma, Theme(Look("light", 1.0, True)), store=store))
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    qtbot.waitExposed(page)
    page.grab()
    yield SimpleNamespace(page=page, session=asthma, view=page.words.teach_back)
    page.close_stage()


def test_the_patient_shows_and_tells_and_takes_it_home(window):
    session, view = window.session, window.view
    view.answer("airway/adventitia")
    assert view.state == "wrong"
    view.ask_again()
    view.answer("airway/muscle")
    assert view.state == "right"

    session.seek("summary")
    QApplication.processEvents()
    words = " ".join(text.words for text in window.page.words.findChildren(Text) if text.isVisible())
    assert "Too breathless to finish a sentence" in words
    assert "Your inhaler works only if the medicine gets deep into your lungs." in words
