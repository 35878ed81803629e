"""The way into the headset from the lesson's own window."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QEvent
from ui.room import library as lesson_library

from anatomy_viewer import cli_vr
from anatomy_viewer.app import Opening, Wish
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.headset import Headset


class Hands:
    """As much of a stage's hands as the tool looks at."""

    def __init__(self, door):
        self.stage = self
        self.enter_headset = door
        self.picture = self
        self.store = "meshes"


def test_it_is_offered_only_where_there_is_a_way_into_a_headset():
    assert not Headset(Hands(None)).is_offered
    assert Headset(Hands(print)).is_offered


def test_taking_it_goes_there_with_the_meshes_that_are_read():
    seen = []
    Headset(Hands(seen.append)).take()
    assert seen == ["meshes"]
    Headset(Hands(None)).take()


def test_there_is_no_door_without_a_runtime(monkeypatch, tmp_path):
    monkeypatch.setenv("XR_RUNTIME_JSON", str(tmp_path / "none.json"))
    monkeypatch.setattr(cli_vr, "find_runtime", lambda: None)
    assert cli_vr.headset_door(Session.__new__(Session), Theme()) is None


def test_a_second_time_the_same_window_comes_forward(monkeypatch, tmp_path):
    manifest = tmp_path / "runtime.json"
    manifest.write_text(json.dumps({"runtime": {"name": "Monado", "library_path": "x.so"}}))
    monkeypatch.setenv("XR_RUNTIME_JSON", str(manifest))
    opened = []

    class Window:
        raised = False

        def isVisible(self):
            return True

        def raise_(self):
            self.raised = True

    def opening(session, store, theme):
        opened.append((session, store, theme.name))
        return window

    window, session = Window(), object()
    monkeypatch.setattr(cli_vr, "open_headset", opening)
    door = cli_vr.headset_door(session, Theme())
    door("meshes")
    door("meshes")
    assert opened == [(session, "meshes", "light")]
    assert window.raised


def test_the_headset_is_entered_once_the_models_are_there(monkeypatch, qapp):
    entered = []
    monkeypatch.setattr(cli_vr, "headset_door", lambda session, theme: entered.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back what the opening puts there
    library = lesson_library()
    session = Session(library)
    session.open("tight_pipe")
    opening = Opening(session, library, Wish(lesson="tight_pipe", preferences={"language": "en"}))
    opening.enter_headset("meshes")  # while the organs are still being made
    assert entered == []
    opening.show_window()
    assert entered == ["meshes"]
    opening.window.close()
    opening.window.deleteLater()
    qapp.sendPostedEvents(opening.window, QEvent.Type.DeferredDelete)
