"""A piece of a small airway, in life size: healthy, narrowed, in spasm, swollen, clogged, floppy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from anatomy_models.airway.paint import painted
from anatomy_models.airway.shape import STARTS, Lattice, State, make_lattice, place, radii
from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Floats, Report
from anatomy_models.kit.ring import column, shell
from anatomy_models.kit.surface import Surface, make_part

GRIDS = {"full": (132, 112), "coarse": (56, 64)}
"""Detail -> rings and sides of a layer."""
KEYS: dict[str, dict[float, State]] = {
    "narrowing": {key: State(narrowing=key) for key in (0.25, 0.5, 0.7, 0.82, 0.92, 1.0)},
    "spasm": {key: State(spasm=key) for key in (0.5, 1.0)},
    "swelling": {key: State(swelling=key) for key in (0.5, 1.0)},
    "mucus": {key: State(mucus=key) for key in (0.5, 1.0)},
    "collapse": {1.0: State(collapse=1.0)},
    "breath": {0.25: State(breath=0.64), 0.5: State(breath=1.0), 0.75: State(breath=0.4)},
}
"""Morph -> its keys, closer where straight lines would miss the stated area; `breath` comes round."""
_SHADED = ("adventitia", "muscle", "mucosa")
_SKY = Sky(rays=32, far=1.2, lift=0.02)


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """Make the airway."""
    rings, sides = GRIDS[detail]
    parts = []
    for number, layer in enumerate(STARTS):
        report((number + 0.5) / len(STARTS), f"laying the {layer}")
        parts.append(_part(layer, make_lattice(layer, rings, sides)))
    return BuiltModel("airway", tuple(parts))


def _part(layer: str, lattice: Lattice) -> BuiltPart:
    """A layer in all its shapes, coloured and shaded."""
    rest = _surface(layer, lattice, State())
    shapes = {
        morph: {weight: _surface(layer, lattice, state).points for weight, state in keys.items()}
        for morph, keys in KEYS.items()
    }
    shapes = {morph: keys for morph, keys in shapes.items() if _moves(rest.points, keys)}
    colors = painted(layer, rest.points, lattice)
    part = make_part(f"airway/{layer}", rest, shapes, colors=colors, cyclic=("breath",))
    if layer not in _SHADED:
        return part
    (sky,) = bake_open_sky([(part.points, part.faces, part.normals)], _SKY)
    return replace(part, ao=sky)


def _moves(rest: Floats, keys: Mapping[float, Floats]) -> bool:
    """Whether a morph moves a layer at all: what lies outside of the mucus does not feel it."""
    return any(np.abs(points - rest).max() > 1e-6 for points in keys.values())


def _surface(layer: str, lattice: Lattice, state: State) -> Surface:
    """A layer in one state: a pipe, or the column of air inside it."""
    borders = radii(lattice, state)
    if layer == "lumen":
        return column(place(lattice, borders["air"]))
    return shell(place(lattice, borders[f"{layer}_out"]), place(lattice, borders[f"{layer}_in"]))


def lighter(model: BuiltModel) -> BuiltModel:
    """The same airway on a coarser grid: every layer and every morph, a quarter of the triangles."""
    return recipe("coarse", lambda done, words: None)
