"""The other picture that some steps show: a place on the organ from closer by, or where the organ lies.

It hangs over the organ, is tied to its place there, and says how large it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from anatomy_viewer.scene.state import InsetState, LensState, SceneState, StageState, Vector
from anatomy_vr.panel_words import times_words
from anatomy_vr.placing import Placement, Reach, hung, lens_stood
from anatomy_vr.poses import Pose

_SAME = 0.05
"""Two sizes that differ by less are told as the same."""


@dataclass(slots=True)
class Closer:
    """What is shown over the organ now, if anything, and where it hangs.

    Attributes:
        shown: What is closer than the organ, or what is around it.
        placement: Where it stands.
    """

    shown: LensState | InsetState | None = None
    placement: Placement = field(default_factory=Placement)

    def take(self, scene: SceneState | None) -> None:
        """Show what a scene has, or nothing."""
        self.shown = (scene.lens or scene.inset) if scene is not None else None

    @property
    def stage(self) -> StageState | None:
        """What is drawn; None where there is nothing."""
        return self.shown.stage if self.shown else None

    def hang(self, scale: float, home: Pose, own: Reach | None, organ: tuple[Placement, Reach]) -> None:
        """Hang it over the organ.

        Args:
            scale: How many times its own size the organ is as the lesson shows it.
            home: Where the patient's head is.
            own: How far it reaches; None while it is not drawn.
            organ: Where the organ stands, and how far that reaches.
        """
        if self.shown is not None and own is not None:
            times = scale * self.shown.magnification if isinstance(self.shown, LensState) else 1.0
            stood = lens_stood(self.shown.stage.camera, home, organ[0].middle, times)
            self.placement = hung(stood, own, *organ)

    def start(self, organ: Placement) -> Vector:
        """Where on the organ it is tied: at the place that is shown closer, or at the organ's middle."""
        return organ.to_room(self.shown.anchor) if isinstance(self.shown, LensState) else organ.middle

    def place(self) -> Vector | None:
        """The place in it where the organ lies, in the room; None where it is what lies in the organ."""
        return self.placement.to_room(self.shown.anchor) if isinstance(self.shown, InsetState) else None

    def words(self, organ: Placement, language: str) -> str:
        """What is said of it: the lesson's caption while it is as much closer as that says, else its size."""
        if self.shown is None:
            return ""
        if isinstance(self.shown, InsetState):
            return f"{self.shown.caption}: {self.shown.place}"
        times = self.placement.scale / organ.scale
        if abs(times / self.shown.magnification - 1.0) < _SAME:
            return self.shown.caption
        return times_words(self.placement.scale, language)
