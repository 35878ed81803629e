"""What is pointed at on the organ: by the patient's rays, and by the clinician's mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from anatomy_viewer.scene.state import StageState, Vector
from anatomy_viewer.scene.vectors import dot, plus, scaled
from anatomy_vr.rays import Aim, Ray

FEEL_SECONDS = 0.1
"""Seconds after which a ray is asked anew what it meets: hands move it less in between than they tremble."""
STILL_SECONDS = 0.3
"""The same for a ray that only trembles: under it nothing but the organ's own movement changes."""
_TREMBLE_METRES, _TREMBLE_COSINE = 0.004, 0.99996
"""How far a ray moves and turns (half a degree) while a hand means to hold it still."""
Meet = Callable[[Ray], tuple[str, Vector] | None]
"""The nearest part, and its point in the room, that a ray meets."""


@dataclass(frozen=True, slots=True)
class _Felt:
    """A ray that was asked at a time, the part that it met, and how far away (m) that was."""

    ray: Ray
    time: float
    part: str
    distance: float

    def is_old(self, ray: Ray, time: float) -> bool:
        """Whether the ray as it is now is to be asked anew."""
        if time - self.time >= STILL_SECONDS:
            return True
        way = plus(ray.origin, scaled(self.ray.origin, -1.0))
        moved = dot(way, way) > _TREMBLE_METRES**2
        turned = dot(ray.direction, self.ray.direction) < _TREMBLE_COSINE
        return (moved or turned) and time - self.time >= FEEL_SECONDS


def _felt(ray: Ray, time: float, met: tuple[str, Vector] | None) -> _Felt:
    if met is None:
        return _Felt(ray, time, "", 0.0)
    part, place = met
    return _Felt(ray, time, part, dot(plus(place, scaled(ray.origin, -1.0)), ray.direction))


@dataclass(slots=True)
class Feeler:
    """What every ray meets on the organ, asked anew now and then: a search on each frame costs too much.

    In between a ray meets the same part, as far away as it was. Two rays are asked in different frames.
    """

    _felt: dict[str, _Felt] = field(default_factory=dict)
    _asked: float = -1.0

    def feel(self, name: str, ray: Ray, time: float, meet: Meet) -> Aim:
        """What a ray meets now."""
        felt = self._felt.get(name)
        if felt is None or (time != self._asked and felt.is_old(ray, time)):
            felt = self._felt[name] = _felt(ray, time, meet(ray))
            self._asked = time
        return Aim(f"part:{felt.part}", ray.at(felt.distance)) if felt.part else Aim()

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
