"""The great vessels of the lungs: arteries that run with the bronchi, veins that run between them.

The arteries' trunk forks before and a little left of the windpipe; its right branch passes before the right
main bronchus, its left one over the left bronchus. Two veins leave each lung for the left atrium, the upper
one before the bronchus, the lower one below it. Both end in clean cuts where the heart would be. What lies
within the lungs is drawn by rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import Tube, intersect, keep_wall, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.surface import unit
from anatomy_models.kit.tree import Twig, planted
from anatomy_models.lungs.bronchi import SEGMENTS, Point, twigs


def _stem(first: float, last: float, *line: Point) -> Twig:
    """A stem along a line of points, with its radius at both ends; mm."""
    return Twig(np.array(line), np.linspace(first, last, len(line)))


_TRUNK_FORK = (-16.0, 25.0, -10.0)
ARTERIES: dict[str, Twig] = {
    "trunk": _stem(12.5, 11.5, (-23.0, 64.0, -62.0), (-23.5, 50.0, -31.0), _TRUNK_FORK),
    "right": _stem(10.0, 8.0, _TRUNK_FORK, (4.0, 15.5, -18.0), (25.0, 10.0, -26.0), (37.0, 3.0, -36.0)),
    "right/upper": _stem(6.2, 4.4, (22.0, 11.0, -24.0), (33.0, 9.0, -10.0), (42.0, 4.0, 4.0)),
    "right/lower": _stem(7.6, 4.8, (37.0, 3.0, -36.0), (44.0, -8.0, -56.0), (52.0, -18.0, -82.0)),
    "left": _stem(10.0, 8.0, _TRUNK_FORK, (-28.0, 14.0, -7.0), (-42.0, -4.0, -12.0), (-52.0, -18.0, -26.0)),
    "left/upper": _stem(5.6, 4.2, (-40.0, 0.0, -11.0), (-50.0, 4.0, -2.0), (-56.0, 2.0, 8.0)),
    "left/lower": _stem(7.6, 4.8, (-52.0, -18.0, -26.0), (-58.0, -24.0, -50.0), (-62.0, -28.0, -80.0)),
}
VEINS: dict[str, Twig] = {
    "right/upper": _stem(8.0, 5.8, (14.0, 2.0, -46.0), (32.0, 12.0, -43.0), (46.0, 19.0, -30.0)),
    "right/middle": _stem(4.2, 3.4, (36.0, 15.0, -42.0), (46.0, 22.0, -52.0), (56.0, 30.0, -58.0)),
    "right/lower": _stem(8.0, 5.4, (14.0, -14.0, -62.0), (32.0, -24.0, -70.0), (50.0, -34.0, -86.0)),
    "left/upper": _stem(8.0, 5.6, (-16.0, 2.0, -46.0), (-36.0, 14.0, -43.0), (-56.0, 22.0, -28.0)),
    "left/lower": _stem(8.0, 5.4, (-16.0, -9.0, -58.0), (-36.0, -18.0, -65.0), (-56.0, -37.0, -84.0)),
}
_FROM_BELOW = ("right/b4", "right/b5", "left/b4", "left/b5")
"""Segments whose artery comes from the one that runs down between the lobes."""
_APART = 0.35
"""Between vessels and bronchi, mm."""
_TWIGS_TO = 3
"""Vessels are drawn as far as the bronchi's third fork."""


def arteries(grid: Grid, bronchi: Array) -> Array:
    """The field of the pulmonary arteries, solid, clear of the bronchi; their trunk is cut off in front."""
    field = _drawn(grid, ARTERIES, 1.0)
    cut = grid.project(np.array([-23.0, 61.0, -55.0]), unit(np.array([-0.12, 0.5, -0.86])))
    return intersect(keep_wall(field, bronchi, gap=_APART), cut, 0.8)


def veins(grid: Grid, *others: Array) -> Array:
    """The field of the pulmonary veins, solid, clear of bronchi and arteries; cut off beside the atrium."""
    field = keep_wall(_drawn(grid, VEINS, -1.0), *others, gap=_APART)
    x = grid.axes[0]
    return intersect(field, np.asarray(17.5 - np.abs(x) + 0.0 * field, np.float32), 0.8)


def _drawn(grid: Grid, stems: dict[str, Twig], side: float) -> Array:
    thin = [twig for name in twigs() for twig in _beside(name, stems, side)]
    return unite(planted(grid, stems.values(), 3.0), planted(grid, thin, 1.2), 2.0)


def _beside(segment: str, stems: dict[str, Twig], side: float) -> Iterator[Twig]:
    """The vessels of a segment: the bronchus' own twigs pushed aside, and what ties them to their stem."""
    own = [twig for twig in twigs()[segment] if twig.order <= _TWIGS_TO]
    first = own[0]
    aside = side * unit(np.cross(first.way, [0.31, 0.2, 0.93]))
    if aside[1] * side < 0.0:
        aside = -aside
    apart = 1.0 if side > 0.0 else 2.6
    start, radius = _root(stems[_stem_of(segment, side)], first.points[-1])
    to = _pushed(first, aside, apart)[-1]
    bend = 0.5 * (start + to) + 0.12 * np.linalg.norm(to - start) * aside
    yield Twig(np.stack([start, bend, to]), np.array([min(radius, 3.6), 3.0, 2.5]))
    for twig in own[1:]:
        yield Twig(_pushed(twig, aside, apart), 0.95 * twig.radii)


def _pushed(twig: Twig, aside: Floats, apart: float) -> Floats:
    """A twig's middle line moved aside by so much that two round twigs lie next to each other."""
    moved: Floats = twig.points + np.outer(apart * (1.95 * twig.radii + _APART), aside)
    return moved


def _stem_of(segment: str, side: float) -> str:
    lung, lobe = segment.partition("/")[0], SEGMENTS[segment][0]
    return f"{lung}/lower" if side > 0.0 and segment in _FROM_BELOW else f"{lung}/{lobe}"


def _root(stem: Twig, goal: Floats) -> tuple[Floats, float]:
    """Where on its stem a segment's vessel begins, in the stem's further half; and the radius there."""
    line, radius = Tube(stem.points, stem.radii).line()
    half = len(line) // 2
    at = half + int(np.argmin(np.linalg.norm(line[half:] - goal, axis=1)))
    return line[at], float(radius[at])
