"""The desktop standing in for a headset: mouse and keys are head and hands, the same visit runs.

For educators without a headset, and for tests everywhere. It has one eye, or two side by side.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.scene.state import Vector
from anatomy_viewer.scene.vectors import plus, scaled, turned
from anatomy_vr.eyes import Eyes
from anatomy_vr.inputs import HandInput, Inputs, Side
from anatomy_vr.lifecycle import Action, LeaveAsked, Life, StateChanged, after
from anatomy_vr.poses import Pose, about_vertical
from anatomy_vr.projection import View, symmetric_fov

Pixels = NDArray[np.uint8]
APART = 0.064
"""Metres between the eyes of most adults."""
ANGLE = 72.0
"""Degrees that the window sees from top to bottom."""
_HAND = (0.22, -0.26, -0.35)
"""Where the hand is, seen from the head."""
_MOST_PITCH = 80.0
_REACH = 1.2


def looking(yaw: float, pitch: float, place: Vector = (0.0, 0.0, 0.0)) -> Pose:
    """A pose turned to the left by `yaw` degrees and up by `pitch`."""
    half = math.radians(pitch) / 2.0
    return Pose(place, about_vertical(yaw)).then(Pose(rotation=(math.cos(half), math.sin(half), 0.0, 0.0)))


def looking_along(direction: Vector, place: Vector) -> Pose:
    """A pose that points in a direction, upright."""
    x, y, z = direction
    return looking(math.degrees(math.atan2(-x, -z)), math.degrees(math.atan2(y, math.hypot(x, z))), place)


@dataclass(slots=True)
class Body:
    """Head and hands as mouse and keys move them.

    Attributes:
        yaw, pitch: Degrees the head is turned to the left, and up.
        lean: Metres the head is leant forward.
        pointer: Where the mouse is in the window, -1 to 1 from its middle (right, up); None outside.
        has_hand: Whether there is a hand; else the gaze chooses.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    lean: float = 0.0
    pointer: tuple[float, float] | None = None
    has_hand: bool = True
    select: bool = False
    grab: bool = False
    menu: bool = False
    cut: bool = False
    stick: tuple[float, float] = (0.0, 0.0)

    def turn(self, left: float, up: float) -> None:
        """Turn the head by degrees."""
        self.yaw += left
        self.pitch = max(-_MOST_PITCH, min(_MOST_PITCH, self.pitch + up))

    def lean_by(self, metres: float) -> None:
        """Lean forward or back; one cannot lean further than people do."""
        self.lean = max(-0.4, min(0.8, self.lean + metres))

    @property
    def head(self) -> Pose:
        """Where the head is."""
        return looking(self.yaw, self.pitch, (0.0, 0.0, -self.lean))

    def inputs(self, ratio: float) -> Inputs:
        """Head and hands, in a window `ratio` times as wide as high."""
        head = self.head
        if self.pointer is None or not self.has_hand:
            return Inputs(head)
        fov = symmetric_fov(ANGLE, ratio)
        x, y = self.pointer[0] * math.tan(fov.right), self.pointer[1] * math.tan(fov.up)
        length = math.sqrt(x * x + y * y + 1.0)
        way = turned(head.rotation, (x / length, y / length, -1.0 / length))
        aim = looking_along(way, head.position)
        grip = Pose(head.place(_HAND), aim.rotation)
        pressed = (float(self.select), float(self.grab))
        right = HandInput(grip, aim, *pressed, stick=self.stick, menu=self.menu)
        return Inputs(head, self._blade(aim) if self.cut else None, right)

    def _blade(self, aim: Pose) -> HandInput:
        """The other hand, flat at arm's length where the mouse points."""
        place = plus(aim.position, scaled(aim.forward, _REACH))
        return HandInput(Pose(place, aim.rotation), aim, select=1.0)


@dataclass(slots=True)
class StandInFrame:
    """One frame of the stand-in."""

    time: float
    inputs: Inputs
    views: tuple[View, ...]
    device: StandIn
    period: float = 1.0 / 30.0

    def keep(self, eye: int) -> None:
        """Take what the window shows as this eye's picture."""
        self.device.pictures[eye] = self.device.eyes.read(eye)

    def show_panel(self, pose: Pose, over: bool) -> None:
        """The panel is part of the picture here."""


@dataclass(slots=True)
class StandIn:
    """A device without a headset.

    Attributes:
        eyes: What it shows.
        body: Moved by whoever has mouse and keys, or by a test.
        pictures: What was drawn last, for each eye.
        both: Whether both eyes are drawn.
    """

    eyes: Eyes
    body: Body = field(default_factory=Body)
    both: bool = False
    clock: Callable[[], float] = monotonic
    name: str = "this screen"
    shows_panel: bool = False
    can_see_through: bool = False
    sees_through: bool = False
    life: Life = field(default_factory=Life)
    pictures: list[Pixels | None] = field(default_factory=lambda: [None, None])
    felt: list[Side] = field(default_factory=list)

    def poll(self) -> tuple[Action, ...]:
        """It is there from the start and loses nothing."""
        if self.life.state == "unknown":
            for state in ("ready", "focused"):
                self.life, _ = after(self.life, StateChanged(state))
        return ()

    @contextmanager
    def frame(self) -> Iterator[StandInFrame]:
        """A frame now."""
        width, height = self.eyes.size
        inputs = self.body.inputs(width / height)
        fov = symmetric_fov(ANGLE, width / height)
        sides = (-APART / 2.0, APART / 2.0) if self.both else (0.0,)
        views = tuple(View(inputs.head.then(Pose((side, 0.0, 0.0))), fov) for side in sides)
        yield StandInFrame(self.clock(), inputs, views, self)

    def set_panel(self, pixels: Pixels) -> None:
        """The panel is part of the picture here."""

    def see_through(self, on: bool) -> None:
        """Remember it: there is no other room behind a window."""
        self.sees_through = on

    def buzz(self, side: Side) -> None:
        """Remember what a hand would have felt."""
        self.felt.append(side)

    def leave(self) -> None:
        """Stop at once."""
        self.life, _ = after(replace(self.life, running=False), LeaveAsked())

    def close(self) -> None:
        """There is nothing to give back."""
