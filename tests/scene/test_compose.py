"""Content, choices and a time make a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene.fixture_lesson import CONTENT, LESSON, PUMP

from anatomy_viewer.content.lesson import Step
from anatomy_viewer.scene.camera import Flight, camera_of
from anatomy_viewer.scene.choices import Audience, Choices, Playback
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.instant import instant
from anatomy_viewer.scene.parts import FADED
from anatomy_viewer.scene.state import CutState, SceneState

FINDINGS: Mapping[str, float | str] = {"narrow": 70.0, "pipe": "left", "pulse": 60.0}
DONE = Playback(played=100.0)


def at(step: str, time: float = 0.0, **changes: object) -> SceneState:
    choices = Choices(lesson=LESSON.id, step=step, findings=FINDINGS, playback=DONE)
    return compose(CONTENT, replace(choices, **changes), time)  # type: ignore[arg-type]


def test_the_rest_pose_hides_what_is_hidden_by_default() -> None:
    parts = at("pump").stage.parts
    assert [part for part, state in parts.items() if not state.visible] == ["pump/patch"]
    assert set(parts) == {part.id for part in PUMP.parts}


def test_the_heart_beats_at_the_patients_own_pulse() -> None:
    phases = [
        at("pump", t, findings={**FINDINGS, "pulse": 90.0}).stage.parts["pump/wall"].morphs["beat"]
        for t in (0, 0.25, 1)
    ]
    assert phases == pytest.approx([0, 0.375, 0.5])


def test_a_pulse_beyond_the_models_limits_is_kept_within_them() -> None:
    assert (
        at("pump", 0.25, findings={**FINDINGS, "pulse": 900.0}).stage.parts["pump/wall"].morphs["beat"] == 0.5
    )


def test_less_movement_stops_the_beat_and_the_flight() -> None:
    calm = Audience(less_movement=True)
    flight = Flight(camera_of(PUMP.views[1]), 0.0)
    scene = at("pump", 0.3, audience=calm, flight=flight)
    assert scene.stage.parts["pump/wall"].morphs["beat"] == 0.0
    assert scene.stage.camera == camera_of(PUMP.home)
    assert (scene.moving, scene.calm, scene.time) == (False, True, 0.0)


def test_a_step_highlights_fades_and_names_the_patients_own() -> None:
    stage = at("narrowing").stage
    assert stage.parts["pump/pipes/left"].emphasis == 1.0
    assert stage.parts["pump/pipes/right"].emphasis == 0.0
    assert stage.parts["pump/wall/inner"].opacity == FADED
    assert stage.parts["pump/wall"].opacity == 1.0
    assert [(label.text, label.strong) for label in stage.labels] == [("Left pipe", True), ("Wall", False)]
    assert stage.labels[0].anchor == (-10, 5, 3)


def test_the_lens_shows_its_own_model_and_tells_how_much_larger() -> None:
    lens = at("narrowing").lens
    assert lens is not None
    assert lens.stage.models == ("pipe",)
    assert lens.stage.parts["pipe/wall"].morphs["narrow"] == pytest.approx(0.680, abs=0.001)
    assert (lens.anchor, lens.anchor_part, lens.magnification) == ((-10, 5, 3), "pump/pipes/left", 8)
    assert lens.caption == "Inside, 8 times larger"
    assert lens.stage.cut is not None
    assert lens.stage.flows[0].speed == pytest.approx(25)


def test_a_caption_that_keeps_silent_is_completed() -> None:
    lens = at("narrowing", audience=Audience(level="detailed", language="fr")).lens
    assert lens is not None and lens.caption == "Inside. Dessiné 8 fois plus grand"


def test_the_lens_follows_the_patients_side() -> None:
    lens = at("narrowing", findings={**FINDINGS, "pipe": "right"}).lens
    assert lens is not None and lens.anchor_part == "pump/pipes/right"


def test_a_cue_glides_from_its_start_to_the_patients_value() -> None:
    shown = [instant(CONTENT, _playing(), t).slider.value for t in (0, 1, 2, 3, 4, 9)]  # type: ignore[union-attr]
    assert shown == sorted(shown)
    assert (shown[0], shown[2], shown[-1]) == (0, 35, 70)


def _playing() -> Choices:
    return Choices(lesson=LESSON.id, step="narrowing", findings=FINDINGS, playback=Playback(True, 0.0))


def test_the_scene_is_still_once_the_cue_has_ended() -> None:
    calm = replace(_playing(), audience=Audience(less_movement=True))
    assert compose(CONTENT, _playing(), 1.0).moving
    assert not compose(CONTENT, calm, 1.0).moving


def test_a_slider_put_by_hand_wins_over_the_cue() -> None:
    lens = at("narrowing", drivers={"narrow": 0.0}).lens
    assert lens is not None and lens.stage.parts["pipe/wall"].morphs == {"narrow": 0.0}


def test_a_layer_shows_what_is_hidden_by_default_when_its_time_comes() -> None:
    early, late = (at("mending", playback=Playback(played=t)).stage.parts for t in (1.0, 7.0))
    assert (early["pipe/tube"].visible, late["pipe/tube"].visible) == (False, True)
    assert early["pipe/wall"].morphs["narrow"] > 0.5 > 0.1 > late["pipe/wall"].morphs["narrow"]


def test_a_step_opens_the_model_along_its_view() -> None:
    assert at("inside").stage.cut == CutState((0, 0, 0), (0, 1, 0))
    assert at("inside", cut_chosen=True).stage.cut is None
    assert not any(at("inside").stage.parts[f"pump/pipes/{side}"].visible for side in ("left", "right"))


def test_the_viewers_choices_come_last() -> None:
    alone = at("narrowing", isolated=("pump/pipes",)).stage.parts
    assert {part for part, state in alone.items() if state.visible} == {"pump/pipes/left", "pump/pipes/right"}
    without = at("narrowing", hidden=("pump/wall",)).stage
    assert not without.parts["pump/wall/inner"].visible
    assert [label.part for label in without.labels] == ["pump/pipes/left"]
    assert at("narrowing", solid=("pump/wall/inner",)).stage.parts["pump/wall/inner"].opacity == 1.0
    assert at("narrowing", faded=("pump/wall",)).stage.parts["pump/wall/inner"].opacity == FADED


def test_words_carry_the_patients_values_and_what_is_exaggerated() -> None:
    words = at("narrowing", audience=Audience(language="fr-CA")).words
    assert (words.language, words.level) == ("fr", "plain")
    assert words.body == "Your left pipe is 70 % narrow: serré."
    assert words.notes == ("Beating (fr): Dessiné 2 fois plus grand", "Le tuyau est dessiné plus large.")


def test_the_words_keep_still_while_the_slider_moves() -> None:
    assert at("narrowing", drivers={"narrow": 0.0}).words == at("narrowing").words


def test_a_missing_level_or_language_falls_back_without_mixing() -> None:
    assert at("pump", audience=Audience(level="standard")).words.level in ("plain", "detailed")
    assert at("pump", audience=Audience(language="fi")).words.language == "en"


def test_a_view_glides_and_arrives() -> None:
    start = camera_of(PUMP.views[1])
    heights = [at("pump", t, flight=Flight(start, 0.0)).stage.camera.height for t in (0, 0.2, 0.4, 0.7)]
    assert heights == sorted(heights)
    assert (heights[0], heights[-1]) == (60, 120)


def test_a_step_that_does_not_exist_is_named() -> None:
    with pytest.raises(LookupError, match='no step "nowhere"'):
        at("nowhere")


steps = st.sampled_from([step.id for step in LESSON.steps])
audiences = st.builds(
    Audience,
    language=st.sampled_from(["en", "fr", "sv"]),
    level=st.sampled_from(["plain", "standard", "detailed"]),
    less_movement=st.booleans(),
)
choices = st.builds(
    Choices,
    lesson=st.just(LESSON.id),
    step=steps,
    findings=st.fixed_dictionaries(
        {"narrow": st.floats(0, 100), "pipe": st.sampled_from(["left", "right"]), "pulse": st.floats(30, 150)}
    ),
    audience=audiences,
    hidden=st.lists(st.sampled_from(["pump/wall", "pump/pipes", "pipe/tube"]), max_size=2).map(tuple),
    playback=st.builds(Playback, st.booleans(), st.floats(0, 10), st.floats(0, 20)),
)


@settings(max_examples=40)
@given(choices, st.floats(0, 100))
def test_composing_twice_is_equal_and_every_value_is_possible(chosen: Choices, time: float) -> None:
    scene = compose(CONTENT, chosen, time)
    assert scene == compose(CONTENT, chosen, time)
    for stage in (scene.stage, *([scene.lens.stage] if scene.lens else [])):
        for state in stage.parts.values():
            assert 0 <= state.opacity <= 1 and 0 <= state.emphasis <= 1
            assert all(0 <= weight <= 1 for weight in (*state.morphs.values(), *state.stills.values()))
        assert all(0 < flow.amount <= 1 and flow.speed >= 0 for flow in stage.flows)


@settings(max_examples=40)
@given(choices, st.floats(0, 100), st.floats(0, 100))
def test_a_scene_that_says_it_is_still_is_still(chosen: Choices, time: float, later: float) -> None:
    scene = compose(CONTENT, chosen, time)
    if not scene.moving:
        assert compose(CONTENT, chosen, time + later) == scene


def test_a_label_points_at_the_anchor_of_its_own_name_and_in_a_lens_step_at_the_lens() -> None:
    extra = PUMP.anchors[0].model_copy(update={"id": "left", "point": (-9.0, 9.0, 9.0)})
    models = {**CONTENT.models, "pump": PUMP.model_copy(update={"anchors": (*PUMP.anchors, extra)})}
    lessons = [
        LESSON,
        LESSON.model_copy(update={"steps": tuple(_without_lens(step) for step in LESSON.steps)}),
    ]
    points = []
    for lesson in lessons:
        content = replace(CONTENT, models=models, lesson=lesson)
        choices = Choices(lesson=LESSON.id, step="narrowing", findings=FINDINGS, playback=DONE)
        points.append(compose(content, choices, 0.0).stage.labels[0].anchor)
    assert points == [(-10, 5, 3), (-9, 9, 9)]


def _without_lens(step: Step) -> Step:
    return step.model_copy(update={"scene": step.scene.model_copy(update={"lens": None})})
