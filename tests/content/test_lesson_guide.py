"""The guide's example is true: typed as it stands there, it is a lesson without a mistake."""

import re
from pathlib import Path

import pytest

from anatomy_viewer.cli import main
from anatomy_viewer.content.library import Library
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

GUIDE = (Path(__file__).parents[2] / "docs" / "lessons.md").read_text(encoding="utf-8")
FILES = ("pack.toml", "condition.toml", "lesson.toml", "text/en.plain.toml")


@pytest.fixture
def stiff_knee(tmp_path):
    """The folder of the guide's smallest lesson."""
    folder = tmp_path / "stiff_knee"
    for name, text in re.findall(r"^`([a-z./]+)`:\n\n```toml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_smallest_lesson_has_four_files_and_no_mistake(stiff_knee, capsys):
    assert [name for name in FILES if (stiff_knee / name).is_file()] == list(FILES)
    assert main(["check", str(stiff_knee)]) == 0, capsys.readouterr().out


def test_it_moves_asks_and_is_answered(stiff_knee):
    session = Session(Library.load([stiff_knee]), clock=ManualClock())
    session.open("stiff_knee")
    assert session.slider is not None and session.slider.driver == "flexion"
    session.set_finding("bend", 45)
    assert "45" in session.step_text.body
    assert session.answer("kneecap", "knee/bones/patella").state == "right"
