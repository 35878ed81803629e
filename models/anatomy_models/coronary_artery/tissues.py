"""The parts of the vessel itself: wall, plaque and blood, with their morphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from anatomy_models.coronary_artery import paint
from anatomy_models.coronary_artery.branch import Fork, branch_blood, branch_rows, make_fork, opened
from anatomy_models.coronary_artery.layers import (
    ADVENTITIA,
    INTIMA,
    MEDIA,
    Surfaces,
    boundaries,
    core_patch,
    lesion_rings,
    nodule_patches,
)
from anatomy_models.coronary_artery.shape import CLEARANCE, GAP, Lattice, State, make_lattice
from anatomy_models.coronary_artery.tear import (
    TEAR_AT,
    doubled,
    lip_pairs,
    make_tear,
    parted,
    torn_shell,
    yielding,
)
from anatomy_models.coronary_artery.window import bump
from anatomy_models.kit.built import BuiltPart, Floats, Ints
from anatomy_models.kit.fork import forked_shell
from anatomy_models.kit.ring import column, patch, shell
from anatomy_models.kit.surface import Surface, make_part, merge, unit

STENOSIS_KEYS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
STENTED_FROM = 0.05
"""The stenosis that is left when the stent is open; `expand` starts from its shape."""
TYPICAL = 0.6
"""The stenosis at which tear and statin are shaped; their displacements are added to any other."""

Shaped = Callable[[Surfaces], Surface]
Shapes = dict[str, dict[float, Floats]]


@dataclass(frozen=True)
class Vessel:
    """The lattice with its fork, and the boundaries in every state that a morph needs."""

    lattice: Lattice
    fork: Fork
    rows: tuple[int, int]
    healthy: Surfaces
    narrowed: dict[float, Surfaces]
    stented: Surfaces
    typical: Surfaces
    treated: Surfaces


def make_vessel(rings: int, sides: int, rows: tuple[int, int]) -> Vessel:
    """Compute all states once."""
    lattice = make_lattice(rings, sides)
    return Vessel(
        lattice,
        make_fork(lattice),
        rows,
        boundaries(lattice, State()),
        {key: boundaries(lattice, State(key)) for key in STENOSIS_KEYS},
        boundaries(lattice, State(STENTED_FROM, stented=1.0)),
        boundaries(lattice, State(TYPICAL)),
        boundaries(lattice, State(TYPICAL, statin=1.0)),
    )


def morph_shapes(vessel: Vessel, shaped: Shaped, *, statin: bool = False) -> Shapes:
    """Whole shapes for `stenosis` and `expand`, and `statin` where asked for."""
    base = shaped(vessel.healthy).points
    narrowed = {key: shaped(surfaces).points for key, surfaces in vessel.narrowed.items()}
    shapes: Shapes = {
        "stenosis": narrowed,
        "expand": {1.0: base + shaped(vessel.stented).points - narrowed[STENTED_FROM]},
    }
    if statin:
        shapes["statin"] = {1.0: base + shaped(vessel.treated).points - shaped(vessel.typical).points}
    return shapes


def wall_part(vessel: Vessel, layer: str) -> BuiltPart:
    """Intima, media or adventitia: a pipe with the side branch let in."""
    fork = vessel.fork
    inner_depth, thickness = _WALL[layer]
    lumpy = layer == "adventitia"
    inner_branch = branch_rows(fork, inner_depth, vessel.rows)
    outer_branch = branch_rows(fork, inner_depth + thickness, vessel.rows)

    def shaped(surfaces: Surfaces) -> Surface:
        inner = opened(fork, surfaces[f"{layer}_in"], inner_depth)
        outer = opened(fork, surfaces[f"{layer}_out"], inner_depth + thickness, lumpy=lumpy)
        return forked_shell(fork.opening, (outer, outer_branch), (inner, inner_branch))

    return _part(layer, shaped(vessel.healthy), morph_shapes(vessel, shaped))


_WALL = {
    "intima": (CLEARANCE, INTIMA),
    "media": (CLEARANCE + INTIMA + GAP, MEDIA),
    "adventitia": (CLEARANCE + INTIMA + GAP + MEDIA + GAP, ADVENTITIA),
}


def blood_parts(vessel: Vessel) -> list[BuiltPart]:
    """The blood in the vessel and in its branch."""

    def shaped(surfaces: Surfaces) -> Surface:
        return column(surfaces["lumen"])

    branch = branch_blood(vessel.fork, vessel.rows)
    rest = shaped(vessel.healthy).points
    lattice, grid = vessel.lattice, vessel.typical["lumen"]
    tear = make_tear(lattice.along, lattice)
    pushed = (
        shaped({"lumen": grid + yielding(tear, lattice.along, grid)}).points - shaped(vessel.typical).points
    )
    shapes = morph_shapes(vessel, shaped) | {"rupture": {1.0: rest + pushed}}
    return [
        _part("lumen", shaped(vessel.healthy), shapes),
        _part("side_branch", branch, {}),
    ]


def plaque_parts(vessel: Vessel) -> list[BuiltPart]:
    """The plaque's body, its lipid core and its calcium."""
    rings, core, nodules = (
        lesion_rings(vessel.lattice),
        core_patch(vessel.lattice),
        nodule_patches(vessel.lattice),
    )

    def body(surfaces: Surfaces) -> Surface:
        return shell(surfaces["plaque_out"][rings], surfaces["plaque_in"][rings])

    def lipid(surfaces: Surfaces) -> Surface:
        return patch(core.of(surfaces["core_out"]), core.of(surfaces["core_in"]))

    def stones(surfaces: Surfaces) -> Surface:
        return merge([patch(n.of(surfaces["calcium_out"]), n.of(surfaces["calcium_in"])) for n in nodules])

    crater = _crater(vessel)
    return [
        replace(_part("plaque", body(vessel.healthy), morph_shapes(vessel, body, statin=True)), rings=None),
        _part(
            "lipid_core",
            lipid(vessel.healthy),
            morph_shapes(vessel, lipid, statin=True)
            | {
                "rupture": {
                    1.0: lipid(vessel.healthy).points + lipid(crater).points - lipid(vessel.typical).points
                }
            },
        ),
        _part("calcium", stones(vessel.healthy), morph_shapes(vessel, stones, statin=True)),
    ]


def _crater(vessel: Vessel) -> Surfaces:
    """The typical state with a hollow in the lipid core behind the tear."""
    surfaces = vessel.typical
    tear = make_tear(vessel.lattice.along, vessel.lattice)
    deep = 0.45 * bump(vessel.lattice.along, TEAR_AT, 1.3)[:, None] * tear.gape
    hollow = surfaces["core_in"] + deep[..., None] * (surfaces["core_out"] - surfaces["core_in"])
    return surfaces | {"core_in": hollow}


def cap_part(vessel: Vessel) -> BuiltPart:
    """The fibrous cap, which can tear."""
    rings = lesion_rings(vessel.lattice)
    along = vessel.lattice.along[rings]
    tear = make_tear(along, vessel.lattice)

    def shaped(surfaces: Surfaces) -> Surface:
        return torn_shell(
            tear, doubled(surfaces["cap_out"][rings], tear), doubled(surfaces["cap_in"][rings], tear)
        )

    def torn() -> Floats:
        inner, outer = (doubled(vessel.typical[name][rings], tear) for name in ("cap_in", "cap_out"))
        blood = vessel.typical["lumen"][rings].mean(axis=1)
        into = unit(np.insert(blood, tear.ring, blood[tear.ring], axis=0)[:, None] - inner)
        apart = parted(tear, np.insert(along, tear.ring, along[tear.ring]), inner, 1.0, into)
        moved: Floats = torn_shell(tear, outer + apart, inner + apart).points - shaped(vessel.typical).points
        return moved

    whole = shaped(vessel.healthy)
    twins = lip_pairs(tear, len(along), len(vessel.lattice.around))
    part = _part("fibrous_cap", whole, morph_shapes(vessel, shaped, statin=True), twins=twins)
    ripped = _part("fibrous_cap", whole, {"rupture": {1.0: whole.points + torn()}})
    return replace(part, morphs={**part.morphs, **ripped.morphs})


def _part(name: str, surface: Surface, shapes: Shapes, *, twins: Ints | None = None) -> BuiltPart:
    colors, masks = paint.painted(name, surface.points)
    part = make_part(f"coronary_artery/{name}", surface, shapes, colors=colors, twins=twins)
    return replace(part, masks=masks)
