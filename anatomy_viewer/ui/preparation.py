"""What is shown while models are built, once, before the first lesson: how far it is, in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QProcess, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from anatomy_viewer.ui.controls import Button, Card, Heading, Page, Text, Themed, row
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme

Translate = Callable[[str], str]
PATIENCE = 2000
"""Milliseconds to wait for a process that was told to end."""


class ProgressLine(Themed, QProgressBar):
    """A calm line that fills; assistive technology reads it as a progress bar."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        """Return twelve pixels of height."""
        return QSize(360, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the well and what is filled of it."""
        painter: QPainter = brush(self)
        whole = self.rect().toRectF()
        paint_box(painter, rounded(whole, 6), self.theme.color("well"))
        filled = whole.adjusted(0, 0, -whole.width() * (1 - self.value() / 1000), 0)
        if filled.width() > 12:
            paint_box(painter, rounded(filled, 6), self.theme.color("accent"))
        painter.end()


class Preparation(Page):
    """The page of the first start: builds the models in a process of its own, so that nothing here stutters.

    Signals:
        finished: All models are built.
        failed: They cannot be built; the reason, in words.
        left: The person does not want to wait.
    """

    finished = Signal()
    failed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, model_ids: Sequence[str], translate: Translate) -> None:
        super().__init__(theme)
        _ = self.say = translate
        self.setWindowTitle("Anatomy Viewer")
        self._complaint = ""
        self._line = ProgressLine(theme, _("How far the preparation is"))
        self._words = Text(theme, _("This happens once and takes about a minute."), "body", tone="text_soft")
        self._leave = Button(theme, _("Stop"), "secondary").tall()
        self._leave.clicked.connect(self.left)
        card = Card(theme, padding=32)
        for item in (
            Heading(theme, _("Getting the organs ready")),
            self._words,
            self._line,
            row(None, self._leave),
        ):
            card.body.addWidget(item)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        card.setMinimumWidth(560)
        self._process = self._make_process(model_ids)

    def _make_process(self, model_ids: Sequence[str]) -> QProcess:
        process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["-m", "anatomy_viewer", "models", "build", "--lines", *model_ids])
        process.readyReadStandardOutput.connect(self._read_progress)
        process.readyReadStandardError.connect(self._read_complaint)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._tell_start)
        return process

    def start(self) -> None:
        """Begin to build."""
        self._process.start()

    def stop(self) -> None:
        """End the building: the process tidies up when its input ends, and is killed if it cannot."""
        self._process.finished.disconnect(self._end)
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(PATIENCE):
            self._process.kill()
            self._process.waitForFinished(PATIENCE)

    def _read_progress(self) -> None:
        lines = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace").splitlines()
        for line in lines:
            fraction, _tab, words = line.partition("\t")
            try:
                self._line.setValue(round(float(fraction) * 1000))
            except ValueError:
                continue
            self._words.set_words(self.say("This happens once and takes about a minute.") + f" ({words})")

    def _read_complaint(self) -> None:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._complaint = said.strip().splitlines()[-1] if said.strip() else self._complaint

    def _end(self, code: int) -> None:
        if code == 0:
            self.finished.emit()
        else:
            self.failed.emit(self._complaint)

    def _tell_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(self._process.errorString())

    def closeEvent(self, event: object) -> None:
        """Leave when the window is closed."""
        self.left.emit()
