"""The beautiful picture comes soon after the hand has left, and later while a finger only pauses."""

import pytest
from PySide6.QtWidgets import QWidget
from ui.room import meshes

from anatomy_viewer.scene.state import CameraState, StageState
from anatomy_viewer.ui import stage_picture
from anatomy_viewer.ui.image_viewport import ImageViewport
from anatomy_viewer.ui.stage_picture import BEARABLE, BEAUTIFUL_WITHIN, IDLE, REST_AFTER, StagePicture
from anatomy_viewer.ui.theme import Look, Theme

STAGE = StageState(("pump",), {}, CameraState(height=110.0))


@pytest.fixture
def now(monkeypatch):
    """A clock that goes only when asked."""
    held = [100.0]
    monkeypatch.setattr(stage_picture, "perf_counter", lambda: held[0])
    return held


@pytest.fixture
def picture(qtbot, now):
    room = QWidget()
    qtbot.addWidget(room)
    viewport = ImageViewport(room)
    made = StagePicture(viewport, meshes(), Theme(Look("light")))
    made.show(STAGE, time=0.0, gentle=False)
    yield made
    made.release()
    viewport.dispose()


def test_a_finger_that_pauses_is_waited_for(picture, now):
    now[0] += REST_AFTER - 0.01
    picture.settle(in_hand=True)
    assert not picture.rests
    now[0] += 0.02
    picture.settle(in_hand=True)
    assert picture.rests


@pytest.mark.parametrize("took", [0.01, 0.1, 0.26])
def test_waiting_and_drawing_together_take_no_longer_than_promised(picture, now, took):
    picture.rest()
    picture.viewport.frame_painted.emit(took)
    picture.show(STAGE, time=0.0, gentle=False)
    assert not picture.rests
    now[0] += BEAUTIFUL_WITHIN - took
    picture.settle()
    assert picture.rests


def test_a_wheel_between_two_steps_is_not_held_up(picture, now):
    picture.rest()
    picture.viewport.frame_painted.emit(5.0)
    picture.show(STAGE, time=0.0, gentle=False)
    now[0] += 0.02
    picture.settle()
    assert not picture.rests


def test_what_takes_long_waits_until_nobody_comes_back_and_all_pixels_come_before(picture, now):
    picture.rest()
    for _ in range(3):
        picture.viewport.frame_painted.emit(1.1 * BEARABLE)
    picture.quality.hand_level = 0
    picture.show(STAGE, time=0.0, gentle=False, in_hand=True)
    assert picture.quality.render_scale < 1.0
    now[0] += REST_AFTER
    picture.settle()
    assert not picture.rests
    assert picture.quality.render_scale == 1.0
    now[0] += IDLE
    picture.settle()
    assert picture.rests
