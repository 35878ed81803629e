"""The parts of the knee with their morphs, in the local frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from anatomy_models.kit.built import BuiltPart, Floats
from anatomy_models.kit.check import volume
from anatomy_models.kit.color import layered_noise, linear, mixed
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract, refine, settle, smooth, thin_out
from anatomy_models.kit.surface import Surface, make_part, vertex_normals
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import ligaments, motion

Bend = Callable[[Floats, float], Floats]
Wear = Callable[[Floats, Floats, float], Floats]
"""Points and their normals to their places at a stage of wear."""


@dataclass(frozen=True)
class Follow:
    """What becomes of a part's points; None: nothing.

    Attributes:
        bend: Points to where they are at so many degrees of bending.
        wear: Points to where they are at a grade of wear.
        rigid: Whether the bend moves the part as a whole; then wear and cuts go along with it.
        ends: Morphs of one key shape: name -> where the points are then.
    """

    bend: Bend | None = None
    wear: Wear | None = None
    rigid: bool = False
    ends: Mapping[str, Floats] = field(default_factory=dict)


def meshed(
    grid: Grid, values: Array, triangles: int, limit: Callable[[Floats], Floats] | None = None
) -> Surface:
    """The closed surface of a field: smooth, thinned out, laid back onto the field.

    Args:
        grid: Where the field lives.
        values: The field.
        triangles: About how many there shall be.
        limit: How long (mm) an edge may be at a place; longer ones are halved.
    """
    mesh = thin_out(smooth(extract(grid, values), rounds=12), triangles)
    mesh = refine(mesh, limit, rounds=2) if limit else mesh
    return settle(grid, values, mesh, rounds=2, most=0.25)


def body_side(points: Floats) -> Floats:
    """Local points of a left knee in the body's frame (RAS)."""
    return np.asarray(points) * [-1.0, 1.0, 1.0]


def part(name: str, surface: Surface, follow: Follow, colors: Floats | None = None) -> BuiltPart:
    """A part whose key shapes are its points moved."""
    points = np.asarray(surface.points, dtype=np.float64)
    shapes: dict[str, Mapping[float, Floats]] = {name: {1.0: moved} for name, moved in follow.ends.items()}
    if follow.bend is not None and not follow.rigid:
        shapes["flexion"] = {key: follow.bend(points, key * motion.MOST) for key in motion.KEYS}
    if follow.wear is not None:
        normals = vertex_normals(points, surface.faces)
        shapes["kl"] = {key: follow.wear(points, normals, key) for key in motion.STAGES[1:]}
    made = laid(name, surface, shapes, colors)
    if follow.bend is None or not follow.rigid:
        return made
    return replace(made, motions={"flexion": motions(follow.bend)})


def motions(bend: Bend) -> Mapping[float, Floats]:
    """The keys of a bend that moves a part as a whole, in the body's frame."""
    mirror = np.diag([-1.0, 1.0, 1.0])
    local = {
        key: motion.motion_of(lambda points, key=key: bend(points, key * motion.MOST))  # type: ignore[misc]
        for key in motion.MOTION_KEYS
    }
    return {key: mirror @ moved @ np.diag([-1.0, 1.0, 1.0, 1.0]) for key, moved in local.items()}


def laid(
    name: str, surface: Surface, shapes: Mapping[str, Mapping[float, Floats]], colors: Floats | None = None
) -> BuiltPart:
    """A part in the body's frame from local shapes, its triangles facing outwards.

    Rings that count the wrong way round in the body's frame are no longer told as rings.
    """
    there = body_side(surface.points)
    upright = volume(there, surface.faces) > 0
    faces = surface.faces if upright else surface.faces[:, ::-1]
    rings = surface.rings if upright else None
    keys = {morph: {at: body_side(points) for at, points in stops.items()} for morph, stops in shapes.items()}
    return make_part(f"knee/{name}", Surface(there, faces, rings), keys, colors=colors)


def made_anew(name: str, make: Callable[[float, float], Surface], colors: Floats | None = None) -> BuiltPart:
    """A part whose key shapes are made anew from degrees and stage; its triangles stay the same."""
    shapes = {
        "flexion": {key: make(key * motion.MOST, 0.0).points for key in motion.KEYS},
        "kl": {key: make(0.0, key).points for key in motion.STAGES[1:]},
    }
    return laid(name, make(0.0, 0.0), shapes, colors)


def bone_colors(points: Floats, depth: Floats | None = None) -> Floats:
    """Ivory, a little warmer in patches; where a shaft is sawn off, marrow deeper than its hard shell.

    Args:
        points: (n, 3) mm.
        depth: (n,) how deep (mm) below the shell's inside points lie; None: no bone is sawn off.
    """
    share = 0.5 + 0.5 * layered_noise(points, 9.0, seed=2)
    ivory = mixed("#f8f2e3", "#eadfc6", share)
    if depth is None:
        return ivory
    spongy = 0.5 + 0.5 * layered_noise(points, 1.6, seed=8, octaves=2)
    inside = rise(depth, -0.6, 0.4)[:, None]
    colors: Floats = ivory * (1 - inside) + mixed("#d9a988", "#f0d3b4", spongy) * inside
    return colors


def fibre_colors(surface: Surface) -> Floats:
    """Pearly fibres along a bundle, darker in the furrows, ivory where it runs into bone."""
    rings, sides = surface.rings or (1, len(surface.points))
    streak = 0.45 - 0.7 * ligaments.grain(rings, sides).ravel()
    end = np.minimum(np.arange(rings), rings - 1 - np.arange(rings)) / rings
    bony = np.repeat(1 - rise(end, 0.02, 0.16), sides)[:, None]
    fibres = mixed("#fdfaf3", "#d8c4a8", streak) * (1 - bony) + mixed("#f6efdf", "#e3d3b8", streak) * bony
    lids = np.broadcast_to(linear("#efe2cb"), (len(surface.points) - rings * sides, 3))
    return np.concatenate([fibres, lids])
