"""Words: paragraphs with a real line height, and headings."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from anatomy_viewer.scene.typography import unbroken
from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.theme import Theme

Align = Literal["left", "center", "right"]
FLAGS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Text(Themed, QLabel):
    """A paragraph that wraps, in one kind of type and one tone. It may hold `<b>` and `<a href>`.

    Signals:
        linkActivated: A link was chosen (QLabel's own), with its address.
    """

    def __init__(self, theme: Theme, words: str = "", kind: str = "body", tone: str = "text") -> None:
        super().__init__()
        self.words, self.kind, self.tone = words, kind, tone
        self.strong: bool | None = None
        self.align: Align = "left"
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # a new vertical policy does not keep what setWordWrap had set
        self.setSizePolicy(policy)
        self.wear(theme)

    def bold(self, bold: bool = True) -> Text:
        """Make the words strong."""
        self.strong = bold
        self.restyle()
        return self

    def aligned(self, align: Align) -> Text:
        """Set the words left, in the middle or right."""
        self.align = align
        self.restyle()
        return self

    def one_line(self) -> Text:
        """Keep the words on one line; the layout then gives them the width they need."""
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.restyle()
        return self

    def set_words(self, words: str) -> None:
        """Say something else."""
        if words != self.words:
            self.words = words
            self.restyle()

    def set_tone(self, tone: str) -> None:
        """Say it in another colour token."""
        if tone != self.tone:
            self.tone = tone
            self.restyle()

    def restyle(self) -> None:
        """Write the words in the look in force."""
        theme = self.theme
        self.setFont(theme.font(self.kind, self.strong))
        self.setAlignment(FLAGS[self.align] | Qt.AlignmentFlag.AlignVCenter)
        percent = theme.line_percent(self.kind) if self.wordWrap() else 100.0
        color = theme.color(self.tone).name()
        words = unbroken(self.words).replace("<a ", f'<a style="color:{theme.color("accent").name()}" ')
        align = self.align
        if align != "center" and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            align = "right" if align == "left" else "left"
        style = f"line-height:{percent:.0f}%;color:{color};margin:0"
        self.setText(f'<p align="{align}" style="{style}">{words}</p>')
        self.setAccessibleName(plain(self.words))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return one line of the longest piece that is not parted: the height follows from the width."""
        if not self.wordWrap():
            return self.sizeHint()
        metrics = self.fontMetrics()
        words = plain(unbroken(self.words).replace("<br>", " "))
        longest = max(metrics.horizontalAdvance(piece) for piece in words.split(" "))
        return QSize(longest + 2, metrics.lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the reading direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "theme"):
            self.restyle()


class Heading(Text):
    """The title of a page or a card."""

    accessible_role = QAccessible.Role.Heading

    def __init__(self, theme: Theme, words: str = "", kind: str = "title") -> None:
        super().__init__(theme, words, kind)


def plain(words: str) -> str:
    """Return words without their marks, for a screen reader."""
    return re.sub(r"<[^>]+>", "", words).strip()


def spoken(widget: QWidget, name: str, description: str = "") -> None:
    """Give a control its name, and where wished a description, for assistive technology."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
