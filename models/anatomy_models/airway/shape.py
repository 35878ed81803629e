"""The shape of a small airway at any degree of disease, as nested surfaces on one grid of rings.

All lengths in mm. ``u`` runs along the airway with the breath, from 0 (towards the windpipe) to ``LENGTH``
(towards the air sacs). In every cross-section each layer's border is a radius counted from the axis at the
same angles. A morph adds to the thickness of layers and never makes one negative; so the layers stay
nested whichever morphs are added up, and only the air in the middle gives way.

Measures: an airway of less than 2 mm inside, the place where air is held up in chronic obstructive
pulmonary disease, its wall thickened and mucus inside (Hogg et al., N Engl J Med 2004;350:2645-2653). The
thickness of the healthy layers is drawn larger than life, to be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise, noise
from anatomy_models.kit.surface import unit

LENGTH = 8.0
THROAT = 5.2
"""Where the air has least room."""
RADIUS = 0.9
"""Radius of the circle that has the area of the healthy lumen."""
GAP = 0.018
FOLDS = 8
LOST = {"narrowing": 0.9, "spasm": 0.55, "swelling": 0.4, "mucus": 0.3}
"""Morph -> share of the lumen's area at the throat that is lost when it is complete and alone."""
STARTS = {"adventitia": 2.5, "muscle": 1.2, "mucosa": 0.2, "mucus": 0.35, "lumen": 0.3}
"""Where each layer begins: like sleeves, each a little shorter than the one inside it."""
_FILM = 0.018
_MUCOSA, _MUSCLE, _ADVENTITIA = 0.15, 0.10, 0.17
_BANDS = 5.0
"""Turns of a muscle bundle round the airway, along its length; two sets cross each other."""


@dataclass(frozen=True)
class State:
    """How diseased the airway is and how far breathed in; each 0 to 1."""

    narrowing: float = 0.0
    spasm: float = 0.0
    swelling: float = 0.0
    mucus: float = 0.0
    collapse: float = 0.0
    breath: float = 0.0


@dataclass(frozen=True)
class Lattice:
    """The grid of rings: (rings,) places along the airway and (sides,) angles round it."""

    along: Floats
    around: Floats

    @property
    def points(self) -> Floats:
        """(rings, sides, 3) places on a cylinder, for noise that has no seam."""
        u, angle = np.meshgrid(self.along, self.around, indexing="ij")
        return np.stack([np.cos(angle), np.sin(angle), u], axis=-1)


Radii = dict[str, Floats]
"""Name of a border -> (rings, sides) distance from the axis."""


def make_lattice(layer: str, rings: int, sides: int) -> Lattice:
    """The grid of a layer: of the rings that all layers share, those from where the layer begins."""
    along = np.linspace(STARTS["mucosa"], LENGTH, rings)
    around = np.linspace(0.0, -2.0 * np.pi, sides, endpoint=False)
    return Lattice(along[along >= STARTS[layer]], around)


def radii(lattice: Lattice, state: State) -> Radii:
    """All borders in one state, from the air outward: ``air``, then ``<layer>_in`` and ``_out``."""
    here = _severity(lattice.along)[:, None]
    narrow = state.narrowing * here
    folds = _folds(lattice) * (0.05 + 0.02 * narrow + 0.05 * state.spasm * here)
    base = RADIUS - (0.36 * narrow + 0.28 * state.spasm * here)
    lining = base + folds + 0.02 * noise(lattice.points * np.array([1.3, 1.3, 0.5]), 1.0, seed=3)
    swelling = 0.15 * narrow + 0.17 * state.swelling * here
    mucosa_out = base + _MUCOSA + 0.3 * folds + 0.05 * narrow + 0.05 * state.spasm * here
    bulge = 0.07 * state.swelling * here
    borders = {"mucosa_in": lining - swelling, "mucosa_out": mucosa_out + bulge}
    borders |= _muscle(lattice, borders["mucosa_out"], narrow, state.spasm * here)
    borders["adventitia_in"] = borders["muscle_out"] + GAP
    thickness = _ADVENTITIA + 0.13 * narrow + _relief(lattice)
    borders["adventitia_out"] = borders["muscle_top"] + thickness
    borders["mucus_out"] = borders["mucosa_in"] - GAP
    film = _FILM + 0.14 * narrow * _pools(lattice)
    borders["mucus_in"] = borders["mucus_out"] - film
    fitted = _fitted(lattice, borders, state)
    shift = _collapsed(lattice, state) + 0.06 * state.breath
    return {name: radius + shift for name, radius in fitted.items() if name != "muscle_top"}


def _muscle(lattice: Lattice, inside: Floats, narrow: Floats, spasm: Floats) -> Radii:
    """The muscle: two crossing sets of bundles that stand out from a thin sheet."""
    start = inside + GAP
    full = _MUSCLE + 0.07 * narrow + 0.06 * spasm
    thickness = full * (0.3 + 0.7 * bundles(lattice))
    return {"muscle_in": start, "muscle_out": start + thickness, "muscle_top": start + full}


def bundles(lattice: Lattice) -> Floats:
    """(rings, sides) 1 on the crest of a muscle bundle, 0 between bundles."""
    u, angle = np.meshgrid(lattice.along, lattice.around, indexing="ij")
    wobble = 0.5 * noise(lattice.points * np.array([0.8, 0.8, 0.7]), 1.0, seed=11)
    waves = [
        np.cos(2.0 * np.pi * (turns * u / 2.0) + lean * angle + wobble + start)
        for turns, lean, start in ((_BANDS * 0.62, 1.0, 0.0), (_BANDS * 0.62, -1.0, 1.3))
    ]
    high = np.clip((np.maximum(*waves) + 0.35) / 1.3, 0.0, 1.0)
    crest: Floats = high * high * (3.0 - 2.0 * high)
    return crest


def _severity(along: Floats) -> Floats:
    """How much of a morph acts at each place: all of it at the throat, less towards the ends."""
    severity: Floats = 0.68 + 0.32 * np.exp(-(((along - THROAT) / 1.7) ** 2))
    return severity


def _folds(lattice: Lattice) -> Floats:
    """(rings, sides) folds of the lining along the airway, -1 to 1: broad ridges, narrow grooves."""
    u, angle = np.meshgrid(lattice.along, lattice.around, indexing="ij")
    drift = 0.35 * np.sin(0.7 * u) + 0.5 * noise(lattice.points * np.array([0.7, 0.7, 0.3]), 1.0, seed=5)
    wave = np.cos(FOLDS * angle + drift * 2.0)
    uneven = 0.85 + 0.35 * noise(lattice.points * np.array([1.6, 1.6, 0.35]), 1.0, seed=6)
    folds: Floats = 0.62 * uneven * (np.abs((1.0 + wave) / 2.0) ** 1.5 * 2.0 - 0.8)
    return folds


def _relief(lattice: Lattice) -> Floats:
    """(rings, sides) height of the loose tissue outside, mm: dimples where air sacs are fastened."""
    scaled = lattice.points * np.array([1.25, 1.25, 1.0])
    relief: Floats = 0.07 * np.abs(layered_noise(scaled, 0.55, seed=7, octaves=2)) ** 0.7
    return relief


def _pools(lattice: Lattice) -> Floats:
    """(rings, sides) how mucus gathers, 0 to 1: strings and pools, more on one side."""
    grain = layered_noise(lattice.points * np.array([1.2, 1.2, 0.8]), 1.0, seed=9, octaves=2)
    side = 0.5 + 0.5 * np.cos(lattice.around - 0.9)[None]
    pools: Floats = np.clip(0.25 + 0.55 * side + 0.45 * grain, 0.05, 1.0)
    return pools


def _fitted(lattice: Lattice, borders: Radii, state: State) -> Radii:
    """The borders with just so much mucosa or mucus inside that the lumen has the area it is said to have.

    Found ring by ring by halving; of what is missing the mucus takes a part only in the morph `mucus`.
    """
    free = borders["mucus_in"] - GAP
    wanted = area_left(lattice.along, state) * np.pi * RADIUS**2
    swells = 1.0 - state.mucus
    growth = swells + state.mucus * _pools(lattice)
    low, high = np.full(len(free), -0.6), np.full(len(free), 0.85)
    for _ in range(40):
        middle = (low + high) / 2.0
        too_wide = ring_area(free - middle[:, None] * growth, lattice.around) > wanted
        low, high = np.where(too_wide, middle, low), np.where(too_wide, high, middle)
    inward = ((low + high) / 2.0)[:, None] * growth
    fitted = dict(borders)
    moved = ("mucus_in",) if state.mucus else ("mucus_in", "mucus_out", "mucosa_in")
    for name in moved:
        fitted[name] = fitted[name] - inward
    fitted["air"] = fitted["mucus_in"] - GAP
    return fitted


def area_left(along: Floats, state: State) -> Floats:
    """(rings,) stated share of the healthy lumen's area at each place, without collapse or breath."""
    here = _severity(np.asarray(along, dtype=np.float64))
    lost = sum(share * getattr(state, name) for name, share in LOST.items())
    left: Floats = 1.0 - lost * here
    return left


def ring_area(radius: Floats, around: Floats) -> Floats:
    """(rings,) area of the polygon of each ring, mm2."""
    step = abs(float(around[1] - around[0]))
    area: Floats = 0.5 * np.sin(step) * np.sum(radius * np.roll(radius, -1, axis=1), axis=1)
    return area


def _collapsed(lattice: Lattice, state: State) -> Floats:
    """(rings, sides) how far the whole wall is pushed: flat from front to back, a little wider sideways."""
    reach = 0.45 + 0.55 * np.exp(-(((lattice.along - THROAT) / 2.2) ** 2))[:, None]
    push: Floats = state.collapse * reach * (0.06 - 0.36 * np.sin(lattice.around) ** 2)[None]
    return push


def axis(along: Floats) -> Floats:
    """(n, 3) the middle of the airway, RAS mm: a gentle bow, the breath going down."""
    t = (np.asarray(along, dtype=np.float64) - THROAT) / LENGTH
    return np.stack([0.9 * t**2, 0.25 * t**2, LENGTH / 2.0 - np.asarray(along)], axis=-1)


def directions(along: Floats) -> Floats:
    """(n, 3) unit directions in which one breathes in."""
    return unit(axis(np.asarray(along) + 0.01) - axis(np.asarray(along) - 0.01))


def place(lattice: Lattice, radius: Floats) -> Floats:
    """(rings, sides, 3) points of a border, RAS mm; angle 0 is to the right, a quarter turn to the front."""
    along = directions(lattice.along)
    right = unit(np.array([1.0, 0.0, 0.0]) - along[:, :1] * along)
    front = np.cross(right, along)
    turned = (
        np.cos(lattice.around)[None, :, None] * right[:, None]
        + np.sin(lattice.around)[None, :, None] * front[:, None]
    )
    points: Floats = axis(lattice.along)[:, None] + radius[..., None] * turned
    return points
