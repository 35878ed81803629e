"""A total knee replacement that keeps the posterior cruciate ligament: four components.

The thigh bone's metal cap carries the wheels of the healthy knee, so that it bends and the kneecap glides as
before; its inside fits the five cuts. The plastic on the metal tray is hollowed by the cap itself: its top
is the lowest place the cap reaches anywhere from straight to fully bent. Sizes are those of the bones here;
thicknesses (about 9 mm of metal, 7 mm of plastic under the condyles) are those of common designs.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import Tube, intersect, tube, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import bones, motion, saw, shape

METAL = 2.3
"""How far (mm) the cap's outside lies above the healthy bone: as the cartilage did."""
FIT = 0.22
"""The gap (mm) that cement fills between bone and component."""
PLATE = 3.4
"""Thickness of the tray, mm."""
_LOW_X, _HIGH_X, _LOW_Y, _HIGH_Y = -42.0, 42.0, -36.0, 30.0


def femoral_component(grid: Grid) -> Array:
    """The metal cap of the thigh bone as a field."""
    x, y, z = grid.axes
    radius, angle = shape.polar(y, z)
    about, across = angle + 0 * x, x + 0 * angle
    outside = 0.95 * (radius - shape.wheel(about, across) - METAL)
    cap = intersect(outside, np.abs(across) - shape.half_width(about) + 4.0, 5.0)
    above = np.where(y > 0, z - 43.5 + (x / 9.5) ** 2 / 2, z - 32.5 + 0 * x)
    cap = intersect(cap, np.asarray(above, np.float32), 3.0)
    slot = np.hypot(x, np.clip(y + 3.5, 0, None)) - 9.6 + 0 * z
    cap = intersect(cap, np.asarray(-slot, np.float32), 2.4)
    cap = intersect(cap, np.asarray(FIT - saw.beyond_femur(y, z) + 0 * x, np.float32), 0.8)
    for side in (-1, 1):
        peg = tube(
            grid, Tube(((side * 21, -5, 8), (side * 21, -5, 16), (side * 21, -5, 19)), (3.4, 3.0, 2.2))
        )
        cap = unite(cap, peg, 1.2)
    return cap


def _outline(grid: Grid) -> Array:
    """How far (mm, (nx, ny, 1)) places lie outside the edge of the sawn shin bone."""
    bone = Grid((-48.0, -42.0, -16.0), (48.0, 38.0, -6.0), 1.0)
    x, y = (axis[:, :, 0] for axis in np.broadcast_arrays(*grid.axes[:2]))
    flat = saw.TIBIAL + saw.SLOPE * (y - shape.CONTACT)
    places = np.stack([x, y, flat - 0.6], axis=-1).reshape(-1, 3)
    edge = bone.sample(bones.tibia(bone), places).reshape(x.shape)
    slot = 7.6 - np.hypot(x, np.clip(y + 17.0, 0, None))
    return np.asarray(intersect(edge, slot, 3.0)[..., None], np.float32)


def tibial_tray(grid: Grid) -> Array:
    """The metal tray with its keel as a field."""
    x, y, z = grid.axes
    height = z - saw.TIBIAL - saw.SLOPE * (y - shape.CONTACT) - FIT
    plate = intersect(_outline(grid) + 0.9 + 0 * z, np.abs(height - PLATE / 2) - PLATE / 2 + 0 * x, 0.7)
    keel = tube(grid, Tube(((0, -4, -9), (0, -4, -24), (0, -4, -42)), (8.0, 7.2, 5.6)))
    wing = intersect(
        np.abs(x) + 0.62 * (-12.0 - z) - 21.0 + 0 * y, np.abs(y + 4.0 - 0.12 * np.abs(x)) - 1.6 + 0 * z, 1.0
    )
    wing = intersect(np.asarray(wing, np.float32), np.maximum(z + 9.0, -z - 36.0) + 0 * wing, 1.0)
    return unite(plate, intersect(unite(keel, wing, 3.0), height + 0 * x - 1.0, 0.5), 1.5)


def insert(grid: Grid) -> Array:
    """The plastic between the metals as a field."""
    x, y, z = grid.axes
    floor = saw.TIBIAL + saw.SLOPE * (y - shape.CONTACT) + FIT + PLATE + 0.05
    top = hollowed(x[:, 0, 0], y[0, :, 0])[..., None]
    between = np.maximum(0.9 * (z - top), floor - z)
    return intersect(_outline(grid) + 1.5 + 0 * z, np.asarray(between, np.float32), 0.9)


def hollowed(x: Floats, y: Floats) -> Floats:
    """Height (mm, (nx, ny)) of the plastic's top: what the cap leaves of it, and room for the ligament."""
    ridge = 4.6 - 0.006 * (y - 2.0) ** 2
    room = (1 - rise(np.abs(x), 4.0, 11.0))[:, None] * rise(-y, -8.0, 6.0)[None]
    top = np.minimum(ridge[None] - 9.5 * room, lowest_reach(x, y) - 0.12)
    return np.asarray(ndimage.gaussian_filter(top, 1.0))


def lowest_reach(x: Floats, y: Floats) -> Floats:
    """The lowest height (mm, (nx, ny)) that the cap reaches over the shin, from straight to fully bent."""
    angle = np.arange(-60.0, 112.0, 0.4)
    about, across = np.meshgrid(angle, x, indexing="ij")
    rim = np.stack([across, *shape.from_polar(shape.wheel(about, across) + METAL, about)], axis=-1)
    lowest = np.full((len(x), len(y)), 60.0)
    for degrees in np.arange(0.0, motion.MOST + 1, 2.0):
        there = motion.from_shin(rim.reshape(-1, 3), float(degrees))
        column = np.rint((there[:, 0] - x[0]) / (x[1] - x[0])).astype(int)
        row = np.rint((there[:, 1] - y[0]) / (y[1] - y[0])).astype(int)
        kept = (row >= 0) & (row < len(y)) & (column >= 0) & (column < len(x))
        np.minimum.at(lowest, (column[kept], row[kept]), there[kept, 2])
    return lowest


BUTTON = (16.0, 21.0, 3.0)
"""Radius of the button and of its dome, and how far its middle lies above the kneecap's (mm)."""


def patellar_button(grid: Grid) -> Array:
    """The plastic button on the kneecap's back as a field, about the kneecap's middle."""
    x, y, z = grid.axes
    radius, dome, above = BUTTON
    peak = bones.PATELLA_BACK - motion.CARTILAGE_OF_PATELLA
    ball = np.sqrt(x**2 + (y - peak - dome) ** 2 + (z - above) ** 2) - dome
    disc = np.hypot(x, z - above) - radius + 0 * y
    button = intersect(np.asarray(ball, np.float32), np.asarray(disc, np.float32), 0.8)
    button = intersect(button, np.asarray(y - saw.PATELLAR + FIT + 0 * x + 0 * z, np.float32), 0.4)
    for turn in (90.0, 210.0, 330.0):
        side, up = 9.0 * np.cos(np.radians(turn)), above + 9.0 * np.sin(np.radians(turn))
        peg = tube(grid, Tube(((side, -7, up), (side, -2, up), (side, 0.5, up)), (2.0, 2.0, 1.5)))
        button = unite(button, peg, 0.6)
    return button
