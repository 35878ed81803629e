"""How channels, steps and choices change the parts of a model. Pure functions on values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.state import NO_TINT, PartState, Tint
from anatomy_viewer.scene.timeline import Value, numbers
from anatomy_viewer.scene.vectors import lerp, multiply

FADED = 0.18
"""The opacity of a faded part: its shape still reads, what lies behind it is clear."""

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def fill(pattern: str, names: Mapping[str, float | str]) -> str:
    """Put findings into a template: `heart/coronaries/{vessel}`. Slots that are not known stay."""
    return _SLOT.sub(lambda slot: str(names.get(slot[1], slot[0])), pattern)


def has_slot(pattern: str) -> bool:
    """Whether a template depends on the patient."""
    return _SLOT.search(pattern) is not None


def covers(path: str, part: str) -> bool:
    """Whether a part is what `path` names, or lies below it."""
    return part == path or part.startswith(path + "/")


def covered(paths: Iterable[str], part: str) -> bool:
    """Whether any of the paths covers the part."""
    return any(covers(path, part) for path in paths)


def expand(pattern: str, part_ids: Collection[str]) -> tuple[str, ...]:
    """The parts a pattern names: the part of that id, or all below (`x/*`, or `x` that is no part itself)."""
    if pattern in part_ids:
        return (pattern,)
    above = pattern.removesuffix("*").rstrip("/") + "/"
    return tuple(part for part in part_ids if part.startswith(above))


def reached(
    patterns: Iterable[str], part_ids: Collection[str], names: Mapping[str, float | str]
) -> frozenset[str]:
    """All parts that any of the templates covers; `x/*` leaves out `x` itself."""
    paths = [fill(pattern, names) for pattern in patterns]
    return frozenset(part for part in part_ids for path in paths if _reaches(path, part))


def _reaches(path: str, part: str) -> bool:
    return part.startswith(path[:-1]) if path.endswith("/*") else covers(path, part)


def rest(model: Model) -> dict[str, PartState]:
    """A model at rest: every part in place, those hidden by default not seen."""
    return {part.id: PartState(visible=not part.hidden) for part in model.parts}


def changed(state: PartState, prop: str, value: Value, mix: str | None, *, cyclic: bool = False) -> PartState:
    """A part after one channel has spoken.

    `mix` is `add`, `multiply` or `replace`; None is the property's own way: morphs add and stay within 0-1
    (a cyclic one is replaced and comes round), amounts, opacity and scale multiply, colours mix by weight
    (`multiply` scales the weight of what is there by the value's last number), `visible` needs all to agree,
    emphasis and stills keep the strongest, translations add, rotations compose.
    """
    head, _, name = prop.partition(".")
    if head == "morph" and cyclic and not name.endswith(".amount"):
        return replace(state, morphs={**state.morphs, name: _number(value) % 1.0})
    return _CHANGES[head](state, name, value, mix)


def _number(value: Value) -> float:
    return float(numbers(value)[0])


def joined(old: float, new: float, mix: str) -> float:
    """Two numbers as one: `add`, `multiply`, `strongest` or `replace`."""
    return {"add": old + new, "multiply": old * new, "strongest": max(old, new), "replace": new}[mix]


def _weight(value: float) -> float:
    return min(1.0, max(0.0, value))


def _tint(value: Value) -> Tint:
    r, g, b, *weight = numbers(value)
    return (r, g, b, weight[0] if weight else 1.0)


def over(below: Tint, above: Tint) -> Tint:
    """Two tints as one: the second is laid over the first, each as strong as its weight."""
    weight = below[3] + above[3] - below[3] * above[3]
    if weight <= 0.0:
        return below
    share = above[3] / weight
    r, g, b = (lerp(p, q, share) for p, q in zip(below[:3], above[:3], strict=True))
    return (r, g, b, weight)


def _mixed(old: Tint | None, value: Value, mix: str | None) -> Tint:
    if mix == "multiply":
        return _weakened(old or NO_TINT, numbers(value)[-1])
    new = _tint(value)
    return new if old is None or mix == "replace" else over(old, new)


def _weakened(tint: Tint, factor: float) -> Tint:
    r, g, b, weight = tint
    return (r, g, b, _weight(weight * factor))


def _opacity(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    return replace(state, opacity=_weight(joined(state.opacity, _number(value), mix or "multiply")))


def _color(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    return replace(state, color=_mixed(state.color, value, mix))


def _translation(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    x, y, z = (joined(a, b, mix or "add") for a, b in zip(state.translation, numbers(value), strict=True))
    return replace(state, translation=(x, y, z))


def _rotation(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    w, x, y, z = numbers(value)
    turn = (w, x, y, z) if mix == "replace" else multiply((w, x, y, z), state.rotation)
    return replace(state, rotation=turn)


def _scale(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    return replace(state, scale=joined(state.scale, _number(value), mix or "multiply"))


def _emphasis(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    return replace(state, emphasis=_weight(joined(state.emphasis, _number(value), mix or "strongest")))


def _visible(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    return replace(state, visible=bool(value) and (state.visible or mix == "replace"))


def _morph(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    target, _, amount = name.partition(".")
    if amount:
        scaled = joined(state.amounts.get(target, 1.0), _number(value), mix or "multiply")
        return replace(state, amounts={**state.amounts, target: scaled})
    weight = _weight(joined(state.morphs.get(target, 0.0), _number(value), mix or "add"))
    return replace(state, morphs={**state.morphs, target: weight})


def _tinted(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    if name not in state.tints and (mix == "multiply" or _tint(value)[3] == 0.0):
        return state
    return replace(state, tints={**state.tints, name: _mixed(state.tints.get(name), value, mix)})


def _still(state: PartState, name: str, value: Value, mix: str | None) -> PartState:
    if name not in state.stills and _number(value) == 0.0:
        return state
    held = _weight(joined(state.stills.get(name, 0.0), _number(value), mix or "strongest"))
    return replace(state, stills={**state.stills, name: held})


_CHANGES: dict[str, Callable[[PartState, str, Value, str | None], PartState]] = {
    "opacity": _opacity,
    "color": _color,
    "translation": _translation,
    "rotation": _rotation,
    "scale": _scale,
    "emphasis": _emphasis,
    "visible": _visible,
    "morph": _morph,
    "tint": _tinted,
    "still": _still,
}
"""One row for each animated property of a part; `flow.*` makes flows (see `compose`)."""
