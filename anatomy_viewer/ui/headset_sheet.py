"""What the window beside a patient in the headset is made of, beyond the controls that every page has."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.controls import Card, Scroller, Segmented
from anatomy_viewer.ui.theme import LARGE_TEXT, Theme


class TurningChoice(Segmented):
    """One choice out of a few, side by side; one below the other where the words are large."""

    def restyle(self) -> None:
        """Turn with the size of the words."""
        self.turn(self.theme.text_scale > LARGE_TEXT)
        super().restyle()


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
