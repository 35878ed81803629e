"""The bands of the library: back to where somebody stopped, and the door to more lessons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Glyph, Picture, Text, Turning, column, row
from anatomy_viewer.ui.painting import fitted
from anatomy_viewer.ui.theme import Theme


class ContinueBand(Card):
    """The band that leads back into the lesson somebody left.

    Signals:
        clicked: Its button was pressed.
    """

    clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "accent_soft", "card", 12)
        self.flat()
        self.pixmap: QPixmap | None = None
        self.small = Picture(theme, self._paint).sized(74, 68)
        self.small.hide()
        self.lead = Text(theme, "", "label", "text_soft")
        self.title = Text(theme, "", "body").bold()
        self.button = Button(theme, "", "primary", "", "next").tall()
        self.button.clicked.connect(self.clicked)
        words = column(None, self.lead, self.title, None, gap=0)
        self.line = Turning(row(self.small, (words, 1), gap=16), self.button, gap=8)
        self.line.line.setStretch(0, 1)
        self.body.addWidget(self.line)

    def set_words(self, lead: str, title: str, go_on: str) -> None:
        """Say which lesson and step it is."""
        self.lead.set_words(lead)
        self.title.set_words(title)
        self.button.setText(go_on)
        self.button.setAccessibleName(f"{go_on}: {title}")

    def set_picture(self, picture: QPixmap) -> None:
        """Show the lesson's picture."""
        self.pixmap = picture
        self.small.show()
        self.small.update()

    def _paint(self, painter: QPainter, rect: QRectF) -> None:
        if self.pixmap is not None:
            painter.drawPixmap(fitted(self.pixmap, rect), self.pixmap, self.pixmap.rect().toRectF())


class MoreCard(Card):
    """The door for lessons that are not here yet: it says what comes, and opens a folder."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "page", "card", 20)
        self.shadow, self.edge = "card", "line"
        self.title = Text(theme, "", "body").bold()
        self.words = Text(theme, "", "small", "text_soft")
        self.button = Button(theme, "", "secondary", "folder")
        both = column(self.title, self.words, gap=4)
        words_row = row(Glyph(theme, "book", "accent", 32), (both, 1), gap=16)
        self.line = Turning((words_row, 1), self.button, gap=16)
        self.line.line.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self.line)

    def retranslate(self, say: Translator, count: int) -> None:
        """Say it in a language; `count` lessons are here."""
        one = say("This is the first lesson. More are being written.")
        many = say("More lessons")
        self.title.set_words(one if count == 1 else many)
        what = say("A lesson is a folder of text and models. Drop one here, or open one.")
        self.words.set_words(what)
        self.button.setText(say("Open a lesson folder…"))
