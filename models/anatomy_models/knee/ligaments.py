"""Ligaments and tendons: bundles of fibres along paths that are laid anew for every bend.

Attachments are compared with those of the 3D Reference Organs of the Human Reference Atlas in `measure`. A
bundle is broad and thin where it holds on to bone and runs into the bone there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise
from anatomy_models.kit.ring import column
from anatomy_models.kit.spline import natural_spline, resample, tangents
from anatomy_models.kit.surface import Surface, unit
from anatomy_models.knee import motion, shape
from anatomy_models.knee.wear import lip

Vector = tuple[float, float, float]
SIDES = 56


@dataclass(frozen=True)
class Bundle:
    """The cross-section of a ligament or tendon along its way.

    Attributes:
        half: Half its width and half its thickness at evenly spaced places from end to end, mm.
        flat: Direction of its width at its far end; at its near end it is broad in the plane that the knee
            bends in, and between them it twists. None: broad in that plane all along.
        cleft: Share of the thickness by which a furrow parts two bundles.
        fibre: Height (mm) of its fibres.
        rings: Cross-sections along it.
        cut: Whether its far end is cut across; else both ends are rounded off.
    """

    half: tuple[tuple[float, float], ...]
    flat: Vector | None = None
    cleft: float = 0.0
    fibre: float = 0.22
    rings: int = 40
    cut: bool = False


@dataclass(frozen=True)
class Strap:
    """A ligament between thigh and shin bone.

    Attributes:
        points: Where it runs when the leg is straight, mm.
        share: For every point, how much it follows the shin, 0 to 1.
        bundle: Its cross-section.
        slack: How far (mm, a direction) its middle sags when the leg is straight; it is taut when bent.
        winds: Whether it lies on the bones all along and winds about the axle; else it runs straight between.
    """

    points: tuple[Vector, ...]
    share: tuple[float, ...]
    bundle: Bundle
    slack: Vector = (0.0, 0.0, 0.0)
    winds: bool = False


STRAPS = {
    "anterior_cruciate": Strap(
        ((9.7, -17.0, 21.0), (7.6, -12.5, 16.5), (4.2, -1.0, 6.2), (-0.4, 11.4, -2.4), (-1.6, 10.5, -9.5)),
        (0.0, 0.16, 0.6, 1.0, 1.0),
        Bundle(
            ((8.0, 1.0), (5.6, 3.0), (4.6, 3.5), (5.2, 3.7), (5.8, 4.4)),
            (0.95, 0.35, 0.1),
            cleft=0.2,
        ),
    ),
    "posterior_cruciate": Strap(
        ((-8.9, -1.5, 12.6), (-7.4, -6.5, 10.4), (-5.0, -16.0, 4.6), (-0.4, -24.0, -5.0), (0, -18, -17)),
        (0.0, 0.22, 0.6, 1.0, 1.0),
        Bundle(
            ((8.4, 1.0), (6.0, 3.3), (5.0, 4.2), (6.0, 3.4), (7.0, 2.0)),
            (1.0, 0.0, 0.0),
            cleft=0.14,
        ),
        (0.0, -1.6, 1.6),
    ),
    "medial_collateral": Strap(
        (
            (-41.8, -8.2, 31.5),
            (-45.2, -7.6, 25.5),
            (-45.6, -6.8, 17.0),
            (-42.9, -6.0, 8.0),
            (-41.0, -5.0, 0.0),
            (-40.5, -3.6, -9.0),
            (-37.4, -2.0, -18.0),
            (-32.9, -1.0, -26.0),
            (-27.6, 0.2, -35.0),
            (-23.0, 1.6, -44.0),
            (-19.4, 2.2, -52.0),
            (-14.6, 2.8, -63.0),
        ),
        (0.0, 0.25, 0.62, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
        Bundle(
            ((7.6, 1.0), (6.4, 1.4), (6.8, 1.3), (6.4, 1.2), (5.8, 1.2), (6.6, 1.0)),
            fibre=0.16,
            rings=56,
        ),
        winds=True,
    ),
    "lateral_collateral": Strap(
        (
            (41.6, -7.6, 32.0),
            (46.0, -11.5, 20.0),
            (46.8, -16.0, 4.0),
            (47.2, -20.4, -10.0),
            (43.6, -22.6, -23.0),
        ),
        (0.0, 0.28, 0.66, 1.0, 1.0),
        Bundle(
            ((5.0, 1.6), (2.7, 2.0), (2.3, 2.1), (2.6, 2.0), (4.8, 1.6)),
            fibre=0.18,
        ),
    ),
}
PATELLAR = Bundle(
    ((13.0, 0.8), (14.0, 1.7), (12.8, 2.3), (12.3, 2.3), (12.0, 2.2), (12.4, 1.8), (12.8, 1.0)),
    (1.0, 0.0, 0.0),
    fibre=0.22,
    rings=52,
)
QUADRICEPS = Bundle(
    ((12.0, 0.8), (15.4, 2.6), (16.2, 3.6), (16.6, 4.0), (18.0, 4.6)),
    (1.0, 0.0, 0.0),
    fibre=0.24,
    rings=48,
    cut=True,
)


def grain(rings: int, sides: int = SIDES) -> Floats:
    """(rings, sides) fibres along a bundle, about -1 to 1: fine furrows that wander a little."""
    along = np.linspace(0.0, 1.0, rings)[:, None]
    turn = np.linspace(0.0, 2 * np.pi, sides, endpoint=False)[None] + 0.4 * along
    place = np.stack([np.cos(turn), np.sin(turn), 0.3 * along + 0 * turn], axis=-1)
    return layered_noise(place, 0.18, seed=4, octaves=1)


def _section(bundle: Bundle) -> tuple[Floats, Floats]:
    """The cross-sections across and along the thickness, (rings, SIDES) each, furrow and fibres included."""
    at = np.linspace(0, 1, bundle.rings)
    places = np.linspace(0, 1, len(bundle.half))
    wide, thick = (np.interp(at, places, [pair[k] for pair in bundle.half])[:, None] for k in (0, 1))
    turn = np.linspace(0.0, 2 * np.pi, SIDES, endpoint=False)[None]
    c, s = np.cos(turn), np.sin(turn)
    end = np.clip((at if bundle.cut else np.minimum(at, 1 - at)) / 0.08, 0, 1)[:, None]
    wide = wide * (0.3 + 0.7 * np.sqrt(1 - (1 - end) ** 2))
    thick = thick * (1 - bundle.cleft * np.exp(-((c / 0.34) ** 2)))
    relief = bundle.fibre * grain(bundle.rings) * np.clip(thick / 1.5, 0, 1)
    x = wide * np.sign(c) * np.abs(c) ** 0.85 + relief * c
    y = thick * np.sign(s) * np.abs(s) ** 0.85 + relief * s
    return x, y


def swept(path: Floats, bundle: Bundle, turned: Floats, near: Floats | None = None) -> Surface:
    """A bundle along a path.

    Args:
        path: (rings, 3) middle line.
        bundle: Its cross-section.
        turned: By how many degrees (rings,) the shin has turned the direction of its width.
        near: Direction of its width at its near end; None: in the plane that the knee bends in.
    """
    along = tangents(path)
    wide = np.cross([1.0, 0.0, 0.0], along) if near is None else np.broadcast_to(near, along.shape)
    if bundle.flat is not None:
        share = np.linspace(0, 1, bundle.rings)[:, None]
        far = motion.turned(np.broadcast_to(bundle.flat, along.shape) + shape.AXLE, turned) - shape.AXLE
        wide = unit(wide) * (1 - share) + far * share
    across = unit(wide - np.sum(wide * along, axis=1, keepdims=True) * along)
    x, y = _section(bundle)
    deep = np.cross(along, across)
    return column(path[:, None] + x[..., None] * across[:, None] + y[..., None] * deep[:, None])


def _laid(strap: Strap, degrees: float, stage: float) -> Floats:
    """The middle line (rings, 3) of a strap."""
    points, share = np.array(strap.points), np.array(strap.share)
    loose = 4 * share * (1 - share) * max(0.0, 1 - degrees / 70)
    points = points + loose[:, None] * np.array(strap.slack)
    if degrees:
        follow = motion.with_shin if strap.winds else _drawn
        points = follow(points, degrees, share)
    beside = np.sign(points[:, 0]) * (np.abs(points[:, 0]) > 30) * np.exp(-((points[:, 2] / 15) ** 2))
    points = points + np.outer(0.9 * lip(stage) * beside, [1.0, 0.0, 0.0])
    return natural_spline(motion.leaning(points, stage, 1 - share), strap.bundle.rings)


def _drawn(points: Floats, degrees: float, share: Floats) -> Floats:
    """A strap's course when bent: its ends keep to their bones, what lies between is drawn straight."""
    bent = motion.with_shin(points, degrees)
    first = int(np.argmax(share >= 1.0))
    between = share[:, None] * (bent[first] - points[0]) + points[0]
    straight = share[:, None] * (points[first] - points[0]) + points[0]
    aside = (points - straight) * [1.0, 0.3, 0.3]
    drawn: Floats = np.where(share[:, None] >= 1.0, bent, between + aside)
    return drawn


def strap_surface(name: str, degrees: float = 0.0, stage: float = 0.0) -> Surface:
    """A ligament at a bend or at a grade of wear."""
    strap = STRAPS[name]
    path = _laid(strap, degrees, stage)
    places = np.linspace(0, 1, len(strap.share))
    share = np.interp(np.linspace(0, 1, strap.bundle.rings), places, strap.share)
    return swept(path, strap.bundle, degrees * share)


_SIDEWAYS = np.array([1.0, 0.0, 0.0])


def patellar_tendon(degrees: float = 0.0, stage: float = 0.0) -> Surface:
    """The tendon from the front of the kneecap to the shin bone."""
    above = motion.kneecap(degrees).place(
        np.array([[0.0, 6.6, -1.0], [0.0, 8.2, -9.0], [0.0, 5.8, -18.0], [0.0, 2.8, -27.0]])
    )
    below = np.array([[5.0, 28.0, -22.0], [5.8, 26.6, -30.0], [6.0, 26.0, -38.0], [5.4, 23.6, -47.0]])
    below = motion.with_shin(below, degrees) if degrees else below
    between = 0.5 * (above[-1] + below[0])[None]
    course = np.concatenate([above, between, below])
    share = np.array([1, 1, 1, 1, 0.5, 0, 0, 0, 0.0])
    path = natural_spline(motion.leaning(course, stage, share), PATELLAR.rings)
    return swept(path, PATELLAR, np.zeros(PATELLAR.rings), _SIDEWAYS)


_TOP = np.array([[0.0, 37.0, 80.0], [0.0, 36.0, 88.0]])


def quadriceps_tendon(degrees: float = 0.0, stage: float = 0.0) -> Surface:
    """The tendon from the great thigh muscle to the kneecap; bent, it lies in the groove."""
    start = motion.kneecap(degrees).place(
        np.array([[0.0, 7.0, 2.0], [0.0, 8.8, 10.0], [0.0, 7.2, 18.0], [0.0, 5.0, 25.0]])
    )
    straight = resample(np.concatenate([start[-1:], _TOP[:1]]), 5)
    course = natural_spline(np.concatenate([start[:-1], _lifted(straight), _TOP[1:]]), QUADRICEPS.rings)
    return swept(motion.leaning(course, stage), QUADRICEPS, np.zeros(QUADRICEPS.rings), _SIDEWAYS)


def _lifted(points: Floats, room: float = 10.0) -> Floats:
    """Points pushed out of the groove and off the front of the thigh bone."""
    radius, angle = shape.polar(points[:, 1], points[:, 2])
    out = np.maximum(radius, shape.groove(np.maximum(angle, -124.0)) + room)
    y, z = shape.from_polar(out, angle)
    low = points[:, 2] < 44
    forth = np.maximum(points[:, 1], 23.5 + room)
    return np.stack([points[:, 0], np.where(low, y, forth), np.where(low, z, points[:, 2])], axis=1)
