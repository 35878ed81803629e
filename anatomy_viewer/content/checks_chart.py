"""Checks that a chart can be read: points lie on its axes, lines have names, the patient has a place (C1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anatomy_viewer.content.check import Fault, Surroundings, text_file, unknown
from anatomy_viewer.content.lesson import Axis, Chart, ChartLine
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath


def check_charts(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Axes go somewhere, lines lie on them from left to right, and the patient is on one of them (C1)."""
    file = pack.folder / "lesson.toml"
    for place, step in enumerate(pack.lesson.steps):
        if step.chart is None:
            continue
        path: KeyPath = ("steps", place, "chart")
        for name in ("x", "y"):
            yield from _axis(file, (*path, name), getattr(step.chart, name))
        for row, line in enumerate(step.chart.lines):
            yield from _line(file, (*path, "lines", row, "points"), step.chart, line)
        yield from _marker(file, (*path, "marker"), step.chart)
        yield from _line_names(pack, step.chart)


def _axis(file: Path, path: KeyPath, axis: Axis) -> Iterator[Fault]:
    if axis.maximum <= axis.minimum:
        what = f"the axis goes from {axis.minimum:g} to {axis.maximum:g}"
        yield Fault(file, path, what, "Let maximum be more than minimum.")
    for tick in axis.ticks:
        if not axis.minimum <= tick <= axis.maximum:
            limits = f"The axis goes from {axis.minimum:g} to {axis.maximum:g}."
            yield Fault(file, (*path, "ticks"), f"{tick:g} is not on the axis", limits)


def _line(file: Path, path: KeyPath, chart: Chart, line: ChartLine) -> Iterator[Fault]:
    for number, (x, y) in enumerate(line.points):
        if not (_on(chart.x, x) and _on(chart.y, y)):
            what = f'point ({x:g}, {y:g}) of line "{line.id}" is not on the chart'
            yield Fault(file, (*path, number), what, "Let the axes go farther, or take it out.")
    places = [x for x, _ in line.points]
    if places != sorted(places):
        what = f'the points of line "{line.id}" go back'
        yield Fault(file, path, what, "Write them from the smallest x to the largest.")


def _on(axis: Axis, value: float) -> bool:
    return axis.minimum <= value <= axis.maximum


def _marker(file: Path, path: KeyPath, chart: Chart) -> Iterator[Fault]:
    marker = chart.marker
    if marker is None:
        return
    if (marker.y is None) == (marker.line is None):
        yield Fault(file, path, "the marker needs y or line, one of them", 'Say y = "…", or line = "…".')
    elif marker.line is not None:
        yield from unknown(file, (*path, "line"), "line", marker.line, [line.id for line in chart.lines])


def _line_names(pack: LessonPack, chart: Chart) -> Iterator[Fault]:
    """Every line has its name, and no name is for another line."""
    lines = [line.id for line in chart.lines]
    for (language, level), text in pack.texts.items():
        words = text.charts.get(chart.id)
        file, path = text_file(pack, language, level), ("charts", chart.id, "lines")
        for line in lines if words else ():
            if words and line not in words.lines:
                yield Fault(file, path, f'line "{line}" has no words here', f'Add {line} = "…".')
        for line in words.lines if words else ():
            yield from unknown(file, (*path, line), "line", line, lines)
        if words and chart.marker and not words.marker.strip():
            hint = 'Add marker = "You", or what the dot is to be called.'
            yield Fault(file, ("charts", chart.id), "the marker has no words here", hint)
