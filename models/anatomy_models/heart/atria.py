"""The two atria with their appendages, and the ridges on the inner wall of the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.kit.field import (
    FAR,
    Tube,
    as_distance,
    ellipsoid,
    frame,
    keep_wall,
    segments,
    tube,
    unite,
)
from anatomy_models.kit.grid import Array, Grid, Points
from anatomy_models.kit.path import Bed, snap

RIGHT_WALL, LEFT_WALL = 2.4, 2.8


@dataclass(frozen=True)
class Atria:
    """Outer fields of the atria, of their appendages, and of the funnels that lead to the pulmonary veins."""

    right: Array
    right_appendage: Array
    left: Array
    left_mouths: Array
    left_appendage: Array


def _right(grid: Grid) -> Array:
    upper = ellipsoid(grid, (37.5, -10, 4), (22.5, 25, 38.5))
    lower = ellipsoid(grid, (33.5, -2, -16), (22, 22, 26))
    return unite(upper, lower, 10)


def _pillow(grid: Grid, centre: tuple[float, float, float], half: tuple[float, float, float]) -> Array:
    """A body between ellipsoid and box (super-ellipsoid of power 2.8), tilted as the left atrium lies."""
    rows = frame((-0.2, 0.0, 1.0), (0.0, 1.0, 0.0))
    q = [np.abs(grid.project(np.array(centre), row)) / h for row, h in zip(rows, half, strict=True)]
    return as_distance(sum(v**2.8 for v in q) ** (1 / 2.8) - 1, grid.step)


def _left(grid: Grid) -> Array:
    """The left atrium, its back flat; there the oblique sinus of the pericardium leaves a shallow hollow."""
    body = _pillow(grid, (12.5, -39.5, 10.0), (27.0, 20.8, 31.5))
    x, _, z = grid.axes
    behind = np.clip((-40 - grid.axes[1]) / 8, 0, 1)
    hollow = 1.8 * np.exp(-(((x - 14) / 15) ** 2) - ((z - 6) / 15) ** 2) * behind
    return unite(body + hollow, ellipsoid(grid, (-7, -29, 6), (20, 19.5, 19)), 10)


def _mouths(grid: Grid) -> Array:
    """The corners of the left atrium, drawn out into the pulmonary veins."""
    veins = shape.PULMONARY_VEINS.values()
    funnels = (tube(grid, Tube(list(vein.points)[:3], [13, 11, 7.4])) for vein in veins)
    return reduce(lambda a, b: unite(a, b, 1), funnels)


@dataclass(frozen=True)
class Ear:
    """An appendage: a flattened, tapering pouch along a path, its rim notched like a cockscomb."""

    path: Sequence[tuple[float, float, float]]
    height: Sequence[float]
    thickness: Sequence[float]
    up: tuple[float, float, float]
    notches: float


def _ear(grid: Grid, ear: Ear) -> Array:
    n = len(ear.path)
    fine = np.linspace(0, n - 1, 3 * n - 2)
    points = np.stack([np.interp(fine, np.arange(n), np.asarray(ear.path)[:, i]) for i in range(3)], 1)
    high, thick = np.interp(fine, np.arange(n), ear.height), np.interp(fine, np.arange(n), ear.thickness)
    box = grid.slices(points.min(0) - 32, points.max(0) + 32)
    near = grid.crop(box)
    pouch = near.full(FAR)
    for i, p in enumerate(points):
        ahead = points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]
        axes = frame(ahead, ear.up)
        pouch = unite(pouch, ellipsoid(near, p, (thick[i], high[i], 7.0), axes), 3.5)
    out = grid.full(FAR)
    out[box] = pouch + _fan(near, points, ear)
    return out


def _fan(grid: Grid, points: Array, ear: Ear) -> Array:
    """Ridges fanning out from the root of an appendage (mm)."""
    axes = frame(points[-1] - points[0], ear.up)
    root = points[0] - 9 * axes[2]
    angle = np.arctan2(grid.project(root, axes[1]), np.maximum(grid.project(root, axes[2]), 1.0))
    wobble = 0.35 * grid.noise(4.0, 17)
    return np.asarray(
        0.85 * np.sin(angle * ear.notches + wobble * 2) + 0.35 * grid.noise(1.9, 18), np.float32
    )


RIGHT_EAR = Ear(
    [(45, 4, 20), (40, 12, 25), (33, 17, 30), (25, 17.5, 35), (17.5, 14.5, 38.5)],
    [17, 16, 13, 9, 4.5],
    [9, 8, 6.6, 5.4, 3.8],
    (0.25, 0.0, 1.0),
    17,
)
LEFT_EAR = Ear(
    [(-13, -27, 21), (-23, -18, 25), (-28.5, -6, 26), (-27, 5, 24), (-21.5, 12.5, 20)],
    [9, 8.6, 8.2, 6.8, 3.6],
    [7.5, 6.4, 5.4, 4.4, 3.0],
    (0.1, 0.1, 1.0),
    15,
)


def build_atria(grid: Grid) -> Atria:
    """The outer fields of the atria on a grid."""
    return Atria(_right(grid), _ear(grid, RIGHT_EAR), _left(grid), _mouths(grid), _ear(grid, LEFT_EAR))


def hollow_fossa(grid: Grid, right_cavity: Array, left_cavity: Array) -> Array:
    """The right atrial cavity with the fossa ovalis: an oval dimple, its floor 1.3 mm thick."""
    normal = np.array([-0.62, -0.75, 0.2])
    centre = np.array([23.5, -21.0, 5.0])
    axes = frame(normal)
    dimple = ellipsoid(grid, tuple(centre), (7.5, 9.0, 6.0), axes)
    return unite(right_cavity, keep_wall(dimple, left_cavity, gap=1.3), 1.5)


def _ridge(bed: Bed, rough: Points, radius: tuple[float, float]) -> Array:
    grid = bed.grid
    ends = np.asarray(rough, float)
    line = np.stack(
        [np.interp(np.linspace(0, len(ends) - 1, 26), np.arange(len(ends)), ends[:, i]) for i in range(3)], 1
    )
    line = snap(bed, line, 10)
    return segments(grid, line, np.linspace(*radius, len(line)), 4)


def build_ridges(grid: Grid, right_cavity: Array) -> Array:
    """Crista terminalis and pectinate muscles, as a solid lying on the right atrium's inner wall."""
    bed = Bed(grid, right_cavity)
    crest = [(41, -24, 30), (54, -22, 16), (57, -17, -2), (52, -16, -20), (42, -14, -30)]
    out = _ridge(bed, crest, (2.6, 1.8))
    top = np.asarray(crest, float)
    for k, u in enumerate(np.linspace(0.12, 0.86, 8)):
        start = np.array([np.interp(u * 4, np.arange(5), top[:, i]) for i in range(3)])
        end = np.array([50 - 3 * k % 5, 14 - 1.0 * k, 26 - 6.2 * k])
        middle = (start + end) / 2 + np.array([9, 0, 0])
        out = unite(out, _ridge(bed, [start, middle, end], (1.5, 0.9)), 1.5)
    return out
