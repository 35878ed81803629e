"""The layers of a model, outermost first, and what is left after some are peeled away. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.model import Model


@dataclass(frozen=True, slots=True)
class Layer:
    """Parts that are peeled away together; the name is empty where the model gives none."""

    name: str
    parts: tuple[str, ...]


def layers_in(model: Model, language: str, level: Level) -> tuple[Layer, ...]:
    """The layers of a model, outermost first; parts that only a lesson shows (a stent) make no layer."""
    return tuple(
        Layer(
            name_in(model.layers[depth].names, language, level) if depth < len(model.layers) else "",
            tuple(part.id for part in model.parts if part.layer == depth and not part.hidden),
        )
        for depth in _depths(model)
    )


def peeled_parts(model: Model, count: int) -> frozenset[str]:
    """The parts that go with the `count` outermost layers; the innermost layer always stays."""
    gone = _depths(model)[: deepest(model, count)]
    return frozenset(part.id for part in model.parts if part.layer in gone)


def deepest(model: Model, count: int) -> int:
    """How many layers can be peeled away when `count` are asked for."""
    return min(max(0, count), len(_depths(model)) - 1)


def _depths(model: Model) -> list[int]:
    return sorted({part.layer for part in model.parts if not part.hidden}) or [0]
