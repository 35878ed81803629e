"""Where the lesson page puts its pieces: side by side in a wide window, one over the other in a tall one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect

EDGE = 28
"""From the window's sides to the visible edges of cards and picture, px."""
NARROW_EDGE = 24
BAR_TOP = 12
GAP = 10
COLUMN_GAP = 26
FOOT = 24
WORDS = 436
"""Width of the words beside the picture at 100 % text."""
WIDEST_WORDS = 560
GROWTH = 0.39
"""Share of the text scale that the words' width takes above 1."""
LEAST_PICTURE = 0.39
"""Share of a tall window that the picture keeps, where it is high enough for the words."""
LEAST_WORDS = 300
"""Height in which a title of two lines and the buttons are whole and a few words show, px at 100 % text."""
WORDS_GROWTH = 0.65
"""Share of the text scale above 1 by which that height grows: titles grow less, and words scroll."""
LOWEST_PICTURE = 116
"""Px that the picture keeps in any window: its buttons, and a little of the organ."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the pieces need: height of bar and slider, the words' height for a width, how large text is."""

    bar: int
    slider: int
    words: Callable[[int], int]
    text_scale: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pieces stand, as their visible edges; `tall` where one stands over the other."""

    bar: QRect
    stage: QRect
    slider: QRect
    words: QRect
    tall: bool

    @property
    def spread(self) -> QRect:
        """Where words stand that take the picture's place too."""
        return self.stage.united(self.slider).united(self.words)


def is_tall(width: int, height: int) -> bool:
    """Return whether a window is too narrow to have the words beside the picture."""
    return width < height or width < 900


def places(width: int, height: int, sizes: Sizes) -> Places:
    """Return where everything stands in a window of a size; a slider height of 0 means there is none."""
    if is_tall(width, height):
        return _tall(width, height, sizes)
    top = BAR_TOP + sizes.bar + max(12, 70 - sizes.bar)
    words = round(min(WIDEST_WORDS, max(WORDS, 0.3 * width)) * (1 + GROWTH * (sizes.text_scale - 1)))
    words = min(words, (width - 2 * EDGE) // 2)
    left = width - 2 * EDGE - COLUMN_GAP - words
    foot = height - FOOT
    slider_top = foot - sizes.slider if sizes.slider else foot + GAP
    return Places(
        bar=QRect(EDGE, BAR_TOP, width - 2 * EDGE, sizes.bar),
        stage=QRect(EDGE, top, left, slider_top - GAP - top),
        slider=QRect(EDGE, slider_top, left, sizes.slider),
        words=QRect(width - EDGE - words, top, words, foot - top),
        tall=False,
    )


def _tall(width: int, height: int, sizes: Sizes) -> Places:
    inner = width - 2 * NARROW_EDGE
    top = BAR_TOP + sizes.bar + GAP
    foot = height - FOOT
    room = foot - top - (sizes.slider + 16 if sizes.slider else 0) - 16
    least = round(LEAST_PICTURE * height)
    # In a low window the words keep their title and buttons, and the picture what is left.
    needed = min(round(LEAST_WORDS * (1 + WORDS_GROWTH * (sizes.text_scale - 1))), room - LOWEST_PICTURE)
    words = min(sizes.words(inner), max(room - least, needed))
    stage = room - words
    slider_top = top + stage + 16
    return Places(
        bar=QRect(NARROW_EDGE, BAR_TOP, inner, sizes.bar),
        stage=QRect(NARROW_EDGE, top, inner, stage),
        slider=QRect(NARROW_EDGE, slider_top, inner, sizes.slider),
        words=QRect(NARROW_EDGE, foot - words, inner, words),
        tall=True,
    )
