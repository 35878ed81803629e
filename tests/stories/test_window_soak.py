"""Soak of the page: hundreds of keys, fingers, pens, buttons and sizes in any order leave all of it whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QLineEdit, QWidget
from ui.room import Room

from anatomy_viewer.ui.tools.table import TOOLS

ACTIONS = 150
SIZES = [(1280, 800), (800, 1280), (1000, 700), (1600, 900)]
KEYS = [
    *(getattr(Qt.Key, f"Key_{tool.key}") for tool in TOOLS if tool.key and tool.id != "present"),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete),
    *(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_9, Qt.Key.Key_0),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Escape),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace, Qt.Key.Key_Period),
]
NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Hand:
    """Somebody who does anything, the same for the same seed."""

    def __init__(self, room: Room, screen: QPointingDevice, seed: int) -> None:
        self.room, self.screen, self.dice = room, screen, random.Random(seed)
        self.trail: list[str] = []

    def act(self) -> None:
        """Do one thing, and let the window answer."""
        doing = self.dice.choice(DOINGS)
        self.trail.append(doing.__name__)
        doing(self)
        self.room.pass_time(self.dice.choice([0.0, 0.1, 2.0]), 1)
        QApplication.processEvents()

    @property
    def stage(self) -> QWidget:
        return self.room.stage

    def point(self) -> QPoint:
        """A place on the stage, more often on the picture than beside it."""
        middle, reach = self.stage.rect().center(), min(self.stage.width(), self.stage.height()) // 2
        return middle + QPoint(self.dice.randint(-reach, reach), self.dice.randint(-reach, reach))

    def way(self) -> list[QPoint]:
        start, step = self.point(), QPoint(self.dice.randint(-30, 30), self.dice.randint(-30, 30))
        return [start + step * n for n in range(self.dice.choice([1, 2, 6]))]

    # -------------------------------------------------------------- by keys
    def press_a_key(self) -> None:
        key = self.dice.choice(KEYS)
        target = self.dice.choice([self.stage, self.room.page, QApplication.focusWidget() or self.stage])
        self.trail[-1] += f" {key.name} at {type(target).__name__}"
        QTest.keyClick(target, key, self.dice.choice([NONE, NONE, NONE, SHIFT]))

    def take_back(self) -> None:
        (self.room.session.undo if self.dice.random() < 0.7 else self.room.session.redo)()

    def write_words(self) -> None:
        fields = [field for field in self.room.page.findChildren(QLineEdit) if field.isVisible()]
        if fields:
            QTest.keyClicks(self.dice.choice(fields), self.dice.choice(["le", "wall", "7", "å"]))

    # -------------------------------------------------------------- by hand
    def tap(self) -> None:
        QTest.mouseClick(self.stage, Qt.MouseButton.LeftButton, NONE, self.point())

    def tap_twice(self) -> None:
        QTest.mouseDClick(self.stage, Qt.MouseButton.LeftButton, NONE, self.point())

    def drag(self) -> None:
        way = self.way()
        QTest.mousePress(self.stage, Qt.MouseButton.LeftButton, NONE, way[0])
        for point in way[1:]:
            QTest.mouseMove(self.stage, point)
        if self.dice.random() < 0.2:
            self.press_a_key()
        QTest.mouseRelease(self.stage, Qt.MouseButton.LeftButton, NONE, way[-1])

    def touch(self) -> None:
        way = self.way()
        self._touch(lambda event: event.press(0, way[0], self.stage))
        for point in way[1:]:
            self._touch(lambda event, at=point: event.move(0, at, self.stage))
        self._touch(lambda event: event.release(0, way[-1], self.stage))

    def pinch(self) -> None:
        """Two fingers, the second of which comes later and goes earlier."""
        first, second = self.way(), self.point()
        self._touch(lambda event: event.press(0, first[0], self.stage))
        self._touch(lambda event: event.move(0, first[0], self.stage).press(1, second, self.stage))
        for point in first[1:]:
            self._touch(lambda event, at=point: event.move(0, at, self.stage).move(1, second, self.stage))
        self._touch(lambda event: event.move(0, first[-1], self.stage).release(1, second, self.stage))
        self._touch(lambda event: event.release(0, first[-1], self.stage))

    def _touch(self, change: Callable[[object], object]) -> None:
        event = QTest.touchEvent(self.stage.window(), self.screen)
        change(event)
        event.commit()

    def write_with_a_pen(self) -> None:
        way = self.way()
        self._pen(QEvent.Type.TabletPress, way[0])
        for point in way[1:]:
            self._pen(QEvent.Type.TabletMove, point)
        self._pen(QEvent.Type.TabletRelease, way[-1])

    def _pen(self, kind: QEvent.Type, at: QPoint) -> None:
        down = kind != QEvent.Type.TabletRelease
        event = QTabletEvent(
            kind,
            PEN,
            QPointF(at),
            QPointF(self.stage.mapToGlobal(at)),
            0.5 * down,
            *(0.0, 0.0, 0.0, 0.0, 0.0),
            NONE,
            Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton,
        )
        QApplication.sendEvent(self.stage, event)

    def turn_the_wheel(self) -> None:
        at, turn = QPointF(self.point()), QPoint(0, self.dice.choice([-240, -30, 30, 120]))
        where = QPointF(self.stage.mapToGlobal(at.toPoint()))
        phase = Qt.ScrollPhase.NoScrollPhase
        none = Qt.MouseButton.NoButton
        event = QWheelEvent(at, where, QPoint(), turn, none, self.dice.choice([NONE, CONTROL]), phase, False)
        QApplication.sendEvent(self.stage, event)

    # -------------------------------------------------------------- by the controls
    def press_a_button(self) -> None:
        shown = [b for b in self.room.page.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
        button = self.dice.choice(shown)
        self.trail[-1] += f" {button.accessibleName() or button.text()!r}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def slide(self) -> None:
        shown = [s for s in self.room.page.findChildren(QAbstractSlider) if s.isVisible()]
        if shown:
            slider = self.dice.choice(shown)
            slider.setValue(self.dice.randint(slider.minimum(), slider.maximum()))

    def resize(self) -> None:
        self.room.page.resize(*self.dice.choice(SIZES))

    def prefer(self) -> None:
        dice = self.dice
        changes = [
            {"language": dice.choice(["en", "sv"])},
            {"less_movement": dice.random() < 0.5},
            {"gentle": dice.random() < 0.5},
        ]
        self.room.session.set_audience(**dice.choice(changes))

    def go_somewhere(self) -> None:
        self.room.session.seek(self.dice.choice(self.room.session.steps).id)

    def draw_it(self) -> None:
        """Let the window paint itself."""
        self.room.page.grab()


DOINGS = [
    *(Hand.press_a_key, Hand.press_a_key, Hand.press_a_key, Hand.press_a_key, Hand.take_back),
    *(Hand.write_words, Hand.tap, Hand.tap_twice, Hand.drag, Hand.drag, Hand.touch, Hand.touch, Hand.pinch),
    *(Hand.write_with_a_pen, Hand.turn_the_wheel, Hand.press_a_button, Hand.press_a_button, Hand.slide),
    *(Hand.resize, Hand.prefer, Hand.go_somewhere, Hand.draw_it),
]
PEN = QPointingDevice(
    "pen",
    1,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    2,
)


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def room(qtbot) -> Iterator[Room]:
    room = Room(qtbot, less_movement=False)
    room.page.activateWindow()
    yield room
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    room.close()


@pytest.mark.parametrize("seed", range(2))
def test_whatever_a_hand_does_the_page_stays_whole(room, screen, qtbot, seed) -> None:
    hand = Hand(room, screen, seed)
    for _ in range(ACTIONS):
        with qtbot.captureExceptions() as raised:
            hand.act()
        assert not raised, f"after {hand.trail[-5:]}: {raised[0][1]!r}"
        stage = room.session.scene.stage
        assert stage.camera.height > 0 and room.session.step.scene.model == stage.models[0], hand.trail[-5:]
    room.session.forget()
    room.page.grab()
    assert not room.session.can_undo
