"""Undo and redo: lists of values. Pure functions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from anatomy_viewer.scene.choices import Choices

LONGEST = 500
"""How many steps back are kept."""


@dataclass(frozen=True, slots=True)
class History:
    """The choices before and after the present ones, nearest last."""

    past: tuple[Choices, ...] = ()
    future: tuple[Choices, ...] = ()
    kind: str = ""
    """What the last change was about; further changes of the same kind join it while it is open."""
    open_until: float = -math.inf
    """Clock seconds."""


def pushed(history: History, present: Choices, kind: str, time: float, open_until: float) -> History:
    """The history after a change away from `present`; a change that goes on becomes one step together."""
    joins = bool(kind) and kind == history.kind and time <= history.open_until
    past = history.past if joins else (*history.past, present)[-LONGEST:]
    return History(past, (), kind, open_until)


def undone(history: History, present: Choices) -> tuple[History, Choices]:
    """One step back; raises IndexError where there is none."""
    return History(history.past[:-1], (*history.future, present)), history.past[-1]


def redone(history: History, present: Choices) -> tuple[History, Choices]:
    """One step forward again; raises IndexError where there is none."""
    return History((*history.past, present), history.future[:-1]), history.future[-1]
