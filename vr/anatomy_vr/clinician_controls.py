"""What the clinician's window is made of: controls that whoever opens it makes in the look of the lesson.

The headset mode stands beside the windows of the lesson and may not know them; so the look is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QAbstractButton, QWidget

Kind = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: the widget, and how it is told something else."""

    widget: QWidget
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Dial:
    """One choice out of a few: the widget, and how it is told the choices (key, words) and the chosen one."""

    widget: QWidget
    offer: Callable[[Sequence[tuple[str, str]], str], None]


@dataclass(frozen=True, slots=True)
class Controls:
    """Makes the controls; `dial` takes what is to be called with the key of another choice."""

    button: Callable[[Kind], QAbstractButton]
    line: Callable[[], Line]
    dial: Callable[[Callable[[str], None]], Dial]
