"""What is shown while a lesson's organs are built, once: how far it is, in words, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Heading, Page, Text, Themed, row
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.theme import Theme

WIDTH = 620
"""Of the card, as designed."""
EDGE = 16
"""The least from the window's edge to the card."""


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
    """The page on which a lesson waits until its organs are built.

    Signals:
        left: The person does not want to wait here.
    """

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading = Heading(theme)
        self.words = Text(theme, "", "body", tone="text_soft")
        self.line = ProgressLine(theme, "")
        self.leave = Button(theme, "", "secondary", "back").tall()
        self.leave.clicked.connect(self.left)
        self.card = card = Card(theme, padding=32)
        for item in (self.heading, self.words, self.line, row(None, self.leave)):
            card.body.addWidget(item)
        self.setFocusProxy(self.leave)
        outer = QVBoxLayout(self)
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        outer.addStretch(1)
        # In a row, not aligned: an aligned card would not be as high as its words need at its width.
        outer.addWidget(row(None, card, None))
        outer.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the card the width that its words need, or the room there is."""
        super().resizeEvent(event)
        self.card.setFixedWidth(min(self.theme.grown(WIDTH), self.width() - 2 * EDGE))

    def retranslate(self, title: str, _: Translator) -> None:
        """Say which lesson waits, in the language in force."""
        self.heading.set_words(_("Getting the organs ready"))
        self.words.set_words(f"{title}. " + _("This happens once and takes a few minutes."))
        self.line.setAccessibleName(_("How far the preparation is"))
        self.leave.setText(_("All lessons"))
        self.setAccessibleName(_("Getting the organs ready"))

    def begin(self) -> None:
        """Show that nothing is done yet."""
        self.line.setValue(0)

    def tell(self, share: float) -> None:
        """Say how far it is, 0 to 1; never less than before."""
        self.line.setValue(max(self.line.value(), round(1000 * share)))
