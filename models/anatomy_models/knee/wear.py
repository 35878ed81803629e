"""Wear: how thick the cartilage is at every place and grade, and where lips of bone grow."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise
from anatomy_models.kit.field import table
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import motion, shape

THICKNESS = 2.25
"""Thickness (mm) of healthy cartilage on the thigh and the shin bone, where it bears load."""
FILM, BED = 0.05, 0.03
"""What is always left of cartilage, and the hair's breadth between it and the bone (mm)."""
_LIP = table(motion.STAGES, (0.0, 0.5, 2.0, 3.6, 5.2))


def _patch(x: Floats, along: Floats) -> Floats:
    """Where wear acts, 0 to 1: the inner condyle's middle first; the outer one a little.

    Args:
        x: Place across, mm.
        along: Way from the middle of the loaded zone, in units of its half-length.
    """
    inner = np.exp(-(np.abs((x + shape.CONDYLE - 0.5) / 11.0) ** 4) - np.abs(along) ** 4)
    outer = 0.16 * np.exp(-(((x - shape.CONDYLE) / 10.0) ** 4) - along**4)
    return np.asarray(np.clip(inner + outer, 0, 1))


def wear_of_femur(points: Floats) -> Floats:
    """Where (0 to 1) the cartilage of the thigh bone wears."""
    angle = shape.polar(points[:, 1], points[:, 2])[1]
    groove = 0.25 * np.exp(-(((angle + 85) / 30) ** 4)) * np.exp(-(((points[:, 0] - 8) / 14) ** 4))
    return np.asarray(np.clip(_patch(points[:, 0], (angle - 6) / 46) + groove, 0, 1))


def wear_of_tibia(points: Floats) -> Floats:
    """Where (0 to 1) the cartilage of the shin bone wears."""
    return _patch(points[:, 0], (points[:, 1] - shape.CONTACT - 1) / 17)


def spread(points: Floats, where: Floats) -> Floats:
    """Where (0 to 1) wear acts in full or in part: wider than its middle, with an uneven border."""
    uneven = layered_noise(points, 6.0, seed=12, octaves=2)
    return np.asarray(np.clip(1.45 * where + 1.2 * uneven * where * (1 - where), 0, 1))


def left_over(points: Floats, where: Floats, stage: float) -> Floats:
    """The share of the thickness that is left at a grade, pits at the worn border included."""
    where = spread(points, where)
    gone = motion.worn(stage) * where
    rough = layered_noise(points, 5.0, seed=11)
    pits = rise(rough, 0.1, 0.5) * rise(where * motion.worn(stage), 0.04, 0.5) * 0.75
    contact = rise(where, 0.9, 0.99)
    return np.asarray(np.clip(1 - gone - pits * (1 - gone) * (1 - contact), 0, 1))


def lip(stage: float) -> float:
    """How far (mm) the lips of bone reach at a grade, at their highest."""
    return float(_lip_at(stage))


def _lip_at(stage: float) -> Floats:
    return np.asarray(_LIP(np.asarray(stage)))


def _lumps(points: Floats, seed: int) -> Floats:
    """Uneven growth, 0 to 1."""
    return np.asarray(rise(layered_noise(points, 11.0, seed=seed, octaves=2), -0.45, 0.45))


def worn_femur(points: Floats, normals: Floats, stage: float) -> Floats:
    """The thigh bone at a grade, before it leans: lips along its edges, bare bone polished."""
    radius, angle = shape.polar(points[:, 1], points[:, 2])
    aside = np.abs(points[:, 0])
    edge = np.exp(-(((aside - shape.half_width(angle) + 1.5) / 4.0) ** 2))
    rim = rise(radius / shape.wheel(angle, points[:, 0]), 0.72, 0.98)
    reach = rise(angle, -125, -95) * (1 - rise(angle, 80, 120))
    strength = np.where(points[:, 0] < 0, 1.0, 0.6) * edge * rim * reach * (0.25 + 0.75 * _lumps(points, 3))
    outward = 0.6 * normals + np.stack([0.8 * np.sign(points[:, 0]), 0 * aside, 0 * aside], axis=1)
    worn = spread(points, wear_of_femur(points)) * _faces_joint(points, radius, angle)
    bare = motion.HARDENED * motion.worn(stage) * worn
    return np.asarray(points + lip(stage) * strength[:, None] * outward + bare[:, None] * normals)


def _faces_joint(points: Floats, radius: Floats, angle: Floats) -> Floats:
    """1 on the rim of the wheels, 0 elsewhere."""
    return rise(radius - shape.wheel(angle, points[:, 0]), -2.0, -0.8)


def worn_tibia(points: Floats, normals: Floats, stage: float) -> Floats:
    """The shin bone at a grade: lips along the edge of its top, pointed peaks, bare bone polished."""
    top = shape.plateau(points[:, 0], points[:, 1])
    below = top - points[:, 2]
    outward = np.hypot(normals[:, 0], normals[:, 1])
    edge = np.exp(-(((below - 3.0) / 3.2) ** 2)) * rise(outward, 0.3, 0.8) * rise(np.abs(points[:, 0]), 8, 18)
    side = np.where(points[:, 0] < 0, 1.0, 0.6)
    strength = edge * side * (0.25 + 0.75 * _lumps(points, 5))
    direction = normals * [1.0, 0.8, 0.4]
    direction[:, 2] += 0.15
    worn = spread(points, wear_of_tibia(points)) * (1 - rise(below, 0.6, 2.0))
    bare = motion.HARDENED * motion.worn(stage) * worn
    return np.asarray(points + lip(stage) * strength[:, None] * direction + bare[:, None] * normals)


def worn_patella(local: Floats, normals: Floats, stage: float) -> Floats:
    """The kneecap at a grade, from its own middle: spurs at its poles."""
    pole = rise(np.abs(local[:, 2]), 13, 20) * (1 - rise(local[:, 1], 0, 7)) * (0.4 + 0.6 * _lumps(local, 9))
    return np.asarray(local + 0.55 * lip(stage) * pole[:, None] * normals)
