"""The cuts of a total knee replacement: where bone ends are sawn flat, and where their points then lie.

The thigh bone is cut by five planes (its end, its front, its back and two slanting between them), the shin
bone by one that slopes backwards as its top does, the kneecap by one across its back. A small block of
the shin bone stays where the posterior cruciate ligament holds on. Depths follow the thickness of the
components, so that these lie where cartilage lay (measured resection).
"""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.grid import Array
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import shape

LEFT_OVER = 0.016
"""Share of what stood above a cut that is left, so that no triangle loses its area."""

_DISTAL, _POSTERIOR, _ANTERIOR = 15.2, 17.0, 28.4
_LEAN = 0.055
"""Slope of the cut in front, away from the shaft as it goes up: it must not notch the bone."""
_PLANES = (
    ((0.0, -1.0), _DISTAL),
    ((-1.0, 0.0), _POSTERIOR),
    ((1.0, -_LEAN), _ANTERIOR),
    ((-0.7071, -0.7071), 19.6),
    ((0.7071, -0.7071), 23.2),
)
"""Outward direction (y, z) of each cut and how far (mm) it lies from the axle."""

TIBIAL, SLOPE = -10.6, 0.055
"""Level (mm) of the shin bone's cut under the middle of the condyles, and how it falls backwards."""
_FLARE = (0.0052, 0.009, 0.0)
"""By which share the top of the shin bone is wider (across, front to back), a millimetre above the cut."""
PATELLAR = -4.0
"""Where (y, mm, from the kneecap's middle) the kneecap's back is cut."""


def beyond_femur(y: Array, z: Array) -> Array:
    """How far (mm) points lie outside the five cuts of the thigh bone; negative within."""
    forth, up = y - shape.AXLE[1], z - shape.AXLE[2]
    over = [forth * a + up * b - away for (a, b), away in _PLANES]
    return np.asarray(np.maximum.reduce(np.broadcast_arrays(*over)))


def _box(angle: Array) -> Array:
    """Distance (mm) from the axle to the cuts of the thigh bone, at angles of the wheel."""
    turn = np.radians(angle)
    back, down = np.sin(turn), np.cos(turn)
    facing = [np.maximum(-back * a - down * b, 1e-3) / away for (a, b), away in _PLANES]
    return np.asarray(1 / np.maximum.reduce(facing))


def sawn_femur(points: Floats) -> Floats:
    """Points of the thigh bone once its end is cut: those outside the cuts fall back onto them."""
    radius, angle = shape.polar(points[:, 1], points[:, 2])
    box = _box(angle)
    there = np.minimum(radius, box + LEFT_OVER * (radius - box))
    y, z = shape.from_polar(there, angle)
    return np.stack([points[:, 0], y, z], axis=1)


def tibial_level(x: Array, y: Array) -> Array:
    """Height (mm) of the shin bone's cut; the block of the posterior cruciate ligament stands above it."""
    flat = TIBIAL + SLOPE * (y - shape.CONTACT)
    block = (1 - rise(np.abs(x), 3.0, 7.4)) * (1 - rise(y, -21.5, -16.5))
    return np.asarray(flat + 6.0 * block)


def sawn_tibia(points: Floats) -> Floats:
    """Points of the shin bone once its top is cut; the top is wider than the cut, so they draw in, too."""
    level = tibial_level(points[:, 0], points[:, 1])
    over = np.clip(points[:, 2] - level, 0.0, None)
    narrower = 1 - np.outer(np.clip(over, 0.0, 8.0), _FLARE)
    return points * narrower - np.outer((1 - LEFT_OVER) * over, [0.0, 0.0, 1.0])


def sawn_patella(local: Floats) -> Floats:
    """Points of the kneecap, from its middle, once its back is cut."""
    over = np.clip(PATELLAR - local[:, 1], 0.0, None)
    return local + np.outer((1 - LEFT_OVER) * over, [0.0, 1.0, 0.0])


def sawn_face(over: Floats) -> Floats:
    """Where (0 to 1) a surface is a cut one, from how far (mm) its points lay beyond the cut."""
    return rise(over, 0.0, 0.6)
