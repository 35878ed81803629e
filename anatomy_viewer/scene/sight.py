"""What a description is made from: what is seen of each part, what it is called, where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.model import Model, Part, PartGroup
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.parts import covers
from anatomy_viewer.scene.phrases import BodyWords, Phrases, Place, phrases
from anatomy_viewer.scene.slider import SliderState, inside_sentence
from anatomy_viewer.scene.state import PartState, SceneState

GLASS = 0.5
"""Fainter parts are faded."""
_COUNTS: Mapping[Level, int] = {"plain": 4, "standard": 6, "detailed": 8}
"""How many parts are told at most, by level."""
_ASIDE = 1 / 3
"""How far from the middle (0-1) something is no longer in the middle."""
_SPREAD = 0.72
"""What mostly fills more than this share of width and height lies nowhere in particular."""
_PLACES: tuple[tuple[Place, ...], ...] = (
    ("lower left", "bottom", "lower right"),
    ("left", "middle", "right"),
    ("upper left", "top", "upper right"),
)


@dataclass(frozen=True, slots=True)
class SeenPart:
    """How much of a part is in the picture, and where its seen part lies."""

    part: str
    share: float
    """Share of the picture in which nothing solid lies before it, 0-1."""
    where: tuple[float, float]
    """Its middle: (-1, -1) is the lower left corner of all that is seen, (1, 1) the upper right one."""
    hidden: float
    """Share of what lies in the picture that solid parts hide, 0-1."""
    extent: tuple[float, float] = (0.0, 0.0)
    """How far most of it reaches, as shares of the width and height of all that is seen, 0-1."""


@dataclass(frozen=True)
class Picture:
    """All that a description is made from; `seen` holds every part with something inside the frame."""

    scene: SceneState
    model: Model
    choices: Choices
    seen: tuple[SeenPart, ...]
    slider: SliderState | None = None
    own_place: Place = "right"
    """Where the patient's own picture stands while it is compared with another."""

    @property
    def words(self) -> Phrases:
        """The patterns of the language in force."""
        return phrases(self.scene.words.language)

    @property
    def body(self) -> BodyWords:
        """How directions are said to who reads at this level."""
        return self.words.plain if self.level == "plain" else self.words.formal

    @property
    def level(self) -> Level:
        """The level of the words."""
        return cast(Level, self.scene.words.level)

    @property
    def count(self) -> int:
        """How many parts are told at most."""
        return _COUNTS[self.level]

    @cached_property
    def shown(self) -> Mapping[str, PartState]:
        """The parts of the model that the scene shows, seen from here or not."""
        states = self.scene.stage.parts
        return {part.id: states[part.id] for part in self.model.parts if is_shown(states.get(part.id))}

    @cached_property
    def sights(self) -> Mapping[str, SeenPart]:
        """What is seen of each part, by id."""
        return {seen.part: seen for seen in self.seen}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each part is called inside a sentence."""
        language = self.scene.words.language
        return {
            part.id: inside_sentence(name_in(part.names, language, self.level, part.id))
            for part in self.model.parts
        }

    @cached_property
    def strong(self) -> tuple[str, ...]:
        """The highlighted parts of which something is seen, the most seen first."""
        found = [part for part, state in self.shown.items() if state.emphasis >= GLASS]
        return tuple(sorted(filter(self.is_seen, found), key=self.share, reverse=True))

    def is_seen(self, part: str) -> bool:
        """Whether anything of a part is seen."""
        return part in self.sights and self.sights[part].hidden < 1.0

    def share(self, part: str) -> float:
        """How much of the picture a part takes, 0-1."""
        return self.sights[part].share if part in self.sights else 0.0

    def called(self, parts: Iterable[str]) -> list[str]:
        """What parts are called, in their order; by the name of what holds them, where all of it is meant."""
        wanted = list(parts)
        called = {part: self.names[part] for part in wanted}
        meant = {*self.shown, *wanted}
        wholes: list[Part | PartGroup] = [*self.model.groups, *self.model.parts]
        for whole in sorted(wholes, key=lambda each: -len(each.id)):
            members = [part for part in meant if covers(whole.id, part)]
            if len(members) > 1 and called.keys() >= set(members):
                name = name_in(whole.names, self.scene.words.language, self.level, whole.id)
                called.update(dict.fromkeys(members, inside_sentence(name)))
        return [called[part] for part in wanted]

    def listed(self, names: Iterable[str]) -> str:
        """Names as a list, each once, no more than a reader can hold: "a, b and 3 more parts"."""
        distinct = list(dict.fromkeys(names))
        rest = len(distinct) - self.count
        told = distinct if rest <= 0 else [*distinct[: self.count], self._more(rest)]
        if any("," in name or ":" in name for name in told):
            return self.words.stop.join(told)
        return self.words.last.join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else ""

    def _more(self, count: int) -> str:
        return self.words.one_more if count == 1 else self.words.more.format(count=count)

    def placed(self, part: str, name: str) -> str:
        """A name and where its part lies in the picture, in words; the name alone for what is all around."""
        seen = self.sights[part]
        if min(seen.extent) > _SPREAD:
            return name
        x, y = seen.where
        row = _PLACES[(y > -_ASIDE) + (y > _ASIDE)]
        return f"{name}, {self.words.places[row[(x > -_ASIDE) + (x > _ASIDE)]]}"


def is_shown(state: PartState | None) -> bool:
    """Whether a part is shown at all, seen from here or not."""
    return state is not None and state.visible and state.opacity > 0.0
