"""What streams through a lumen: red and white cells in blood, pale motes in air. One row a tissue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

_GOLDEN = 0.6180339887
"""The golden ratio's fraction: its multiples never bunch up."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """What is a cell's own for ever: drawn once from a seed.

    Attributes:
        start: (n,) place in the stream at the beginning, 0-1.
        pace: (n,) speed relative to the mean: the middle of the stream is faster than its edge.
        angle, out: (n,) place in the cross-section.
        axis: (n, 3) what it tumbles about; `spin` (n,) how fast, `turn` (n,) where it began.
        size: (n,) relative size.
        is_ball: (n,) whether it is a ball: a white cell, or a mote; the others are discs.
    """

    start: Floats
    pace: Floats
    angle: Floats
    out: Floats
    axis: Floats
    spin: Floats
    turn: Floats
    size: Floats
    is_ball: NDArray[np.bool_]


def blood_cells(count: int, seed: int) -> Crowd:
    """A crowd of blood cells in two lanes, so that they rarely run into each other.

    One lane is the quick middle of the stream; cells of the other circle it, each a golden angle on from
    the one before.
    """
    draw = np.random.default_rng(seed).random((count, 9)).astype(np.float32)
    axis = draw[:, 3:6] - 0.5
    axis /= np.maximum(np.linalg.norm(axis, axis=1, keepdims=True), 1e-6)
    start = _spread(count)
    place = np.argsort(np.argsort(start))
    middle = place % 6 == 0
    out = np.where(middle, 0.12, 0.86 + 0.14 * draw[:, 2]).astype(np.float32)
    angle = ((place * (1.0 - _GOLDEN) + 0.06 * draw[:, 1]) % 1.0).astype(np.float32)
    white = (np.arange(count) % 45 == 20) & ~middle
    size = np.where(white, 1.22, 0.88 + 0.22 * draw[:, 7]).astype(np.float32)
    pace = np.where(middle, 1.3, 0.94).astype(np.float32)
    return Crowd(start, pace, angle, out, axis, 1.0 + 3.0 * draw[:, 6], draw[:, 8] * 6.283, size, white)


def motes(count: int, seed: int) -> Crowd:
    """A cloud of motes all over the cross-section, quicker in its middle; they glide and do not tumble."""
    draw = np.random.default_rng(seed).random((count, 3)).astype(np.float32)
    out = np.sqrt(draw[:, 0])
    still = np.zeros(count, np.float32)
    axis = np.tile(np.array([1.0, 0.0, 0.0], np.float32), (count, 1))
    size = 0.6 + 0.6 * draw[:, 2] ** 2
    balls = np.ones(count, np.bool_)
    return Crowd(_spread(count), 1.35 - 0.7 * out**2, draw[:, 1], out, axis, still, still, size, balls)


def _spread(count: int) -> Floats:
    """Places 0-1 that are evenly spread, however few of them are shown."""
    return ((np.arange(count) * _GOLDEN) % 1.0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Stream:
    """How what streams is drawn: far larger than life, which a lesson must say.

    Attributes:
        crowd: Draws what is carried, of a count and a seed.
        disc, ball: The looks of what is carried: discs, and balls among them.
        radius: That of a disc or ball, as a share of the healthy lumen's.
        filled: Share of the lumen that they take at an amount of 1.
        drawn_out: How many times longer than wide they grow along their way, the quicker the more.
        contour: How dark their edges are drawn, 0-1: a cell is a thing, air is not.
        lidless: Whether a lumen of it is drawn open in a cut even while nothing streams.
    """

    crowd: Callable[[int, int], Crowd]
    disc: str
    ball: str
    radius: float
    filled: float
    drawn_out: float = 1.0
    contour: float = 1.0
    lidless: bool = False


BLOOD = Stream(blood_cells, "red_cell", "white_cell", radius=0.27, filled=0.10)
AIR = Stream(motes, "mote", "mote", radius=0.05, filled=0.0035, drawn_out=5.0, contour=0.0, lidless=True)

STREAMS: Mapping[str, Stream] = {"blood": BLOOD, "air": AIR}
"""What streams through a part of each tissue."""


def stream_of(tissue: str) -> Stream:
    """What streams through a tissue; blood where it has no row."""
    return STREAMS.get(tissue, BLOOD)


def is_lidless(tissue: str) -> bool:
    """Whether a cut through a tissue shows no face of it: one looks into the room that it fills."""
    return tissue in STREAMS and STREAMS[tissue].lidless
