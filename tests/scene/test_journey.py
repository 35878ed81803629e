"""The way into a model that lies in another, and out again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scene.fixture_lesson import CONTENT, LESSON, MODELS, PIPE

from anatomy_viewer.content.lesson import Lesson
from anatomy_viewer.scene.choices import Audience, Choices, Playback
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.description import sentences
from anatomy_viewer.scene.journey import (
    FADE_SECONDS,
    SECONDS,
    arrival_of,
    arrived,
    departed,
    is_under_way,
)
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.sight import Picture
from anatomy_viewer.scene.state import SceneState

FINDINGS = {"narrow": 70.0, "pipe": "left", "pulse": 60.0}
SMALL = PIPE.model_copy(update={"id": "drop"})


def lesson_with(*, sideways: bool = False) -> SceneContent:
    """The toy lesson with `mending` inside the pump's pipe, and a step on the same model after it."""
    steps = []
    for step in LESSON.steps:
        if step.id == "mending":
            scene = step.scene.model_copy(update={"arrive": "pump:mid_{pipe}"})
            steps.append(step.model_copy(update={"scene": scene}))
            after = step.model_copy(update={"id": "mended", "when": ""})
            if sideways:
                scene = scene.model_copy(update={"model": "drop", "arrive": "pump:mid_right", "layers": ()})
                after = after.model_copy(update={"scene": scene, "slider": None})
            steps.append(after)
        else:
            steps.append(step)
    lesson = Lesson.model_validate({**LESSON.model_dump(), "steps": [step.model_dump() for step in steps]})
    return SceneContent(lesson, CONTENT.texts, {**MODELS, "drop": SMALL}, CONTENT.animations)


INSIDE = lesson_with()


def at(step: str, content: SceneContent = INSIDE, **changes: object) -> Choices:
    choices = Choices(lesson=LESSON.id, step=step, findings=FINDINGS, playback=Playback(played=100.0))
    return replace(choices, **changes)  # type: ignore[arg-type]


def going(old: str, new: str, content: SceneContent = INSIDE, **changes: object) -> Choices:
    """On the way from one step to another, begun at 10 s."""
    before = at(old, **changes)
    seen = compose(content, before, 10.0).stage.camera
    return departed(content, before, at(new, **changes), seen, 10.0)


def scene(choices: Choices, after: float, content: SceneContent = INSIDE) -> SceneState:
    return compose(content, choices, 10.0 + after)


def test_a_model_inside_another_has_a_small_picture_of_where_it_lies() -> None:
    inset = compose(INSIDE, at("mending"), 0.0).inset
    assert inset is not None
    assert (inset.stage.models, inset.anchor, inset.anchor_part) == (
        ("pump",),
        (-10, 5, 3),
        "pump/pipes/left",
    )
    assert (inset.caption, inset.place, inset.model) == ("You are here", "Left pipe", "Pump")
    assert (inset.step, inset.shown) == ("narrowing", 1.0)
    assert not inset.stage.labels
    assert compose(INSIDE, at("pump"), 0.0).inset is None


def test_the_small_picture_speaks_the_patients_language_and_marks_the_patients_own_place() -> None:
    french = at("mending", audience=Audience(language="fr"), findings={**FINDINGS, "pipe": "right"})
    inset = compose(INSIDE, french, 0.0).inset
    assert inset is not None
    assert (inset.caption, inset.model, inset.anchor) == ("Vous êtes ici", "Pompe", (10, 5, 3))


def test_the_steps_that_follow_on_the_same_model_are_there_too() -> None:
    found = arrival_of(INSIDE, INSIDE.step("mended"), FINDINGS)
    assert found is not None
    assert found.anchor.id == "mid_left"


def test_one_goes_in_by_a_glide_then_a_ring_that_opens_over_all() -> None:
    choices = going("narrowing", "mending")
    shares, heights = [], []
    for tenth in range(21):
        now = scene(choices, tenth / 10.0)
        assert now.moving and now.journey is not None and now.stage.models == ("pipe",)
        assert (now.journey.outer.models, now.journey.inner.models) == (("pump",), ("pipe",))
        assert now.journey.time == pytest.approx(10.0 + SECONDS)
        shares.append(now.journey.opened)
        heights.append(now.journey.outer.camera.height)
    assert shares[0] == 0.0 and shares[-1] == 1.0 and shares == sorted(shares)
    assert heights == sorted(heights, reverse=True) and heights[0] == 120.0
    end = scene(choices, 1.2)
    assert end.journey is not None and end.journey.outer.camera.focal == (-10, 5, 3)
    assert not end.journey.outer.labels
    assert scene(choices, SECONDS + 0.01).journey is None


def test_the_small_picture_comes_as_one_arrives() -> None:
    choices = going("narrowing", "mending")
    shown = [now.inset.shown for t in (0.0, 1.0, 1.8, SECONDS) if (now := scene(choices, t)).inset]
    assert shown[:2] == [0.0, 0.0]
    assert 0.0 < shown[2] < 1.0 == shown[3]


def test_the_way_out_is_the_way_in_backwards() -> None:
    there, back = going("narrowing", "mending"), going("mending", "narrowing")
    for after in (0.0, 0.4, 0.9, 1.3, 2.0):
        one, other = scene(there, after).journey, scene(back, SECONDS - after - 1e-6).journey
        assert one is not None and other is not None
        assert other.opened == pytest.approx(one.opened, abs=1e-4)
        assert other.outer.camera.height == pytest.approx(one.outer.camera.height, abs=1e-2)
        assert other.inner.models == ("pipe",)
    assert scene(back, 1.0).stage.camera.height == 120.0


def test_one_goes_from_place_to_place_by_way_of_the_model_around_them() -> None:
    content = lesson_with(sideways=True)
    choices = going("mending", "mended", content)
    seen = [scene(choices, t, content).journey for t in (0.0, 0.5 * SECONDS, SECONDS - 1e-3)]
    first, middle, last = (journey for journey in seen if journey is not None)
    assert (first.inner.models, first.opened) == (("pipe",), 1.0)
    assert middle.opened == pytest.approx(0.0) and middle.outer.models == ("pump",)
    assert last.inner.models == ("drop",) and last.opened == pytest.approx(1.0, abs=1e-3)
    assert (first.anchor, last.anchor) == ((-10, 5, 3), (10, 5, 3))


@pytest.mark.parametrize(("old", "new"), [("narrowing", "mending"), ("mending", "narrowing")])
def test_under_less_movement_one_picture_fades_over_into_the_other(old: str, new: str) -> None:
    choices = going(old, new, audience=Audience(less_movement=True))
    seen = [scene(choices, t).journey for t in (0.0, FADE_SECONDS / 2, FADE_SECONDS - 1e-6)]
    cameras = {journey.outer.camera for journey in seen if journey}
    shares = [journey.opened for journey in seen if journey]
    assert len(cameras) == 1 and not any(journey.ringed for journey in seen if journey)
    assert shares == pytest.approx([0.0, 0.5, 1.0] if new == "mending" else [1.0, 0.5, 0.0], abs=1e-3)
    assert not scene(choices, FADE_SECONDS).moving


def test_between_models_that_know_nothing_of_each_other_nobody_travels() -> None:
    assert going("narrowing", "mending", CONTENT).journey is None
    assert going("pump", "inside").journey is None


def test_what_plays_waits_until_one_is_there() -> None:
    before = at("narrowing")
    plays = at("mending", playback=Playback(playing=True, started=10.0))
    choices = departed(INSIDE, before, plays, compose(INSIDE, before, 10.0).stage.camera, 10.0)
    assert choices.playback.started == pytest.approx(10.0 + SECONDS)
    assert is_under_way(choices, 10.5)
    hurried = arrived(choices, 10.5)
    assert (hurried.journey, hurried.playback.started) == (None, 10.5)


def test_who_cannot_see_it_is_told_where_one_is() -> None:
    picture = Picture(compose(INSIDE, at("mending"), 0.0), PIPE, at("mending"), ())
    assert "A small picture shows where this is: pump, left pipe." in sentences(picture)
