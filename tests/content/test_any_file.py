"""Whatever stands in a pack's files, the library loads and says what is wrong; nothing is ever raised."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from anatomy_viewer.content.checking import check
from anatomy_viewer.content.library import Library

GOOD = Path(__file__).parents[1] / "packs" / "good"
FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.toml"))
WRONG = ('""', "0", "-1", "[]", "{}", "true", '"{x}"', '"a b"', "[[1]]", "2026-01-01", '"é*"', '{ en = "x" }')


def spoil(text: str, chance: random.Random) -> str:
    """Return a text with one line taken out, doubled, cut, or given another value."""
    lines = text.splitlines(keepends=True)
    place = chance.randrange(len(lines))
    line = lines[place]
    way = chance.randrange(4)
    if way == 3 and " = " in line:
        lines[place] = f"{line.split(' = ')[0]} = {chance.choice(WRONG)}\n"
    else:
        lines[place] = ("", line * 2, line[: chance.randrange(len(line))])[way % 3]
    return "".join(lines)


@pytest.mark.parametrize("file", FILES)
def test_a_spoilt_file_is_told_or_makes_no_difference(tmp_path, file):
    folder = shutil.copytree(GOOD, tmp_path / "pack")
    whole = (GOOD / file).read_text(encoding="utf-8")
    chance = random.Random(file)

    for _ in range(12):
        (folder / file).write_text(spoil(whole, chance), encoding="utf-8")
        problems = check(Library.load((folder,), roots=()), today=date(2026, 11, 21))

        assert all(problem.line is None or problem.line >= 1 for problem in problems)
        assert all(problem.what and problem.code and str(problem) for problem in problems)
