"""A picture told in words, from what is in it and where: for ears, for screen readers, for a caption.

What is seen comes from the geometry (`Sight`), everything else from the scene's own value. Pure functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.model import Model, View
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.parts import covered, covers
from anatomy_viewer.scene.phrases import BodyWords, Phrases, Place, Way, phrases
from anatomy_viewer.scene.slider import SliderState, inside_sentence
from anatomy_viewer.scene.state import PartState, SceneState, StageState, Vector
from anatomy_viewer.scene.vectors import cross, dot, unit, upright
from anatomy_viewer.scene.words import figure

_COUNTS: Mapping[Level, int] = {"plain": 4, "standard": 6, "detailed": 8}
"""How many parts are told at most, by level."""
_LEAST = 0.02
"""The share of all that is seen from which a part is told of its own accord."""
_GLASS = 0.5
"""Fainter parts are faded."""
_SLANT = 0.45
"""The share of a direction from which it is named: some 27 degrees off another."""
_ASIDE = 1 / 3
"""How far from the middle (0-1) something is no longer in the middle."""
_SPREAD = 0.72
"""What mostly fills more than this share of width and height lies nowhere in particular."""
_NEAR = 0.55
"""The share of the home view's height below which a picture is a close-up."""
_SAME_VIEW = 0.985
"""Cosine of some 10 degrees: a camera this near to a named view looks from there."""

_WAYS: tuple[tuple[Vector, Way], ...] = (
    ((1.0, 0.0, 0.0), "right"),
    ((-1.0, 0.0, 0.0), "left"),
    ((0.0, 1.0, 0.0), "front"),
    ((0.0, -1.0, 0.0), "behind"),
    ((0.0, 0.0, 1.0), "above"),
    ((0.0, 0.0, -1.0), "below"),
)
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
        return {part.id: states[part.id] for part in self.model.parts if _is_shown(states.get(part.id))}

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
        found = [part for part, state in self.shown.items() if state.emphasis >= _GLASS]
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
        for whole in sorted((*self.model.groups, *self.model.parts), key=lambda each: -len(each.id)):
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


def describe(picture: Picture) -> str:
    """The picture in words: whole sentences, the most telling first."""
    return " ".join(sentences(picture))


def sentences(picture: Picture) -> tuple[str, ...]:
    """The picture in words, sentence by sentence; the first says from where it is seen."""
    told = (tell(picture) for tell in TELLERS)
    return tuple(sentence[:1].upper() + sentence[1:] for sentence in told if sentence)


def sought_parts(stage: StageState) -> tuple[str, ...]:
    """The parts that a description must find however thin they are: what is labelled or highlighted."""
    strong = [part for part, state in stage.parts.items() if _is_shown(state) and state.emphasis >= _GLASS]
    return tuple(dict.fromkeys((*strong, *(label.part for label in stage.labels))))


def ways(direction: Vector) -> tuple[Way, ...]:
    """The directions of the body that a vector points to, the main one first: front and left."""
    towards = unit(direction)
    shares = sorted(((dot(towards, axis), way) for axis, way in _WAYS), reverse=True)
    return tuple(way for share, way in shares if share > _SLANT)


def _is_shown(state: PartState | None) -> bool:
    return state is not None and state.visible and state.opacity > 0.0


# ------------------------------------------------------------------ where the picture is taken from
def _tell_view(picture: Picture) -> str:
    words, stage = picture.words, picture.scene.stage
    model = name_in(picture.model.names, picture.scene.words.language, picture.level, picture.model.id)
    if picture.model.oriented:
        seen_from = _joined(picture, picture.body.seen_from, ways(stage.camera.direction))
        return words.view.format(model=model, ways=seen_from)
    view = _named_view(picture)
    if view is None:
        return f"{model}."
    name = name_in(view.names, picture.scene.words.language, picture.level, view.id)
    return words.named_view.format(model=model, view=name)


def _named_view(picture: Picture) -> View | None:
    """The named view from which the picture is taken, open or closed alike; None where it is from none."""
    stage = picture.scene.stage
    views = [view for view in picture.model.views if (view.cut is None) == (stage.cut is None)]
    near = [(dot(unit(view.direction), unit(stage.camera.direction)), view) for view in views]
    cosine, view = max(near, key=lambda each: each[0], default=(0.0, None))
    return view if cosine > _SAME_VIEW else None


def _tell_sides(picture: Picture) -> str:
    """Where the picture's right points to: nobody needs to guess whose left is meant."""
    camera = picture.scene.stage.camera
    if not picture.model.oriented:
        return ""
    direction = unit(camera.direction)
    up = upright(direction, camera.up)
    towards, words = picture.body.towards, picture.words
    told = [words.sides.format(ways=_joined(picture, towards, ways(cross(up, direction))))]
    if "above" not in ways(up):
        told.append(words.top.format(ways=_joined(picture, towards, ways(up))))
    return " ".join(told)


def _tell_nearness(picture: Picture) -> str:
    camera = picture.scene.stage.camera
    return picture.words.close_up if camera.height < _NEAR * picture.model.home.height else ""


def _joined(picture: Picture, names: Mapping[Way, str], which: Sequence[Way]) -> str:
    return picture.words.last.join(names[way] for way in which)


# ------------------------------------------------------------------ what was done to the model
def _tell_beside(picture: Picture) -> str:
    beside = picture.scene.beside
    if beside is None:
        return ""
    pattern = picture.words.beside if beside.layout == "side" else picture.words.wiped
    own = ", ".join(filter(None, (beside.own_name, _value(picture))))
    return pattern.format(left=own, right=beside.name)


def _tell_cut(picture: Picture) -> str:
    cut = picture.scene.stage.cut
    if cut is None:
        return ""
    if not picture.model.oriented:
        return "" if _named_view(picture) else picture.words.cut
    return picture.words.cut_from.format(way=_joined(picture, picture.body.cut_off, ways(cut.normal)))


def _tell_explosion(picture: Picture) -> str:
    return picture.words.apart if picture.scene.stage.explode > 0.0 else ""


def _tell_xray(picture: Picture) -> str:
    names = picture.called(part for part, state in picture.shown.items() if state.xray >= _GLASS)
    plain = [part for part, state in picture.shown.items() if state.xray < _GLASS]
    if not names:
        return ""
    whole = all(part in picture.strong for part in plain)
    return picture.words.xrayed.format(names=picture.words.all_parts if whole else picture.listed(names))


def _tell_what_is_away(picture: Picture) -> str:
    words, choices = picture.words, picture.choices
    alone = picture.called(part for part in picture.shown if covered(choices.isolated, part))
    gone = picture.called(part.id for part in picture.model.parts if covered(choices.hidden, part.id))
    return " ".join(
        (
            *((words.only.format(names=picture.listed(alone)),) if alone else ()),
            *((words.taken.format(names=picture.listed(gone)),) if gone else ()),
            *((words.peeled.format(count=choices.peeled),) if choices.peeled else ()),
        )
    )


# ------------------------------------------------------------------ what is seen
def _tell_places(picture: Picture) -> str:
    """What lies where, the largest first and all that has a label; what is highlighted is told by itself."""
    if not any(picture.is_seen(part) for part in picture.shown):
        return picture.words.nothing
    total = sum(seen.share for seen in picture.seen)
    labelled = {label.part for label in picture.scene.stage.labels}
    solid = [part for part, state in picture.shown.items() if state.opacity >= _GLASS]
    found = [
        part
        for part in solid
        if picture.is_seen(part)
        and part not in picture.strong
        and (part in labelled or picture.share(part) > _LEAST * total)
    ]
    order = sorted(found, key=lambda part: (part not in labelled, -picture.share(part)))
    entries: dict[str, str] = {}
    for part in order:
        entries.setdefault(picture.names[part], picture.placed(part, picture.names[part]))
    told = picture.words.stop.join(list(entries.values())[: picture.count])
    return picture.words.picture.format(names=told) if told else ""


def _tell_highlight(picture: Picture) -> str:
    """What is highlighted, where, and the value that it stands for."""
    called = dict(zip(picture.strong, picture.called(picture.strong), strict=True))
    entries = {name: part for part, name in reversed(called.items())}
    if not entries:
        return ""
    if len(entries) > 1 or called != {part: picture.names[part] for part in called}:
        several = (_placed_unless_many(picture, called, name) for name in reversed(entries))
        return picture.words.highlighted.format(names=picture.listed(several))
    (name,) = entries
    value = _told_value(picture)
    told = picture.words.colon.join(filter(None, (picture.placed(entries[name], name), value)))
    return picture.words.highlighted.format(names=told)


def _placed_unless_many(picture: Picture, called: Mapping[str, str], name: str) -> str:
    """A name with its place; a group's name alone: it lies in many."""
    parts = [part for part, each in called.items() if each == name]
    return picture.placed(parts[0], name) if len(parts) == 1 else name


def _tell_value(picture: Picture) -> str:
    """Where the slider stands, where no single highlighted part has said so."""
    value = _told_value(picture)
    return f"{value}." if value and len(picture.strong) != 1 else ""


def _told_value(picture: Picture) -> str:
    return "" if picture.scene.beside else _value(picture)


def _value(picture: Picture) -> str:
    """Where the slider stands, in words."""
    slider = picture.slider
    return inside_sentence(slider.value_text) if slider and (slider.stage or slider.kind != "time") else ""


def _tell_hidden(picture: Picture) -> str:
    """What should be seen, but lies behind something."""
    wanted = {label.part for label in picture.scene.stage.labels if label.strong}
    wanted |= {part for part, state in picture.shown.items() if state.emphasis >= _GLASS}
    names = picture.called(part for part in picture.sights if part in wanted and not picture.is_seen(part))
    return picture.words.behind.format(names=picture.listed(names)) if names else ""


def _tell_faded(picture: Picture) -> str:
    glass = [part for part, state in picture.shown.items() if state.opacity < _GLASS]
    rest = [part for part in picture.shown if part not in glass]
    if len(glass) > 1 and rest and all(part in picture.strong for part in rest):
        return picture.words.rest_faded
    names = picture.called(sorted(glass, key=picture.share, reverse=True))
    return picture.words.faded.format(names=picture.listed(names)) if names else ""


def _tell_lens(picture: Picture) -> str:
    lens = picture.scene.lens
    caption = inside_sentence(lens.caption.rstrip(".")) if lens else ""
    return picture.words.lens.format(caption=caption) if caption else ""


def _tell_marks(picture: Picture) -> str:
    """What was measured and drawn."""
    stage, words = picture.scene.stage, picture.words
    language = picture.scene.words.language
    lengths = [f"{figure(round(m.millimetres, 1), language)}\u00a0mm" for m in stage.measures]
    measured = words.measured.format(names=picture.listed(lengths)) if lengths else ""
    drawn = words.drawn.format(count=len(stage.strokes)) if stage.strokes else ""
    return " ".join(filter(None, (measured, drawn)))


TELLERS: tuple[Callable[[Picture], str], ...] = (
    _tell_view,
    _tell_nearness,
    _tell_sides,
    _tell_beside,
    _tell_cut,
    _tell_explosion,
    _tell_xray,
    _tell_what_is_away,
    _tell_places,
    _tell_highlight,
    _tell_hidden,
    _tell_value,
    _tell_faded,
    _tell_lens,
    _tell_marks,
)
"""What is told of a picture, in order: one row a sentence."""
