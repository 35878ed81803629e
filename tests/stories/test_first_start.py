"""The first start, when no model is built: processes of their own, a toy lesson and a toy recipe."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest
from stories.toy_home import Home, end_group, ended, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc as Linux has them")


@pytest.fixture
def bare(tmp_path: Path) -> Home:
    """A home where no model is built yet."""
    return Home(tmp_path / "home")


@pytest.fixture
def many(bare: Home) -> Home:
    """A bare home with two lessons."""
    other = bare.packs / "lessons" / "wide_tube"
    shutil.copytree(bare.packs / "lessons" / "narrow_tube", other)
    lesson = other / "lesson.toml"
    lesson.write_text(lesson.read_text("utf-8").replace('"narrow_tube"', '"wide_tube"'), "utf-8")
    return bare


def workshops(home: Home) -> list[Path]:
    return list(home.models.glob(".building-*"))


def builders(home: Home) -> list[int]:
    """The processes that build in this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            at_home = str(home.folder).encode() in (folder / "environ").read_bytes()
        except OSError:
            continue
        if at_home and b"build" in words and b"--lines" in words:
            found.append(int(folder.name))
    return found


def test_several_lessons_and_none_named_shows_the_library_and_builds_nothing_first(many: Home) -> None:
    outcome, picture = many.window()
    assert outcome.code == 0, outcome.said
    assert not picture.isNull()
    assert not many.models.exists()
    assert not (many.folder / "data" / "anatomy-viewer" / "progress.json").exists(), "a lesson was opened"


def test_a_step_needs_a_lesson(many: Home) -> None:
    outcome = many.run("--step", "look")
    assert (outcome.code, len(outcome.told)) == (2, 1)
    assert "name one" in outcome.err


def test_the_rest_is_built_while_the_library_shows_at_low_priority_and_ends_with_it(many: Home) -> None:
    many.changes["TOY_BUILD"] = "slow"
    process = many.start("--size", "900x700")
    wait_for(lambda: bool(workshops(many)))
    (builder,) = builders(many)
    niceness = int(Path(f"/proc/{builder}/stat").read_text().rpartition(")")[2].split()[16])
    assert niceness >= 10
    process.send_signal(signal.SIGTERM)
    assert ended(process).told == []
    assert builders(many) == []
    assert workshops(many) == []


def test_a_picture_of_a_lesson_waits_for_its_organs(many: Home) -> None:
    outcome, picture = many.window("wide_tube")
    assert outcome.code == 0, outcome.said
    assert not picture.isNull()
    assert (many.models / "tube-toy" / "tube.glb").is_file()


def test_a_window_that_is_killed_while_it_builds_loses_nothing(many: Home) -> None:
    many.changes["TOY_BUILD"] = "slow"
    process = many.start("wide_tube", "--size", "900x700")
    wait_for(lambda: bool(workshops(many)))
    end_group(process)
    ended(process)
    del many.changes["TOY_BUILD"]
    assert "not built yet" in many.run("models", "list").out
    outcome, picture = many.window("wide_tube")
    assert outcome.code == 0, outcome.said
    assert not picture.isNull()


def test_two_processes_never_build_the_same_model_and_a_killed_one_frees_the_way(bare: Home) -> None:
    bare.changes["TOY_BUILD"] = "slow"
    first = bare.start("models", "build")
    wait_for(lambda: bool(workshops(bare)))
    del bare.changes["TOY_BUILD"]
    second = bare.start("models", "build")
    assert second.stderr is not None
    assert "another process is building it" in second.stderr.readline()
    assert len(workshops(bare)) == 1
    end_group(first)
    ended(first)
    assert ended(second).code == 0
    assert (bare.models / "tube-toy" / "tube.glb").is_file()
