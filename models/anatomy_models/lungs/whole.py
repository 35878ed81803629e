"""Puts the chest together: every part with its colours, its movements and its shadows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Floats, Report
from anatomy_models.kit.color import mixed
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract, settle, smooth, thin_out
from anatomy_models.kit.parts import Block
from anatomy_models.kit.surface import Surface, make_part, merge, unit, vertex_normals
from anatomy_models.kit.tree import planted
from anatomy_models.lungs import bones, bronchi, diaphragm, mediastinum, paint, vessels
from anatomy_models.lungs.breath import shapes
from anatomy_models.lungs.shape import box, floor, lobes, lungs

_STEPS = {"full": (2.5, 0.9, 1.0), "coarse": (5.0, 1.6, 0.3)}
"""Detail -> grid of the lungs, grid of what branches in them (mm), share of the triangles."""
_SKY = Sky(rays=32, far=26.0, lift=0.4)
_HILUM = (-116.0, -86.0, -146.0), (116.0, 80.0, 124.0)
"""The box of all that branches, mm."""
_MIDDLE = (-112.0, -72.0, -152.0), (58.0, 108.0, 124.0)
"""The box of what lies between the lungs, mm."""


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """Make the chest."""
    step, fine, share = _STEPS[detail]
    report(0.05, "filling the lobes")
    parts = list(_lobe_parts(box(step)))
    report(0.35, "branching the bronchi")
    parts += _branching_parts(Grid(*_HILUM, fine), share)
    parts += _middle_parts(Grid(*_MIDDLE, 1.8 * fine), share)
    report(0.6, "spanning the diaphragm and the pleura")
    sheet = diaphragm.sheet(*((44, 120) if detail == "full" else (22, 60)))
    parts.append(_moving("lungs/diaphragm", sheet, diaphragm.colors(sheet.points)))
    parts += _pleurae(box(1.2 * step), int(9000 * share))
    report(0.75, "building the cage of ribs")
    parts += _bone_parts(*((40, 12) if detail == "full" else (20, 8)))
    report(0.9, "finding the shadows")
    return BuiltModel("lungs", tuple(_shaded(parts)), paint.cut_tissues() if detail == "full" else None)


def lighter(model: BuiltModel) -> BuiltModel:
    """The same chest on coarser grids: every part and every morph, a third of the triangles."""
    return recipe("coarse", lambda done, words: None)


def _lobe_parts(grid: Grid) -> Iterator[BuiltPart]:
    """The lobes on even triangles, straight from the grid: slivers would fold when the chest moves."""
    for name, field in lobes(grid).items():
        surface = settle(grid, field, smooth(extract(grid, field)))
        part = _moving(f"lungs/{name}", surface, paint.lobe(surface.points))
        yield replace(
            part,
            masks={"emphysema": paint.emphysema(surface.points), "soot": paint.soot(surface.points)},
        )


def _moving(part_id: str, surface: Surface, colors: Floats, *, bony: bool = False) -> BuiltPart:
    keys = shapes(surface.points, bony=bony)
    return make_part(part_id, surface, keys, colors=colors, cyclic=("breath",))


def _branching_parts(grid: Grid, share: float) -> list[BuiltPart]:
    """Windpipe, bronchi and vessels, clear of each other."""
    tree = bronchi.tree(grid)
    arteries = vessels.arteries(grid, tree)
    veins = vessels.veins(grid, tree, arteries)
    made = []
    for name, piece in _parted(_meshed(grid, tree, int(76000 * share))).items():
        made.append(_moving(f"lungs/bronchi/{name}", piece, paint.bronchi(piece.points)))
    for name, field, colors in (("arteries", arteries, paint.ARTERY), ("veins", veins, paint.VEIN)):
        mesh = _meshed(grid, field, int(47000 * share))
        made.append(_moving(f"lungs/vessels/{name}", mesh, paint.tinted(mesh.points, colors, 6.0, 17)))
    hoops = bronchi.rings(10 if share == 1.0 else 6)
    made.append(_moving("lungs/tracheal_rings", hoops, paint.tinted(hoops.points, paint.CARTILAGE, 3.0, 8)))
    return made


def _middle_parts(grid: Grid, share: float) -> Iterator[BuiltPart]:
    """Heart, great vessels and gullet, clear of the windpipe and of the lungs' own vessels."""
    stems = [*bronchi.stems(), *vessels.ARTERIES.values(), *vessels.VEINS.values()]
    fields = mediastinum.organs(grid, floor(grid), planted(grid, stems, 3.0))
    for name, field in fields.items():
        mesh = _meshed(grid, field, int((12000 if name == "heart" else 5000) * share))
        colors = paint.tinted(mesh.points, paint.MIDDLE[name], 8.0, 27)
        if name == "heart":
            colors = mixed(colors, paint.FAT, 0.85 * mediastinum.fat(grid, mesh.points))
        yield _moving(f"lungs/mediastinum/{name}", mesh, colors)


def _meshed(grid: Grid, field: Array, triangles: int) -> Surface:
    return settle(grid, field, thin_out(smooth(extract(grid, field)), triangles))


def _parted(tree: Surface) -> dict[str, Surface]:
    """The tree cut in three: windpipe with its fork, right and left bronchi."""
    rest, _ = Block.of(tree).largest()
    pieces = {}
    for side, (place, way) in bronchi.KNIVES.items():
        knife = Block.cylinder(np.array(place), unit(np.array(way)), 260.0, 400.0, tool=1)
        pieces[side], rest = rest.split(knife)
    pieces["trachea"] = rest
    return {name: block.piece().surface for name, block in pieces.items()}


def _pleurae(grid: Grid, triangles: int) -> Iterator[BuiltPart]:
    """Thin skins round the lungs; clear of the diaphragm they rest on."""
    for name, field in zip(("right", "left"), lungs(grid), strict=True):
        outer = thin_out(smooth(extract(grid, field, 1.1)), triangles)
        inner = Surface(_drawn_in(outer, 0.4), outer.faces[:, ::-1])
        surface = merge([outer, inner])
        yield _moving(f"lungs/{name}/pleura", surface, paint.tinted(surface.points, paint.PLEURA, 12.0, 9))


def _drawn_in(surface: Surface, depth: float) -> Floats:
    return surface.points - depth * vertex_normals(surface.points, surface.faces)


def _bone_parts(rings: int, sides: int) -> list[BuiltPart]:
    vertebrae, discs = bones.spine(rings, sides)
    made = []
    for name, surface, colors in (
        ("ribs", bones.ribs(rings, sides), paint.BONE),
        ("costal_cartilages", bones.cartilages(rings, sides), paint.CARTILAGE),
        ("sternum", bones.sternum(rings, sides), paint.BONE),
        ("vertebrae", vertebrae, paint.BONE),
        ("discs", discs, paint.DISC),
    ):
        painted = paint.tinted(surface.points, colors, 9.0, 3)
        made.append(_moving(f"lungs/cage/{name}", surface, painted, bony=True))
    return made


def _shaded(parts: list[BuiltPart]) -> Iterator[BuiltPart]:
    """Each part with its own baked occlusion: the others come and go."""
    for part in parts:
        (sky,) = bake_open_sky([(part.points, part.faces, part.normals)], _SKY)
        yield replace(part, ao=sky)
