"""Clocks: where a session takes its seconds from. A test or a video sets them, a window lets them run."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Something that tells seconds, never running backwards."""

    def now(self) -> float:
        """Seconds since some fixed start."""


class SystemClock:
    """The machine's own clock, from 0 when it was made."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def now(self) -> float:
        """Seconds since the clock was made."""
        return time.monotonic() - self._start


class ManualClock:
    """A clock that stands still until it is set."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def now(self) -> float:
        """The seconds last set."""
        return self._seconds

    def set(self, seconds: float) -> None:
        """Put the clock to a time."""
        self._seconds = seconds

    def advance(self, seconds: float) -> None:
        """Let some seconds go by."""
        self._seconds += seconds
