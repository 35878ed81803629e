"""Fingers become gestures, and gestures become cameras."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.ui import camera_moves as moves
from anatomy_viewer.ui.gestures import Gestures

FRONT = CameraState(focal=(0, 0, 0), direction=(0, 1, 0), up=(0, 0, 1), height=200)


@pytest.fixture
def told(qapp):
    """Gestures with a list of all they said."""
    gestures = Gestures()
    heard = []
    for name in (
        "turned",
        "panned",
        "zoomed",
        "twisted",
        "tapped",
        "double_tapped",
        "long_pressed",
        "settled",
    ):
        getattr(gestures, name).connect(lambda *args, name=name: heard.append((name, *args)))
    return gestures, heard


def at(x, y, second=None):
    return {0: QPointF(x, y)} | ({1: QPointF(*second)} if second else {})


def names(heard):
    return [each[0] for each in heard]


def test_a_short_touch_is_a_tap(told):
    gestures, heard = told
    gestures.press(at(50, 60), 0.0)
    gestures.move(at(53, 61), 0.05)
    gestures.release(0.1)
    assert heard == [("tapped", QPointF(53, 61))]


def test_two_quick_taps_are_a_double_tap_and_two_slow_ones_are_not(told):
    gestures, heard = told
    for time in (0.0, 0.2, 2.0, 3.0):
        gestures.press(at(50, 60), time)
        gestures.release(time + 0.05)
    assert names(heard) == ["tapped", "double_tapped", "tapped", "tapped"]


def test_one_finger_turns_and_nothing_is_lost_to_the_slop(told):
    gestures, heard = told
    gestures.press(at(0, 0), 0.0)
    for step, time in ((5, 0.1), (20, 0.2), (50, 0.3)):
        gestures.move(at(step, 0), time)
    gestures.release(1.0)
    assert heard == [("turned", 20.0, 0.0), ("turned", 30.0, 0.0), ("settled",)]


def test_with_the_middle_button_one_pointer_pans(told):
    gestures, heard = told
    gestures.press(at(0, 0), 0.0, pan=True)
    gestures.move(at(30, 40), 0.1)
    gestures.release(0.12)
    assert heard == [("panned", 30.0, 40.0), ("settled",)]


def test_two_fingers_pinch_about_their_middle(told):
    gestures, heard = told
    gestures.press(at(100, 100), 0.0)
    gestures.press(at(100, 100, (200, 100)), 0.02)
    gestures.move(at(50, 100, (250, 100)), 0.1)
    gestures.leave(at(50, 100))
    gestures.move(at(90, 100), 0.2)
    gestures.release(0.3)
    assert ("zoomed", 2.0, QPointF(150, 100)) in heard
    assert "turned" not in names(heard), "the finger that stays behind does nothing"
    assert names(heard)[-1] == "settled"


def test_two_fingers_twist_only_after_they_mean_it(told):
    gestures, heard = told
    gestures.press(at(0, 0, (100, 0)), 0.0)
    gestures.move(at(0, 0, (100, 9)), 0.1)
    assert "twisted" not in names(heard)
    gestures.move(at(0, 0, (100, 30)), 0.2)
    twists = [each[1] for each in heard if each[0] == "twisted"]
    assert len(twists) == 1
    assert twists[0] > 0, "clockwise on a screen whose y points down"


def test_a_long_press_offers_and_then_the_finger_does_no_more(told, qtbot):
    gestures, heard = told
    gestures.press(at(7, 8), 0.0)
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    gestures.move(at(90, 8), 0.7)
    gestures.release(0.8)
    assert heard == [("long_pressed", QPointF(7, 8))]


def test_a_tap_that_is_heard_late_is_still_a_tap(told, qapp):
    gestures, heard = told
    gestures.press(at(7, 8), 0.0)
    gestures.hold.timeout.emit()  # while a picture was drawn; the end of the tap is heard next
    gestures.release(0.1)
    qapp.processEvents()
    assert heard == [("tapped", QPointF(7, 8))]


def test_a_flick_glides_on_and_comes_to_rest(told):
    gestures, heard = told
    gestures.press(at(0, 0), 0.0)
    for step in range(1, 6):
        gestures.move(at(20 * step, 0), 0.016 * step)
    gestures.release(0.085)
    assert gestures.gliding
    assert "settled" not in names(heard)
    for _ in range(200):
        gestures.glide(0.016)
    assert not gestures.gliding
    assert names(heard).count("settled") == 1


def test_a_gesture_that_begins_while_the_model_glides_is_a_step_of_its_own(told):
    gestures, heard = told
    gestures.press(at(0, 0), 0.0)
    for step in range(1, 6):
        gestures.move(at(20 * step, 0), 0.016 * step)
    gestures.release(0.085)
    gestures.press(at(50, 50), 0.1)
    assert not gestures.gliding
    assert names(heard)[-1] == "settled"


def test_nothing_glides_where_less_movement_is_asked_for(told):
    gestures, heard = told
    gestures.glides = False
    gestures.press(at(0, 0), 0.0)
    gestures.move(at(100, 0), 0.02)
    gestures.release(0.03)
    assert not gestures.gliding
    assert names(heard)[-1] == "settled"


# ------------------------------------------------------------------ cameras
def on_screen(camera, point, pixels=400):
    """Project a point near the focal plane, px from the middle, y down."""
    across, upwards = np.array(moves.sideways(camera)), np.array(camera.up)
    away = np.subtract(point, camera.focal)
    return np.array([away @ across, -(away @ upwards)]) * pixels / camera.height


def test_dragging_to_the_right_moves_the_near_side_to_the_right():
    turned = moves.orbit(FRONT, 10, 0)
    near = (0, 50, 0)
    assert on_screen(turned, near)[0] > on_screen(FRONT, near)[0]


def test_dragging_down_moves_the_near_side_down():
    turned = moves.orbit(FRONT, 0, 10)
    near = (0, 50, 0)
    assert on_screen(turned, near)[1] > on_screen(FRONT, near)[1]


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-90, 90)), max_size=8))
def test_a_turntable_stays_level_and_never_passes_the_pole(steps):
    camera = FRONT
    for right, down in steps:
        camera = moves.orbit(camera, right, down)
    assert moves.is_level(camera)
    assert camera.up[2] > 0
    assert np.linalg.norm(camera.direction) == pytest.approx(1)
    assert np.dot(camera.up, camera.direction) == pytest.approx(0, abs=1e-6)


def test_a_twisted_picture_turns_freely():
    twisted = moves.twist(FRONT, 30)
    assert not moves.is_level(twisted)
    turned = moves.orbit(twisted, 20, 10)
    assert np.dot(turned.up, turned.direction) == pytest.approx(0, abs=1e-6)


def test_twisting_clockwise_moves_the_top_to_the_right():
    assert on_screen(moves.twist(FRONT, 20), (0, 0, 10))[0] > 0


def test_the_point_under_the_fingers_stays_while_zooming():
    point = (-30.0, 0.0, 20.0)
    at_first = on_screen(FRONT, point)
    closer = moves.zoom(FRONT, 1.7, tuple(at_first), 400)
    assert closer.height == pytest.approx(200 / 1.7)
    assert on_screen(closer, point) == pytest.approx(at_first)


def test_panning_moves_the_model_with_the_fingers():
    panned = moves.pan(FRONT, 12, -7, 400)
    assert on_screen(panned, (0, 0, 0)) == pytest.approx([12, -7])


def test_nobody_gets_lost():
    far = moves.zoom(moves.pan(FRONT, 9000, 0, 400), 0.001, (0, 0), 400)
    back = moves.within(far, FRONT)
    assert back.height == 600
    assert np.linalg.norm(back.focal) <= 200.0001
