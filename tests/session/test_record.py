"""Where somebody stopped: kept whole or not at all, and never a reason to stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from scene.fixture_lesson import LIBRARY

from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.record import Progress, Record, default_path
from anatomy_viewer.session.session import Session


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    Record(tmp_path / "a" / "progress.json").save(Progress("heart", "plaque"))
    assert Record(tmp_path / "a" / "progress.json").load() == Progress("heart", "plaque")


def test_it_holds_nothing_but_lesson_and_step(tmp_path: Path) -> None:
    record = Record(tmp_path / "progress.json")
    session = Session(LIBRARY, clock=ManualClock(), record=record)
    session.open("tight_pipe")
    session.set_finding("narrow", 83)
    session.next()
    assert record.path.read_text() == '{\n "lesson": "tight_pipe",\n "step": "narrowing"\n}\n'
    assert [p.name for p in tmp_path.iterdir()] == ["progress.json"]


def test_forgetting_deletes_it(tmp_path: Path) -> None:
    record = Record(tmp_path / "progress.json")
    session = Session(LIBRARY, clock=ManualClock(), record=record)
    session.open("tight_pipe")
    session.forget()
    assert not record.path.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"lesson": 3, "step": "x"}', "\x00"])
def test_a_broken_file_is_ignored_with_one_sentence(tmp_path: Path, text: str) -> None:
    record = Record(tmp_path / "progress.json")
    record.path.write_text(text)
    assert record.load() is None
    assert record.trouble.count(".") >= 1 and str(record.path) in record.trouble


def test_bytes_that_are_no_text_are_ignored(tmp_path: Path) -> None:
    record = Record(tmp_path / "progress.json")
    record.path.write_bytes(b"\xff\xfe\xff")
    assert record.load() is None and record.trouble


def test_no_file_is_no_trouble(tmp_path: Path) -> None:
    record = Record(tmp_path / "progress.json")
    assert (record.load(), record.trouble) == (None, "")


def test_a_place_that_cannot_be_written_is_told_and_the_lesson_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    record = Record(tmp_path / "file" / "progress.json")
    session = Session(LIBRARY, clock=ManualClock(), record=record)
    session.open("tight_pipe")
    session.next()
    assert session.step.id == "narrowing"
    assert "cannot be kept" in record.trouble
    record.forget()


def test_a_write_that_fails_leaves_the_old_record_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record(tmp_path / "progress.json")
    record.save(Progress("heart", "plaque"))

    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full_disk)
    record.save(Progress("heart", "stent"))
    assert record.load() == Progress("heart", "plaque")
    assert [path.name for path in tmp_path.iterdir()] == ["progress.json"]


def test_it_lies_in_the_users_own_data() -> None:
    assert default_path().name == "progress.json"
