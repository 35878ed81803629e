"""The smooth layers on the bones: of the thigh bone, the shin bone's two plateaus, the kneecap.

A point of a layer knows how high it lies between bone and surface (0 to 1); when the layer thins it keeps
that share, so that the same triangles serve every grade.
"""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import intersect
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import bones, motion, shape, wear

RIM = 0.38
"""Share of the full thickness that a layer has at its rim, which is rounded off."""


def _thick(margin: Array, full: float) -> Array:
    """Thickness (mm) of a healthy layer so far (mm) within its rim: 0 outside, then soon the full one."""
    return np.asarray(full * rise(margin, -0.8, 0.0) * (RIM + (1 - RIM) * rise(margin, 0.0, 4.0)))


def _layer(bone: Array, thickness: Array, margin: Array) -> Array:
    """The field of a layer on a bone that ends where the margin is 0."""
    ended = intersect(
        np.asarray(bone - thickness, np.float32), np.asarray(-margin + 0 * bone, np.float32), 1.0
    )
    return np.asarray(np.maximum(ended, wear.BED - bone), np.float32)


def femoral_margin(angle: Array, x: Array) -> Array:
    """How far (mm) within the rim of the thigh bone's cartilage a place lies."""
    beside = np.abs(x)
    aside = shape.half_width(angle) - 6.2 - beside
    front = 0.6 * (angle + 117 + 0.25 * np.abs(x - 6))
    back = 0.42 * (116 - 0.11 * (beside - 23) ** 2 - angle)
    return -intersect(intersect(-aside, -front, 7.0), -back, 7.0)


def femoral_thickness(angle: Array, x: Array) -> Array:
    """Thickness (mm) of healthy cartilage on the thigh bone; 0 where there is none."""
    return _thick(femoral_margin(angle, x), wear.THICKNESS)


def femoral(grid: Grid) -> Array:
    """The cartilage of the thigh bone as a field."""
    x, y, z = grid.axes
    radius, angle = shape.polar(y, z)
    across, about = x + 0 * angle, angle + 0 * x
    below = np.asarray(shape.wheel(about, across) - radius - 2.5, np.float32)
    margin = intersect(np.asarray(-femoral_margin(about, across), np.float32), below, 2.0)
    margin = -intersect(margin, 1.4 - bones.notch(grid), 3.0)
    return _layer(bones.femur(grid), femoral_thickness(about, across), margin)


def worn_femoral(points: Floats, stage: float) -> Floats:
    """Points of the thigh bone's cartilage at a grade, before the bone leans."""
    radius, angle = shape.polar(points[:, 1], points[:, 2])
    base = shape.wheel(angle, points[:, 0])
    full = np.maximum(femoral_thickness(angle, points[:, 0]), 0.3)
    height = np.clip((radius - base - wear.BED) / full, 0, 1)
    left = wear.left_over(points, wear.wear_of_femur(points), stage)
    fall = height * np.minimum(full - wear.FILM, full * (1 - left))
    y, z = shape.from_polar(radius - fall, angle)
    return np.stack([points[:, 0], y, z], axis=1)


_PLATEAUS = {"medial": ((-22.0, -3.5), (16.5, 21.5)), "lateral": ((21.5, -4.0), (15.5, 17.5))}


def tibial_margin(x: Array, y: Array, side: str) -> Array:
    """How far (mm) within the rim of one plateau's cartilage a place lies."""
    (middle, forth), (wide, deep) = _PLATEAUS[side]
    return np.asarray(17.0 * (1.0 - np.hypot((x - middle) / wide, (y - forth) / deep)))


def tibial_thickness(x: Array, y: Array, side: str) -> Array:
    """Thickness (mm) of healthy cartilage on one plateau of the shin bone; 0 where there is none."""
    return _thick(tibial_margin(x, y, side), wear.THICKNESS)


def tibial(grid: Grid, side: str) -> Array:
    """The cartilage of one plateau as a field."""
    x, y, z = grid.axes
    margin = np.minimum(tibial_margin(x, y, side), z - shape.plateau(x, y) + 2.0)
    return _layer(bones.tibia(grid), tibial_thickness(x, y, side), margin)


def worn_tibial(points: Floats, side: str, stage: float) -> Floats:
    """Points of a plateau's cartilage at a grade."""
    base = shape.plateau(points[:, 0], points[:, 1])
    full = np.maximum(tibial_thickness(points[:, 0], points[:, 1], side), 0.3)
    height = np.clip((points[:, 2] - base - wear.BED) / full, 0, 1)
    left = wear.left_over(points, wear.wear_of_tibia(points), stage)
    fallen = points.astype(np.float64)
    fallen[:, 2] -= height * np.minimum(full - wear.FILM, full * (1 - left))
    return fallen


def patellar_margin(x: Array, z: Array) -> Array:
    """How far (mm) within the rim of the kneecap's cartilage a place lies."""
    return np.asarray(16.0 * (1.0 - np.hypot(x / 19.5, (z - 4.5) / 14.5)))


def patellar_thickness(x: Array, z: Array) -> Array:
    """Thickness (mm) of the cartilage on the kneecap's back; 0 where there is none."""
    return _thick(patellar_margin(x, z), motion.CARTILAGE_OF_PATELLA)


def patellar(grid: Grid) -> Array:
    """The kneecap's cartilage as a field, about the kneecap's middle."""
    x, y, z = grid.axes
    margin = np.minimum(patellar_margin(x, z), bones.patella_back(x, z) - y + 2.0)
    return _layer(bones.patella(grid), patellar_thickness(x, z), margin)


def wear_of_patella(local: Floats) -> Floats:
    """Where (0 to 1) the kneecap's cartilage wears, about the kneecap's middle: on its outer facet."""
    x, z = (local[:, 0] - 7) / 9, (local[:, 2] - 4) / 11
    return np.asarray(0.4 * np.exp(-(x**4) - z**4))


def worn_patellar(local: Floats, stage: float) -> Floats:
    """Points of the kneecap's cartilage at a grade, about the kneecap's middle: worn on its outer facet."""
    base = bones.patella_back(local[:, 0], local[:, 2])
    full = np.maximum(patellar_thickness(local[:, 0], local[:, 2]), 0.3)
    height = np.clip((base - wear.BED - local[:, 1]) / full, 0, 1)
    left = wear.left_over(local, wear_of_patella(local), stage)
    thinned = local.astype(np.float64)
    thinned[:, 1] += height * np.minimum(full - wear.FILM, full * (1 - left))
    return thinned
