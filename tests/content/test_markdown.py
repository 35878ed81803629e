"""The Markdown subset of lesson texts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.content import markdown
from anatomy_viewer.content.markdown import Block, Span, blocks, plain_text, refusals, terms


def test_paragraphs_hold_bold_runs_and_terms():
    (first, second) = blocks("We call it [[plaque]], or **fatty [[placken|plack]]**.\n\nIt is\nyellow.")

    assert first == Block(
        "paragraph",
        (
            Span("We call it "),
            Span("plaque", term="plaque"),
            Span(", or "),
            Span("fatty ", bold=True),
            Span("placken", bold=True, term="plack"),
            Span("."),
        ),
    )
    assert second.text == "It is yellow."


def test_lists_keep_their_kind_and_number():
    items = blocks("- one\n- two\n\nThen:\n\n3. three\n4. **four**")

    assert [(item.kind, item.ordinal, item.text) for item in items] == [
        ("bullet", 0, "one"),
        ("bullet", 0, "two"),
        ("paragraph", 0, "Then:"),
        ("number", 3, "three"),
        ("number", 4, "four"),
    ]


def test_plain_text_has_a_line_for_each_block():
    assert plain_text("**A** [[b|c]]\n\n- d\n- e") == "A b\nd\ne"


def test_terms_come_once_and_in_order():
    assert terms("[[b]] [[a]] [[shown|b]]") == ("b", "a")


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("[a](https://example.org)", ("a link",)),
        ("<https://example.org>", ("a link",)),
        ("![a](b.png)", ("a picture",)),
        ("a <b>c</b>", ("HTML",)),
        ("<script>alert(1)</script>", ("HTML",)),
        ("# Heading", ("a heading",)),
        ("    indented", ("an indented block",)),
        ("> quoted", ("a quotation",)),
        ("*slanted* and `code`", ("italics", "code")),
        ("2 * 3 is 6, **bold**, [[term]], {slot} % – « fin »", ()),
    ],
)
def test_what_does_not_belong_is_named(body, refused):
    assert refusals(body) == refused


@pytest.mark.parametrize(
    "body", ["# Heading", "    indented", "> quoted", "[name]: https://example.org", "***", "<p>x"]
)
def test_no_word_is_ever_lost(body):
    assert body.strip("#> *").removeprefix("<p>").strip() in plain_text(body)


@given(st.text(st.sampled_from("ab Z9.,:;()'\"?-\n\n\n  [[]]|é\xa0%–=+#/“{}*"), max_size=40))
def test_plain_texts_are_read_without_a_parser_as_with_one(body):
    if markdown._is_plain(body):
        parsed = markdown._blocks_of(markdown._parser(whole=False).parse(body))
        assert list(markdown._plain_blocks(body)) == list(parsed)


def test_a_plain_text_loads_no_parser():
    code = (
        "import sys; from anatomy_viewer.content.markdown import blocks; "
        "assert len(blocks('One [[term]].\\n\\nTwo.')) == 2; assert 'markdown_it' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
