"""Guards around every test: nothing may be left behind, and VTK may not complain."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("values", deadline=None)
settings.load_profile("values")  # how long an example takes depends on the machine
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own configuration and data; the cache of built models is shared."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = [t.name for t in set(threading.enumerate()) - before if t.is_alive() and not t.daemon]
    assert not left, f"threads left behind: {left}"


def _open_windows() -> list[str]:
    from PySide6.QtWidgets import QApplication

    return [repr(w) for w in QApplication.topLevelWidgets() if w.isVisible()]


def _running_timers() -> list[str]:
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    timers = [o for o in gc.get_objects() if isinstance(o, QTimer)]
    return [repr(t.parent()) for t in timers if isValid(t) and t.isActive()]


@pytest.fixture(autouse=True)
def no_windows_or_timers_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open or a timer running."""
    yield
    if "qtbot" in request.fixturenames:
        assert not _open_windows()
        assert not _running_timers()


def _render_windows() -> list[object]:
    from vtkmodules.vtkRenderingCore import vtkRenderWindow

    gc.collect()
    return [o for o in gc.get_objects() if isinstance(o, vtkRenderWindow)]


@pytest.fixture(autouse=True)
def no_render_windows_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test of drawing that keeps a VTK render window alive."""
    if request.node.path.parent.name not in ("render", "export") and "viewport" not in request.node.path.name:
        yield
        return
    before = {id(o) for o in _render_windows()}
    yield
    left = [o for o in _render_windows() if id(o) not in before]
    assert not left, f"{len(left)} VTK render windows left behind"
