"""The four bones as fields: thigh bone, shin bone, calf bone, kneecap."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.field import Tube, as_distance, ellipsoid, intersect, keep_wall, table, tube, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.knee import shape

_LEVEL = (14.0, 30.0, 42.0, 55.0, 70.0, 95.0)
_SHAFT_X = table(_LEVEL, (36.0, 37.5, 34.0, 28.0, 22.5, 18.5))
_SHAFT_Y = table(_LEVEL, (17.0, 19.5, 18.8, 17.8, 16.6, 15.6))
_SHAFT_MIDDLE = table(_LEVEL, (-4.0, -1.0, 1.4, 3.2, 4.6, 5.4))
_SQUARENESS = 2.3

_DEEP = (-90.0, -70.0, -55.0, -42.0, -30.0, -20.0, -12.0, -4.0, 20.0)
_SIZE = table(_DEEP, (0.42, 0.46, 0.52, 0.61, 0.74, 0.88, 0.97, 1.0, 1.0))
_SPREAD = table(_DEEP, (0.15, 0.22, 0.36, 0.54, 0.74, 0.9, 0.98, 1.0, 1.0))
_FORWARD = table(_DEEP, (3.0, 3.0, 2.8, 2.2, 0.8, -1.0, -2.5, -3.0, -3.0))

CORTEX = {"femur": 4.2, "tibia": 3.8, "fibula": 2.6}
"""Thickness (mm) of the hard shell where a shaft is sawn off."""
RECESS = 1.5
"""How far (mm) the marrow lies back behind the sawn shell."""
CREST = Tube(((5.6, 19, -42), (4.0, 18.8, -54), (1.5, 17, -70), (-1, 15.5, -92)), (4.4, 3.6, 2.8, 2.6))

FIBULA = Tube(
    ((34.5, -20, -17), (35, -20.5, -24), (34.5, -20, -36), (33, -18, -50), (32, -17, -90)),
    (7.6, 8.6, 6.4, 5.7, 6.4),
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
    return intersect(np.abs(x) - 10.4 + 0 * z, roof + 0 * x, 11.0)


def shortened(bone: Array, beyond: Array, cortex: float) -> Array:
    """A bone sawn off where `beyond` is above 0, its marrow lying a little back behind the hard shell."""
    ended = intersect(bone, np.asarray(beyond + 0 * bone, np.float32), 0.8)
    marrow = np.maximum(bone + cortex, -RECESS - beyond)
    return intersect(ended, -np.asarray(marrow, np.float32), 0.5)


def thigh(grid: Grid) -> Array:
    """The lower end of the thigh bone, its shaft not yet sawn off."""
    x, y, z = grid.axes
    across = (np.abs(x) / _SHAFT_X(z)) ** _SQUARENESS + (
        np.abs(y - _SHAFT_MIDDLE(z)) / _SHAFT_Y(z)
    ) ** _SQUARENESS
    shaft = as_distance(np.asarray(10 * (across ** (1 / _SQUARENESS) - 1), np.float32), grid.step)
    shaft = intersect(shaft, 17.0 - z + 0 * shaft, 12.0)
    bone = unite(wheels(grid), shaft, 12.0)
    for side in (-1, 1):
        bump = ellipsoid(grid, (side * 33.0, -7.0, 27.0), (10.0, 11.0, 13.0))
        bone = unite(bone, bump, 12.0)
    bone = unite(bone, ellipsoid(grid, (-31.0, -12.0, 39.0), (5.5, 6.0, 7.0)), 9.0)
    hollow = ellipsoid(grid, (0.0, -28.0, 50.0), (17.0, 14.0, 22.0))
    bone = intersect(bone, -hollow, 12.0)
    return intersect(bone, -notch(grid), 5.0)


def femur(grid: Grid) -> Array:
    """The lower end of the thigh bone."""
    return shortened(thigh(grid), grid.axes[2] - shape.SHAFT_TOP, CORTEX["femur"])


def shin(grid: Grid) -> Array:
    """The upper end of the shin bone, its shaft not yet sawn off."""
    x, y, z = grid.axes
    size, spread, forward = _SIZE(z), _SPREAD(z), _FORWARD(z)
    body = grid.full(40.0)
    for centre, radii in ((-18.5, (21.5, 28.0)), (19.0, (20.5, 24.5))):
        across = np.hypot((x - centre * spread) / (radii[0] * size), (y - forward) / (radii[1] * size))
        body = unite(body, as_distance(np.asarray(10 * (across - 1), np.float32), grid.step), 12.0)
    body = unite(body, ellipsoid(grid, (5.6, 15.6, -33.0), (8.4, 8.0, 11.0)), 11.0)
    body = unite(body, tube(grid, CREST), 9.0)
    body = unite(body, ellipsoid(grid, (25.0, 12.0, -15.0), (8.0, 6.0, 7.0)), 8.0)
    body = unite(body, ellipsoid(grid, (0.0, -13.0, -22.0), (11.0, 9.5, 26.0)), 9.0)
    top = np.asarray(0.96 * (z - shape.plateau(x, y)), np.float32)
    return intersect(body, top, 5.0)


def tibia(grid: Grid) -> Array:
    """The upper end of the shin bone."""
    return shortened(shin(grid), shape.SHIN_END - grid.axes[2], CORTEX["tibia"])


def calf(grid: Grid) -> Array:
    """The upper end of the calf bone, its shaft not yet sawn off."""
    x, y, z = grid.axes
    head = ellipsoid(grid, (35.0, -20.5, -20.0), (9.6, 11.5, 9.0))
    facet = np.asarray(0.42 * (35.0 - x) + 0.2 * (y + 20.5) + 0.88 * (z + 14.2), np.float32)
    head = intersect(head, facet, 5.0)
    point = ellipsoid(grid, (38.5, -25.0, -13.5), (3.4, 4.0, 6.0))
    edge = tube(grid, Tube(((33.5, -13.5, -30), (31.5, -12.5, -50), (31, -12, -90)), (2.4, 1.8, 1.8)))
    bone = unite(unite(unite(tube(grid, FIBULA), head, 10.0), point, 7.0), edge, 7.0)
    return keep_wall(bone, shin(grid), gap=0.8)


def fibula(grid: Grid) -> Array:
    """The upper end of the calf bone."""
    return shortened(calf(grid), shape.SHIN_END - grid.axes[2], CORTEX["fibula"])


PATELLA_BACK = -9.5
"""Where (y, mm) the ridge on the back of the kneecap lies, from the kneecap's middle."""


def patella(grid: Grid) -> Array:
    """The kneecap about its own middle."""
    x, y, z = grid.axes
    disc = unite(
        ellipsoid(grid, (0, 0, 5), (25.5, 60.0, 18.5)), ellipsoid(grid, (0, 0, -12), (9.0, 40.0, 13.0)), 12.0
    )
    front = y - 10.5 + x**2 / 95 + (z - 2) ** 2 / 110
    back = 0.95 * (patella_back(x, z) - y)
    return intersect(intersect(disc, np.asarray(front, np.float32), 7.0), np.asarray(back, np.float32), 3.0)


def patella_back(x: Array, z: Array) -> Array:
    """The back of the kneecap (y, mm): a ridge between two facets, a third within; the point recedes."""
    ridge = np.sqrt(x**2 + 4) - 2
    odd = np.clip(-x - 12, 0, None) ** 2 / 22
    return np.asarray(PATELLA_BACK + 0.34 * ridge + odd + np.clip(-z - 8, 0, None) ** 2 / 26)
