"""A consultation: two pictures side by side, a divider to push, and what a doctor draws on the organ."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSlider, QWidget
from ui.room import Room

from anatomy_viewer.ui.beside_divider import Divider

NARROW, WIDE = (800, 1280), (1280, 800)


@pytest.fixture(scope="module")
def screen(qapp) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture(scope="module")
def stylus(qapp) -> QPointingDevice:
    """A pen that feels how hard it presses."""
    return pen_of(7, QPointingDevice.PointerType.Pen)


@pytest.fixture(scope="module")
def eraser(qapp) -> QPointingDevice:
    """The other end of the pen."""
    return pen_of(8, QPointingDevice.PointerType.Eraser)


def pen_of(number: int, kind: QPointingDevice.PointerType) -> QPointingDevice:
    """One end of a pen, as Qt knows it."""
    ability = QInputDevice.Capability
    return QPointingDevice(
        "pen",
        number,
        QInputDevice.DeviceType.Stylus,
        kind,
        ability.Position | ability.Pressure,
        1,
        2,
    )


@pytest.fixture
def consultation(qtbot):
    """A lesson at the step about the narrow pipe."""
    room = Room(qtbot, "narrowing")
    room.page.activateWindow()
    yield room
    room.close()


@pytest.fixture
def at_the_pump(qtbot):
    """A lesson at its first step: the pump from the front, with nothing over it."""
    room = Room(qtbot, "pump")
    room.page.activateWindow()
    yield room
    room.close()


def touch(screen, widget: QWidget, way: list[QPoint]) -> None:
    """One finger goes along a way."""
    window = widget.window()
    QTest.touchEvent(window, screen).press(0, way[0], widget).commit()
    for point in way[1:]:
        QTest.touchEvent(window, screen).move(0, point, widget).commit()
    QTest.touchEvent(window, screen).release(0, way[-1], widget).commit()
    QApplication.processEvents()


def drag(widget: QWidget, way: list[QPoint]) -> None:
    """The mouse goes along a way with its button held."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=way[0])
    for point in way[1:]:
        QTest.mouseMove(widget, point)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=way[-1])


def pen(stylus, widget: QWidget, kind: QEvent.Type, at: QPoint, pressure: float = 0.5) -> None:
    """One event of a real pen."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    down = kind != QEvent.Type.TabletRelease and pressure > 0
    moved = kind == QEvent.Type.TabletMove
    event = QTabletEvent(
        kind,
        stylus,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        none if moved else left,
        left if down else none,
    )
    QApplication.sendEvent(widget, event)


def write(stylus, widget: QWidget, way: list[QPoint], pressure: float = 0.5) -> None:
    """The pen draws along a way."""
    pen(stylus, widget, QEvent.Type.TabletPress, way[0], pressure)
    for point in way[1:]:
        pen(stylus, widget, QEvent.Type.TabletMove, point, pressure)
    pen(stylus, widget, QEvent.Type.TabletRelease, way[-1], 0.0)


def across(room, part: str, length: int = 40) -> list[QPoint]:
    """A way over the middle of a part, px of the stage."""
    middle = room.place(part)
    return [middle + QPoint(x, 0) for x in range(-length, length + 1, 8)]


def press_tool(room, tool: str) -> None:
    """Press a tool beside the picture, or in the sheet where the rail has no place for it."""
    button = room.stage.rail.tools[tool]
    if button.isVisible():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        room.stage.hands.take(tool)
    room.pass_time(2.0)
    room.page.grab()
    room.stage.redraw()


def key(room, *keys) -> None:
    for each in keys:
        QTest.keyClick(room.stage, each)


def strokes(room):
    return room.session.scene.stage.strokes


def button_of(room, words: str) -> QAbstractButton:
    panel = room.stage.controls.panel
    return next(each for each in panel.findChildren(QAbstractButton) if each.text() == words)


# ------------------------------------------------------------------ comparing
def test_two_pictures_show_what_is_healthy_and_what_is_the_patient_s(consultation):
    press_tool(consultation, "compare")
    consultation.page.grab()
    beside, drawing = consultation.session.scene.beside, consultation.stage.overlay.drawing
    assert [(title.words, title.own) for title in drawing.titles] == [
        (beside.name, False),
        (beside.own_name, True),
    ]
    assert drawing.second is not None
    assert drawing.frame.size() == drawing.second.frame.size(), "neither half looks better"
    assert drawing.lens is not None and drawing.second.lens is not None


def test_both_pictures_turn_under_one_finger_on_either(consultation, screen):
    press_tool(consultation, "compare")
    consultation.stage.hands.hold(None)
    picture = consultation.stage.picture
    for frame in (picture.places.other, picture.places.own):
        before = consultation.session.scene.stage.camera
        start = frame.center().toPoint()
        touch(screen, consultation.stage, [start, start + QPoint(30, 0), start + QPoint(90, 0)])
        assert consultation.session.scene.stage.camera != before
        consultation.page.grab()
        assert picture.own.painter.stage.camera == picture.other.painter.stage.camera


def test_a_touch_in_either_picture_names_the_same_part(consultation, screen):
    press_tool(consultation, "compare")
    consultation.stage.hands.hold(None)
    consultation.page.grab()
    places = consultation.stage.picture.places
    own = consultation.place("pump/wall")
    other = own + (places.other.topLeft() - places.own.topLeft()).toPoint()
    for at in (own, other):
        consultation.stage.hands.put_away()
        QTest.qWait(0)
        consultation.stage.hands.gestures.tapped.emit(QPointF(at))
        assert consultation.stage.hands.named[0].startswith("pump/")


def test_the_divider_is_pushed_by_mouse_and_by_keys(consultation):
    session = consultation.session
    press_tool(consultation, "compare")
    QTest.mouseClick(button_of(consultation, "Divider"), Qt.MouseButton.LeftButton)
    divider = consultation.stage.controls.divider
    assert divider.isVisible() and min(divider.width(), divider.height()) >= 52
    middle = divider.rect().center()
    drag(divider, [middle, middle + QPoint(30, 0), middle + QPoint(120, 0)])
    assert session.scene.beside.at > 0.6
    divider.setFocus()
    before = session.scene.beside.at
    QTest.keyClick(divider, Qt.Key.Key_Left)
    assert session.scene.beside.at < before
    QTest.keyClick(divider, Qt.Key.Key_Home)
    assert session.scene.beside.at == 0.0
    session.undo()
    assert session.scene.beside is not None


def test_one_drag_of_the_divider_is_taken_back_at_once(consultation):
    press_tool(consultation, "compare")
    consultation.session.set_layout("wipe")
    consultation.clock.advance(5)
    divider = consultation.stage.controls.divider
    middle = divider.rect().center()
    drag(divider, [middle, middle + QPoint(40, 0), middle + QPoint(80, 0)])
    consultation.session.undo()
    assert consultation.session.scene.beside.at == pytest.approx(0.5)


def test_the_divider_is_a_slider_that_says_what_is_on_either_side(consultation):
    press_tool(consultation, "compare")
    consultation.session.set_layout("wipe")
    divider = consultation.stage.controls.divider
    seen = QAccessible.queryAccessibleInterface(divider)
    assert seen.role() == QAccessible.Role.Slider
    assert seen.text(QAccessible.Text.Name) == "Divider between two pictures"
    beside = consultation.session.scene.beside
    assert beside.name in seen.text(QAccessible.Text.Description)
    assert beside.own_name in seen.text(QAccessible.Text.Description)
    assert isinstance(divider, QSlider) and isinstance(divider, Divider)


def test_by_keys_alone_one_compares_and_ends(consultation):
    consultation.stage.setFocus()
    key(consultation, Qt.Key.Key_M)
    assert consultation.session.scene.beside is not None
    key(consultation, Qt.Key.Key_Escape)
    assert consultation.session.scene.beside is not None, "the comparison stays, its panel goes"
    key(consultation, Qt.Key.Key_M, Qt.Key.Key_M)
    assert consultation.session.scene.beside is None


def test_put_it_back_ends_the_comparison(consultation):
    press_tool(consultation, "compare")
    QTest.mouseClick(consultation.stage.views.home, Qt.MouseButton.LeftButton)
    assert consultation.session.scene.beside is None
    consultation.page.grab()
    assert consultation.stage.overlay.drawing.second is None


def test_with_large_words_the_panel_offers_only_what_changes_something(consultation):
    consultation.theme.choose(text_scale=2.0)
    press_tool(consultation, "compare")
    layouts = consultation.stage.hands.held.layouts
    assert [key for key, button in layouts.items() if button.isVisible()] == ["wipe"]
    layouts["wipe"].click()
    assert [key for key, button in layouts.items() if button.isVisible()] == ["side"]


def test_where_there_is_nothing_to_compare_with_nothing_is_offered(at_the_pump):
    at_the_pump.page.grab()
    assert not at_the_pump.stage.rail.tools["compare"].isVisible()


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_titles_and_lenses_lie_in_their_own_picture(qtbot, size):
    room = Room(qtbot, "narrowing", size=size)
    press_tool(room, "compare")
    room.pass_time(2.0)
    room.page.grab()
    drawing = room.stage.overlay.drawing
    for each, title in ((drawing.second, drawing.titles[0]), (drawing, drawing.titles[1])):
        assert each.frame.contains(title.box)
        assert each.lens is None or each.frame.contains(each.lens.box)
    room.close()


# ------------------------------------------------------------------ drawing
def test_a_finger_draws_on_the_organ_and_the_line_turns_with_it(at_the_pump, screen):
    press_tool(at_the_pump, "draw")
    at_the_pump.page.grab()
    touch(screen, at_the_pump.stage, across(at_the_pump, "pump/wall"))
    assert [stroke.part for stroke in strokes(at_the_pump)] == ["pump/wall"]
    at_the_pump.page.grab()
    line = at_the_pump.stage.overlay.drawing.strokes[0]
    middle = line.places[len(line.places) // 2]
    assert (middle - QPointF(at_the_pump.place("pump/wall"))).manhattanLength() < 14
    at_the_pump.session.look_from("behind") if "behind" in _views(at_the_pump) else _turn_round(at_the_pump)
    at_the_pump.pass_time(2.0)
    at_the_pump.page.grab()
    behind = at_the_pump.stage.overlay.drawing.strokes[0]
    assert not any(seen for _, _, seen in behind.runs), "from behind it lies on the far side"


def _views(room):
    return [view.id for view in room.stage.hands.model.views]


def _turn_round(room):
    room.stage.hands.turn_by(180.0, 0.0)


def test_on_the_picture_a_line_shows_only_from_where_it_was_drawn(at_the_pump):
    press_tool(at_the_pump, "draw")
    QTest.mouseClick(button_of(at_the_pump, "Picture"), Qt.MouseButton.LeftButton)
    at_the_pump.page.grab()
    drag(at_the_pump.stage, across(at_the_pump, "pump/wall"))
    assert strokes(at_the_pump)[0].part == "" and strokes(at_the_pump)[0].camera is not None
    assert len(at_the_pump.stage.overlay.drawing.strokes) == 1
    at_the_pump.stage.hands.turn_by(30.0, 0.0)
    assert at_the_pump.stage.overlay.drawing.strokes == ()


def test_a_pen_draws_thicker_the_harder_it_presses_and_fingers_turn(at_the_pump, stylus, screen):
    press_tool(at_the_pump, "draw")
    at_the_pump.page.grab()
    stage, pointers = at_the_pump.stage, at_the_pump.stage.hands.pointers
    write(stylus, stage, across(at_the_pump, "pump/wall"), pressure=0.2)
    write(stylus, stage, across(at_the_pump, "pump/wall"), pressure=0.95)
    light, hard = strokes(at_the_pump)
    assert hard.width > 1.5 * light.width
    pointers.now = lambda: 1e9  # the pen has been away for long
    before = at_the_pump.session.scene.stage.camera
    touch(screen, stage, across(at_the_pump, "pump/wall", 80))
    assert len(strokes(at_the_pump)) == 2, "a finger draws no more once a pen was seen"
    assert at_the_pump.session.scene.stage.camera != before


def test_the_other_end_of_the_pen_rubs_out(at_the_pump, stylus, eraser):
    press_tool(at_the_pump, "draw")
    at_the_pump.page.grab()
    way = across(at_the_pump, "pump/wall")
    write(stylus, at_the_pump.stage, way)
    assert len(strokes(at_the_pump)) == 1
    write(eraser, at_the_pump.stage, way)
    assert strokes(at_the_pump) == ()
    write(stylus, at_the_pump.stage, way)
    assert len(strokes(at_the_pump)) == 1, "turned round again, it draws"


def test_the_hand_that_holds_the_pen_does_nothing(at_the_pump, stylus, screen):
    press_tool(at_the_pump, "draw")
    stage = at_the_pump.stage
    way = across(at_the_pump, "pump/wall")
    pen(stylus, stage, QEvent.Type.TabletPress, way[0])
    pen(stylus, stage, QEvent.Type.TabletMove, way[3])
    before = at_the_pump.session.scene.stage.camera
    touch(screen, stage, [QPoint(600, 400), QPoint(640, 420), QPoint(700, 430)])
    for point in way[4:]:
        pen(stylus, stage, QEvent.Type.TabletMove, point)
    pen(stylus, stage, QEvent.Type.TabletRelease, way[-1], 0.0)
    assert at_the_pump.session.scene.stage.camera == before
    assert len(strokes(at_the_pump)) == 1


def test_two_fingers_never_draw(at_the_pump, screen):
    press_tool(at_the_pump, "draw")
    stage, window = at_the_pump.stage, at_the_pump.stage.window()
    middle = at_the_pump.place("pump/wall")
    QTest.touchEvent(window, screen).press(0, middle, stage).commit()
    QTest.touchEvent(window, screen).stationary(0).press(1, middle + QPoint(60, 0), stage).commit()
    QTest.touchEvent(window, screen).move(0, middle - QPoint(40, 0), stage).move(
        1, middle + QPoint(100, 0), stage
    ).commit()
    QTest.touchEvent(window, screen).release(0, middle - QPoint(40, 0), stage).release(
        1, middle + QPoint(100, 0), stage
    ).commit()
    assert strokes(at_the_pump) == ()


def test_colour_and_width_are_chosen_and_told(at_the_pump):
    press_tool(at_the_pump, "draw")
    for words in ("Amber", "Thick"):
        button = button_of(at_the_pump, words)
        assert min(button.width(), button.height()) >= 44
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        seen = QAccessible.queryAccessibleInterface(button)
        assert seen.text(QAccessible.Text.Name) == words and seen.state().checked
    at_the_pump.page.grab()
    drag(at_the_pump.stage, across(at_the_pump, "pump/wall"))
    assert (strokes(at_the_pump)[0].color, strokes(at_the_pump)[0].width) == ("care_mark", 10.0)


def test_lines_are_rubbed_out_one_by_one_or_all_after_asking(at_the_pump):
    press_tool(at_the_pump, "draw")
    at_the_pump.page.grab()
    way = across(at_the_pump, "pump/wall")
    low = [point + QPoint(0, 50) for point in way]
    drag(at_the_pump.stage, way)
    drag(at_the_pump.stage, low)
    kept = strokes(at_the_pump)[1]
    QTest.mouseClick(button_of(at_the_pump, "Rub out"), Qt.MouseButton.LeftButton)
    drag(at_the_pump.stage, [way[4] - QPoint(0, 30), way[4], way[5]])
    assert strokes(at_the_pump) == (kept,)
    QTest.mouseClick(button_of(at_the_pump, "Erase all"), Qt.MouseButton.LeftButton)
    assert strokes(at_the_pump) == (kept,), "it asks first"
    QTest.mouseClick(button_of(at_the_pump, "Really all?"), Qt.MouseButton.LeftButton)
    assert strokes(at_the_pump) == ()
    at_the_pump.session.undo()
    assert strokes(at_the_pump) == (kept,)


def test_by_keys_alone_a_line_is_drawn(at_the_pump):
    at_the_pump.page.grab()
    at_the_pump.stage.setFocus()
    camera = at_the_pump.session.scene.stage.camera
    key(at_the_pump, Qt.Key.Key_D, Qt.Key.Key_Left)
    cursor = at_the_pump.stage.overlay.drawing.cursor
    assert cursor is not None and cursor.x() < at_the_pump.stage.middle.x()
    key(at_the_pump, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert len(at_the_pump.stage.overlay.drawing.strokes) == 1, "the line shows while it is drawn"
    key(at_the_pump, Qt.Key.Key_Return)
    assert len(strokes(at_the_pump)) == 1 and len(strokes(at_the_pump)[0].points) > 5
    assert at_the_pump.session.scene.stage.camera == camera
    key(at_the_pump, Qt.Key.Key_Escape)
    assert at_the_pump.stage.hands.held is None


def test_lines_stay_with_their_step_and_show_in_both_pictures(consultation):
    press_tool(consultation, "draw")
    consultation.page.grab()
    drag(consultation.stage, across(consultation, "pump/wall"))
    consultation.stage.hands.hold(None)
    press_tool(consultation, "compare")
    consultation.page.grab()
    drawing = consultation.stage.overlay.drawing
    assert len(drawing.strokes) == len(drawing.second.strokes) == 1
    consultation.session.next()
    assert strokes(consultation) == ()
    consultation.session.back()
    assert len(strokes(consultation)) == 1
