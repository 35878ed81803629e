from __future__ import annotations

from dataclasses import replace

import pytest

from anatomy_viewer.scene.state import CameraState, InsetState, LensState, StageState
from anatomy_vr.closer import Closer
from anatomy_vr.placing import Placement, lesson_scale
from anatomy_vr.poses import ORIGIN

CAMERA = CameraState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), 10.0)
LENS = LensState(StageState(("tube",), {}, CAMERA), (0.0, 0.0, 0.0), "", "Inside, 8 times larger", 8.0)
INSET = InsetState(LENS.stage, (0.0, 0.0, 1.0), "", "left front artery", "heart", "You are here", "first")
BOX = ((-1.0, -1.0, -1.0), (1.0, 1.0, 1.0))
ORGAN = Placement(scale=2.0)


def test_it_says_the_lessons_words_only_while_they_are_true():
    closer = Closer(LENS)
    closer.hang(ORGAN.scale, ORIGIN, BOX, (ORGAN, BOX))
    assert closer.placement.scale == 16.0
    assert closer.words(ORGAN, "en") == LENS.caption
    assert closer.words(replace(ORGAN, scale=5.0), "en") == "16 times its own size"


def test_nothing_is_said_and_hung_where_nothing_is_shown_closer():
    closer = Closer()
    closer.take(None)
    closer.hang(1.0, ORIGIN, None, (ORGAN, BOX))
    assert closer == Closer()
    assert closer.words(ORGAN, "en") == ""


def test_it_waits_for_its_own_box():
    closer = Closer(LENS)
    closer.hang(2.0, ORIGIN, None, (ORGAN, BOX))
    assert closer.placement == Placement()
    assert lesson_scale(CAMERA) == pytest.approx(50.0)


def test_it_is_tied_to_its_place_and_what_lies_around_shows_the_place_in_itself():
    lens, around = Closer(LENS), Closer(INSET)
    assert lens.start(ORGAN) == ORGAN.to_room(LENS.anchor)
    assert lens.place() is None
    around.hang(2.0, ORIGIN, BOX, (ORGAN, BOX))
    assert around.placement.scale == 1.0
    assert around.start(ORGAN) == ORGAN.middle
    assert around.place() == around.placement.to_room(INSET.anchor)
    assert around.words(ORGAN, "en") == "You are here: left front artery"
