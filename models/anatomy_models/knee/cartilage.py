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


def femoral_thickness(angle: Array, x: Array) -> Array:
    """Thickness (mm) of healthy cartilage on the thigh bone; below 0 where there is none."""
    aside = shape.half_width(angle) - 2.5 - np.abs(x)
    front = rise(angle + 116 + 0.25 * np.abs(x - 6), 0, 9)
    back = 1 - rise(angle, 108, 118)
    inside = rise(aside, -1.0, 3.0) * front * back
    return np.asarray((wear.THICKNESS + 3.0) * inside - 3.0)


def femoral(grid: Grid) -> Array:
    """The cartilage of the thigh bone as a field."""
    x, y, z = grid.axes
    radius, angle = shape.polar(y, z)
    across, about = x + 0 * angle, angle + 0 * x
    bone = bones.femur(grid)
    deep = shape.wheel(about, across) - radius - 2.5
    layer = np.maximum(bone - femoral_thickness(about, across), deep)
    layer = intersect(np.asarray(layer, np.float32), 1.2 - bones.notch(grid), 1.6)
    return np.asarray(np.maximum(layer, wear.BED - bone), np.float32)


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


def tibial_thickness(x: Array, y: Array, side: str) -> Array:
    """Thickness (mm) of healthy cartilage on one plateau of the shin bone; below 0 where there is none."""
    (middle, forth), (wide, deep) = _PLATEAUS[side]
    away = np.hypot((x - middle) / wide, (y - forth) / deep)
    return np.asarray((wear.THICKNESS + 3.0) * (1 - rise(away, 0.86, 1.06)) - 3.0)


def tibial(grid: Grid, side: str) -> Array:
    """The cartilage of one plateau as a field."""
    x, y, z = grid.axes
    bone = bones.tibia(grid)
    layer = np.maximum(bone - tibial_thickness(x, y, side), shape.plateau(x, y) - 2.0 - z)
    return np.asarray(np.maximum(layer, wear.BED - bone), np.float32)


def worn_tibial(points: Floats, side: str, stage: float) -> Floats:
    """Points of a plateau's cartilage at a grade."""
    base = shape.plateau(points[:, 0], points[:, 1])
    full = np.maximum(tibial_thickness(points[:, 0], points[:, 1], side), 0.3)
    height = np.clip((points[:, 2] - base - wear.BED) / full, 0, 1)
    left = wear.left_over(points, wear.wear_of_tibia(points), stage)
    fallen = points.astype(np.float64)
    fallen[:, 2] -= height * np.minimum(full - wear.FILM, full * (1 - left))
    return fallen


def patellar_thickness(x: Array, z: Array) -> Array:
    """Thickness (mm) of the cartilage on the kneecap's back; below 0 where there is none."""
    away = np.hypot(x / 19.5, (z - 4.5) / 14.5)
    return np.asarray((motion.CARTILAGE_OF_PATELLA + 3.0) * (1 - rise(away, 0.78, 1.08)) - 3.0)


def patellar(grid: Grid) -> Array:
    """The kneecap's cartilage as a field, about the kneecap's middle."""
    x, y, z = grid.axes
    bone = bones.patella(grid)
    layer = np.maximum(bone - patellar_thickness(x, z), y - bones.patella_back(x, z) - 2.0)
    return np.asarray(np.maximum(layer, wear.BED - bone), np.float32)


def worn_patellar(local: Floats, stage: float) -> Floats:
    """Points of the kneecap's cartilage at a grade, about the kneecap's middle: worn on its outer facet."""
    base = bones.patella_back(local[:, 0], local[:, 2])
    full = np.maximum(patellar_thickness(local[:, 0], local[:, 2]), 0.3)
    height = np.clip((base - wear.BED - local[:, 1]) / full, 0, 1)
    where = 0.6 * np.exp(-(((local[:, 0] - 7) / 9) ** 4) - ((local[:, 2] - 4) / 11) ** 4)
    left = wear.left_over(local, where, stage)
    thinned = local.astype(np.float64)
    thinned[:, 1] += height * np.minimum(full - wear.FILM, full * (1 - left))
    return thinned
