"""The second screen shows what the patient sees, larger, without anything to touch, and takes no focus."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QHoverEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from ui.room import BALLS, Room

from anatomy_viewer.ui.present_pointer import STILL
from anatomy_viewer.ui.presenting import second_screen
from anatomy_viewer.ui.teach_back import StageMark


@pytest.fixture
def room(qtbot, request):
    """A page on the made-up pump that a second screen shows; parameters: (step, options)."""
    step, options = getattr(request, "param", (None, {}))
    made = Room(qtbot, step, **options)
    made.page.present()
    draw(made)
    yield made
    made.close()
    QApplication.processEvents()


def at_step(step, **options):
    return pytest.mark.parametrize("room", [(step, options)], indirect=True)


def draw(room) -> None:
    """Let the second window draw all that is new."""
    presenting = room.page.presenting
    for _ in range(6):
        presenting.window.stage._may_draw_at = 0.0
        presenting._tick()
        QApplication.processEvents()


def window_of(room):
    return room.page.presenting.window


def words_of(room) -> dict[str, str]:
    words = window_of(room).words
    named = {"title": words.title, "caption": words.caption, "second": words.second, "value": words.value}
    return {name: text.words for name, text in named.items() if text.isVisible()}


# ------------------------------------------------------------------ what it shows
@at_step("narrowing")
def test_it_shows_the_picture_of_the_first_screen(room):
    mine, theirs = room.stage.scene.stage, window_of(room).stage.picture.wanted
    assert theirs.parts == mine.parts
    assert theirs.models == mine.models
    assert window_of(room).stage.overlay.drawing.lens is not None
    room.session.isolate("pump/pipes/left")
    draw(room)
    seen = [part for part, state in window_of(room).stage.picture.wanted.parts.items() if state.visible]
    assert seen == ["pump/pipes/left"]


@at_step("narrowing")
def test_it_says_title_caption_and_value_and_follows_the_slider(room):
    said = words_of(room)
    assert said["title"] == "Step by step: narrowing"
    assert said["caption"] == "Look at your left pipe. It is 70 % narrow. We call it a pipe."
    assert said["value"].startswith("70 % narrow")
    room.session.set_driver("narrow", 30)
    draw(room)
    assert words_of(room)["value"].startswith("30 % narrow")


@at_step("narrowing", second_language="sv")
def test_a_second_language_stands_under_the_first(room):
    assert words_of(room)["second"].startswith("Se på ditt left pipe. Det är 70 % trångt.")
    room.session.set_audience(second_language=None)
    draw(room)
    assert "second" not in words_of(room)


@at_step("pump", captions=False)
def test_captions_are_left_out_where_nobody_wants_them(room):
    assert "caption" not in words_of(room)
    height = window_of(room).stage.height()
    room.session.set_audience(captions=True)
    draw(room)
    assert "caption" in words_of(room)
    assert window_of(room).stage.height() < height


def test_there_is_nothing_to_touch_and_nobodys_name(room):
    window = window_of(room)
    assert not [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    assert window.windowTitle() == "Anatomy Viewer"
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.stage.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (900, 900), (1200, 500)])
def test_the_sheet_is_16_to_9_in_any_window_and_words_grow_with_it(room, size):
    window = window_of(room)
    window.resize(*size)
    QApplication.processEvents()
    sheet = window.sheet
    assert sheet.width() / sheet.height() == pytest.approx(16 / 9, abs=0.01)
    assert window.rect().contains(sheet)
    assert size[0] - sheet.width() <= 2 or size[1] - sheet.height() <= 2
    assert sheet.contains(window.stage.geometry())
    assert sheet.contains(window.words.geometry())
    assert not window.stage.geometry().intersects(window.words.geometry())
    title = window.words.title.mapTo(window, QPoint())
    assert title.x() == window.stage.x(), "picture and words begin at one edge"
    caption = window.words.caption.font().pixelSize()
    assert caption >= 32 / 1080 * sheet.height() - 1


def test_colours_follow_the_first_window(room):
    assert window_of(room).theme.name == "light"
    room.theme.choose(name="contrast")
    assert window_of(room).theme.name == "contrast"


# ------------------------------------------------------------------ the pointer and marks
def test_the_pointer_shows_the_same_place_of_the_body(room):
    for part in ("pump/pipes/left", "pump/patch"):
        at = QPointF(room.place(part))
        QApplication.sendEvent(room.stage, QHoverEvent(QEvent.Type.HoverMove, at, at, at))
        middle, radius = BALLS[part]
        stage = window_of(room).stage
        there = stage.picture.place_of(stage.camera, (middle[0], middle[1] + radius, middle[2]))
        way = window_of(room).pointer.at - there
        assert way.manhattanLength() < 12


def test_the_pointer_goes_where_the_hand_rests_or_leaves(room):
    ring = window_of(room).pointer
    at = QPointF(100, 100)
    QApplication.sendEvent(room.stage, QHoverEvent(QEvent.Type.HoverMove, at, at, at))
    assert ring.shown
    assert ring._still.interval() == STILL
    ring._still.timeout.emit()
    assert not ring.shown
    QTest.mouseMove(room.stage, QPoint(120, 120))
    QApplication.sendEvent(room.stage, QHoverEvent(QEvent.Type.HoverMove, at, at, at))
    QApplication.sendEvent(room.stage, QHoverEvent(QEvent.Type.HoverLeave, at, at, at))
    assert not ring.shown


def test_marks_and_names_of_the_first_stage_show_too(room):
    room.stage.set_marks((StageMark("touched", (0.0, 30.0, 0.0), "The wall"),))
    room.stage.hands.name("pump/patch", (0.0, 0.0, 45.0))
    draw(room)
    drawing = window_of(room).stage.overlay.drawing
    assert [mark.kind for mark in drawing.marks] == ["touched"]
    assert {"The wall", "Patch"} <= {text for text, _, _ in drawing.labels}


# ------------------------------------------------------------------ opening and closing
def test_the_tool_opens_and_closes_it(qtbot):
    room = Room(qtbot)
    tool = room.stage.hands.tools["present"]
    assert not tool.is_on
    room.stage.hands.take("present")
    assert tool.is_on
    assert window_of(room).isVisible()
    room.stage.hands.take("present")
    assert not tool.is_on
    assert room.page.presenting is None
    room.close()


def test_closing_it_by_its_frame_lets_go_of_it(room):
    window_of(room).close()
    assert room.page.presenting is None
    assert not room.stage.presented
    room.session.next()  # nobody listens any more, and nothing breaks


def test_it_draws_at_its_own_pace(room):
    stage = window_of(room).stage
    stage._frame_painted(0.5)
    before = stage.picture.wanted
    room.session.next()
    room.page.presenting._tick()
    assert stage.picture.wanted == before, "a slow picture waits"
    stage._may_draw_at = 0.0
    room.page.presenting._tick()
    assert stage.picture.wanted != before
    assert stage.viewport._scale < 1.0, "and is drawn with fewer pixels"


def test_it_shows_nothing_while_another_page_is_open(room):
    room.page.hide()
    assert window_of(room).is_blank
    assert not window_of(room).stage.isVisible()
    room.page.show()
    assert not window_of(room).is_blank


# ------------------------------------------------------------------ screens
def screen(width, height):
    return SimpleNamespace(size=lambda: QSize(width, height))


def test_the_largest_other_screen_is_taken():
    own, small, large = screen(2000, 1200), screen(800, 600), screen(1920, 1080)
    assert second_screen(own, [own]) is None
    assert second_screen(own, [own, small, large]) is large


def test_with_one_screen_it_is_a_window_and_stays_one_when_a_screen_goes(room):
    window = window_of(room)
    assert not window.isFullScreen()
    room.page.presenting._screens_changed(QApplication.primaryScreen())
    QApplication.processEvents()
    assert window.isVisible()
    assert not window.isFullScreen()


@at_step("pump")
def test_a_line_grows_on_the_second_screen_while_it_is_drawn(room):
    theirs = window_of(room).stage
    pen = room.stage.hands.tools["draw"]
    room.stage.hands.hold(pen)
    start = QPointF(room.place("pump/wall"))
    pen.press(start, 0.5, False)
    pen.move(start + QPointF(40.0, 0.0), 0.5)
    (line,) = theirs.overlay.drawing.strokes
    here = theirs.point_of_first(room.stage, start)
    assert (line.places[0] - here).manhattanLength() < 1.0
    assert len(line.places) == 2
    pen.move(start + QPointF(80.0, 0.0), 0.5)
    assert len(theirs.overlay.drawing.strokes[0].places) == 3
    pen.drop()
    assert theirs.overlay.drawing.strokes == ()
