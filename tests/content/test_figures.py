"""Which figures a text says, in each language."""

from __future__ import annotations

import pytest

from anatomy_viewer.content.figures import claims, denominators, figures, one_in


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("16.4 percent of 5,179 people (12)", "en", ("16.4", "5179", "12")),
        ("16,4\u00a0% de 5\u00a0179 personnes", "fr", ("16.4", "5179")),
        ("16,40\u00a0% av 5 179 personer", "sv", ("16.4", "5179")),
        ("3–5 mm, 10-15", "en", ("3", "5", "10", "15")),
        ("B12 and x2 and {stenosis} %", "en", ()),
        ("Call 112 or 911.", "en", ()),
        ("Appelez le 15 ou le 112.", "fr", ()),
        ("En 2020, le 15\u00a0%", "fr", ("2020", "15")),
    ],
)
def test_figures_are_read_as_their_language_writes_them(text, language, found):
    assert figures(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Rest 10 minutes, 2–3 days, 5 to 10 weeks.", "en", ()),
        ("For 5 years.", "en", ("5",)),
        ("Reposez-vous 5 à 10\u00a0minutes.", "fr", ()),
        ("Vila 10 minuter, 3 dagar.", "sv", ()),
    ],
)
def test_times_of_a_day_need_no_source(text, language, found):
    assert claims(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("1 in 8 people", "en", "1 in 8"),
        ("One person in ten", "en", "One person in ten"),
        ("une personne sur huit", "fr", "une personne sur huit"),
        ("en av åtta", "sv", "en av åtta"),
        ("1 in 100 people", "en", None),
        ("11 in 80", "en", None),
        ("one in-depth look, 1 in 5 %", "en", None),
        ("en studie av 100 personer", "sv", None),
        ("1 auf 8", "de", None),
    ],
)
def test_one_in_so_many_is_found(text, language, found):
    assert one_in(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("10 in 100 people, 12 out of 1,000 patients", "en", {100, 1000}),
        ("Of these 100 people 10", "en", {100}),
        ("10 personnes sur 100, 3 sur 1\u00a0000", "fr", {100, 1000}),
        ("Av 100 personer", "sv", {100}),
        ("a study of 5,179 people", "en", set()),
        ("sur 100\u00a0%", "fr", set()),
    ],
)
def test_people_are_counted_in_round_numbers(text, language, found):
    assert denominators(text, language) == found
