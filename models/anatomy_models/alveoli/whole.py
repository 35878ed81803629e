"""The piece put together: walls, bronchiole, net, artery, vein and air, with their changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from anatomy_models.alveoli.change import breathed, emptied, rays, stretched
from anatomy_models.alveoli.net import RADIUS, Net, courses, height, make_net, oxygen, round_lines
from anatomy_models.alveoli.paint import (
    BRIGHT,
    DARK,
    duct_colors,
    net_colors,
    vessel_colors,
    wall_colors,
)
from anatomy_models.alveoli.shape import BOX, GAP, PASSAGE, STEPS, TRUNK, Place, Shape, middle_line, shape
from anatomy_models.alveoli.vessels import ARTERIOLE, VENULE, Ground, Tree, make_tree
from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Report
from anatomy_models.kit.color import linear
from anatomy_models.kit.field import curve
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract, settle, smooth, thin_out
from anatomy_models.kit.surface import Surface, make_part, vertex_normals
from anatomy_models.kit.sweep import tube

LOSSES = (0.25, 0.5, 0.75, 1.0)
PHASES = {0.25: 0.5, 0.5: 1.0, 0.75: 0.5}
TRIANGLES = {
    "full": {"walls": 150_000, "duct": 26_000, "capillaries": 110_000, "arteriole": 16_000, "venule": 16_000},
    "coarse": {"walls": 70_000, "duct": 10_000, "capillaries": 60_000, "arteriole": 8_000, "venule": 8_000},
}
FINE = {"full": 0.0042, "coarse": 0.006}
"""Detail -> step of the grid on which the vessels live."""
_SKY = Sky(rays=32, far=0.2, lift=0.003)
AIR_TOP = (0.03, 0.0, 1.0)
"""Where the column of air begins, a little inside the bronchiole."""
_LOST = 0.12
"""How thick a fine vessel is that has withered: a hair, never nothing."""


@dataclass(frozen=True)
class Vessels:
    """The net and the two trees on it."""

    net: Net
    arteriole: Tree
    venule: Tree


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """Make the piece."""
    report(0.02, "spreading the air sacs")
    form = shape(STEPS[detail])
    report(0.2, "drawing the net of vessels")
    vessels = _vessels(form)
    report(0.3, "shaping the walls")
    count = TRIANGLES[detail]
    parts = [_walls(form, count["walls"]), _duct(form, count["duct"])]
    report(0.6, "laying the vessels")
    parts += _blood(form, vessels, Grid(*BOX, FINE[detail]), count)
    report(0.9, "baking light")
    return BuiltModel("alveoli", (*_lit(parts), *_air(form)))


def _vessels(form: Shape) -> Vessels:
    net = make_net(form)
    solid = height(form)
    none = np.zeros(0, int)
    arteriole = make_tree(Ground(net, form.grid, solid), ARTERIOLE, none)
    taken = round_lines(form.grid, arteriole.starts, arteriole.ends, arteriole.radii, 0.12)
    venule = make_tree(Ground(net, form.grid, np.minimum(solid, taken)), VENULE, arteriole.used)
    return Vessels(net, arteriole, venule)


def _meshed(grid: Grid, values: Array, triangles: int, rounds: int = 8) -> Surface:
    mesh = thin_out(smooth(extract(grid, values), rounds), triangles)
    return settle(grid, values, mesh, rounds=2, most=grid.step / 2)


def _part(name: str, mesh: Surface, lost: Callable[[float], Array], colors: Array) -> BuiltPart:
    """A part that breathes and that emphysema changes."""
    points = np.asarray(mesh.points, np.float64)
    shapes = {
        "breath": {key: breathed(points, phase) for key, phase in PHASES.items()},
        "emphysema": {key: lost(key) for key in LOSSES},
    }
    return make_part(f"alveoli/{name}", mesh, shapes, colors=colors, cyclic=("breath",))


def _walls(form: Shape, triangles: int) -> BuiltPart:
    mesh = _meshed(form.grid, form.walls, triangles)
    laid = rays(form, mesh.points)
    return _part("walls", mesh, lambda loss: emptied(laid, mesh.points, loss), wall_colors(form, mesh.points))


def _duct(form: Shape, triangles: int) -> BuiltPart:
    mesh = _meshed(form.grid, form.duct, triangles)
    colors = duct_colors(mesh.points, vertex_normals(mesh.points, mesh.faces))
    return _part("duct", mesh, lambda loss: stretched(mesh.points, loss), colors)


def _blood(form: Shape, vessels: Vessels, grid: Grid, count: dict[str, int]) -> list[BuiltPart]:
    """The artery, the vein and the net between them."""
    trees = {"arteriole": (vessels.arteriole, DARK), "venule": (vessels.venule, BRIGHT)}
    fields, parts = [], []
    for name, (tree, color) in trees.items():
        fields.append(round_lines(grid, tree.starts, tree.ends, tree.radii, 0.03))
        mesh = _meshed(grid, fields[-1], count[name])
        parts.append(_vessel(form, name, mesh, color))
    lines = courses(form, vessels.net)
    starts, ends = lines[:, :-1].reshape(-1, 3), lines[:, 1:].reshape(-1, 3)
    fine = round_lines(grid, starts, ends, np.full((len(starts), 2), RADIUS), 0.012)
    fine = np.maximum(fine, GAP - np.minimum(*fields))
    mesh = _meshed(grid, fine, count["capillaries"], rounds=6)
    flow = oxygen(vessels.net, vessels.arteriole.tips, vessels.venule.tips)
    colors = net_colors(vessels.net, flow, mesh.points)
    withered = _withering(form, lines.reshape(-1, 3), mesh.points)
    return [_part("capillaries", mesh, withered, colors), *parts]


def _vessel(form: Shape, name: str, mesh: Surface, color: str) -> BuiltPart:
    laid = rays(form, mesh.points)
    colors = vessel_colors(mesh.points, color)
    return _part(name, mesh, lambda loss: emptied(laid, mesh.points, loss), colors)


def _withering(form: Shape, lines: Array, points: Array) -> Callable[[float], Array]:
    """How the net follows the sacs it lies on, thinner the more walls are lost beneath it."""
    middle = lines[cKDTree(lines).query(points)[1]]
    laid = rays(form, middle)

    def lost(loss: float) -> Array:
        gone = np.clip(1.9 * loss - 0.9 * laid.late, 0.0, 1.0) * laid.yields
        thin = 1.0 - (1.0 - _LOST) * gone * np.clip(1.25 - 0.9 * laid.late, 0.35, 1.0)
        return np.asarray(emptied(laid, middle, loss) + (points - middle) * thin[:, None])

    return lost


def _lit(parts: list[BuiltPart]) -> list[BuiltPart]:
    """The parts with the light that their neighbours leave them; the net casts none on the walls."""
    seen = [(part.points, part.faces, part.normals) for part in parts]
    skies = bake_open_sky(seen[:2], _SKY) + bake_open_sky(seen, _SKY)[2:]
    return [replace(part, ao=sky) for part, sky in zip(parts, skies, strict=True)]


def _air(form: Shape) -> list[BuiltPart]:
    """The air that goes in and out: one column to the end of each sleeve."""
    ways = {"long": (AIR_TOP, *TRUNK[1:]), "short": TRUNK[2:]}
    return [_column(form, f"air/{name}", way, sleeve) for sleeve, (name, way) in enumerate(ways.items())]


def _column(form: Shape, name: str, way: tuple[Place, ...], sleeve: int) -> BuiltPart:
    path = curve(np.vstack([np.array(way), middle_line(sleeve, 4)]), 60)
    wide = np.interp(path[:, 2], [0.1, 0.4], [0.75 * PASSAGE, 1.1 * PASSAGE])
    mesh = tube(path, wide, 20)
    laid = rays(form, mesh.points)
    colors = np.tile(linear("#bcd9e6"), (len(mesh.points), 1))
    return _part(name, mesh, lambda loss: emptied(laid, mesh.points, loss), colors)
