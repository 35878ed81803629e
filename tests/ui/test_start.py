"""What must not stand in the way of the first picture, and what opening and closing may not leave behind."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from ui.room import library as lesson_library
from ui.room import meshes

from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.lesson_page import LessonPage
from anatomy_viewer.ui.theme import Theme

GOOD = Path(__file__).parents[1] / "packs" / "good"
LATER = (
    *("psygnal", "importlib.metadata", "pyvista", "trimesh", "scipy", "vtk", "xr", "av", "babel", "f3d"),
    *(
        "numpy.random",
        "PySide6.QtTextToSpeech",
        "PySide6.QtMultimedia",
        "PySide6.QtPrintSupport",
    ),
    *("anatomy_viewer.ui.library_page", "anatomy_viewer.ui.details_page", "anatomy_viewer.ui.thumbnails"),
    *(
        "anatomy_viewer.ui.presenting",
        "anatomy_viewer.export",
        "anatomy_viewer.content.checking",
        "anatomy_viewer.cli_check",
    ),
    *("anatomy_vr.visit"),
)
"""What nobody needs before the first picture is seen."""
OPENED = """
import json, sys
from pathlib import Path
from anatomy_viewer.cli import load_before_qt
load_before_qt()
floors = sorted(sys.modules)
from anatomy_viewer.app import make_application
from anatomy_viewer.content.lesson import Lesson
from anatomy_viewer.content.library import Library
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.window import MainWindow
app = make_application()
library = Library.load((Path(sys.argv[1]),), roots=(), memory=Path(sys.argv[2]))
window = MainWindow(Session(library), library)
window.open_lesson("narrow_tube")
print(json.dumps([floors, sorted(sys.modules), Lesson.__pydantic_complete__]))
sys.stdout.flush()
import os
os._exit(0)
"""


def opened(memory: Path) -> tuple[set[str], set[str], bool]:
    """The modules loaded before Qt, those loaded when a lesson is open, and whether its checks were built."""
    command = [sys.executable, "-c", OPENED, str(GOOD), str(memory)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, env=os.environ)
    floors, modules, checked = json.loads(done.stdout.splitlines()[-1])
    return set(floors), set(modules), checked


def is_among(name: str, modules: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for module in modules)


def test_the_way_to_the_first_picture_loads_nothing_it_can_do_without(tmp_path):
    memory = tmp_path / "library.known"
    opened(memory)

    floors, modules, checked = opened(memory)

    assert not [name for name in LATER if is_among(name, modules)]
    assert not is_among("PySide6", floors)
    assert not checked, "a known lesson was checked again"


def left_of(kinds: tuple[str, ...]) -> Counter[str]:
    """How many of our objects are alive, by the name of their class."""
    gc.collect()
    ours = (type(each) for each in gc.get_objects())
    return Counter(kind.__name__ for kind in ours if str(kind.__module__).startswith(kinds))


def once(library, store) -> None:
    """Show a lesson page, use it a little, and close it for good."""
    theme = Theme()
    session = Session(library, clock=ManualClock())
    session.open("tight_pipe")
    page = LessonPage(session, theme, store=store)
    page.resize(640, 480)
    page.show()
    QApplication.processEvents()
    session.next()
    QApplication.processEvents()
    page.close()
    page.close_stage()
    page.deleteLater()
    theme.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert not isValid(page)


@pytest.mark.usefixtures("qtbot")
def test_twenty_visits_to_a_lesson_leave_nothing_behind():
    shown, store = lesson_library(), meshes()
    for _visit in range(2):
        once(shown, store)
    before = left_of(("anatomy_viewer.ui", "anatomy_viewer.render", "anatomy_viewer.session"))

    for _visit in range(20):
        once(shown, store)

    after = left_of(("anatomy_viewer.ui", "anatomy_viewer.render", "anatomy_viewer.session"))
    assert after - before == Counter()
    store.close()
