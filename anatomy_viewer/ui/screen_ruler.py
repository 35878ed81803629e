"""How large a pixel is on the screen at hand: what the screen says, or what a bank card showed."""

from __future__ import annotations

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
    """Tells pixels per millimetre. A measure made by hand holds for the screen that it was made on.

    Signals:
        measured: somebody held a card to the screen; pixels per millimetre, and the screen's name.
    """

    measured = Signal(float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_hand: tuple[float, str] = (0.0, "")

    def restore(self, pixels: float, screen: str) -> None:
        """Take up a measure that was made before; 0 for none."""
        self._by_hand = (pixels, screen)

    def measure(self, pixels: float, screen: QScreen) -> None:
        """Take a measure by hand: pixels per millimetre."""
        self._by_hand = (pixels, screen.name())
        self.measured.emit(*self._by_hand)

    def knows(self, screen: QScreen) -> bool:
        """Return whether the size of a pixel is known: measured, or told by a screen to be believed."""
        return self._is_measured(screen) or is_credible(screen)

    def pixels_per_mm(self, screen: QScreen) -> float:
        """Return how many device-independent pixels a millimetre takes on a screen."""
        if self._is_measured(screen):
            return self._by_hand[0]
        return screen.physicalDotsPerInch() / INCH if is_credible(screen) else USUAL

    def _is_measured(self, screen: QScreen) -> bool:
        pixels, name = self._by_hand
        return pixels > 0.0 and name == screen.name()


def is_credible(screen: QScreen) -> bool:
    """Return whether a screen says a size that it may truly have."""
    size = screen.physicalSize()
    dots = screen.physicalDotsPerInch()
    return size.width() > 0 and size.height() > 0 and LEAST_DOTS <= dots <= MOST_DOTS
