"""The shape of a coronary artery at any degree of disease, as nested surfaces on one grid of rings.

All lengths in mm. ``u`` runs along the vessel with the blood, from 0 to ``LENGTH``; the angle round it is
0 on the side where the plaque grows. In every cross-section the lumen is a circle about its own centre and
the vessel (the inside of the intima) a circle about another; a spoke joins the points of equal angle on
both, and every layer is a depth along the spokes. Nested circles never cross, so layers never do, from 0 to
100 %.

Measures: a healthy lumen of 3.0 mm, as midway along the left anterior descending artery (Dodge et al.,
Circulation 1992;86:232-246: 3.7 mm at its origin to 1.9 mm near its end); outward growth of the diseased
vessel before the lumen narrows (Glagov et al., N Engl J Med 1987;316:1371-1375).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.coronary_artery.window import bump, plateau
from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import noise

LENGTH = 36.0
THROAT = 13.5
"""Where the lumen is narrowest."""
RADIUS = 1.5
"""Radius of the healthy lumen at the throat."""
BRANCH_AT = 27.5
GAP = 0.002
"""Between neighbouring layers, so that no two surfaces coincide and no line shows between them."""
CLEARANCE = 0.006
"""Between the blood and a wall without plaque: their grids differ near the branch."""
THIN = 0.006
"""Thickness of a layer that is not there yet."""
LESION = (4.6, 23.4)
"""Where plaque and cap have their rings."""
_PROXIMAL, _DISTAL = 7.0, 8.6
SLOTS = 4 * THIN + 5 * GAP
"""Room for the layers of a plaque that is not there yet."""
_BULGE = 0.26
_CLOSED = 0.015
"""Radius that is left of the lumen at 100 %."""


@dataclass(frozen=True)
class State:
    """How diseased and how treated the vessel is; each 0 to 1."""

    stenosis: float = 0.0
    stented: float = 0.0
    statin: float = 0.0


@dataclass(frozen=True)
class Lattice:
    """The grid of rings: (rings,) places along the vessel and (sides,) angles round it."""

    along: Floats
    around: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """(rings, sides)."""
        return len(self.along), len(self.around)


@dataclass(frozen=True)
class Section:
    """All cross-sections in one state: (rings, sides, 2) points in the planes of the rings.

    The first coordinate points to the plaque's side.
    """

    lumen: Floats
    vessel: Floats
    outward: Floats

    @property
    def span(self) -> Floats:
        """(rings, sides) length of the spokes from the lumen to the vessel."""
        length: Floats = np.linalg.norm(self.vessel - self.lumen, axis=-1)
        return length

    def inside(self, depth: Floats) -> Floats:
        """Points this deep under the lumen's surface, along the spokes."""
        share = (depth / self.span)[..., None]
        point: Floats = self.lumen + share * (self.vessel - self.lumen)
        return point

    def outside(self, depth: Floats | float) -> Floats:
        """Points this far outside the vessel circle."""
        point: Floats = self.vessel + np.asarray(depth)[..., None] * self.outward
        return point


def make_lattice(rings: int, sides: int) -> Lattice:
    """A grid with more rings where the plaque and the branch are."""
    fine = np.linspace(0.0, LENGTH, 4001)
    density = 1.0 + 0.9 * plateau(fine, 6.0, 21.0, 2.0) + 0.9 * plateau(fine, 25.0, 30.6, 1.0)
    filled = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2.0)])
    along = np.interp(np.linspace(0.0, filled[-1], rings), filled, fine)
    along[np.argmin(np.abs(along - THROAT))] = THROAT
    return Lattice(along, np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False))


def axis(u: Floats) -> Floats:
    """(n, 3) points of the vessel's axis, RAS mm; straight on beyond both ends."""
    at, beyond = _on_arc(u)
    bend, height = at**2 / 180.0, -at
    points = np.stack([bend, np.zeros_like(at), height], axis=-1)
    return points + beyond[..., None] * directions(u)


def directions(u: Floats) -> Floats:
    """(n, 3) unit vectors along the flow."""
    at, _ = _on_arc(u)
    slope = np.stack([at / 90.0, np.zeros_like(at), -np.ones_like(at)], axis=-1)
    unit: Floats = slope / np.linalg.norm(slope, axis=-1, keepdims=True)
    return unit


def _on_arc(u: Floats) -> tuple[Floats, Floats]:
    """Place on the arc, counted from its middle, and what lies beyond its ends."""
    inside = np.clip(np.asarray(u, dtype=np.float64), 0.0, LENGTH)
    return inside - LENGTH / 2.0, u - inside


def place(u: Floats, plane: Floats) -> Floats:
    """Points of the ring planes in space: (..., 2) to (..., 3), ``u`` one number for each."""
    along = directions(u)
    to_plaque = np.stack([-along[..., 2], np.zeros_like(u), along[..., 0]], axis=-1)
    aside = np.cross(along, to_plaque)
    point: Floats = axis(u) + plane[..., :1] * to_plaque + plane[..., 1:] * aside
    return point


def healthy_radius(u: Floats) -> Floats:
    """Radius of the healthy lumen: tapers by 0.3 % a millimetre."""
    return RADIUS * (1.0 - 0.003 * (np.asarray(u) - THROAT))


def narrowing(u: Floats) -> Floats:
    """Share of the full narrowing at each place: 1 at the throat, 0 outside the lesion, uneven shoulders."""
    from_throat = np.asarray(u) - THROAT
    reach = np.where(from_throat < 0.0, _PROXIMAL, _DISTAL)
    place_in = np.clip(np.abs(from_throat) / reach, 0.0, 1.0)
    main = (0.5 + 0.5 * np.cos(np.pi * place_in)) ** 0.85
    shoulder = 0.16 * bump(np.asarray(u), THROAT + 4.9, 2.0) * place_in
    share: Floats = np.minimum(main * (1.0 - 0.1 * place_in) + shoulder, 1.0)
    return share


def lumen_radius(u: Floats, state: State) -> Floats:
    """Radius of the lumen's circle at each place."""
    share = narrowing(u) * state.stenosis
    diseased = healthy_radius(u) * (1.0 - share) + _CLOSED * share
    stented = healthy_radius(u) * (1.0 - 0.02 * plateau(np.asarray(u), THROAT - 9, THROAT + 9, 1.5))
    radius: Floats = diseased + state.stented * (stented - diseased)
    return radius


def lumen_offset(u: Floats, state: State) -> Floats:
    """How far the lumen's centre has been pushed away from the plaque's side."""
    diseased = 0.68 * RADIUS * narrowing(u) * state.stenosis
    stented = 0.08 * narrowing(u)
    offset: Floats = diseased + state.stented * (stented - diseased)
    return offset


def lumen_centre(u: Floats, state: State) -> Floats:
    """(n, 3) centre of the lumen, RAS mm: the way of the blood and of a guide wire."""
    offset = lumen_offset(u, state)
    return place(u, np.stack([-offset, np.zeros_like(offset)], axis=-1))


def slimness(u: Floats) -> Floats:
    """Factor on gaps and thinnest layers: 1 in the lesion, little at its ends, so that no step shows."""
    return 0.02 + 0.98 * plateau(np.asarray(u), LESION[0] + 1.6, LESION[1] - 1.6, 1.6)


def bulge(u: Floats, state: State) -> Floats:
    """How much the vessel's own radius has grown outward: most of it before the lumen narrows much."""
    spread = narrowing(u) ** 0.7
    diseased = _BULGE * (1.0 - (1.0 - state.stenosis) ** 3)
    grown: Floats = spread * (diseased + state.stented * (0.44 - diseased))
    return grown


def cross_sections(lattice: Lattice, state: State) -> Section:
    """The two circles of every ring."""
    u, angle = lattice.along, lattice.around
    spoke = np.stack([np.cos(angle), np.sin(angle)], axis=-1)[None]
    radius, grown = lumen_radius(u, state), bulge(u, state)
    vessel = healthy_radius(u) + np.maximum(CLEARANCE, SLOTS * slimness(u)) + grown
    uneven = _unevenness(lattice) * (state.stenosis * (1.0 - state.stented))
    lumen = (radius[:, None] * (1.0 + uneven))[..., None] * spoke
    lumen[..., 0] -= lumen_offset(u, state)[:, None]
    circle = vessel[:, None, None] * spoke
    circle[..., 0] += 0.8 * grown[:, None]
    return Section(lumen, circle, np.broadcast_to(spoke, circle.shape))


def _unevenness(lattice: Lattice) -> Floats:
    """(rings, sides) small swellings of the diseased lumen; none at the throat, where it is measured."""
    u, angle = np.meshgrid(lattice.along, lattice.around, indexing="ij")
    on_tube = np.stack([1.5 * np.cos(angle), 1.5 * np.sin(angle), u], axis=-1)
    shoulders = narrowing(lattice.along) * (1.0 - narrowing(lattice.along) ** 2)
    uneven: Floats = 0.2 * noise(on_tube, 1.7, seed=3) * shoulders[:, None]
    return uneven
