"""What the system asks for is followed, now and later; what somebody chose in the viewer stays."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimerEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from anatomy_viewer.content.library import Library
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui import system_wishes
from anatomy_viewer.ui.preferences import PreferenceFile
from anatomy_viewer.ui.system_wishes import SystemWishes, Wishes, read_wishes
from anatomy_viewer.ui.window import MainWindow

STILL = Wishes(less_movement=True, text_scale=1.5)


@pytest.fixture
def window(qtbot: QtBot, library: Library, session: Session, tmp_path: Path) -> MainWindow:
    made = MainWindow(session, library, preferences=PreferenceFile(tmp_path / "preferences.json"))
    qtbot.addWidget(made)
    return made


def chosen(window: MainWindow) -> Wishes:
    audience = window.session.choices.audience
    return Wishes(audience.less_movement, audience.text_scale)


def test_the_system_is_followed_and_followed_back(window: MainWindow) -> None:
    window._follow_wishes(STILL)
    assert chosen(window) == STILL
    assert window.theme.less_movement
    assert window.theme.text_scale == 1.5
    window._follow_wishes(Wishes())
    assert chosen(window) == Wishes()


def test_what_somebody_chose_stays(window: MainWindow) -> None:
    window._follow_wishes(STILL)
    window.set_audience("less_movement", False)
    window._follow_wishes(STILL)
    assert chosen(window) == Wishes(less_movement=False, text_scale=1.5)


def test_a_choice_is_remembered_as_a_choice(window: MainWindow, tmp_path: Path) -> None:
    window._follow_wishes(STILL)
    window.set_audience("text_scale", 2.0)
    stored = PreferenceFile(tmp_path / "preferences.json").read()
    now = stored.following(stored.audience(), Wishes())
    assert (now.less_movement, now.text_scale) == (False, 2.0), "only the words were a choice"


def test_it_is_read_again_when_the_window_comes_to_the_front(qtbot: QtBot, qapp: QApplication) -> None:
    wishes = SystemWishes(qapp, lambda: STILL)
    told: list[Wishes] = []
    wishes.wishes_changed.connect(told.append)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not told, "the first picture comes before"
    wishes.timerEvent(QTimerEvent(0))
    assert told == [STILL]
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert told == [STILL, STILL]
    wishes.deleteLater()


def program(folder: Path, name: str, says: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(system_wishes.sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("platform", "programs", "wishes"),
    [
        ("linux", {}, Wishes()),
        (
            "linux",
            {"gsettings": 'case "$3" in enable-animations) echo false;; *) echo 1.25;; esac'},
            Wishes(True, 1.25),
        ),
        ("linux", {"gsettings": "echo no such schema; exit 1"}, Wishes()),
        ("linux", {"gsettings": "echo 9.5"}, Wishes(False, 2.0)),
        ("linux", {"kreadconfig6": "echo 0"}, Wishes(True, 1.0)),
        ("darwin", {"defaults": "echo 1"}, Wishes(True, 1.0)),
        (
            "win32",
            {"reg": 'case "$4" in TextScaleFactor) echo "x REG_DWORD 0x96";; *) echo "x REG_SZ 0";; esac'},
            Wishes(True, 1.5),
        ),
        ("amiga", {}, Wishes()),
    ],
)
def test_each_platform_is_asked_in_its_own_way(
    platform: str, programs: dict[str, str], wishes: Wishes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, says in programs.items():
        program(tmp_path, name, says)
    finder: Callable[[str], str | None] = lambda name: str(tmp_path / name) if name in programs else None  # noqa: E731
    monkeypatch.setattr(system_wishes, "which", finder)
    monkeypatch.setattr(system_wishes.sys, "platform", platform)
    assert read_wishes() == wishes
