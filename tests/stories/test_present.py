"""Presenting and filming, as a clinician and an educator meet them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.room import Room

from anatomy_viewer import app, cli


@pytest.fixture
def room(qtbot):
    made = Room(qtbot, "narrowing")
    yield made
    made.close()
    QApplication.processEvents()


def test_a_clinician_shows_the_picture_on_the_wall_and_takes_it_back(room):
    """F5 opens it, the lesson steers it, F5 closes it; the keyboard stays with the first window."""
    room.page.window().activateWindow()
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_F5)
    window = room.page.presenting.window
    assert window.isVisible()
    assert room.stage.hands.tools["present"].is_on
    title = window.words.title.words
    room.page.words.go_on()
    assert window.words.title.words != title
    assert window.words.title.words == room.words.title.words
    room.page.present()
    assert room.page.presenting is None
    assert not room.stage.hands.tools["present"].is_on


def test_the_letter_on_the_picture_does_the_same(room):
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_V)
    assert room.page.presenting is not None
    QTest.keyClick(room.stage, Qt.Key.Key_V)
    assert room.page.presenting is None


def test_leaving_the_lesson_takes_the_second_window_with_it(room):
    room.page.present()
    window = room.page.presenting.window
    room.page.close_stage()
    assert not window.isVisible()


def test_the_command_line_can_ask_for_it():
    args = app.window_parser().parse_args(["some_lesson", "--present"])
    assert app._wish(args).present
    assert not app._wish(app.window_parser().parse_args([])).present


def test_an_educator_asks_for_a_film_of_what_there_is_not(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    film = tmp_path / "film.mp4"
    assert cli.main(["video", "coronary_artery_disease", "--steps", "plack", "-o", str(film)]) == 2
    assert "plaque" in capsys.readouterr().err
    assert not film.exists()
