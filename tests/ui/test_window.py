from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.conftest import settled

from anatomy_viewer.content.library import Library
from anatomy_viewer.content.problem import Problem
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.message import Message
from anatomy_viewer.ui.preferences import PreferenceFile, Preferences
from anatomy_viewer.ui.window import MainWindow


class LessonPageOfTests(QWidget):
    """Stands for the lesson page, which draws in 3D."""

    closed = False

    def close_stage(self) -> None:
        self.closed = True

    def stop_presenting(self) -> bool:
        return False


@pytest.fixture
def open_window(
    qtbot: QtBot, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., MainWindow]:
    def make_page(self: MainWindow) -> None:
        self.lesson_page = LessonPageOfTests()  # type: ignore[assignment]
        self.pages.addWidget(self.lesson_page)

    monkeypatch.setattr(MainWindow, "_make_lesson_page", make_page)

    def open_(session: Session, path: Path | None = None) -> MainWindow:
        window = MainWindow(
            session, library, preferences=PreferenceFile(path or tmp_path / "preferences.json")
        )
        qtbot.addWidget(window)
        settled(window, 1280, 800)
        return window

    return open_


@pytest.fixture
def window(open_window: Callable[..., MainWindow], session: Session) -> MainWindow:
    return open_window(session)


def page(window: MainWindow) -> QWidget:
    return window.pages.currentWidget()


def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    window.activateWindow()
    QTest.keyClick(window, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_window_opens_on_the_library(window: MainWindow) -> None:
    assert page(window) is window.library_page
    assert window.lesson_page is None


def test_a_card_opens_the_lesson_and_escape_leads_back(window: MainWindow) -> None:
    window.library_page.cards[0].click()
    assert page(window) is window.lesson_page
    assert window.session.lesson.id == "tight_pipe"
    press(window, Qt.Key.Key_Escape)
    assert page(window) is window.library_page
    assert window.library_page.band.isVisible()


def test_escape_leaves_the_nearest_thing_first(window: MainWindow) -> None:
    window.open_lesson("tight_pipe")
    press(window, Qt.Key.Key_Comma, CTRL)
    assert page(window) is window.details_page
    window.tell(Message("Something happened."))
    press(window, Qt.Key.Key_Escape)
    assert window.over.message is None
    assert page(window) is window.details_page
    press(window, Qt.Key.Key_Escape)
    assert page(window) is window.lesson_page


def test_undo_and_redo_work_on_every_page(window: MainWindow) -> None:
    window.open_lesson("tight_pipe")
    window.show_details()
    window.session.set_finding("narrow", 20)
    press(window, Qt.Key.Key_Z, CTRL)
    assert window.session.choices.findings["narrow"] == 70
    press(window, Qt.Key.Key_Y, CTRL)
    assert window.session.choices.findings["narrow"] == 20


def test_words_grow_by_keyboard_and_stop_at_200_per_cent(window: MainWindow) -> None:
    for _ in range(6):
        press(window, Qt.Key.Key_Plus, CTRL)
    assert window.theme.text_scale == 2.0
    press(window, Qt.Key.Key_0, CTRL)
    assert window.theme.text_scale == 1.0


def test_f11_fills_the_screen_and_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_another_language_changes_every_page_and_stays(
    open_window: Callable[..., MainWindow], window: MainWindow, library: Library
) -> None:
    window.library_page.language_menu.picked.emit("sv")
    assert window.library_page.title.accessibleName() == "Vad vill du titta på?"
    assert window.details_page.title.accessibleName() == "Dina uppgifter"
    window.close()
    assert open_window(Session(library)).session.choices.audience.language == "sv"


def test_a_language_chosen_in_the_lesson_reaches_the_other_pages(window: MainWindow) -> None:
    window.open_lesson("tight_pipe")
    window.session.set_audience(language="fr")
    assert window.details_page.done_button.text() == "Terminé"


def test_colours_are_chosen_and_remembered(
    open_window: Callable[..., MainWindow], window: MainWindow, library: Library
) -> None:
    window.details_page.colours_picked.emit("dark")
    assert window.theme.name == "dark"
    assert window.library_page.grab().toImage().pixelColor(3, 3) == window.theme.color("page")
    window.close()
    assert open_window(Session(library)).theme.name == "dark"


def test_forgetting_forgets_the_person_everywhere(window: MainWindow, tmp_path: Path) -> None:
    window.open_lesson("tight_pipe")
    window.session.set_finding("narrow", 20)
    window.set_audience("text_scale", 1.5)
    window.show_details()
    window.details_page.forget_button.click()
    window.details_page.sure_yes.click()
    assert window.session.choices.findings["narrow"] == 70
    assert window.theme.text_scale == 1.0
    assert not window.session.can_undo
    assert window.session.record is not None
    assert window.session.record.load() is None


def test_the_window_comes_back_at_its_place(
    open_window: Callable[..., MainWindow], window: MainWindow, library: Library
) -> None:
    window.resize(700, 600)
    window.close()
    path = window.preference_file.path
    again = MainWindow(Session(library), library, preferences=PreferenceFile(path))
    assert (again.width(), again.height()) == (700, 600)
    again.close()


def test_a_home_that_cannot_be_written_works_silently(
    open_window: Callable[..., MainWindow], session: Session, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    window = open_window(session, blocked / "preferences.json")
    window.set_audience("language", "fr")
    window.close()
    assert window.over.message is None


@pytest.mark.parametrize(
    "text", ["", "not json", "[1, 2]", '{"level": 7, "text_scale": 99.0, "language": "xx"}']
)
def test_broken_preferences_are_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text)
    assert PreferenceFile(path).read() == Preferences()


def test_preferences_keep_what_fits_of_a_half_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"level": "detailed", "language": "xx", "gentle": 1, "captions": false}')
    assert PreferenceFile(path).read() == Preferences(level="detailed", captions=False)


def test_preferences_go_through_an_audience_unchanged() -> None:
    wishes = Preferences(language="fr", second_language="sv", text_scale=1.5, gentle=True, level="detailed")
    assert Preferences().of_audience(wishes.audience()) == wishes


def test_a_folder_without_a_lesson_is_told_in_one_sentence(window: MainWindow, tmp_path: Path) -> None:
    window.open_folder(tmp_path)
    assert window.over.message is not None
    said = window.over.message.message.sentence()
    assert tmp_path.name in said
    assert "Your other lessons work." in said
    assert window.over.message.close_button.hasFocus()
    assert page(window) is window.library_page


def test_a_broken_lesson_names_file_line_and_remedy(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "my_lesson"
    folder.mkdir()
    (folder / "pack.toml").write_text('format = "avlesson/1"\nid = 7\n')
    (folder / "lesson.toml").write_text("steps = [\n")
    window.open_folder(folder)
    assert window.over.message is not None
    assert "my_lesson" in window.over.message.message.what
    assert ".toml" in window.over.message.message.todo


def test_a_broken_pack_is_told_once_when_the_window_comes_up(
    qtbot: QtBot, session: Session, library: Library, tmp_path: Path
) -> None:
    problem = Problem(
        "mine/lesson.toml", 7, "steps", 'property "titel" is not known', 'Did you mean "title"?', "S1"
    )
    broken = replace(library, problems=(problem,))
    window = MainWindow(session, broken, preferences=PreferenceFile(tmp_path / "p.json"))
    qtbot.addWidget(window)
    settled(window, 1280, 800)
    assert window.over.message is not None
    said = window.over.message.message.sentence()
    assert "“mine”" in said
    assert 'mine/lesson.toml:7: property "titel" is not known. Did you mean "title"?' in said
    window.over.dismiss_message()
    window.hide()
    window.show()
    assert window.over.message is None


def test_folders_can_be_dropped_on_the_window(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert window.over.message is not None


def test_a_lesson_that_lacks_something_is_told_and_the_library_stays(window: MainWindow) -> None:
    window.open_lesson("no_such_lesson")
    assert page(window) is window.library_page
    assert window.over.message is not None
    assert "no_such_lesson" in window.over.message.message.what


def test_a_message_stays_at_the_foot_when_the_window_changes(window: MainWindow) -> None:
    window.tell(Message("Something happened.", "You can go on.", "Press Close."))
    for width, height in ((1280, 800), (600, 700)):
        settled(window, width, height)
        assert window.over.message is not None
        foot = window.over.message.geometry()
        assert foot.bottom() < height
        assert foot.top() > height / 2
        assert 0 <= foot.left() < foot.right() < width


def test_the_list_of_keys_opens_and_closes_by_keyboard(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    keys = window.over.keys
    assert keys is not None
    assert keys.close_button.hasFocus()
    assert window.rect().contains(keys.geometry())
    QTest.keyClick(keys.close_button, Qt.Key.Key_Escape)
    assert window.over.keys is None
    press(window, Qt.Key.Key_F1)
    press(window, Qt.Key.Key_F1)
    assert window.over.keys is None


def test_escape_belongs_to_the_page_first(window: MainWindow) -> None:
    class Taker(LessonPageOfTests):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            event.accept()

    window.lesson_page = Taker()  # type: ignore[assignment]
    window.pages.addWidget(window.lesson_page)
    window.open_lesson("tight_pipe")
    QTest.keyClick(window.lesson_page, Qt.Key.Key_Escape)
    assert page(window) is window.lesson_page


def test_a_folder_with_a_lesson_opens_it_on_a_fresh_page(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_lesson("tight_pipe")
    before = window.lesson_page
    pack = library.lessons["tight_pipe"]
    edited = {key: text.model_copy(update={"title": "Edited"}) for key, text in pack.texts.items()}
    grown = replace(library, lessons={pack.id: replace(pack, folder=tmp_path, texts=edited)})
    monkeypatch.setattr(Library, "load", classmethod(lambda cls, extra_folders=(), memory=None: grown))
    window.open_folder(tmp_path)
    assert before.closed
    assert page(window) is window.lesson_page is not before
    assert window.session.text.title == "Edited"


def test_closing_releases_the_lesson_page_and_the_session(window: MainWindow) -> None:
    window.open_lesson("tight_pipe")
    lesson_page = window.lesson_page
    window.close()
    assert lesson_page.closed
    window.session.next()  # nobody of the closed window listens any more
