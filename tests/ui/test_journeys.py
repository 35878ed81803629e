"""Travelling into another model on the lesson page: the ring, the small picture, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from scene.journey_lesson import with_journey
from ui.room import Room, library

from anatomy_viewer.scene.journey import SECONDS


@pytest.fixture
def room(qtbot):
    """A page on the step before the one inside."""
    made = Room(qtbot, "narrowing", packs=with_journey(library()), less_movement=False)
    yield made
    made.close()


def journey(room):
    return room.stage.overlay.drawing.journey


def test_a_ring_opens_at_the_place_until_the_picture_inside_is_all_there_is(room):
    room.session.next()
    room.pass_time(0.2, 1)
    small = journey(room)
    assert small.radius < 20 and not small.image.isNull()
    assert room.stage.picture.wanted.models == ("pump",)
    room.pass_time(1.2, 1)
    assert 60 < journey(room).radius < room.stage.width()
    assert not room.stage.overlay.drawing.labels
    room.pass_time(SECONDS, 1)
    assert journey(room) is None
    assert room.stage.picture.wanted.models == ("pipe",)


def test_the_ring_lies_on_the_place(room):
    room.session.next()
    room.pass_time(1.0, 1)
    ring = journey(room).middle
    middle = room.stage.middle
    assert (ring.x(), ring.y()) == pytest.approx((middle.x(), middle.y()), abs=8)


def test_a_touch_on_the_way_is_there_at_once(room):
    room.session.next()
    room.pass_time(0.4, 1)
    QTest.mouseClick(room.stage, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert journey(room) is None
    assert room.session.scene.journey is None
    assert room.stage.hands.named is None


def test_the_small_picture_says_where_one_is_and_leads_back(room):
    assert not room.stage.journeys.door.isVisible()
    room.session.next()
    room.pass_time(SECONDS + 0.1, 2)
    inset, door = room.stage.overlay.drawing.inset, room.stage.journeys.door
    assert inset.caption == "You are here"
    assert inset.box.toRect() == door.geometry()
    assert inset.image.width() > 80
    assert door.accessibleName() == "You are here: Left pipe. Back to: Pump"
    QTest.mouseClick(door, Qt.MouseButton.LeftButton)
    assert room.session.step.id == "narrowing"
    assert room.session.scene.journey is not None
    room.pass_time(SECONDS + 0.1, 2)
    assert room.stage.overlay.drawing.inset is None


def test_names_keep_off_the_small_picture(room):
    room.session.next()
    room.pass_time(SECONDS + 0.1, 2)
    box = room.stage.journeys.box()
    assert any(each.contains(box) for each in room.stage.overlay.drawing.obstacles)


def test_a_small_stage_keeps_its_room_for_the_organ(room):
    room.session.next()
    room.pass_time(SECONDS + 0.1, 2)
    room.page.resize(420, 640)
    room.page.grab()
    assert room.stage.journeys.box().isEmpty()
    assert not room.stage.journeys.door.isVisible()


def test_under_less_movement_the_pictures_fade_over(qtbot):
    calm = Room(qtbot, "narrowing", packs=with_journey(library()))
    calm.session.next()
    calm.pass_time(0.3, 1)
    drawn = journey(calm)
    assert not drawn.way.ringed
    assert drawn.way.strength == pytest.approx(0.5)
    assert isinstance(drawn.image, QImage)
    calm.pass_time(0.4, 1)
    assert journey(calm) is None
    calm.close()
