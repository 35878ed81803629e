"""Points of the body and pixels of the picture, there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.render.project import axes_of, distance_of, eye_of, project, ray_through
from anatomy_viewer.scene.state import CameraState

SIZE = (800, 600)
FRONT = CameraState(focal=(1.0, 2.0, 3.0), direction=(0.0, 1.0, 0.0), height=120.0)


def test_the_focal_point_is_in_the_middle_and_the_height_fits():
    x, y, depth = project(FRONT, SIZE, [FRONT.focal])[0]
    assert (x, y) == pytest.approx((400, 300))
    assert depth == pytest.approx(distance_of(FRONT))
    top = project(FRONT, SIZE, [(1.0, 2.0, 63.0)])[0]
    assert top[1] == pytest.approx(0.0)


def test_seen_from_the_front_the_patients_right_is_on_the_left():
    assert project(FRONT, SIZE, [(51.0, 2.0, 3.0)])[0, 0] < 400


def test_behind_the_eye_is_behind():
    assert project(FRONT, SIZE, [eye_of(FRONT) + np.array([0, 10, 0])])[0, 2] < 0


def test_looking_straight_down_still_has_an_up():
    down = CameraState(direction=(0.0, 0.0, 1.0), up=(0.0, 0.0, 1.0))
    assert np.allclose(axes_of(down) @ axes_of(down).T, np.eye(3))


def test_a_camera_without_a_direction_is_refused():
    with pytest.raises(ValueError, match=r"direction must not be \(0.0, 0.0, 0.0\)"):
        eye_of(CameraState(direction=(0.0, 0.0, 0.0)))


@given(st.floats(0, 800), st.floats(0, 600), st.floats(1, 2000))
def test_a_ray_comes_back_to_its_pixel(x, y, reach):
    eye, direction = ray_through(FRONT, SIZE, x, y)
    back = project(FRONT, SIZE, [eye + direction * reach])[0]
    assert back[:2] == pytest.approx((x, y), abs=1e-4)
