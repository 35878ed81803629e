"""Holding the organ: one hand turns and moves it, two hands also make it larger or smaller.

It turns about its own middle, not about the hand: at arm's length a small turn of the wrist would else swing
it through the room.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from anatomy_viewer.scene.state import Quaternion, Vector
from anatomy_viewer.scene.vectors import cross, dot, multiply, plus, scaled, turned, unit
from anatomy_vr.placing import Placement, bounded, shifted
from anatomy_vr.poses import Pose, inverse

_NEAREST = 0.05
"""Metres between two hands below which their distance says nothing."""


@dataclass(frozen=True, slots=True)
class Grip:
    """The organ as it stood when it was taken, and the hands that took it: one or two."""

    placement: Placement
    hands: tuple[Pose, ...]

    def held(self, hands: tuple[Pose, ...], usual: float = 1.0) -> Placement:
        """Where the organ stands now that the hands have moved; `usual` is the size it was placed with."""
        if len(hands) != len(self.hands):
            raise ValueError(f"taken with {len(self.hands)} hands, held with {len(hands)}")
        if len(hands) == 1:
            return _one_hand(self.placement, self.hands[0], hands[0])
        return _two_hands(self, hands, usual)


def _one_hand(placement: Placement, before: Pose, now: Pose) -> Placement:
    turn = multiply(now.rotation, inverse(before.rotation))
    moved = shifted(placement, plus(now.position, scaled(before.position, -1.0)))
    return replace(moved, rotation=multiply(turn, placement.rotation))


def _two_hands(grip: Grip, hands: tuple[Pose, ...], usual: float) -> Placement:
    """Turned, scaled and moved with the line between the hands, about the middle of the organ."""
    before, now = (_line(pair) for pair in (grip.hands, hands))
    turn = shortest_turn(before, now)
    ratio = max(_NEAREST, _length(now)) / max(_NEAREST, _length(before))
    moved = shifted(grip.placement, plus(_midpoint(hands), scaled(_midpoint(grip.hands), -1.0)))
    scale = bounded(grip.placement.scale * ratio, usual)
    return replace(moved, rotation=multiply(turn, grip.placement.rotation), scale=scale)


def shortest_turn(before: Vector, now: Vector) -> Quaternion:
    """The smallest turn that takes one direction to another; none where one has no length."""
    if min(_length(before), _length(now)) < 1e-6:
        return (1.0, 0.0, 0.0, 0.0)
    a, b = unit(before), unit(now)
    half = 1.0 + dot(a, b)
    if half < 1e-6:  # the hands changed places: half a turn about the vertical
        return (0.0, 0.0, 1.0, 0.0)
    x, y, z = cross(a, b)
    length = math.sqrt(half * half + dot((x, y, z), (x, y, z)))
    return (half / length, x / length, y / length, z / length)


def slice_plane(hand: Pose, placement: Placement) -> tuple[Vector, Vector]:
    """The plane (origin, normal; RAS mm) of a flat hand: what lies above the back of the hand goes."""
    normal = placement.direction_to_model(turned(hand.rotation, (0.0, 1.0, 0.0)))
    return placement.to_model(hand.position), normal


def _line(hands: tuple[Pose, ...]) -> Vector:
    return plus(hands[1].position, scaled(hands[0].position, -1.0))


def _midpoint(hands: tuple[Pose, ...]) -> Vector:
    return scaled(plus(hands[0].position, hands[1].position), 0.5)


def _length(vector: Vector) -> float:
    return math.sqrt(dot(vector, vector))
