"""How often what is costly is done: never so often that it takes more than its share of the time.

A patient's head must be followed in every frame; shapes may follow a little later. So what turns out to take
long on this machine is done less often, whatever that machine is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from anatomy_vr.comfort import FILM_SECONDS

_LONGER = 0.2
"""How much a time weighs that was longer than those before: it may have been a first time, or a hiccup."""


@dataclass(slots=True)
class Chore:
    """Something costly that comes up again and again.

    Attributes:
        share: How much of all time it may take, 0-1.
    """

    share: float
    _takes: float = 0.0
    _done: float = field(default=-inf)

    @property
    def pace(self) -> float:
        """Seconds from one time to the next: at the rate of a film at most."""
        return max(FILM_SECONDS, self._takes / self.share)

    def is_due(self, time: float) -> bool:
        """Whether it may be done at a time (s)."""
        return time - self._done >= self.pace

    def was_spared(self, time: float) -> None:
        """Somebody else did it at a time."""
        self._done = time

    def was_done(self, time: float, seconds: float) -> None:
        """It was done at a time, and took so long."""
        longer = seconds - self._takes
        self._takes += longer * (_LONGER if longer > 0.0 else 1.0)
        self._done = time
