from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from ui.conftest import faults, settled

from anatomy_viewer.locale import LANGUAGES
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.details_page import DetailsPage
from anatomy_viewer.ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, session: Session, theme: Theme) -> DetailsPage:
    session.open("tight_pipe")
    made = DetailsPage(session, theme)
    made.audience_picked.connect(lambda field, value: session.set_audience(**{field: value}))
    qtbot.addWidget(made, before_close_func=lambda widget: widget.close_stage())
    settled(made, 1280, 800)
    return made


def origin(page: DetailsPage, finding: str) -> str:
    return page.findings[finding].origin.accessibleName()


def test_every_finding_of_the_lesson_has_a_row_with_its_value(page: DetailsPage) -> None:
    assert list(page.findings) == ["narrow", "pipe", "pulse"]
    assert "70" in page.findings["narrow"].stepper.words.accessibleName()
    assert page.findings["pipe"].menu.text() == "left pipe"


def test_a_value_that_nobody_typed_says_that_it_is_not_yours(page: DetailsPage) -> None:
    assert origin(page, "narrow") == "Usual value – not yours"
    page.findings["narrow"].stepper.more.click()
    assert page.session.choices.findings["narrow"] == 71
    assert origin(page, "narrow") == "Typed in for you"
    assert origin(page, "pulse") == "Usual value – not yours"


def test_a_choice_is_typed_by_its_menu(page: DetailsPage) -> None:
    page.findings["pipe"].menu.picked.emit("right")
    assert page.session.choices.findings["pipe"] == "right"
    assert page.findings["pipe"].menu.text() == "right pipe"


def test_undo_takes_a_typed_value_back_on_the_page_too(page: DetailsPage) -> None:
    page.findings["narrow"].stepper.less.click()
    page.session.undo()
    assert "70" in page.findings["narrow"].stepper.words.accessibleName()
    assert origin(page, "narrow") == "Usual value – not yours"


def test_why_am_i_seeing_this_follows_the_findings(page: DetailsPage) -> None:
    def said() -> str:
        return " ".join(text.accessibleName() for text in page.why_rows if text.isVisible())

    assert "en plain mending is shown because of this: How narrow – 70\u00a0%" in said()
    page.session.set_finding("narrow", 20)
    assert "Left out: en plain mending" in said()


@pytest.mark.parametrize("field", ["read_aloud", "gentle", "captions", "less_movement"])
def test_switches_change_what_somebody_likes(page: DetailsPage, field: str) -> None:
    before = getattr(page.session.choices.audience, field)
    page.switches[field].switch.click()
    assert getattr(page.session.choices.audience, field) is not before


def test_larger_text_is_one_and_a_half_and_back(page: DetailsPage) -> None:
    page.switches["text_scale"].switch.click()
    assert page.session.choices.audience.text_scale == 1.5
    page.switches["text_scale"].switch.click()
    assert page.session.choices.audience.text_scale == 1.0


def test_the_words_dial_shows_a_sample_of_each_level(page: DetailsPage) -> None:
    plain = page.sample.accessibleName()
    page.words.group.buttons()[2].click()
    assert page.session.choices.audience.level == "detailed"
    assert page.sample.accessibleName() != plain


def test_a_second_language_can_be_chosen_and_taken_away(page: DetailsPage) -> None:
    page.second.picked.emit("sv")
    assert page.session.choices.audience.second_language == "sv"
    assert page.second.text() == "Svenska"
    page.second.picked.emit("")
    assert page.session.choices.audience.second_language is None


def test_forgetting_asks_once_more_in_place(qtbot: QtBot, page: DetailsPage) -> None:
    with qtbot.assertNotEmitted(page.forgotten):
        page.forget_button.click()
        assert page.sure.isVisible()
        page.sure_no.click()
    assert not page.sure.isVisible()
    page.forget_button.click()
    with qtbot.waitSignal(page.forgotten):
        page.sure_yes.click()
    assert not page.sure.isVisible()


def test_without_a_lesson_the_page_says_what_to_do(qtbot: QtBot, session: Session, theme: Theme) -> None:
    made = DetailsPage(session, theme)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.close_stage())
    settled(made, 1280, 800)
    assert made.found_none.isVisible()
    assert not made.why.isVisible()
    assert not faults(made)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1368, 912), (600, 700)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_clipped_or_too_small_to_touch(
    page: DetailsPage, theme: Theme, language: str, size: tuple[int, int], scale: float
) -> None:
    page.session.set_audience(language=language, text_scale=scale)
    theme.choose(text_scale=scale)
    page.retranslate()
    page.forget_button.click()
    settled(page, *size)
    assert not faults(page)


def test_the_two_columns_stand_on_the_grid(page: DetailsPage) -> None:
    def visible(card: object) -> tuple[int, int]:
        left = card.mapTo(page, card.rect().topLeft()).x()  # type: ignore[attr-defined]
        return left + 12, left + card.width() - 12  # type: ignore[attr-defined]

    assert visible(page.found)[0] == 28
    assert visible(page.wishes)[1] == 1252
