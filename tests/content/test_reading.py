"""Reading a file: a value, or every mistake in it at once, in an author's words."""

from __future__ import annotations

import pytest

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.lesson import Lesson
from anatomy_viewer.content.problem import Problem, did_you_mean, in_reading_order
from anatomy_viewer.content.reading import read

LESSON = 'id = "a"\nminutes = 1\nlevels = ["plain"]\nlanguages = ["en"]\n'
STEP = '[[steps]]\nid = "one"\nscene = { model = "m" }\n'


@pytest.fixture
def lines(tmp_path):
    """Return a function that reads a text as a kind of value and tells its problems."""

    def told(text: str, kind=Lesson) -> list[str]:
        path = tmp_path / "x.toml"
        path.write_text(text, encoding="utf-8")
        return [str(problem).partition("x.toml:")[2] for problem in read(path, kind).problems]

    return told


def test_a_right_file_becomes_a_value(tmp_path):
    path = tmp_path / "lesson.toml"
    path.write_text(LESSON + STEP, encoding="utf-8")

    reading = read(path, Lesson)

    assert reading.problems == ()
    assert reading.value is not None
    assert reading.value.steps[0].scene.model == "m"


def test_the_mark_that_some_editors_put_before_a_text_is_passed_over(tmp_path, lines):
    path = tmp_path / "lesson.toml"
    path.write_text(LESSON + STEP, encoding="utf-8-sig")
    assert read(path, Lesson).problems == ()
    assert lines("\ufeff" + LESSON + STEP.replace("model", "modell"))[0].startswith('7: step "one", scene')


def test_a_file_that_leads_to_itself_is_told(tmp_path):
    path = tmp_path / "lesson.toml"
    path.symlink_to(path)
    (problem,) = read(path, Lesson).problems
    assert problem.file == path.as_posix() and "could not be read" in problem.what


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            LESSON + STEP + "opacty = 1\n",
            '8: step "one": property "opacty" is not known. Known here: "chart", "compare", "cues", '
            '"decision", "id", "kind", "question", "scene", "slider", "sources", "when". [S1]',
        ),
        (
            LESSON + STEP + "whenn = 1\n",
            '8: step "one": property "whenn" is not known. Did you mean "when"? [S1]',
        ),
        (
            LESSON + STEP + "when = 3\n",
            '8: step "one", when: 3 is not text in quotes. Put it in quotes',
        ),
        (
            LESSON + STEP.replace('"m" }', '"m", lens = { model = "m" } }'),
            '7: step "one", scene, lens: property "anchor" is missing. Add anchor = … here. [S1]',
        ),
        (
            LESSON + STEP.replace('"m" }', '"m", cut = "yes please" }'),
            '7: step "one", scene, cut: "yes please" is not true or false. Write true or false',
        ),
        (
            LESSON.replace("1", "inf") + STEP,
            "2: minutes: inf is not a number. Write digits without quotes, such as 70. [S1]",
        ),
        (
            LESSON.replace('["en"]', '["English"]') + STEP,
            '4: languages: "English" is not a language tag. Write a tag such as en, fr, sv or pt-BR. [S1]',
        ),
        (LESSON + "steps = []\n", "5: steps: there are 0 entries. It needs at least 1. [S1]"),
        (LESSON + STEP + "cues = [\n", "9: this is not valid TOML"),
        ("id = " + "[" * 5000, " a number or a list in the file is far too long. Make it simpler. [S1]"),
        ("id = " + "9" * 5000, " a number or a list in the file is far too long. Make it simpler. [S1]"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_its_remedy(lines, text, told):
    assert any(line.startswith(told) for line in lines(text)), lines(text)


def test_a_driver_is_judged_as_the_kind_it_means_to_be(lines):
    text = (
        'id = "a"\nmodel = "m"\nnames = { en = { plain = "A", stndard = "B" } }\n'
        'driver = { parameter = "x", unit = "%", minimum = "q", maximun = 1 }\n'
        '[[channels]]\npart = "p"\nproperty = "opacity"\ninput = [0, 1]\noutput = [0, "one"]\n'
    )

    assert lines(text, Animation) == [
        '9: channel "p", output 2: "one" is not a number or true or false or a list. '
        "Write digits without quotes, such as 70. [S1]",
        '4: driver: property "maximum" is missing. Add maximum = … here. [S1]',
        '4: driver: property "maximun" is not known. Did you mean "maximum"? [S1]',
        '4: driver, minimum: "q" is not a number. Write digits without quotes, such as 70. [S1]',
        '3: names, en, stndard: "stndard" is not known. Did you mean "standard"? [S1]',
    ]


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    (problem,) = read(tmp_path / "no.toml", Lesson).problems

    assert problem.line is None
    assert "could not be read (no such file or directory)" in problem.what


def test_a_huge_file_is_refused_unread(tmp_path):
    (tmp_path / "big.toml").write_text("# " + "x" * 1_000_000)

    (problem,) = read(tmp_path / "big.toml", Lesson).problems

    assert problem.what == "the file is larger than 1 MB"


def test_problems_come_in_reading_order_and_once():
    late = Problem("b.toml", 9, "", "x", "", "S1")
    early = Problem("b.toml", 2, "", "x", "", "S2")
    other = Problem("a.toml", None, "", "x", "", "T1")

    assert in_reading_order([late, early, other, late]) == (other, early, late)
    assert str(other) == "a.toml: x. [T1]"


def test_a_near_word_is_proposed_and_else_the_known_ones():
    assert did_you_mean("sevre", ["severe", "early"]) == 'Did you mean "severe"?'
    assert did_you_mean("xyz", ["severe", "early"]) == 'Known here: "early", "severe".'
    assert did_you_mean("xyz", map(str, range(20))).endswith("and 8 more.")
    assert did_you_mean("xyz", []) == "Nothing is known here: take it out."
