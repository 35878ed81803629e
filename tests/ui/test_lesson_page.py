"""The lesson page shows what the session says, and every control on it is a verb of the session."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from ui.room import Room

from anatomy_viewer.content.base import name_in
from anatomy_viewer.ui.controls import Button, Text, Tool
from anatomy_viewer.ui.message import Message
from anatomy_viewer.ui.prose import paragraphs, term_of


@pytest.fixture
def room(qtbot, request):
    """A page on the made-up pump; parameters: (step, options)."""
    step, options = getattr(request, "param", (None, {}))
    made = Room(qtbot, step, **options)
    yield made
    made.close()


def at_step(step, **options):
    return pytest.mark.parametrize("room", [(step, options)], indirect=True, ids=[step])


# ------------------------------------------------------------------ words
def test_it_says_where_we_are_and_goes_on_and_back(room):
    assert room.words.position.words == "Step 1 of 6"
    assert not room.words.back.isVisible()
    room.qtbot.mouseClick(room.words.next, Qt.MouseButton.LeftButton)
    assert room.session.step.id == "narrowing"
    assert room.words.position.words == "Step 2 of 6"
    room.qtbot.mouseClick(room.words.back, Qt.MouseButton.LeftButton)
    assert room.session.step.id == "pump"


def test_the_last_step_has_no_next(room):
    room.session.seek("summary")
    assert not room.words.next.isVisible()
    assert "Pipes can be narrow." in said(room)


def said(room) -> str:
    QApplication.processEvents()
    return " ".join(text.words for text in room.words.view.findChildren(Text) if text.isVisible())


def test_a_hard_word_opens_its_meaning_in_place_and_escape_closes_it(room):
    text = next(t for t in room.words.view.findChildren(Text) if "term:" in t.words)
    text.linkActivated.emit("term:pipe")
    assert room.words.glossary.isVisible()
    assert room.words.glossary.meaning.words == "A tube for water."
    QTest.keyClick(room.words.glossary, Qt.Key.Key_Escape)
    assert not room.words.glossary.isVisible()


def test_the_language_menu_changes_every_word(room):
    room.page.bar.language.picked.emit("sv")
    assert room.words.title.words == "Steg för steg: pump"
    assert room.words.next.text() == "Nästa"
    assert room.page.bar.language.text() == "Svenska"
    assert room.stage.rail.tools["cut"].text() == "Snitt"


def test_a_question_is_marked_for_the_visit_and_listed_at_the_end(room):
    room.qtbot.mouseClick(room.words.ask, Qt.MouseButton.LeftButton)
    assert room.session.choices.questions == ("pump",)
    assert room.words.ask.text() == "Noted for your visit"
    room.session.seek("summary")
    assert "Step by step: pump" in said(room)


def test_the_draft_is_called_a_draft(room):
    assert room.page.bar.draft.isVisible()
    assert room.page.bar.draft.accessibleName() == "Draft: not reviewed by a clinician"


def test_reading_aloud_is_offered_only_where_there_is_a_voice(room, monkeypatch):
    monkeypatch.setattr(room.page.speech, "can_speak", lambda language: False)
    room.session.next()
    assert not room.words.read.isVisible()
    monkeypatch.setattr(room.page.speech, "can_speak", lambda language: True)
    room.session.back()
    assert room.words.read.isVisible()
    spoken = []
    monkeypatch.setattr(room.page.speech, "say", lambda words, language: spoken.append((words, language)))
    room.qtbot.mouseClick(room.words.read, Qt.MouseButton.LeftButton)
    ((words, language),) = spoken
    assert words.startswith("Step by step: pump. Look at your left pipe.")
    assert language == "en"


def test_prose_becomes_rich_text_and_links_know_their_word():
    rich = paragraphs("**Bold** and [[the pipes|pipe]] & more\n\n- one\n- two")
    assert rich[0] == '<b>Bold</b> and <a href="term:pipe">the pipes</a> &amp; more'
    assert rich[1].startswith("•")
    assert term_of("term:pipe") == "pipe"
    assert term_of("https://example.org") is None


# ------------------------------------------------------------------ slider
@at_step("narrowing")
def test_the_slider_moves_the_finding_of_the_step(room):
    slider = room.page.timebar.slider
    assert slider.amount == 70
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert room.session.slider.value == 0
    assert slider.words == "0 % narrow – open"
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert room.session.scene.lens.stage.parts["pipe/wall"].morphs["narrow"] == 1.0


@at_step("narrowing", less_movement=False)
def test_play_runs_and_holds(room):
    room.session.pause()
    button = room.page.timebar.play_button
    assert button.accessibleName() == "Play"
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert room.session.playing
    assert button.accessibleName() == "Hold still"
    room.pass_time(2.0)
    assert 0 < room.session.slider.value < 70
    room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not room.session.playing


def test_a_step_without_a_slider_gives_its_room_to_the_picture(room):
    assert not room.page.timebar.isVisible()
    before = room.stage.height()
    room.session.next()
    assert room.page.timebar.isVisible()
    assert room.stage.height() < before


# ------------------------------------------------------------------ the picture
def test_dragging_turns_the_model_as_one_step_of_undo(room):
    camera = room.session.scene.stage.camera
    middle = room.stage.rect().center()
    QTest.mousePress(room.stage, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 5):
        QTest.mouseMove(room.stage, middle + QPoint(30 * step, 0))
    QTest.mouseRelease(room.stage, Qt.MouseButton.LeftButton, pos=middle + QPoint(120, 0))
    assert room.session.scene.stage.camera.direction != camera.direction
    room.session.undo()
    assert room.session.scene.stage.camera == camera
    assert not room.session.can_undo


def test_a_page_that_goes_under_a_finger_waits_for_nothing_more(room):
    QTest.mousePress(room.stage, Qt.MouseButton.LeftButton, pos=room.stage.rect().center())
    assert room.stage.hands.gestures.holding
    room.page.close_stage()  # the conftest sees that no timer is left
    assert not room.stage.hands.gestures.holding


def test_two_drags_are_two_steps_of_undo(room):
    for _ in range(2):
        drag(room, QPoint(80, 0))
    room.session.undo()
    assert room.session.can_undo


def drag(room, way):
    middle = room.stage.rect().center()
    QTest.mousePress(room.stage, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(room.stage, middle + way)
    QTest.mouseRelease(room.stage, Qt.MouseButton.LeftButton, pos=middle + way)


def test_keys_on_the_stage_turn_zoom_and_put_back(room):
    room.stage.setFocus()
    home = room.session.scene.stage.camera
    QTest.keyClick(room.stage, Qt.Key.Key_Left)
    QTest.keyClick(room.stage, Qt.Key.Key_Plus)
    there = room.session.scene.stage.camera
    assert there.direction != home.direction
    assert there.height == pytest.approx(home.height / 1.25)
    QTest.keyClick(room.stage, Qt.Key.Key_2)
    assert room.session.view == "inside"
    QTest.keyClick(room.stage, Qt.Key.Key_Home)
    assert room.session.scene.stage.camera == home


def test_a_tap_names_a_part_and_a_tap_beside_it_forgets_it(room):
    QTest.mouseClick(room.stage, Qt.MouseButton.LeftButton, pos=room.place("pump/pipes/left"))
    assert room.stage.hands.named[0] == "pump/pipes/left"
    assert "Left pipe" in [label.request.text for label in room.stage.overlay.placed]
    QTest.mouseClick(room.stage, Qt.MouseButton.LeftButton, pos=QPoint(200, 600))
    assert room.stage.hands.named is None


def test_a_double_tap_isolates_and_again_brings_all_back(room):
    at = room.place("pump/pipes/right")
    room.stage.hands.gestures.double_tapped.emit(QPointF(at))
    assert room.session.choices.isolated == ("pump/pipes/right",)
    assert room.stage.rail.tools["show_all"].isVisible()
    room.stage.hands.gestures.double_tapped.emit(QPointF(at))
    assert room.session.choices.isolated == ()


def test_a_tool_waits_for_a_part_and_is_put_away_by_escape(room):
    tool = room.stage.rail.tools["fade"]
    room.qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert tool.isChecked()
    assert "see through" in room.stage.overlay.drawing.notice
    room.stage.setFocus()
    QTest.keyClick(room.stage, Qt.Key.Key_Escape)
    assert not tool.isChecked()
    room.qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.stage, Qt.MouseButton.LeftButton, pos=room.place("pump/wall"))
    assert room.session.choices.faded == ("pump/wall",)
    assert not tool.isChecked()


def test_the_cut_follows_the_finger_and_closes(room):
    cut = room.stage.rail.tools["cut"]
    room.qtbot.mouseClick(cut, Qt.MouseButton.LeftButton)
    first = room.session.scene.stage.cut
    assert first is not None
    drag(room, QPoint(0, 60))
    assert room.session.scene.stage.cut.origin != first.origin
    assert room.session.scene.stage.camera == room.session.scene.stage.camera
    room.qtbot.mouseClick(cut, Qt.MouseButton.LeftButton)
    assert room.session.scene.stage.cut is None


def test_a_long_press_offers_what_can_be_done(room):
    room.stage.hands.gestures.long_pressed.emit(QPointF(room.place("pump/wall")))
    popup = QApplication.activePopupWidget()
    offered = {row.text(): row for row in popup.rows}
    assert list(offered)[:3] == ["Isolate", "Fade", "Hide"]
    assert {"X-ray", "What lies behind", "Measure from here"} <= offered.keys()
    offered["Hide"].click()
    assert room.session.choices.hidden == ("pump/wall",)


def test_the_lens_shows_the_closer_picture_with_its_caption(room):
    room.session.next()
    lens = room.stage.overlay.drawing.lens
    assert lens is not None
    assert "8" in lens.caption
    assert lens.image.width() > 100
    room.session.back()
    assert room.stage.overlay.drawing.lens is None


def test_the_clock_stops_when_nothing_moves(room):
    room.page.now = perf_counter
    room.qtbot.waitUntil(lambda: not room.page._clock.isActive(), timeout=60_000)
    assert room.stage.picture.rests


def test_a_hidden_page_does_not_move(room):
    room.session.set_audience(less_movement=False)
    assert room.page._clock.isActive()
    room.page.hide()
    assert not room.page._clock.isActive()


def test_a_model_that_cannot_be_read_is_told_in_one_sentence(room):
    with room.qtbot.waitSignal(room.page.trouble, timeout=60_000) as told:
        room.stage.failed.emit("pump")
    (message,) = told.args
    assert isinstance(message, Message)
    names = room.session.library.models["pump"].names
    assert f"“{name_in(names, 'en', 'plain')}”" in message.what, "its name, not its id"


# ------------------------------------------------------------------ for everybody
def visible_targets(room):
    return [b for b in room.page.findChildren(QAbstractButton) if b.isVisible()]


@pytest.mark.parametrize(
    ("size", "text_scale"),
    [((1280, 800), 1.0), ((800, 1280), 1.0), ((1280, 800), 2.0), ((800, 1280), 1.5), ((2736, 1824), 1.0)],
)
def test_everything_is_large_enough_named_and_inside(qtbot, size, text_scale):
    room = Room(qtbot, size=size, text_scale=text_scale)
    for step in ("pump", "narrowing", "show", "summary"):
        room.session.seek(step)
        for _ in range(4):
            QApplication.processEvents()
        check_targets(room)
    room.close()


def check_targets(room):
    page = room.page.rect()
    for button in visible_targets(room):
        assert button.width() >= 44, button.text()
        assert button.height() >= 44, button.text()
        assert button.accessibleName() or button.text()
        if isinstance(button, Button | Tool) and not room.words.content.isAncestorOf(button):
            at = button.mapTo(room.page, QPoint(0, 0))
            assert page.contains(at)
            assert page.contains(at + QPoint(button.width() - 1, button.height() - 1)), button.text()
    assert room.words.content.width() <= room.words.scroller.viewport().width()


def test_who_cannot_see_the_picture_is_told_what_it_shows(room):
    assert room.stage.accessibleDescription() == "A pump, pump."
    assert room.stage.accessibleName() == "Picture: Step by step: pump"
    assert room.page.accessibleName() == "Step by step"


def test_the_top_bar_folds_before_it_cuts_a_word(qtbot):
    room = Room(qtbot, size=(640, 900), text_scale=2.0)
    bar = room.page.bar
    assert bar.language.folded
    assert bar.language.accessibleName() == "Language: English"
    assert bar._needed() <= bar.width()
    room.close()


@at_step("narrowing", size=(900, 600), text_scale=2.0)
def test_a_card_too_tall_to_be_seen_whole_shows_its_beginning(room):
    words = room.words
    words.sources.words.set_words("<br>".join(["A source, and what it says of the narrowing."] * 30))
    words._toggle_sources()
    QApplication.processEvents()
    assert words.sources.height() > words.scroller.viewport().height()
    assert words.sources.mapTo(words.scroller.viewport(), QPoint()).y() == 0
