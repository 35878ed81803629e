"""Undo and redo without end: choices linked to the ones before them. Pure functions.

A link costs the same however many there are, and neighbours share all that did not change between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from anatomy_viewer.scene.choices import Choices


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Link:
    """Choices that were left, and those left before them."""

    choices: Choices
    further: Link | None


@dataclass(frozen=True, slots=True)
class History:
    """The choices before and after the present ones, nearest first."""

    past: Link | None = None
    future: Link | None = None
    kind: str = ""
    """What the last change was about; further changes of the same kind join it while it is open."""
    open_until: float = -math.inf
    """Clock seconds."""


def pushed(history: History, present: Choices, kind: str, time: float, open_until: float) -> History:
    """The history after a change away from `present`; a change that goes on becomes one step together."""
    joins = bool(kind) and kind == history.kind and time <= history.open_until
    past = history.past if joins else Link(present, history.past)
    return History(past, None, kind, open_until)


def undone(history: History, present: Choices) -> tuple[History, Choices]:
    """One step back; raises IndexError where there is none."""
    if history.past is None:
        raise IndexError("nothing to take back")
    return History(history.past.further, Link(present, history.future)), history.past.choices


def redone(history: History, present: Choices) -> tuple[History, Choices]:
    """One step forward again; raises IndexError where there is none."""
    if history.future is None:
        raise IndexError("nothing to do again")
    return History(Link(present, history.past), history.future.further), history.future.choices
