from __future__ import annotations

import numpy as np
import pytest

from anatomy_vr.hand_shape import FINGERS, WRIST, Flesh, balls
from anatomy_vr.inputs import HandInput
from anatomy_vr.poses import ORIGIN
from anatomy_vr.rays import Ray
from anatomy_vr.room import Hand, Pointing


def joints():
    """A flat hand: the wrist at the origin, fingers along -z, thinner towards their tips."""
    known = [(0.0, 0.0, -0.05, 0.02)] * 26
    known[WRIST] = (0.0, 0.0, 0.0, 0.02)
    for column, finger in enumerate(FINGERS):
        for k, joint in enumerate(finger):
            known[joint] = (0.02 * (column - 2), 0.0, -0.04 - 0.03 * k, 0.012 - 0.001 * k)
    return tuple(known)


def test_every_joint_has_a_ball_and_the_bones_are_covered():
    made, known = balls(joints()), np.array(joints())
    for joint in (WRIST, *(each for finger in FINGERS for each in finger)):
        assert np.abs(made - known[joint]).sum(axis=1).min() == pytest.approx(0.0, abs=1e-6)
    tip, before = known[FINGERS[1][-1]], known[FINGERS[1][-2]]
    between = (tip + before) / 2.0
    assert np.linalg.norm(made[:, :3] - between[:3], axis=1).min() < between[3]


def test_a_hand_with_joints_takes_the_place_of_the_plain_one_and_gives_it_back():
    hand, pointing = Hand(), Pointing(Ray((0.0, 0.0, 0.0), (0.0, 0.0, -1.0)), None, False)
    palm, flesh = hand.actors[:2]
    hand.show(ORIGIN, pointing, joints())
    assert (palm.GetVisibility(), flesh.GetVisibility()) == (0, 1)
    hand.show(ORIGIN, pointing)
    assert (palm.GetVisibility(), flesh.GetVisibility()) == (1, 0)
    hand.hide()
    assert not any(actor.GetVisibility() for actor in hand.actors)
    assert HandInput().joints == ()


def test_the_shape_follows_the_joints():
    flesh = Flesh()
    flesh.show(joints())
    assert flesh.actor.GetMapper().GetInput().GetNumberOfPoints() == len(balls(joints()))
    assert flesh.actor.GetMapper().GetInput().GetBounds()[4] == pytest.approx(-0.16, abs=1e-6)
