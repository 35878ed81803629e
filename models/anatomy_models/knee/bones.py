"""The four bones as fields: thigh bone, shin bone, calf bone, kneecap."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.field import Tube, as_distance, ellipsoid, intersect, table, tube, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.knee import shape

_LEVEL = (14.0, 30.0, 42.0, 55.0, 70.0, 95.0)
_SHAFT_X = table(_LEVEL, (37.0, 38.5, 33.0, 25.0, 19.0, 15.5))
_SHAFT_Y = table(_LEVEL, (17.0, 19.5, 18.0, 16.5, 15.5, 14.5))
_SHAFT_MIDDLE = table(_LEVEL, (-4.0, -1.0, 2.0, 4.0, 5.5, 6.0))
_SQUARENESS = 2.4

_DEEP = (-90.0, -70.0, -55.0, -42.0, -30.0, -20.0, -12.0, -4.0, 20.0)
_SIZE = table(_DEEP, (0.42, 0.46, 0.52, 0.61, 0.74, 0.88, 0.97, 1.0, 1.0))
_SPREAD = table(_DEEP, (0.15, 0.22, 0.36, 0.54, 0.74, 0.9, 0.98, 1.0, 1.0))
_FORWARD = table(_DEEP, (4.0, 4.0, 3.5, 2.5, 1.0, -1.0, -2.5, -3.0, -3.0))

FIBULA = Tube(
    ((35, -21, -15), (35.5, -21, -22), (34.5, -20, -34), (33, -18, -50), (32, -17, -90)),
    (7.5, 10.5, 7.0, 6.0, 6.5),
)


def wheels(grid: Grid) -> Array:
    """The rounded end of the thigh bone, before the notch."""
    x, y, z = grid.axes
    radius, angle = shape.polar(y, z)
    round_ = radius - shape.wheel(angle + 0 * x, x + 0 * angle)
    return intersect(np.asarray(round_, np.float32), np.abs(x) - shape.half_width(angle), 9.0)


def notch(grid: Grid) -> Array:
    """The hollow between the condyles, where the crossed ligaments run."""
    x, y, z = grid.axes
    roof = ((y - 9) * 30 + (z - 3) * 33) / 44.6
    return intersect(np.abs(x) - 9.5 + 0 * z, roof + 0 * x, 7.0)


def femur(grid: Grid) -> Array:
    """The lower end of the thigh bone."""
    x, y, z = grid.axes
    across = (np.abs(x) / _SHAFT_X(z)) ** _SQUARENESS + (
        np.abs(y - _SHAFT_MIDDLE(z)) / _SHAFT_Y(z)
    ) ** _SQUARENESS
    shaft = as_distance(np.asarray(10 * (across ** (1 / _SQUARENESS) - 1), np.float32), grid.step)
    shaft = intersect(shaft, 17.0 - z + 0 * shaft, 12.0)
    bone = unite(wheels(grid), shaft, 9.0)
    for side in (-1, 1):
        bump = ellipsoid(grid, (side * 33.5, -7.0, 27.0), (10.5, 11.0, 12.0))
        bone = unite(bone, bump, 11.0)
    bone = unite(bone, ellipsoid(grid, (-31.5, -12.0, 38.0), (6.0, 6.5, 7.0)), 9.0)
    bone = intersect(bone, -notch(grid), 4.0)
    return intersect(bone, z - shape.SHAFT_TOP + 0 * bone, 1.0)


def tibia(grid: Grid) -> Array:
    """The upper end of the shin bone."""
    x, y, z = grid.axes
    size, spread, forward = _SIZE(z), _SPREAD(z), _FORWARD(z)
    body = grid.full(40.0)
    for centre, radii in ((-18.5, (21.5, 28.0)), (19.0, (20.5, 24.5))):
        across = np.hypot((x - centre * spread) / (radii[0] * size), (y - forward) / (radii[1] * size))
        body = unite(body, as_distance(np.asarray(10 * (across - 1), np.float32), grid.step), 12.0)
    body = unite(body, ellipsoid(grid, (3.0, 14.0, -36.0), (9.0, 8.5, 17.0)), 12.0)
    body = unite(body, ellipsoid(grid, (25.0, 12.0, -15.0), (8.0, 6.0, 7.0)), 8.0)
    top = np.asarray(0.96 * (z - shape.plateau(x, y)), np.float32)
    body = intersect(body, top, 5.0)
    return intersect(body, shape.SHIN_END - z + 0 * body, 1.0)


def fibula(grid: Grid) -> Array:
    """The upper end of the calf bone."""
    bone = unite(tube(grid, FIBULA), ellipsoid(grid, (36.5, -24.0, -12.0), (4.0, 4.0, 5.0)), 7.0)
    return intersect(bone, shape.SHIN_END - grid.axes[2] + 0 * bone, 1.0)


PATELLA_BACK = -9.5
"""Where (y, mm) the ridge on the back of the kneecap lies, from the kneecap's middle."""


def patella(grid: Grid) -> Array:
    """The kneecap about its own middle."""
    x, y, z = grid.axes
    disc = unite(
        ellipsoid(grid, (0, 0, 5), (23.5, 60.0, 18.5)), ellipsoid(grid, (0, 0, -12), (9.0, 40.0, 13.0)), 12.0
    )
    front = y - 10.5 + x**2 / 95 + (z - 2) ** 2 / 110
    back = 0.95 * (patella_back(x, z) - y)
    return intersect(intersect(disc, np.asarray(front, np.float32), 7.0), np.asarray(back, np.float32), 3.0)


def patella_back(x: Array, z: Array) -> Array:
    """The back of the kneecap (y, mm): a ridge between two facets, rough and receding at the point."""
    ridge = np.sqrt(x**2 + 9) - 3
    return np.asarray(PATELLA_BACK + 0.30 * ridge + np.clip(-z - 8, 0, None) ** 2 / 26)
