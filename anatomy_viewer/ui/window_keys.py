"""The keys of the window: every verb is in reach without a mouse or a menu bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from anatomy_viewer.ui.window import MainWindow


def add_keys(window: MainWindow) -> None:
    """Let keys do what the window can do, whichever page shows."""
    standard = QKeySequence.StandardKey
    verbs: list[tuple[list[QKeySequence], Callable[[], object]]] = [
        ([QKeySequence("Ctrl+Q")], window.close),
        ([QKeySequence("F11")], window.toggle_full_screen),
        ([QKeySequence(standard.Undo)], window.session.undo),
        ([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")], window.session.redo),
        ([QKeySequence("Ctrl+O")], window.ask_for_folder),
        ([QKeySequence("Ctrl+,")], window.show_details),
        ([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")], lambda: window.grow_text(0.25)),
        ([QKeySequence("Ctrl+-")], lambda: window.grow_text(-0.25)),
        ([QKeySequence("Ctrl+0")], lambda: window.grow_text(-1.0)),
        ([QKeySequence("Alt+Left")], window.go_back),
        ([QKeySequence("F1"), QKeySequence("?")], window.show_keys),
    ]
    for keys, act in verbs:
        action = QAction(window)
        action.setShortcuts(keys)
        action.triggered.connect(lambda _checked=False, act=act: act())
        window.addAction(action)
