"""Small pictures of lessons for the library: shipped with a pack, or made once by a process of their own."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtGui import QPixmap

from anatomy_viewer import __version__
from anatomy_viewer.content.entry import Entry

SHIPPED = "picture.png"
MAKER = ("-m", "anatomy_viewer.ui.thumbnail_maker")
PATIENCE = 500
"""Milliseconds to wait for a process that was told to stop."""


class Thumbnails(QObject):
    """Gives lessons their pictures. What must be rendered is rendered outside of this process, one at a time.

    Signals:
        arrived: A picture is there: the entry's id and the picture.
    """

    arrived = Signal(str, QPixmap)

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.folder = folder or standard_folder()
        self._waiting: list[Entry] = []
        self._asked: set[Path] = set()
        self._process: QProcess | None = None

    def request(self, entry: Entry, can_draw: Callable[[Entry], bool] = lambda _entry: True) -> None:
        """Ask for the picture of an entry; it arrives at once where it is on disk, or later.

        Where it is not on disk and `can_draw` says that something it needs is not there yet, none is drawn.
        Ask again when it is.
        """
        ready = next((path for path in self.places(entry) if path.is_file()), None)
        picture = QPixmap(str(ready)) if ready else QPixmap()
        if not picture.isNull():
            self.arrived.emit(entry.id, picture)
            return
        if self.places(entry)[-1] not in self._asked and can_draw(entry):
            self._asked.add(self.places(entry)[-1])
            self._waiting.append(entry)
            self._make_next()

    def places(self, entry: Entry) -> Sequence[Path]:
        """Return where an entry's picture may be: in its folder, or in the cache under its version."""
        pack, variant = entry.pack, entry.variant
        said = f"{pack.folder}|{pack.info.version}|{__version__}|{variant.id if variant else ''}"
        key = hashlib.sha256(said.encode()).hexdigest()[:16]
        shipped = f"picture-{variant.id}.png" if variant else SHIPPED
        return pack.folder / shipped, self.folder / f"{pack.id}-{key}.png"

    def stop(self) -> None:
        """End the process that still makes a picture."""
        self._waiting.clear()
        if self._process is not None:
            self._process.finished.disconnect(self._made)
            self._process.kill()
            self._process.waitForFinished(PATIENCE)
            self._process = None

    def _make_next(self) -> None:
        if self._process is not None or not self._waiting:
            return
        entry = self._waiting[0]
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.finished.connect(self._made)
        process.errorOccurred.connect(self._failed)
        self._process = process
        process.start(
            sys.executable, [*MAKER, *map(str, (entry.pack.folder, self.places(entry)[-1], entry.id))]
        )

    def _made(self, _code: int = 0, _status: QProcess.ExitStatus = QProcess.ExitStatus.NormalExit) -> None:
        self._process = None
        entry = self._waiting.pop(0)
        picture = QPixmap(str(self.places(entry)[-1]))
        if not picture.isNull():
            self.arrived.emit(entry.id, picture)
        self._make_next()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._made()


def standard_folder() -> Path:
    """Return where made pictures are kept; the folder need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("anatomy-viewer", appauthor=False) / "thumbnails"
