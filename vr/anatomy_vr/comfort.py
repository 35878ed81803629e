"""The rules that keep a patient well: calm changes, no flicker, nothing too near, a break in time.

Sources: Meta's VRC.Quest and "Comfort and usability" for locomotion, Microsoft's "Comfort" for distances,
WCAG 2.3.1 for flashes (three in a second). All times are seconds of one clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

FADE_OUT, DARK, FADE_IN = 0.25, 0.1, 0.35
"""A change goes through the room's own colour: away, held, back."""
MOST_FLASHES = 3
BREAK_AFTER = 600.0
NEAREST, CLEAR = 0.15, 0.3
"""Metres to the organ at which the picture is dimmed, and from which it is clear."""
FILM_SECONDS = 1.0 / 24.0
"""What plays, is scrubbed or dragged moves at the rate of a film; the head moves at the headset's."""
DWELL = 1.2
"""Seconds of steady looking that choose something, where there is no hand."""


@dataclass(frozen=True, slots=True)
class Veil:
    """A change behind a veil that began at a time: it closes, the change is made unseen, it opens."""

    began: float

    def opacity(self, time: float) -> float:
        """How thick the veil is, 0-1."""
        gone = time - self.began
        if gone < FADE_OUT:
            return max(0.0, gone / FADE_OUT)
        return min(1.0, max(0.0, (FADE_OUT + DARK + FADE_IN - gone) / FADE_IN))

    def hides(self, time: float) -> bool:
        """Whether nothing can be seen through it any more: the moment to make the change."""
        return time - self.began >= FADE_OUT

    def is_over(self, time: float) -> bool:
        """Whether it has opened again."""
        return time - self.began >= FADE_OUT + DARK + FADE_IN


def may_begin(veils: Sequence[float], time: float) -> bool:
    """Whether another veil may begin: there would not be more than three in any second."""
    return sum(time - began < 1.0 for began in veils) < MOST_FLASHES


def dimness(distance: float) -> float:
    """How much the picture is dimmed because the organ is this near to the eyes, 0 to 0.8."""
    return 0.8 * min(1.0, max(0.0, (CLEAR - distance) / (CLEAR - NEAREST)))


def break_is_due(entered: float, reminded: float | None, time: float) -> bool:
    """Whether ten minutes have gone since entering, or since the last reminder."""
    return time - (entered if reminded is None else reminded) >= BREAK_AFTER


@dataclass(frozen=True, slots=True)
class Dwell:
    """Something that is being looked at, and since when; empty where there is nothing.

    Attributes:
        chosen: Whether it was chosen by this very look; it is not chosen again before one looked elsewhere.
        spent: Whether it was chosen before.
    """

    target: str = ""
    since: float = 0.0
    chosen: bool = False
    spent: bool = False

    def looked(self, target: str, time: float) -> Dwell:
        """The gaze rests on a target now; another target begins anew."""
        if target != self.target:
            return Dwell(target, time)
        if self.progress(time) >= 1.0:
            return replace(self, chosen=True, spent=True)
        return replace(self, chosen=False)

    def progress(self, time: float) -> float:
        """How much of the time is gone, 0-1."""
        return min(1.0, (time - self.since) / DWELL) if self.target and not self.spent else 0.0
