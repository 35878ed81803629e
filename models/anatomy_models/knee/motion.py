"""How the knee bends, and how a worn knee leans: places of points at every step.

The thigh bone stays where it is while the knee bends; the shin turns about the axle, pushed down where the
wheel is larger, and glides forwards under the condyles (which so roll back on it). In the first part of
bending it also twists inwards about its inner plateau, as it twists outwards again in the last part of
stretching (the screw home): so the outer condyle rolls back further than the inner one. The kneecap slides
down its groove as far as its tendon, which hardly stretches, lets it. The roll-back is ours. A worn knee
leans about the outer condyle, which still has its cartilage: the thigh bone sinks on the inner side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import table
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import shape

MOST = 120.0
"""Degrees of bending at weight 1."""
KEYS = tuple(step / 10 for step in range(1, 11))
"""Weights of the key shapes of `flexion`: one for every 12 degrees, so that nothing shrinks on the way."""
ROLL_BACK = 3.0
"""How far (mm) the condyles have rolled back at full bending, beside what the twist of the shin does."""
TWIST, TWISTED = 11.5, 40.0
"""By how many degrees the shin twists inwards, and at how many degrees of bending it has done so.

11.55 +- 3.2 degrees from 0 to 40 degrees of bending in 30 healthy knees (`chen_2014` in model.toml); from 30
to 120 degrees hardly any more (`qi_2013`).
"""
PIVOT = (-16.0, -4.0)
"""Place (x, y, mm) on the inner plateau that the shin twists about."""
CARTILAGE_OF_GROOVE, CARTILAGE_OF_PATELLA, SLIP = 2.3, 3.0, 0.35

Moved = Callable[[Floats], Floats]
"""Points (n, 3) to where they are then."""

MOTION_KEYS = tuple(step / 24 for step in range(1, 25))
"""Weights of the keys of what moves as a whole: one for every 5 degrees."""

TUBEROSITY = np.array([6.0, 24.5, -31.0])
"""Where the patellar tendon ends on the shin bone."""
APEX = np.array([0.0, 1.0, -22.5])
"""Where it begins, from the middle of the kneecap."""
_REST = -119.0
_WHEEL_ANGLES = np.linspace(-80.0, 160.0, 481)


def turned(points: Floats, degrees: Floats | float) -> Floats:
    """Points turned about the axle, the shin's end going backwards; one angle or one for each."""
    angle = np.radians(degrees)
    y, z = points[:, 1] - shape.AXLE[1], points[:, 2] - shape.AXLE[2]
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([points[:, 0], shape.AXLE[1] + y * c + z * s, shape.AXLE[2] - y * s + z * c], axis=1)


def _reach(degrees: float) -> float:
    """How far (mm) a condyle reaches from the axle in the direction of the shin."""
    radius = shape.wheel(_WHEEL_ANGLES, np.full_like(_WHEEL_ANGLES, shape.CONDYLE))
    return float((radius * np.cos(np.radians(_WHEEL_ANGLES - degrees))).max())


def glide(degrees: float) -> Floats:
    """The (3,) shift of the shin beside its turn: onto the wheel's rim and forwards under it."""
    angle = np.radians(degrees)
    down = np.array([0.0, -np.sin(angle), -np.cos(angle)])
    forth = np.array([0.0, np.cos(angle), -np.sin(angle)])
    rolled = ROLL_BACK * np.sin(min(degrees / MOST, 1.0) * np.pi / 2) ** 2
    shift: Floats = down * (_reach(degrees) - _reach(0.0)) + forth * rolled
    return shift


def twist(degrees: float) -> float:
    """By how many degrees the shin has twisted inwards when the knee is bent."""
    return TWIST * float(np.sin(min(degrees / TWISTED, 1.0) * np.pi / 2))


def _twisted(points: Floats, degrees: Floats | float) -> Floats:
    """Points turned inwards about the upright through the pivot; one angle or one for each."""
    angle = np.radians(degrees)
    x, y = points[:, 0] - PIVOT[0], points[:, 1] - PIVOT[1]
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([PIVOT[0] + x * c - y * s, PIVOT[1] + x * s + y * c, points[:, 2]], axis=1)


def with_shin(points: Floats, degrees: float, share: Floats | float = 1.0) -> Floats:
    """Points that follow the shin bone wholly, or by a share (one number or one for each point)."""
    part = np.broadcast_to(np.asarray(share, dtype=np.float64), len(points))
    inwards = _twisted(points, twist(degrees) * part)
    return turned(inwards, degrees * part) + part[:, None] * glide(degrees)


def from_shin(points: Floats, degrees: float) -> Floats:
    """Where points lie as seen from the shin of a bent knee: the way back of `with_shin`."""
    return _twisted(turned(points - glide(degrees), -degrees), -twist(degrees))


def motion_of(move: Moved) -> Floats:
    """The (3, 4) turn and shift that a rigid way of moving is."""
    origin, *ends = move(np.concatenate([np.zeros((1, 3)), np.eye(3)]))
    matrix: Floats = np.stack([*(end - origin for end in ends), origin], axis=1)
    return matrix


@dataclass(frozen=True)
class Pose:
    """Where the kneecap is: its middle, and the directions of its side, front and top (rows)."""

    middle: Floats
    axes: Floats

    def place(self, local: Floats) -> Floats:
        """Points given from the kneecap's middle, in their place."""
        placed: Floats = self.middle + np.asarray(local) @ self.axes
        return placed

    def local(self, points: Floats) -> Floats:
        """Points in their place, as given from the kneecap's middle."""
        given: Floats = (np.asarray(points) - self.middle) @ self.axes.T
        return given


def _pose_at(angle: float) -> Pose:
    """The kneecap lying on the groove at an angle of the wheel, as near as the cartilage lets it."""
    past = -(angle + 90.0)
    tilt = np.radians(past if past < 0 else 0.3 * past)
    front = np.array([0.0, np.cos(tilt), np.sin(tilt)])
    top = np.array([0.0, -np.sin(tilt), np.cos(tilt)])
    axes = np.array([[1.0, 0.0, 0.0], front, top])
    x, z = (each.ravel() for each in np.meshgrid(np.linspace(-15, 15, 7), np.linspace(-14, 18, 9)))
    from anatomy_models.knee.bones import patella_back

    back = np.stack([x, patella_back(x, z) - CARTILAGE_OF_PATELLA, z], axis=1) @ axes
    y, up = shape.from_polar(shape.groove(np.array([angle])), np.array([angle]))
    start = np.array([0.0, y[0], up[0]])
    for distance in np.arange(8.0, 30.0, 0.25):
        if _clearance(start + front * distance + back) > SLIP:
            return Pose(start + front * distance, axes)
    raise ValueError(f"the kneecap finds no room at {angle} degrees of the wheel")


def _clearance(points: Floats) -> float:
    """The smallest gap (mm) between points and the cartilage of the groove."""
    radius, angle = shape.polar(points[:, 1], points[:, 2])
    gap = radius - shape.wheel(angle, points[:, 0]) - CARTILAGE_OF_GROOVE
    front = points[:, 1] - 21.5
    return float(np.where(points[:, 2] > 50, front, gap).min())


@cache
def kneecap(degrees: float) -> Pose:
    """The kneecap when the knee is bent: held by its tendon, which keeps its length."""
    end = with_shin(TUBEROSITY[None], degrees)[0]
    length = np.linalg.norm(_pose_at(_REST).place(APEX) - TUBEROSITY)
    low, high = _REST - 1.0, -4.0
    for _ in range(14):
        middle = (low + high) / 2
        too_long = np.linalg.norm(_pose_at(middle).place(APEX) - end) > length
        low, high = (middle, high) if too_long else (low, middle)
    return _pose_at((low + high) / 2)


def with_kneecap(points: Floats, degrees: float) -> Floats:
    """Points that follow the kneecap."""
    return kneecap(degrees).place(kneecap(0.0).local(points))


@cache
def _kneecap_turn(degrees: float) -> float:
    """By how many degrees of the wheel the kneecap has slid down."""
    rest, now = kneecap(0.0).middle, kneecap(degrees).middle
    angles = shape.polar(np.array([rest[1], now[1]]), np.array([rest[2], now[2]]))[1]
    return float(angles[1] - angles[0])


def with_soft_parts(points: Floats, degrees: float) -> Floats:
    """Points of the capsule and what lies in it: drawn along by shin and kneecap, spread between them."""
    if degrees == 0.0:
        return points.astype(np.float64)
    away, angle = shape.polar(points[:, 1], points[:, 2])
    cap = _kneecap_turn(degrees) / degrees
    share = np.interp(angle, (-178, -155, -120, -100, -50, 27, 172), (0, 0, cap, cap, 1, 1, 0))
    share = 0.5 + (share - 0.5) * rise(away, 3.0, 24.0)
    nearer = 1 - np.interp(angle, (-175, -130, -90, -30), (0, 1, 1, 0)) * (1 - _kneecap_nearness(degrees))
    drawn = shape.AXLE + (points - shape.AXLE) * np.stack([np.ones(len(points)), nearer, nearer], axis=1)
    return with_shin(drawn, degrees, share)


@cache
def _kneecap_nearness(degrees: float) -> float:
    """How much nearer to the axle the kneecap has come, as a share of its distance."""
    rest, now = (float(np.linalg.norm(kneecap(at).middle - shape.AXLE)) for at in (0.0, degrees))
    return min(1.0, now / rest)


STAGES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Weights of the key shapes of `kl`: Kellgren-Lawrence grades 0 to 4."""
JOINT_SPACE = (4.8, 4.4, 3.6, 2.0, 0.4)
"""Distance (mm) between the bones on the inner side, straight leg, at each grade.

Healthy: `beattie_2008` in model.toml, women 4.8 mm. Grade 2 has a possible narrowing, grade 3 a definite,
grade 4 a marked one (`kellgren_lawrence_1957`): their figures are ours.
"""
HARDENED = 0.24
"""How far (mm) bare bone rises where its cartilage is gone (it covers the film that is left of that)."""

joint_space = table(STAGES, JOINT_SPACE)


def worn(stage: float) -> float:
    """How much of the cartilage on the inner side is gone, 0 to 1."""
    room = JOINT_SPACE[0] - JOINT_SPACE[-1]
    return float((JOINT_SPACE[0] - joint_space(np.asarray(stage))) / room)


def sinking(stage: float) -> float:
    """How far (mm) the thigh bone sinks on the inner side."""
    return float(JOINT_SPACE[0] - joint_space(np.asarray(stage))) - 2 * HARDENED * worn(stage)


def leaning(points: Floats, stage: float, share: Floats | float = 1.0) -> Floats:
    """Points that follow the thigh bone as a worn knee leans inwards; or follow it by a share."""
    angle = np.arcsin(sinking(stage) / (2 * shape.CONDYLE))
    x, z = points[:, 0] - shape.CONDYLE, points[:, 2]
    c, s = np.cos(angle), np.sin(angle)
    there = np.stack([shape.CONDYLE + x * c - z * s, points[:, 1], x * s + z * c], axis=1)
    part = np.broadcast_to(np.asarray(share, dtype=np.float64), len(points))[:, None]
    leaned: Floats = points + part * (there - points)
    return leaned
