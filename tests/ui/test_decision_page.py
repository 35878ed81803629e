"""The page of a choice: equal columns level by rows, both halves of each risk, nothing chosen beforehand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from scene.choice_lesson import choice_library
from ui.conftest import faults
from ui.room import Room

from anatomy_viewer.ui.controls import Bar, IconArray, Text
from anatomy_viewer.ui.decision_grid import OptionGrid, StandingNames


@pytest.fixture
def room(qtbot, request):
    """A page at the choice; parameters: (options, size, audience)."""
    options, size, audience = getattr(request, "param", (("old", "new"), (1280, 800), {}))
    made = Room(qtbot, "choice", size=size, packs=choice_library(options), **audience)
    QApplication.processEvents()
    yield made
    made.close()


def shown(options=("old", "new"), size=(1280, 800), **audience):
    return pytest.mark.parametrize("room", [(options, size, audience)], indirect=True, ids=["room"])


def grid(room) -> OptionGrid:
    QApplication.processEvents()
    (found,) = [each for each in room.words.view.findChildren(OptionGrid) if each.isVisible()]
    return found


def said(room) -> str:
    QApplication.processEvents()
    return " ".join(text.words for text in room.words.view.findChildren(Text) if text.isVisible())


# ------------------------------------------------------------------ equal
def check_level(room, count: int) -> None:
    """All columns are as wide and as high, and each row stands level."""
    found = grid(room)
    grounds = found.blocks()
    assert len(grounds) == count
    widths = {round(ground.width()) for ground in grounds}
    assert max(widths) - min(widths) <= 1
    assert len({(ground.top(), ground.height()) for ground in grounds}) == 1
    for cells in found.rows:
        assert len({(cell.y(), cell.height()) for cell in cells}) == 1


def test_two_options_stand_level_and_equally_wide(room):
    check_level(room, 2)
    assert not grid(room).stacked


@shown(("old", "new", "none"))
def test_three_options_stand_level_and_equally_wide(room):
    check_level(room, 3)


@shown(text_scale=2.0)
def test_at_twice_the_text_the_columns_scroll_together(room):
    check_level(room, 2)
    assert room.words.scroller.verticalScrollBar().maximum() > 0


@shown(("old", "new", "none"), (480, 900))
def test_too_narrow_for_columns_the_options_are_equal_blocks(room):
    found = grid(room)
    assert found.stacked
    grounds = found.blocks()
    assert len({round(ground.height()) for ground in grounds}) == 1
    assert all(above.bottom() < below.top() for above, below in pairwise(grounds))


@pytest.mark.parametrize(
    "room",
    [
        (("old", "new"), (1280, 800), {}),
        (("old", "new", "none"), (800, 1280), {"language": "sv"}),
        (("old", "new"), (800, 1280), {"text_scale": 1.5}),
        (("old", "new", "none"), (480, 800), {}),
    ],
    indirect=True,
    ids=["wide", "tall", "large", "narrow"],
)
def test_nothing_is_clipped(room):
    grid(room)
    assert faults(room.page) == []


def test_the_options_say_and_show_the_same_kinds_of_things(room):
    kinds = [[type(cell) for cell in column] for column in zip(*grid(room).rows, strict=True)]
    assert kinds[0] == kinds[1]
    sizes = {array.size().toTuple() for array in grid(room).findChildren(IconArray)}
    assert len(sizes) == 1


def test_the_way_back_to_the_picture_is_no_taller_than_its_words(room):
    QApplication.processEvents()
    turn = room.words.view.turn
    assert turn.height() <= turn.heightForWidth(turn.width())


def test_it_stands_on_the_page_and_beside_the_picture_on_a_card_again(room):
    grid(room)
    corner = room.words.geometry().topLeft()
    assert room.page.grab().toImage().pixelColor(corner) == room.page.theme.color("page")
    assert room.words.back.x() == 0
    assert room.words.next.geometry().right() == room.words.width() - 1
    assert room.words.next.width() < room.words.width() / 3
    room.words.next.click()
    QApplication.processEvents()
    assert room.words.back.x() == room.words.margin + room.words.padding > 0
    assert room.words.next.x() - room.words.back.geometry().right() < 2 * room.words.navigation.spacing()


# ------------------------------------------------------------------ figures
def test_both_halves_of_every_risk_are_said(room):
    words = said(room)
    assert "<b>18 of 100</b> people had a burst pipe. <b>82 of 100</b> did not." in words
    assert "<b>16 of 100</b> people had a burst pipe. <b>84 of 100</b> did not." in words
    assert "<b>40 of 1000</b> people heard a noise. <b>960 of 1000</b> did not." in words


def test_the_people_are_filled_and_named_option_by_option(room):
    arrays = grid(room).findChildren(IconArray)
    assert [array.count for array in arrays] == [18, 16, 4, 5]
    assert [array.accessibleName().partition(":")[0] for array in arrays] == [
        "The old pump",
        "The new pump",
    ] * 2
    assert "82 of 100 did not" in arrays[0].accessibleName()


def test_events_are_bars_of_one_scale_and_never_people(room):
    bars = grid(room).findChildren(Bar)
    assert [bar.number for bar in bars] == ["97", "85"]
    assert [bar.share for bar in bars] == [1.0, 85 / 97]
    assert len({bar.width() for bar in bars}) == 1, "one scale"
    told = "The new pump: 85 leaks a year among 100 people. One person may have several."
    assert bars[1].accessibleName() == told
    assert "<b>97</b> leaks a year among 100 people." in said(room)


# ------------------------------------------------------------------ the names stay
def names(room) -> StandingNames:
    (found,) = room.words.scroller.viewport().findChildren(StandingNames)
    return found


@shown(("old", "new"), (800, 700))
def test_the_names_of_the_columns_stay_while_the_page_scrolls(room):
    found, bar = grid(room), room.words.scroller.verticalScrollBar()
    assert not room.words.scroller.viewport().findChildren(StandingNames)
    bar.setValue(found.mapTo(room.words.content, QPoint()).y() + 150)
    standing = names(room)
    assert standing.isVisible()
    assert standing.y() == 0
    assert standing.width() == found.width()
    assert [name for _, name in standing.shown()] == ["The old pump", "The new pump"]
    bar.setValue(0)
    assert not standing.isVisible()


@shown(("old", "new", "none"), (480, 900))
def test_of_blocks_the_name_of_the_one_that_is_read_stays(room):
    found, bar = grid(room), room.words.scroller.verticalScrollBar()
    second = found.rows[1][1].mapTo(room.words.content, QPoint()).y()
    bar.setValue(second)
    assert [name for _, name in names(room).shown()] == ["The new pump"]


@shown(("old", "new"), (800, 700))
def test_the_names_go_with_their_page(room):
    room.words.scroller.verticalScrollBar().setValue(400)
    standing = names(room)
    room.words.next.click()
    assert not standing.isVisible()


# ------------------------------------------------------------------ how sure
def test_it_says_how_new_it_is_who_paid_and_where_the_figures_come_from(room):
    assert "Figures checked on 21 November 2026. Nobody paid for this page." in said(room)


# ------------------------------------------------------------------ what matters
def test_nothing_is_chosen_beforehand_and_what_matters_comes_after_the_facts(room):
    values = room.words.view.values
    assert [button.text() for button in values.values()] == ["A quiet pump", "A cheap pump", "I am not sure"]
    assert not any(button.isChecked() for button in values.values())
    foot = grid(room).mapTo(room.words.view, QPoint(0, grid(room).height())).y()
    assert values["quiet"].mapTo(room.words.view, QPoint()).y() > foot


def test_what_matters_is_noted_and_listed_in_the_summary(room):
    quiet = room.words.view.values["quiet"]
    quiet.click()
    assert room.session.choices.values == ("quiet",)
    assert room.words.view.values["quiet"] is quiet, "the page is not built anew under the finger"
    room.session.seek("summary")
    assert "What matters to you" in said(room)
    assert "A quiet pump" in said(room)


def test_taken_back_it_is_not_chosen(room):
    room.words.view.values["quiet"].click()
    room.session.undo()
    assert not room.words.view.values["quiet"].isChecked()


# ------------------------------------------------------------------ page and picture
def test_the_page_takes_the_place_of_the_picture_and_gives_it_back(room):
    assert not room.stage.isVisible()
    assert room.words.visible_rect().width() > 1200
    room.qtbot.mouseClick(room.words.view.turn, Qt.MouseButton.LeftButton)
    assert room.stage.isVisible()
    assert room.words.geometry().left() > room.stage.geometry().right() - 2 * room.words.margin
    assert room.words.view.turn.text() == "See the choices side by side"
    assert room.words.view.turn.hasFocus()
    room.qtbot.mouseClick(room.words.view.turn, Qt.MouseButton.LeftButton)
    assert not room.stage.isVisible()


def test_the_next_step_shows_the_picture_again(room):
    room.words.next.click()
    assert room.stage.isVisible()
    room.words.back.click()
    assert not room.stage.isVisible()


@shown(language="sv")
def test_it_speaks_the_language(room):
    assert "av 100" in said(room)
    assert room.words.view.turn.text() == "Tillbaka till bilden"


# ------------------------------------------------------------------ story: by the keyboard alone
def test_a_choice_by_the_keyboard_alone(room):
    """Reach every control by Tab in reading order, say what matters, look at the picture, come back."""
    room.page.activateWindow()
    view = room.words.view
    view.turn.setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            reached.append(focus.text())
    order = [reached.index(words) for words in ("A quiet pump", "A cheap pump", "I am not sure", "Next")]
    assert order == sorted(order)

    view.values["cheap"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.values["cheap"], Qt.Key.Key_Space)
    assert room.session.choices.values == ("cheap",)
    assert view.values["cheap"].hasFocus()

    QTest.keyClick(view.turn, Qt.Key.Key_Return)
    assert room.stage.isVisible()
    assert QApplication.focusWidget() is view.turn and view.turn.rings
    QTest.keyClick(view.turn, Qt.Key.Key_Return)
    assert view.values["cheap"].isChecked(), "what was said is still there"
    QTest.keyClick(room.page, Qt.Key.Key_Right)
    assert room.session.step.id == "narrowing"
