"""Windpipe and bronchi, to the segments and a little further; with their rings of cartilage."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import Tube, tube, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.spline import arc_lengths, frames, natural_spline
from anatomy_models.kit.surface import Surface, merge, unit
from anatomy_models.kit.sweep import tube as swept

Point = tuple[float, float, float]
TRACHEA: tuple[Point, ...] = ((-4.0, 52.0, 118.0), (-5.0, 24.0, 58.0), (-2.5, 8.0, 22.0), (0.0, 0.0, 0.0))
RADIUS = 10.2
RIGHT: tuple[Point, ...] = ((0.0, 0.0, 2.0), (10.0, -3.0, -15.0), (20.0, -8.0, -36.0), (29.0, -14.0, -58.0))
LEFT: tuple[Point, ...] = ((0.0, 0.0, 2.0), (-13.0, -4.0, -14.0), (-30.0, -8.0, -27.0), (-43.0, -10.0, -37.0))
_UPPER_RIGHT: tuple[Point, ...] = ((10.0, -3.0, -15.0), (24.0, -4.0, -17.0), (34.0, -4.0, -13.0))
_UPPER_LEFT: tuple[Point, ...] = ((-38.0, -9.0, -33.0), (-48.0, 0.0, -31.0), (-54.0, 8.0, -28.0))
_MIDDLE: tuple[Point, ...] = ((22.0, -9.0, -42.0), (32.0, 8.0, -52.0), (40.0, 22.0, -58.0))
_LOWER_LEFT: tuple[Point, ...] = ((-43.0, -10.0, -37.0), (-48.0, -18.0, -55.0), (-53.0, -24.0, -72.0))
STEMS: tuple[tuple[tuple[Point, ...], tuple[float, float]], ...] = (
    (TRACHEA, (RADIUS, RADIUS)),
    (RIGHT, (8.2, 5.2)),
    (LEFT, (7.4, 5.8)),
    (_UPPER_RIGHT, (5.6, 4.6)),
    (_UPPER_LEFT, (5.4, 4.6)),
    (_MIDDLE, (4.2, 3.6)),
    (_LOWER_LEFT, (5.4, 4.6)),
    (((29.0, -14.0, -58.0), (36.0, -20.0, -72.0), (41.0, -24.0, -82.0)), (5.0, 4.2)),
)
"""Middle lines of the stems, with their radius at both ends, mm."""
SEGMENTS: dict[str, tuple[Point, Point]] = {
    "right/b1": ((34.0, -4.0, -13.0), (46.0, -12.0, 42.0)),
    "right/b2": ((34.0, -4.0, -13.0), (66.0, -52.0, 14.0)),
    "right/b3": ((34.0, -4.0, -13.0), (66.0, 42.0, 2.0)),
    "right/b4": ((40.0, 22.0, -58.0), (86.0, 36.0, -68.0)),
    "right/b5": ((40.0, 22.0, -58.0), (50.0, 58.0, -74.0)),
    "right/b6": ((27.0, -13.0, -54.0), (50.0, -64.0, -36.0)),
    "right/b7": ((36.0, -20.0, -72.0), (35.0, -8.0, -86.0)),
    "right/b8": ((41.0, -24.0, -82.0), (82.0, 4.0, -88.0)),
    "right/b9": ((41.0, -24.0, -82.0), (88.0, -38.0, -100.0)),
    "right/b10": ((41.0, -24.0, -82.0), (58.0, -68.0, -112.0)),
    "left/b1_2": ((-54.0, 8.0, -28.0), (-52.0, -18.0, 40.0)),
    "left/b3": ((-54.0, 8.0, -28.0), (-66.0, 42.0, -2.0)),
    "left/b4": ((-54.0, 8.0, -28.0), (-98.0, 22.0, -46.0)),
    "left/b5": ((-54.0, 8.0, -28.0), (-97.0, 34.0, -76.0)),
    "left/b6": ((-46.0, -14.0, -46.0), (-58.0, -66.0, -30.0)),
    "left/b8": ((-53.0, -24.0, -72.0), (-92.0, 2.0, -94.0)),
    "left/b9": ((-53.0, -24.0, -72.0), (-92.0, -40.0, -104.0)),
    "left/b10": ((-53.0, -24.0, -72.0), (-62.0, -70.0, -114.0)),
}
"""Segmental bronchus -> where it leaves its stem and where it ends."""


def tree(grid: Grid) -> Array:
    """The field of the whole tree, solid, its forks rounded; the windpipe is cut off above."""
    field = grid.full(40.0)
    for line, (start, end) in STEMS:
        radii = np.linspace(start, end, len(line))
        field = unite(field, tube(grid, Tube(line, radii)), 2.5)
    for root, tip in SEGMENTS.values():
        for twig, widths in _twigs(np.array(root), np.array(tip)):
            field = unite(field, tube(grid, Tube(twig, widths), reach=6.0), 1.2)
    z = grid.axes[2]
    return np.asarray(np.maximum(field, z - TRACHEA[0][2] + 0.0 * field), np.float32)


def _twigs(start: Floats, end: Floats) -> list[tuple[Floats, Floats]]:
    """A segmental bronchus that forks three times: (middle line, radii) of each piece."""
    way = end - start
    fork = start + 0.5 * way + np.array([0.0, 0.0, 1.5])
    pieces = [(np.stack([start, start + 0.25 * way + [0.0, 0.0, 1.0], fork]), np.array([3.4, 3.0, 2.5]))]
    across = unit(np.cross(way, [0.3, 0.2, 0.9]))
    other = unit(np.cross(way, across))
    for sign, turn in ((1.0, across), (-1.0, across)):
        tip = start + 0.86 * way + sign * 0.22 * np.linalg.norm(way) * turn
        pieces.append((np.stack([fork, (fork + tip) / 2 + 0.06 * way, tip]), np.array([2.4, 2.0, 1.6])))
        for side in (1.0, -1.0):
            end_tip = tip + 0.2 * way + side * 0.15 * np.linalg.norm(way) * other
            bent = np.stack([tip, (tip + end_tip) / 2 + 0.02 * way, end_tip])
            pieces.append((bent, np.array([1.7, 1.4, 1.1])))
    return pieces


def rings(sides: int) -> Surface:
    """C-shaped cartilages, open behind: eighteen on the windpipe, a few on each main bronchus."""
    made = []
    for line, radius, places in (
        (TRACHEA, (RADIUS, RADIUS), np.linspace(6.0, 112.0, 18)),
        (RIGHT[:2], (8.2, 7.4), np.linspace(13.0, 19.0, 2)),
        (LEFT, (7.4, 6.3), np.linspace(14.0, 46.0, 6)),
    ):
        path = natural_spline(np.array(line), 80) if len(line) > 2 else np.linspace(line[0], line[1], 40)
        length = arc_lengths(path)
        frame = frames(path, up=np.array([0.0, 1.0, 0.0]))
        for place in places:
            index = int(np.argmin(np.abs(length - place)))
            wide = float(np.interp(place, [0.0, length[-1]], radius)) + 0.25
            made.append(_ring(path[index], frame.normal[index], frame.binormal[index], wide, sides))
    return merge(made)


def _ring(middle: Floats, front: Floats, side: Floats, radius: float, sides: int) -> Surface:
    """One C: its opening of 100 degrees faces back."""
    angle = np.radians(np.linspace(-130.0, 130.0, 4 * sides))[:, None]
    path = middle + radius * (np.cos(angle) * front + np.sin(angle) * side)
    return swept(path, 1.3, sides, rounded=True, up=np.cross(front, side))
