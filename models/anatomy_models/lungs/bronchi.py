"""Windpipe and bronchi, to the segments and three forks further; with their rings of cartilage.

Ten segments on the right and eight on the left, where the first and second share a bronchus and so do the
seventh and eighth (Boyden's numbers, as in the Terminologia Anatomica).
"""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import intersect, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.spline import arc_lengths, frames, natural_spline
from anatomy_models.kit.surface import Surface, merge
from anatomy_models.kit.sweep import tube as swept
from anatomy_models.kit.tree import Growth, Twig, grow, planted
from anatomy_models.lungs.shape import box, lobes

Point = tuple[float, float, float]
TRACHEA: tuple[Point, ...] = ((-4.0, 52.0, 118.0), (-5.0, 24.0, 58.0), (-2.5, 8.0, 22.0), (0.0, 0.0, 0.0))
RADIUS = 10.2
RIGHT: tuple[Point, ...] = ((0.0, 0.0, 2.0), (10.0, -3.0, -15.0), (20.0, -8.0, -36.0), (29.0, -14.0, -58.0))
LEFT: tuple[Point, ...] = ((0.0, 0.0, 2.0), (-13.0, -4.0, -14.0), (-30.0, -8.0, -27.0), (-43.0, -10.0, -37.0))
_UPPER_RIGHT: tuple[Point, ...] = ((10.0, -3.0, -15.0), (24.0, -4.0, -17.0), (34.0, -4.0, -13.0))
_UPPER_LEFT: tuple[Point, ...] = ((-38.0, -9.0, -33.0), (-48.0, 0.0, -31.0), (-54.0, 8.0, -28.0))
_LINGULA: tuple[Point, ...] = ((-54.0, 8.0, -28.0), (-63.0, 15.0, -38.0), (-70.0, 20.0, -48.0))
_MIDDLE: tuple[Point, ...] = ((22.0, -9.0, -42.0), (32.0, 8.0, -49.0), (40.0, 22.0, -53.0))
_LOWER_LEFT: tuple[Point, ...] = ((-43.0, -10.0, -37.0), (-48.0, -18.0, -55.0), (-53.0, -24.0, -72.0))
STEMS: tuple[tuple[tuple[Point, ...], tuple[float, float]], ...] = (
    (TRACHEA, (RADIUS, RADIUS)),
    (RIGHT, (8.2, 5.2)),
    (LEFT, (7.4, 5.8)),
    (_UPPER_RIGHT, (5.6, 4.6)),
    (_UPPER_LEFT, (5.4, 4.6)),
    (_LINGULA, (4.0, 3.4)),
    (_MIDDLE, (4.2, 3.6)),
    (_LOWER_LEFT, (5.4, 4.6)),
    (((29.0, -14.0, -58.0), (36.0, -20.0, -72.0), (41.0, -24.0, -82.0)), (5.0, 4.2)),
)
"""Middle lines of the stems, with their radius at both ends, mm."""
SEGMENTS: dict[str, tuple[str, Point, Point]] = {
    "right/b1": ("upper", (34.0, -4.0, -13.0), (47.0, -14.0, 46.0)),
    "right/b2": ("upper", (34.0, -4.0, -13.0), (68.0, -46.0, 26.0)),
    "right/b3": ("upper", (34.0, -4.0, -13.0), (68.0, 46.0, 4.0)),
    "right/b4": ("middle", (40.0, 22.0, -53.0), (94.0, 40.0, -58.0)),
    "right/b5": ("middle", (40.0, 22.0, -53.0), (52.0, 62.0, -74.0)),
    "right/b6": ("lower", (27.0, -13.0, -54.0), (54.0, -68.0, -36.0)),
    "right/b7": ("lower", (36.0, -20.0, -72.0), (35.0, -4.0, -92.0)),
    "right/b8": ("lower", (41.0, -24.0, -82.0), (84.0, 4.0, -88.0)),
    "right/b9": ("lower", (41.0, -24.0, -82.0), (92.0, -38.0, -101.0)),
    "right/b10": ("lower", (41.0, -24.0, -82.0), (60.0, -70.0, -110.0)),
    "left/b1_2": ("upper", (-54.0, 8.0, -28.0), (-54.0, -18.0, 44.0)),
    "left/b3": ("upper", (-54.0, 8.0, -28.0), (-68.0, 48.0, 2.0)),
    "left/b4": ("upper", (-70.0, 20.0, -48.0), (-106.0, 26.0, -56.0)),
    "left/b5": ("upper", (-70.0, 20.0, -48.0), (-98.0, 44.0, -82.0)),
    "left/b6": ("lower", (-46.0, -14.0, -46.0), (-60.0, -68.0, -30.0)),
    "left/b7_8": ("lower", (-53.0, -24.0, -72.0), (-92.0, 0.0, -96.0)),
    "left/b9": ("lower", (-53.0, -24.0, -72.0), (-96.0, -40.0, -106.0)),
    "left/b10": ("lower", (-53.0, -24.0, -72.0), (-64.0, -72.0, -114.0)),
}
"""Segmental bronchus -> its lobe, where it leaves its stem and about where its twigs end."""
_FLAT = 7.4
"""From the middle of the windpipe to its flat hind wall, mm."""
KNIVES: dict[str, tuple[Point, Point]] = {
    "right": ((6.5, -2.0, -8.5), (0.90, -0.05, -0.43)),
    "left": ((-9.0, -3.0, -10.0), (-0.94, -0.05, -0.34)),
}
"""Where each main bronchus is parted from the windpipe: a point, and which way the bronchus lies."""


@cache
def twigs() -> dict[str, list[Twig]]:
    """Segment -> its bronchus with all twigs; none of them leaves its lobe."""
    grid = box(4.0)
    fields = lobes(grid)
    grown = {}
    for number, (name, (lobe, start, end)) in enumerate(SEGMENTS.items()):
        inside = partial(_room, grid, fields[f"{name.partition('/')[0]}/{lobe}_lobe"])
        growth = Growth(forks=4, shorter=0.77, seed=3 * number + 1)
        grown[name] = grow(_first(np.array(start), np.array(end)), growth, inside)
    return grown


def _room(grid: Grid, lobe: Array, place: Floats) -> float:
    """How far (mm) a place lies inside a lobe, less what a twig keeps from its skin."""
    return -4.0 - float(grid.sample(lobe, place[None])[0])


def _first(start: Floats, end: Floats) -> Twig:
    """A segmental bronchus up to where it forks: it leaves its stem a little bent."""
    way = 0.42 * (end - start)
    bend = np.array([0.0, 0.0, 0.06 * np.linalg.norm(way)])
    return Twig(np.stack([start, start + 0.5 * way + bend, start + way]), np.array([3.5, 3.0, 2.7]))


def stems() -> list[Twig]:
    """Windpipe, main and lobar bronchi."""
    return [Twig(np.array(line), np.linspace(*ends, len(line))) for line, ends in STEMS]


def tree(grid: Grid) -> Array:
    """The field of the whole tree, solid, its forks rounded; the windpipe is flat behind and open above."""
    field = planted(grid, stems(), 2.5)
    thin = planted(grid, [twig for all_of_one in twigs().values() for twig in all_of_one], 1.2)
    field = unite(field, thin, 1.6)
    x, y, z = grid.axes
    elsewhere = np.clip((12.0 - z) / 10.0, 0.0, 1.0) + np.clip((np.abs(x + 3.0) - 13.0) / 4.0, 0.0, 1.0)
    field = intersect(field, np.asarray(_behind(y, z) - _FLAT - 30.0 * elsewhere, np.float32), 3.0)
    return np.asarray(np.maximum(field, z - TRACHEA[0][2] + 0.0 * field), np.float32)


def _behind(y: Array, z: Array) -> Array:
    """How far (mm) places lie behind the windpipe's middle line, square to it."""
    ends = np.array(TRACHEA[0]) - np.array(TRACHEA[-1])
    heights, depths = zip(*((p[2], p[1]) for p in TRACHEA[::-1]), strict=True)
    return np.asarray((np.interp(z, heights, depths) - y) * ends[2] / np.hypot(ends[1], ends[2]))


def hind_wall(points: Floats) -> Floats:
    """(n,) how much a point of the tree belongs to the flat hind wall of the windpipe, 0 to 1."""
    x, y, z = points.T
    beside = np.clip((8.5 - np.abs(x + 3.5)) / 2.0, 0.0, 1.0)
    share: Floats = (
        beside * np.clip((_behind(y, z) - _FLAT + 1.8) / 1.2, 0.0, 1.0) * np.clip((z - 4.0) / 8.0, 0.0, 1.0)
    )
    return share


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
            wide = float(np.interp(place, [0.0, length[-1]], radius)) + 0.1
            made.append(_ring(path[index], frame.normal[index], frame.binormal[index], wide, sides))
    return merge(made)


def _ring(middle: Floats, front: Floats, side: Floats, radius: float, sides: int) -> Surface:
    """One C, flat like a hoop of a barrel: its opening of 110 degrees faces back."""
    angle = np.radians(np.linspace(-125.0, 125.0, 4 * sides))[:, None]
    spoke = np.cos(angle) * front + np.sin(angle) * side
    turn = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)
    flat = 1.0 / np.sqrt((np.cos(turn) / 1.9) ** 2 + (np.sin(turn) / 0.9) ** 2)
    ends = np.sqrt(np.clip(1.0 - (np.abs(np.linspace(-1.0, 1.0, 4 * sides)) ** 12), 0.15, 1.0))
    return swept(middle + radius * spoke, ends[:, None] * flat, sides, up=np.cross(front, side))
