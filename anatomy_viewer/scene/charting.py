"""The chart of a step at an instant, and a chart in words. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from anatomy_viewer.content.lesson import Axis, AxisText, Chart, ChartText, Marker
from anatomy_viewer.scene.charts import AxisState, ChartState, LineState, MarkState, Place
from anatomy_viewer.scene.drivers import number
from anatomy_viewer.scene.instant import Instant
from anatomy_viewer.scene.parts import fill
from anatomy_viewer.scene.vectors import lerp
from anatomy_viewer.scene.words import figure, short

NBSP = "\u00a0"
MOST_TICKS = 5
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0)
MOST_POINTS = 5
"""So many points of a line are told at most: nobody can hold more."""


def chart_of(now: Instant) -> ChartState | None:
    """The chart of the step that shows, with the patient's place on it; None where it has none.

    One whose axes go nowhere, which only an unchecked pack can hold, is no chart.
    """
    chart = now.step.chart
    if chart is None or chart.x.maximum <= chart.x.minimum or chart.y.maximum <= chart.y.minimum:
        return None
    language, _, text = now.words
    nameless = AxisText(name="")
    words = text.charts.get(chart.id) or ChartText(title="", x=nameless, y=nameless, lines={})
    return ChartState(
        id=chart.id,
        title=fill(words.title, now.slots),
        x=_axis(chart.x, words.x, language),
        y=_axis(chart.y, words.y, language),
        lines=tuple(LineState(words.lines.get(line.id, line.id), line.points) for line in chart.lines),
        mark=_mark(now, chart, words),
        note=words.note,
        sources=tuple(_cited(now, chart)),
        language=language,
    )


def _axis(axis: Axis, words: AxisText, language: str) -> AxisState:
    values = axis.ticks or round_values(axis.minimum, axis.maximum)
    ticks = tuple((value, _number(value, language)) for value in values)
    return AxisState(words.name, words.unit, axis.minimum, axis.maximum, ticks)


def round_values(low: float, high: float) -> tuple[float, ...]:
    """A few round values between two others, with both where they are round: 25 to 75 gives 25, 50, 75."""
    size = 10.0 ** math.floor(math.log10((high - low) / MOST_TICKS))
    rows = [_multiples(low, high, factor * size) for factor in _ROUND]
    fitting = [row for row in rows if len(row) <= MOST_TICKS]
    return max(fitting, key=lambda row: (len(row) > 2 and row[0] == low and row[-1] == high, len(row)))


def _multiples(low: float, high: float, step: float) -> tuple[float, ...]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def _mark(now: Instant, chart: Chart, words: ChartText) -> MarkState | None:
    """Where the patient is; nowhere where that would be off the chart."""
    place = _place(now, chart, chart.marker) if chart.marker else None
    inside = place and 0 <= _share(chart.x, place[0]) <= 1 and 0 <= _share(chart.y, place[1]) <= 1
    if place is None or not inside:
        return None
    language = now.words[0]
    x, y = place
    name = fill(words.marker, now.slots)
    return MarkState(place, name, _said(x, words.x.unit, language), _said(y, words.y.unit, language))


def _place(now: Instant, chart: Chart, marker: Marker) -> Place | None:
    x = number(marker.x, now.names)
    if marker.y is not None:
        return x, number(marker.y, now.names)
    line = next((line for line in chart.lines if line.id == marker.line), None)
    y = height_at(line.points, x) if line else None
    return None if y is None else (x, y)


def height_at(points: tuple[Place, ...], x: float) -> float | None:
    """How high a line is at `x`; None beyond its ends."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= x <= x1:
            return y0 if x1 == x0 else lerp(y0, y1, (x - x0) / (x1 - x0))
    return None


def _share(axis: Axis, value: float) -> float:
    return (value - axis.minimum) / (axis.maximum - axis.minimum)


def _cited(now: Instant, chart: Chart) -> Iterator[str]:
    """The sources of the lines as they are cited, each once."""
    known = {source.id: source for source in now.content.lesson.sources}
    named = dict.fromkeys(source for line in chart.lines for source in line.sources)
    yield from dict.fromkeys(short(known[source]) for source in named if source in known)


def told(chart: ChartState, _: Callable[[str], str]) -> tuple[str, ...]:
    """A chart in whole sentences: what it shows, along which axes, each line, and where the patient is."""
    across, up = _("Across: {name}, from {low} to {high}."), _("Up: {name}, from {low} to {high}.")
    mark = chart.mark
    return (
        _("Chart: {title}.").format(title=chart.title.rstrip(".")),
        *(_along(axis, words, chart.language) for axis, words in ((chart.x, across), (chart.y, up))),
        *(f"{line.name}: {'; '.join(_points(chart, line, _))}." for line in chart.lines),
        *([f"{mark.name}: {_at(_, mark.x_words, mark.y_words)}."] if mark else []),
        *([chart.note] if chart.note else []),
    )


def _along(axis: AxisState, words: str, language: str) -> str:
    low, high = _number(axis.minimum, language), _number(axis.maximum, language)
    return words.format(name=axis.title, low=low, high=high)


def _points(chart: ChartState, line: LineState, _: Callable[[str], str]) -> Iterator[str]:
    last = len(line.points) - 1
    told = min(last, MOST_POINTS - 1)
    for x, y in (line.points[round(k * last / told)] for k in range(told + 1)):
        yield _at(_, _said(x, chart.x.unit, chart.language), _said(y, chart.y.unit, chart.language))


def _at(_: Callable[[str], str], x: str, y: str) -> str:
    return _("{y} at {x}").format(x=x, y=y)


def _said(value: float, unit: str, language: str) -> str:
    return f"{_number(round(value, 1), language)}{NBSP}{unit}".strip()


def _number(value: float, language: str) -> str:
    """A number with a minus, not a hyphen, which a reader may take for a dash."""
    return figure(value, language).replace("-", "\N{MINUS SIGN}")
