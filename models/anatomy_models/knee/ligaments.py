"""Ligaments and tendons: straps along paths that are laid anew for every bend.

Attachments are compared with those of the 3D Reference Organs of the Human Reference Atlas in `measure`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.spline import natural_spline, resample
from anatomy_models.kit.surface import Surface
from anatomy_models.kit.sweep import tube
from anatomy_models.knee import motion, shape
from anatomy_models.knee.wear import lip


@dataclass(frozen=True)
class Strap:
    """A ligament between thigh and shin bone.

    Attributes:
        points: Where it runs when the leg is straight, mm.
        share: For every point, how much it follows the shin, 0 to 1.
        half: Half its width and half its thickness at the ends and in the middle, mm.
        flat: Direction of its width.
        slack: How far (mm, a direction) its middle sags when the leg is straight; it is taut when bent.
    """

    points: tuple[tuple[float, float, float], ...]
    share: tuple[float, ...]
    half: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
    flat: tuple[float, float, float]
    slack: tuple[float, float, float] = (0.0, 0.0, 0.0)


STRAPS = {
    "anterior_cruciate": Strap(
        ((8.8, -15.5, 19.5), (3.6, -1.5, 8.0), (-1.2, 13.0, -4.5)),
        (0.0, 0.5, 1.0),
        ((5.5, 3.4), (4.2, 3.4), (6.5, 3.6)),
        (0.95, 0.3, 0.0),
    ),
    "posterior_cruciate": Strap(
        ((-7.0, 0.5, 9.4), (-3.4, -13.0, 4.6), (-1.0, -27.0, -4.0), (0.0, -29.5, -13.0)),
        (0.0, 0.5, 1.0, 1.0),
        ((6.5, 4.2), (5.0, 4.4), (6.5, 3.2)),
        (0.55, 0.1, 0.8),
        (0.0, -2.0, 2.0),
    ),
    "medial_collateral": Strap(
        (
            (-44.4, -8.0, 30.0),
            (-45.4, -5.5, 9.0),
            (-41.8, -3.5, -9.0),
            (-34.8, -1.0, -26.0),
            (-25.0, 1.5, -44.0),
            (-18.6, 2.5, -60.0),
        ),
        (0.0, 0.5, 1.0, 1.0, 1.0, 1.0),
        ((6.0, 1.5), (6.5, 1.3), (6.0, 1.3)),
        (0.0, 1.0, 0.0),
    ),
    "lateral_collateral": Strap(
        ((43.6, -9.0, 28.0), (45.8, -15.0, 8.0), (43.8, -20.0, -11.0), (41.5, -22.0, -20.0)),
        (0.0, 0.5, 1.0, 1.0),
        ((3.2, 1.9), (2.6, 2.1), (3.2, 1.9)),
        (0.0, 0.9, 0.3),
    ),
}
_SIDES = 20


def _oval(half: Floats, sides: int = _SIDES) -> Floats:
    """Radii (n, sides) of flattened cross-sections with half width and half thickness (n, 2)."""
    turn = np.linspace(0.0, 2 * np.pi, sides, endpoint=False)
    wide, thick = half[:, :1], half[:, 1:]
    power = 2.6
    reach = (np.abs(np.cos(turn) / wide) ** power + np.abs(np.sin(turn) / thick) ** power) ** (-1 / power)
    return np.asarray(reach)


def _widths(half: tuple[tuple[float, float], ...], rings: int) -> Floats:
    """Half width and thickness (rings, 2) from those at evenly spaced places, eased."""
    places = np.linspace(0, 1, len(half))
    at = np.linspace(0, 1, rings)
    plain = np.stack([np.interp(at, places, [pair[k] for pair in half]) for k in (0, 1)], axis=1)
    end = np.clip(np.minimum(at, 1 - at) / 0.09, 0, 1)
    rounded = np.sqrt(1 - (1 - end) ** 2)
    return np.asarray(plain * np.stack([0.55 + 0.45 * rounded, 0.12 + 0.88 * rounded], axis=1))


def _laid(strap: Strap, degrees: float, stage: float, rings: int) -> Floats:
    """The middle line (rings, 3) of a strap."""
    points, share = np.array(strap.points), np.array(strap.share)
    loose = 4 * share * (1 - share) * max(0.0, 1 - degrees / 70)
    points = points + loose[:, None] * np.array(strap.slack)
    if degrees:
        points = _drawn(points, share, degrees)
    beside = np.sign(points[:, 0]) * (np.abs(points[:, 0]) > 30) * np.exp(-((points[:, 2] / 15) ** 2))
    points = points + np.outer(0.9 * lip(stage) * beside, [1.0, 0.0, 0.0])
    return natural_spline(motion.leaning(points, stage, 1 - share), rings)


def _drawn(points: Floats, share: Floats, degrees: float) -> Floats:
    """A strap's course when bent: its ends keep to their bones, what lies between is drawn straight."""
    bent = motion.with_shin(points, degrees)
    first = int(np.argmax(share >= 1.0))
    between = share[:, None] * (bent[first] - points[0]) + points[0]
    straight = share[:, None] * (points[first] - points[0]) + points[0]
    aside = (points - straight) * [1.0, 0.3, 0.3]
    drawn: Floats = np.where(share[:, None] >= 1.0, bent, between + aside)
    return drawn


def strap_surface(name: str, degrees: float = 0.0, stage: float = 0.0, rings: int = 36) -> Surface:
    """A ligament at a bend or at a grade of wear."""
    strap = STRAPS[name]
    path = _laid(strap, degrees, stage, rings)
    share = np.interp(np.linspace(0, 1, rings), np.linspace(0, 1, len(strap.share)), strap.share)
    flat = np.broadcast_to(np.array(strap.flat), (rings, 3)) + shape.AXLE
    wide = motion.turned(flat, degrees * share) - shape.AXLE
    return tube(path, _oval(_widths(strap.half, rings)), _SIDES, up=wide)


PATELLAR = (((13.0, 2.0), (12.5, 2.4), (11.5, 2.4), (11.0, 1.6)), 40)
QUADRICEPS = (((13.0, 1.6), (15.5, 3.2), (15.5, 3.6), (17.0, 4.2)), 44)


def patellar_tendon(degrees: float = 0.0, stage: float = 0.0) -> Surface:
    """The tendon from the kneecap's point to the shin bone."""
    half, rings = PATELLAR
    pose = motion.kneecap(degrees)
    above = pose.place(np.array([[0.0, 8.6, -7.0], [0.0, 6.6, -16.0], [0.0, 3.4, -24.0]]))
    below = np.array([[2.4, 25.2, -24.0], [2.5, 24.2, -32.0], [2.5, 21.6, -44.0]])
    below = motion.with_shin(below, degrees) if degrees else below
    between = 0.5 * (above[-1] + below[0])[None]
    course = np.concatenate([above, between, below])
    share = np.array([1, 1, 1, 0.5, 0, 0, 0.0])
    path = natural_spline(motion.leaning(course, stage, share), rings)
    return tube(path, _oval(_widths(half, rings)), _SIDES, up=np.broadcast_to([1.0, 0.0, 0.0], (rings, 3)))


_TOP = np.array([[0.0, 37.0, 80.0], [0.0, 36.0, 88.0]])


def quadriceps_tendon(degrees: float = 0.0, stage: float = 0.0) -> Surface:
    """The tendon from the great thigh muscle to the kneecap; bent, it lies in the groove."""
    half, rings = QUADRICEPS
    start = motion.kneecap(degrees).place(np.array([[0.0, 10.2, 8.0], [0.0, 7.6, 17.0], [0.0, 5.0, 24.0]]))
    straight = resample(np.concatenate([start[-1:], _TOP[:1]]), 5)
    course = natural_spline(np.concatenate([start[:-1], _lifted(straight), _TOP[1:]]), rings)
    path = motion.leaning(course, stage)
    return tube(path, _oval(_widths(half, rings)), _SIDES, up=np.broadcast_to([1.0, 0.0, 0.0], (rings, 3)))


def _lifted(points: Floats, room: float = 8.2) -> Floats:
    """Points pushed out of the groove and off the front of the thigh bone."""
    radius, angle = shape.polar(points[:, 1], points[:, 2])
    out = np.maximum(radius, shape.groove(np.maximum(angle, -124.0)) + room)
    y, z = shape.from_polar(out, angle)
    low = points[:, 2] < 44
    forth = np.maximum(points[:, 1], 23.5 + room)
    return np.stack([points[:, 0], np.where(low, y, forth), np.where(low, z, points[:, 2])], axis=1)
