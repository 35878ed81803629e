"""Bare hands of which the runtime tells nothing but their joints: what they pinch, and where they point.

Thumb and first finger brought together choose, thumb and middle finger hold: what controllers do with a
trigger and a grip. The ray runs from the shoulder through the knuckle, so that it stays where it is while the
fingers close.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from anatomy_viewer.scene.state import Vector
from anatomy_viewer.scene.vectors import across, cross, dot, mix, plus, quaternion_of, scaled, unit
from anatomy_vr.inputs import HandInput, Joints, Side
from anatomy_vr.poses import Pose, levelled

Finger = Literal["", "first", "middle"]
COUNT = 26
"""Joints of a hand, as OpenXR counts them."""
WRIST, THUMB_TIP, KNUCKLE, MIDDLE_KNUCKLE, LITTLE_KNUCKLE = 1, 5, 7, 12, 22
_TIPS: Mapping[Finger, int] = {"first": 10, "middle": 15}
TOUCHING, APART = 0.022, 0.04
"""Metres between the middles of two finger tips at which they begin to touch, and are apart again."""
_SHOULDER: Mapping[Side, Vector] = {"left": (-0.18, -0.22, 0.06), "right": (0.18, -0.22, 0.06)}
"""Where the shoulders of most adults are, metres from the eyes."""


@dataclass(slots=True)
class BareHands:
    """Both hands from frame to frame: a pinch that has begun goes on until its fingers are apart."""

    _pinched: dict[Side, Finger] = field(default_factory=dict)

    def read(self, side: Side, joints: Joints, head: Pose) -> HandInput | None:
        """A hand whose joints are there, as if it held a controller; None where they are not known."""
        if len(joints) != COUNT:
            self._pinched[side] = ""
            return None
        pinched = self._pinched[side] = pinched_by(joints, self._pinched.get(side, ""))
        return HandInput(
            palm_of(joints, side),
            aim_of(joints, side, head),
            select=float(pinched == "first"),
            grab=float(pinched == "middle"),
            joints=joints,
        )


def pinched_by(joints: Joints, before: Finger) -> Finger:
    """The finger that touches the thumb now: the one that did, or else the nearer one."""
    apart = {finger: math.dist(joints[THUMB_TIP][:3], joints[tip][:3]) for finger, tip in _TIPS.items()}
    if before:
        return before if apart[before] < APART else ""
    nearest = min(apart, key=lambda finger: apart[finger])
    return nearest if apart[nearest] <= TOUCHING else ""


def palm_of(joints: Joints, side: Side) -> Pose:
    """The pose of a hand: its -z along the fingers, its y out of the back of the hand."""
    wrist, middle = joints[WRIST][:3], joints[MIDDLE_KNUCKLE][:3]
    inner, outer = joints[KNUCKLE][:3], joints[LITTLE_KNUCKLE][:3]
    if side == "left":
        inner, outer = outer, inner
    back = _direction(middle, wrist, (0.0, 0.0, 1.0))
    over = plus(outer, scaled(inner, -1.0))
    upright = plus(over, scaled(back, -dot(over, back)))
    right = unit(upright) if dot(upright, upright) > 1e-12 else across(back)
    return Pose(mix(wrist, middle, 0.6), quaternion_of((right, cross(back, right), back)))


def aim_of(joints: Joints, side: Side, head: Pose) -> Pose:
    """Where a hand points: from its first knuckle, away from the shoulder of that side."""
    knuckle, ahead = joints[KNUCKLE][:3], levelled(head)
    back = _direction(knuckle, ahead.place(_SHOULDER[side]), scaled(ahead.forward, -1.0))
    right = _level(back)
    return Pose(knuckle, quaternion_of((right, cross(back, right), back)))


def _level(back: Vector) -> Vector:
    """The level direction to the right of something that looks away from `back`."""
    level = (back[2], 0.0, -back[0])
    return unit(level) if dot(level, level) > 1e-12 else (1.0, 0.0, 0.0)


def _direction(start: Vector, end: Vector, otherwise: Vector) -> Vector:
    """The unit direction from a place to another, which may be the same place."""
    way = plus(end, scaled(start, -1.0))
    return unit(way) if dot(way, way) > 1e-12 else otherwise
