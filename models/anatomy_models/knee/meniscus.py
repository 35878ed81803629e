"""The two menisci: wedges bent to a C, filling the edge of the gap between the cartilages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise, mixed
from anatomy_models.kit.ring import column
from anatomy_models.kit.surface import Surface
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import motion, shape
from anatomy_models.knee.cartilage import femoral_thickness, tibial_thickness, worn_femoral, worn_tibial

GAP = 0.15
ROWS = 10
"""Points from the inner to the outer edge, below and above."""


@dataclass(frozen=True)
class Crescent:
    """One meniscus seen from above.

    Attributes:
        side: medial or lateral.
        middle: (x, y) about which it bends, mm.
        reach: Its outer half-axes, mm.
        span: From which to which angle it goes; 0 is outwards, positive forwards, degrees.
        width: From inner to outer edge behind, beside and in front, mm.
    """

    side: str
    middle: tuple[float, float]
    reach: tuple[float, float]
    span: tuple[float, float]
    width: tuple[float, float, float]


CRESCENTS = (
    Crescent("medial", (-20.0, -3.5), (18.6, 23.5), (-128.0, 130.0), (13.0, 9.0, 8.0)),
    Crescent("lateral", (19.5, -4.0), (18.0, 19.5), (-142.0, 142.0), (11.0, 10.5, 10.5)),
)


def _above_tibia(x: Floats, y: Floats, side: str, stage: float) -> Floats:
    """Height of the plateau's cartilage (mm)."""
    full = np.maximum(tibial_thickness(x, y, side), 0.0)
    top = np.stack([x, y, shape.plateau(x, y) + full], axis=1)
    return worn_tibial(top, side, stage)[:, 2]


def _below_femur(x: Floats, y: Floats, stage: float) -> Floats:
    """Height of the underside of the thigh bone's cartilage (mm)."""
    angle = np.broadcast_to(np.linspace(-84.0, 86.0, 86), (len(x), 86))
    aside = np.broadcast_to(x[:, None], angle.shape)
    radius = shape.wheel(angle, aside) + np.maximum(femoral_thickness(angle, aside), 0.0)
    rim = np.stack([aside, *shape.from_polar(radius, angle)], axis=-1)
    there = motion.leaning(worn_femoral(rim.reshape(-1, 3), stage), stage).reshape(rim.shape)
    pairs = zip(y, there, strict=True)
    return np.array([np.interp(-forth, -line[:, 1], line[:, 2]) for forth, line in pairs])


def meniscus(crescent: Crescent, stage: float, rings: int = 72) -> Surface:
    """A meniscus at a grade: pressed outwards, lower, its inner edge frayed."""
    outwards = -1.0 if crescent.side == "medial" else 1.0
    harm = motion.worn(stage) * (1.0 if crescent.side == "medial" else 0.25)
    degrees = np.linspace(*crescent.span, rings)
    turn = np.radians(degrees)[:, None]
    width = np.interp(degrees, (-110, 0, 110), crescent.width)[:, None]
    end = rise(np.minimum(degrees - crescent.span[0], crescent.span[1] - degrees), -6, 44)[:, None]
    fray = 0.15 * harm * rise(np.sin(turn * 17.0) + np.sin(turn * 7.3 + 1), 0.2, 1.4)
    inward = np.linspace(1.0, 0.0, ROWS)[None]
    depth = width * (0.32 + 0.68 * end) * (1 - 0.2 * harm - fray) * inward
    a, b = crescent.reach
    beside = rise(np.cos(turn), -0.4, 0.8)
    x = crescent.middle[0] + outwards * ((a - depth) * np.cos(turn) + 3.4 * harm * beside)
    y = crescent.middle[1] + (b - depth) * np.sin(turn)
    height = (0.5 + 5.4 * (1 - inward) ** 1.15) * (0.25 + 0.75 * end) * (1 - 0.28 * harm)
    return column(_wedges(crescent.side, stage, (x, y, height)))


def _wedges(side: str, stage: float, plan: tuple[Floats, Floats, Floats]) -> Floats:
    """(rings, 2 * ROWS + 2, 3) cross-sections: outwards along the bottom, round the rim, back on top."""
    x, y, height = plan
    flat_x, flat_y = x.ravel(), y.ravel()
    bottom = (_above_tibia(flat_x, flat_y, side, stage) + GAP).reshape(x.shape)
    roof = (_below_femur(flat_x, flat_y, stage) - GAP).reshape(x.shape)
    top = np.minimum(np.maximum(roof, bottom + 0.25), bottom + height)
    low, high = np.stack([x, y, bottom], axis=-1), np.stack([x, y, top], axis=-1)
    rounded = np.concatenate([low, _rim(low, high), high[:, ::-1]], axis=1)
    return rounded[:, ::-1] if side == "lateral" else rounded


def _rim(low: Floats, high: Floats) -> Floats:
    """(rings, 2, 3) points that bulge outwards between the outer edges of bottom and top."""
    outer, inner, top = low[:, -1], low[:, -3], high[:, -1]
    way = (outer - inner) * [1.0, 1.0, 0.0]
    out = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-6)
    tall = (top - outer)[:, 2:]
    bulge = 0.16 * tall * out
    return np.stack([outer + (top - outer) * share + bulge for share in (0.3, 0.7)], axis=1)


def colors(surface: Surface) -> Floats:
    """Pearly within, flushed along the outer edge where vessels reach; fibres run round the C."""
    rings, sides = surface.rings or (1, len(surface.points))
    across = np.abs(np.arange(sides) - (sides - 1) / 2) / ((sides - 1) / 2)
    place = np.stack(
        np.broadcast_arrays(across * 3, 0.0 * across, 0.6 * np.linspace(0, 1, rings)[:, None]), axis=-1
    )
    streak = 0.16 * layered_noise(place, 0.34, seed=6, octaves=2)
    outer = np.clip(rise(1 - across, 0.45, 1.15)[None] + streak, 0, 1).ravel()
    lids = np.full(len(surface.points) - rings * sides, 0.4)
    return mixed("#f5ecdf", "#dcb4a6", np.concatenate([outer, lids]))


def carried(points: Floats, degrees: float, side: str) -> Floats:
    """A meniscus when the knee bends: with the shin, drawn back by its condyle, the outer one further."""
    back = 2.0 * degrees / motion.MOST
    if side == "lateral":
        back += 5.0 * motion.twist(degrees) / motion.TWIST
    return motion.with_shin(points - np.array([0.0, back, 0.0]), degrees)
