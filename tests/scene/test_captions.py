"""Captions are short enough to be read, and stand as long as reading takes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from anatomy_viewer.scene.captions import LEAST, LONGEST, TURNING, pieces, reading_time, timed, two_lines

BALANCED = "Pills first: 18 of 100 people had a serious problem. 82 did not."


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One idea.", ("One idea.",)),
        ("Yes. No. Perhaps.", ("Yes. No. Perhaps.",)),
        (BALANCED, (BALANCED,)),  # both halves of a figure stand together
        ("First line\nSecond line", ("First line", "Second line")),
        ("Read dr. A. Smith 2020, e.g. on 3.5 mm.", ("Read dr. A. Smith 2020, e.g. on 3.5 mm.",)),
        ("", ()),
    ],
)
def test_a_text_is_cut_at_sentences(text: str, cut: tuple[str, ...]) -> None:
    assert pieces(text) == cut


def test_a_long_sentence_is_cut_after_a_comma_near_its_middle() -> None:
    text = (
        "When 70 percent of the diameter is lost, then 91 percent of the whole opening of the artery is gone."
    )
    assert pieces(text) == (
        "When 70 percent of the diameter is lost,",
        "then 91 percent of the whole opening of the artery is gone.",
    )


def test_every_piece_fits_two_lines_and_no_word_is_lost() -> None:
    text = " ".join(f"word{number}" for number in range(90)) + ". Then more, and then some more of it."
    cut = pieces(text)
    assert all(len(piece) <= LONGEST for piece in cut)
    assert " ".join(cut).split() == text.split()


def test_one_endless_word_is_left_alone() -> None:
    assert pieces("a" * 200) == ("a" * 200,)


def test_reading_takes_as_long_as_there_are_words() -> None:
    assert reading_time("one two") == LEAST
    assert reading_time(" ".join(["word"] * 20), pace=2.5) == pytest.approx(TURNING + 8.0)


def test_cues_follow_each_other_without_a_gap_under_their_headings() -> None:
    cues = timed([("", "One idea.\nAnother."), ("To do", "Walk.")], start=3.0)
    assert [cue.text for cue in cues] == ["One idea.", "Another.", "Walk."]
    assert [cue.heading for cue in cues] == ["", "", "To do"]
    assert cues[0].start == 3.0
    assert all(before.end == after.start for before, after in pairwise(cues))


def test_a_long_caption_stands_in_two_lines_of_about_equal_length() -> None:
    assert two_lines("A short one.") == "A short one."
    first, second = two_lines(
        "Blood flows well again. This can ease chest pain. You still need pills."
    ).split("\n")
    assert abs(len(first) - len(second)) < 8
