"""Exploring: every tool by touch, by mouse and by the keyboard alone, and what assistive technology sees."""

from __future__ import annotations

from math import radians, sin

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from ui.room import Room

from anatomy_viewer.scene.state import MeasureState
from anatomy_viewer.ui import camera_moves as moves
from anatomy_viewer.ui.tools.sheet import Tile
from anatomy_viewer.ui.tools.table import TOOLS

Key = Qt.Key


@pytest.fixture(scope="module")
def screen(qapp) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def room(qtbot, request):
    """A page on the made-up pump, in a step without a slider; parameters: options of the room."""
    made = Room(qtbot, "pump", **getattr(request, "param", {}))
    made.page.activateWindow()
    made.stage.setFocus(Qt.FocusReason.TabFocusReason)
    yield made
    made.close()


class Fingers:
    """Fingers on the stage, with Qt's own touch events."""

    def __init__(self, room: Room, screen: QPointingDevice) -> None:
        self.stage, self.screen = room.stage, screen

    def tap(self, at: QPoint) -> None:
        self.drag([at])

    def drag(self, way: list[QPoint]) -> None:
        window = self.stage.window()
        QTest.touchEvent(window, self.screen).press(0, way[0], self.stage).commit()
        for point in way[1:]:
            QTest.touchEvent(window, self.screen).move(0, point, self.stage).commit()
        QTest.touchEvent(window, self.screen).release(0, way[-1], self.stage).commit()
        QApplication.processEvents()

    def two(self, first: list[QPoint], second: list[QPoint]) -> None:
        """Two fingers go their ways together."""
        window, ways = self.stage.window(), list(zip(first, second, strict=True))
        a, b = ways[0]
        QTest.touchEvent(window, self.screen).press(0, a, self.stage).press(1, b, self.stage).commit()
        for a, b in ways[1:]:
            QTest.touchEvent(window, self.screen).move(0, a, self.stage).move(1, b, self.stage).commit()
        QTest.touchEvent(window, self.screen).release(0, a, self.stage).release(1, b, self.stage).commit()
        QApplication.processEvents()


@pytest.fixture
def fingers(room, screen) -> Fingers:
    return Fingers(room, screen)


def press(widget: QWidget, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def take(room: Room, tool: str) -> None:
    """Take a tool from the sheet, by mouse."""
    click(room.stage.rail.tools["more"])
    click(room.stage.controls.sheet.tiles[tool])
    make_room(room)


def buttons(widget: QWidget) -> list[QAbstractButton]:
    return widget.findChildren(QAbstractButton)


def make_room(room: Room) -> None:
    """Let the organ come to rest beside the panel that opened."""
    room.stage.advance(0.02)


# ------------------------------------------------------------------ the sheet of tools
def test_every_tool_is_on_the_rail_or_in_the_sheet_once(room):
    click(room.stage.rail.tools["more"])
    sheet, rail = room.stage.controls.sheet, room.stage.rail
    beside = {key for key, button in rail.tools.items() if button.isVisible()} - {"more"}
    inside = {str(tile.property("key")) for tile in sheet.shown}
    offered = {t.id for t in room.stage.hands.tools.values() if t.is_offered and t.place != "offer"}
    assert beside | inside == offered
    assert not beside & inside
    assert len(beside) <= 6


def test_the_sheet_closes_by_escape_by_a_tap_beside_it_and_by_its_button_again(room, fingers):
    more, sheet = room.stage.rail.tools["more"], room.stage.controls.sheet
    click(more)
    assert sheet.isVisible()
    press(sheet, Key.Key_Escape)
    assert not sheet.isVisible()
    click(more)
    camera = room.session.scene.stage.camera
    fingers.drag([QPoint(room.stage.width() - 40, room.stage.height() // 2 + step) for step in (0, 40, 80)])
    assert not sheet.isVisible()
    assert room.session.scene.stage.camera == camera, "the tap that closes it does nothing else"
    click(more)
    click(more)
    assert not sheet.isVisible()


def test_the_sheet_is_walked_by_keys_and_gives_the_focus_back(room):
    more = room.stage.rail.tools["more"]
    more.setFocus(Qt.FocusReason.TabFocusReason)
    press(more, Key.Key_Return)
    tiles = room.stage.controls.sheet.shown
    assert tiles[0].hasFocus()
    press(tiles[0], Key.Key_Right)
    assert tiles[1].hasFocus()
    press(tiles[1], Key.Key_Escape)
    assert more.hasFocus()


@pytest.mark.parametrize(
    "room", [{"size": (800, 1280)}, {"text_scale": 2.0}, {"size": (640, 480)}], indirect=True
)
def test_tools_stay_within_reach_in_every_shape_of_window(room):
    controls = room.stage.controls
    click(controls.opener if controls.folded else room.stage.rail.tools["more"])
    sheet = controls.sheet
    assert room.stage.rect().adjusted(-20, -20, 20, 20).contains(sheet.geometry())
    for tile in sheet.shown:
        assert min(tile.width(), tile.height()) >= 44
        sheet.scroller.ensureWidgetVisible(tile)
        assert not tile.visibleRegion().isEmpty()
    for tool in ("explode", "cut", "measure", "find", "bookmarks"):
        room.stage.hands.hold(room.stage.hands.tools[tool])
        panel = controls.panel
        assert room.stage.rect().adjusted(-20, -20, 20, 20).contains(panel.geometry()), tool
    room.stage.hands.put_away()


# ------------------------------------------------------------------ looking inside
def test_the_whole_picture_becomes_an_xray_and_solid_again(room):
    take(room, "xray")
    stage = room.session.scene.stage
    assert stage.parts["pump/wall"].xray == 1.0
    press(room.stage, Key.Key_Y)
    assert room.session.scene.stage.parts["pump/wall"].xray == 0.0
    room.session.undo()
    assert room.session.choices.xray


def test_layers_are_peeled_by_the_slider_and_named(room):
    take(room, "peel")
    slider = room.stage.hands.held.slider
    slider.setFocus()
    first = slider.words
    press(slider, Key.Key_Right)
    assert room.session.choices.peeled == 1
    assert not room.session.scene.stage.parts["pump/wall"].visible
    assert slider.words != first
    press(slider, Key.Key_Home)
    assert room.session.choices.peeled == 0


def test_a_tool_taken_by_its_letter_is_steered_by_the_arrows_at_once_and_left_by_escape(room):
    for letter, choice in ((Key.Key_X, "explode"), (Key.Key_U, "peeled")):
        press(room.stage, letter)
        before = getattr(room.session.choices, choice)
        press(QApplication.focusWidget(), Key.Key_Right)
        assert getattr(room.session.choices, choice) > before
        press(QApplication.focusWidget(), Key.Key_Escape)
        assert room.stage.hasFocus()


def test_tab_goes_from_the_picture_to_the_panel(room):
    press(room.stage, Key.Key_C)
    assert room.stage.hasFocus(), "the arrows move the cut"
    press(room.stage, Key.Key_Tab)
    assert room.stage.controls.panel.isAncestorOf(QApplication.focusWidget())


def test_the_panel_of_the_cut_closes_the_cut(room):
    press(room.stage, Key.Key_C)
    whole = next(b for b in buttons(room.stage.controls.panel) if b.accessibleName() == "Close the cut")
    click(whole)
    assert room.session.scene.stage.cut is None
    assert room.stage.hands.held is None


@pytest.mark.parametrize("tool", ["measure", "cut", "find", "bookmarks", "draw"])
def test_tab_reaches_what_closes_a_panel_last(room, tool):
    room.stage.hands.hold(room.stage.hands.tools[tool])
    room.session.measure(MeasureState((0.0, 0.0, 0.0), (12.0, 0.0, 0.0)))
    panel = room.stage.controls.panel
    room.stage.setFocus()
    stops = []
    for _ in range(20):
        press(QApplication.focusWidget(), Key.Key_Tab)
        if not panel.isAncestorOf(QApplication.focusWidget()):
            break
        stops.append(QApplication.focusWidget())
    assert len(stops) > 1
    assert stops[-1].accessibleName() == "Close"


def test_parts_glide_half_the_way_apart_until_a_hand_takes_the_slider(room):
    room.theme.choose(less_movement=False)
    press(room.stage, Key.Key_X)
    tool = room.stage.hands.held
    assert room.session.choices.explode < 0.1, "no jump"
    tool._way.setCurrentTime(350)
    assert 0.1 < room.session.choices.explode < 0.4
    tool._way.setCurrentTime(700)
    assert room.session.choices.explode == pytest.approx(0.5)
    room.session.undo()
    assert room.session.choices.explode == 0.0, "the whole way is one change"
    press(room.stage, Key.Key_Escape)
    press(room.stage, Key.Key_X)
    tool._way.setCurrentTime(350)
    press(tool.slider, Key.Key_Home)
    assert tool._way.state() == tool._way.State.Stopped, "the hand is stronger"
    assert room.session.choices.explode == 0.0


def test_parts_move_apart_and_a_second_press_brings_them_together(room):
    press(room.stage, Key.Key_X)
    assert room.session.scene.stage.explode == 0.5
    slider = room.stage.hands.held.slider
    assert slider.words == "50\u00a0%"
    press(slider, Key.Key_End)
    assert room.session.scene.stage.explode == 1.0
    press(room.stage, Key.Key_X)
    assert room.session.scene.stage.explode == 0.0
    assert room.stage.hands.held is None


def test_escape_on_a_panel_puts_the_tool_away_and_the_focus_goes_to_the_picture(room):
    press(room.stage, Key.Key_X)
    slider = room.stage.hands.held.slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    press(slider, Key.Key_Escape)
    assert room.stage.hands.held is None
    assert not slider.isVisible()
    assert room.stage.hasFocus()
    assert room.session.scene.stage.explode == 0.5, "what was done stays, and can be undone"


# ------------------------------------------------------------------ the cut
def test_one_finger_moves_the_cut_and_two_still_move_the_picture(room, fingers):
    press(room.stage, Key.Key_C)
    cut, camera = room.session.scene.stage.cut, room.session.scene.stage.camera
    middle = room.stage.middle.toPoint() + QPoint(120, 60)
    fingers.drag([middle + QPoint(0, step) for step in (0, 30, 60)])
    moved = room.session.scene.stage.cut
    assert moved.origin != cut.origin
    assert moved.normal == cut.normal
    assert room.session.scene.stage.camera == camera
    first = [middle + QPoint(step, 0) for step in (0, 20, 40)]
    fingers.two(first, [point + QPoint(80, 0) for point in first])
    assert room.session.scene.stage.camera != camera
    assert room.session.scene.stage.cut == moved


def test_the_ring_turns_the_cut_and_lays_it_into_a_plane_of_the_body(room, fingers):
    tool = room.stage.hands.tools["cut"]
    press(room.stage, Key.Key_C)
    make_room(room)
    tool.lay("coronal")
    handle = tool.handle()
    near = handle.middle + QPointF(0, -handle.radius * sin(radians(5)))
    fingers.drag([handle.knob.toPoint(), (handle.knob + QPointF(14, -40)).toPoint(), near.toPoint()])
    assert tool.plane.normal == (0.0, 1.0, 0.0), "within 8 degrees it snaps"
    handle = tool.handle()
    fingers.drag([handle.knob.toPoint(), (handle.middle + QPointF(0, -handle.radius * 0.6)).toPoint()])
    assert tool.plane.normal != (0.0, 1.0, 0.0)
    assert sum(each * each for each in tool.plane.normal) == pytest.approx(1.0)


def test_the_cut_is_made_by_keys_and_buttons_alone(room):
    press(room.stage, Key.Key_C)
    tool = room.stage.hands.held
    before = tool.plane
    press(room.stage, Key.Key_Up)
    assert tool.plane.origin != before.origin
    turned = tool.plane.normal
    press(room.stage, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert tool.plane.normal != turned
    panel = tool.choices
    click(panel.planes["sagittal"])
    assert abs(tool.plane.normal[0]) == 1.0
    assert panel.planes["sagittal"].isChecked()
    panel.slider.setFocus()
    depth = tool.depth()[0]
    press(panel.slider, Key.Key_Right)
    assert tool.depth()[0] == pytest.approx(round(depth) + 1, abs=1.01)
    normal = tool.plane.normal
    click(panel.flip)
    assert tool.plane.normal == tuple(-each for each in normal)
    press(room.stage, Key.Key_C)
    assert room.session.scene.stage.cut is None


@pytest.mark.parametrize("room", [{"level": "detailed"}], indirect=True)
def test_planes_have_their_clinical_names_at_the_detailed_level_only(room):
    from anatomy_viewer.ui.tools.cut_panel import plane_names, spoken_planes

    assert list(plane_names(str, anatomical=True).values()) == ["Sagittal", "Coronal", "Axial"]
    assert list(spoken_planes(str, anatomical=False).values()) == [
        "From the side",
        "From the front",
        "From above",
    ]


# ------------------------------------------------------------------ finding
def test_a_part_is_found_by_keys_shown_named_and_lit(room):
    room.session.hide("pump/pipes/left")
    press(room.stage, Key.Key_S)
    panel = room.stage.hands.held.parts
    assert panel.field.hasFocus()
    QTest.keyClicks(panel.field, "left")
    press(panel.field, Key.Key_Return)
    assert room.session.scene.stage.parts["pump/pipes/left"].visible
    assert room.stage.hands.named[0] == "pump/pipes/left"
    assert room.stage.hands.lit == "pump/pipes/left"
    assert room.stage.picture.wanted.parts["pump/pipes/left"].emphasis == 1.0
    assert "pump/pipes/left" not in room.session.choices.hidden
    press(panel.field, Key.Key_Escape)
    assert room.stage.hands.lit == ""


def test_what_lies_inside_is_seen_through_all_else(room):
    press(room.stage, Key.Key_S)
    room.stage.hands.held.go_to("pump/wall/inner")
    wanted = room.stage.picture.wanted.parts
    assert wanted["pump/wall"].xray == 1.0
    assert wanted["pump/wall/inner"].xray == 0.0
    assert not room.session.choices.xrayed, "it is a way to look, not a choice"


def test_the_eye_hides_and_shows_by_space_and_by_touch(room):
    press(room.stage, Key.Key_S)
    tree = room.stage.hands.held.parts.tree
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    item = tree.currentItem()
    press(tree, Key.Key_Space)
    assert room.session.choices.hidden == ("pump/wall",)
    assert item.checkState(0) == Qt.CheckState.Unchecked
    box = tree.visualItemRect(item)
    at = QPoint(box.right() - 20, box.center().y())
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert room.session.choices.hidden == ()


def test_hidden_by_default_is_not_listed(room):
    press(room.stage, Key.Key_S)
    panel = room.stage.hands.held.parts
    panel.field.setText("patch")
    assert panel.tree.topLevelItemCount() == 0
    assert panel.nothing.isVisible()


# ------------------------------------------------------------------ through to what lies behind
def test_tapping_again_names_what_lies_behind_and_then_the_first_again(room, fingers):
    at = room.place("pump/wall")
    fingers.tap(at)
    assert room.stage.hands.named[0] == "pump/wall"
    room.stage.hands.gestures._last_tap = None  # a second tap later is no double tap
    fingers.tap(at)
    assert room.stage.hands.named[0] == "pump/wall/inner"
    press(room.stage, Key.Key_N)
    assert room.stage.hands.named[0] == "pump/wall"
    assert room.session.choices.isolated == ()


def test_a_long_press_lists_what_lies_there(room):
    room.stage.hands.gestures.long_pressed.emit(QPointF(room.place("pump/wall")))
    popup = QApplication.activePopupWidget()
    next(row for row in popup.rows if row.text() == "What lies behind").click()
    inside = QApplication.activePopupWidget()
    assert [str(row.property("key")) for row in inside.rows][:2] == ["pump/wall", "pump/wall/inner"]
    inside.rows[1].click()
    assert room.stage.hands.named[0] == "pump/wall/inner"


def test_a_long_press_makes_one_part_an_xray_or_measures_from_there(room):
    at = QPointF(room.place("pump/pipes/left"))
    room.stage.hands.gestures.long_pressed.emit(at)
    rows = {row.text(): row for row in QApplication.activePopupWidget().rows}
    rows["X-ray"].click()
    assert room.session.choices.xrayed == ("pump/pipes/left",)
    room.session.undo()
    room.stage.hands.gestures.long_pressed.emit(at)
    rows = {row.text(): row for row in QApplication.activePopupWidget().rows}
    rows["Measure from here"].click()
    assert room.stage.hands.held.id == "measure"
    assert room.stage.hands.held.measuring().start_part == "pump/pipes/left"


# ------------------------------------------------------------------ measuring
def test_two_taps_measure_and_the_length_is_said_to_be_the_models(room, fingers):
    take(room, "measure")
    places = [room.place(part) for part in ("pump/pipes/left", "pump/pipes/right")]
    fingers.tap(places[0])
    assert room.stage.overlay.drawing.measures[-1].words == ""
    fingers.tap(places[1])
    (measure,) = room.session.scene.stage.measures
    assert (measure.start_part, measure.end_part) == ("pump/pipes/left", "pump/pipes/right")
    assert measure.millimetres == pytest.approx(68.0, abs=4.0)
    tool = room.stage.hands.held
    assert tool.length.words.endswith("mm on this model")
    click(tool.erase)
    assert room.session.scene.stage.measures == ()
    room.session.undo()
    assert room.session.scene.stage.measures == (measure,)


def test_a_distance_is_measured_by_keys(room):
    press(room.stage, Key.Key_E)
    make_room(room)
    press(room.stage, Key.Key_Return)
    for _ in range(3):
        press(room.stage, Key.Key_Left)
    assert room.stage.overlay.drawing.cursor is not None
    press(room.stage, Key.Key_Return)
    assert len(room.session.scene.stage.measures) == 1


# ------------------------------------------------------------------ pointing by keys
def test_keys_name_what_lies_under_a_cross_and_offer_what_can_be_done_with_it(room):
    hands = room.stage.hands
    press(room.stage, Key.Key_K)
    assert hands.named is None, "the hint is heard first"
    assert room.stage.overlay.drawing.cursor == room.stage.middle
    press(room.stage, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert hands.named[0] == "pump/wall"
    press(room.stage, Key.Key_Return)
    rows = {row.text(): row for row in QApplication.activePopupWidget().rows}
    rows["Isolate"].click()
    assert room.session.choices.isolated == ("pump/wall",)
    assert room.stage.overlay.drawing.cursor is None


def test_a_cross_beside_the_model_names_nothing_and_stays_on_the_stage(room):
    press(room.stage, Key.Key_K)
    for _ in range(100):
        press(room.stage, Key.Key_Right)
    assert room.stage.hands.named is None
    assert room.stage.overlay.drawing.cursor.x() == room.stage.width()
    press(room.stage, Key.Key_Escape)
    assert room.stage.hands.held is None
    assert room.stage.overlay.drawing.cursor is None


@pytest.mark.parametrize("room", [{"language": "sv"}], indirect=True)
def test_lengths_are_written_as_the_language_writes_them(room):
    room.session.measure(MeasureState((0.0, 0.0, 0.0), (12.34, 0.0, 0.0)))
    assert room.stage.overlay.drawing.measures[0].words == "12,3\u00a0mm"


# ------------------------------------------------------------------ kept views, scale, turning
def test_a_view_is_kept_with_its_picture_and_gone_back_to(room):
    press(room.stage, Key.Key_B)
    tool = room.stage.hands.held
    room.session.hide("pump/wall")
    click(tool.views.keep)
    (mark,) = room.session.choices.bookmarks
    assert tool.picture_of(mark).width() > 200
    room.session.show_all()
    tile = tool.views.tiles[mark.id]
    tile.setFocus()
    press(tile, Key.Key_Return)
    assert room.session.choices.hidden == ("pump/wall",)
    press(tile, Key.Key_Delete)
    assert room.session.choices.bookmarks == ()
    room.session.undo()
    assert room.session.choices.bookmarks == (mark,)


def test_life_size_is_as_large_as_life_and_coming_closer_leaves_it_without_a_jump(room):
    press(room.stage, Key.Key_0)
    stage = room.stage
    pixels = stage.ruler.pixels_per_mm(stage.screen())
    assert stage.picture.millimetres(stage.camera) == pytest.approx(1 / pixels)
    assert stage.overlay.drawing.scale_words == "Life size"
    stage.hands.zoom_by(1.25)
    assert stage.picture.millimetres(stage.camera) == pytest.approx(1 / pixels / 1.25, rel=0.01)
    assert stage.overlay.drawing.scale_words == ""


def test_a_bank_card_corrects_a_screen_that_lies(room):
    stage = room.stage
    remembered = []
    stage.ruler.measured.connect(lambda scale, name: remembered.append((scale, name)))
    press(stage, Key.Key_0)
    tool = stage.hands.held
    click(tool.check)
    assert tool.card.isVisible()
    tool.slider.setFocus()
    press(tool.slider, Key.Key_Right)
    assert remembered[-1][0] == pytest.approx(stage.ruler.pixels_per_mm(stage.screen()))
    assert tool.card.sizeHint().width() == round(85.60 * remembered[-1][0]) + 4
    assert stage.picture.millimetres(stage.camera) == pytest.approx(1 / remembered[-1][0])
    click(tool.done)
    assert not tool.card.isVisible()


def test_the_model_rolls_over_only_when_it_may(room, fingers):
    middle = room.stage.middle.toPoint()
    way = [middle + QPoint(0, -20 * step) for step in range(12)]
    for _ in range(3):
        fingers.drag(way)
    assert moves.is_level(room.session.scene.stage.camera)
    room.session.home()
    take(room, "free_turn")
    for _ in range(3):
        fingers.drag(way)
    assert room.session.scene.stage.camera.up[2] < 0.0, "it stands on its head"
    take(room, "free_turn")
    assert room.session.scene.stage.camera.up[2] > 0.0, "upright again"


def test_a_lost_organ_is_offered_back_and_never_forced(room, fingers):
    rescue = room.stage.controls.rescue
    assert not rescue.isVisible()
    middle = room.stage.middle.toPoint()
    for _ in range(8):
        first = [middle + QPoint(50 * step, 0) for step in range(6)]
        fingers.two(first, [point + QPoint(60, 0) for point in first])
    room.stage.picture.rest()
    room.stage.dress_anew()
    assert rescue.isVisible()
    assert rescue.text() == "Put it back"
    assert min(rescue.width(), rescue.height()) >= 44
    click(rescue)
    assert room.session.choices.camera is None
    room.stage.picture.rest()
    room.stage.dress_anew()
    assert not rescue.isVisible()


# ------------------------------------------------------------------ plain steps, keys, everybody
def test_a_question_about_the_picture_shows_no_tools_and_takes_no_letters(room):
    room.session.seek("show")
    assert not room.stage.rail.isVisible()
    assert not room.stage.controls.opener.isVisible()
    for tool in TOOLS:
        if tool.key:
            QTest.keyClicks(room.stage, tool.key.lower())
    assert room.stage.hands.held is None
    assert room.stage.controls.panel is None


def test_every_tool_has_a_key_of_its_own(room):
    taken = {"P", "R", "L", "W", *"123456789"}
    keys = [tool.key for tool in TOOLS]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert not taken & set(keys)


def interface(widget: QWidget):
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def test_assistive_technology_sees_every_tool_by_name_role_and_state(room):
    click(room.stage.rail.tools["more"])
    tiles = room.stage.controls.sheet.shown
    buttons = [b for b in (*room.stage.rail.tools.values(), *tiles) if b.isVisible()]
    assert len(buttons) > 12
    for button in buttons:
        seen = interface(button)
        assert seen.text(QAccessible.Text.Name), button
        assert seen.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox), button
    names = [interface(button).text(QAccessible.Text.Name) for button in buttons]
    assert len(set(names)) == len(names)
    assert all(isinstance(tile, Tile) for tile in tiles)
    room.session.xray()
    click(room.stage.rail.tools["more"])
    click(room.stage.rail.tools["more"])
    assert interface(room.stage.controls.sheet.tiles["xray"]).state().checked


def test_assistive_technology_sees_what_panels_hold(room):
    hands = room.stage.hands
    for tool in ("peel", "explode", "cut", "measure", "find", "bookmarks", "life_size"):
        hands.hold(hands.tools[tool])
        panel = room.stage.controls.panel
        assert panel.accessibleName() == hands.held.name(str)
        assert panel.close_button.accessibleName() == "Close"
    hands.hold(hands.tools["explode"])
    slider = interface(hands.held.slider)
    assert slider.role() == QAccessible.Role.Slider
    assert slider.text(QAccessible.Text.Name) == "How far apart"
    assert slider.valueInterface().currentValue() == 50
    hands.hold(hands.tools["find"])
    tree = interface(hands.held.parts.tree)
    assert tree.role() == QAccessible.Role.Tree
    assert tree.child(0).text(QAccessible.Text.Name) == "Parts", "the header"
    row = tree.child(1)
    assert row.text(QAccessible.Text.Name) == "Wall"
    assert row.state().checkable
    assert row.state().checked
    hands.put_away()


def test_tools_speak_the_language_of_the_reader(room):
    click(room.stage.rail.tools["more"])
    room.session.set_audience(language="sv")
    sheet = room.stage.controls.sheet
    assert sheet.accessibleName() == "Verktyg"
    assert sheet.tiles["peel"].text() == "Lager"
    room.stage.hands.hold(room.stage.hands.tools["explode"])
    assert room.stage.controls.panel.title.words == "Dra isär"


@pytest.mark.parametrize("room", [{"text_scale": 2.0, "language": "sv"}], indirect=True)
def test_nothing_on_a_panel_is_cut_at_the_largest_words(room):
    hands = room.stage.hands
    for tool in ("cut", "measure", "peel", "explode", "bookmarks"):
        hands.hold(hands.tools[tool])
        QApplication.processEvents()
        panel = room.stage.controls.panel
        buttons = [each for each in panel.findChildren(QAbstractButton) if each.isVisible()]
        cut = [each.text() for each in buttons if each.width() + 1 < each.minimumSizeHint().width()]
        assert not cut, tool
    hands.put_away()


def test_a_panel_leaves_the_organ_its_room_and_only_the_ring_of_the_lens(room):
    room.session.seek("narrowing")
    assert not room.stage.overlay.drawing.lens.box.isEmpty()
    press(room.stage, Key.Key_C)
    make_room(room)
    lens = room.stage.overlay.drawing.lens
    assert lens.box.isEmpty(), "the ring stays, the closer picture makes room"
    assert room.stage.overlay.drawing.notice == ""
    assert room.stage.controls.free().height() > 0.5 * room.stage.height()
    press(room.stage, Key.Key_Escape)
    make_room(room)
    assert not room.stage.overlay.drawing.lens.box.isEmpty()


def test_parts_that_stand_apart_stay_in_the_picture(room):
    press(room.stage, Key.Key_X)
    room.session.explode(1.0)
    room.stage.viewport.repaint()
    make_room(room)
    organ = room.stage.picture.organ_box(room.stage.camera)
    assert room.stage.controls.free().adjusted(-40, -40, 40, 40).contains(organ)


def test_a_view_kept_by_the_session_gets_a_picture_and_views_have_names(room):
    room.session.bookmark("Kept elsewhere")
    press(room.stage, Key.Key_B)
    tool = room.stage.hands.held
    assert tool.picture_of(room.session.choices.bookmarks[0]).width() > 200
    tool.keep()
    room.stage.hands.turn_by(30.0, 0.0)
    tool.keep()
    assert [mark.name for mark in room.session.choices.bookmarks][1:] == ["Front", "View 3"]
