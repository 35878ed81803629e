"""The window tells its picture: as the stage's accessible text, and beside the picture on request."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from ui.room import Room

from anatomy_viewer.ui import description as description_module


@pytest.fixture
def room(qtbot):
    made = Room(qtbot)
    yield made
    made.close()


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader would say of the stage."""
    said: list[str] = []
    monkeypatch.setattr(description_module, "announce", lambda widget, words: said.append(words))
    return said


def rest(room: Room) -> None:
    """Let the picture be painted and come to rest."""
    room.page.grab()
    room.pass_time(1.0)


def accessible_text(room: Room) -> str:
    return QAccessible.queryAccessibleInterface(room.stage).text(QAccessible.Text.Description)


def test_until_it_is_measured_the_lessons_own_words_describe_the_picture(room):
    assert accessible_text(room) == room.session.step_text.describe


def test_at_rest_the_picture_is_measured_and_told_to_assistive_technology(room):
    rest(room)
    told = accessible_text(room)
    assert "seen from the front." in told
    assert "In the picture: " in told
    assert told.endswith(room.session.step_text.describe), "as the lesson shows it, its own words are true"


def test_a_turned_picture_is_told_anew_only_once_it_rests(room, heard):
    rest(room)
    before = accessible_text(room)
    room.page._clock.stop()
    camera = room.session.scene.stage.camera
    room.session.look_from(type(camera)(camera.focal, (0.0, -1.0, 0.0), camera.up, camera.height))
    room.page.grab()
    room.page._clock.stop()
    room.stage.description.advance(0.2)
    assert accessible_text(room) == before
    room.pass_time(1.0)
    told = accessible_text(room)
    assert "seen from behind." in told
    assert room.session.step_text.describe not in told, "the lesson's own words would be wrong now"
    assert [words for words in heard if "behind" in words], "who listens hears from where it is seen now"


def test_the_page_keeps_its_clock_until_the_picture_was_told(room):
    rest(room)
    assert not room.stage.description.waits
    room.page._clock.stop()  # time passes by hand alone
    room.session.hide("pump/wall")
    assert room.stage.description.waits
    assert room.stage.moves
    rest(room)
    assert not room.stage.description.waits


def test_the_key_opens_the_words_beside_the_picture_and_escape_closes_them(room, heard):
    rest(room)
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_T)
    card = room.words.description
    assert card.isVisible()
    assert "seen from the front" in card.words.words
    assert heard[-1] == room.stage.description.words
    assert card.accessibleName().endswith(room.stage.description.words)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_open_words_follow_the_picture_and_the_language(room):
    room.page.grab()
    room.stage.hands.take("describe")
    room.session.hide("pump/wall")
    rest(room)
    assert "Taken away: " in room.words.description.words.words
    room.session.set_audience(language="sv")
    rest(room)
    assert "Borttaget: " in room.words.description.words.words


def test_without_a_voice_nothing_offers_to_read(room):
    room.page.grab()
    room.stage.hands.take("describe")
    assert not room.words.description.read.isVisible()
    room.stage.description.read_aloud()
    assert not room.stage.description.is_read


def test_a_picture_that_is_not_there_yet_is_not_measured(qtbot):
    bare = Room(qtbot)
    bare.stage.description.measure()
    bare.session.seek("inside")
    assert accessible_text(bare) == bare.session.step_text.describe
    bare.close()
