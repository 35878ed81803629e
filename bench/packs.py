"""Many lessons: `packs.py write FOLDER COUNT` makes them, `packs.py load FOLDER MEMORY` opens the library."""

from __future__ import annotations

import re
import shutil
import sys
import time
from pathlib import Path

from probe import report

from anatomy_viewer.content.library import Library, built_in_root


def write(folder: Path, count: int) -> dict[str, float]:
    """Write copies of the shipped lesson, each with an id and a name of its own."""
    lesson = min((built_in_root() / "lessons").iterdir())
    for number in range(count):
        copy = folder / "lessons" / f"lesson_{number}"
        shutil.copytree(lesson, copy)
        for name in ("lesson.toml", "pack.toml", "condition.toml"):
            file = copy / name
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(r'^id = "([^"]+)"', rf'id = "\1_{number}"', text, count=1, flags=re.M))
    return {"packs": float(count)}


def load(folder: Path, memory: Path) -> dict[str, float]:
    """Open a library with these packs and search it."""
    begun = time.perf_counter()
    library = Library.load((folder,), roots=(built_in_root(),), memory=memory)
    opened = time.perf_counter()
    found = library.search("heart")
    searched = time.perf_counter()
    if not found or found[-1].id not in library.lessons:
        raise RuntimeError(f"of {len(library.lessons)} lessons none was found")
    return {"load": opened - begun, "search": searched - opened, "lessons": float(len(library.lessons))}


if __name__ == "__main__":
    place = Path(sys.argv[2])
    report(write(place, int(sys.argv[3])) if sys.argv[1] == "write" else load(place, Path(sys.argv[3])))
