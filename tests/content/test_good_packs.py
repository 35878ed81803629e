"""The tiny good pack and every shipped pack check clean, and do not when something in them is changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from anatomy_viewer.content.checking import check
from anatomy_viewer.content.library import Library, built_in_root

GOOD = Path(__file__).parents[1] / "packs" / "good"
TODAY = date(2026, 11, 21)
LAYER = '[[layers]]\nnames = { en = "wall" }\n'
CODED = 'tissue = "vessel"\ncodes = {{ fma = "{}" }}\n'
DEEPER = f'tissue = "vessel"\nlayer = 1\n{LAYER}[[views]]'


def problems_in(folder: Path, today: date = TODAY) -> list[str]:
    return [str(problem) for problem in check(Library.load((folder,), roots=()), today=today)]


def codes_in(folder: Path, today: date = TODAY) -> set[str]:
    return {problem.code for problem in check(Library.load((folder,), roots=()), today=today)}


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the good pack and a function that changes one of its files."""
    folder = shutil.copytree(GOOD, tmp_path / "good")

    def change(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def test_the_good_pack_has_no_problem():
    library = Library.load((GOOD,), roots=())

    assert problems_in(GOOD) == []
    assert set(library.lessons) == {"narrow_tube"}
    assert len(library.lessons["narrow_tube"].texts) == 9


def test_the_shipped_packs_have_no_problem():
    library = Library.load(roots=(built_in_root(),))

    assert [str(problem) for problem in check(library, today=TODAY)] == []
    assert "coronary_artery_disease" in library.lessons


def test_a_source_grows_old_and_a_review_falls_due():
    assert codes_in(GOOD, date(2028, 11, 30)) == set()
    assert codes_in(GOOD, date(2028, 12, 1)) == {"E2"}
    assert codes_in(GOOD, date(2099, 1, 1)) == {"E2"}
    assert codes_in(GOOD, date(2099, 1, 2)) == {"E2", "E3"}


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        ("text/sv.plain.toml", "12 av det", "21 av det", {"T4"}),
        ("text/fr.standard.toml", "12 le remarquent", "112 le remarquent", {"T4"}),
        ("text/fr.plain.toml", "{narrowing}", "70", {"T2", "T4"}),
        ("text/en.plain.toml", "{touched}", "{tuched}", {"S2"}),
        ("text/sv.standard.toml", "[[placket|plack]]", "[[placket]]", {"P1"}),
        ("lesson.toml", 'sources = ["example_trial"]\n', "", {"E1"}),
        ("lesson.toml", 'end = "narrowing"', 'end = "side"', {"S3"}),
        ("lesson.toml", 'end = "narrowing"', 'end = "narrowing > 3"', {"S3"}),
        ("lesson.toml", 'correct = ["tube/{side}"]', 'correct = ["tube/{sid}"]', {"S2"}),
        ("lesson.toml", 'correct = ["tube/{side}"]', "correct = []", {"S2"}),
        ("lesson.toml", 'anchor = "tube:{side}_middle"', 'anchor = "tub:{side}_middle"', {"S2"}),
        ("lesson.toml", "magnification = 4 }", 'magnification = 4 }\narrive = "tub:left_middle"', {"S2"}),
        ("lesson.toml", "magnification = 4 }", 'magnification = 4 }\narrive = "tube:left_middle"', {"S2"}),
        ("lesson.toml", '"tube/left" = "tube/{side}"', '"tube/middle" = "tube/{side}"', {"S2"}),
        ("lesson.toml", "magnification = 4", "magnification = 1", {"S1"}),
        ("text/en.plain.toml", "Ask us what you can do.", "Ask us: 40 in 100 people do.", {"E1"}),
        ("animations/tube_narrowing/animation.toml", "at = 70", "at = 70\nsince = 71", {"A2"}),
        ("animations/tube_narrowing/animation.toml", "tint.end", "tint.tip", {"A1"}),
        ("animations/tube_narrowing/animation.toml", "input = [0, 100]", "input = [0, 101]", {"A2"}),
        ("models/tube/model.toml", "tube/*", "tubes/*", {"S2"}),
        ("models/tube/model.toml", "[[masks]]", '[[groups]]\nid = "tub"\nnames = {}\n[[masks]]', {"S2"}),
        (
            "models/tube/model.toml",
            "[[masks]]",
            '[[groups]]\nid = "tube/left"\nnames = {}\n[[masks]]',
            {"S2"},
        ),
        ("models/tube/model.toml", 'tissue = "vessel"\n', CODED.format("7088"), {"S2"}),
        ("models/tube/model.toml", "[[masks]]", LAYER + LAYER + "[[masks]]", {"S2"}),
        ("models/tube/model.toml", 'tissue = "vessel"\n\n[[views]]', DEEPER, {"S2"}),
        ("lesson.toml", 'id = "narrow"\n', 'id = "narrow"\ncompare = ["look_"]\n', {"S2"}),
        ("lesson.toml", 'id = "narrow"\n', 'id = "narrow"\ncompare = ["narrow"]\n', {"S2"}),
        ("pack.toml", "CC-BY-4.0", "CC-BY-4.0 AND CC-BY-ND-4.0", {"L1"}),
    ],
)
def test_a_change_for_the_worse_is_told(copy, file, old, new, codes):
    assert codes_in(copy(file, old, new)) == codes


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lesson.toml", 'end = "narrowing"', 'end = "min(100, narrowing + 20)"'),
        ("lesson.toml", 'labels = ["tube/left", "tube/right"]', 'labels = ["tube/*"]'),
        ("lesson.toml", 'id = "narrow"\n', 'id = "narrow"\ncompare = ["look"]\n'),
        ("models/tube/model.toml", "[[masks]]", LAYER + "[[masks]]"),
        ("models/tube/model.toml", 'tissue = "vessel"\n', CODED.format("FMA:7088")),
        ("models/tube/model.toml", 'id = "tube"\n', 'id = "tube"\ngroups = [{ id = "tube", names = {} }]\n'),
        ("text/en.plain.toml", "Here are two tubes.", "Here are two tubes. Look for 5 to 10 minutes."),
        ("text/en.plain.toml", "Here are two tubes.", "Call 112 if it hurts."),
        ("pack.toml", "CC-BY-4.0", "CC-BY-4.0 AND BSD-3-Clause"),
    ],
)
def test_what_is_right_is_left_in_peace(copy, file, old, new):
    found = problems_in(copy(file, old, new))

    # The other languages do not say the minutes.
    assert [line for line in found if "[T4]" not in line] == []


def test_a_lesson_that_cannot_be_shown_is_left_out_but_still_checked(copy):
    folder = copy("lesson.toml", 'model = "tube"\n', 'model = "tub"\n')
    copy("text/en.plain.toml", 'title = "In short"', 'title = ""')

    library = Library.load((folder,), roots=())

    assert dict(library.lessons) == {}
    assert [problem.code for problem in library.problems] == ["S2"]
    assert {problem.code for problem in check(library, today=TODAY)} == {"S2", "P3"}


def test_a_fault_in_a_long_text_is_told_on_its_own_line(copy):
    folder = copy(
        "text/en.plain.toml", "Your tube has lost", "[[Stenosis]] means lost width. Your tube has lost"
    )

    (problem,) = check(Library.load((folder,), roots=()), today=TODAY)

    text = (folder / "text" / "en.plain.toml").read_text(encoding="utf-8").splitlines()
    assert problem.code == "P1"
    assert problem.line is not None
    assert "Stenosis" in text[problem.line - 1]
