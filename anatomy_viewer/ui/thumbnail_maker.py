"""Makes the small picture of a lesson: `python -m anatomy_viewer.ui.thumbnail_maker FOLDER FILE ENTRY`.

A process of its own does this, so that the library never waits for a picture being drawn.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from anatomy_viewer.content.built import ensure_built
from anatomy_viewer.content.library import Library, memory_file
from anatomy_viewer.content.mirroring import plain_id
from anatomy_viewer.scene.state import StageState
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

if TYPE_CHECKING:
    from anatomy_viewer.render.picture import Pixels

SIZE = (760, 560)
"""Pixels: sharp at twice the size a card shows."""


def stage_of(library: Library, folder: Path, entry: str = "") -> StageState:
    """Return the first picture of the lesson in a folder, without labels; raises LookupError for none.

    `entry` is which of a lesson's entries in the library is meant; none means the lesson itself.
    """
    lesson = next((pack.id for pack in library.lessons.values() if pack.folder == folder), None)
    if lesson is None:
        raise LookupError(f"there is no lesson that can be read in {folder}")
    session = Session(library, clock=ManualClock())
    session.open(entry or lesson)
    return replace(session.scene.stage, labels=())


def make(folder: Path, file: Path, entry: str = "") -> None:
    """Draw the lesson of a folder into a PNG file on a transparent ground; the file is whole or not there."""
    from PySide6.QtGui import QImage

    from anatomy_viewer.render.ability import can_draw
    from anatomy_viewer.render.meshes import MeshStore
    from anatomy_viewer.render.picture import render_image

    if not can_draw():
        return
    library = Library.load(extra_folders=[folder], memory=memory_file())
    stage = stage_of(library, folder, entry)
    models = [library.models[plain_id(name)] for name in stage.models]
    pixels = trimmed(render_image(stage, SIZE, MeshStore.of(models, ensure_built)))
    height, width, _ = pixels.shape
    picture = QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888)
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f"{file.stem}.part.png")
    if picture.save(str(half)):
        half.replace(file)


def trimmed(pixels: Pixels) -> Pixels:
    """Return a picture without its empty edges; an empty one as it is."""
    rows, columns = pixels[..., 3].nonzero()
    if not rows.size:
        return pixels
    return pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
