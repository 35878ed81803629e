"""The language of `when`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.content.expression import ExpressionError, is_true, number_of, parse

PATIENT = {"stenosis": 70.0, "vessel": "lad", "lvef": 40.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("stenosis >= 50", True),
        ('stenosis >= 50 and not (vessel == "left_main")', True),
        ("not stenosis > 1 or vessel == 'lad'", True),
        ('vessel != "lad"', False),
        ("1 - 2 - 3", -4.0),
        ("8 / 4 / 2", 1.0),
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("-stenosis + 100", 30.0),
        ("min(stenosis, 10, lvef) / 2", 5.0),
        ("max(stenosis, 85)", 85.0),
        ("stenosis > 99 and 1 / 0 > 1", False),
        ("stenosis < 99 or missing > 1", True),
        ("stenosis > 50 and lvef > 50 or stenosis == 70", True),
    ],
)
def test_expressions_have_the_value_one_expects(text, value):
    assert parse(text).evaluate(PATIENT) == value


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("stenosis = 5", '"=" is not known', '"=="'),
        ("stenosis && 1", '"&&" is not known', '"and"'),
        ("!stenosis", '"!" is not known', '"not"'),
        ("30 <= stenosis < 50", "two comparisons in a row", '"and"'),
        ("stenosis >=", "ends too early", "compared"),
        ("", "ends too early", "compared"),
        ("(stenosis > 1", 'a ")" is missing', "parenthesis"),
        ('vessel == "lad', "not closed", "quotes"),
        ("stenosis 50", '"50" does not belong', "operator"),
        ("stenosis.real", '"." does not belong', "operator"),
        ('__import__("os")', '"(" does not belong', "operator"),
        ("[x for x in y]", '"[" does not belong', "operator"),
        ("a" * 201, "201 characters", "200"),
        ("(" * 30 + "1" + ")" * 30, "nested too deeply", "simpler"),
        ("not " * 40 + "1 > 0", "nested too deeply", "simpler"),
    ],
)
def test_what_cannot_be_parsed_says_what_to_do(text, what, hint):
    with pytest.raises(ExpressionError) as error:
        parse(text)

    assert what in error.value.what
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("age > 5", '"age" is not a finding'),
        ("vessel > 3", "'lad' is not a number"),
        ("vessel == 3", "are not of a kind"),
        ("stenosis and lvef > 1", "neither true nor false"),
        ("stenosis / 0", "divides by zero"),
        ("stenosis + (lvef > 3)", "True is not a number"),
    ],
)
def test_what_has_no_value_says_why(text, what):
    with pytest.raises(ExpressionError) as error:
        parse(text).evaluate(PATIENT)

    assert what in error.value.what


def test_a_formula_knows_the_findings_it_asks_for():
    assert parse('min(a, b) > 3 and c == "d"').names == {"a", "b", "c"}


def test_whens_and_cues_are_read_with_their_meaning():
    assert is_true("", {})
    assert not is_true("stenosis < 1", PATIENT)
    assert number_of(4, {}) == 4.0
    assert number_of("100 - stenosis", PATIENT) == 30.0
    with pytest.raises(ExpressionError):
        is_true("stenosis", PATIENT)
    with pytest.raises(ExpressionError):
        number_of("stenosis > 1", PATIENT)


@given(st.text(alphabet="ab1.0()+-*/<>=!&|'\" andornotmin,", max_size=60))
def test_any_text_is_parsed_or_refused_in_words(text):
    try:
        formula = parse(text)
        formula.evaluate({"a": 1.0, "b": "x"})
    except ExpressionError as error:
        assert error.what and error.hint.endswith(".")


@given(*[st.integers(0, 50)] * 3, *[st.sampled_from("+-*")] * 2)
def test_arithmetic_agrees_with_python(a, b, c, one, two):
    text = f"{a} {one} {b} {two} {c}"

    assert parse(text).evaluate({}) == eval(text)
