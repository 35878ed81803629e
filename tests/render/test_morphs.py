"""Morph paths: exact at a key, linear between keys, added to one another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.render.morphs import Morph, Pose, Shape, blend, freedom

REST = Shape(np.zeros((4, 3), np.float32), np.tile([0, 0, 1], (4, 1)).astype(np.float32))
MASK = np.array([0.0, 0.5, 1.0, 0.0], np.float32)


def morph(weights, cyclic=False):
    moves = tuple(np.full((4, 3), 10 * (k + 1), np.float32) for k in range(len(weights)))
    return Morph(tuple(weights), moves, tuple(0.1 * move for move in moves), cyclic)


MORPHS = {"narrow": morph((0.5, 1.0)), "beat": morph((0.25, 0.5), cyclic=True)}


def moved(**pose):
    out = Shape(np.empty_like(REST.points), np.empty_like(REST.normals))
    wanted = Pose(**pose)
    blend(REST, MORPHS, wanted, freedom({"left": MASK}, wanted.stills), out)
    return out


@pytest.mark.parametrize(
    ("place", "x"), [(0, 0), (0.25, 5), (0.5, 10), (0.75, 15), (1, 20), (1.7, 20), (-1, 0)]
)
def test_a_path_is_exact_at_its_keys_and_linear_between(place, x):
    assert np.allclose(moved(places={"narrow": place}).points, x)


@pytest.mark.parametrize(
    ("phase", "x"), [(0, 0), (0.25, 10), (0.5, 20), (0.75, 10), (1, 0), (1.25, 10), (-0.5, 20)]
)
def test_a_cycle_comes_round(phase, x):
    assert np.allclose(moved(places={"beat": phase}).points, x)


def test_morphs_add_and_amounts_scale_them():
    both = moved(places={"narrow": 1.0, "beat": 0.25}, amounts={"beat": 0.5})
    assert np.allclose(both.points, 25)
    assert np.allclose(both.normals, REST.normals + 2.5)


def test_a_held_region_stays_while_the_rest_moves():
    assert np.allclose(moved(places={"narrow": 1.0}, stills={"left": 1.0}).points[:, 0], (20, 10, 0, 20))
    assert np.allclose(moved(places={"narrow": 1.0}, stills={"left": 0.5}).points[:, 0], (20, 15, 10, 20))


QUARTER = np.array([[0, -1, 0, 5], [1, 0, 0, 0], [0, 0, 1, 0]], np.float32)
JOINT = {"bend": Morph((1.0,), (), (), motions=(QUARTER,)), "grow": morph((1.0,))}


def bent(**pose):
    out = Shape(np.empty_like(REST.points), np.empty_like(REST.normals))
    blend(REST, JOINT, Pose(**pose), freedom({"left": MASK}, pose.get("stills", {})), out)
    return out


@pytest.mark.parametrize("order", [("bend", "grow"), ("grow", "bend")])
def test_what_grows_on_a_part_goes_along_when_it_is_moved_as_a_whole(order):
    assert np.allclose(bent(places=dict.fromkeys(order, 1.0)).points, (-5, 10, 10))


def test_a_motion_turns_normals_and_goes_half_way_at_half_its_weight():
    out = bent(places={"bend": 0.5, "grow": 1.0})
    assert np.allclose(out.points, (5 - 5 + 2.5, 5 + 5, 10))
    assert np.allclose(out.normals, (1 - 1, 1, 2))
    assert np.allclose(bent(places={"bend": 0.0}).points, 0)


def test_a_held_region_is_not_moved_with_the_whole():
    assert np.allclose(bent(places={"bend": 1.0}, stills={"left": 1.0}).points[:, 0], (5, 2.5, 0, 5))


def test_what_a_part_does_not_know_is_passed_over():
    assert np.allclose(moved(places={"swell": 1.0}, stills={"right": 1.0}).points, 0)


@given(st.floats(0, 1), st.booleans())
def test_shares_are_of_one_whole(place, cyclic):
    shares = morph((0.2, 0.6, 0.9), cyclic).shares(place)
    assert all(0 < share <= 1 for _, share in shares)
    assert sum(share for _, share in shares) <= 1 + 1e-9
