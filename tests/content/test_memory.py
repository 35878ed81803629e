"""A remembered library is the one on disk, whatever happens to the memory or the files."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from anatomy_viewer.content import memory as memory_module
from anatomy_viewer.content.library import Library

GOOD = Path(__file__).parents[1] / "packs" / "good"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(GOOD, tmp_path / "pack")


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "cache" / "library.json"


@pytest.fixture
def files_read(monkeypatch):
    """Return the list of files that were really read."""
    seen: list[str] = []
    read = memory_module.read

    def count(path, kind):
        seen.append(path.name)
        return read(path, kind)

    monkeypatch.setattr(memory_module, "read", count)
    return seen


def load(folder, memory) -> Library:
    return Library.load((folder,), roots=(), memory=memory)


def test_the_second_load_reads_nothing_and_is_the_same(folder, memory, files_read):
    first = load(folder, memory)
    assert len(files_read) == 17
    files_read.clear()

    second = load(folder, memory)

    assert files_read == []
    assert second == first == Library.load((folder,), roots=())


def test_a_changed_file_is_read_again(folder, memory, files_read):
    load(folder, memory)
    files_read.clear()
    text = folder / "text" / "en.plain.toml"
    text.write_text(
        text.read_text(encoding="utf-8").replace("A narrow tube", "A thin tube", 1), encoding="utf-8"
    )

    library = load(folder, memory)

    assert files_read == ["en.plain.toml"]
    assert library.lessons["narrow_tube"].text("en", "plain").title == "A thin tube"


def test_a_broken_file_is_never_remembered(folder, memory):
    load(folder, memory)
    (folder / "lesson.toml").write_text("id = ")

    assert [problem.line for problem in load(folder, memory).problems] == [1]
    assert [problem.line for problem in load(folder, memory).problems] == [1]


def test_values_of_other_formats_are_forgotten(folder, memory, files_read, monkeypatch):
    load(folder, memory)
    files_read.clear()
    monkeypatch.setattr(memory_module, "_stamps_of_formats", lambda: [[1, 2]])

    load(folder, memory)

    assert len(files_read) == 17


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"formats": 1}', '{"formats": [], "files": 3}', "\udc80"])
def test_a_spoilt_memory_makes_no_difference(folder, memory, spoilt):
    whole = load(folder, memory)
    memory.write_bytes(spoilt.encode("utf-8", "surrogateescape"))

    assert load(folder, memory) == whole


@pytest.mark.parametrize("entry", [[], [1], [1, 2, 3], "text", None])
def test_a_spoilt_entry_makes_no_difference(folder, memory, entry):
    whole = load(folder, memory)
    kept = json.loads(memory.read_text(encoding="utf-8"))
    kept["files"] = {key: [*value[:2], *entry] if entry else entry for key, value in kept["files"].items()}
    memory.write_text(json.dumps(kept), encoding="utf-8")

    assert load(folder, memory) == whole


def test_a_place_that_cannot_be_written_is_no_problem(folder, tmp_path):
    (tmp_path / "file").write_text("in the way")

    assert load(folder, tmp_path / "file" / "library.json").problems == ()


def test_nothing_is_written_where_nothing_changed(folder, memory):
    load(folder, memory)
    os.utime(memory, ns=(1, 1))

    load(folder, memory)

    assert memory.stat().st_mtime_ns == 1
    assert [path.name for path in memory.parent.iterdir()] == ["library.json"]
