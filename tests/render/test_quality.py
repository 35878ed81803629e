"""The ladder: down when frames are slow, up when nothing moves."""

import pytest
from render.toy import toy_stage

from anatomy_viewer.render.messages import CaughtMessages
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.render.quality import AT_REST, LADDER


@pytest.fixture
def camera(store):
    held = Camera(store, (48, 48), PictureStyle(((0.5, 0.5, 0.5),) * 3, oversampling=1))
    held.painter.paint(toy_stage())
    yield held
    held.release()


def test_three_slow_frames_lower_the_level_and_rest_raises_it(camera):
    quality = camera.quality
    quality.moving_level = 2
    quality.interacting()
    for _ in range(3):
        quality.frame_took(0.2)
    assert quality.moving_level == 1
    quality.interacting()
    assert quality.level == 1
    quality.frame_took(0.2)
    quality.frame_took(0.01)
    quality.frame_took(0.2)
    assert quality.moving_level == 1
    quality.resting()
    assert quality.level == AT_REST
    assert not camera.painter.sketching


def test_a_hand_gets_a_quick_picture_where_what_plays_stays_sharp(camera):
    quality = camera.quality
    quality.interacting()
    for _ in range(3):
        quality.frame_took(0.1)
    assert (quality.moving_level, quality.hand_level, quality.level) == (1, 0, 1)
    quality.interacting(in_hand=True)
    assert quality.render_scale < 1.0
    quality.interacting()
    assert quality.render_scale == 1.0


def test_a_picture_that_was_slow_for_a_moment_gets_sharp_in_the_hand_again(camera):
    quality = camera.quality
    quality.hand_level = 0
    quality.interacting(in_hand=True)
    for _ in range(60):
        quality.frame_took(0.03)  # with all pixels it would be too slow for a hand
    assert quality.hand_level == 0
    for _ in range(60):
        quality.frame_took(0.015)
    assert quality.hand_level == 1


def test_a_level_that_was_too_slow_is_not_tried_again(camera):
    quality = camera.quality
    quality.moving_level = quality.hand_level = 2
    for slow in (0.05, 0.001):
        quality.interacting()
        for _ in range(40):
            quality.frame_took(slow)
    assert (quality.moving_level, quality.hand_level) == (1, 1)


def test_the_lowest_level_draws_fewer_pixels_and_stays(camera):
    quality = camera.quality
    quality.moving_level = 0
    quality.interacting()
    for _ in range(5):
        quality.frame_took(1.0)
    assert quality.moving_level == 0
    assert quality.render_scale == LADDER[0].scale < 1.0


def test_calibration_draws_every_level_and_keeps_the_best_that_is_fast(camera):
    drawn = []
    assert camera.quality.calibrate(lambda: drawn.append(camera.quality.level), budget=1.0) == AT_REST - 1
    assert set(drawn) == set(range(AT_REST + 1))
    assert camera.quality.calibrate(lambda: None, budget=-1.0) == 0
    assert camera.quality.level == AT_REST


def test_every_level_draws_without_a_complaint(camera):
    for level in range(len(LADDER)):
        camera.quality.use(level)
        camera.window.Render()


def test_a_broken_shader_is_heard(camera):
    actor = camera.painter.views["toy/wall"].actor
    actor.GetShaderProperty().AddFragmentShaderReplacement(
        "//VTK::Light::Impl", False, "no shader at all", False
    )
    with CaughtMessages() as caught:
        camera.window.Render()
    assert any("no shader at all" in text or "syntax" in text for text in caught.texts)
