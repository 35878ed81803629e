"""What drawing, measuring and erasing do to the choices. Pure functions: choices in, choices out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.state import MeasureState, StrokeState, Vector

Markup = Literal["strokes", "measures"]
T = TypeVar("T")
Which = Literal["last", "all"] | int


def drawn(choices: Choices, stroke: StrokeState) -> Choices:
    """A line more on the step's picture; raises ValueError for one that cannot be drawn."""
    if not stroke.points or not stroke.width > 0.0:
        raise ValueError(f"a line needs points and a width, got {len(stroke.points)} and {stroke.width}")
    _finite(*stroke.points)
    return replace(choices, strokes=_added(choices.strokes, choices.step, stroke))


def measured(choices: Choices, measure: MeasureState) -> Choices:
    """A distance more on the step's picture; raises ValueError for points that are nowhere."""
    _finite(measure.start, measure.end)
    return replace(choices, measures=_added(choices.measures, choices.step, measure))


def erased(choices: Choices, which: Which, what: Markup) -> Choices:
    """Without the last, all, or the one at a place among the step's lines or distances.

    Raises ValueError for a place where there is none; "last" of nothing changes nothing.
    """
    if what == "strokes":
        return replace(choices, strokes=_erased(choices.strokes, choices.step, which))
    if what == "measures":
        return replace(choices, measures=_erased(choices.measures, choices.step, which))
    raise ValueError(f'strokes or measures can be erased, not "{what}"')


def _added(kept: Mapping[str, tuple[T, ...]], step: str, new: T) -> dict[str, tuple[T, ...]]:
    return {**kept, step: (*kept.get(step, ()), new)}


def _erased(kept: Mapping[str, tuple[T, ...]], step: str, which: Which) -> dict[str, tuple[T, ...]]:
    there = kept.get(step, ())
    if which == "last":
        left = {**kept, step: there[:-1]}
    else:
        left = {**kept, step: () if which == "all" else _without(there, which)}
    return {name: marks for name, marks in left.items() if marks}


def _without(there: tuple[T, ...], place: int) -> tuple[T, ...]:
    if not 0 <= place < len(there):
        raise ValueError(f"there are {len(there)} to erase, none at {place}")
    return (*there[:place], *there[place + 1 :])


def _finite(*points: Vector) -> None:
    if not all(math.isfinite(x) for point in points for x in point):
        raise ValueError(f"a point in space needs finite numbers, got {points}")
