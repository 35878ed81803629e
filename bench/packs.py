"""Many lessons: `packs.py write FOLDER COUNT` makes them, `packs.py load FOLDER MEMORY` opens the library."""

from __future__ import annotations

import re
import shutil
import sys
import time
from pathlib import Path

from probe import report
from PySide6.QtWidgets import QApplication

from anatomy_viewer.app import make_application
from anatomy_viewer.content.library import Library, built_in_root
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.window import MainWindow

LESSON = "coronary_artery_disease"


def write(folder: Path, count: int) -> dict[str, float]:
    """Write copies of a shipped lesson, each with an id and a name of its own."""
    lesson = built_in_root() / "lessons" / LESSON
    for number in range(count):
        copy = folder / "lessons" / f"lesson_{number}"
        shutil.copytree(lesson, copy)
        for name in ("lesson.toml", "pack.toml", "condition.toml"):
            file = copy / name
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(r'^id = "([^"]+)"', rf'id = "\1_{number}"', text, count=1, flags=re.M))
    return {"packs": float(count)}


def load(folder: Path, memory: Path) -> dict[str, float]:
    """Open a library with these packs on the page of all lessons, and search it: seconds of processor time.

    Nothing in it waits, and others may be busy on the same machine.
    """
    make_application()
    begun = time.process_time()
    library = Library.load((folder,), roots=(built_in_root(),), memory=memory)
    opened = time.process_time()
    shown = show(library)
    ready = time.process_time()
    found = library.search("heart")
    searched = time.process_time()
    copies = sum(1 for name in library.lessons if name.startswith(LESSON))
    if len(found) < copies or not shown:
        raise RuntimeError(f"of {copies} lessons {len(found)} were found and {shown} shown")
    return {"read": opened - begun, "open": ready - begun, "search": searched - ready}


def show(library: Library) -> int:
    """Show all lessons in the window; returns how many cards there are to look at."""
    window = MainWindow(Session(library), library)
    window.show()
    QApplication.processEvents()
    return len(window.library_page.cards)


if __name__ == "__main__":
    place = Path(sys.argv[2])
    report(write(place, int(sys.argv[3])) if sys.argv[1] == "write" else load(place, Path(sys.argv[3])))
