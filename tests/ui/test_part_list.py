"""Parts can be chosen without touching the picture, and what was done can be taken back by touch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.room import Room

from anatomy_viewer.ui import stage_controls
from anatomy_viewer.ui.controls import MenuButton


@pytest.fixture
def room(qtbot):
    made = Room(qtbot, "narrowing")
    yield made
    made.close()


@pytest.fixture
def heard(monkeypatch):
    said = []
    monkeypatch.setattr(stage_controls, "announce", lambda _widget, words: said.append(words))
    return said


def the_list():
    return QApplication.activePopupWidget()


def press(key):
    """Press a key where the focus of the open list is."""
    row = next(row for row in the_list().rows if row.hasFocus())
    QTest.keyClick(row, key)


def test_a_part_is_faded_by_the_keyboard_alone(room, heard):
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_F)
    names = [row.text() for row in the_list().rows]
    assert "Right pipe" in names or "Right" in names
    assert "Patch" not in names, "a part that is not seen is offered"
    the_list().rows[0].setFocus()
    press(Qt.Key.Key_End)
    chosen = the_list().rows[-1].property("key")
    press(Qt.Key.Key_Return)
    assert the_list() is None
    assert room.session.choices.faded == (chosen,)
    assert room.stage.hands.tool == ""
    assert heard[-1].startswith("See-through now: ")


def test_what_the_step_names_comes_first_under_its_own_heading(room):
    room.stage.hands.take("hide")
    parts = room.stage.parts
    labelled = {label.part for label in room.session.scene.stage.labels}
    first = parts.choices[0][0]
    assert first in labelled
    assert parts.headings[first] == "In this step"
    assert "Other parts" in parts.headings.values()
    names = [name for _key, name in parts.choices]
    assert len(names) == len(set(names))


def test_a_letter_and_the_arrows_walk_the_list(room):
    room.stage.hands.take_by_key("hide")
    rows = the_list().rows
    wall = next(index for index, row in enumerate(rows) if row.text() == "Wall")
    rows[wall - 1].setFocus()
    press(Qt.Key.Key_W)
    assert rows[wall].hasFocus()
    press(Qt.Key.Key_Down)
    assert rows[(wall + 1) % len(rows)].hasFocus()
    press(Qt.Key.Key_Home)
    assert rows[0].hasFocus()
    press(Qt.Key.Key_Escape)


def test_escape_leaves_the_list_and_the_tool(room):
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_I)
    press(Qt.Key.Key_Escape)
    assert the_list() is None
    assert room.stage.hands.tool == ""
    assert room.session.choices.isolated == ()
    assert not room.stage.parts.isVisible()


def test_a_tool_pressed_by_a_key_opens_the_list_and_one_pressed_by_a_finger_only_offers_it(room):
    tool = room.stage.rail.tools["isolate"]
    room.qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert the_list() is None
    assert room.stage.parts.isVisible()
    assert room.stage.parts.text() == "From a list"
    assert room.stage.parts.height() >= 44
    room.stage.hands.put_away()
    tool.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tool, Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert len(room.session.choices.isolated) == 1
    assert room.stage.rail.tools["show_all"].isVisible()


def test_a_question_about_the_picture_takes_no_tool(room):
    room.session.seek("show")
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_H)
    assert the_list() is None
    assert room.stage.hands.tool == ""


def test_a_long_list_stays_on_the_screen_and_scrolls(qtbot, theme):
    button = MenuButton(theme, "", "Many")
    qtbot.addWidget(button)
    button.set_choices([(str(n), f"Part {n}") for n in range(60)], "")
    button.show()
    popup = button.open_list()
    assert popup.height() <= button.screen().availableGeometry().height()
    QTest.keyClick(popup.rows[0], Qt.Key.Key_End)
    last = popup.rows[-1]
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()
    popup.close()


# ------------------------------------------------------------------ taking back
def test_undo_shows_once_there_is_something_to_take_back(room):
    undo = room.stage.views.undo
    assert not undo.isVisible()
    room.session.hide("pump/wall")
    assert undo.isVisible()
    assert undo.accessibleName() == "Undo"
    assert min(undo.width(), undo.height()) >= 44
    room.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert room.session.choices.hidden == ()
    assert undo.accessibleName() == "Do again"
    room.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert room.session.choices.hidden == ("pump/wall",)


def test_undo_held_does_again_and_does_not_undo_on_release(room):
    undo = room.stage.views.undo
    room.session.hide("pump/wall")
    room.session.fade("pump/pipes/left")
    room.session.undo()
    QTest.mousePress(undo, Qt.MouseButton.LeftButton)
    undo._hold.timeout.emit()
    QTest.mouseRelease(undo, Qt.MouseButton.LeftButton)
    assert room.session.choices.faded == ("pump/pipes/left",)


def test_the_views_do_not_fold_when_undo_comes(room):
    before = [pill.isVisible() for pill in room.stage.views.pills]
    room.session.hide("pump/wall")
    assert [pill.isVisible() for pill in room.stage.views.pills] == before


# ------------------------------------------------------------------ a pack at fault
def test_a_picture_that_cannot_be_painted_is_told_once_in_one_sentence(room, monkeypatch):
    def refuse(*_args, **_more):
        raise KeyError("no morph “twist” on pump/wall")

    monkeypatch.setattr(room.stage.picture.painter, "paint", refuse)
    told = []
    room.page.trouble.connect(told.append)
    room.session.hide("pump/wall")
    room.stage.viewport.grab()
    room.stage.viewport.grab()
    room.qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    QApplication.processEvents()
    (message,) = told
    assert "cannot be drawn" in message.what
    assert "twist" in message.todo
