"""Two pictures on one stage: where they lie, and that both are drawn as they would be alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from ui.room import meshes

from anatomy_viewer.scene.state import BesideState, CameraState, PartState, StageState
from anatomy_viewer.ui.beside import divider_at, places_for
from anatomy_viewer.ui.image_viewport import ImageViewport
from anatomy_viewer.ui.stage_picture import StagePicture

WIDE, TALL = QRectF(0, 0, 762, 548), QRectF(0, 0, 400, 900)
STAGE = StageState(("pump",), {}, CameraState(height=110.0))
OTHER = replace(STAGE, parts={"pump/wall": PartState(color=(0.1, 0.6, 0.3, 1.0))})


def beside(layout="side", at=0.5):
    return BesideState(OTHER, "Healthy", "Yours", layout, at, "healthy")


def test_alone_a_picture_has_the_stage():
    places = places_for(WIDE, None)
    assert places.own == places.own_seen == WIDE
    assert not places.is_other(QPointF(10, 10))


def test_halves_are_equal_and_what_is_compared_with_comes_first():
    places = places_for(WIDE, beside())
    assert places.own.size() == places.other.size()
    assert places.other.right() < places.own.left()
    mirrored = places_for(WIDE, beside(), mirrored=True)
    assert (mirrored.own, mirrored.other) == (places.other, places.own)


def test_on_a_tall_stage_one_stands_above_the_other():
    places = places_for(TALL, beside())
    assert places.own.size() == places.other.size()
    assert places.other.bottom() < places.own.top()


def test_a_wipe_shares_one_picture_on_whole_pixels():
    places = places_for(WIDE, beside("wipe", 0.333))
    assert places.own == places.other == WIDE
    assert places.other_seen.right() == places.own_seen.left() == round(762 * 0.333)
    assert places.is_other(QPointF(100, 100))
    assert not places.is_other(QPointF(700, 100))


def test_the_divider_never_hides_a_picture_wholly():
    for at in (0.0, 1.0):
        places = places_for(WIDE, beside("wipe", at))
        assert min(places.own_seen.width(), places.other_seen.width()) > 0


def test_a_point_of_one_half_has_its_counterpart_in_the_other():
    places = places_for(WIDE, beside())
    middle = places.other.center()
    assert places.counterpart(middle) == places.own.center()
    assert places.counterpart(places.own.center()) == places.own.center()


def test_the_divider_is_where_the_hand_is():
    assert divider_at(381.0, WIDE) == pytest.approx(0.5)
    assert divider_at(9000.0, WIDE) == 1.0
    assert divider_at(762 * 0.2, WIDE, mirrored=True) == pytest.approx(0.8)


@pytest.fixture
def picture(qtbot, theme):
    viewport = ImageViewport()
    qtbot.addWidget(viewport)
    viewport.resize(300, 200)
    viewport.show()
    made = StagePicture(viewport, meshes(), theme)
    yield made
    made.release()
    viewport.dispose()
    made.store.close()


def drawn(picture, stage, with_beside=None):
    picture.arrange(with_beside)
    picture.show(stage, time=0.0, gentle=False)
    picture.rest()
    image = picture.viewport.grab().toImage()
    rows = [[image.pixelColor(x, y).getRgb()[:3] for x in range(300)] for y in range(200)]
    return np.array(rows, dtype=float)


def test_a_wipe_shows_each_picture_as_it_would_be_alone(picture):
    own, other = drawn(picture, STAGE), drawn(picture, OTHER)
    both = drawn(picture, STAGE, beside("wipe", 0.4))
    assert np.abs(own - other).mean() > 5.0
    assert np.abs(both[:, :120] - other[:, :120]).mean() < 1.0
    assert np.abs(both[:, 120:] - own[:, 120:]).mean() < 1.0


def test_halves_move_together_and_picks_work_in_both(picture):
    both = drawn(picture, STAGE, beside())
    own, other = picture.places.own, picture.places.other
    left, right = both[:, : int(other.right())], both[:, int(own.left()) :]
    assert left.shape == right.shape
    assert np.abs(left - right).mean() > 5.0
    assert (np.abs(left - left[0]).sum(axis=2) > 60).sum() == pytest.approx(
        (np.abs(right - right[0]).sum(axis=2) > 60).sum(), rel=0.15
    )
    assert picture.pick(own.center()).part == picture.pick(other.center()).part == "pump/wall"
    assert picture.pick(own.topLeft() + QPointF(2, 2)) is None


def test_alone_again_the_picture_is_as_before(picture):
    before = drawn(picture, STAGE)
    drawn(picture, STAGE, beside())
    assert np.abs(drawn(picture, STAGE) - before).mean() < 0.2
