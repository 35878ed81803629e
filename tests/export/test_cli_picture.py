"""`anatomy-viewer picture`: what is asked for is shown, and what does not exist is told in one sentence."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from scene.fixture_lesson import LIBRARY

from anatomy_viewer import cli_picture
from anatomy_viewer.cli_findings import findings_of
from anatomy_viewer.cli_options import size_of
from anatomy_viewer.cli_picture import add_picture_command, session_for
from anatomy_viewer.content.library import Library


@pytest.fixture(autouse=True)
def made_up_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "load", classmethod(lambda cls, *_, **__: LIBRARY))


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_picture_command(parser.add_subparsers())
    return parser.parse_args(["picture", *words])


def run(*words: str) -> int:
    args = parsed(*words)
    return int(args.run(args))


def test_a_lesson_alone_shows_its_first_step() -> None:
    assert session_for(parsed("tight_pipe")).step.id == "pump"


def test_step_findings_language_and_level_are_taken() -> None:
    session = session_for(
        parsed(
            "tight_pipe/narrowing",
            "--set",
            "narrow=30%",
            "--set",
            "pipe=right",
            "--lang",
            "fr",
            "--level",
            "detailed",
        )
    )
    assert session.step_text.title == "fr detailed narrowing"
    assert session.step_text.body == "Your right pipe is 30 % narrow: ouvert."
    assert session.slider is not None and session.slider.value == 30
    assert not session.playing


def test_a_stage_puts_the_slider_there_and_a_view_the_camera() -> None:
    session = session_for(parsed("tight_pipe/mending", "--stage", "open"))
    assert session.slider is not None and session.slider.value == 6
    inside = session_for(parsed("tight_pipe/pump", "--view", "inside"))
    assert inside.scene.stage.camera.height == 60


def test_a_step_may_be_named_in_two_ways() -> None:
    assert session_for(parsed("tight_pipe", "--step", "mending")).step.id == "mending"
    assert session_for(parsed("tight_pipe/pump", "--step", "mending")).step.id == "mending"


def test_a_picture_is_shown_beside_what_it_is_compared_with(capsys: pytest.CaptureFixture[str]) -> None:
    session = session_for(parsed("tight_pipe/narrowing", "--compare", "healthy"))
    assert session.scene.beside is not None and session.scene.beside.name == "Open"
    assert run("tight_pipe/narrowing", "--compare", "helthy") == 2
    assert 'Did you mean "healthy"?' in capsys.readouterr().err


def test_a_treatment_is_shown_as_it_waits_and_a_step_that_does_not_apply_can_be_shown() -> None:
    session = session_for(parsed("tight_pipe/mending", "--set", "narrow=10"))
    assert session.step.id == "mending"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tight_pip"], 'There is no lesson "tight_pip". Did you mean "tight_pipe"?'),
        (["tight_pipe/narow"], 'There is no step "narow". Did you mean "narrowing"?'),
        (["tight_pipe", "--lang", "fi"], 'There is no language "fi". There are: en, fr.'),
        (["tight_pipe", "--level", "plan"], 'There is no level "plan". Did you mean "plain"?'),
        (["tight_pipe", "--set", "narow=3"], 'There is no finding "narow". Did you mean "narrow"?'),
        (["tight_pipe", "--set", "narrow=much"], '"much" is not a number, which narrow needs.'),
        (["tight_pipe", "--set", "narrow"], '"narrow" says no finding.'),
        (["tight_pipe", "--side", "left"], 'There is no finding "side".'),
        (["tight_pipe/narrowing", "--stage", "tigth"], 'There is no stage "tigth". Did you mean "tight"?'),
        (["tight_pipe/pump", "--stage", "tight"], 'The step "pump" has no slider'),
        (["tight_pipe", "--view", "insid"], 'There is no view "insid". Did you mean "inside"?'),
        (["tight_pipe", "--size", "huge"], 'The size "huge" cannot be used.'),
    ],
)
def test_what_does_not_exist_is_told_in_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    told = capsys.readouterr()
    assert told.err.startswith(said) and told.err.count("\n") == 1
    assert told.out == ""


def test_a_folder_without_a_lesson_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path)) == 2
    assert "holds no lesson that can be read" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(cli_picture, "_save", full_disk)
    assert run("tight_pipe") == 1
    assert capsys.readouterr().err == "The picture could not be made. No space left on device\n"


def test_the_file_is_named_after_lesson_and_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved: list[tuple[tuple[int, int], Path]] = []
    monkeypatch.setattr(cli_picture, "_save", lambda session, size, path: saved.append((size, path)))
    assert run("tight_pipe/inside", "--size", "800x600") == 0
    assert saved == [((800, 600), Path("tight_pipe-inside.png"))]
    assert capsys.readouterr().out == "tight_pipe-inside.png: en plain inside\n"


def test_sizes_and_findings_are_understood() -> None:
    assert size_of("1600x1200") == (1600, 1200)
    assert findings_of(["narrow = 70 %"]) == [("narrow", "70 %")]
    for text in ("100x100", "99999x800", "800", "x"):
        with pytest.raises(ValueError, match="cannot be used"):
            size_of(text)
