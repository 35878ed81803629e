from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from scene.fixture_lesson import PACK
from scene.variant_lesson import variant_library
from ui.conftest import faults, settled

from anatomy_viewer.content.entry import Entry
from anatomy_viewer.content.library import Library
from anatomy_viewer.locale import LANGUAGES
from anatomy_viewer.session.record import Progress
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.body_map import REGIONS, SPOTS, figure
from anatomy_viewer.ui.library_page import AT_ONCE, LibraryPage
from anatomy_viewer.ui.theme import THEMES, Theme
from anatomy_viewer.ui.thumbnails import Thumbnails


def another(library: Library, id: str, name: str, region: str) -> Library:
    """The library with one more lesson."""
    condition = PACK.condition.model_copy(update={"id": id, "names": {"en": name}, "region": region})
    lesson = PACK.lesson.model_copy(update={"id": id})
    texts = {key: text.model_copy(update={"title": name}) for key, text in PACK.texts.items()}
    pack = replace(PACK, lesson=lesson, condition=condition, texts=texts)
    return replace(library, lessons={**library.lessons, id: pack})


@pytest.fixture
def page(qtbot: QtBot, session: Session, library: Library, theme: Theme) -> LibraryPage:
    made = LibraryPage(session, library, theme)
    qtbot.addWidget(made)
    settled(made, 1280, 800)
    return made


@pytest.fixture
def full(page: LibraryPage, library: Library) -> LibraryPage:
    page.set_library(
        another(another(library, "noise", "Ringing ears", "nerves"), "stone", "Kidney stone", "urinary")
    )
    settled(page, 1280, 800)
    return page


def names(page: LibraryPage) -> list[str]:
    return [card.words.name for card in page.cards]


def test_one_lesson_is_shown_large_with_all_there_is_to_know(page: LibraryPage) -> None:
    (card,) = page.cards
    assert card.featured
    assert card.words.badge == "Draft"
    assert "5 steps" in card.words.line
    assert "about 3 minutes" in card.words.line
    assert "English, Français" in card.words.line


def test_steps_are_counted_as_the_lesson_will_count_them(page: LibraryPage, session: Session) -> None:
    session.open("tight_pipe")
    assert f"{len(session.steps)} steps" in page.cards[0].words.line


def test_a_card_opens_its_lesson_by_click_and_by_return(qtbot: QtBot, page: LibraryPage) -> None:
    for act in (page.cards[0].click, lambda: QTest.keyClick(page.cards[0], Qt.Key.Key_Return)):
        with qtbot.waitSignal(page.lesson_picked) as told:
            act()
        assert told.args == ["tight_pipe", ""]


def test_a_card_is_a_button_that_says_all_its_words(page: LibraryPage) -> None:
    interface = QAccessible.queryAccessibleInterface(page.cards[0])
    assert interface.role() == QAccessible.Role.Button
    said = interface.text(QAccessible.Text.Name)
    assert said.startswith("A tight pipe. About pipes")
    assert said.endswith("Draft")


def test_several_lessons_stand_three_across_and_none_is_invented(full: LibraryPage) -> None:
    assert sorted(names(full)) == ["A tight pipe", "Kidney stone", "Ringing ears"]
    assert len({card.y() for card in full.cards}) == 1
    assert not any(card.featured for card in full.cards)


def test_cards_stand_three_across_as_soon_as_the_page_shows(
    qtbot: QtBot, session: Session, library: Library, theme: Theme
) -> None:
    three = another(another(library, "noise", "Ringing ears", "nerves"), "stone", "Kidney stone", "urinary")
    made = LibraryPage(session, three, theme)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    assert [made.grid_box.getItemPosition(place)[:2] for place in range(3)] == [(0, 0), (0, 1), (0, 2)]


def test_a_lesson_found_alone_stays_as_wide_as_it_was(full: LibraryPage) -> None:
    wide = full.cards[0].width()
    full.search.setText("stone")
    settled(full, 1280, 800)
    (card,) = full.cards
    assert abs(card.width() - wide) <= 1


def test_searching_narrows_and_return_opens_the_first(qtbot: QtBot, full: LibraryPage) -> None:
    QTest.keyClicks(full.search, "ston")
    assert names(full) == ["Kidney stone"]
    with qtbot.waitSignal(full.lesson_picked) as told:
        QTest.keyClick(full.search, Qt.Key.Key_Return)
    assert told.args == ["stone", ""]


def test_a_search_that_finds_nothing_says_so(full: LibraryPage) -> None:
    full.search.setText("zzz")
    assert names(full) == []
    assert "Try another word" in full.nothing.accessibleName()
    assert full.nothing.isVisible()


def test_the_body_offers_only_regions_with_lessons(full: LibraryPage) -> None:
    assert list(full.regions.rows) == ["", "nerves", "circulation", "urinary"]
    assert list(full.regions.figure.dots) == ["nerves", "circulation", "urinary"]


def test_dot_and_row_are_one_choice(full: LibraryPage) -> None:
    full.regions.figure.dots["urinary"].click()
    assert names(full) == ["Kidney stone"]
    assert full.regions.rows["urinary"].isChecked()
    full.regions.rows["nerves"].click()
    assert names(full) == ["Ringing ears"]
    assert full.regions.figure.dots["nerves"].isChecked()
    bold = [region for region, row in full.regions.rows.items() if row.font().bold()]
    assert bold == ["nerves"], "only what is chosen is strong"
    full.regions.rows[""].click()
    assert len(names(full)) == 3


def test_without_room_for_the_figure_the_region_is_chosen_from_a_menu(
    full: LibraryPage, theme: Theme
) -> None:
    assert not full.region_menu.isVisible()
    theme.choose(text_scale=2.0)
    settled(full, 1280, 800)
    assert not full.side.isVisible()
    assert full.region_menu.isVisible()
    assert full.region_menu.accessibleName() == "Part of the body: All lessons"
    full.region_menu.picked.emit("urinary")
    assert names(full) == ["Kidney stone"]
    assert full.region_menu.text() == "Kidneys"
    full.regions.choose("")
    assert full.region_menu.text() == "All lessons"


def test_a_line_that_is_too_long_is_parted_where_it_says_two_things(full: LibraryPage) -> None:
    card = full.cards[0]
    subtitle, _, steps = card.words.line.partition(" · ")
    metrics = QFontMetrics(card.theme.font("label"))
    narrow, wide = metrics.horizontalAdvance(subtitle) + 8, metrics.horizontalAdvance(card.words.line) + 8
    assert card._lines(narrow)[1][0].replace("\u00a0", " ") == f"{subtitle}\n{steps}"
    assert card._lines(wide)[1][0].replace("\u00a0", " ") == card.words.line


def test_the_pictures_of_a_row_are_equally_high(full: LibraryPage) -> None:
    words = full.cards[0].words
    full.cards[0].set_words(replace(words, line=words.line + " and what helps, in many more words" * 2))
    settled(full, 1280, 800)
    rows = [card._split(QRectF(card.rect())) for card in full.cards]
    assert len({card.height() for card in full.cards}) == 1
    assert len({picture.height() for picture, _ in rows}) == 1
    assert len({room.top() for _, room in rows}) == 1


def test_every_dot_lies_on_the_figure() -> None:
    from PySide6.QtCore import QPointF

    assert len(SPOTS) == len(REGIONS) - 1
    assert [
        region
        for region, (x, y) in zip(REGIONS, SPOTS, strict=False)
        if not figure().contains(QPointF(x, y) * 1000)
    ] == []


def test_going_on_where_somebody_stopped(qtbot: QtBot, page: LibraryPage) -> None:
    assert not page.band.isVisible()
    page.set_last_stop(Progress("tight_pipe", "mending"))
    assert page.band.title.accessibleName() == "A tight pipe · step 3 of 5"
    with qtbot.waitSignal(page.lesson_picked) as told:
        page.band.button.click()
    assert told.args == ["tight_pipe", "mending"]


@pytest.mark.parametrize("stop", [None, Progress("gone", "mending"), Progress("tight_pipe", "gone")])
def test_a_stop_that_is_no_longer_there_is_not_offered(page: LibraryPage, stop: Progress | None) -> None:
    page.set_last_stop(stop)
    assert not page.band.isVisible()


def test_an_empty_library_says_so_and_opens_folders(qtbot: QtBot, page: LibraryPage) -> None:
    page.set_library(Library())
    assert page.nothing.accessibleName() == "No lesson is here yet."
    assert not page.side.isVisible()
    with qtbot.waitSignal(page.folder_asked):
        page.more.button.click()


def test_the_picture_of_a_lesson_arrives_on_its_card(page: LibraryPage) -> None:
    before = page.cards[0].grab().toImage()
    picture = QPixmap(40, 30)
    picture.fill(Qt.GlobalColor.red)
    page.thumbnails.arrived.emit("tight_pipe", picture)
    assert page.cards[0].picture is not None
    assert page.cards[0].grab().toImage() != before


def test_a_pack_may_ship_its_own_picture(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QPixmap(40, 30)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "picture.png"))
    thumbnails = Thumbnails(folder=tmp_path / "cache")
    with qtbot.waitSignal(thumbnails.arrived, timeout=60_000) as told:
        thumbnails.request(Entry(replace(PACK, folder=tmp_path)))
    assert told.args[0] == "tight_pipe"
    assert told.args[1].width() == 40


def test_a_picture_is_made_once_a_visit(tmp_path: Path) -> None:
    thumbnails = Thumbnails(folder=tmp_path / "cache")
    thumbnails.request(Entry(PACK))
    thumbnails.request(Entry(PACK))
    assert len(thumbnails._waiting) == 1
    thumbnails.stop()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1368, 912), (600, 700)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_clipped_or_too_small_to_touch(
    full: LibraryPage, theme: Theme, language: str, size: tuple[int, int], scale: float
) -> None:
    full.session.set_audience(language=language, text_scale=scale)
    theme.choose(text_scale=scale)
    full.set_last_stop(Progress("tight_pipe", "mending"))
    full.retranslate()
    settled(full, *size)
    assert not faults(full)


def test_cards_stand_on_the_grid(full: LibraryPage) -> None:
    edges = {
        round(card.visible_rect().left() + card.mapTo(full, card.rect().topLeft()).x())
        for card in (full.regions,)
    }
    assert edges == {28}
    last = full.cards[2]
    right = last.mapTo(full, last.rect().topRight()).x() + 1 - 12
    assert right == 1252
    assert full.search.mapTo(full, full.search.rect().topRight()).x() + 1 == 1252


@pytest.mark.parametrize("name", THEMES)
def test_the_page_is_painted_in_every_theme(page: LibraryPage, theme: Theme, name: str) -> None:
    theme.choose(name=name)
    assert page.grab().toImage().pixelColor(4, 4) == theme.color("page")


def test_cards_of_many_lessons_are_made_as_somebody_scrolls(page: LibraryPage, library: Library) -> None:
    many = library
    for number in range(2 * AT_ONCE):
        many = another(many, f"lesson_{number}", f"Lesson {number}", "nerves")
    page.set_library(many)
    settled(page, 1280, 800)
    assert len(page.cards) == AT_ONCE
    bar = page.scroller.verticalScrollBar()
    for _end in range(3):
        bar.setValue(bar.maximum())
        settled(page, 1280, 800)
    assert len(page.cards) == len(many.lessons) == 2 * AT_ONCE + 1
    page.search.setText("Lesson 47")
    assert names(page) == ["Lesson 47"]


# ------------------------------------------------------------------ a lesson for several conditions
def test_each_condition_of_a_lesson_has_a_card_of_its_own(qtbot: QtBot, page: LibraryPage) -> None:
    page.set_library(variant_library())
    settled(page, 1280, 800)
    assert names(page)[1] == "Noisy pipe"
    assert len(page.cards) == 2
    assert not page.cards[0].featured
    with qtbot.waitSignal(page.lesson_picked) as told:
        page.cards[1].click()
    assert told.args == ["tight_pipe:noisy_pipe", ""]


def test_a_condition_is_found_by_its_synonym_and_gone_on_with(qtbot: QtBot, page: LibraryPage) -> None:
    page.set_library(variant_library())
    page.search.setText("whistling")
    assert names(page) == ["Noisy pipe"]
    page.set_last_stop(Progress("tight_pipe:noisy_pipe", "mending"))
    assert "Noisy pipe" in page.band.title.words
    with qtbot.waitSignal(page.lesson_picked) as told:
        page.band.button.click()
    assert told.args == ["tight_pipe:noisy_pipe", "mending"]


def test_every_condition_has_a_picture_of_its_own(tmp_path: Path) -> None:
    thumbnails = Thumbnails(folder=tmp_path)
    places = [thumbnails.places(entry) for entry in variant_library().entries.values()]
    assert len({path for pair in places for path in pair}) == 4
