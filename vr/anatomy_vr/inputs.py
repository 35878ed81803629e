"""What the head and the hands do in one frame, whatever controller they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from anatomy_vr.poses import ORIGIN, Pose

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")
_DOWN, _UP = 0.6, 0.35
"""A squeeze counts as pressed from the first, as let go below the second."""


Joints = tuple[tuple[float, float, float, float], ...]
"""Place and radius (metres) of every joint of a hand, in OpenXR's order; empty where they are not known."""


@dataclass(frozen=True, slots=True)
class HandInput:
    """One hand: where it is, where it points, and how far what it holds is pressed (0-1; stick -1 to 1)."""

    grip: Pose = ORIGIN
    aim: Pose = ORIGIN
    select: float = 0.0
    grab: float = 0.0
    stick: tuple[float, float] = (0.0, 0.0)
    menu: bool = False
    joints: Joints = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """One frame's head and hands; a hand that is not there is None."""

    head: Pose = ORIGIN
    left: HandInput | None = None
    right: HandInput | None = None

    def hand(self, side: Side) -> HandInput | None:
        """The hand of a side."""
        return self.left if side == "left" else self.right

    @property
    def has_hands(self) -> bool:
        """Whether any hand is there; else the patient looks at things to choose them."""
        return self.left is not None or self.right is not None


@dataclass(frozen=True, slots=True)
class Keys:
    """What is pressed on one hand, with a little reluctance, so that a trembling finger is one press."""

    select: bool = False
    grab: bool = False
    menu: bool = False

    def after(self, hand: HandInput | None) -> Keys:
        """What is pressed now; a hand that went away lets everything go."""
        if hand is None:
            return Keys()
        return Keys(is_pressed(hand.select, self.select), is_pressed(hand.grab, self.grab), hand.menu)


def is_pressed(value: float, was: bool) -> bool:
    """Whether a trigger counts as pressed."""
    return value >= _DOWN or (was and value >= _UP)
