"""The layers between blood and surroundings: how thick each is, and the surfaces that bound it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.coronary_artery.shape import (
    CLEARANCE,
    GAP,
    LESION,
    SLOTS,
    THIN,
    THROAT,
    Lattice,
    Section,
    State,
    cross_sections,
    place,
    slimness,
)
from anatomy_models.coronary_artery.window import bump, plateau, smooth, turn
from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise

INTIMA, MEDIA, ADVENTITIA = 0.09, 0.24, 0.3
CORE_ALONG, CORE_AROUND = (THROAT - 4.8, THROAT + 4.6), 1.75
"""The lipid core: from where to where along the vessel, and half its angle (radians)."""
NODULES = ((THROAT + 1.6, 0.12, 1.4, 0.5), (THROAT + 4.9, 0.3, 0.9, 0.42), (THROAT - 3.0, 0.85, 1.0, 0.42))
"""Calcium: place along the vessel, angle, half length in mm, half angle."""


@dataclass(frozen=True)
class Patch:
    """A block of the ring grid: rings ``top`` to ``bottom`` and sides ``left`` to ``right``, inclusive.

    Sides may be negative: they count round the ring the other way.
    """

    top: int
    bottom: int
    left: int
    right: int

    def of(self, grid: Floats) -> Floats:
        """The block of a (rings, sides, ...) array."""
        sides = np.arange(self.left, self.right + 1) % grid.shape[1]
        block: Floats = grid[self.top : self.bottom + 1][:, sides]
        return block

    def marks(self, shape: tuple[int, int]) -> Floats:
        """(rings, sides) 1 in the block, else 0."""
        inside = np.zeros(shape)
        sides = np.arange(self.left, self.right + 1) % shape[1]
        inside[self.top : self.bottom + 1, sides] = 1.0
        return inside


def patch_around(lattice: Lattice, along: tuple[float, float], middle: float, half: float) -> Patch:
    """The block of the grid that covers a stretch of the vessel and an angle round it."""
    top = int(np.searchsorted(lattice.along, along[0])) - 1
    bottom = int(np.searchsorted(lattice.along, along[1])) + 1
    step = 2.0 * np.pi / len(lattice.around)
    return Patch(top, bottom, int(np.floor((middle - half) / step)), int(np.ceil((middle + half) / step)))


def core_patch(lattice: Lattice) -> Patch:
    """Where the lipid core is."""
    return patch_around(lattice, CORE_ALONG, 0.0, CORE_AROUND)


def nodule_patches(lattice: Lattice) -> list[Patch]:
    """Where the calcium nodules are."""
    return [
        patch_around(lattice, (along - length, along + length), middle, half)
        for along, middle, length, half in NODULES
    ]


def lesion_rings(lattice: Lattice) -> slice:
    """The rings that plaque and cap have."""
    first = int(np.searchsorted(lattice.along, LESION[0]))
    return slice(first, int(np.searchsorted(lattice.along, LESION[1])))


@dataclass(frozen=True)
class Depths:
    """Where the layers of the plaque begin and end: (rings, sides) mm under the lumen's surface."""

    cap: tuple[Floats, Floats]
    core: tuple[Floats, Floats]
    plaque: tuple[Floats, Floats]
    calcium: tuple[Floats, Floats]


def plaque_depths(lattice: Lattice, section: Section, state: State) -> Depths:
    """Share out the room between lumen and vessel: a thin cap, the core below it, calcium at the bottom.

    What is left is the plaque's body. Each share is less than what is free, so no layer turns inside out.
    """
    slim = slimness(lattice.along)[:, None]
    gap, thin = GAP * slim, THIN * slim
    start = np.maximum(gap, CLEARANCE - SLOTS * slim + gap)
    free = np.maximum(section.span - SLOTS * slim - start + gap, 0.0)
    inside_core = _window(lattice, CORE_ALONG, 0.0, CORE_AROUND)
    cap = 0.13 * free / (free + 0.3)
    core = inside_core * _limited(0.72 * (free - cap), 2.6)
    cap, core = cap + 0.06 * state.statin * inside_core**2, core * (1.0 - 0.3 * state.statin)
    calcium = _nodules(lattice) * 0.55 * np.maximum(free - cap - core, 0.0)
    here = core_patch(lattice).marks(lattice.shape)
    stone = np.max([patch.marks(lattice.shape) for patch in nodule_patches(lattice)], axis=0)
    cap_end = start + thin + cap
    core_end = cap_end + here * (gap + thin + core)
    bottom = section.span - gap
    stone_top = bottom - thin - _limited(calcium, 0.45)
    plaque_end = np.where(stone > 0.0, stone_top - gap, bottom)
    return Depths(
        (np.broadcast_to(start, free.shape), cap_end),
        (cap_end + gap, core_end),
        (core_end + gap, plaque_end),
        (stone_top, bottom),
    )


def _limited(thickness: Floats, most: float) -> Floats:
    """A thickness that grows less and less as it nears ``most``."""
    grown: Floats = thickness / (1.0 + np.maximum(thickness, 0.0) / most)
    return grown


def _window(lattice: Lattice, along: tuple[float, float], middle: float, half: float) -> Floats:
    """(rings, sides) a soft-edged lens that is 0 at the border of its patch."""
    centre, reach = (along[0] + along[1]) / 2.0, (along[1] - along[0]) / 2.0
    x = (lattice.along[:, None] - centre) / reach
    y = turn(lattice.around, middle)[None] / half
    lens: Floats = np.clip(1.0 - np.abs(x) ** 2.6 - np.abs(y) ** 2.6, 0.0, 1.0) ** 1.15
    return lens


def _nodules(lattice: Lattice) -> Floats:
    """(rings, sides) 1 in the middle of a nodule, 0 outside all of them; knobbly."""
    u, angle = np.meshgrid(lattice.along, lattice.around, indexing="ij")
    grain = layered_noise(np.stack([2 * np.cos(angle), 2 * np.sin(angle), u], axis=-1), 0.7, seed=8)
    lenses = [
        _window(lattice, (along - length, along + length), middle, half)
        for along, middle, length, half in NODULES
    ]
    knobs: Floats = np.max(lenses, axis=0) * (0.8 + 0.2 * grain)
    return knobs


Surfaces = dict[str, Floats]
"""Name of a boundary -> (rings, sides, 3) points."""


def boundaries(lattice: Lattice, state: State) -> Surfaces:
    """All surfaces of the vessel in one state, RAS mm, from the blood outward.

    ``lumen``, then ``<layer>_in`` and ``<layer>_out`` for cap, core, plaque, calcium, intima, media and
    adventitia.
    """
    section = cross_sections(lattice, state)
    depths = plaque_depths(lattice, section, state)
    flat: Surfaces = {"lumen": section.lumen}
    for name in ("cap", "core", "plaque", "calcium"):
        inner, outer = getattr(depths, name)
        flat[f"{name}_in"], flat[f"{name}_out"] = section.inside(inner), section.inside(outer)
    at = 0.0
    for name, thickness in (("intima", INTIMA), ("media", MEDIA), ("adventitia", ADVENTITIA)):
        flat[f"{name}_in"] = section.outside(at)
        lumps = relief(lattice) if name == "adventitia" else 0.0
        flat[f"{name}_out"] = section.outside(at + thickness + lumps)
        at += thickness + GAP
    u = np.broadcast_to(lattice.along[:, None], lattice.shape)
    return {name: place(u, plane) for name, plane in flat.items()}


def relief(lattice: Lattice) -> Floats:
    """(rings, sides) height of the fat on the outside, mm; none at the ends and near the branch."""
    u, angle = np.meshgrid(lattice.along, lattice.around, indexing="ij")
    on_tube = np.stack([2.1 * np.cos(angle), 2.1 * np.sin(angle), 0.55 * u], axis=-1)
    lumps = smooth(0.5 + 0.9 * layered_noise(on_tube, 1.5, seed=5))
    calm = plateau(lattice.along, 1.5, 34.5, 1.5)[:, None]
    branch = 1.0 - bump(lattice.along, 28.0, 5.0)[:, None] * bump(turn(lattice.around, np.pi), 0.0, 1.7)[None]
    height: Floats = 0.13 * lumps * calm * branch
    return height
