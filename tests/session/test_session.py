"""The running presentation: verbs in, one scene out; undo and redo are exact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene.choice_lesson import choice_library
from scene.fixture_lesson import LESSON, LIBRARY
from scene.journey_lesson import with_journey

from anatomy_viewer.content.lesson import Step
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.naming import BrokenLessonError
from anatomy_viewer.scene.state import CameraState, CutState, SceneState
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import NOTHING, Session


def opened(step: str | None = None, **audience: object) -> tuple[Session, ManualClock, list[SceneState]]:
    """A session with the made-up lesson open, its clock, and the scenes emitted after opening."""
    clock, seen = ManualClock(), []
    session = Session(LIBRARY, clock=clock, audience=Audience(**audience))  # type: ignore[arg-type]
    session.open("tight_pipe", step)
    session.scene_changed.connect(seen.append)
    return session, clock, seen


def test_nothing_is_shown_before_a_lesson_is_open() -> None:
    session = Session(LIBRARY)
    assert (session.scene, session.is_open, session.playing) == (NOTHING, False, False)
    session.set_audience(language="fr")
    session.tick()
    with pytest.raises(RuntimeError, match="no lesson is open"):
        _ = session.lesson


def test_opening_shows_the_first_step_with_the_usual_findings() -> None:
    session, _, _ = opened()
    assert (session.step.id, session.step_index, session.view) == ("pump", 0, "front")
    assert session.choices.findings == {"narrow": 70, "pipe": "left", "pulse": 60}
    assert session.scene.words.title == "en plain pump"


def test_an_unknown_lesson_or_step_is_named() -> None:
    session, _, _ = opened()
    with pytest.raises(LookupError, match=r'There is no lesson "tight". Did you mean "tight_pipe"'):
        session.open("tight")
    with pytest.raises(LookupError, match=r'no step "narow". Did you mean "narrowing"'):
        session.seek("narow")


def test_next_and_back_stop_at_the_ends() -> None:
    session, _, seen = opened()
    session.back()
    assert seen == []
    for _ in range(10):
        session.next()
    assert session.step.id == "show"
    assert len(seen) == 4


def test_a_verb_emits_once_and_one_that_changes_nothing_is_silent() -> None:
    session, _, seen = opened("narrowing")
    session.hide("pump/wall")
    session.set_audience(level="detailed")
    assert len(seen) == 2
    session.show_all()
    session.show_all()
    session.set_audience(level="detailed")
    assert len(seen) == 3


def test_a_cue_plays_when_its_step_opens_and_ends() -> None:
    session, clock, seen = opened("narrowing")
    assert session.playing and session.slider is not None and session.slider.value == 0
    clock.advance(5)
    session.tick()
    assert not session.playing and session.slider.value_text == "70 % narrow – tight"
    assert len(seen) == 1


def test_under_less_movement_the_cue_is_at_its_end_at_once() -> None:
    session, clock, seen = opened("narrowing", less_movement=True)
    assert session.slider is not None and session.slider.value == 70
    clock.advance(1)
    session.tick()
    assert (seen, session.scene.moving) == ([], False)


def test_tick_is_silent_when_nothing_moves() -> None:
    session, clock, seen = opened("inside")
    clock.advance(1)
    session.tick()
    assert seen == []


def test_pausing_holds_and_playing_goes_on() -> None:
    session, clock, _ = opened("narrowing")
    clock.advance(2)
    session.pause()
    clock.advance(60)
    session.tick()
    assert session.slider is not None and session.slider.value == 35
    session.play()
    clock.advance(2)
    session.tick()
    assert session.slider.value == 70


def test_playing_again_starts_from_the_beginning() -> None:
    session, clock, _ = opened("narrowing")
    clock.advance(10)
    session.tick()
    session.play()
    assert session.slider is not None and session.slider.value == 0 and session.playing


def test_a_slider_let_go_midway_plays_on_from_there() -> None:
    session, clock, _ = opened("narrowing")
    session.set_driver("narrow", 20)
    assert not session.playing
    session.play()
    clock.advance(0.01)
    session.tick()
    assert session.slider is not None and session.slider.value == pytest.approx(20, abs=1)


def test_the_slider_keeps_within_its_limits_and_to_the_steps_drivers() -> None:
    session, _, _ = opened("narrowing")
    session.set_driver("narrow", 300)
    assert session.slider is not None and session.slider.value == 100
    with pytest.raises(LookupError, match=r'no slider "tightness". There are: narrow'):
        session.set_driver("tightness", 1)


def test_treatments_that_run_together_follow_one_slider() -> None:
    session, _, _ = opened("mending")
    session.set_driver("mending", 7)
    assert session.choices.drivers == {"mending": 7, "patching": 4}
    assert session.scene.stage.parts["pipe/tube"].visible


def test_a_treatment_waits_until_it_is_played() -> None:
    session, clock, _ = opened("mending")
    assert not session.playing and session.slider is not None and session.slider.value == 0
    session.play()
    clock.advance(3)
    session.tick()
    assert session.slider.value == pytest.approx(3)


def test_a_finding_changes_words_steps_and_picture() -> None:
    session, _, _ = opened("narrowing", less_movement=True)
    session.set_finding("narrow", 30)
    session.set_finding("pipe", "right")
    assert session.step_text.body == "Your right pipe is 30 % narrow: open."
    assert [step.id for step in session.steps] == ["pump", "narrowing", "inside", "show"]
    assert session.choices.given == {"narrow", "pipe"}
    assert session.scene.stage.parts["pump/pipes/right"].emphasis == 1


def test_a_step_that_no_longer_fits_is_left_for_the_next() -> None:
    session, _, _ = opened("mending")
    session.set_finding("narrow", 10)
    assert session.step.id == "inside"
    session.undo()
    assert session.step.id == "mending"


def test_impossible_findings_are_refused_and_numbers_kept_in_range() -> None:
    session, _, seen = opened()
    with pytest.raises(LookupError, match=r'no finding "narow". Did you mean "narrow"'):
        session.set_finding("narow", 3)
    with pytest.raises(ValueError, match=r'no pipe "middle". There are: left, right'):
        session.set_finding("pipe", "middle")
    for text in ("much", "nan", "inf"):
        with pytest.raises(ValueError, match=f'"{text}" is not a number, which narrow needs'):
            session.set_finding("narrow", text)
    assert seen == []
    session.set_finding("narrow", 1000)
    assert session.choices.findings["narrow"] == 100


def test_a_new_pulse_goes_on_from_the_phase_the_heart_is_in() -> None:
    session, clock, _ = opened()
    clock.advance(10.3)
    session.tick()
    before = session.scene.stage.parts["pump/wall"].morphs["beat"]
    session.set_finding("pulse", 120)
    assert session.scene.stage.parts["pump/wall"].morphs["beat"] == pytest.approx(before)
    clock.advance(0.25)
    session.tick()
    assert session.scene.stage.parts["pump/wall"].morphs["beat"] == pytest.approx((before + 0.5) % 1)


def test_preferences_that_do_not_exist_are_refused() -> None:
    session, _, _ = opened()
    with pytest.raises(ValueError, match="no preference is called 'langauge'"):
        session.set_audience(langauge="fr")
    with pytest.raises(ValueError, match="no level is called 'easy'"):
        session.set_audience(level="easy")
    session.set_audience(text_scale=9)
    assert session.choices.audience.text_scale == 2


def test_isolating_twice_brings_all_back() -> None:
    session, _, _ = opened()
    session.isolate("pump/wall")
    assert not session.scene.stage.parts["pump/pipes/left"].visible
    session.isolate("pump/wall")
    assert session.scene.stage.parts["pump/pipes/left"].visible


def test_what_a_step_fades_can_be_made_solid_and_glass_again() -> None:
    session, _, _ = opened("narrowing")
    shades = []
    for _ in range(3):
        shades.append(session.scene.stage.parts["pump/wall/inner"].opacity)
        session.fade("pump/wall/inner")
    assert shades == [0.18, 1.0, 0.18]


def test_hiding_what_was_isolated_shows_the_rest() -> None:
    session, _, _ = opened()
    session.isolate("pump/wall")
    session.hide("pump/wall")
    visible = {part for part, state in session.scene.stage.parts.items() if state.visible}
    assert visible == {"pump/pipes/left", "pump/pipes/right"}


def test_home_puts_back_camera_cut_and_parts() -> None:
    session, clock, _ = opened()
    start = session.scene.stage
    session.look_from("inside")
    session.hide("pump/wall")
    assert (session.view, session.scene.stage.cut is None) == ("inside", False)
    session.home()
    clock.advance(1)
    session.tick()
    assert session.scene.stage.camera == start.camera
    assert session.scene.stage.cut is None
    assert session.scene.stage.parts["pump/wall"].visible
    assert session.view == "front"


def test_a_view_is_reached_by_a_glide_and_at_once_under_less_movement() -> None:
    session, clock, _ = opened("inside")
    session.look_from("front")
    assert session.scene.stage.camera.height == 60
    clock.advance(0.7)
    session.tick()
    assert session.scene.stage.camera.height == 120
    calm, _, _ = opened("inside", less_movement=True)
    calm.look_from("front")
    assert calm.scene.stage.camera.height == 120


def test_a_flight_starts_from_what_is_shown_also_in_the_middle_of_another() -> None:
    session, clock, _ = opened("inside")
    session.look_from("front")
    clock.advance(0.2)
    session.tick()
    shown = session.scene.stage.camera
    session.look_from("inside")
    assert session.scene.stage.camera == shown


def test_a_whole_turn_of_the_model_is_one_step_of_undo() -> None:
    session, clock, _ = opened()
    for height in (100.0, 90.0, 80.0):
        clock.advance(5)
        session.look_from(CameraState(height=height), settle=False)
    session.look_from(CameraState(height=70.0))
    session.look_from(CameraState(height=60.0))
    session.undo()
    assert session.choices.camera == CameraState(height=70.0)
    session.undo()
    assert (session.choices.camera, session.can_undo) == (None, False)


def test_a_slider_dragged_is_one_step_of_undo_and_moved_later_another() -> None:
    session, clock, _ = opened("narrowing")
    for value in (10, 20, 30):
        clock.advance(0.1)
        session.set_driver("narrow", value)
    clock.advance(5)
    session.set_driver("narrow", 90)
    session.undo()
    assert session.choices.drivers == {"narrow": 30}
    session.undo()
    assert session.choices.drivers == {}


def test_opening_the_same_lesson_keeps_the_findings() -> None:
    session, _, _ = opened()
    session.set_finding("narrow", 55)
    session.open("tight_pipe", "narrowing")
    assert (session.step.id, session.choices.findings["narrow"]) == ("narrowing", 55)


def test_a_teach_back_is_re_taught_and_never_ends_in_failure() -> None:
    session, _, _ = opened("show")
    states = [session.answer("where", part).state for part in ("pump/wall", "pump/pipes/right", "pump/wall")]
    assert states == ["wrong", "teach_again", "ask_clinician"]
    session.undo()
    assert session.answer("where", "pump/pipes/left").state == "right"
    assert session.choices.answers[-1].tries == 3
    with pytest.raises(LookupError, match=r'no question "when"'):
        session.answer("when", "now")


def test_a_step_can_be_marked_to_ask_about() -> None:
    session, _, _ = opened()
    session.mark_question()
    assert session.choices.questions == ("pump",)
    session.mark_question()
    assert session.choices.questions == ()


def test_what_matters_to_the_patient_is_noted_taken_back_and_forgotten() -> None:
    session = Session(choice_library(), clock=ManualClock())
    session.open("tight_pipe", "choice")
    session.mark_value("quiet")
    session.mark_value("unsure")
    assert session.choices.values == ("quiet", "unsure")
    session.mark_value("quiet")
    assert session.choices.values == ("unsure",)
    session.undo()
    assert session.choices.values == ("quiet", "unsure")
    session.forget()
    assert session.choices.values == ()


def test_a_value_that_the_step_has_not_is_named() -> None:
    session, _, _ = opened()
    with pytest.raises(LookupError, match=r'no value "quiet"'):
        session.mark_value("quiet")


def test_forgetting_leaves_nothing_of_the_visit() -> None:
    session, _, _ = opened("narrowing")
    first = Session(LIBRARY, clock=ManualClock())
    first.open("tight_pipe")
    session.set_finding("narrow", 12)
    session.answer("where", "pump/wall")
    session.set_audience(language="fr")
    session.forget()
    assert (session.choices, session.can_undo, session.can_redo) == (first.choices, False, False)


def test_why_names_steps_findings_and_words() -> None:
    session, _, _ = opened()
    session.set_finding("narrow", 20)
    session.set_audience(language="fr")
    told = {(reason.kind, reason.subject) for reason in session.why()}
    assert ("step_hidden", "fr plain mending") in told
    assert ("own_value", "How narrow") in told
    assert ("usual_value", "Which pipe") in told
    hidden = next(reason for reason in session.why() if reason.kind == "step_hidden")
    assert [(ground.name, ground.value, ground.given) for ground in hidden.grounds] == [
        ("How narrow", "20\u00a0%", True)
    ]
    chosen = {reason.kind: reason.chosen for reason in session.why() if reason.kind in ("level", "language")}
    assert chosen == {"level": False, "language": True}


Verb = Callable[[Session, ManualClock], object]
PARTS = st.sampled_from(["pump/wall", "pump/pipes", "pump/pipes/left", "pipe/wall"])


def wait(seconds: float) -> Verb:
    def run(session: Session, clock: ManualClock) -> None:
        clock.advance(seconds)
        session.tick()

    return run


def slide(value: float) -> Verb:
    def run(session: Session, clock: ManualClock) -> None:
        if session.slider is not None:
            session.set_driver(session.slider.driver, value)

    return run


def on_part(verb: str, part: str) -> Verb:
    def run(session: Session, clock: ManualClock) -> None:
        if any(one.startswith(part) for one in session.scene.stage.parts):
            getattr(session, verb)(part)
            return
        with pytest.raises(LookupError, match=f'no part "{part}"'):
            getattr(session, verb)(part)

    return run


verbs: st.SearchStrategy[Verb] = st.one_of(
    st.floats(0, 5).map(wait),
    st.floats(-10, 200).map(slide),
    st.builds(on_part, st.sampled_from(["isolate", "hide", "fade", "xray"]), PARTS),
    st.floats(0, 120).map(lambda v: lambda s, c: s.set_finding("narrow", v)),
    st.sampled_from(["left", "right"]).map(lambda v: lambda s, c: s.set_finding("pipe", v)),
    st.sampled_from(["en", "fr", "sv"]).map(lambda v: lambda s, c: s.set_audience(language=v)),
    st.booleans().map(lambda v: lambda s, c: s.set_audience(less_movement=v)),
    st.booleans().map(lambda v: lambda s, c: s.look_from(CameraState(height=50.0), settle=v)),
    st.sampled_from(
        [
            lambda s, c: s.next(),
            lambda s, c: s.back(),
            lambda s, c: s.play(),
            lambda s, c: s.pause(),
            lambda s, c: s.show_all(),
            lambda s, c: s.home(),
            lambda s, c: s.cut(CutState((0, 0, 0), (1, 0, 0))),
            lambda s, c: s.cut(None),
            lambda s, c: s.answer("where", "pump/wall"),
            lambda s, c: s.mark_question(),
            lambda s, c: s.undo(),
            lambda s, c: s.redo(),
        ]
    ),
)


def settled(choices: Choices) -> Choices:
    """What was chosen, without the glide that brought the camera there."""
    return replace(choices, flight=None)


@settings(max_examples=40)
@given(st.lists(verbs, max_size=20))
def test_any_verbs_leave_a_valid_session_that_undoes_and_redoes_exactly(sequence: list[Verb]) -> None:
    session, clock, seen = opened()
    for verb in sequence:
        before = len(seen)
        verb(session, clock)
        assert len(seen) - before <= 1
        assert session.scene == compose(session.content, session.choices, clock.now())
        assert session.choices.step in [step.id for step in session.steps]
    _assert_walks_back_and_forth(session, clock)


def _assert_walks_back_and_forth(session: Session, clock: ManualClock) -> None:
    while session.can_redo:
        session.redo()
    walked = [settled(session.choices)]
    while session.can_undo:
        session.undo()
        walked.append(settled(session.choices))
        assert session.scene == compose(session.content, session.choices, clock.now())
    assert (session.choices.hidden, session.choices.answers, session.choices.given) == ((), (), frozenset())
    for choices in reversed(walked[:-1]):
        session.redo()
        assert settled(session.choices) == choices
    assert not session.can_redo


def test_a_slider_put_by_hand_is_forgotten_with_its_step() -> None:
    session, clock, _ = opened("narrowing")
    session.set_driver("narrow", 5)
    session.next()
    session.back()
    clock.advance(10)
    session.tick()
    assert session.slider is not None and session.slider.value == 70


def test_the_camera_does_not_glide_from_one_organ_to_another() -> None:
    session, _, _ = opened("narrowing")
    session.next()
    assert session.scene.stage.models == ("pipe",)
    assert session.scene.stage.camera.height == 12


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"when": "narow > 3"}, '"narow" is not a finding'),
        ({"scene": {"model": "pomp"}}, 'There is no model "pomp"'),
    ],
)
def test_a_lesson_that_contradicts_itself_is_refused_and_the_one_shown_stays(
    change: dict[str, object], said: str
) -> None:
    session, _, seen = opened("narrowing")
    steps = [*LESSON.steps[:3], Step.model_validate({**LESSON.steps[3].model_dump(), **change})]
    broken = replace(
        LIBRARY.lessons["tight_pipe"], lesson=LESSON.model_copy(update={"id": "odd", "steps": tuple(steps)})
    )
    session.library = replace(LIBRARY, lessons={**LIBRARY.lessons, "odd": broken})
    with pytest.raises(BrokenLessonError, match=re.escape(f'because of its step "inside": {said}')):
        session.open("odd")
    assert (session.lesson.id, session.step.id, seen) == ("tight_pipe", "narrowing", [])


def test_a_way_into_another_model_can_be_hurried_and_taken_back() -> None:
    clock = ManualClock()
    session = Session(with_journey(LIBRARY), clock=clock)
    session.open("tight_pipe", "narrowing")
    session.next()
    assert session.scene.journey is not None and session.scene.moving
    session.arrive()
    assert session.scene.journey is None and session.scene.stage.models == ("pipe",)
    session.undo()
    assert session.step.id == "narrowing"
    assert session.scene.journey is not None and session.scene.journey.inner.models == ("pipe",)
    clock.advance(10)
    session.tick()
    assert session.scene.journey is None
    session.arrive()
    assert session.step.id == "narrowing"
