"""Verbs that explore, compare, draw and keep: each one change, one scene, one step of undo."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from scene.fixture_lesson import LIBRARY

from anatomy_viewer.scene.state import CameraState, CutState, MeasureState, SceneState, StrokeState
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

LINE = StrokeState(((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)), "ink", 3.0)
SPAN = MeasureState((0.0, 0.0, 0.0), (0.0, 0.0, 2.0))


def opened(step: str) -> tuple[Session, ManualClock, list[SceneState]]:
    clock, seen = ManualClock(), []
    session = Session(LIBRARY, clock=clock, audience=Audience(less_movement=True))
    session.open("tight_pipe", step)
    session.scene_changed.connect(seen.append)
    return session, clock, seen


VERBS: dict[str, Callable[[Session], object]] = {
    "xray": lambda s: s.xray(),
    "xray part": lambda s: s.xray("pump/wall"),
    "peel": lambda s: s.peel(1),
    "explode": lambda s: s.explode(0.5),
    "turn_freely": lambda s: s.turn_freely(True),
    "compare": lambda s: s.compare("healthy"),
    "set_divider": lambda s: s.set_divider(0.2),
    "set_layout": lambda s: s.set_layout("wipe"),
    "draw": lambda s: s.draw(LINE),
    "measure": lambda s: s.measure(SPAN),
    "bookmark": lambda s: s.bookmark("Here"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_one_scene_and_one_step_of_undo(verb: str) -> None:
    session, _, seen = opened("narrowing")
    before = session.choices
    VERBS[verb](session)
    after = session.choices
    assert len(seen) == 1 and after != before
    session.undo()
    assert session.choices == before and not session.can_undo
    session.redo()
    assert session.choices == after


@pytest.mark.parametrize("verb", ["xray", "xray part"])
def test_a_second_time_puts_back(verb: str) -> None:
    session, _, _ = opened("narrowing")
    before = session.scene
    VERBS[verb](session)
    VERBS[verb](session)
    assert session.scene == before


@pytest.mark.parametrize(
    "drag",
    [
        lambda s, x: s.explode(x),
        lambda s, x: s.set_divider(x),
        lambda s, x: s.peel(round(2 * x)),
        lambda s, x: s.cut(CutState((x, 0.0, 0.0), (1.0, 0.0, 0.0))),
    ],
)
def test_a_drag_is_one_step_of_undo(drag: Callable[[Session, float], None]) -> None:
    session, clock, _ = opened("narrowing")
    for tenth in range(1, 11):
        drag(session, tenth / 10)
        clock.advance(0.1)
    session.undo()
    assert not session.can_undo
    session.redo()
    clock.advance(5.0)
    drag(session, 0.0)
    session.undo()
    assert session.can_undo


def test_home_puts_the_picture_back_and_keeps_what_was_made() -> None:
    session, _, _ = opened("narrowing")
    before = session.scene.stage
    for verb in VERBS.values():
        verb(session)
    session.home()
    stage = session.scene.stage
    assert (stage.parts, stage.explode, session.scene.beside) == (before.parts, 0.0, None)
    assert (stage.strokes, stage.measures, len(session.choices.bookmarks)) == ((LINE,), (SPAN,), 1)


def test_show_all_brings_back_the_parts_and_keeps_the_comparison() -> None:
    session, _, _ = opened("narrowing")
    before = session.scene.stage.parts
    for verb in VERBS.values():
        verb(session)
    session.show_all()
    assert (session.scene.stage.parts, session.scene.stage.explode) == (before, 0.0)
    assert session.scene.beside is not None


def test_peeling_stops_at_the_innermost_layer() -> None:
    session, _, seen = opened("narrowing")
    session.peel(99)
    assert session.choices.peeled == len(session.layers) - 1 == 2
    session.peel(-1)
    assert session.choices.peeled == 0 and len(seen) == 2


def test_a_part_of_a_peeled_picture_turns_to_glass_though_the_step_had_faded_it() -> None:
    session, _, _ = opened("narrowing")
    session.peel(1)
    session.fade("pump/wall/inner")
    assert session.scene.stage.parts["pump/wall/inner"].opacity < 1.0


def test_what_is_drawn_belongs_to_its_step_and_is_erased_there() -> None:
    session, _, _ = opened("narrowing")
    for _ in range(3):
        session.draw(LINE)
    session.erase()
    session.erase(0)
    session.next()
    assert session.scene.stage.strokes == ()
    session.erase("all")
    session.back()
    assert session.scene.stage.strokes == (LINE,)
    session.measure(SPAN)
    session.erase("all", "measures")
    assert (session.scene.stage.strokes, session.scene.stage.measures) == ((LINE,), ())
    session.erase("all")
    assert session.choices.strokes == {}


@pytest.mark.parametrize(
    ("impossible", "said"),
    [
        (lambda s: s.explode(math.nan), "finite"),
        (lambda s: s.set_divider(math.inf), "finite"),
        (lambda s: s.set_driver("narrow", math.nan), "no number"),
        (lambda s: s.set_layout("above"), "above"),
        (lambda s: s.compare("before"), 'no comparison "before"'),
        (lambda s: s.go_to("picture_7"), 'no bookmark "picture_7"'),
        (lambda s: s.drop_bookmark("picture_7"), 'no bookmark "picture_7"'),
        (lambda s: s.draw(StrokeState((), "ink", 3.0)), "points"),
        (lambda s: s.draw(StrokeState(((0.0, math.nan, 0.0),), "ink", 3.0)), "finite"),
        (lambda s: s.measure(MeasureState((math.inf, 0.0, 0.0), (0.0, 0.0, 0.0))), "finite"),
        (lambda s: s.erase(0), "0"),
        (lambda s: s.erase("all", "words"), "words"),
        (lambda s: s.cut(CutState((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))), "length"),
        (lambda s: s.cut(CutState((0.0, math.nan, 0.0), (1.0, 0.0, 0.0))), "finite"),
        (lambda s: s.look_from(CameraState(height=0.0)), "height"),
        (lambda s: s.look_from(CameraState(direction=(0.0, 0.0, 0.0))), "length"),
        (lambda s: s.look_from(CameraState(focal=(math.nan, 0.0, 0.0))), "finite"),
        (lambda s: s.xray("pipe/wall"), 'no part "pipe/wall"'),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    impossible: Callable[[Session], None], said: str
) -> None:
    session, _, seen = opened("narrowing")
    before = session.choices
    with pytest.raises(ValueError, match=said):
        impossible(session)
    assert (session.choices, seen, session.can_undo) == (before, [], False)


def test_a_camera_is_brought_upright() -> None:
    session, _, _ = opened("narrowing")
    session.look_from(CameraState(direction=(0.0, 2.0, 0.0), up=(0.0, 1.0, 1.0)))
    camera = session.scene.stage.camera
    assert (camera.direction, camera.up) == ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def test_a_bookmark_comes_back_exactly_as_it_was_seen() -> None:
    session, _, _ = opened("narrowing")
    session.set_driver("narrow", 30)
    session.isolate("pump/pipes")
    session.look_from("inside")
    session.explode(0.3)
    kept, before = session.bookmark(), session.scene.stage
    assert kept.name == "en plain narrowing"
    assert (kept.choices.findings, kept.choices.answers) == ({}, ())
    session.set_finding("narrow", 90)
    session.seek("pump")
    session.go_to(kept.id)
    assert session.scene.stage == before
    assert session.slider is not None and session.slider.value == 30
    assert session.view == "inside"


def test_bookmarks_have_names_and_ids_of_their_own() -> None:
    session, _, _ = opened("pump")
    first, second = session.bookmark(), session.bookmark()
    assert (first.name, second.name) == ("en plain pump", "en plain pump 2")
    session.drop_bookmark(first.id)
    third = session.bookmark("  Mine ")
    session.undo()
    fourth = session.bookmark("Another")
    assert third.name == "Mine" and len({mark.id for mark in (first, second, third, fourth)}) == 4
    assert session.choices.bookmarks == (second, fourth)


def test_a_kept_picture_is_offered_for_comparison_on_the_same_model() -> None:
    session, _, _ = opened("narrowing")
    session.bookmark("Then")
    session.seek("pump")
    assert [offer.id for offer in session.comparisons] == ["bookmark:picture_1"]
    session.compare("bookmark:picture_1")
    assert session.scene.beside is not None and session.scene.beside.name == "Then"
    session.drop_bookmark("picture_1")
    assert session.scene.beside is None


def test_a_step_opened_against_the_findings_is_among_the_steps_while_it_is_shown() -> None:
    session, _, _ = opened("narrowing")
    session.set_finding("narrow", 10)
    session.seek("mending")
    assert session.steps[session.step_index].id == "mending"
    session.next()
    assert "mending" not in [step.id for step in session.steps]


def test_forgetting_leaves_no_drawing_and_no_picture_behind() -> None:
    session, _, _ = opened("narrowing")
    for verb in VERBS.values():
        verb(session)
    session.forget()
    choices = session.choices
    assert (choices.strokes, choices.measures, choices.bookmarks, session.can_undo) == ({}, {}, (), False)


def test_undo_goes_back_as_far_as_one_likes() -> None:
    session, _, _ = opened("pump")
    for round_ in range(1500):
        session.xray("pump/wall" if round_ % 2 else "pump/pipes")
    while session.can_undo:
        session.undo()
    assert session.choices.xrayed == ()
    assert "Link" in repr(session._history)  # a long past can still be looked at in a debugger


def test_a_turn_that_ended_stays_a_step_of_its_own_when_the_next_one_begins_without_a_change() -> None:
    session, _, _ = opened("narrowing")
    turned = CameraState(direction=(1.0, 0.0, 0.0))
    session.look_from(turned, settle=False)
    session.look_from(turned)
    session.look_from(turned, settle=False)
    session.look_from(CameraState(direction=(1.0, 0.0, 0.0), height=50.0), settle=False)
    session.undo()
    assert session.scene.stage.camera.direction == turned.direction
