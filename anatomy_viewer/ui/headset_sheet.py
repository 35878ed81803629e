"""What the window beside a patient in the headset is made of, beyond the controls that every page has."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from anatomy_viewer.ui.controls import Card, MenuButton, Scroller, Segmented
from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.controls.menu import Choices
from anatomy_viewer.ui.theme import LARGE_TEXT, Theme


class FewChoices(Themed, QWidget):
    """One choice out of a few: all side by side, or one button with a list where the words are large.

    Signals:
        picked: Another choice was made, with its key.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row, self.menu = Segmented(theme), MenuButton(theme)
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for choice in (self.row, self.menu):
            line.addWidget(choice)
            choice.picked.connect(self._pick)
        self._choices: Choices = ()
        self.wear(theme)

    def set_choices(self, choices: Choices, current: str) -> None:
        """Offer these choices, with one chosen."""
        self._choices, self.menu.name = choices, self.accessibleName()
        self.row.setAccessibleName(self.accessibleName())
        self.row.set_choices(choices, current)
        self.menu.set_choices(choices, current)

    def restyle(self) -> None:
        """Take the form that the size of the words leaves room for."""
        large = self.theme.text_scale > LARGE_TEXT
        self.row.setVisible(not large)
        self.menu.setVisible(large)
        super().restyle()

    def _pick(self, key: str) -> None:
        self.set_choices(self._choices, key)
        self.picked.emit(key)


class HeadsetSheet(Card):
    """A card that scrolls where the window is low, over a part that is always there.

    Its window is dressed with it: that window is no page of ours and paints no ground of its own.
    """

    def __init__(self, theme: Theme, scrolls: QWidget, stays: QWidget, right: int) -> None:
        """Take what scrolls and what stays; both have a margin of `right` pixels already."""
        super().__init__(theme)
        inside = self.body.contentsMargins()
        inside.setRight(inside.right() - right)
        self.body.setContentsMargins(inside)
        self.body.addWidget(Scroller(theme, scrolls), 1)
        self.body.addWidget(stays)

    def restyle(self) -> None:
        """Dress the window too."""
        self.window().setPalette(self.theme.palette())
        super().restyle()
