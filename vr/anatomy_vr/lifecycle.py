"""The life of a headset session as a pure machine: events of the runtime in, what to do out.

The states and what may be called in each are those of the OpenXR specification, "Session Lifecycle". Whoever
owns the session feeds every event and does what comes back, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

State = Literal[
    "unknown",
    "idle",
    "ready",
    "synchronized",
    "visible",
    "focused",
    "stopping",
    "loss_pending",
    "exiting",
]
STATES: tuple[State, ...] = (
    "unknown",
    "idle",
    "ready",
    "synchronized",
    "visible",
    "focused",
    "stopping",
    "loss_pending",
    "exiting",
)
"""In the order of `XrSessionState`'s numbers."""

Action = Literal["begin", "end", "replace", "read_profiles", "close", "close_all"]
"""What to do: begin or end the session, place everything anew, close the session, close the instance too."""

Ending = Literal["", "asked", "runtime", "lost"]
"""Why it ended: the patient or clinician asked, the runtime closed it, or it was lost."""


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The runtime moved the session to a state."""

    state: State


@dataclass(frozen=True, slots=True)
class SpaceChanged:
    """The runtime moved its origin: somebody recentred."""


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """Another controller was taken up, or put down."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The session, or the whole instance, is gone or soon will be."""

    what: Literal["session", "instance"] = "session"


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """The patient or the clinician wants to leave, and the runtime was told so."""


Event = StateChanged | SpaceChanged | ProfileChanged | Lost | LeaveAsked


@dataclass(frozen=True, slots=True)
class Life:
    """Where a session stands.

    Attributes:
        state: What the runtime said last.
        running: Whether it was begun and not ended: frames must be waited for, begun and ended.
        leaving: Whether somebody asked to leave.
        ending: Why it is over; empty while it is not.
    """

    state: State = "unknown"
    running: bool = False
    leaving: bool = False
    ending: Ending = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.ending != ""

    @property
    def is_seen(self) -> bool:
        """Whether the patient sees what is drawn."""
        return self.running and self.state in ("visible", "focused")

    @property
    def takes_input(self) -> bool:
        """Whether the hands are ours: else they are hidden and the lesson waits."""
        return self.running and self.state == "focused"


def after(life: Life, event: Event) -> tuple[Life, tuple[Action, ...]]:
    """Where a session stands after an event, and what is to be done because of it."""
    if life.is_over:
        return life, ()
    if isinstance(event, StateChanged):
        return _entered(life, event.state)
    if isinstance(event, LeaveAsked):
        return _asked_to_leave(life)
    if isinstance(event, Lost):
        over = replace(life, running=False, ending="lost")
        return over, ("close_all",) if event.what == "instance" else ("close",)
    return life, ("replace",) if isinstance(event, SpaceChanged) else ("read_profiles",)


def _asked_to_leave(life: Life) -> tuple[Life, tuple[Action, ...]]:
    """A session that runs is ended by the runtime in its own time; one that never ran hears nothing more."""
    if life.running:
        return replace(life, leaving=True), ()
    return replace(life, leaving=True, ending="asked"), ("close",)


def _entered(life: Life, state: State) -> tuple[Life, tuple[Action, ...]]:
    there = replace(life, state=state)
    if state == "ready" and not life.running:
        return replace(there, running=True), ("begin",)
    if state == "stopping" and life.running:
        return replace(there, running=False), ("end",)
    if state == "exiting":
        return replace(there, running=False, ending="asked" if life.leaving else "runtime"), ("close",)
    if state == "loss_pending":
        return replace(there, running=False, ending="lost"), ("close",)
    return there, ()
