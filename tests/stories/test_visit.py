"""A visit: the clinician prepares the lesson, the patient answers; by touch, and by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from ui.room import Room

TAB_LIMIT = 80


@pytest.fixture(scope="module")
def screen(qapp) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def visit(qtbot):
    """The lesson as the clinician opens it."""
    room = Room(qtbot)
    room.page.activateWindow()
    yield room
    room.close()


# ------------------------------------------------------------------ by touch
class Finger:
    """One finger on a touch screen."""

    def __init__(self, screen: QPointingDevice) -> None:
        self.screen = screen

    def tap(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.drag(widget, [at or widget.rect().center()])

    def drag(self, widget: QWidget, way: list[QPoint]) -> None:
        """Put the finger down at the first point, go along the others, and lift it at the last."""
        QTest.touchEvent(widget.window(), self.screen).press(0, way[0], widget).commit()
        for point in way[1:]:
            QTest.touchEvent(widget.window(), self.screen).move(0, point, widget).commit()
        QTest.touchEvent(widget.window(), self.screen).release(0, way[-1], widget).commit()
        QApplication.processEvents()

    def pinch(self, widget: QWidget, middle: QPoint, first: int, last: int) -> None:
        """Two fingers move apart, from `first` to `last` px from the middle."""
        apart = [QPoint(reach, 0) for reach in range(first, last, 10)]
        window = widget.window()
        QTest.touchEvent(window, self.screen).press(0, middle - apart[0], widget).press(
            1, middle + apart[0], widget
        ).commit()
        for reach in apart[1:]:
            QTest.touchEvent(window, self.screen).move(0, middle - reach, widget).move(
                1, middle + reach, widget
            ).commit()
        QTest.touchEvent(window, self.screen).release(0, middle - apart[-1], widget).release(
            1, middle + apart[-1], widget
        ).commit()
        QApplication.processEvents()


def button(room: Room, words: str) -> QAbstractButton:
    """The button that says these words."""
    QApplication.processEvents()
    shown = [b for b in room.page.findChildren(QAbstractButton) if b.isVisible() and b.text() == words]
    assert shown, f"no button says {words!r}"
    return shown[0]


def test_a_visit_by_touch(visit, screen):
    finger, session = Finger(screen), visit.session

    # The clinician steps to the narrowing and drags the slider to 30 %, then to the patient's 70 %.
    finger.tap(visit.words.next)
    assert session.step.id == "narrowing"
    slider = visit.page.timebar.slider
    places = [QPoint(round(slider.x_of(value)), round(slider._track_y())) for value in (70, 50, 30, 70)]
    finger.drag(slider, places[:3])
    assert session.slider.value == pytest.approx(30, abs=1)
    finger.drag(slider, [places[2], places[3]])
    assert session.slider.value == 70

    # One finger turns the heart, two come closer; undo takes one turn back.
    camera = session.scene.stage.camera
    middle = visit.stage.middle.toPoint()
    finger.drag(visit.stage, [middle + QPoint(step, 0) for step in range(0, 120, 20)])
    turned = session.scene.stage.camera
    assert turned.direction != camera.direction
    finger.pinch(visit.stage, middle, 40, 120)
    assert session.scene.stage.camera.height < turned.height
    session.undo()
    assert session.scene.stage.camera == turned
    finger.tap(button(visit, "Put it back"))
    assert session.choices.camera is None

    # Swedish, and on through the lesson.
    finger.tap(visit.page.bar.language)
    finger.tap(next(row for row in QApplication.activePopupWidget().rows if row.text() == "Svenska"))
    assert visit.words.title.words.startswith("Steg för steg")
    while session.step.id != "show":
        finger.tap(visit.words.next)

    # The patient touches the wrong pipe, is shown once more, and then finds the right one.
    finger.tap(visit.stage, visit.place("pump/pipes/right"))
    assert visit.words.teach_back.state == "wrong"
    finger.tap(button(visit, "Visa mig en gång till"))
    assert session.step.id == "narrowing"
    finger.tap(visit.words.next)
    assert session.step.id == "show"
    finger.tap(visit.stage, visit.place("pump/pipes/left"))
    assert visit.words.teach_back.state == "right"
    assert [answer.state for answer in session.choices.answers] == ["wrong", "right"]


def test_a_swipe_over_the_words_turns_the_page(visit, screen):
    finger = Finger(screen)
    words = visit.words.scroller.viewport()
    finger.drag(words, [QPoint(x, words.height() - 12) for x in range(300, 60, -40)])
    assert visit.session.step.id == "narrowing"
    visit.qtbot.wait(400)
    finger.drag(words, [QPoint(x, words.height() - 12) for x in range(60, 320, 40)])
    assert visit.session.step.id == "pump"


# ------------------------------------------------------------------ by keyboard
class Keyboard:
    """Somebody with a keyboard and nothing else."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.room.page, key, modifier)
        QApplication.processEvents()

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a control has the focus; fail where it cannot be reached."""
        for _ in range(TAB_LIMIT):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"{widget} is not reached by Tab")


def test_a_visit_by_keyboard_alone(visit):
    keyboard, session = Keyboard(visit), visit.session

    # The clinician goes on, moves the slider to the start and back to 70 %.
    keyboard.tab_to(visit.words.next)
    keyboard.press(Qt.Key.Key_Return)
    assert session.step.id == "narrowing"
    keyboard.tab_to(visit.page.timebar.slider)
    keyboard.press(Qt.Key.Key_Home)
    assert session.slider.value == 0
    keyboard.press(Qt.Key.Key_PageUp)
    assert session.slider.value == 70, "the next named stage"
    keyboard.press(Qt.Key.Key_Right)
    assert session.slider.value == 71
    session.undo()
    assert session.slider.value == 70

    # The model is turned and put back.
    keyboard.tab_to(visit.stage)
    camera = session.scene.stage.camera
    keyboard.press(Qt.Key.Key_Left)
    assert session.scene.stage.camera != camera
    keyboard.press(Qt.Key.Key_Home)
    assert session.scene.stage.camera == camera

    # Swedish by the menu.
    keyboard.tab_to(visit.page.bar.language)
    keyboard.press(Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    row = next(row for row in popup.rows if row.text() == "Svenska")
    QTest.keyClick(row, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert visit.words.title.words.startswith("Steg för steg")

    # On to the question; the list stands in for pointing.
    while session.step.id != "show":
        keyboard.tab_to(visit.words.next)
        keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(button(visit, "Välj i en lista i stället"))
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(button(visit, "Right"))
    keyboard.press(Qt.Key.Key_Return)
    assert visit.words.teach_back.state == "wrong"

    # Taught once more, then right.
    keyboard.tab_to(button(visit, "Visa mig en gång till"))
    keyboard.press(Qt.Key.Key_Return)
    assert session.step.id == "narrowing"
    keyboard.tab_to(visit.words.next)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(button(visit, "Välj i en lista i stället"))
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(button(visit, "Left pipe"))
    keyboard.press(Qt.Key.Key_Return)
    assert visit.words.teach_back.state == "right"
