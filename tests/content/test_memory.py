"""A remembered library is the one on disk, whatever happens to the memory or the files."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest

from anatomy_viewer.content import memory as memory_module
from anatomy_viewer.content import reading
from anatomy_viewer.content.library import Library

GOOD = Path(__file__).parents[1] / "packs" / "good"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(GOOD, tmp_path / "pack")


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "cache" / "library.known"


@pytest.fixture
def files_read(monkeypatch):
    """Return the list of files that were really read."""
    seen: list[str] = []
    check = reading._validated

    def count(path, *rest):
        seen.append(path.name)
        return check(path, *rest)

    monkeypatch.setattr(reading, "_validated", count)
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

    assert "en.plain.toml" in files_read
    assert "model.toml" not in files_read
    assert library.lessons["narrow_tube"].text("en", "plain").title == "A thin tube"


def test_a_broken_file_is_never_remembered(folder, memory):
    load(folder, memory)
    (folder / "lesson.toml").write_text("id = ")

    assert [problem.line for problem in load(folder, memory).problems] == [1]
    assert [problem.line for problem in load(folder, memory).problems] == [1]


def test_a_listed_lesson_is_taken_back_when_somebody_looks_at_it(folder, memory, monkeypatch):
    load(folder, memory)
    taken = []
    recall = memory_module._recall
    monkeypatch.setattr(memory_module, "_recall", lambda data: taken.append(len(data)) or recall(data))

    library = load(folder, memory)
    pack = library.lessons["narrow_tube"]
    assert [entry.pack for entry in library.search("nar tu")] == [pack]
    listed = len(taken)
    assert pack.text("en", "plain").title
    assert pack.lesson.steps

    assert len(taken) == listed + 1


def test_words_whose_memory_was_lost_are_read_again(folder, memory):
    whole = load(folder, memory)
    library = load(folder, memory)
    for file in memory.parent.glob("*.lesson"):
        file.unlink()

    assert library == whole


def test_a_lesson_that_cannot_be_read_any_more_says_so(folder, memory):
    load(folder, memory)
    pack = load(folder, memory).lessons["narrow_tube"]
    for file in memory.parent.glob("*.lesson"):
        file.unlink()
    (folder / "lesson.toml").write_text("id = ")

    with pytest.raises(LookupError, match=r"lesson\.toml"):
        pack.text("en", "plain")


def test_a_lesson_whose_model_left_is_not_shown(folder, memory):
    load(folder, memory)
    (folder / "models" / "tube" / "model.toml").unlink()

    for _again in range(2):
        library = load(folder, memory)
        assert library.lessons == {}
        assert "S2" in {problem.code for problem in library.problems}


def test_lessons_that_left_leave_nothing_behind(folder, memory):
    load(folder, memory)
    shutil.rmtree(folder / "text")

    load(folder, memory)

    assert list(memory.parent.glob("*.lesson")) == []


class Trap:
    """What a hostile memory would want to have run."""

    def __reduce__(self):
        return os.mkdir, ("trapped",)


@pytest.mark.parametrize("kept", [Trap(), {"formats": Trap(), "known": {}}, Path("x")])
def test_nothing_in_a_memory_is_ever_run(folder, memory, kept, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    whole = load(folder, memory)
    memory.write_bytes(pickle.dumps(kept))
    for file in memory.parent.glob("*.lesson"):
        file.write_bytes(pickle.dumps(kept))

    assert load(folder, memory) == whole
    assert not Path("trapped").exists()


def test_values_of_other_formats_are_forgotten(folder, memory, files_read, monkeypatch):
    load(folder, memory)
    files_read.clear()
    monkeypatch.setattr(memory_module, "_stamps_of_formats", lambda: ("1", ()))

    load(folder, memory)

    assert len(files_read) == 17


@pytest.mark.parametrize("spoilt", [b"", b"{", b"\x80\x05.", pickle.dumps([]), pickle.dumps({"formats": 1})])
def test_a_spoilt_memory_makes_no_difference(folder, memory, spoilt):
    whole = load(folder, memory)
    memory.write_bytes(spoilt)

    assert load(folder, memory) == whole


@pytest.mark.parametrize("entry", [(), (b"x",), (b"\x80\x05N.",), (1,), "text", None])
def test_a_spoilt_entry_makes_no_difference(folder, memory, entry):
    whole = load(folder, memory)
    kept = pickle.loads(memory.read_bytes())
    known = kept["known"].items()
    kept["known"] = {key: (value[0], *entry) if isinstance(entry, tuple) else entry for key, value in known}
    memory.write_bytes(pickle.dumps(kept))

    assert load(folder, memory) == whole


def test_a_place_that_cannot_be_written_is_no_problem(folder, tmp_path):
    (tmp_path / "file").write_text("in the way")

    assert load(folder, tmp_path / "file" / "library.known").problems == ()


def test_nothing_is_written_where_nothing_changed(folder, memory):
    load(folder, memory)
    os.utime(memory, ns=(1, 1))

    load(folder, memory)

    assert memory.stat().st_mtime_ns == 1
    assert {path.suffix for path in memory.parent.iterdir()} == {".known", ".lesson"}


class StoppedError(Exception):
    """Somebody does not want to wait."""


def test_what_was_read_before_somebody_stopped_is_remembered(tmp_path, memory, files_read):
    place = tmp_path / "place"
    for number in range(3):
        copy = shutil.copytree(GOOD, place / "lessons" / f"lesson_{number}")
        for name in ("lesson.toml", "pack.toml"):
            text = (copy / name).read_text(encoding="utf-8")
            (copy / name).write_text(text.replace("narrow_tube", f"narrow_tube_{number}"), encoding="utf-8")

    def stop(done: int, count: int) -> None:
        if done == count - 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        Library.load((place,), roots=(), memory=memory, report=stop)
    whole = len(files_read)
    files_read.clear()

    library = Library.load((place,), roots=(), memory=memory)

    assert len(library.lessons) == 3
    assert len(files_read) < whole
    assert {path for path in files_read if path.endswith(".standard.toml")}
    files_read.clear()
    assert Library.load((place,), roots=(), memory=memory) == library
    assert files_read == []


def test_it_is_told_how_far_the_reading_is(folder, memory):
    told = []
    Library.load((folder,), roots=(), memory=memory, report=lambda done, count: told.append((done, count)))
    assert [done for done, _ in told] == list(range(len(told)))
    assert {count for _, count in told} == {len(told)}


def test_what_was_read_is_written_down_now_and_then(folder, memory, monkeypatch):
    monkeypatch.setattr(memory_module, "EARLY", -1.0)
    saved = []
    monkeypatch.setattr(memory_module.Memory, "save", lambda _memory: saved.append(memory.exists()))
    load(folder, memory)
    assert saved == [True], "it was there before the end"
