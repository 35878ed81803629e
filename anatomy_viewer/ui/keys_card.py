"""The list of keys: everything that can be done without a pointer, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Heading, Scroller, Text, row
from anatomy_viewer.ui.theme import Theme


def keys(say: Translator) -> list[tuple[str, str]]:
    """Return what the keys do: the keys, and the words for it."""
    return [
        (say("Tab"), say("Go to the next control")),
        (say("Right, Page down"), say("Next step")),
        (say("Left, Page up"), say("Step before")),
        (say("Arrows on the picture"), say("Turn the model; with Shift only a little")),
        ("+  −", say("Closer, further away")),
        (say("Home"), say("Put the picture back")),
        ("1  2  3", say("Look from another side")),
        (say("Arrows on the slider"), say("Change the value; with Shift by five")),
        (say("Page up, Page down on the slider"), say("Go to the next named stage")),
        *tool_keys(say),
        (say("Arrows while a cut is made"), say("Move the cut; with Ctrl turn it")),
        (say("Arrows, Enter while measuring"), say("Move the cross, set a point")),
        (say("Arrows in a list, a letter"), say("Choose a part; Enter takes it")),
        ("P", say("Play, hold still")),
        ("R", say("Read aloud")),
        ("L  W", say("Language, words")),
        (say("Ctrl and Z, Ctrl and Y"), say("Undo, do again")),
        (say("Ctrl and +, Ctrl and −"), say("Larger words, smaller words")),
        (say("Ctrl and O"), say("Open a lesson folder")),
        ("F5", say("Second screen")),
        ("F11", say("Fill the screen")),
        (say("Esc"), say("Leave a tool, go back")),
        (say("Ctrl and Q"), say("Close the window")),
    ]


def tool_keys(say: Translator) -> list[tuple[str, str]]:
    """Return the letters of the tools on the picture, and what the tools are called."""
    from anatomy_viewer.ui.tools.table import named_keys  # brings VTK, which the library does not need

    return named_keys(say)


class KeysCard(Card):
    """All keys on a card over the page; Escape or its button closes it.

    Signals:
        dismissed: It is to go away.
    """

    dismissed = Signal()

    def __init__(self, theme: Theme, say: Translator) -> None:
        super().__init__(theme, "surface", "card", 20)
        self.floating()
        title = say("What the keys do")
        self.setAccessibleName(title)
        self.close_button = Button(theme, "", "well", "close").tall(48).named(say("Close"))
        self.close_button.clicked.connect(self.dismissed)
        self.body.addWidget(row((Heading(theme, title, "lead"), 1), self.close_button))
        self.body.addWidget(Scroller(theme, self._grid(theme, say), 14), 1)

    def _grid(self, theme: Theme, say: Translator) -> QWidget:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for place, (key, words) in enumerate(keys(say)):
            grid.addWidget(Text(theme, key, "small").bold(), place, 0)
            grid.addWidget(Text(theme, words, "small"), place, 1)
        return sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)
