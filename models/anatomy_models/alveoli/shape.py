"""The shape of the last air passages: a small bronchiole that opens into two sleeves of air sacs.

All lengths in mm, in the frame of the piece: z up, towards the windpipe; y towards the eye. The air sacs
are the cells of a foam: round bodies pressed flat against their neighbours, open to the passage they
surround.

Measures: an air sac of 4.2e6 cubic micrometres, as wide as a ball of 0.2 mm (Ochs et al., Am J Respir
Crit Care Med 2004;169:120-124); passages 0.27 to 0.5 mm wide inside and 0.7 mm with their sleeve of air sacs
(Haefeli-Bleuer and Weibel, Anat Rec 1988;220:401-414). Walls are drawn thicker than they are, to be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from anatomy_models.kit.field import curve, intersect, segments, unit, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract

Place = tuple[float, float, float]
BOX = ((-0.74, -0.50, -0.82), (0.90, 0.50, 1.02))
STEPS = {"full": 0.0065, "coarse": 0.011}
"""Detail -> step of the grid on which the walls live."""
PASSAGE, SLEEVE = 0.135, 0.325
"""Radius of an alveolar duct's air, and of the duct with its air sacs."""
WALL, SHEATH, GAP = 0.016, 0.030, 0.003
"""Thickness of the air sacs' walls and of the bronchiole's; the room between two parts."""
SAC_RADIUS = 0.110
SAC_AREA = 0.0315
"""Room (mm2) of one air sac on the surface that its centre lies on."""
SLEEVES = (
    ((-0.18, 0.01, 0.12), (-0.25, 0.05, -0.13), (-0.24, 0.07, -0.37)),
    ((0.19, -0.02, 0.15), (0.335, -0.04, 0.05), (0.46, -0.05, -0.07)),
)
"""Middle lines of the two sleeves, from the bronchiole to their blind ends: bent so little that rays from
them do not cross within a sleeve."""
TRUNK = ((0.05, 0.0, 1.25), (0.02, 0.0, 0.80), (0.0, 0.0, 0.56), (0.0, 0.0, 0.36))
TRUNK_RADIUS = (0.24, 0.235, 0.215, 0.18)
REACH_IN = 0.07
"""How far the bronchiole's wall reaches into a sleeve."""
BUDS = ((-0.245, 0.07, 0.70), (0.20, 0.16, 0.60), (0.06, -0.26, 0.72))
"""Centres of the air sacs that sit on the bronchiole itself."""
BUD_RADIUS = 0.098
TURNS = 1 / 0.105
"""Turns of the bronchiole's muscle a millimetre."""


@dataclass(frozen=True)
class Shape:
    """The fields of the piece (mm, negative inside), on one grid.

    Attributes:
        grid: Where they live.
        centres: (n, 3) middles of the air sacs around the sleeves.
        outside: All that the sleeves fill: air sacs with their walls.
        air: The air in them and in the passages.
        walls: The walls of the air sacs.
        duct: The bronchiole's wall.
        reach: Distance from the middle line of each sleeve.
    """

    grid: Grid
    centres: Array
    outside: Array
    air: Array
    walls: Array
    duct: Array
    reach: tuple[Array, Array]


def shape(step: float) -> Shape:
    """Lay out the piece on a grid."""
    grid = Grid(*BOX, step)
    near = (_reach(grid, 0), _reach(grid, 1))
    centres = sac_centres()
    tube = _tubes(grid, 0.0)
    hollow = unite(_buds(grid, 0.0), tube, 0.02)
    skin = _with_muscle(grid, unite(_buds(grid, WALL), _tubes(grid, SHEATH), 0.03))
    middle = np.minimum(*near)
    beyond = _beyond(grid)
    air = np.minimum(unite(_cells(grid, centres), middle - PASSAGE, 0.025), np.maximum(hollow, beyond))
    outside = unite(_bodies(grid, centres), middle - PASSAGE - WALL, 0.03)
    cover = intersect(skin, beyond, 0.008)
    duct = intersect(cover, -hollow, 0.006)
    walls = np.maximum(intersect(outside, -air, 0.004), GAP - cover)
    return Shape(grid, centres, outside, air, walls, duct, near)


def middle_line(sleeve: int, count: int = 15) -> Array:
    """(count, 3) points of the middle line of a sleeve."""
    return curve(SLEEVES[sleeve], count)


def _reach(grid: Grid, sleeve: int) -> Array:
    line = middle_line(sleeve)
    return segments(grid, line, np.zeros(len(line)), reach=1.0)


def sac_centres() -> Array:
    """(n, 3) middles of the air sacs: spread evenly round both sleeves, clear of the bronchiole."""
    grid = Grid(*BOX, 0.02)
    round_it = np.minimum(_reach(grid, 0), _reach(grid, 1)) - (PASSAGE + SLEEVE - WALL) / 2
    surface = extract(grid, round_it)
    corners = surface.points[surface.faces]
    areas = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    weights = np.bincount(surface.faces.ravel(), np.repeat(areas / 3, 3), len(surface.points))
    free = grid.sample(_tubes(grid, SHEATH), surface.points) > 0.06
    return spread(surface.points[free], weights[free], round(float(weights[free].sum()) / SAC_AREA))


def spread(points: Array, weights: Array, count: int, rounds: int = 60) -> Array:
    """(count, 3) points spread evenly among many: far apart first, then each amid its own (Lloyd)."""
    chosen = [int(np.argmax(points[:, 2]))]
    apart = np.full(len(points), np.inf)
    for _ in range(count - 1):
        apart = np.minimum(apart, np.linalg.norm(points - points[chosen[-1]], axis=1))
        chosen.append(int(np.argmax(apart)))
    middles = points[chosen]
    for _ in range(rounds):
        mine = cKDTree(middles).query(points)[1]
        total = np.maximum(np.bincount(mine, weights, count), 1e-12)
        middles = np.stack([np.bincount(mine, weights * x, count) / total for x in points.T], axis=1)
    return np.asarray(points[cKDTree(points).query(middles)[1]])


def _sac_lines(centres: Array) -> Array:
    """(n, 2, 3) the middle of each sac and of its mouth, towards the passage."""
    lines = np.concatenate([middle_line(sleeve, 60) for sleeve in range(len(SLEEVES))])
    feet = lines[cKDTree(lines).query(centres)[1]]
    return np.stack([centres, centres + (feet - centres) * 0.6], axis=1)


def _body(grid: Grid, line: Array, room: float) -> tuple[tuple[slice, slice, slice], Grid, Array]:
    """A sac by itself, round and open to the passage: a part of the grid, and its field there."""
    box = grid.slices(line.min(axis=0) - SAC_RADIUS - room, line.max(axis=0) + SAC_RADIUS + room)
    here = grid.crop(box)
    return box, here, segments(here, line, SAC_RADIUS * np.array([1.0, 0.9]), reach=0.3)


def _cells(grid: Grid, centres: Array) -> Array:
    """The air in the sacs, flat half a wall short of the plane midway to each neighbour."""
    out = grid.full(1.0)
    tree = cKDTree(centres)
    for i, line in enumerate(_sac_lines(centres)):
        box, here, body = _body(grid, line, 0.02)
        inside = [-body]
        for j in tree.query_ball_point(centres[i], 2.2 * SAC_RADIUS):
            if j != i:
                way = centres[j] - centres[i]
                half = float(np.linalg.norm(way)) / 2
                inside.append(half - WALL / 2 - here.project(centres[i], way / (2 * half)))
        out[box] = np.minimum(out[box], -_soft_least(inside, 0.012))
    return out


def _bodies(grid: Grid, centres: Array) -> Array:
    """The sacs from outside: round, with soft grooves between them."""
    out = grid.full(1.0)
    for line in _sac_lines(centres):
        box, _, body = _body(grid, line, 0.08)
        out[box] = unite(out[box], body - WALL, 0.02)
    return out


def _soft_least(values: list[Array], blend: float) -> Array:
    """The least of several fields, its creases rounded (exponential smooth minimum, Quilez)."""
    least = np.minimum.reduce(values)
    total = sum(np.exp(np.clip((least - value) / blend, -30, 0)) for value in values)
    return np.asarray(least - blend * np.log(total), np.float32)


def _from(grid: Grid, centre: Array) -> Array:
    x, y, z = (axis - np.float32(c) for axis, c in zip(grid.axes, centre, strict=True))
    return np.asarray(np.sqrt(x * x + y * y + z * z), np.float32)


def _buds(grid: Grid, grow: float) -> Array:
    out = grid.full(1.0)
    for centre in np.array(BUDS):
        out = np.minimum(out, _from(grid, centre) - BUD_RADIUS - grow)
    return out


def _tubes(grid: Grid, grow: float) -> Array:
    """The bronchiole and the two passages it opens into; `grow` is half lost on the way to these."""
    line = curve(TRUNK, 24)
    radius = np.interp(np.linspace(0, 1, 24), np.linspace(0, 1, 4), TRUNK_RADIUS)
    out = segments(grid, line, radius + grow, reach=0.4)
    for sleeve in SLEEVES:
        along = unit(np.subtract(sleeve[0], TRUNK[-1]))
        way = np.array([TRUNK[-1], sleeve[0] + REACH_IN * along])
        branch = segments(grid, way, np.array([0.155, 0.150]) + grow * 0.7, reach=0.4)
        out = unite(out, branch, 0.06)
    return out


def _beyond(grid: Grid) -> Array:
    """How far beyond the beginning of a sleeve a place is (mm): there the bronchiole ends."""
    out = grid.full(-1.0)
    for sleeve in SLEEVES:
        along = unit(np.subtract(sleeve[0], TRUNK[-1]))
        out = np.maximum(out, grid.project(sleeve[0] + REACH_IN * along, along))
    return out


def _with_muscle(grid: Grid, skin: Array) -> Array:
    """The bronchiole's outside with the ridges of its muscle."""
    x, y, z = grid.axes
    return np.asarray(skin - 0.007 * bands(x, y, z), np.float32)


def bands(x: Array, y: Array, z: Array) -> Array:
    """0 to 1: how much a place lies on a turn of the muscle that winds round the bronchiole."""
    phase = 2 * np.pi * z * TURNS + np.arctan2(y, x) + 0.9 * np.sin(9 * z + 2 * np.arctan2(y, x))
    ridge = np.clip((np.cos(phase) + 0.15) / 1.15, 0, 1) ** 0.8
    return np.asarray(ridge * np.clip((z - 0.34) / 0.08, 0, 1))
