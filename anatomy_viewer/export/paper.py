"""The paper that pictures for others are printed on: its colours, its typeface, and text set in columns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtGui import QTextDocument as Document
from PySide6.QtWidgets import QApplication

from anatomy_viewer.content.markdown import Block, Span, blocks
from anatomy_viewer.scene.typography import unbroken

PAGE, SURFACE, INK, SOFT = "#F7F3EC", "#FFFDFA", "#1E2A2E", "#4A575B"
ACCENT, CARE, CARE_SOFT, LEADER = "#0B6468", "#7A4300", "#FBEAD3", "#3E4A4E"
GROUND = ("#E6E2DA", "#F6F2EB", "#E9E3D8")
"""Behind the organ, from the top down."""

FAMILIES = ("Atkinson Hyperlegible", "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial")


@cache
def painting_application() -> QApplication:
    """The Qt application that text needs; made without a window where there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QApplication(["anatomy-viewer"])
    _load_typeface()
    return app


def _load_typeface() -> None:
    """Make the packaged typeface known; without the package the next family in the list serves."""
    try:
        for face in (files("fontpkg_atkinson_hyperlegible") / "files").iterdir():
            QFontDatabase.addApplicationFont(str(face))
    except (ModuleNotFoundError, FileNotFoundError, NotADirectoryError):
        return


@dataclass(frozen=True, slots=True)
class Type:
    """How a run of text is set: size in pixels, line height as a share of it, weight and colour."""

    px: float
    line: float = 1.4
    bold: bool = False
    color: str = INK

    def scaled(self, factor: float) -> Type:
        """The same type, larger or smaller."""
        return Type(self.px * factor, self.line, self.bold, self.color)

    @property
    def font(self) -> QFont:
        """The font of it."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(max(1, round(self.px)))
        font.setBold(self.bold)
        return font


TITLE, LEAD, BODY = Type(36, 1.15, True), Type(24, 1.3, True, ACCENT), Type(21, 1.45)
SMALL, LABEL = Type(16, 1.35, False, SOFT), Type(18, 1.3)


class Column:
    """Text set in a column of a given width in pixels, ready to be painted."""

    def __init__(self, width: float) -> None:
        self._document = Document()
        self._document.setDocumentMargin(0.0)
        self._document.setTextWidth(width)
        self._cursor = QTextCursor(self._document)
        self._is_empty = True

    @property
    def height(self) -> float:
        """How tall the text is, in pixels."""
        return 0.0 if self._is_empty else self._document.size().height()

    def add(self, text: str, kind: Type, above: float = 0.0) -> Column:
        """Set a paragraph, `above` pixels below the one before; empty text sets nothing."""
        return self.add_spans((Span(text),), kind, above) if text else self

    def add_body(self, body: str, kind: Type) -> Column:
        """Set the paragraphs and lists of a lesson text."""
        for number, block in enumerate(blocks(body)):
            gap = 0.0 if number == 0 else kind.px * (0.55 if block.kind == "paragraph" else 0.2)
            self.add_spans(_with_mark(block), kind, gap)
        return self

    def add_spans(self, spans: Iterable[Span], kind: Type, above: float) -> Column:
        """Set a paragraph of several runs, some of them bold."""
        layout = QTextBlockFormat()
        layout.setLineHeight(kind.px * kind.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        layout.setTopMargin(above)
        if self._is_empty:
            self._cursor.setBlockFormat(layout)
        else:
            self._cursor.insertBlock(layout)
        for span in spans:
            self._cursor.insertText(unbroken(span.text), _format(kind, bold=span.bold))
        self._is_empty = False
        return self

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint the text with its top left corner at a point."""
        painter.save()
        painter.translate(QPointF(x, y))
        self._document.drawContents(painter)
        painter.restore()


def _format(kind: Type, *, bold: bool) -> QTextCharFormat:
    how = QTextCharFormat()
    how.setFont(Type(kind.px, kind.line, kind.bold or bold, kind.color).font)
    how.setForeground(QColor(kind.color))
    return how


def _with_mark(block: Block) -> Sequence[Span]:
    marks = {"paragraph": "", "bullet": "•\u00a0\u00a0", "number": f"{block.ordinal}.\u00a0"}
    mark = marks[block.kind]
    return (Span(mark), *block.spans) if mark else block.spans
