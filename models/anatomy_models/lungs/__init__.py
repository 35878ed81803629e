"""The lungs in the chest, in life size: five lobes, windpipe and bronchi, diaphragm, pleura, ribs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Floats, Report
from anatomy_models.kit.color import layered_noise, mixed, noise, shaded
from anatomy_models.kit.grid import Grid
from anatomy_models.kit.isosurface import extract, settle, smooth, thin_out
from anatomy_models.kit.ring import patch
from anatomy_models.kit.surface import Surface, make_part, merge, vertex_normals
from anatomy_models.lungs import bones, bronchi
from anatomy_models.lungs.breath import shapes
from anatomy_models.lungs.shape import BACK, FRONT, HALF_WIDTH, SPINE, box, dome, lobes, lungs

_STEPS = {"full": (3.0, 1.0, 1.0), "coarse": (5.0, 1.6, 0.3)}
"""Detail -> grid of the lungs and of the bronchi (mm), share of the triangles."""
_SKY = Sky(rays=32, far=26.0, lift=0.4)


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """Make the chest."""
    step, fine, share = _STEPS[detail]
    report(0.05, "filling the lobes")
    parts = list(_lobe_parts(box(step)))
    report(0.35, "branching the bronchi")
    parts += _airway_parts(fine, share)
    report(0.6, "spanning the diaphragm and the pleura")
    parts += [_diaphragm(48 if detail == "full" else 28), *_pleurae(box(1.2 * step), int(6000 * share))]
    report(0.75, "building the cage of ribs")
    parts += _bone_parts(*((40, 12) if detail == "full" else (20, 8)))
    report(0.9, "finding the shadows")
    return BuiltModel("lungs", tuple(_shaded(parts)))


def _lobe_parts(grid: Grid) -> Iterator[BuiltPart]:
    """The lobes on even triangles, straight from the grid: slivers would fold when the chest moves."""
    for name, field in lobes(grid).items():
        surface = settle(grid, field, smooth(extract(grid, field)))
        part = _moving(f"lungs/{name}", surface, _lobe_colors(surface.points))
        yield replace(part, masks={"emphysema": emphysema(surface.points)})


def _moving(part_id: str, surface: Surface, colors: Floats, *, bony: bool = False) -> BuiltPart:
    keys = shapes(surface.points, bony=bony)
    return make_part(part_id, surface, keys, colors=colors, cyclic=("breath",))


def _lobe_colors(points: Floats) -> Floats:
    """Rosy grey, with the borders of the little lobules and a breath of soot along them."""
    warp = 3.0 * np.stack([noise(points, 11.0, seed) for seed in (41, 42, 43)], axis=-1)
    border = 1.0 - np.clip(np.abs(noise(points + warp, 9.0, seed=12)) / 0.16, 0.0, 1.0)
    colors = mixed("#d79a92", "#e9b9ae", 0.5 + 0.6 * layered_noise(points, 24.0, seed=5))
    colors = mixed(colors, "#9a6f70", 0.38 * border)
    return shaded(colors, 1.0 + 0.07 * noise(points, 3.0, seed=6))


def emphysema(points: Floats) -> Floats:
    """(n,) where emphysema shows first, 0 to 1: in patches, more of them above."""
    patches = 0.5 + 1.4 * layered_noise(points, 16.0, seed=23)
    above = np.clip((points[:, 2] + 150.0) / 220.0, 0.15, 1.0)
    mask: Floats = np.clip(patches * above, 0.0, 1.0).astype(np.float32)
    return mask


def _airway_parts(step: float, share: float) -> list[BuiltPart]:
    grid = Grid((-112.0, -84.0, -140.0), (112.0, 78.0, 124.0), step)
    field = bronchi.tree(grid)
    tree = settle(grid, field, thin_out(smooth(extract(grid, field)), int(60000 * share)))
    tree_colors = mixed("#dfb3a2", "#ecc9b6", 0.5 + 0.6 * layered_noise(tree.points, 5.0, seed=7))
    hoops = bronchi.rings(12 if share == 1.0 else 8)
    hoop_colors = mixed("#dfe6e4", "#f2f4ee", 0.5 + 0.5 * layered_noise(hoops.points, 3.0, seed=8))
    return [_moving("lungs/bronchi", tree, tree_colors), _moving("lungs/tracheal_rings", hoops, hoop_colors)]


def _diaphragm(count: int) -> BuiltPart:
    """A sheet of muscle with its tendon in the middle, notched for the spine behind."""
    t = np.linspace(-1.0, 1.0, count)
    u, v = np.meshgrid(t, t, indexing="ij")
    x, y = u * np.sqrt(1.0 - v**2 / 2.0), v * np.sqrt(1.0 - u**2 / 2.0)
    low = np.array(-150.0)
    front, back, wide = float(FRONT(low)) - 6.0, float(BACK(low)) + 6.0, float(HALF_WIDTH(low)) - 5.0
    x = x * wide
    limit = back + (float(SPINE(low)) + 22.0 - back) * np.exp(-((x / 34.0) ** 2))
    y = np.where(y > 0.0, y * front, -y * limit)
    z = np.maximum(dome(x, y), -176.0)
    top, under = np.stack([x, y, z], axis=-1), np.stack([x, y, z - 3.2], axis=-1)
    surface = patch(under, top)
    tendon = np.exp(
        -((np.abs(surface.points[:, 0]) / 62.0) ** 4) - (((surface.points[:, 1] - 2.0) / 36.0) ** 4)
    )
    grain = layered_noise(surface.points * np.array([1.0, 1.0, 0.2]), 6.0, seed=31)
    colors = mixed(mixed("#a5524a", "#c47a6d", 0.5 + 0.6 * grain), "#e6cdbd", 0.9 * tendon)
    return _moving("lungs/diaphragm", surface, colors)


def _pleurae(grid: Grid, triangles: int) -> Iterator[BuiltPart]:
    """Thin skins round the lungs; clear of the diaphragm they rest on."""
    for name, field in zip(("right", "left"), lungs(grid), strict=True):
        outer = thin_out(smooth(extract(grid, field, 1.1)), triangles)
        inner = Surface(_drawn_in(outer, 0.4), outer.faces[:, ::-1])
        surface = merge([outer, inner])
        colors = mixed("#e8d3cf", "#f3e6e2", 0.5 + 0.5 * layered_noise(surface.points, 12.0, seed=9))
        yield _moving(f"lungs/{name}/pleura", surface, colors)


def _drawn_in(surface: Surface, depth: float) -> Floats:
    return surface.points - depth * vertex_normals(surface.points, surface.faces)


def _bone_parts(rings: int, sides: int) -> list[BuiltPart]:
    vertebrae, discs = bones.spine(rings, sides)
    made = []
    for name, surface, pale, dark in (
        ("ribs", bones.ribs(rings, sides), "#efe4cc", "#dccaa6"),
        ("costal_cartilages", bones.cartilages(rings, sides), "#dfe7e6", "#cbd8d8"),
        ("sternum", bones.sternum(rings, sides), "#efe4cc", "#dccaa6"),
        ("vertebrae", vertebrae, "#efe4cc", "#dccaa6"),
        ("discs", discs, "#d9e0df", "#c6d2d2"),
    ):
        colors = mixed(pale, dark, 0.5 + 0.6 * layered_noise(surface.points, 9.0, seed=3))
        made.append(_moving(f"lungs/cage/{name}", surface, colors, bony=True))
    return made


def _shaded(parts: list[BuiltPart]) -> Iterator[BuiltPart]:
    """Each part with its own baked occlusion: the others come and go."""
    for part in parts:
        (sky,) = bake_open_sky([(part.points, part.faces, part.normals)], _SKY)
        yield replace(part, ao=sky)
