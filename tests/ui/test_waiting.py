"""A lesson whose organs are not built yet: the window shows at once, the lesson waits, the library stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.conftest import faults, settled

from anatomy_viewer.content.library import Library
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui import workshop
from anatomy_viewer.ui.preferences import PreferenceFile
from anatomy_viewer.ui.window import MainWindow

LESSON = "tight_pipe"
BUILDER = """
import os, sys, time
from pathlib import Path
room, name = Path(sys.argv[1]), sys.argv[2]
(room / f"{name}.pid").write_text(str(os.getpid()))
(room / f"{name}.pid").rename(room / f"{name}.begun")
print("0.5\\thalf", flush=True)
os.set_blocking(0, False)
while not (room / f"{name}.go").exists():
    if os.get_blocking(0) or (room / f"{name}.never").exists():
        sys.exit("there is no clay")
    try:
        if os.read(0, 1) == b"":
            sys.exit(130)
    except BlockingIOError:
        time.sleep(0.02)
(room / f"{name}.built").touch()
"""
"""Builds a model when the test says go; ends as the real builder does when its input ends."""


class Page(QWidget):
    """Stands for the lesson page, which draws in 3D."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = self.picture = self.store = self
        self.known: list[str] = []

    def add(self, model: object, path: Path) -> None:
        self.known.append(path.stem)

    def close_stage(self) -> None:
        pass

    def stop_presenting(self) -> bool:
        return False


class Room:
    """A window in which nothing is built, and a builder that waits for the test's word."""

    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
        self.window, self.folder, self.qtbot = window, folder, qtbot

    @property
    def shows(self) -> QWidget:
        return self.window.pages.currentWidget()

    def say(self, model: str, word: str) -> None:
        (self.folder / f"{model}.{word}").touch()

    def wait_for(self, model: str, word: str = "begun") -> None:
        self.qtbot.waitUntil((self.folder / f"{model}.{word}").exists, timeout=30_000)

    def wait_until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=30_000)

    def running(self, model: str) -> bool:
        file = self.folder / f"{model}.begun"
        try:
            os.kill(int(file.read_text()), 0)
        except (OSError, ValueError):
            return False
        return True


@pytest.fixture
def room(
    qtbot: QtBot, library: Library, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Room:
    folder = tmp_path / "room"
    folder.mkdir()

    def make_page(self: MainWindow) -> None:
        self.lesson_page = Page()  # type: ignore[assignment]
        self.pages.addWidget(self.lesson_page)

    monkeypatch.setattr(MainWindow, "_make_lesson_page", make_page)
    monkeypatch.setattr(workshop, "BUILDER", ("-c", BUILDER, str(folder)))
    monkeypatch.setattr(workshop, "is_built", lambda model: (folder / f"{model.id}.built").exists())
    monkeypatch.setattr(workshop, "can_be_built", lambda model: True)
    window = MainWindow(session, library, preferences=PreferenceFile(tmp_path / "preferences.json"))
    qtbot.addWidget(window)
    settled(window, 1280, 800)
    return Room(window, folder, qtbot)


def test_the_lesson_names_all_models_of_its_pictures(library: Library) -> None:
    assert library.lessons[LESSON].lesson.models == ("pump", "pipe")


def test_the_library_shows_and_nothing_is_built_before_it_is_asked_for(room: Room) -> None:
    assert room.shows is room.window.library_page
    assert list(room.folder.iterdir()) == []


def test_a_lesson_waits_for_its_organs_and_opens(room: Room) -> None:
    room.window.open_lesson(LESSON)
    page = room.window.waiting.page
    assert room.shows is page
    assert faults(page) == []
    assert not room.window.session.is_open
    room.wait_until(lambda: page.line.value() == 250)
    room.say("pump", "go")
    room.wait_for("pipe")
    assert room.shows is page, "one of two organs is not enough"
    room.say("pipe", "go")
    room.wait_until(lambda: room.shows is room.window.lesson_page)
    assert room.window.session.lesson.id == LESSON


def test_the_waiting_page_leads_back_and_nobody_is_called_away(room: Room) -> None:
    room.window.open_lesson(LESSON)
    room.wait_for("pump")
    room.window.waiting.page.leave.click()
    assert room.shows is room.window.library_page
    for model in ("pump", "pipe"):
        room.say(model, "go")
    room.wait_until(lambda: not room.window.waiting.workshop.lacking(["pump", "pipe"]))
    assert room.shows is room.window.library_page
    room.window.open_lesson(LESSON)
    assert room.shows is room.window.lesson_page


def test_the_details_do_not_lose_the_lesson_that_waits(room: Room) -> None:
    room.window.open_lesson(LESSON)
    room.window.show_details()
    for model in ("pump", "pipe"):
        room.say(model, "go")
    room.wait_until(lambda: not room.window.waiting.workshop.lacking(["pump", "pipe"]))
    assert room.shows is room.window.details_page
    room.window.leave_details()
    assert room.shows is room.window.lesson_page


def test_the_page_speaks_the_language_in_force(room: Room) -> None:
    room.window.open_lesson(LESSON)
    room.window.set_audience("language", "sv")
    assert room.window.waiting.page.leave.text() == "Alla lektioner"
    assert "några minuter" in room.window.waiting.page.words.words


def test_closing_the_window_ends_the_builder(room: Room) -> None:
    room.window.open_lesson(LESSON)
    room.wait_for("pump")
    assert room.running("pump")
    room.window.close()
    assert not room.running("pump")
    assert not (room.folder / "pump.built").exists()


def test_what_somebody_waits_for_is_built_first(room: Room) -> None:
    building = room.window.waiting.workshop
    building.build(["pipe"])
    room.wait_for("pipe")
    building.build(["pump"])
    room.wait_for("pump")
    assert not room.running("pipe"), "one at a time"
    (room.folder / "pipe.begun").unlink()
    room.say("pump", "go")
    room.wait_for("pipe")


def test_the_rest_is_built_quietly_and_the_cards_get_their_pictures(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    page = room.window.library_page
    monkeypatch.setattr(page.thumbnails, "request", lambda entry, can_draw: asked.append(can_draw(entry)))
    page.ask_for_pictures()
    assert asked == [False]
    room.window.waiting.workshop.build_rest()
    for model in ("pump", "pipe"):
        room.say(model, "go")
    room.wait_until(lambda: asked[-1])
    assert room.shows is page


def test_a_failed_build_is_told_and_the_words_can_be_read(room: Room) -> None:
    room.window.open_lesson(LESSON)
    room.wait_for("pump")
    room.say("pump", "never")
    room.say("pipe", "go")
    room.wait_until(lambda: room.shows is room.window.lesson_page)
    message = room.window.over.message.message
    assert message.still == "You can read and hear the words."
    assert message.todo == "there is no clay"


def test_a_builder_that_is_not_there_is_told_of(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop.sys, "executable", "/nowhere/python")
    room.window.open_lesson(LESSON)
    room.wait_until(lambda: room.shows is room.window.lesson_page)
    assert room.window.over.message is not None
