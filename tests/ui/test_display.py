"""Where no window can be shown, one sentence says so; what is only photographed is drawn all the same."""

from __future__ import annotations

import os

import pytest

from anatomy_viewer.cli import main
from anatomy_viewer.display import NO_DISPLAY, can_show, has_display


@pytest.fixture
def nowhere(monkeypatch):
    """Linux without a display."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "")


@pytest.mark.parametrize("words", [["open", "coronary_artery_disease"], ["vr", "coronary_artery_disease"]])
def test_without_a_display_one_sentence_says_what_to_do(nowhere, capsys, words):
    assert main(words) == 1
    assert capsys.readouterr().err == f"{NO_DISPLAY}\n"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_place_to_draw_will_do(nowhere, monkeypatch, name):
    assert not can_show(photographed=False)
    monkeypatch.setenv(name, "there")
    assert can_show(photographed=False)
    assert has_display() == (name != "QT_QPA_PLATFORM")


def test_what_is_only_photographed_needs_no_display(nowhere):
    assert can_show(photographed=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
