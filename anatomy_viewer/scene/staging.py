"""The parts, flows and labels of one picture: the rest pose, the step, its layers, the viewer's choices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.lesson import Layer
from anatomy_viewer.content.mirroring import is_mirror_image
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.instant import Instant, anchor_of
from anatomy_viewer.scene.parts import (
    FADED,
    changed,
    covered,
    expand,
    fill,
    has_slot,
    joined,
    reached,
)
from anatomy_viewer.scene.peeling import peeled_parts
from anatomy_viewer.scene.sides import other_value
from anatomy_viewer.scene.state import FlowState, LabelState, PartState, Vector
from anatomy_viewer.scene.timeline import Value, numbers, value_at

Spoken = tuple[tuple[str, ...], str, Value, str | None]
"""A channel's word on some parts: (parts, property, value, mix)."""


def parts_of(now: Instant, model: Model, spoken: Sequence[Spoken]) -> dict[str, PartState]:
    """The parts of a model as the step and its layers show them, before the viewer takes any away."""
    appearing = {part for parts, prop, _, _ in spoken if prop == "visible" for part in parts}
    states = _opened(now, model, appearing)
    for parts, prop, value, mix in spoken:
        if not prop.startswith("flow."):
            cyclic = prop.partition(".")[2] in now.content.cyclic
            speak = partial(changed, prop=prop, value=value, mix=mix, cyclic=cyclic)
            states.update(_each({part: states[part] for part in parts}, speak))
    by_step = _by_step(now, now.step.scene.fade, states)
    if not (by_step or now.choices.faded):
        return states
    glass = {part: state for part, state in states.items() if _is_faded(now.choices, part, by_step)}
    return {**states, **_each(glass, _faded)}


def chosen(choices: Choices, parts: Mapping[str, PartState], gone: Collection[str]) -> dict[str, PartState]:
    """The parts as the viewer wants them: without what was taken away, and some of them as an x-ray."""
    shines = choices.xray or choices.xrayed
    shone = {part: state for part, state in parts.items() if shines and _is_xrayed(choices, part, state)}
    seen = {**parts, **_each(shone, _xrayed)}
    return {**seen, **_each({part: seen[part] for part in gone}, _unseen)}


def taken_away(choices: Choices, model: Model) -> frozenset[str]:
    """The parts that the viewer hid, peeled away, or left out by isolating others."""
    peeled = peeled_parts(model, choices.peeled) if choices.peeled else frozenset[str]()
    if not (choices.isolated or choices.hidden):
        return peeled
    return peeled | {part.id for part in model.parts if _is_away(choices, part.id)}


def flows_of(spoken: Sequence[Spoken], gone: Collection[str] = ()) -> tuple[FlowState, ...]:
    """What streams: a flow for each part that a flow channel speaks of and the viewer did not take away."""
    flows: dict[str, FlowState] = {}
    for parts, prop, value, mix in spoken:
        head, _, name = prop.partition(".")
        for part in parts if head == "flow" else ():
            flow = flows.get(part, FlowState(part))
            flows[part] = _flow(flow, name, float(numbers(value)[0]), mix or "replace")
    return tuple(flow for part, flow in flows.items() if flow.amount > 0.0 and part not in gone)


def labels_of(now: Instant, model: Model, parts: Mapping[str, PartState]) -> tuple[LabelState, ...]:
    """The names to show on a model, at the language and level of the words; the patient's own are strong."""
    language, level, _ = now.words
    named = {part.id: part for part in model.parts}
    points = _points(now, model)
    found = {}
    for pattern in now.step.scene.labels:
        for part in expand(fill(pattern, now.choices.findings), named.keys()):
            if parts[part].visible:
                text = name_in(named[part].names, language, level, part)
                found[part] = LabelState(
                    part, text[:1].upper() + text[1:], points.get(part), has_slot(pattern)
                )
    return tuple(found.values())


def _points(now: Instant, model: Model) -> dict[str, Vector]:
    """Where a label points, by part: the lens' anchor, the anchor of the part's own name, or its first."""
    found: dict[str, Vector] = {}
    for anchor in model.anchors:
        if anchor.part and (anchor.part not in found or anchor.part.rpartition("/")[2] == anchor.id):
            found[anchor.part] = anchor.point
    lens = now.step.scene.lens
    seen = anchor_of(now, lens.anchor) if lens else None
    return {**found, seen.part: seen.point} if seen and seen.part else found


def spoken_of(now: Instant, model: Model) -> Iterator[Spoken]:
    """What all channels say about the parts of a model, layer by layer."""
    mirrored = is_mirror_image(model.id)
    for layer, animation, x in now.running:
        for channel in animation.channels:
            pattern = fill(layer.parts.get(channel.part, channel.part), now.choices.findings)
            if parts := now.content.parts_named(model.id, pattern):
                value = value_at(channel, x)
                prop = _aimed(layer, channel.property, now.choices)
                yield parts, prop, other_value(prop, value) if mirrored else value, channel.mix


def _aimed(layer: Layer, prop: str, choices: Choices) -> str:
    """The property, for another mask than the animation was written for where the layer says so."""
    head, _, mask = prop.partition(".")
    aims = head in ("tint", "still") and mask in layer.masks
    return f"{head}.{fill(layer.masks[mask], choices.findings)}" if aims else prop


def _opened(now: Instant, model: Model, appearing: set[str]) -> dict[str, PartState]:
    """The rest pose with what the step shows, hides and highlights.

    A part that is hidden by default is for the layers to show where one of them speaks of its visibility.
    """
    scene, findings = now.step.scene, now.choices.findings
    usual = {part.id: not part.hidden for part in model.parts}
    shown = reached(scene.show, usual.keys(), findings) | appearing
    hidden = _by_step(now, scene.hide, usual)
    strong = reached(scene.highlight, usual.keys(), findings)
    return {
        part: _plain((seen or part in shown) and part not in hidden, part in strong)
        for part, seen in usual.items()
    }


def _by_step(now: Instant, patterns: Iterable[str], parts: Iterable[str]) -> frozenset[str]:
    """The parts that the step fades or hides; none once layers are peeled, or little would be left to see."""
    return frozenset() if now.choices.peeled else reached(patterns, tuple(parts), now.choices.findings)


@lru_cache(maxsize=4)
def _plain(visible: bool, strong: bool) -> PartState:
    """A part at rest; equal ones are one value, which spares work on models of many parts."""
    return PartState(visible=visible, emphasis=float(strong))


def _each(states: Mapping[str, PartState], change: Callable[[PartState], PartState]) -> dict[str, PartState]:
    """The states after a change, worked out once for parts that share one."""
    distinct = {id(state): state for state in states.values()}
    after = {key: change(state) for key, state in distinct.items()}
    return {part: after[id(state)] for part, state in states.items()}


def _flow(flow: FlowState, name: str, value: float, mix: str) -> FlowState:
    if name == "amount":
        return replace(flow, amount=min(1.0, max(0.0, joined(flow.amount, value, mix))))
    return replace(flow, speed=joined(flow.speed, value, mix))


def _is_faded(choices: Choices, part: str, by_step: frozenset[str]) -> bool:
    return covered(choices.faded, part) or (part in by_step and not covered(choices.solid, part))


def _is_away(choices: Choices, part: str) -> bool:
    alone = bool(choices.isolated) and not covered(choices.isolated, part)
    return alone or covered(choices.hidden, part)


def _is_xrayed(choices: Choices, part: str, state: PartState) -> bool:
    """Whether a part is asked for as an x-ray; in a whole x-ray what stands out stays solid."""
    return covered(choices.xrayed, part) or (choices.xray and state.emphasis == 0.0)


def _xrayed(state: PartState) -> PartState:
    return replace(state, xray=1.0)


def _unseen(state: PartState) -> PartState:
    return replace(state, visible=False)


def _faded(state: PartState) -> PartState:
    return replace(state, opacity=state.opacity * FADED)
