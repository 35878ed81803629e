"""What is shown while many lessons are read for the first time: how far it is, in words, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Heading, Page, Text, row
from anatomy_viewer.ui.preparation import ProgressLine
from anatomy_viewer.ui.theme import Look, Theme, system_theme

MOMENT = 0.7
"""Seconds that nobody minds: a page that comes and goes would only startle."""
BETWEEN = 0.05
"""Seconds of reading between two looks at what the person does."""


class ReadingStopped(Exception):  # noqa: N818  # nothing is wrong: somebody does not want to wait
    """The person does not want to wait until all lessons are read."""


class ReadingPage(Page):
    """A calm page that says how many lessons are read.

    Signals:
        left: The person does not want to wait.
    """

    left = Signal()

    def __init__(self, theme: Theme, say: Translator) -> None:
        super().__init__(theme)
        self.say = say
        self.setWindowTitle("Anatomy Viewer")
        self._line = ProgressLine(theme, say("How far the reading is"))
        self._words = Text(theme, "", "body", "text_soft")
        leave = Button(theme, say("Stop"), "secondary").tall()
        leave.clicked.connect(self.left)
        card = Card(theme, padding=32)
        for item in (Heading(theme, say("Reading the lessons")), self._words, self._line, row(None, leave)):
            card.body.addWidget(item)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        # In a row, not aligned: an aligned card would not be as high as its words need at its width.
        outer.addWidget(row(None, card, None))
        outer.addStretch(1)
        card.setMinimumWidth(620)

    def tell(self, done: int, count: int) -> None:
        """Say how far it is."""
        self._line.setValue(round(1000 * done / count))
        far = self.say("{done} of {count} are read. Next time it takes a moment.")
        self._words.set_words(far.format(done=done, count=count))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave when the window is closed."""
        super().closeEvent(event)
        self.left.emit()


class FirstReading:
    """Follows a library being read, and shows a page about it once that takes longer than a moment.

    Call it with how many packs are read, of how many. It raises `ReadingStopped` once somebody does not want
    to wait. `make` makes the application; it is called only where there is something to show.
    """

    def __init__(self, make: Callable[[], QApplication], say: Translator, size: QSize) -> None:
        self.make, self.say, self.size = make, say, size
        self.page: ReadingPage | None = None
        self._stopped = False
        self._next = perf_counter() + MOMENT

    def __call__(self, done: int, count: int) -> None:
        """Show how far it is, now and then."""
        if perf_counter() < self._next:
            return
        page = self.page or self._show()
        page.tell(done, count)
        QApplication.processEvents()
        self._next = perf_counter() + BETWEEN
        if self._stopped:
            raise ReadingStopped

    def _show(self) -> ReadingPage:
        self.make()
        theme = Theme(Look(system_theme()))
        QApplication.setPalette(theme.palette())
        self.page = page = ReadingPage(theme, self.say)
        page.left.connect(self._stop)
        page.resize(self.size)
        page.show()
        return page

    def _stop(self) -> None:
        self._stopped = True

    def close(self) -> None:
        """Take the page away."""
        if self.page is not None:
            self.page.left.disconnect(self._stop)
            self.page.close()
            self.page.deleteLater()
            self.page = None
