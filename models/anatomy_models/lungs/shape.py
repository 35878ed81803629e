"""The chest as fields: where lungs, fissures, diaphragm and the space between the lungs are.

RAS mm; the origin is the carina, where the windpipe forks. Negative is inside. The lungs fill a chest
whose width and depth are tables over the height, less what lies between them (heart, spine, great
vessels), above two domes of the diaphragm. A fissure is a bent plane.

Measures: the windpipe and main bronchi as in the 3D Reference Organs of the Human Reference Atlas (male;
see `measure`). The other shapes are those of textbooks, drawn for a lung about 25 cm high, at rest at the
end of breathing out.
"""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.field import as_distance, ellipsoid, intersect, table, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.lungs.mediastinum import filling

LOW, HIGH = (-146.0, -112.0, -184.0), (146.0, 110.0, 108.0)
HEIGHTS = (-180.0, -100.0, -40.0, 20.0, 60.0, 100.0)
HALF_WIDTH = table(HEIGHTS, (132.0, 131.0, 125.0, 111.0, 93.0, 68.0))
FRONT = table(HEIGHTS, (90.0, 97.0, 94.0, 77.0, 50.0, 16.0))
BACK = table(HEIGHTS, (-92.0, -97.0, -98.0, -90.0, -76.0, -58.0))
SPINE = table(HEIGHTS, (-40.0, -51.0, -52.0, -42.0, -32.0, -21.0))
"""How far forward the middle of the vertebral bodies lies."""
APEX = 96.0
DOMES = (-96.0, -105.0)
"""Tops of the diaphragm, right and left."""
SLACK = 1.5
"""Between the lungs and the diaphragm."""


def box(step: float) -> Grid:
    """The box of the chest."""
    return Grid(LOW, HIGH, step)


def dome(x: Array, y: Array) -> Array:
    """Height of the diaphragm's upper side at places in the body's cross-section, mm."""
    sides = []
    for sign, top in zip((1.0, -1.0), DOMES, strict=True):
        out = sign * x - 60.0
        across = (out / np.where(out > 0.0, 76.0, 135.0)) ** 2
        along = ((y - 8.0) / np.where(y > 8.0, 140.0, 92.0)) ** 2
        sides.append(top - 58.0 * (across + along) ** 1.1)
    return np.asarray(-unite(-sides[0], -sides[1], 14.0))


def chest(grid: Grid) -> Array:
    """The inside of the chest wall."""
    x, y, z = grid.axes
    front, back = FRONT(z), BACK(z)
    middle, depth = (front + back) / 2, (front - back) / 2
    level = (np.abs(x) / HALF_WIDTH(z)) ** 2.4 + np.abs((y - middle) / depth) ** 2.4
    return as_distance(level ** (1 / 2.4) - 1.0, grid.step)


def between(grid: Grid) -> Array:
    """What lies between the lungs: heart, great vessels, gullet, spine, and the roots of the lungs."""
    x, y, z = grid.axes
    width = 19.0 - 15.0 * np.clip((y - 30.0) / 45.0, 0.0, 1.0) + 8.0 * np.clip(-y / 60.0, 0.0, 1.0)
    middle = -4.0 * np.clip((y + 70.0) / 40.0, 0.0, 1.0)
    slab = np.asarray(np.abs(x - middle) - width + 0.0 * z, np.float32)
    spine = np.asarray(np.hypot(x, (y - SPINE(z) + 12.0) * 0.72) - 25.0, np.float32)
    notch = ellipsoid(grid, (-20.0, 98.0, -84.0), (38.0, 38.0, 36.0))
    notch = intersect(notch, np.asarray(x - 6.0 + 0.0 * y + 0.0 * z, np.float32), 10.0)
    blended = slab
    for body, blend in (
        (filling(grid, floor(grid)), 10.0),
        (spine, 10.0),
        (_roots(grid), 10.0),
        (notch, 20.0),
    ):
        blended = unite(blended, body, blend)
    return blended


def _roots(grid: Grid) -> Array:
    """The hollows where bronchi and vessels enter the lungs."""
    right = ellipsoid(grid, (30.0, -4.0, -30.0), (13.0, 20.0, 32.0))
    left = ellipsoid(grid, (-38.0, -4.0, -30.0), (13.0, 20.0, 30.0))
    return np.minimum(right, left)


def floor(grid: Grid) -> Array:
    """Negative above the diaphragm, clear of it."""
    x, y, z = grid.axes
    return as_distance(np.asarray(dome(x, y) + SLACK - z, np.float32), grid.step)


def lungs(grid: Grid) -> tuple[Array, Array]:
    """The right and the left lung."""
    x, y, z = grid.axes
    roof = np.asarray(z - APEX + ((np.abs(x) - 46.0) / 7.6) ** 2 + ((y + 18.0) / 8.6) ** 2, np.float32)
    body = intersect(chest(grid), as_distance(roof, grid.step), 14.0)
    body = intersect(body, -between(grid), 12.0)
    body = intersect(body, floor(grid), 14.0)
    grain = 0.5 * grid.noise(16.0, 4)
    sides = [np.asarray(3.0 - sign * x + 0.0 * y + 0.0 * z, np.float32) for sign in (1.0, -1.0)]
    return np.maximum(body + grain, sides[0]), np.maximum(body + grain, sides[1])


def oblique(grid: Grid, sign: float) -> Array:
    """Negative above and before the oblique fissure.

    It begins behind at the third thoracic vertebra on the left, a little lower on the right, crosses the
    fifth rib at the side, and ends in front near the sixth rib's cartilage; the left one is steeper.
    """
    x, y, z = grid.axes
    back, steep = (36.0, 0.97) if sign > 0 else (43.0, 1.10)
    bulge = 11.0 * np.sin(np.clip((y + 90.0) / 160.0, 0.0, 1.0) * np.pi) + 0.06 * (sign * x - 60.0)
    line = back - steep * (y + 88.0) + bulge
    return np.asarray((line - z) / np.hypot(1.0, steep), np.float32)


def horizontal(grid: Grid) -> Array:
    """Negative above the horizontal fissure of the right lung, at the fourth rib's cartilage."""
    x, y, z = grid.axes
    sag = 4.0 * np.sin(x / 30.0) + 0.10 * (y - 40.0)
    return np.asarray(-31.0 + sag - z, np.float32)


def lobes(grid: Grid) -> dict[str, Array]:
    """The five lobes; their borders are rounded and half a millimetre apart, as fissures are."""
    right, left = lungs(grid)
    slit, round_off = 0.35, 5.0

    def part(lung: Array, *borders: Array) -> Array:
        for border in borders:
            lung = intersect(lung, border + slit, round_off)
        return lung

    cut, flat, cut_left = oblique(grid, 1.0), horizontal(grid), oblique(grid, -1.0)
    return {
        "right/upper_lobe": part(right, cut, flat),
        "right/middle_lobe": part(right, cut, -flat),
        "right/lower_lobe": part(right, -cut),
        "left/upper_lobe": part(left, cut_left),
        "left/lower_lobe": part(left, -cut_left),
    }
