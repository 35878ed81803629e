"""The great vessels: outer fields, lumens, and their open ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.kit.field import FAR, Tube, ellipsoid, frame, tube, unit, unite
from anatomy_models.kit.grid import Array, Grid

WALLS = {"aorta": 1.9, "pulmonary": 1.5, "cava": 1.4, "pulmonary_vein": 1.4}
END = 3.0  # mm by which a vessel runs on past its opening, to be cut off square


@dataclass(frozen=True)
class Vessels:
    """Outer fields of the great vessels by name, and their lumens by group."""

    outer: dict[str, Array]
    lumens: dict[str, Array]


def _sinuses(grid: Grid, shrink: float) -> Array:
    """The three sinuses of Valsalva above the aortic valve."""
    axis = unit(np.subtract(shape.AORTA.points[2], shape.AORTA.points[1]))
    axes = frame(axis)
    middle = np.array(shape.AORTIC) + axis * 7.5
    box = grid.slices(middle - 26, middle + 26)
    near = grid.crop(box)
    lobes = []
    for angle in np.radians([20, 140, 260]):
        centre = middle + (np.cos(angle) * axes[0] + np.sin(angle) * axes[1]) * 6.3
        lobes.append(ellipsoid(near, centre, (9.6 - shrink, 9.6 - shrink, 10.2 - shrink), axes))
    out = grid.full(FAR)
    out[box] = reduce(lambda a, b: unite(a, b, 2), lobes)
    return out


def _group(grid: Grid, tubes: Sequence[Tube], wall: float, blend: float) -> tuple[list[Array], Array]:
    """Outer fields one by one, and the common lumen with rounded forks."""
    outer = [_beyond(grid, t) for t in tubes]
    inner = [tube(grid, replace(t, longer=(0, 9.0 * t.open)), -wall) for t in tubes]
    return outer, reduce(lambda a, b: unite(a, b, blend), inner)


def _beyond(grid: Grid, shape: Tube) -> Array:
    """A vessel that runs on past its opening by END mm and stops there."""
    if not shape.open:
        return tube(grid, shape)
    line, _ = shape.line()
    way = unit(line[-1] - line[-2])
    return np.maximum(tube(grid, replace(shape, longer=(0, END))), grid.project(line[-1] + way * END, way))


def openings() -> list[tuple[Array, Array, float]]:
    """Every open end of a vessel: its centre, the direction outwards, the outer radius."""
    tubes = [
        shape.AORTA,
        *shape.BRANCHES.values(),
        *shape.LEFT_PULMONARY,
        *shape.RIGHT_PULMONARY,
        shape.SUPERIOR_CAVA,
        shape.INFERIOR_CAVA,
        *shape.PULMONARY_VEINS.values(),
    ]
    out = []
    for t in tubes:
        line, radius = t.line()
        way = unit(line[-1] - line[-2])
        out.append((line[-1], way, float(radius[-1])))
    return out


def build_vessels(grid: Grid) -> Vessels:
    """All fields of the great vessels on a grid, a little irregular as vessels are."""
    outer: dict[str, Array] = {}
    lumens: dict[str, Array] = {}
    fields, lumen = _group(grid, [shape.AORTA, *shape.BRANCHES.values()], WALLS["aorta"], 3)
    outer.update(zip(["aorta", *shape.BRANCHES], fields, strict=True))
    outer["aorta"] = unite(outer["aorta"], _sinuses(grid, 0), 3)
    lumens["aorta"] = unite(lumen, _sinuses(grid, WALLS["aorta"]), 2)
    tubes = [shape.TRUNK, *shape.LEFT_PULMONARY, *shape.RIGHT_PULMONARY]
    fields, lumens["pulmonary"] = _group(grid, tubes, WALLS["pulmonary"], 4)
    outer["pulmonary_trunk"] = fields[0]
    outer["left_pulmonary_artery"] = unite(fields[1], fields[2], 4)
    outer["right_pulmonary_artery"] = unite(fields[3], fields[4], 4)
    fields, lumens["cava"] = _group(grid, [shape.SUPERIOR_CAVA, shape.INFERIOR_CAVA], WALLS["cava"], 2)
    outer["superior_vena_cava"], outer["inferior_vena_cava"] = fields
    veins = list(shape.PULMONARY_VEINS.values())
    fields, lumens["pulmonary_vein"] = _group(grid, veins, WALLS["pulmonary_vein"], 2)
    outer.update(zip(shape.PULMONARY_VEINS, fields, strict=True))
    outer["ligament"] = tube(grid, shape.LIGAMENT)
    swell = 0.28 * grid.noise(5.5, 31) + 0.10 * grid.noise(1.8, 32)
    return Vessels({k: f + swell for k, f in outer.items()}, {k: f + swell for k, f in lumens.items()})
