"""What the clinician shows the patient: a mark on the organ, and the part under it highlighted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from anatomy_viewer.scene.state import StageState, Vector


@dataclass(slots=True)
class ClinicianMark:
    """The clinician's mark.

    Attributes:
        place: Where it is, RAS mm; None where there is none.
        part: The part that it lies on.
        highlights: Whether that part is highlighted too.
    """

    place: Vector | None = None
    part: str = ""
    highlights: bool = False
    _lit: tuple[StageState, str, StageState] | None = field(default=None, repr=False)

    def put(self, met: tuple[str, Vector] | None) -> None:
        """Put it where a ray met a part; past the organ, take it away."""
        self.part, self.place = met or ("", None)

    def take_away(self) -> None:
        """No mark, nothing highlighted."""
        self.part, self.place, self.highlights = "", None, False

    def on(self, stage: StageState) -> StageState:
        """The stage with the part highlighted; one and the same value for the same stage and part."""
        if not self.highlights or self.part not in stage.parts:
            return stage
        if self._lit is None or self._lit[0] is not stage or self._lit[1] != self.part:
            strong = replace(stage.parts[self.part], emphasis=1.0)
            self._lit = (stage, self.part, replace(stage, parts={**stage.parts, self.part: strong}))
        return self._lit[2]
