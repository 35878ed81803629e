"""How large a pixel is on the screen at hand: what the screen says, or what a bank card showed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QScreen

CARD = QSizeF(85.60, 53.98)
"""A bank card in millimetres: ID-1 of ISO/IEC 7810."""
INCH = 25.4
LEAST_DOTS, MOST_DOTS = 60.0, 260.0
"""What a screen may truly have, in device-independent pixels per inch; others lie, or are projectors."""
USUAL = 96.0 / INCH
"""Pixels per millimetre to begin with where a screen says nothing to be believed."""


class ScreenRuler(QObject):
    """Tells pixels per millimetre. A measure made by hand holds for the screens like the one it was made on.

    Signals:
        measured: somebody held a card to the screen; pixels per millimetre, and which screen it is.
    """

    measured = Signal(float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_hand: dict[str, float] = {}

    def restore(self, measures: Mapping[str, float]) -> None:
        """Take up the measures that were made before: pixels per millimetre of each screen."""
        self._by_hand = dict(measures)

    def measure(self, pixels: float, screen: QScreen) -> None:
        """Take a measure by hand: pixels per millimetre."""
        self._by_hand[which(screen)] = pixels
        self.measured.emit(pixels, which(screen))

    def knows(self, screen: QScreen) -> bool:
        """Return whether the size of a pixel is known: measured, or told by a screen to be believed."""
        return which(screen) in self._by_hand or is_credible(screen)

    def pixels_per_mm(self, screen: QScreen) -> float:
        """Return how many device-independent pixels a millimetre takes on a screen."""
        measured = self._by_hand.get(which(screen))
        if measured is not None:
            return measured
        return screen.physicalDotsPerInch() / INCH if is_credible(screen) else USUAL


def which(screen: QScreen) -> str:
    """Return which screen it is: its maker's name for it, or the plug, and how many pixels it has now.

    Two screens of a kind are alike; the same screen with another scale of its words is another one.
    """
    size = screen.size()
    kind = f"{screen.manufacturer()} {screen.model()}".strip() or screen.name()
    return f"{kind} {size.width()}x{size.height()}"


def is_credible(screen: QScreen) -> bool:
    """Return whether a screen says a size that it may truly have."""
    size = screen.physicalSize()
    dots = screen.physicalDotsPerInch()
    return size.width() > 0 and size.height() > 0 and LEAST_DOTS <= dots <= MOST_DOTS
