"""Every broken pack is told with its file, its line, what is wrong and what to do."""

from __future__ import annotations

import argparse
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from anatomy_viewer.cli_check import add_check_command
from anatomy_viewer.content.checking import CHECKS, check
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.problem import name_of

BROKEN = Path(__file__).parents[1] / "packs" / "broken"
CASES = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())
TODAY = date(2026, 11, 21)


def expected(case: Path) -> dict[str, str | int]:
    return tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_check_command(parser.add_subparsers())
    args = parser.parse_args(["check", *words])
    return args.run(args)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_problem_says_where_what_and_how_to_mend_it(case):
    told = expected(case)

    problems = check(Library.load((case,), roots=()), only=(case,), today=TODAY)

    assert len(problems) == 1, [str(problem) for problem in problems]
    problem = problems[0]
    assert (problem.code, problem.line) == (told["code"], told.get("line"))
    assert problem.file == name_of(case / str(told["file"]))
    assert str(told["what"]) in problem.what
    assert str(told["hint"]) in problem.hint


def test_every_check_has_a_pack_that_breaks_it():
    shown = {expected(case)["code"] for case in CASES}

    assert {each.code for each in CHECKS} | {"S1"} == shown


@pytest.mark.parametrize("case", CASES[::6], ids=lambda case: case.name)
def test_the_command_says_it_and_returns_1(case, capsys):
    told = expected(case)

    assert run(str(case)) == 1

    line = next(row for row in capsys.readouterr().out.splitlines() if f"[{told['code']}]" in row)
    place = f"{told['file']}:{told['line']}: " if "line" in told else f"{told['file']}: "
    assert place in line
    assert str(told["what"]) in line


def test_the_command_writes_json(capsys):
    assert run(str(BROKEN / "unknown_part"), "--json") == 1

    (record,) = json.loads(capsys.readouterr().out)
    assert set(record) == {"file", "line", "where", "what", "hint", "code", "severity"}
    assert (record["code"], record["where"]) == ("S2", 'step "look", scene, highlight')


def test_a_file_of_a_pack_may_be_named(capsys):
    assert run(str(BROKEN / "unknown_part" / "lesson.toml")) == 1
    assert capsys.readouterr().out.endswith("1 problem in 1 file.\n")


def test_a_folder_without_a_pack_is_wrong_usage(tmp_path, capsys):
    assert run(str(tmp_path)) == 2
    assert "no pack is here" in capsys.readouterr().err


def test_many_mistakes_come_at_once_and_in_order(tmp_path):
    (tmp_path / "animation.toml").write_text(
        'id = "a b"\nmodel = "tube"\nnames = { en = "A" }\ndriver = { seconds = -1 }\ncolour = 1\n'
        '[[channels]]\npart = "x"\nproperty = "opacty"\ninput = [0]\noutput = [1.0]\n'
    )

    problems = Library.load((tmp_path,), roots=()).problems

    assert [problem.line for problem in problems] == [1, 4, 5, 8]
    assert [problem.where for problem in problems] == ["id", "driver, seconds", "", 'channel "x", property']
