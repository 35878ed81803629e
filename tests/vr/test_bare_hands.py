from __future__ import annotations

import math

import pytest

from anatomy_viewer.scene.vectors import turned
from anatomy_vr.bare_hands import APART, TOUCHING, BareHands, aim_of, palm_of
from anatomy_vr.inputs import SIDES, Keys
from anatomy_vr.poses import Pose, about_vertical

HEAD = Pose((0.3, 1.2, 0.5), about_vertical(90.0))
"""A head that looks along -x."""
OPEN = 0.07


def hand(first=OPEN, middle=OPEN, side="right"):
    """A flat hand, palm down, fingers along -z; the thumb's tip so far from those of two fingers."""
    inward = -1.0 if side == "right" else 1.0
    joints = [(0.0, 0.0, 0.0, 0.01)] * 26
    for number, knuckle in enumerate((7, 12, 17, 22)):
        joints[knuckle] = (inward * (0.03 - 0.02 * number), 0.0, -0.09, 0.01)
    joints[5] = (inward * 0.05, -0.02, -0.09, 0.008)
    joints[10] = (inward * 0.05, -0.02, -0.09 - first, 0.008)
    joints[15] = (inward * 0.05, -0.02 + middle, -0.09, 0.008)
    return tuple(joints)


def read(hands, *fingers, side="right"):
    found = hands.read(side, hand(*fingers, side=side), HEAD)
    return found.select, found.grab


@pytest.mark.parametrize("side", SIDES)
def test_the_first_finger_chooses_and_the_middle_one_holds(side):
    hands = BareHands()
    assert read(hands, OPEN, OPEN, side=side) == (0.0, 0.0)
    assert read(hands, TOUCHING - 0.001, OPEN, side=side) == (1.0, 0.0)
    assert read(hands, OPEN, OPEN, side=side) == (0.0, 0.0)
    assert read(hands, OPEN, TOUCHING - 0.001, side=side) == (0.0, 1.0)


def test_fingers_that_tremble_pinch_once():
    hands, keys, presses = BareHands(), Keys(), 0
    for apart in (0.05, 0.021, 0.025, 0.019, 0.035, 0.02, APART - 0.001, 0.05):
        before, keys = keys, keys.after(hands.read("right", hand(apart), HEAD))
        presses += keys.select and not before.select
    assert presses == 1
    assert not keys.select


def test_a_finger_that_comes_along_changes_nothing():
    hands = BareHands()
    assert read(hands, 0.02, 0.03) == (1.0, 0.0)
    assert read(hands, 0.02, 0.01) == (1.0, 0.0)
    assert read(hands, 0.05, 0.01) == (0.0, 0.0)  # what ends in this frame begins nothing else in it
    assert read(hands, 0.05, 0.01) == (0.0, 1.0)


def test_a_hand_that_is_lost_lets_go_and_each_hand_is_its_own():
    hands = BareHands()
    assert read(hands, 0.01, side="left") == (1.0, 0.0)
    assert read(hands, 0.03, side="right") == (0.0, 0.0)
    assert hands.read("left", (), HEAD) is None
    assert read(hands, 0.03, side="left") == (0.0, 0.0)


@pytest.mark.parametrize("side", SIDES)
def test_a_flat_hand_lies_as_it_is(side):
    joints = hand(side=side)
    palm, (x, _, z) = palm_of(joints, side), joints[12][:3]
    assert palm.forward == pytest.approx((x / math.hypot(x, z), 0.0, z / math.hypot(x, z)), abs=1e-6)
    assert turned(palm.rotation, (0.0, 1.0, 0.0)) == pytest.approx((0.0, 1.0, 0.0), abs=1e-6)


def test_the_ray_goes_from_the_shoulder_through_the_knuckle():
    joints = hand()
    aim = aim_of(joints, "right", HEAD)
    assert aim.position == joints[7][:3]
    shoulder = HEAD.place((0.18, -0.22, 0.06))
    way = tuple(a - b for a, b in zip(joints[7][:3], shoulder, strict=True))
    assert aim.forward == pytest.approx(tuple(each / math.hypot(*way) for each in way), abs=1e-6)
    assert turned(aim.rotation, (1.0, 0.0, 0.0))[1] == pytest.approx(0.0, abs=1e-9)


def test_pinching_does_not_move_the_ray():
    assert aim_of(hand(), "right", HEAD) == aim_of(hand(first=0.01), "right", HEAD)


def test_joints_that_are_all_in_one_place_are_no_crash():
    found = BareHands().read("right", ((0.0, 0.0, 0.0, 0.01),) * 26, Pose())
    assert found is not None
    for pose in (found.grip, found.aim):
        assert math.hypot(*pose.rotation) == pytest.approx(1.0)
