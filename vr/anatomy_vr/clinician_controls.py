"""What the clinician's window is made of: controls that whoever opens it makes in the look of the lesson.

The headset mode stands beside the windows of the lesson and may not know them; so the look is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QAbstractButton, QWidget

from anatomy_viewer.session.session import Session

Kind = Literal["primary", "secondary"]
Type = Literal["lead", "small"]


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
class Slide:
    """The slider of the lesson: the widget, and how it shows anew; that returns whether the step has one."""

    widget: QWidget
    show: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Controls:
    """Makes the controls.

    Attributes:
        button: A button of a kind, its words wrapping where the place is narrow.
        line: A line in a type of the design.
        dial: Takes what is to be called with the key of another choice.
        slide: The slider that moves a session.
        sheet: A card with a part that scrolls where the place is low, and below it one that is always there.
    """

    button: Callable[[Kind, str], QAbstractButton]
    line: Callable[[Type], Line]
    dial: Callable[[Callable[[str], None]], Dial]
    slide: Callable[[Session], Slide]
    sheet: Callable[[QWidget, QWidget], QWidget]
