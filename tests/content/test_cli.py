"""The command line in the hands of somebody who mistypes, and on a machine that has little to give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scene.fixture_lesson import LIBRARY, MOVES

from anatomy_viewer.cli import main
from anatomy_viewer.cli_findings import findings_of, give_findings
from anatomy_viewer.cli_model_info import animation_record, listing
from anatomy_viewer.cli_options import check_name
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.writing import reason_of, write_whole
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session


@pytest.fixture
def session():
    running = Session(LIBRARY, clock=ManualClock())
    running.open("tight_pipe")
    return running


def in_a_shell(command: str) -> subprocess.CompletedProcess[str]:
    script = f"{command.format(python=f'{sys.executable} -m anatomy_viewer')}"
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("text", ["30", "30%", "30 %", "30.0", "30,0", " 30 "])
def test_a_number_is_understood_as_people_write_it(session, text):
    give_findings(session, findings_of([f"narrow={text}"]))
    assert session.choices.findings["narrow"] == 30


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("700 %", '"700 %" cannot be: narrow goes from 0 to 100 %.'),
        ("-1", '"-1" cannot be: narrow goes from 0 to 100 %.'),
        ("1e308", '"1e308" cannot be: narrow goes from 0 to 100 %.'),
        ("inf", '"inf" is not a number, which narrow needs.'),
        ("nan", '"nan" is not a number, which narrow needs.'),
        ("much", '"much" is not a number, which narrow needs.'),
    ],
)
def test_a_figure_that_cannot_be_is_refused_rather_than_shown_as_another(session, text, said):
    before = session.choices.findings["narrow"]
    with pytest.raises(ValueError, match="narrow") as told:
        give_findings(session, findings_of([f"narrow={text}"]))
    assert str(told.value) == said
    assert session.choices.findings["narrow"] == before


def test_what_a_choice_is_not_is_told_as_it_was_typed(session):
    with pytest.raises(ValueError, match='There is no pipe "3"'):
        give_findings(session, findings_of(["pipe=3"]))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["video", "a", "--fps", "0"], '"0" cannot be chosen. There are: 30, 60.'),
        (["video", "a", "--fps", "x"], '"x" is no number, which --fps needs.'),
        (["picture", "a", "--size", "-3x5"], "--size needs a value."),
        (["video", "a", "-o"], "--output needs a value."),
        (["picture"], "Name what is missing: LESSON[/STEP]."),
        (["lessons", "--lang", "xx"], 'There is no language "xx". There are: '),
        (["video", "a", "--steps", " ,"], "--steps names no step."),
        (["models", "info", "hart"], 'There is no model "hart".'),
        (["check", "nowhere"], "nowhere: no pack is here."),
    ],
)
def test_a_mistyped_command_is_answered_in_one_sentence(words, said, capsys, monkeypatch):
    monkeypatch.setattr(Library, "load", classmethod(lambda cls, *_, **__: LIBRARY))
    try:
        code = main(words)
    except SystemExit as end:
        code = int(end.code or 0)
    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert told.err.startswith(said) and told.err.count("\n") == 1


def test_what_moves_a_model_is_told_with_its_slider_and_stages():
    told = listing(
        {"parts": [], "views": {}, "anchors": {}, "animations": [*map(animation_record, MOVES.values())]}
    )
    assert 'slider = "narrow", 0 to 100 %; stages ' in told
    assert "goes round 40 to 120 times a minute" in told
    assert "0 to 8 s" in told


def test_a_name_that_leads_to_itself_is_no_lesson(tmp_path, capsys):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert main([str(loop)]) == 2
    assert capsys.readouterr().err.startswith(f'There is no lesson "{loop}".')


def test_the_name_of_a_file_is_looked_at_before_the_work(tmp_path):
    with pytest.raises(ValueError, match="is a folder"):
        check_name(tmp_path, (".mp4",), "a film")
    with pytest.raises(ValueError, match=r"Give it the ending \.mp4"):
        check_name(tmp_path / "a.txt", (".mp4",), "a film")
    check_name(tmp_path / "A.MP4", (".mp4",), "a film")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX is asked")
@pytest.mark.parametrize(
    ("command", "code"),
    [("{python} lessons >&-", 0), ("{python} lessons >&- 2>&-", 0), ("{python} x >&-", 2)],
)
def test_a_closed_output_is_no_reason_to_fail(command, code):
    done = in_a_shell(command)
    assert done.returncode == code and "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_cannot_be_written_is_told_in_one_sentence():
    done = in_a_shell("{python} lessons > /dev/full")
    assert done.returncode == 1
    assert done.stderr == "This could not be done. No space left on device.\n"


def test_a_file_that_cannot_be_written_is_named_without_numbers(tmp_path):
    place = tmp_path / "none" / "a.png"
    with pytest.raises(OSError, match=r"a\.png") as told:
        write_whole(place, b"x")
    assert reason_of(told.value) == f"{place}: no such file or directory."
    assert reason_of(OSError("One sentence.")) == "One sentence."


@pytest.mark.parametrize("command", ["picture", "video", "vr"])
def test_a_mistyped_option_is_answered_with_one_of_the_same_command(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "tight_pipe", "--stap", "narrowing"])
    told = capsys.readouterr().err
    assert (
        told == f'"--stap" is not understood. Did you mean "--step"? Run: anatomy-viewer {command} --help\n'
    )


def test_the_help_of_a_command_within_a_command_is_named(capsys):
    with pytest.raises(SystemExit):
        main(["models", "list", "--full"])
    assert "Run: anatomy-viewer models list --help" in capsys.readouterr().err
