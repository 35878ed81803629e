"""A picture told in words, from what is in it and where: for ears, for screen readers, for a caption.

What is seen comes from the geometry (`Sight`), everything else from the scene's own value. Pure functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.model import View
from anatomy_viewer.scene.parts import covered
from anatomy_viewer.scene.peeling import layers_in
from anatomy_viewer.scene.phrases import Place, Way
from anatomy_viewer.scene.sight import GLASS, Picture, is_shown
from anatomy_viewer.scene.slider import inside_sentence
from anatomy_viewer.scene.state import StageState, Vector
from anatomy_viewer.scene.vectors import cross, dot, unit, upright
from anatomy_viewer.scene.words import figure

_LEAST = 0.02
"""The share of all that is seen from which a part is told of its own accord."""
_SLANT = 0.45
"""The share of a direction from which it is named: some 27 degrees off another."""
_NEAR = 0.55
"""The share of the home view's height below which a picture is a close-up."""
_SAME_VIEW = 0.985
"""Cosine of some 10 degrees: a camera this near to a named view looks from there."""

_OPPOSITE: Mapping[Place, Place] = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
_WAYS: tuple[tuple[Vector, Way], ...] = (
    ((1.0, 0.0, 0.0), "right"),
    ((-1.0, 0.0, 0.0), "left"),
    ((0.0, 1.0, 0.0), "front"),
    ((0.0, -1.0, 0.0), "behind"),
    ((0.0, 0.0, 1.0), "above"),
    ((0.0, 0.0, -1.0), "below"),
)


def describe(picture: Picture) -> str:
    """The picture in words: whole sentences, the most telling first."""
    return " ".join(sentences(picture))


def sentences(picture: Picture) -> tuple[str, ...]:
    """The picture in words, sentence by sentence; the first says from where it is seen."""
    told = (tell(picture) for tell in TELLERS)
    return tuple(sentence[:1].upper() + sentence[1:] for sentence in told if sentence)


def sought_parts(stage: StageState) -> tuple[str, ...]:
    """The parts that a description must find however thin they are: what is labelled or highlighted."""
    strong = [part for part, state in stage.parts.items() if is_shown(state) and state.emphasis >= GLASS]
    return tuple(dict.fromkeys((*strong, *(label.part for label in stage.labels))))


def ways(direction: Vector) -> tuple[Way, ...]:
    """The directions of the body that a vector points to, the main one first: front and left."""
    towards = unit(direction)
    shares = sorted(((dot(towards, axis), way) for axis, way in _WAYS), reverse=True)
    return tuple(way for share, way in shares if share > _SLANT)


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


def _tell_whereabouts(picture: Picture) -> str:
    """Where on another model this one lies, and that a small picture shows it."""
    inset = picture.scene.inset
    if inset is None:
        return ""
    names = filter(None, (inside_sentence(inset.model), inside_sentence(inset.place)))
    return picture.words.inset.format(names=", ".join(names))


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
    places, own, other = picture.words.places, picture.own_place, _OPPOSITE[picture.own_place]
    value = _value(picture)
    says_it = beside.own_name.casefold() == value.casefold()
    told = (inside_sentence(beside.own_name), "" if says_it else value, places[own])
    names = (f"{inside_sentence(beside.name)}, {places[other]}", ", ".join(filter(None, told)))
    return pattern.format(names=picture.words.stop.join(names if own in ("right", "bottom") else names[::-1]))


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
    names = picture.called(part for part, state in picture.shown.items() if state.xray >= GLASS)
    plain = [part for part, state in picture.shown.items() if state.xray < GLASS]
    if not names:
        return ""
    whole = all(part in picture.strong for part in plain)
    everything = picture.words.all_others if plain else picture.words.all_parts
    return picture.words.xrayed.format(names=everything if whole else picture.listed(names))


def _tell_what_is_away(picture: Picture) -> str:
    words, choices = picture.words, picture.choices
    alone = picture.called(part for part in picture.shown if covered(choices.isolated, part))
    gone = picture.called(part.id for part in picture.model.parts if covered(choices.hidden, part.id))
    return " ".join(
        (
            *((words.only.format(names=picture.listed(alone)),) if alone else ()),
            *((words.taken.format(names=picture.listed(gone)),) if gone else ()),
            *((words.peeled.format(names=_layers(picture)),) if choices.peeled else ()),
        )
    )


def _layers(picture: Picture) -> str:
    """The names of the layers that are peeled away; how many they are where the model names none."""
    layers = layers_in(picture.model, picture.scene.words.language, picture.level)
    names = [inside_sentence(layer.name) for layer in layers[: picture.choices.peeled] if layer.name]
    return picture.listed(names) if names else str(picture.choices.peeled)


# ------------------------------------------------------------------ what is seen
def _tell_places(picture: Picture) -> str:
    """What lies where, the largest first and all that has a label; what is highlighted is told by itself."""
    if not any(picture.is_seen(part) for part in picture.shown):
        return picture.words.nothing
    total = sum(seen.share for seen in picture.seen)
    labelled = {label.part for label in picture.scene.stage.labels}
    solid = [part for part, state in picture.shown.items() if state.opacity >= GLASS]
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
    wanted |= {part for part, state in picture.shown.items() if state.emphasis >= GLASS}
    names = picture.called(part for part in picture.sights if part in wanted and not picture.is_seen(part))
    return picture.words.behind.format(names=picture.listed(names)) if names else ""


def _tell_faded(picture: Picture) -> str:
    glass = [part for part, state in picture.shown.items() if state.opacity < GLASS]
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
    _tell_whereabouts,
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
