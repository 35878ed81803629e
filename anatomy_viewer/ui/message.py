"""The one door for messages to people: what happened, what still works, and what to do. Never a traceback."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Glyph, Page, Text, column, row
from anatomy_viewer.ui.theme import Theme

Action = tuple[str, Callable[[], None]]
"""Words on a button, and what it does."""
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

LOG_BYTES = 200_000
"""When the log is longer than this, a new one is begun."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person must know: what happened, what still works, what to do, and buttons that do it."""

    what: str
    still: str = ""
    todo: str = ""
    actions: tuple[Action, ...] = ()

    def sentence(self) -> str:
        """Return the whole message as one line of text."""
        return " ".join(part for part in (self.what, self.still, self.todo) if part)


class MessageCard(Card):
    """A message in care colours. It covers nothing by force and goes away by Escape or its button.

    Signals:
        dismissed: It was read and closed, or one of its buttons was pressed.
    """

    dismissed = Signal()

    def __init__(self, theme: Theme, message: Message, close: str) -> None:
        super().__init__(theme, "care_soft", "card", 18)
        self.message = message
        self.setAccessibleName(message.sentence())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        words = column(Text(theme, message.what, "body", "text").bold(), gap=4)
        for part in filter(None, (message.still, message.todo)):
            layout = words.layout()
            if layout is not None:
                layout.addWidget(Text(theme, part, "small", "text"))
        mark = column(Glyph(theme, "info", "care", 28), None)
        self.body.addWidget(row(mark, (words, 1), gap=12))
        self.buttons = [Button(theme, text, "secondary") for text, _ in message.actions]
        self.close_button = Button(theme, close, "link")
        self.body.addWidget(row(None, *self.buttons, self.close_button, gap=8))
        for button, (_, act) in zip(self.buttons, message.actions, strict=True):
            button.clicked.connect(act)
            button.clicked.connect(self.dismissed)
        self.close_button.clicked.connect(self.dismissed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)


class FailureWindow(Page):
    """A small window of its own for what stops the viewer before there is one. It needs no OpenGL."""

    def __init__(self, theme: Theme, message: Message, close: str) -> None:
        super().__init__(theme)
        self.setWindowTitle("Anatomy Viewer")
        self.card = MessageCard(theme, message, close)
        self.card.dismissed.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.card)
        self.resize(640, 260)


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say something now."""
    event = QAccessibleAnnouncementEvent(widget, words)
    QAccessible.updateAccessibility(event)


def unforeseen(say: Translator, log: Path | None) -> Message:
    """Return the message for a mistake of ours: no jargon, no traceback, where to find more."""
    where = say("What happened is written down in {file}.").format(file=log) if log else ""
    return Message(
        say("Something did not work as it should."),
        say("You can go on; the last change may be missing."),
        where,
    )


def failure_hook(tell: Callable[[Message], None], say: Callable[[], Translator]) -> Hook:
    """Return what `sys.excepthook` becomes: it logs the traceback and tells people one clear sentence."""
    telling = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        log = write_log(kind, error, trace)
        if telling:  # a message that itself fails must not call for the next one
            return
        telling = True
        try:
            tell(unforeseen(say(), log))
        finally:
            telling = False

    return hook


def write_log(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, folder: Path | None = None
) -> Path | None:
    """Append a traceback to this user's log; return its path, or None where nothing can be written.

    It is printed to the error stream too, for who started the viewer from a terminal.
    """
    text = "".join(traceback.format_exception(kind, error, trace))
    print(text, file=sys.stderr)  # noqa: T201
    path = (folder or log_folder()) / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > LOG_BYTES else "a"
        with path.open(mode, encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}\n{text}\n")
    except OSError:
        return None
    return path


def log_folder() -> Path:
    """Return where this user's logs are; the folder need not exist."""
    from platformdirs import user_log_path

    return user_log_path("anatomy-viewer", appauthor=False)
