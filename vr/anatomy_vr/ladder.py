"""How finely both eyes are drawn, by the time that frames really take.

A slow headset frame makes people ill, a coarse one does not: the ladder goes down fast and never up again
during a visit, so that the picture does not waver.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Rung:
    """What is drawn: fine relief (0-1), smoothed edges, full or lighter meshes, samples of each pixel."""

    detail: float
    smooth: bool
    light: bool
    samples: int = 0


RUNGS = (
    Rung(detail=0.0, smooth=False, light=True),
    Rung(detail=0.0, smooth=True, light=True),
    Rung(detail=0.0, smooth=True, light=False),
    Rung(detail=1.0, smooth=True, light=False),
    Rung(detail=1.0, smooth=False, light=False, samples=4),
)
SLOW_FRAMES = 4
"""So many frames in a row over the budget are one step down; a single late one is not."""
FAR_TOO_SLOW = 3.0
"""A frame that takes so many times what it may counts as two."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where on the ladder a visit is, and how many frames in a row were too slow."""

    level: int = len(RUNGS) - 1
    slow: int = 0

    @property
    def rung(self) -> Rung:
        """What is drawn now."""
        return RUNGS[self.level]

    def after(self, seconds: float, budget: float) -> Ladder:
        """The ladder after both eyes were drawn in so many seconds; `budget` is one frame of the headset."""
        if seconds <= budget:
            return replace(self, slow=0)
        slow = self.slow + (2 if seconds > FAR_TOO_SLOW * budget else 1)
        if slow < SLOW_FRAMES or self.level == 0:
            return replace(self, slow=min(slow, SLOW_FRAMES))
        return Ladder(self.level - 1)
