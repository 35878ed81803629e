"""What window tests share: the application's look, a made-up lesson, and eyes for clipped words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from scene.fixture_lesson import LIBRARY

from anatomy_viewer.content.library import Library
from anatomy_viewer.scene.choices import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.record import Record
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Button, Text
from anatomy_viewer.ui.fonts import load_fonts
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.thumbnails import Thumbnails


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """Dress the application as the viewer does."""
    qapp.setStyle("Fusion")
    load_fonts()


MAKE_NEXT = Thumbnails._make_next


@pytest.fixture(autouse=True)
def no_thumbnails_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the library page from starting a process."""
    monkeypatch.setattr(Thumbnails, "_make_next", lambda self: None)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    yield made
    made.deleteLater()


@pytest.fixture
def library() -> Library:
    return LIBRARY


@pytest.fixture
def session(library: Library, tmp_path: Path) -> Session:
    record = Record(tmp_path / "progress.json")
    return Session(library, clock=ManualClock(), audience=Audience(), record=record)


def settled(widget: QWidget, width: int, height: int) -> None:
    """Show a page at a size and let its layout come to rest."""
    widget.resize(width, height)
    widget.show()
    for _ in range(4):
        QApplication.processEvents()
    assert (widget.width(), widget.height()) == (width, height), f"{widget} does not fit {width} × {height}"


def faults(page: QWidget) -> list[str]:
    """What a person could not read or touch: clipped words, small targets, things beyond the edge."""
    found = []
    for child in page.findChildren(QWidget):
        if child.isVisible():
            name = f"{type(child).__name__} {child.accessibleName()!r}"
            found += [
                f"{name}: {what}" for what in (*_cut(child), *_untouchable(child), *_beyond(page, child))
            ]
    return found


def _cut(child: QWidget) -> Iterator[str]:
    if isinstance(child, Text) and child.wordWrap() and child.words:
        if child.height() + 2 < child.heightForWidth(child.width()):
            yield f"clipped at {child.height()} of {child.heightForWidth(child.width())} px"
        if child.width() < child.minimumSizeHint().width():
            yield f"a word is cut at {child.width()} px"
    if isinstance(child, Button) and child.width() + 1 < child.minimumSizeHint().width():
        yield f"words cut at {child.width()} of {child.minimumSizeHint().width()} px"


def _untouchable(child: QWidget) -> Iterator[str]:
    if isinstance(child, QAbstractButton) and type(child).__module__.startswith("anatomy_viewer"):
        if min(child.width(), child.height()) < 44:
            yield f"a target of {child.width()} × {child.height()} px"
        if not child.accessibleName() and not child.text():
            yield "no name"


def _beyond(page: QWidget, child: QWidget) -> Iterator[str]:
    right = child.mapTo(page, QPoint(child.width(), 0)).x()
    if right > page.width() + 1:
        yield f"reaches {right - page.width()} px beyond the page"
