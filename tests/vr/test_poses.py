from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.scene.vectors import from_degrees
from anatomy_vr.poses import Pose, about_vertical, inverse, levelled
from anatomy_vr.projection import Fov, View, pixel_of, projection_of, symmetric_fov
from anatomy_vr.rays import Ray, facing, touch_of

angles = st.floats(-180, 180)
places = st.tuples(*[st.floats(-3, 3)] * 3)


@given(angles, angles, angles, places, places)
def test_a_pose_and_its_matrix_say_the_same(x, y, z, position, point):
    pose = Pose(position, from_degrees((x, y, z)))
    assert pose.place(point) == pytest.approx(tuple((pose.matrix @ (*point, 1.0))[:3]), abs=1e-9)


@given(angles, angles, places)
def test_then_is_the_product_of_matrices(x, y, position):
    outer, inner = Pose(position, from_degrees((x, y, 0))), Pose((0.1, 0.2, -0.3), from_degrees((y, 0, x)))
    assert np.allclose(outer.then(inner).matrix, outer.matrix @ inner.matrix)


@pytest.mark.parametrize("heading", [0.0, 30.0, -120.0, 170.0])
@pytest.mark.parametrize("pitch", [0.0, 60.0, -60.0, 89.0, -89.0])
def test_the_heading_survives_looking_up_and_down(heading, pitch):
    looking = Pose((0, 0, 0), about_vertical(heading)).then(Pose((0, 0, 0), from_degrees((pitch, 0, 0))))
    assert looking.heading == pytest.approx(heading, abs=1e-6)


def test_level_keeps_place_and_heading_alone():
    tilted = Pose((1, 2, 3), about_vertical(40)).then(Pose((0, 0, 0), from_degrees((25, 0, 15))))
    assert levelled(tilted).forward[1] == pytest.approx(0.0)
    assert levelled(tilted).position == (1, 2, 3)


def test_a_turn_and_its_inverse_undo_each_other():
    pose = Pose((0, 0, 0), from_degrees((10, 20, 30)))
    assert np.allclose(
        pose.matrix[:3, :3] @ Pose((0, 0, 0), inverse(pose.rotation)).matrix[:3, :3], np.eye(3)
    )


def test_an_asymmetric_eye_puts_its_edges_at_the_edges():
    fov = Fov(math.radians(-52), math.radians(40), math.radians(44), math.radians(-48))
    view = View(Pose(), fov)
    left = (math.tan(fov.left), math.tan(fov.up), -1.0)
    right = (math.tan(fov.right), math.tan(fov.down), -1.0)
    assert pixel_of(view, (400, 300), left) == pytest.approx((0.0, 0.0), abs=1e-9)
    assert pixel_of(view, (400, 300), right) == pytest.approx((400.0, 300.0), abs=1e-9)


def test_what_is_behind_the_eye_has_no_pixel():
    assert pixel_of(View(Pose(), symmetric_fov(90, 1.0)), (100, 100), (0.0, 0.0, 1.0)) is None


def test_depth_runs_from_minus_one_to_one():
    matrix = projection_of(symmetric_fov(60, 1.5), 0.1, 10.0)
    near, far = (matrix @ (0, 0, -z, 1.0) for z in (0.1, 10.0))
    assert near[2] / near[3] == pytest.approx(-1.0)
    assert far[2] / far[3] == pytest.approx(1.0)


def test_a_ray_tells_where_it_meets_a_panel():
    panel = facing((0.3, 0.1, -1.5), (0.0, 0.0, 0.0))
    corner = panel.place((-0.6, 0.3, 0.0))
    length = math.dist(corner, (0, 0, 0))
    ray = Ray((0.0, 0.0, 0.0), tuple(c / length for c in corner))
    touch = touch_of(ray, panel, (1.2000001, 0.6000001))
    assert (touch.across, touch.down) == pytest.approx((0.0, 0.0), abs=1e-6)
    assert touch.distance == pytest.approx(length)
    assert ray.at(touch.distance) == pytest.approx(corner)


@pytest.mark.parametrize("direction", [(0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (-0.7071, 0.0, -0.7071)])
def test_a_ray_past_a_panel_meets_nothing(direction):
    assert touch_of(Ray((0, 0, 0), direction), Pose((0.3, 0.0, -1.5)), (1.2, 0.6)) is None


def test_a_panel_is_not_touched_from_behind():
    assert touch_of(Ray((0.0, 0.0, -3.0), (0.0, 0.0, 1.0)), Pose((0.0, 0.0, -1.5)), (1.2, 0.6)) is None
