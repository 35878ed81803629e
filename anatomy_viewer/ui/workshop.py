"""Builds what is missing while the window is in use, in a process of its own: nothing here stutters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from anatomy_viewer.content.built import can_be_built, is_built
from anatomy_viewer.content.model import Model

BUILDER = ("-m", "anatomy_viewer", "models", "build", "--lines")
PATIENCE = 2000
"""Milliseconds to wait for a process that was told to end."""
BETWEEN = 200
"""Milliseconds between two looks for what is missing, of some 20 each in a checkout."""


class Workshop(QObject):
    """Builds models that are not there yet, one at a time; those that somebody waits for come first.

    `models` gives the models there are, by id. Nothing is looked up or started before it is asked for.

    Signals:
        moved_on: How far the build of a model is: its id, and 0 to 1.
        built: A model is there now: its id.
        failed: A model cannot be built: its id.
    """

    moved_on = Signal(str, float)
    built = Signal(str)
    failed = Signal(str)

    def __init__(self, models: Callable[[], Mapping[str, Model]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.models = models
        self.complaints: dict[str, str] = {}
        """Model id -> why it could not be built, in words."""
        self._missing: dict[str, bool] = {}
        self._waiting: list[str] = []
        self._process: QProcess | None = None
        self._at = ""
        self._said = ""
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._kill)
        self._unseen: list[str] = []
        self._glance = QTimer(self, interval=BETWEEN, singleShot=True)
        self._glance.timeout.connect(self._look_at_next)

    # ---------------------------------------------------------------- asking
    def lacking(self, ids: Iterable[str]) -> list[str]:
        """Return those of some models that are not there, but can be built."""
        return [name for name in ids if self._is_missing(name) and name not in self.complaints]

    def _is_missing(self, name: str) -> bool:
        if name not in self._missing:
            model = self.models().get(name)
            self._missing[name] = model is not None and not is_built(model) and can_be_built(model)
        return self._missing[name]

    def build(self, ids: Iterable[str]) -> None:
        """Build these models before all others; a build that nobody waits for makes room for them."""
        first = self.lacking(ids)
        self._waiting = [*first, *(name for name in self._waiting if name not in first)]
        if first and self._process is not None and self._at not in first:
            self._dismiss(self._process)
        self._begin()

    def build_rest(self) -> None:
        """Build all that is missing, after what was asked for before."""
        self._unseen = list(self.models())
        self._look_at_next()

    def _look_at_next(self) -> None:
        """Look whether one model more is missing: all at once would be felt in what moves on the screen."""
        name = self._unseen.pop(0) if self._unseen else ""
        if self.lacking([name]) and name not in self._waiting:
            self._waiting.append(name)
        self._begin()
        if self._unseen:
            self._glance.start()

    def stop(self) -> None:
        """End the building: the process tidies up when its input ends, and is killed if it cannot."""
        self._waiting.clear()
        self._patience.stop()
        self._glance.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._end)
            process.closeWriteChannel()
            if not process.waitForFinished(PATIENCE):
                process.kill()
                process.waitForFinished(PATIENCE)

    # ---------------------------------------------------------------- one build
    def _begin(self) -> None:
        if self._process is not None or not self._waiting:
            return
        self._at, self._said = self._waiting[0], ""
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read_progress)
        process.readyReadStandardError.connect(self._read_complaint)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._tell_start)
        process.start(sys.executable, [*BUILDER, self._at])

    def _dismiss(self, process: QProcess) -> None:
        """Ask a process to end soon; what it was building still waits for its turn."""
        self._at = ""
        process.closeWriteChannel()
        self._patience.start(PATIENCE)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _read_progress(self) -> None:
        if self._process is None:
            return
        said = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        for line in said.splitlines():
            share = line.partition("\t")[0]
            if self._at and share.replace(".", "", 1).isdecimal():
                self.moved_on.emit(self._at, float(share))

    def _read_complaint(self) -> None:
        if self._process is not None:
            said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._said = said.strip().splitlines()[-1] if said.strip() else self._said

    def _end(self, code: int, status: QProcess.ExitStatus = QProcess.ExitStatus.NormalExit) -> None:
        """Tell how a build ended, and begin the next."""
        self._patience.stop()
        if self._process is not None:
            self._process.deleteLater()
        name, self._at, self._process = self._at, "", None
        if name:
            self._waiting.remove(name)
            self._settle(name, done=code == 0 and status == QProcess.ExitStatus.NormalExit)
        self._begin()

    def _settle(self, name: str, *, done: bool) -> None:
        if done:
            self._missing[name] = False
            self.built.emit(name)
        else:
            self.complaints[name] = self._said
            self.failed.emit(name)

    def _tell_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._said = self._process.errorString()
            self._end(1)
