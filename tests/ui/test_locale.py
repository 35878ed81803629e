from __future__ import annotations

import pytest
from babel.messages.mofile import read_mo

from anatomy_viewer.locale import LANGUAGES, system_language, translator
from anatomy_viewer.locale.__main__ import gather, po_path, read, slots, untranslated, updated

FOREIGN = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", FOREIGN)
def test_every_message_of_the_source_is_translated(language: str) -> None:
    assert [message.id for message in untranslated(updated(language, gather()))] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_the_catalogue_holds_no_message_that_is_gone(language: str) -> None:
    there = {message.id for message in read(language) if message.id}
    assert there <= {message.id for message in gather()}


@pytest.mark.parametrize("language", FOREIGN)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    with po_path(language).with_suffix(".mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == {
        message.id: message.string for message in read(language) if message.id and message.string
    }


@pytest.mark.parametrize("language", FOREIGN)
def test_a_gap_before_signs_never_breaks_a_line(language: str) -> None:
    broken = [
        m.string
        for m in read(language)
        if any(f" {sign}" in str(m.string) for sign in ("?", ";", ":", "»", "%"))
    ]
    assert broken == []


def test_messages_are_said_in_the_language_and_else_in_english() -> None:
    assert translator("sv")("Next") == "Nästa"
    assert translator("fr-CA")("Next") == "Suivant"
    assert translator("de")("Next") == "Next"
    assert translator("sv")("never written down") == "never written down"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANGUAGE": "nb:fr:en", "LANG": "nb_NO.UTF-8"}, "fr"),
        ({"LC_ALL": "fr_CH", "LANG": "en_US"}, "fr"),
    ],
)
def test_the_system_chooses_the_first_language_we_speak(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language


def test_slots_are_what_stands_in_braces() -> None:
    assert slots("Step {step} of {steps}") == {"step", "steps"}


def test_no_language_speaks_the_words_of_another() -> None:
    french, swedish = ({m.id: str(m.string) for m in read(each) if m.id} for each in ("fr", "sv"))
    same = [words for key, words in french.items() if len(words) > 3 and words == swedish.get(key)]
    assert same == []
