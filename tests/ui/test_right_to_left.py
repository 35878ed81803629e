"""Read from right to left, everything around the picture turns round; the picture does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.conftest import faults
from ui.room import Room

from anatomy_viewer.ui.controls import Slider
from anatomy_viewer.ui.direction import direction_of
from anatomy_viewer.ui.painting import written
from anatomy_viewer.ui.theme import Theme

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(LEFT)


@pytest.fixture
def room(from_the_right, qtbot) -> Iterator[Room]:
    made = Room(qtbot, "narrowing")
    yield made
    made.close()


@pytest.fixture
def usual(qtbot, qapp) -> Iterator[Room]:
    made = Room(qtbot, "narrowing")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", RIGHT), ("he-IL", RIGHT), ("fa", RIGHT), ("ur", RIGHT), ("en", LEFT), ("sv", LEFT), ("xx", LEFT)],
)
def test_every_language_has_its_direction(language, direction):
    assert direction_of(language) == direction


def mirror(rect: QRect, width: int) -> tuple[int, int]:
    return width - rect.right() - 1, rect.y()


def test_the_page_turns_round(room):
    assert room.words.geometry().right() < room.stage.geometry().left()
    assert room.stage.rail.geometry().center().x() > room.stage.width() / 2
    assert room.words.next.geometry().right() < room.words.back.geometry().left() or not (
        room.words.back.isVisible()
    )


def test_it_is_the_mirror_of_the_usual_page(usual, qapp):
    page, stage = usual.page, usual.stage
    pieces = (page.words, page.timebar, page.stage, page.bar)
    tools = (stage.rail, stage.views)
    before = [mirror(each.geometry(), page.width()) for each in pieces]
    inside = [mirror(each.geometry(), stage.width()) for each in tools]
    lens = stage.lens_rect(stage.picture.frame)
    qapp.setLayoutDirection(RIGHT)
    try:
        qapp.processEvents()
        page.resize(page.width() + 1, page.height())
        page.resize(page.width() - 1, page.height())
        assert [(each.x(), each.y()) for each in pieces] == before
        assert [(each.x(), each.y()) for each in tools] == inside
        turned = stage.lens_rect(stage.picture.frame)
        assert turned.left() == pytest.approx(stage.width() - lens.right(), abs=1.0)
    finally:
        qapp.setLayoutDirection(LEFT)


def test_nothing_is_clipped_or_out_of_reach(room):
    QApplication.processEvents()
    assert not faults(room.page)


def test_the_body_is_never_mirrored(room):
    """The patient's left stays on the right of the picture."""
    assert room.place("pump/pipes/left").x() > room.place("pump/pipes/right").x()


def test_arrows_turn_the_page_the_way_one_reads(room):
    first = room.session.step.id
    room.page.setFocus()
    QTest.keyClick(room.page, Qt.Key.Key_Left)
    assert room.session.step.id != first, "left is onward"
    QTest.keyClick(room.page, Qt.Key.Key_Right)
    assert room.session.step.id == first


def test_a_slider_runs_as_one_reads_and_says_the_same_value(room):
    slider = room.page.timebar.slider
    before = room.session.slider.value
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert room.session.slider.value > before, "the end of the scale is on the left"


def test_two_pictures_are_told_where_they_stand(room):
    room.session.compare(room.session.comparisons[0].id)
    room.page.grab()
    room.stage.description.measure()
    (pictures,) = [each for each in room.stage.description.sentences if each.startswith("Two pictures")]
    other, own = room.session.scene.beside.name, room.session.scene.beside.own_name
    assert pictures.index("on the left") > pictures.casefold().index(own.casefold())
    assert pictures.casefold().index(own.casefold()) < pictures.casefold().index(other.casefold())


def test_the_lens_of_the_second_screen_stands_where_that_of_the_first_does(room):
    room.page.present()
    theirs = room.page.presenting.window.stage
    assert theirs.lens_rect(theirs.picture.frame).center().x() < theirs.width() / 2
    assert room.stage.lens_rect(room.stage.picture.frame).center().x() < room.stage.width() / 2


def test_words_of_another_direction_keep_their_order(qtbot, from_the_right):
    picture = QPixmap(10, 10)
    painter = QPainter(picture)
    assert written(painter, "70 % narrow") == "70 % narrow"
    painter.setLayoutDirection(RIGHT)
    assert written(painter, "70 % narrow") == "\u206870 % narrow\u2069"
    assert written(painter, "") == ""
    painter.end()


def test_the_sliders_question_stands_where_one_begins_to_read(qtbot, qapp, from_the_right):
    slider = Slider(Theme())
    qtbot.addWidget(slider)
    slider.resize(600, 120)
    slider.set_words("MM", "")
    assert ink_of(slider) > 300
    qapp.setLayoutDirection(LEFT)
    assert ink_of(slider) < 300


def ink_of(slider: Slider) -> float:
    """Where the ink of the slider's head lies, px from the left."""
    image = slider.grab(QRect(0, 0, slider.width(), 26)).toImage()
    columns = range(image.width())
    shades = [min(image.pixelColor(x, y).lightness() for y in range(image.height())) for x in columns]
    marked = [x for x, shade in enumerate(shades) if shade < max(shades) - 60]
    return sum(marked) / len(marked)
