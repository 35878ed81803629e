"""What a picture shows of each part: how much, where, and how much is hidden."""

from __future__ import annotations

import pytest
from render.toy import FRONT, NEAR_PIPE, NO_BALL, toy_stage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.project import project
from anatomy_viewer.render.seeing import label_point, seen_parts
from anatomy_viewer.scene.state import CameraState, CutState, PartState, StageState

SIZE = (330, 220)
WALL, VESSEL, SPARE = "toy/wall", "toy/vessel", "toy/spare"
TURNED = CameraState(focal=(0.0, 0.0, 0.0), direction=(0.0, -1.0, 0.0), height=110.0)


@pytest.fixture
def painter(store):
    held = ScenePainter(vtkRenderer(), store)
    yield held
    held.release()


def seen(painter, stage, sought=()):
    painter.paint(stage)
    return {each.part: each for each in seen_parts(painter, SIZE, sought)}


def test_shares_are_those_of_the_picture(painter):
    found = seen(painter, toy_stage({VESSEL: PartState(visible=False)}))
    assert found.keys() == {WALL}
    ball = 3.1416 * 40.0**2 / (110.0 * 165.0)
    assert found[WALL].share == pytest.approx(ball, rel=0.15)
    assert found[WALL].where == pytest.approx((0.0, 0.0), abs=0.1)
    assert found[WALL].hidden == 0.0


def test_what_lies_in_front_hides_what_lies_behind(painter):
    before = seen(painter, toy_stage(), [VESSEL])
    assert before[VESSEL].hidden < 0.2
    behind = seen(painter, toy_stage(camera=TURNED), [VESSEL])
    assert behind[VESSEL].hidden == 1.0
    assert behind[VESSEL].share == 0.0
    assert behind[WALL].share > 0.2


@pytest.mark.parametrize("glass", [PartState(opacity=0.18), PartState(xray=1.0)])
def test_glass_hides_nothing(painter, glass):
    through = seen(painter, toy_stage({WALL: glass}, camera=TURNED), [VESSEL])
    assert through[VESSEL].hidden < 0.2
    assert through[VESSEL].share > 0.0


def test_places_follow_the_picture_not_the_body(painter):
    spare = {SPARE: PartState(visible=True)}
    upright = CameraState(height=200.0)
    assert seen(painter, toy_stage(spare, camera=upright))[SPARE].where[1] > 0.5, "it lies above the ball"
    lying = CameraState(direction=(0.0, 1.0, 0.0), up=(1.0, 0.0, 0.0), height=200.0)
    x, y = seen(painter, toy_stage(spare, camera=lying))[SPARE].where
    assert x > 0.5
    assert abs(y) < 0.4


def test_a_cut_takes_away_what_it_takes_and_shows_the_inside(painter):
    open_ball = toy_stage(cut=CutState((0.0, 5.0, 0.0), (0.0, 1.0, 0.0)))
    found = seen(painter, open_ball, [VESSEL])
    assert found[WALL].share > 0.2, "the lid is seen"
    assert VESSEL not in found or found[VESSEL].hidden == 1.0, "the vessel lay on what is gone"


def test_only_a_thin_part_that_is_sought_is_found_for_sure(painter):
    far = CameraState(height=1500.0)
    assert VESSEL in seen(painter, toy_stage(camera=far), [VESSEL])
    wide = toy_stage({**NO_BALL, SPARE: PartState(visible=True)}, camera=far)
    assert seen(painter, wide)[SPARE].share == pytest.approx(78.5 / (1500 * 2250), rel=0.2)


def test_outside_the_frame_there_is_nothing(painter):
    away = CameraState(focal=(0.0, 0.0, 900.0), height=110.0)
    assert seen(painter, toy_stage(camera=away)) == {}
    hidden = {WALL: PartState(visible=False), VESSEL: PartState(visible=False)}
    assert seen(painter, toy_stage(hidden)) == {}
    assert seen_parts(ScenePainter(vtkRenderer(), painter.store), SIZE) == ()


def test_a_moved_shape_is_seen_where_it_is(painter):
    first = seen(painter, toy_stage(camera=FRONT))[WALL]
    moved = seen(painter, toy_stage({WALL: PartState(translation=(-25.0, 0.0, 0.0))}))
    assert moved[WALL].where[0] > moved[VESSEL].where[0] + 0.2, "the patient's left is right in the picture"
    smaller = seen(painter, toy_stage({WALL: PartState(morphs={"beat": 0.5})}))
    assert smaller[WALL].share < 0.85 * first.share


def test_a_close_up_sees_through_the_whole_grid(painter):
    near = StageState(("toy",), {**NO_BALL}, NEAR_PIPE)
    found = seen(painter, near)
    assert found["toy/pipe"].share > 0.2
    assert found["toy/lumen"].hidden == 1.0, "the blood is inside"


# ------------------------------------------------------------------ labels
def pointed(painter, stage, part, wish=None):
    painter.paint(stage)
    return label_point(painter, SIZE, part, wish)


def test_a_label_points_where_it_is_wished_if_the_part_is_seen_there(painter):
    point = pointed(painter, toy_stage(), WALL, (20.0, 30.0, 15.0))
    assert not point.hidden
    x, _, z = point.point
    assert (x, z) == pytest.approx((20.0, 15.0), abs=2.0)


def test_a_wish_behind_something_gives_the_nearest_place_that_is_seen(painter):
    point = pointed(painter, toy_stage(), WALL, (0.0, 35.0, 0.0))
    assert not point.hidden
    assert max(abs(point.point[0]), abs(point.point[2])) > 2.0, "beside the vessel, not on it"


def test_a_hidden_part_is_pointed_at_through_what_hides_it(painter):
    assert pointed(painter, toy_stage(camera=TURNED), VESSEL, (0.0, 42.0, 0.0)).hidden


def test_a_label_goes_with_what_is_cut_away_hidden_or_outside(painter):
    assert pointed(painter, toy_stage({VESSEL: PartState(visible=False)}), VESSEL) is None
    cut_off = toy_stage(cut=CutState((0.0, 5.0, 0.0), (0.0, 1.0, 0.0), (VESSEL,)))
    assert pointed(painter, cut_off, VESSEL, (0.0, 42.0, 0.0)) is None
    assert pointed(painter, toy_stage(camera=CameraState(focal=(0.0, 0.0, 900.0))), WALL) is None
    assert pointed(painter, toy_stage(), "toy/unknown") is None


def test_on_a_cut_a_label_points_at_the_lid(painter):
    point = pointed(painter, toy_stage(cut=CutState((0.0, 5.0, 0.0), (0.0, 1.0, 0.0))), WALL)
    assert not point.hidden
    assert point.point[1] == pytest.approx(5.0, abs=0.1)


def test_a_label_follows_a_part_that_stands_apart(painter):
    wish = (0.0, 42.0, 0.0)
    apart = toy_stage(explode=1.0)
    painter.paint(apart)
    offset = painter.offset_of(VESSEL)
    assert any(offset)
    point = label_point(painter, SIZE, VESSEL, wish)
    assert point.point[1] == pytest.approx(wish[1] + offset[1], abs=3.0)


def test_a_label_keeps_out_of_what_is_taken_where_it_can(painter):
    painter.paint(toy_stage({VESSEL: PartState(visible=False)}))
    free = label_point(painter, SIZE, WALL)
    left = label_point(painter, SIZE, WALL, room=(0, 0, SIZE[0] * 0.42, SIZE[1]))
    x = [project(painter.stage.camera, SIZE, [point.point])[0, 0] for point in (free, left)]
    assert x[0] == pytest.approx(SIZE[0] / 2, abs=0.12 * SIZE[0])
    assert x[1] < SIZE[0] * 0.42
    assert label_point(painter, SIZE, WALL, room=(0, 0, 4, 4)) is not None
