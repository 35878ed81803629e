"""Reading grades against counted syllables and worked examples."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest

from anatomy_viewer.content.readability import measure, sentences, target, words
from anatomy_viewer.content.syllables import syllables

TABLE = tomllib.loads(Path(__file__).with_name("syllables.toml").read_text(encoding="utf-8"))
COUNTED = [
    (language, word, int(count))
    for language, rows in TABLE.items()
    for count, listed in rows.items()
    for word in listed.split()
]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_syllables_agree_with_the_ear(language):
    wrong = {
        word: (syllables(word, language), count)
        for tongue, word, count in COUNTED
        if tongue == language and syllables(word, language) != count
    }

    assert wrong == {}


def test_numbers_count_as_one_and_letters_are_spelt():
    assert [syllables(word, "en") for word in ("5179", "16.4", "LDL", "well-being")] == [1, 1, 3, 3]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("About 16.4 percent. Then 5,179 people.", "en", 2),
        ("See Dr. Smith, e.g. today. Is it far? Yes!", "en", 3),
        ("He said “Stop.” Then he left.", "en", 2),
        ("(It hurts.) Call us", "en", 2),
        ("- one thing\n- another thing", "en", 2),
        ("Environ 16,4 % des gens. Voir p. ex. le Dr. Roy !", "fr", 2),
        ("Ont-ils mal\u00a0? «\u00a0Oui\u00a0!\u00a0» Bien.", "fr", 3),
        ("T.ex. 5\u00a0179 personer, bl.a. kvinnor. Och män.", "sv", 2),
        ("... — !", "en", 0),
    ],
)
def test_sentences_end_where_a_reader_would_say(text, language, parts):
    assert len(sentences(text, language)) == parts


def test_an_elided_article_is_no_word():
    assert words("L’artère n'est qu’un tube d'aujourd’hui", "fr") == (
        "artère",
        "est",
        "un",
        "tube",
        "aujourd’hui",
    )


def test_english_grades_follow_their_formulas():
    found = measure(
        "The artery is narrow. Blood gets past.", "en"
    )  # 7 words, 2 sentences, 10 syllables, 1 hard

    assert (found.words, found.sentences, found.longest_words) == (7, 2, 4)
    assert found.scores["fkgl"] == round(0.39 * 3.5 + 11.8 * 10 / 7 - 15.59, 1)
    assert found.scores["smog"] == round(1.043 * math.sqrt(30 * 1 / 2) + 3.1291, 1)


def test_french_and_swedish_scores_follow_theirs():
    french = measure("La poitrine fait mal. Appelez de l’aide.", "fr")  # 7 words, 2 sentences, 10 syllables
    swedish = measure("Blodkärlen blir trånga. Vila hjälper.", "sv")  # 5 words, 2 sentences, 2 long words

    assert french.scores["kandel_moles"] == round(207 - 1.015 * 7 / 2 - 73.6 * 10 / 7, 1)
    assert swedish.scores["lix"] == round(5 / 2 + 100 * 2 / 5, 1)


def test_a_text_without_words_has_no_scores():
    assert measure("– …", "en").scores == {}


def test_other_languages_have_their_sentences_counted():
    assert measure("Uno dos tres. Cuatro.", "es").scores == {}
    assert target("es", "plain").sentence == 20
    assert target("fr-CA", "plain") == target("fr", "plain")


@pytest.mark.parametrize("language", ["en", "fr", "sv", "es"])
def test_levels_grow_harder(language):
    limits = [target(language, level) for level in ("plain", "standard", "detailed")]

    assert sorted(limits, key=lambda limit: limit.sentence) == limits
    assert sorted(limits, key=lambda limit: limit.step) == limits
