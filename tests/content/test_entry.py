"""What the library lists: each condition of a lesson by itself, found by its own words and codes."""

from __future__ import annotations

import argparse
import json

import pytest
from scene.variant_lesson import variant_library

from anatomy_viewer import cli_lessons
from anatomy_viewer.cli import main
from anatomy_viewer.content.entry import entry_for

BASE, NOISY = "tight_pipe:narrow_pipe", "tight_pipe:noisy_pipe"


@pytest.fixture
def library():
    return variant_library()


def test_each_condition_is_listed_with_a_name_of_its_own(library):
    assert list(library.entries) == [BASE, NOISY]
    assert library.entries[NOISY].title("fr", "plain") == "Tuyau bruyant"
    assert (
        library.entries[BASE].title("en", "plain") == library.lessons["tight_pipe"].text("en", "plain").title
    )


def test_a_lesson_of_one_condition_is_listed_under_its_own_id(library):
    pack = library.lessons["tight_pipe"]
    alone = pack.condition.model_copy(update={"variants": ()})
    object.__setattr__(pack, "condition", alone)
    assert list(library.entries) == ["tight_pipe"]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("noisy", "en", [NOISY]),
        ("pipe", "en", [BASE, NOISY]),
        ("sifflement", "sv", [NOISY]),
        ("tuyau", "fr", [BASE, NOISY]),
        ("z2090", "en", [NOISY]),
        ("narrow", "en", [BASE]),
        ("", "en", [BASE, NOISY]),
        ("nothing", "en", []),
    ],
)
def test_each_is_found_by_its_own_words(library, words, language, found):
    assert [entry.id for entry in library.search(words, language)] == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Z20.90", NOISY),
        ("z2090", NOISY),
        ("Z20.901", NOISY),
        ("D7", NOISY),
        ("Z10.1", BASE),
        ("Z10.11", BASE),
        ("Z10", None),
        ("Z20.8", None),
        ("D72", None),
        ("", None),
    ],
)
def test_a_code_finds_its_own_condition_or_the_one_above_it_never_one_beside_it(library, code, found):
    entry = library.with_code(code)
    assert (entry and entry.id) == found


def test_findings_say_which_condition_it_is(library):
    pack = library.lessons["tight_pipe"]
    assert entry_for(pack, {"pipe": "right", "pulse": 90.0, "narrow": 10}).id == NOISY
    assert entry_for(pack, {"pipe": "right", "pulse": 60}).id == BASE


# ------------------------------------------------------------------ on the command line
@pytest.fixture
def here(monkeypatch, library):
    monkeypatch.setattr(cli_lessons.Library, "load", lambda *_args, **_more: library)


def test_the_command_lists_what_can_be_opened(here, capsys):
    assert main(["lessons"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(BASE)
    assert second.split("  ")[0] == NOISY
    assert "Noisy pipe" in second and "Z20.90, D7" in second and "en, fr" in second


def test_the_command_tells_programs(here, capsys):
    assert main(["lessons", "whist", "--json", "--lang", "fr"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["id"] == NOISY
    assert record["title"] == "Tuyau bruyant"
    assert record["codes"][1] == {"system": "mesh", "code": "D7"}
    assert record["findings"] == {"pipe": "right", "pulse": 90.0}


def test_the_command_says_where_nothing_fits(here, capsys):
    assert main(["lessons", "xyz"]) == 1
    assert capsys.readouterr().out == "No lesson fits.\n"


def test_a_condition_opens_its_entry(library):
    from anatomy_viewer.app import _entry_id

    asked = argparse.Namespace(lesson=None, condition="Z20.909")
    assert _entry_id(asked, library) == NOISY
    assert _entry_id(argparse.Namespace(lesson=NOISY, condition=None), library) == NOISY


@pytest.mark.parametrize(
    ("lesson", "condition", "said"),
    [(None, "A00", "No lesson is about the condition"), ("tight_pipe", "Z10.1", "not both")],
)
def test_what_cannot_be_opened_is_told(library, lesson, condition, said):
    from anatomy_viewer.app import _entry_id

    with pytest.raises(ValueError, match=said):
        _entry_id(argparse.Namespace(lesson=lesson, condition=condition), library)


def test_open_is_a_word_for_opening(monkeypatch):
    opened = []
    monkeypatch.setattr("anatomy_viewer.cli._open_window", lambda words: opened.append(list(words)) or 0)
    assert main(["open", "--condition", "Z10.1"]) == 0
    assert opened == [["--condition", "Z10.1"]]
