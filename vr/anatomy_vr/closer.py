"""The closer picture that some steps show of a place on the organ: where it hangs, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from anatomy_viewer.scene.state import LensState
from anatomy_vr.panel_words import times_words
from anatomy_vr.placing import Box, Placement, hung, lens_stood
from anatomy_vr.poses import Pose

_SAME = 0.05
"""Two sizes that differ by less are told as the same."""


@dataclass(slots=True)
class Closer:
    """What is shown closer now, if anything, and where it hangs."""

    lens: LensState | None = None
    placement: Placement = field(default_factory=Placement)

    def hang(self, scale: float, home: Pose, own: Box | None, organ: tuple[Placement, Box]) -> None:
        """Hang it over the organ.

        Args:
            scale: How many times its own size the organ is as the lesson shows it.
            home: Where the patient's head is.
            own: Its box, RAS mm; None while it is not drawn.
            organ: Where the organ stands, and its box.
        """
        if self.lens is not None and own is not None:
            stood = lens_stood(self.lens.stage.camera, home, scale * self.lens.magnification)
            self.placement = hung(stood, own, *organ)

    def words(self, organ: Placement, language: str) -> str:
        """What is said of it: the lesson's caption while it is as much closer as that says, else its size."""
        if self.lens is None:
            return ""
        times = self.placement.scale / organ.scale
        if abs(times / self.lens.magnification - 1.0) < _SAME:
            return self.lens.caption
        return times_words(self.placement.scale, language)
