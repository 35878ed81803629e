"""Everything put together: the solid heart, its cavities, the fat in its grooves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.atria import LEFT_WALL, RIGHT_WALL, build_atria, build_ridges, hollow_fossa
from anatomy_models.heart.ventricles import AXIS, CURTAIN, Ventricles, build_ventricles
from anatomy_models.heart.vessels import Vessels, build_vessels
from anatomy_models.kit.field import FAR, Tube, ellipsoid, intersect, keep_wall, segments, tube, unite
from anatomy_models.kit.grid import Array, Grid

AORTIC_SIDE = ("aorta", *shape.BRANCHES)
LUNG_SIDE = ("pulmonary_trunk", "left_pulmonary_artery", "right_pulmonary_artery")
CAVAS = ("superior_vena_cava", "inferior_vena_cava")
SWELL = 7.0  # mm over which the root of the aorta swells softly into the atria beside it


@dataclass(frozen=True)
class Tissues:
    """The heart as fields: outer shapes by name, cavities by name, and surfaces to build on.

    `tight` is the surface without fat, `fat_bed` that of the fat in the grooves, where vessels run.
    """

    grid: Grid
    outer: dict[str, Array]
    cavities: dict[str, Array]
    papillaries: dict[str, Array]
    bundles: Array
    tight: Array
    bed: Array
    fat_bed: Array


@dataclass(frozen=True)
class Solid:
    """The finished solid: its field, the field of its outside (cavities filled) and the cavities' union."""

    field: Array
    body: Array
    cavity: Array


def _united(fields: dict[str, Array], names: tuple[str, ...], blend: float) -> Array:
    return reduce(lambda a, b: unite(a, b, blend), (fields[name] for name in names))


def _tight(outer: dict[str, Array]) -> Array:
    ventricles = unite(outer["left_ventricle"], outer["right_ventricle"], 2.5)
    atria = unite(outer["right_side"], outer["left_side"], 2)
    body = unite(ventricles, atria, 2)
    body = unite(body, _united(outer, tuple(shape.PULMONARY_VEINS), 1), 4)
    body = unite(body, np.minimum(*(outer[name] for name in CAVAS)), 4)
    body = unite(body, unite(_united(outer, LUNG_SIDE, 4), outer["ligament"], 1.5), 2)
    return unite(body, _united(outer, AORTIC_SIDE, 3.5), 1.5)


def _ostia(grid: Grid) -> list[Array]:
    """The mouths of the two coronary arteries in the aorta's wall."""
    return [
        tube(grid, Tube([np.array(at) - 7 * np.array(way), np.array(at) + 0.4 * np.array(way)], 1.45))
        for at, way in shape.OSTIA.values()
    ]


def _cavities(grid: Grid, outer: dict[str, Array], heart: Ventricles, vessels: Vessels) -> dict[str, Array]:
    s = grid.project(np.array(shape.MITRAL), AXIS.along)
    ring = np.array(shape.TRICUSPID)
    level = float((ring - np.array(shape.MITRAL)) @ AXIS.along)
    aorta, lungs = outer["aorta"], _united(outer, LUNG_SIDE, 4)
    veins = _united(outer, tuple(shape.PULMONARY_VEINS), 1)
    cava = np.minimum(*(outer[name] for name in CAVAS))
    wall = np.minimum(outer["right_atrium"] + RIGHT_WALL, outer["right_side"] + RIGHT_WALL + 0.2)
    right = keep_wall(intersect(np.maximum(wall, s - level + 1), 0.2 - aorta, SWELL), heart.left, veins)
    left = np.maximum(outer["left_side"] + LEFT_WALL, 0.8 - outer["right_atrium"])
    left = keep_wall(intersect(np.maximum(left, s + 1), 0.2 - aorta, SWELL), lungs)
    left = keep_wall(left, heart.left_outflow, gap=CURTAIN)
    right = hollow_fossa(grid, right, left)
    pump = keep_wall(np.maximum(heart.right_cavity, level + 1.2 - s), aorta)
    inflow = tube(grid, Tube([ring - AXIS.along * 9, ring + AXIS.along * 9], 15.5))
    valve = np.array(shape.PULMONARY)
    outflow = tube(grid, Tube([(0, 26, 14), (1, 15, 26), np.add(valve, (0, -1, 2))], [11.5, 10.5, 10.3]))
    pump = unite(pump, keep_wall(outflow, aorta, heart.left), 3)
    return {
        "left_ventricle": heart.left_cavity,
        "right_ventricle": np.minimum(pump, keep_wall(inflow, heart.left, aorta)),
        "left_atrium": left,
        "right_atrium": right,
        "aorta": reduce(lambda a, b: unite(a, b, 0.8), _ostia(grid), vessels.lumens["aorta"]),
        "pulmonary": keep_wall(vessels.lumens["pulmonary"], aorta, cava),
        "cava": keep_wall(vessels.lumens["cava"], aorta, veins),
        "pulmonary_vein": keep_wall(vessels.lumens["pulmonary_vein"], lungs, cava),
    }


def build_tissues(grid: Grid) -> Tissues:
    """All fields of the heart on a grid, before fat and vessels of its own."""
    with ThreadPoolExecutor(2) as pool:  # numpy lets go of the interpreter while it works
        later = pool.submit(build_vessels, grid), pool.submit(build_atria, grid)
        heart = build_ventricles(grid)
        vessels, atria = later[0].result(), later[1].result()
    outer = {
        "left_ventricle": heart.left,
        "right_ventricle": heart.right,
        "right_atrium": atria.right,
        "right_atrial_appendage": atria.right_appendage,
        "left_atrium": atria.left,
        "left_mouths": atria.left_mouths,
        "left_atrial_appendage": atria.left_appendage,
        "right_side": unite(atria.right, atria.right_appendage, 4),
        "left_side": unite(unite(atria.left, atria.left_mouths, 8), atria.left_appendage, 3.5),
        **vessels.outer,
    }
    atrial = unite(outer["right_side"], outer["left_side"], 2)
    cavities = _cavities(grid, outer, heart, vessels)
    ridges = build_ridges(grid, cavities["right_atrium"])
    bed = unite(unite(heart.left, heart.right, 10), unite(atria.right, atria.left, 3), 13)
    root = Tube(list(shape.AORTA.points)[:4], list(np.atleast_1d(shape.AORTA.radii))[:4])
    fat_bed = unite(np.minimum(bed, atrial), tube(grid, root), 7)
    fat_bed = unite(fat_bed, ellipsoid(grid, (-9, -7, 24), (9, 8, 10)), 5)
    t = grid.project(np.array(shape.MITRAL), AXIS.along) / np.float32(AXIS.length)
    return Tissues(
        grid=grid,
        outer=outer,
        cavities=cavities,
        papillaries=heart.papillaries,
        bundles=np.minimum(heart.bundles, np.maximum(ridges, 2.5 - vessels.lumens["cava"])),
        tight=_tight(outer),
        bed=bed,
        fat_bed=fat_bed + 5 * np.clip((t - 0.92) * 9, 0, 1),
    )


def build_solid(tissues: Tissues, paths: list[Array]) -> Solid:
    """The solid heart with fat in its grooves and a strip of fat under every vessel path (n, 4)."""
    grid, tight = tissues.grid, tissues.tight
    strip = grid.full(FAR)
    for path in paths:
        strip = np.minimum(strip, segments(grid, path[::4, :3], path[::4, 3] * 0.75 + 0.55, 5))
    fat = unite(tissues.fat_bed + 0.25, np.maximum(strip + 0.5, tight - 1.9), 4)
    depth = np.clip((tight - fat) / 2, 0, 1)
    fat = fat - depth * (0.36 * grid.noise(2.0, 2) + 0.30 * grid.noise(1.15, 3) + 0.1)
    body = unite(tight, fat, 0.6)
    cavity = np.minimum.reduce(list(tissues.cavities.values()))
    solid = intersect(body, -cavity, 0.7)
    inside = np.minimum.reduce([tissues.bundles, *tissues.papillaries.values()])
    solid = unite(solid, np.maximum(inside, body + 1.2), 1.2)
    return Solid(np.asarray(solid, np.float32), body, cavity)
