"""What a screen reader finds on the lesson page: roles, names, values, order, and what it is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from ui.room import Room

from anatomy_viewer.ui import lesson_page, words_card
from anatomy_viewer.ui.controls import Heading
from anatomy_viewer.ui.roles import announce_roles

Role = QAccessible.Role


@pytest.fixture
def room(qtbot) -> Iterator[Room]:
    announce_roles()
    made = Room(qtbot, "narrowing")
    yield made
    made.close()


def role(widget: QWidget) -> Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def value(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Value)


def test_the_picture_is_a_picture_with_a_name_and_a_description(room):
    assert role(room.stage) == Role.Graphic
    assert name(room.stage) == f"Picture: {room.session.step_text.title}"
    described = QAccessible.queryAccessibleInterface(room.stage).text(QAccessible.Text.Description)
    assert described


def test_the_title_is_a_heading(room):
    assert role(room.words.title) == Role.Heading
    assert name(room.words.title) == room.session.step_text.title
    assert [each for each in room.words.findChildren(Heading) if each is room.words.title]


def test_the_slider_says_its_name_and_its_value_in_words(room):
    slider = room.page.timebar.slider
    assert role(slider) == Role.Slider
    assert name(slider)
    assert room.session.slider.value_text in (value(slider), name(slider), slider.accessibleDescription())


def test_everything_to_press_has_a_role_and_a_name(room):
    QApplication.processEvents()
    pressed = [each for each in room.page.findChildren(QAbstractButton) if each.isVisible()]
    assert len(pressed) > 8
    allowed = {
        Role.Button,
        Role.CheckBox,
        Role.RadioButton,
        Role.ButtonMenu,
        Role.ButtonDropDown,
        Role.Link,
        Role.ListItem,
    }
    assert not [each for each in pressed if role(each) not in allowed or not name(each)]


def test_every_tool_says_whether_it_is_in_the_hand(room):
    tool = room.stage.rail.tools["isolate"]
    room.stage.hands.take("isolate")
    assert QAccessible.queryAccessibleInterface(tool).state().checked
    room.stage.hands.put_away()
    assert not QAccessible.queryAccessibleInterface(tool).state().checked


def test_tab_goes_from_the_bar_through_the_words_and_the_slider_to_the_picture(room):
    order: list[str] = []
    areas = {"bar": room.page.bar, "words": room.words, "slider": room.page.timebar, "stage": room.stage}
    room.page.activateWindow()
    room.page.bar.nextInFocusChain().setFocus()
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        area = next((key for key, each in areas.items() if each is focus or each.isAncestorOf(focus)), "")
        if area and (not order or order[-1] != area):
            order.append(area)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    start = order.index("words")
    assert order[start : start + 3] == ["words", "slider", "stage"]


def test_a_new_step_is_announced_with_its_place_title_and_picture(room, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(words_card, "announce", lambda widget, words: said.append(words))
    room.session.next()
    text = room.session.step_text
    assert said[0].startswith("Step 3 of 6")
    assert text.title in said[0]
    assert text.describe in said[0]


def test_a_new_stage_of_the_disease_is_announced_in_words(room, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(lesson_page, "announce", lambda widget, words: said.append(words))
    slider = room.session.slider
    room.session.set_driver(slider.driver, slider.minimum)
    assert said == [room.session.slider.value_text]
    room.session.set_driver(slider.driver, slider.minimum + 1)
    assert len(said) == 1, "once for each stage, not for each step of the slider"
