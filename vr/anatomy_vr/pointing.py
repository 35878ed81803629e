"""What is pointed at on the organ: by the patient's rays, and by the clinician's mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from anatomy_viewer.scene.state import StageState, Vector
from anatomy_viewer.scene.vectors import dot, plus, scaled
from anatomy_vr.rays import Aim, Ray

FEEL_SECONDS = 0.1
"""Seconds after which a ray is asked anew what it meets: hands move it less in between than they tremble."""
Meet = Callable[[Ray], tuple[str, Vector] | None]
"""The nearest part, and its point in the room, that a ray meets."""


@dataclass(slots=True)
class Feeler:
    """What every ray meets on the organ, asked anew now and then: a search on each frame costs too much.

    In between a ray meets the same part, as far away as it was. Two rays are asked in different frames.
    """

    _felt: dict[str, tuple[float, str, float]] = field(default_factory=dict)
    """Name of a ray -> when it was asked, the part it met, and how far away that was (m)."""
    _asked: float = -1.0

    def feel(self, name: str, ray: Ray, time: float, meet: Meet) -> Aim:
        """What a ray meets now."""
        felt = self._felt.get(name)
        if felt is None or (time - felt[0] >= FEEL_SECONDS and time != self._asked):
            met = meet(ray)
            way = plus(met[1], scaled(ray.origin, -1.0)) if met else ray.direction
            felt = (time, met[0] if met else "", dot(way, ray.direction))
            self._felt[name], self._asked = felt, time
        _, part, distance = felt
        return Aim(f"part:{part}", ray.at(distance)) if part else Aim()

    def forget(self, name: str = "") -> None:
        """Ask a ray anew at once, or all of them."""
        if name:
            self._felt.pop(name, None)
        else:
            self._felt.clear()


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
