"""Figures that follow a parameter: a joint space in mm at a grade. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from anatomy_viewer.content.animation import Animation, ParameterDriver, Reading
from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.scene.choices import FindingValue
from anatomy_viewer.scene.vectors import lerp
from anatomy_viewer.scene.words import figure

NBSP = "\u00a0"


def reading_at(reading: Reading, value: float) -> float:
    """The figure at a value of the parameter, as precisely as it is said; the first or last one outside."""
    keys, figures = reading.input, reading.output
    left = min(max(0, bisect_right(keys, value) - 1), len(keys) - 2)
    share = min(1.0, max(0.0, (value - keys[left]) / (keys[left + 1] - keys[left])))
    return round(lerp(figures[left], figures[left + 1], share) / reading.step) * reading.step


def readings(
    animations: Iterable[Animation], names: Mapping[str, FindingValue], language: str
) -> dict[str, str]:
    """What the slots of all readings stand for, at the parameters' values among `names`."""
    return {reading.id: _figure(reading, value, language) for reading, value in _read(animations, names)}


def told_readings(
    animations: Iterable[Animation], names: Mapping[str, FindingValue], words: tuple[str, Level]
) -> tuple[str, ...]:
    """All readings with their names and units: "joint space 3.2 mm"."""
    return tuple(
        f"{name_in(reading.names, *words, reading.id)} {_figure(reading, value, words[0])}"
        + (f"{NBSP}{reading.unit}" if reading.unit else "")
        for reading, value in _read(animations, names)
    )


def _read(
    animations: Iterable[Animation], names: Mapping[str, FindingValue]
) -> Iterator[tuple[Reading, float]]:
    for animation in animations:
        driver = animation.driver
        if isinstance(driver, ParameterDriver):
            value = float(names.get(driver.parameter, driver.healthy_end))
            yield from ((reading, value) for reading in animation.readings)


def _figure(reading: Reading, value: float, language: str) -> str:
    return figure(round(reading_at(reading, value), 2), language, 1 if reading.step >= 0.1 else 2)
