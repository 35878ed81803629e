"""The knee's measures: radii, levels, attachments. A grown man's, life size.

Local frame: millimetres, x to the side away from the other leg (lateral), y forwards, z up; the origin lies
in the middle of the joint line. The two condyles are wheels on one axle through the side bumps of the thigh
bone; an angle on a wheel is 0 straight down, positive to the back, in degrees. Sizes are compared with
those of the 3D Reference Organs of the Human Reference Atlas in `measure`.
"""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.field import table
from anatomy_models.kit.grid import Array
from anatomy_models.kit.tissue import rise

LOW, HIGH = (-52.0, -46.0, -88.0), (52.0, 52.0, 92.0)
"""Corners of the box that holds the bones (mm)."""
SHAFT_TOP, SHIN_END = 86.0, -82.0
"""Where the long bones are sawn off (mm)."""

AXLE = np.array([0.0, -8.0, 24.5])
CONDYLE = 23.0
"""How far (mm) the middle of each condyle lies from the middle of the joint."""
FEMUR_BOTTOM, TIBIA_TOP = 2.4, -2.4
"""Where the bones would meet the joint line under the middle of a condyle (mm); cartilage lies between."""
CONTACT = -4.0
"""How far back (y, mm) the condyles stand on the shin bone when the leg is straight."""

_WHEEL = table(
    (-180, -140, -125, -110, -90, -70, -50, -30, -15, 0, 30, 60, 90, 120, 140, 180),
    (14.0, 31.0, 34.5, 36.0, 37.0, 34.2, 29.6, 25.3, 22.8, 22.1, 22.8, 23.5, 24.0, 23.0, 20.0, 14.0),
)
_DEPTH = table(
    (-180, -130, -110, -90, -60, -30, -10, 30, 80, 180), (0.0, 0.8, 3.4, 5.6, 5.8, 5.2, 5.4, 7.5, 9.5, 8.0)
)
_RIDGE = table((-140, -110, -90, -60, -30, 180), (0.0, 2.6, 3.0, 1.6, 0.0, 0.0))
_HALF_WIDTH = table(
    (-180, -135, -110, -90, -60, -30, 0, 60, 100, 150, 180), (16, 21, 27, 32, 37, 40.5, 42, 41, 38.5, 34, 30)
)
_EDGE = 38.0


def polar(y: Array, z: Array) -> tuple[Array, Array]:
    """Distance from the axle (mm) and angle on the wheel (degrees)."""
    back, down = AXLE[1] - y, AXLE[2] - z
    return np.hypot(back, down), np.degrees(np.arctan2(back, down))


def from_polar(radius: Array, angle: Array) -> tuple[Array, Array]:
    """The (y, z) of a distance from the axle (mm) and an angle on the wheel (degrees)."""
    turn = np.radians(angle)
    return AXLE[1] - radius * np.sin(turn), AXLE[2] - radius * np.cos(turn)


def wheel(angle: Array, x: Array) -> Array:
    """Radius (mm) of the thigh bone's end about the axle: two condyles, a groove between them in front."""
    aside = np.abs(x) - CONDYLE
    trough = _DEPTH(angle) * (1 - np.sin(np.clip(np.abs(x) / CONDYLE, 0, 1) * np.pi / 2) ** 2)
    outer = np.clip(aside, 0, None) ** 2 / _EDGE
    side = rise(x, 4.0, 22.0) - 0.6 * rise(-x, 4.0, 22.0)
    return np.asarray(_WHEEL(angle) - trough - outer + _RIDGE(angle) * side)


def half_width(angle: Array) -> Array:
    """How far (mm) the condyles reach to either side at an angle on the wheel."""
    return _HALF_WIDTH(angle)


def groove(angle: Array) -> Array:
    """Radius (mm) of the bottom of the groove."""
    return wheel(angle, np.zeros_like(angle))


def plateau(x: Array, y: Array) -> Array:
    """Height (mm) of the top of the shin bone: a dish inside, a dome outside, two peaks between them."""
    behind = y - CONTACT
    inner = ((x + CONDYLE) ** 2 + behind**2) / 420
    outer = (x - CONDYLE) ** 2 / 420 - behind**2 / 420
    share = rise(x, -10.0, 10.0)
    peaks = 8.8 * np.exp(-(((x + 5.8) / 4.4) ** 2) - ((y + 3) / 9) ** 2)
    peaks += 7.4 * np.exp(-(((x - 6.0) / 4.2) ** 2) - ((y + 6) / 8) ** 2)
    hollow = 3.2 * np.exp(-((x / 9) ** 2)) * (1 - np.exp(-(((y + 4) / 13) ** 2)))
    return np.asarray(TIBIA_TOP + 0.055 * behind + inner * (1 - share) + outer * share + peaks - hollow)
