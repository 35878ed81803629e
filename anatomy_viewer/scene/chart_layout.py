"""Where everything on a chart is drawn, in pixels from its upper left corner. Pure functions.

Lines carry their names, hairlines carry their values, and nothing is drawn that tells nothing: no frame, no
legend. Lines differ by dashes and by their names, so that a grey print and colour-blind eyes read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from anatomy_viewer.scene.charts import ChartState, LineState, Place
from anatomy_viewer.scene.typography import unbroken

Measure = Callable[[str, bool], tuple[float, float]]
"""The width and height of a line of text, bold or not, px."""
Tone = Literal["hairline", "axis", "mark", "first", "second", "third", "fourth"]

TONES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
DASHES: tuple[tuple[float, ...], ...] = ((), (9.0, 6.0), (2.0, 5.0), (12.0, 5.0, 2.0, 5.0))
"""Stroke and gap of each line, px at a unit of 1."""
LINE, HAIRLINE = 3.0, 1.0
GAP = 6.0
CLEAR = 9.0
"""How far a name stays off the lines that it does not name, px at a unit of 1."""
SAMPLES = 96
WIDE = 0.55
"""The share of the width above which a name is set in two lines."""
ASIDE = 0.36
"""The share of the width that names at the ends of lines may take."""
LEADER = 16.0
"""From the end of a line to its name, px at a unit of 1."""
DOT = 7.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, px."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        """The same with a rim."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, place: Place) -> bool:
        """Whether a place lies in it."""
        return self.left <= place[0] <= self.right and self.top <= place[1] <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether two have anything in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies inside another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line to draw; `dashes` are lengths of stroke and gap in px."""

    places: tuple[Place, ...]
    tone: Tone
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text to write into a box."""

    text: str
    box: Box
    tone: Tone
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn of a chart; the patient's dot lies over everything."""

    hairlines: tuple[Stroke, ...]
    """What lies behind the words."""
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]
    dot: Place | None
    radius: float


@dataclass(frozen=True)
class _Sheet:
    """The plot's own rectangle, and what is needed to write on it."""

    chart: ChartState
    plot: Box
    measure: Measure
    unit: float

    @cached_property
    def title(self) -> Box:
        """Where the upright axis is named."""
        wide, tall = self.measure(self.chart.y.title, False)
        return Box(0.0, 0.0, wide, tall)

    @property
    def mark(self) -> Place | None:
        """Where the patient is, px."""
        return self.at(self.chart.mark.place) if self.chart.mark else None

    @property
    def room(self) -> Box:
        """Where names may lie."""
        return Box(self.plot.left, 0.0, self.plot.right, self.plot.bottom)

    def at(self, place: Place) -> Place:
        """Where a place of the chart lies, px."""
        plot, chart = self.plot, self.chart
        x = plot.left + chart.x.share(place[0]) * (plot.right - plot.left)
        return x, plot.bottom - chart.y.share(place[1]) * (plot.bottom - plot.top)

    def samples(self, line: LineState) -> list[Place]:
        """Places along a line, close enough to keep words off it."""
        ends = [self.at(point) for point in line.points]
        share = max(1, SAMPLES // max(1, len(ends) - 1))
        return [
            (x0 + (x1 - x0) * k / share, y0 + (y1 - y0) * k / share)
            for (x0, y0), (x1, y1) in pairwise(ends)
            for k in range(share + 1)
        ]


def drawn(chart: ChartState, size: tuple[float, float], measure: Measure, unit: float = 1.0) -> Drawing:
    """Lay a chart out in a size; `unit` is the size of a design pixel.

    Names lie along their lines; where one of them would cover something or could be taken for another line's,
    all stand at the ends of their lines instead.
    """
    sheet = _Sheet(chart, _plot(chart, size, measure, unit, 0.0), measure, unit)
    names, is_clear = _names(sheet)
    leaders: tuple[Stroke, ...] = ()
    if not is_clear:
        wide = max(_size(sheet, _wrapped(sheet, line.name, size[0]))[0] for line in chart.lines)
        sheet = replace(sheet, plot=_plot(chart, size, measure, unit, wide + LEADER * unit))
        names, leaders = _names_at_ends(sheet, size)
    mark = sheet.mark
    return Drawing(
        hairlines=tuple(_hairlines(sheet)),
        strokes=(*_baseline(sheet), *_drops(sheet, mark), *leaders, *_lines(sheet)),
        words=(*_axis_words(sheet, size), *names),
        dot=mark,
        radius=DOT * unit,
    )


def _plot(chart: ChartState, size: tuple[float, float], measure: Measure, unit: float, aside: float) -> Box:
    """The plot's rectangle; `aside` is the width that is kept free at its right."""
    tall = measure("0", False)[1]
    left = max((measure(words, False)[0] for _, words in chart.y.ticks), default=0.0) + 1.5 * GAP * unit
    last = measure(chart.x.ticks[-1][1], False)[0] / 2 if chart.x.ticks else 0.0
    foot = size[1] - 2 * tall - 2 * GAP * unit
    return Box(left, 1.5 * tall + GAP * unit, size[0] - max(last, GAP * unit, aside), foot)


# ------------------------------------------------------------------ axes
def _hairlines(sheet: _Sheet) -> Iterator[Stroke]:
    for value, _ in sheet.chart.y.ticks:
        _, y = sheet.at((sheet.chart.x.minimum, value))
        yield Stroke(((sheet.plot.left, y), (sheet.plot.right, y)), "hairline", HAIRLINE * sheet.unit)


def _baseline(sheet: _Sheet) -> Iterator[Stroke]:
    plot, unit = sheet.plot, sheet.unit
    yield Stroke(((plot.left, plot.bottom), (plot.right, plot.bottom)), "axis", 1.4 * unit)
    for value, _ in sheet.chart.x.ticks:
        x, _y = sheet.at((value, sheet.chart.y.minimum))
        yield Stroke(((x, plot.bottom), (x, plot.bottom + 5 * unit)), "axis", 1.4 * unit)


def _axis_words(sheet: _Sheet, size: tuple[float, float]) -> Iterator[Words]:
    plot, gap = sheet.plot, GAP * sheet.unit
    for value, words in sheet.chart.y.ticks:
        wide, tall = sheet.measure(words, False)
        _, y = sheet.at((sheet.chart.x.minimum, value))
        yield Words(words, Box(plot.left - gap - wide, y - tall / 2, plot.left - gap, y + tall / 2), "axis")
    for value, words in sheet.chart.x.ticks:
        wide, tall = sheet.measure(words, False)
        x, _y = sheet.at((value, sheet.chart.y.minimum))
        left = min(max(0.0, x - wide / 2), size[0] - wide)
        yield Words(words, Box(left, plot.bottom + gap, left + wide, plot.bottom + gap + tall), "axis")
    yield Words(sheet.chart.y.title, sheet.title, "axis")
    wide, tall = sheet.measure(sheet.chart.x.title, False)
    left = max(0.0, plot.right - wide)
    yield Words(sheet.chart.x.title, Box(left, size[1] - tall, left + wide, size[1]), "axis")


# ------------------------------------------------------------------ lines and the patient's place
def _lines(sheet: _Sheet) -> Iterator[Stroke]:
    for line, tone, dashes in zip(sheet.chart.lines, TONES, DASHES, strict=False):
        places = tuple(sheet.at(point) for point in line.points)
        yield Stroke(places, tone, LINE * sheet.unit, tuple(length * sheet.unit for length in dashes))


def _drops(sheet: _Sheet, mark: Place | None) -> Iterator[Stroke]:
    """Fine lines from the patient's place to both axes."""
    if mark is not None:
        dashes = (2.0 * sheet.unit, 3.0 * sheet.unit)
        for foot in ((mark[0], sheet.plot.bottom), (sheet.plot.left, mark[1])):
            yield Stroke((mark, foot), "mark", 1.4 * sheet.unit, dashes)


# ------------------------------------------------------------------ names on the lines
def _names(sheet: _Sheet) -> tuple[tuple[Words, ...], bool]:
    """The patient's name and that of each line along it, and whether all lie clear of everything else."""
    taken, traces = [sheet.title], [sheet.samples(line) for line in sheet.chart.lines]
    words, cost = _mark_name(sheet, [place for trace in traces for place in trace], taken)
    for number, (line, tone) in enumerate(zip(sheet.chart.lines, TONES, strict=False)):
        name = _folded(sheet, line.name)
        others = [place for k, trace in enumerate(traces) if k != number for place in trace]
        boxes = _along(sheet, traces[number], _size(sheet, name))
        box, more = _best(sheet, boxes, (others, taken))
        taken.append(box)
        words += _written(name, box, tone)
        cost += more + _between(box, traces[number], others)
    return words, cost == 0


def _mark_name(sheet: _Sheet, lines: Sequence[Place], taken: list[Box]) -> tuple[tuple[Words, ...], int]:
    """The words beside the patient's place, and how much they cover; they and the dot take their room."""
    mark, state = sheet.mark, sheet.chart.mark
    if mark is None or state is None:
        return (), 0
    taken.append(Box(*mark, *mark).grown((DOT + 2) * sheet.unit))
    said = "\n".join(filter(None, (state.name, state.y_words)))
    box, cost = _best(sheet, _around(sheet, mark, _size(sheet, said)), (lines, taken))
    taken.append(box)
    return _written(said, box, "mark"), cost


def _between(box: Box, trace: Sequence[Place], others: Sequence[Place]) -> int:
    """How many places of other lines lie between a name and its own line."""
    own = [y for x, y in trace if box.left <= x <= box.right]
    if not own:
        return 0
    top, bottom = min(*own, box.top), max(*own, box.bottom)
    return sum(box.left <= x <= box.right and top < y < bottom for x, y in others)


def _names_at_ends(sheet: _Sheet, size: tuple[float, float]) -> tuple[tuple[Words, ...], tuple[Stroke, ...]]:
    """Every name at the right end of its line, spread so that none lies on another, and what ties it."""
    taken, traces = [sheet.title], [sheet.samples(line) for line in sheet.chart.lines]
    words, _cost = _mark_name(sheet, [place for trace in traces for place in trace], taken)
    named = [_wrapped(sheet, line.name, size[0]) for line in sheet.chart.lines]
    ends = [sheet.at(line.points[-1]) for line in sheet.chart.lines]
    heights = [_size(sheet, name)[1] for name in named]
    leaders = []
    for number, top in _spread([y for _, y in ends], heights, sheet.plot).items():
        left, tone = sheet.plot.right + LEADER * sheet.unit, TONES[number]
        box = Box(left, top, left + _size(sheet, named[number])[0], top + heights[number])
        words += _written(named[number], box, tone)
        middle = (left - GAP / 2 * sheet.unit, top + heights[number] / 2)
        leaders.append(Stroke((ends[number], middle), tone, HAIRLINE * sheet.unit))
    return words, tuple(leaders)


def _spread(middles: Sequence[float], heights: Sequence[float], into: Box) -> dict[int, float]:
    """Where boxes of some heights begin, by number: near their middles, one below the other."""
    order = sorted(range(len(middles)), key=lambda number: middles[number])
    spare = (into.bottom - into.top - sum(heights)) / max(1, len(heights) - 1)
    gap = min(GAP, max(0.0, spare))
    tops: dict[int, float] = {}
    foot = into.top
    for number in order:
        tops[number] = max(foot, middles[number] - heights[number] / 2)
        foot = tops[number] + heights[number] + gap
    limit = into.bottom
    for number in reversed(order):
        tops[number] = min(tops[number], limit - heights[number])
        limit = tops[number] - gap
    return tops


def _wrapped(sheet: _Sheet, name: str, width: float) -> str:
    """A name in as many lines as it needs beside a plot in a width."""
    lines = [""]
    for word in unbroken(name).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        fits = sheet.measure(longer, True)[0] <= ASIDE * width
        lines = [*lines[:-1], longer] if fits or not lines[-1] else [*lines, word]
    return "\n".join(lines)


def _folded(sheet: _Sheet, name: str) -> str:
    """A name in one line, or in two of about equal length where it is wide."""
    gaps = [place for place, sign in enumerate(name) if sign == " "]
    if not gaps or sheet.measure(name, True)[0] <= WIDE * (sheet.plot.right - sheet.plot.left):
        return name
    middle = min(gaps, key=lambda gap: abs(gap - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _size(sheet: _Sheet, text: str) -> tuple[float, float]:
    sizes = [sheet.measure(line, True) for line in text.split("\n")]
    return max(wide for wide, _ in sizes), sum(tall for _, tall in sizes)


def _written(text: str, box: Box, tone: Tone) -> tuple[Words, ...]:
    lines = text.split("\n")
    tall = (box.bottom - box.top) / len(lines)
    tops = [box.top + number * tall for number in range(len(lines))]
    return tuple(
        Words(line, Box(box.left, top, box.right, top + tall), tone, bold=True)
        for line, top in zip(lines, tops, strict=True)
    )


def _best(
    sheet: _Sheet, boxes: Iterable[Box], others: tuple[Sequence[Place], Sequence[Box]]
) -> tuple[Box, int]:
    """The first box that is free; of boxes that are not, the one that covers least, and how much that is.

    `others` are places that a box must keep off, so that nobody takes a name for that of another line, and
    the boxes that are taken.
    """
    lines, taken = others
    found: list[tuple[int, Box]] = []
    for box in (_pushed(box, sheet.room) for box in boxes):
        near = box.grown(CLEAR * sheet.unit)
        cost = sum(near.holds(place) for place in lines) + SAMPLES * sum(near.meets(each) for each in taken)
        if cost == 0:
            return box, 0
        found.append((cost, box))
    cost, box = min(found, key=lambda pair: pair[0])
    return box, cost


def _around(sheet: _Sheet, mark: Place, size: tuple[float, float]) -> list[Box]:
    """Boxes about the patient's place: right and left of it, higher, lower or level, then farther off."""
    wide, tall = size
    near, far = (DOT + GAP) * sheet.unit, 3 * DOT * sheet.unit
    asides = [(x, off) for off in (near, far) for x in (off, -off - wide)]
    corners = [(x, y) for x, off in asides for y in (-off - tall, off, -tall / 2)]
    boxes = [Box(mark[0] + x, mark[1] + y, mark[0] + x + wide, mark[1] + y + tall) for x, y in corners]
    return [box for box in boxes if box.within(sheet.room)] or boxes


def _along(sheet: _Sheet, trace: Sequence[Place], size: tuple[float, float]) -> list[Box]:
    """Boxes right above and below a line, from its right end to its left one."""
    wide, tall = size
    gap = GAP * sheet.unit
    right, first = trace[-1][0], trace[0][0]
    boxes: list[Box] = []
    while right - wide >= first or not boxes:
        heights = [y for x, y in trace if right - wide - gap <= x <= right + gap]
        above, below = min(heights) - gap, max(heights) + gap
        boxes += [
            Box(right - wide, above - tall, right, above),
            Box(right - wide, below, right, below + tall),
        ]
        right -= 8.0 * sheet.unit
    return [box for box in boxes if box.within(sheet.room)] or boxes


def _pushed(box: Box, into: Box) -> Box:
    """The box moved into another, as far as it fits."""
    across = min(0.0, into.right - box.right) or max(0.0, into.left - box.left)
    down = max(0.0, into.top - box.top) or min(0.0, into.bottom - box.bottom)
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)
