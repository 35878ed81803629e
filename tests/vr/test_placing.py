from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.scene.vectors import from_degrees
from anatomy_vr.grabbing import Grip, shortest_turn, slice_plane
from anatomy_vr.placing import (
    HIGHEST,
    LARGEST,
    LENS_GAP,
    LENS_HIGH,
    PANEL_AHEAD,
    PANEL_SIZE,
    SIZES,
    SMALLEST,
    TABLE_BELOW,
    TABLE_GAP,
    WIDEST,
    Placement,
    distance_from,
    half_height,
    hung,
    lens_stood,
    panel_pose,
    set_down,
    snap_turn,
    stood,
    straight_ahead,
    table_top,
)
from anatomy_vr.poses import Pose, about_vertical

FRONT = CameraState(focal=(1.0, 2.0, 3.0), direction=(0.0, 1.0, 0.0), up=(0.0, 0.0, 1.0), height=150.0)
HOME = Pose()


def test_the_patient_sees_the_front_as_the_lesson_shows_it():
    placed = stood(FRONT, HOME, "life")
    middle = placed.to_room(FRONT.focal)
    front = placed.to_room((1.0, 2.0 + 100.0, 3.0))
    top = placed.to_room((1.0, 2.0, 3.0 + 100.0))
    patients_right = placed.to_room((1.0 + 100.0, 2.0, 3.0))
    flat = np.array((-middle[0], 0.0, -middle[2])) / math.hypot(middle[0], middle[2])
    assert np.subtract(front, middle) == pytest.approx(0.1 * flat)  # towards the patient, at life size
    assert np.subtract(top, middle) == pytest.approx((0.0, 0.1, 0.0))
    left_hand = (-flat[2], 0.0, flat[0])  # as on any picture of a body
    assert np.subtract(patients_right, middle) == pytest.approx(0.1 * np.array(left_hand))


def test_a_view_from_the_side_shows_the_side():
    side = replace(FRONT, direction=(1.0, 0.0, 0.0))
    placed = stood(side, HOME, "double")
    towards = np.subtract(placed.to_room((11.0, 2.0, 3.0)), placed.to_room((1.0, 2.0, 3.0)))
    assert math.hypot(*towards) == pytest.approx(0.02)
    assert np.dot(towards, placed.middle) < -0.019  # it looks at the patient


@pytest.mark.parametrize("heading", [0.0, 90.0, -135.0])
@pytest.mark.parametrize("size", [size for size in SIZES if size != "inside"])
def test_the_organ_is_between_1_and_1_5_metres_ahead_wherever_one_looks(heading, size):
    home = straight_ahead(Pose((2.0, 1.2, -3.0), about_vertical(heading)))
    middle = stood(FRONT, home, size).middle
    flat = (middle[0] - 2.0, middle[2] + 3.0)
    assert 1.0 <= math.hypot(*flat) <= 1.5
    assert np.dot(flat, (home.forward[0], home.forward[2])) > 0.9
    assert middle[1] < 1.2


def test_inside_the_organ_is_all_round():
    placed = stood(FRONT, Pose((0.0, 1.2, 0.0)), "inside")
    assert placed.middle == (0.0, 1.2, 0.0)
    assert placed.mm_per_metre == pytest.approx(150.0 / 4.0)


def test_room_and_model_are_each_others_inverse():
    placed = stood(FRONT, Pose((0.3, 1.1, 0.2), about_vertical(25)), "large").turned_by(40)
    assert placed.to_model(placed.to_room((7.0, -8.0, 9.0))) == pytest.approx((7.0, -8.0, 9.0))
    assert placed.room_from_model @ placed.model_from_room == pytest.approx(np.eye(4))


@pytest.mark.parametrize("right", [True, False])
def test_the_panel_stands_on_the_side_that_the_words_are_read_from(right):
    panel = panel_pose(HOME, right)
    assert (panel.position[0] > 0.0) is right
    assert math.hypot(panel.position[0], panel.position[2]) == pytest.approx(PANEL_AHEAD)
    to_head = np.subtract((0.0, panel.position[1], 0.0), panel.position)
    front = panel.matrix[:3, 2]
    assert np.dot(front, to_head) == pytest.approx(PANEL_AHEAD)  # it faces the patient


def test_panel_and_organ_do_not_cover_each_other():
    organ, panel = stood(FRONT, HOME, "double").middle, panel_pose(HOME).place((-0.6, 0.0, 0.0))
    assert math.degrees(math.atan2(panel[0], -panel[2])) > math.degrees(math.atan2(organ[0], -organ[2])) + 7.0


def test_snap_turns_once_for_each_push():
    assert snap_turn(0.9, held=False) == (30.0, True)
    assert snap_turn(0.9, held=True) == (0.0, True)
    assert snap_turn(0.5, held=True) == (0.0, True)
    assert snap_turn(0.1, held=True) == (0.0, False)
    assert snap_turn(-0.8, held=False) == (-30.0, True)
    assert snap_turn(0.5, held=False) == (0.0, False)


def test_a_turn_leaves_the_middle_where_it_is():
    placed = stood(FRONT, HOME, "life")
    assert placed.turned_by(30).to_room(FRONT.focal) == pytest.approx(placed.middle)
    assert np.allclose(placed.turned_by(30).turned_by(-30).room_from_model, placed.room_from_model)


def test_one_hand_carries_and_turns_about_the_organs_own_middle():
    start = stood(FRONT, HOME, "life")
    grip = Grip(start, (Pose((0.2, -0.3, -0.4)),))
    hand = Pose((0.3, -0.2, -0.4), about_vertical(90))
    held = grip.held((hand,))
    assert np.subtract(held.middle, start.middle) == pytest.approx((0.1, 0.1, 0.0))
    x, _, z = np.subtract(start.to_room((1.0, 102.0, 3.0)), start.middle)
    front = np.subtract(held.to_room((1.0, 102.0, 3.0)), held.middle)
    assert front == pytest.approx((z, 0.0, -x), abs=1e-9)  # the front now looks to the right


def test_a_still_hand_moves_nothing():
    start = stood(FRONT, HOME, "life")
    hand = Pose((0.2, -0.3, -0.4), from_degrees((10, 20, 30)))
    assert np.allclose(Grip(start, (hand,)).held((hand,)).room_from_model, start.room_from_model)


def test_two_hands_apart_make_it_larger_and_carry_it():
    start = stood(FRONT, HOME, "life")
    grip = Grip(start, (Pose((-0.1, 0.0, -0.5)), Pose((0.1, 0.0, -0.5))))
    held = grip.held((Pose((-0.2, 0.1, -0.5)), Pose((0.2, 0.1, -0.5))))
    assert held.scale == pytest.approx(2.0)
    assert np.subtract(held.middle, start.middle) == pytest.approx((0.0, 0.1, 0.0))
    assert held.rotation == pytest.approx(start.rotation)


def test_two_hands_turn_it_like_a_wheel():
    start = Placement()
    grip = Grip(start, (Pose((-0.1, 0.0, -0.5)), Pose((0.1, 0.0, -0.5))))
    held = grip.held((Pose((0.0, -0.1, -0.5)), Pose((0.0, 0.1, -0.5))))
    assert np.subtract(held.to_room((10.0, 0.0, 0.0)), held.middle) == pytest.approx((0.0, 0.01, 0.0))


@pytest.mark.parametrize(("apart", "expected"), [(9.0, LARGEST), (0.0, SMALLEST)])
def test_hands_never_lose_the_organ(apart, expected):
    grip = Grip(Placement(), (Pose((-0.25, 0, 0)), Pose((0.25, 0, 0))))
    held = grip.held((Pose((-apart, 0, 0)), Pose((apart, 0, 0))))
    assert held.scale == expected


def test_half_a_turn_between_two_hands_is_still_a_turn():
    turn = shortest_turn((1.0, 0.0, 0.0), (-1.0, 0.0, 0.0))
    assert np.linalg.norm(turn) == pytest.approx(1.0)
    assert shortest_turn((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)) == (1.0, 0.0, 0.0, 0.0)


def test_another_number_of_hands_is_told():
    with pytest.raises(ValueError, match="taken with 1 hands, held with 2"):
        Grip(Placement(), (Pose(),)).held((Pose(), Pose()))


def test_a_flat_hand_cuts_where_it_is():
    placed = stood(FRONT, HOME, "life")
    hand = Pose(placed.to_room((1.0, 2.0, 23.0)))
    origin, normal = slice_plane(hand, placed)
    assert origin == pytest.approx((1.0, 2.0, 23.0))
    assert normal == pytest.approx((0.0, 0.0, 1.0))  # what is above the hand goes


def test_how_near_the_organ_is_and_how_low_it_reaches():
    placed = replace(Placement(), middle=(0.0, 1.0, -1.0), scale=2.0)
    box = ((-50.0, -50.0, -50.0), (50.0, 50.0, 50.0))
    assert distance_from(placed, box, (0.0, 1.0, 0.0)) == pytest.approx(0.9)
    assert distance_from(placed, box, (0.0, 1.0, -1.0)) == 0.0
    assert half_height(box, placed) == pytest.approx(0.1)


BOX = ((-50.0, -40.0, -60.0), (50.0, 40.0, 60.0))


def test_the_lessons_own_size_makes_what_it_looks_at_half_a_metre_high():
    assert stood(FRONT, HOME, "lesson").scale * FRONT.height / 1000.0 == pytest.approx(0.5)
    tiny = replace(FRONT, height=11.0)
    assert stood(tiny, HOME, "lesson").scale == pytest.approx(500.0 / 11.0)


@pytest.mark.parametrize("size", ["lesson", "life", "double"])
def test_an_organ_rests_on_its_table(size):
    home = Pose((0.3, 1.2, 0.1), about_vertical(30))
    placed = set_down(stood(FRONT, home, size), BOX, home, fits=False)
    top = table_top(placed, BOX, home)
    assert placed.middle[1] - half_height(BOX, placed) - top[1] == pytest.approx(TABLE_GAP)
    assert top[1] == pytest.approx(home.position[1] - TABLE_BELOW)


def test_a_high_organ_stays_before_the_eyes_and_its_table_is_lower():
    placed = set_down(
        stood(FRONT, HOME, "large"), ((-50.0, -40.0, -90.0), (50.0, 40.0, 90.0)), HOME, fits=True
    )
    assert placed.middle[1] == HIGHEST
    assert table_top(placed, BOX, HOME)[1] <= -TABLE_BELOW


def test_a_wide_organ_does_not_reach_over_to_the_panel():
    wide = ((-400.0, -40.0, -60.0), (400.0, 40.0, 60.0))
    placed = set_down(stood(FRONT, HOME, "lesson"), wide, HOME, fits=True)
    assert placed.scale * 800.0 / 1000.0 == pytest.approx(WIDEST, abs=0.02)
    assert set_down(stood(FRONT, HOME, "large"), wide, HOME, fits=False).scale == 5.0


def test_organ_and_panel_lie_within_35_degrees_of_the_middle():
    half = PANEL_SIZE[0] / 2.0
    for place in (panel_pose(HOME).place((half, 0.0, 0.0)), panel_pose(HOME).place((-half, 0.0, 0.0))):
        assert abs(math.degrees(math.atan2(place[0], -place[2]))) < 35.0
    x, _, z = stood(FRONT, HOME, "lesson").middle
    assert math.degrees(math.atan2(-x + WIDEST / 2.0, -z)) < 35.0


def test_what_is_shown_closer_hangs_over_the_organ_and_is_not_larger_than_there_is_room():
    organ = set_down(stood(FRONT, HOME, "lesson"), BOX, HOME, fits=True)
    top = max(heights(organ))
    for scale in (1.0, 8.0):
        lens = hung(lens_stood(FRONT, HOME, organ.middle, scale), BOX, organ, BOX)
        assert min(heights(lens)) == pytest.approx(top + LENS_GAP)
        assert max(heights(lens)) - min(heights(lens)) <= LENS_HIGH + 1e-9
        assert lens.scale <= scale


def heights(placement):
    return [placement.to_room((x, y, z))[1] for x in (-50, 50) for y in (-40, 40) for z in (-60, 60)]


def test_what_is_turned_rests_on_its_lowest_point_not_on_the_corner_of_its_box():
    angles = np.linspace(0.0, 2.0 * np.pi, 60)
    ring = 40.0 * np.stack([np.cos(angles), np.sin(angles), 0.0 * angles], axis=1)
    box = ((-40.0, -40.0, 0.0), (40.0, 40.0, 0.0))
    tilted = Placement(rotation=from_degrees((0.0, 0.0, 45.0)), scale=2.0)
    assert half_height(ring, tilted) == pytest.approx(0.08, rel=0.01)
    assert half_height(box, tilted) == pytest.approx(0.08 * math.sqrt(2.0))
    resting = set_down(tilted, ring, HOME, fits=False)
    assert table_top(resting, ring, HOME)[1] == pytest.approx(-TABLE_BELOW)
