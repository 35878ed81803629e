"""Changes of shape: key shapes along a path, and their blend.

A morph's weight runs along its path from 0 (the base shape) through key shapes; between two keys the
displacement is their linear blend. Several morphs of a part add. A morph that moves a part as a whole
(a bone that turns in its joint) acts after the others, so that what grows on the bone goes along.

Blending is done in numpy because a machine without a graphics card shades vertices on the same processor
anyway, and because picks, cuts and bounds then stay true.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Shares = tuple[tuple[int, float], ...]


STILL: Floats = np.eye(3, 4, dtype=np.float32)
"""The motion that moves nothing."""


@dataclass(frozen=True, eq=False)
class Morph:
    """One path of key shapes.

    Attributes:
        weights: Place of every key on the path, growing, above 0 and up to 1.
        moves: For every key, (n, 3) displacements in mm.
        turns: For every key, (n, 3) changes of the normals.
        cyclic: Whether weight 1 is the base shape again.
        motions: For every key, the (3, 4) turn and shift (mm) of the whole part; `moves` and `turns` are
            empty then.
    """

    weights: tuple[float, ...]
    moves: tuple[Floats, ...]
    turns: tuple[Floats, ...]
    cyclic: bool = False
    motions: tuple[Floats, ...] = ()

    def shares(self, place: float) -> Shares:
        """The keys around a place, as (index, share); the base shape has no entry.

        A cyclic morph wraps; others clamp to their first and last key.
        """
        return _shares(self.weights, self.cyclic, place)

    @cached_property
    def spread(self) -> float:
        """How far its moves take any point at most, mm."""
        return max(
            (float(np.sqrt((move * move).sum(axis=1).max(initial=0.0))) for move in self.moves), default=0.0
        )


@lru_cache(maxsize=64)
def _shares(weights: tuple[float, ...], cyclic: bool, place: float) -> Shares:
    """See `Morph.shares`. All parts of a heart beat alike: what one asks, the next asks too."""
    place = place % 1.0 if cyclic else place
    stops = (0.0, *weights, *((1.0,) if cyclic and weights[-1] < 1.0 else ()))
    place = min(max(place, 0.0), stops[-1])
    upper = max(1, bisect_left(stops, place))
    share = (place - stops[upper - 1]) / (stops[upper] - stops[upper - 1])
    pair = ((upper - 2, 1.0 - share), (upper - 1, share))
    return tuple((key, part) for key, part in pair if part > 0.0 and 0 <= key < len(weights))


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a part stands on its morphs, and what is held still. Equal poses, equal shapes."""

    places: Mapping[str, float] = field(default_factory=dict)
    amounts: Mapping[str, float] = field(default_factory=dict)
    stills: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Points (mm) and normals of a part, each (n, 3)."""

    points: Floats
    normals: Floats


def key_shares(morphs: Mapping[str, Morph], pose: Pose) -> Iterator[tuple[Morph, int, float]]:
    """Every key shape that a pose needs, with its share; morphs that a part lacks are skipped."""
    for name, place in pose.places.items():
        morph = morphs.get(name)
        amount = pose.amounts.get(name, 1.0)
        if morph is None or amount == 0.0:
            continue
        for key, share in morph.shares(place):
            yield morph, key, share * amount


def spread_of(morphs: Mapping[str, Morph], amounts: Mapping[str, float]) -> float:
    """How far the moves of all morphs together may take any point, mm."""
    return sum(morph.spread * max(1.0, amounts.get(name, 1.0)) for name, morph in morphs.items())


def freedom(masks: Mapping[str, Floats], stills: Mapping[str, float]) -> Floats | None:
    """How freely every point moves, (n, 1): 0 where a mask holds it still. None where nothing is held."""
    free: Floats | None = None
    for name, amount in stills.items():
        if amount > 0.0 and name in masks:
            held = (1.0 - np.float32(amount) * masks[name])[:, None]
            free = held if free is None else free * held
    return free


def blend(rest: Shape, morphs: Mapping[str, Morph], pose: Pose, free: Floats | None, out: Shape) -> None:
    """Write the shape of a pose into `out`, whose arrays are reused from frame to frame.

    Normals are summed, not made unit length: the shader does that anyway.
    """
    points, normals = rest.points, rest.normals
    motions = []
    step = np.empty_like(rest.points)
    for morph, key, share in key_shares(morphs, pose):
        if morph.motions:
            motions.append(np.float32(share) * (morph.motions[key] - STILL))
            continue
        factor = np.float32(share) if free is None else np.float32(share) * free
        points = np.add(points, np.multiply(morph.moves[key], factor, out=step), out=out.points)
        normals = np.add(normals, np.multiply(morph.turns[key], factor, out=step), out=out.normals)
    if points is rest.points:
        np.copyto(out.points, rest.points)
        np.copyto(out.normals, rest.normals)
    if motions:
        _move(out, STILL + sum(motions), free, step)


def _move(shape: Shape, motion: Floats, free: Floats | None, step: Floats) -> None:
    """Turn and shift a shape as a whole, where it is free to move."""
    freely = np.float32(1.0) if free is None else free
    turn = motion[:, :3].T - np.eye(3, dtype=np.float32)
    np.add(np.matmul(shape.points, turn, out=step), motion[:, 3], out=step)
    np.add(shape.points, np.multiply(step, freely, out=step), out=shape.points)
    np.matmul(shape.normals, turn, out=step)
    np.add(shape.normals, np.multiply(step, freely, out=step), out=shape.normals)
