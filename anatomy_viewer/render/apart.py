"""How the parts of a model stand apart: which way each one goes, worked out from its shape at rest.

The large parts are the pieces. They go away from the middle of the model and then push one another until
none of them meets; pieces that lie one in another are laid out side by side. What is thin (a vessel on a
wall) rides with the piece that it and its branches lie on; what lies between pieces (a valve) floats there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.scene.state import Vector

Floats = NDArray[np.floating[Any]]

_PIECE = 0.035
"""Share of the model's surface from which on a part is a piece of its own."""
_SAMPLES = 90
_SLENDER = 0.6
"""Surface by squared length below which a part is thin, like a vessel."""
_SPREAD = 0.9
"""How far a piece goes before it pushes others, as a share of its distance from the middle."""
_GAP, _STEP, _ROUNDS = 0.03, 0.35, 80
"""What stays free between two pieces, as a share of the model's size; how much of it a push moves them."""
_NESTED = 0.04
"""Share of the model's size within which two pieces have the same middle."""
_LONG = 1.8
"""A model whose longest side is longer than its second by this comes apart across it alone."""
_SLABS = 6
_FORWARD = 0.45
"""Less of every way leads to the front or to the back: most models are looked at from there."""


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Points (n, 3) of a part and of what belongs to it, mm, the middle of its surface and its area, mm²."""

    points: Floats
    middle: Floats
    area: float

    @property
    def length(self) -> float:
        """The diagonal of its box, mm."""
        return float(np.linalg.norm(np.ptp(self.points, axis=0)))

    @property
    def sides(self) -> list[int]:
        """Its axes, the shortest side of its box first."""
        return [int(axis) for axis in np.argsort(np.ptp(self.points, axis=0))]

    def gaps(self, other: _Piece) -> Floats:
        """How far every point lies from another piece, (n,) mm."""
        here = (self.points - self.middle).astype(np.float32)
        there = (other.points - self.middle).astype(np.float32)
        squares = (here**2).sum(axis=1)[:, None] + (there**2).sum(axis=1) - 2.0 * here @ there.T
        nearest: Floats = np.sqrt(np.maximum(squares.min(axis=1), 0.0))
        return nearest


def ways_apart(
    surfaces: Mapping[str, tuple[Floats, NDArray[Any]]], hidden: frozenset[str]
) -> dict[str, Vector]:
    """How far every part goes, RAS mm, when the model stands wholly apart.

    Args:
        surfaces: Part id -> points (n, 3) and triangles (m, 3) at rest.
        hidden: Parts that are not shown at rest: they ride with what is nearest.
    """
    parts = {key: _piece(*surface) for key, surface in surfaces.items()}
    owners = {key: _owner(key, parts) for key in parts}
    whole = sum(parts[key].area for key in parts.keys() - hidden)
    large = [k for k in parts if owners[k] == k and k not in hidden and parts[k].area > _PIECE * whole]
    if len(large) < 2:
        return dict.fromkeys(parts, (0.0, 0.0, 0.0))
    families = [_joined([parts[k] for k in parts if owners[k] == key]) for key in large]
    gone = dict(zip(large, _spread(families), strict=True))
    small = {key: part for key, part in parts.items() if owners[key] not in gone}
    ridden = _ride(small, [parts[key] for key in large], np.array(list(gone.values())))
    ways = {key: ridden[key] if key in ridden else gone[owners[key]] for key in parts}
    return {key: (float(x), float(y), float(z)) for key, (x, y, z) in ways.items()}


def _piece(points: Floats, triangles: NDArray[Any]) -> _Piece:
    corners = points[triangles].astype(np.float64)
    sizes = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    area = max(float(sizes.sum()), 1e-9)
    middle = (corners.mean(axis=1) * sizes[:, None]).sum(axis=0) / area
    return _Piece(points[:: max(1, len(points) // _SAMPLES)].astype(np.float64), middle, area)


def _joined(family: list[_Piece]) -> _Piece:
    areas = np.array([piece.area for piece in family])
    middle = np.average([piece.middle for piece in family], axis=0, weights=areas)
    return _Piece(np.concatenate([piece.points for piece in family]), middle, float(areas.sum()))


def _owner(key: str, parts: Mapping[str, _Piece]) -> str:
    """The outermost part in whose path a part lies: itself, where there is none."""
    names = key.split("/")
    paths = ("/".join(names[: k + 1]) for k in range(len(names)))
    return next(path for path in paths if path in parts)


def _spread(pieces: list[_Piece]) -> Floats:
    """Where every piece goes, (n, 3) mm: outwards, then apart until none meets another."""
    whole = _joined(pieces)
    flat = _flat(whole)
    middles, areas = np.array([piece.middle for piece in pieces]), [piece.area for piece in pieces]
    pairs = list(combinations([int(index) for index in np.argsort(areas)[::-1]], 2))
    ways = _SPREAD * (middles - whole.middle) * flat
    for _ in range(_ROUNDS):
        pushes = np.zeros_like(ways)
        for i, j in pairs:
            push = _push(pieces[i], pieces[j], (ways[i] - ways[j], flat), whole)
            pushes[i] += push
            pushes[j] -= push
        if not pushes.any():
            break
        ways += _STEP * _GAP * whole.length * pushes
    spread: Floats = ways - np.average(ways, axis=0, weights=areas)
    return spread


def _flat(whole: _Piece) -> Floats:
    """How much of a way leads along every axis, (3,)."""
    flat = np.array([1.0, _FORWARD, 1.0])
    lengths = np.sort(np.ptp(whole.points, axis=0))
    if lengths[2] > _LONG * lengths[1]:
        flat[whole.sides[2]] = 0.0
    return flat


def _push(one: _Piece, other: _Piece, lead: tuple[Floats, Floats], whole: _Piece) -> Floats:
    """The unit push (3,) on the larger of two pieces of a whole that come too near; zero where they do not.

    `lead` is how much farther the larger has gone, mm, and how much of a way leads along every axis. Of two
    that lie one in the other the larger goes towards the second longest side of the whole.
    """
    gone, flat = lead
    apart = (one.middle - other.middle) * flat
    nested = float(np.linalg.norm(apart)) < _NESTED * whole.length
    away = np.eye(3)[whole.sides[1]] if nested else apart + gone * flat
    away = away / max(float(np.linalg.norm(away)), 1e-9)
    along = whole.sides[2]
    borders = np.quantile(whole.points[:, along], np.linspace(0.0, 1.0, _SLABS + 1 if nested else 2))
    moved = one.points + gone
    for low, high in pairwise(borders):
        ahead, behind = (of[_within(of[:, along], low, high)] @ away for of in (moved, other.points))
        if len(ahead) and len(behind) and _meet(ahead, behind, _GAP * whole.length):
            return away
    return np.zeros(3)


def _within(places: Floats, low: float, high: float) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (places >= low) & (places <= high)
    return inside


def _meet(ahead: Floats, behind: Floats, gap: float) -> bool:
    """Whether what should be ahead is not clear of what should be behind; a few stragglers do not count."""
    first = np.sort(ahead)[int(0.06 * len(ahead))]
    last = np.sort(behind)[int(0.94 * (len(behind) - 1))]
    return bool(first - last < gap)


def _ride(small: Mapping[str, _Piece], large: list[_Piece], gone: Floats) -> dict[str, Floats]:
    """Where small parts go: thin ones with the piece they lie on, others between those they lie among."""
    gaps = {key: np.array([part.gaps(piece).mean() for piece in large]) for key, part in small.items()}
    ways = {}
    for key, part in small.items():
        if part.area < _SLENDER * part.length**2:
            branches = [k for k in small if part.gaps(small[k]).min() < 0.05 * part.length]
            ways[key] = gone[int(np.argmin(np.mean([gaps[k] for k in branches], axis=0)))]
        else:
            weights = 1.0 / (gaps[key] + 0.02 * part.length) ** 2
            ways[key] = weights @ gone / weights.sum()
    return ways
