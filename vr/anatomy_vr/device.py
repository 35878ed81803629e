"""What a visit needs of whatever shows it: a headset, or the desktop standing in for one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from anatomy_vr.inputs import Inputs, Side
from anatomy_vr.lifecycle import Action, Life
from anatomy_vr.poses import Pose
from anatomy_vr.projection import View

Pixels = NDArray[np.uint8]


class Frame(Protocol):
    """One frame between its beginning and its end."""

    @property
    def time(self) -> float:
        """When it will be seen, in seconds of the device's clock."""

    @property
    def period(self) -> float:
        """Seconds from one frame to the next."""

    @property
    def inputs(self) -> Inputs:
        """Head and hands as they will be then."""

    @property
    def views(self) -> tuple[View, ...]:
        """The eyes to draw; none where nobody sees this frame."""

    def keep(self, eye: int) -> None:
        """Take what the window shows as this eye's picture."""

    def show_panel(self, pose: Pose, over: bool) -> None:
        """Show the panel there in this frame: through its hole in the picture, or over the picture."""


class Device(Protocol):
    """A headset, or what stands in for it. Closed by `close`, also after it was lost."""

    name: str
    life: Life
    shows_panel: bool
    """Whether it lays the panel over the picture itself, sharper than as a part of the picture."""
    can_see_through: bool
    """Whether it can show the patient's own room where nothing is drawn."""

    def poll(self) -> tuple[Action, ...]:
        """Hear what happened; what the visit itself must do of it comes back."""

    def frame(self) -> AbstractContextManager[Frame | None]:
        """Wait for the next frame and begin it; None while the device asks for none."""

    def set_panel(self, pixels: Pixels) -> None:
        """What is on the panel from now on."""

    def see_through(self, on: bool) -> None:
        """Show the patient's own room from now on where nothing is drawn, or no longer."""

    def buzz(self, side: Side) -> None:
        """Let a hand feel that something was chosen."""

    def leave(self) -> None:
        """Ask to stop; the device ends in its own time."""

    def close(self) -> None:
        """Give everything back."""
