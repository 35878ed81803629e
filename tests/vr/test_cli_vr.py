from __future__ import annotations

import subprocess
import sys

import pytest

from anatomy_viewer.cli import main


@pytest.fixture
def no_runtime(monkeypatch):
    monkeypatch.delenv("XR_RUNTIME_JSON", raising=False)
    monkeypatch.setattr("anatomy_viewer.cli_vr.find_runtime", lambda: None)


def test_without_a_runtime_one_sentence_says_what_to_do(no_runtime, capsys):
    assert main(["vr", "coronary_artery_disease"]) == 1
    said = capsys.readouterr().err
    assert "No OpenXR runtime was found" in said
    assert "--no-headset" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("words", [["nowhere"], ["coronary_artery_disease", "--size", "3x3"]])
def test_what_there_is_not_is_told(words, capsys):
    assert main(["vr", *words]) == 2
    assert capsys.readouterr().err


def test_openxr_is_not_loaded_before_a_headset_is_asked_for():
    code = (
        "import sys, anatomy_viewer.cli, anatomy_viewer.cli_vr, anatomy_vr.visit, anatomy_vr.stand_in\n"
        "assert not {'xr', 'OpenGL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
