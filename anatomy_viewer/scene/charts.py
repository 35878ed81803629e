"""A chart as values, with every word it needs: who draws it needs to know nothing else."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[float, float]
"""A place on a chart, in the units of its axes."""


@dataclass(frozen=True, slots=True)
class AxisState:
    """An axis: what goes along it, from where to where, and the values written at it."""

    name: str
    unit: str
    minimum: float
    maximum: float
    ticks: tuple[tuple[float, str], ...]

    @property
    def title(self) -> str:
        """What is written at the axis: its name and its unit."""
        return f"{self.name}, {self.unit}" if self.unit else self.name

    def share(self, value: float) -> float:
        """Where a value lies along it, 0-1."""
        return (value - self.minimum) / (self.maximum - self.minimum)


@dataclass(frozen=True, slots=True)
class LineState:
    """A line and its name; points from left to right, straight between them."""

    name: str
    points: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MarkState:
    """Where the patient is, and what is said there."""

    place: Place
    name: str
    x_words: str
    y_words: str


@dataclass(frozen=True, slots=True)
class ChartState:
    """A chart as it stands now, in the words' language."""

    id: str
    title: str
    x: AxisState
    y: AxisState
    lines: tuple[LineState, ...]
    mark: MarkState | None
    note: str
    sources: tuple[str, ...]
    language: str
