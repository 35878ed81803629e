"""What the viewer does to the parts: peeled layers, x-rays, parts moved apart, lines on the picture."""

from __future__ import annotations

from dataclasses import replace

from scene.fixture_lesson import CONTENT, LESSON, PIPE, PUMP

from anatomy_viewer.scene.choices import Choices, Playback
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.markup import shown_strokes
from anatomy_viewer.scene.peeling import Layer, deepest, layers_in, peeled_parts
from anatomy_viewer.scene.state import CameraState, StageState, StrokeState

FINDINGS = {"narrow": 70.0, "pipe": "left", "pulse": 60.0}


def at(step: str, **more: object) -> StageState:
    base = Choices(lesson=LESSON.id, step=step, findings=FINDINGS, playback=Playback(played=60.0))
    return compose(CONTENT, replace(base, **more), 0.0).stage  # type: ignore[arg-type]


def seen(stage: StageState) -> set[str]:
    return {part for part, state in stage.parts.items() if state.visible}


def test_layers_are_named_outermost_first_without_parts_that_only_a_lesson_shows() -> None:
    assert layers_in(PUMP, "en", "plain") == (
        Layer("Outer wall", ("pump/wall",)),
        Layer("Pipes", ("pump/pipes/left", "pump/pipes/right")),
        Layer("Lining", ("pump/wall/inner",)),
    )
    assert [layer.name for layer in layers_in(PIPE, "fr", "plain")] == [""]


def test_peeling_takes_layers_away_but_never_the_last() -> None:
    assert seen(at("pump", peeled=1)) == {"pump/wall/inner", "pump/pipes/left", "pump/pipes/right"}
    assert seen(at("pump", peeled=2)) == seen(at("pump", peeled=9)) == {"pump/wall/inner"}
    assert (deepest(PUMP, -3), deepest(PUMP, 9), deepest(PIPE, 1)) == (0, 2, 0)
    assert peeled_parts(PUMP, 1) == {"pump/wall", "pump/patch"}


def test_what_the_step_fades_or_hides_is_there_to_be_peeled() -> None:
    assert at("narrowing").parts["pump/wall/inner"].opacity < 1.0
    assert at("narrowing", peeled=1).parts["pump/wall/inner"].opacity == 1.0
    assert seen(at("inside", peeled=1)) == {"pump/wall/inner", "pump/pipes/left", "pump/pipes/right"}


def test_what_streams_is_peeled_away_with_its_part() -> None:
    assert at("mending").flows and not at("mending", hidden=("pipe/stream",)).flows


def test_a_whole_xray_leaves_solid_what_stands_out() -> None:
    parts = at("narrowing", xray=True).parts
    assert (parts["pump/pipes/left"].xray, parts["pump/wall"].xray) == (0.0, 1.0)


def test_one_part_can_be_seen_through_with_all_below_it() -> None:
    parts = at("narrowing", xrayed=("pump/wall",)).parts
    assert {part for part, state in parts.items() if state.xray} == {"pump/wall", "pump/wall/inner"}
    assert at("narrowing", xrayed=("pump/pipes/left",)).parts["pump/pipes/left"].xray == 1.0


def test_a_line_on_the_picture_is_seen_only_from_where_it_was_drawn() -> None:
    here = CameraState(height=100.0)
    free = StrokeState(((0.0, 0.0, 0.0),), "ink", 3.0, camera=here)
    stuck = StrokeState(((0.0, 0.0, 0.0),), "ink", 3.0, part="pump/wall")
    nearly = replace(here, focal=(0.5, 0.0, 0.0), height=100.5)
    turned = replace(here, direction=(0.02, 0.9998, 0.0))
    nearer = replace(here, height=90.0)
    moved = replace(here, focal=(3.0, 0.0, 0.0))
    rolled = replace(here, up=(0.05, 0.0, 0.99875))
    assert shown_strokes((free, stuck), nearly) == (free, stuck)
    for away in (turned, nearer, moved, rolled):
        assert shown_strokes((free, stuck), away) == (stuck,)
