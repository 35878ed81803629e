"""The solid heart cut into its named parts, the vessel trees cut into their branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np
from scipy import ndimage

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import Solid, Tissues
from anatomy_models.heart.twigs import THINNEST
from anatomy_models.heart.vessels import END, openings
from anatomy_models.kit.field import FAR, segments, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract, refine, settle, smooth, thin_out
from anatomy_models.kit.parts import Block, Piece

SKIN, KNIFE, TRENCH, RING = 0, 1, 2, 3
_SMALL = (*shape.BRANCHES, "ligament")
_ORDER = (
    *_SMALL,
    "left_pulmonary_artery",
    "right_pulmonary_artery",
    "superior_vena_cava",
    "inferior_vena_cava",
    *shape.PULMONARY_VEINS,
    "left_atrial_appendage",
    "right_atrial_appendage",
    "aorta",
    "pulmonary_trunk",
    "left_atrium",
    "right_atrium",
    "right_ventricle",
    "left_ventricle",
)
_PATHS = {name: f"aorta/{name}" for name in shape.BRANCHES} | {
    "ligament": "ligamentum_arteriosum",
    "left_pulmonary_artery": "pulmonary_trunk/left_pulmonary_artery",
    "right_pulmonary_artery": "pulmonary_trunk/right_pulmonary_artery",
    **{name: f"pulmonary_veins/{name}" for name in shape.PULMONARY_VEINS},
}


def part_id(name: str) -> str:
    """The full path of a part of the heart's wall or of its great vessels."""
    return f"heart/{_PATHS.get(name, name)}"


def _knife(grid: Grid, cell: Array) -> Block:
    """A block of where a field is negative, made in the box around it only."""
    inside = [np.flatnonzero((cell < 0).any(axis)) for axis in ((1, 2), (0, 2), (0, 1))]
    x, y, z = (slice(max(int(i[0]) - 3, 0), int(i[-1]) + 4) for i in inside)
    blurred = ndimage.gaussian_filter(cell[x, y, z], 0.8)
    mesh = smooth(extract(grid.crop((x, y, z)), blurred), 8, 0.15)
    return Block.of(thin_out(mesh, max(len(mesh.faces) // 4, 400)), KNIFE)


def open_vessels(block: Block) -> Block:
    """The block with every vessel cut off square at its opening."""
    for centre, way, radius in openings():
        block = block.minus(Block.cylinder(centre, way, radius + 1.6, 1.6 * END, RING))
    return block


def _cells(tissues: Tissues) -> tuple[Grid, dict[str, Array]]:
    """For each part, a field that is negative where the part is nearer than those cut out after it."""
    every = 2 if tissues.grid.step < 1.1 else 1
    grid = tissues.grid.coarser(every)
    fields = {name: tissues.outer[name][::every, ::every, ::every] for name in _ORDER}
    funnels = tissues.outer["left_mouths"][::every, ::every, ::every]
    left = fields["left_ventricle"]
    fields["right_ventricle"] = np.maximum(fields["right_ventricle"], -left)
    cells: dict[str, Array] = {}
    later = fields[_ORDER[-1]]
    for i, name in reversed(list(enumerate(_ORDER[:-1]))):
        # The mouths of the pulmonary veins are the atrium's; beyond, its wider funnels go with the veins.
        mouth, reach = (1.0, 9.0) if name in shape.PULMONARY_VEINS else (0.0, 3.0 if i < 12 else 9.0)
        own = np.minimum(fields[name], funnels) if name == "left_atrium" else fields[name]
        cells[name] = np.maximum(own - later + mouth, own - reach)
        later = np.minimum(later, fields[name])
    cells = dict(reversed(cells.items()))
    # The septum is the left ventricle's; beside the grooves the right one ends where the left is nearer.
    right = tissues.outer["right_ventricle"][::every, ::every, ::every]
    cells["right_ventricle"] = np.maximum.reduce([-left, right - left, right - 9])
    s, _, angle = shape.AXIS.on_grid(grid)
    t = s / np.float32(shape.AXIS.length)
    wall = (12.0 - shape.right_bulge(t, angle)) / 3
    cells["septum"] = np.maximum.reduce([wall, left - 4, 3 - s, s - 82])
    return grid, cells


def _papillaries(tissues: Tissues, every: int) -> dict[str, Array]:
    cavity = np.minimum(tissues.cavities["left_ventricle"], tissues.cavities["right_ventricle"])
    thin = cavity[::every, ::every, ::every]
    return {
        name: np.maximum(field[::every, ::every, ::every] - 1.0, thin + 0.5)
        for name, field in tissues.papillaries.items()
    }


def skin(tissues: Tissues, solid: Solid, triangles: int, edge: float) -> Block:
    """The whole heart as one block: `triangles` where it curves, edges of its outside at most `edge` mm."""
    grid = tissues.grid
    mesh = settle(grid, solid.field, thin_out(smooth(extract(grid, solid.field)), triangles))

    muscle = ("left_ventricle", "right_ventricle", "left_side", "right_side")
    flesh = np.minimum.reduce([tissues.outer[name] for name in muscle])
    fat = tissues.tight - solid.body

    def limit(points: Array) -> Array:
        outside = grid.sample(solid.body, points) > -0.8
        finer = np.where(
            grid.sample(fat, points) > 0.2, 0.72, np.where(grid.sample(flesh, points) < 1.5, 1.0, 1.5)
        )
        return edge * np.where(outside, finer, 3.2)

    return Block.of(settle(grid, solid.field, refine(mesh, limit), 2))


def carve(tissues: Tissues, block: Block, trenches: Sequence[Block]) -> dict[str, Piece]:
    """The named parts of a block, by id, each without the trenches in which vessels lie."""
    grid, cells = _cells(tissues)
    every = round(grid.step / tissues.grid.step)
    knives = {f"heart/papillary_muscles/{k}": f for k, f in _papillaries(tissues, every).items()}
    knives |= {part_id(name): cell for name, cell in cells.items()}
    pieces: dict[str, Piece] = {}
    rest = block
    for name, cell in knives.items():
        part, rest = rest.split(_knife(grid, cell))
        part, crumbs = part.largest()
        rest = reduce(Block.plus, crumbs, rest)
        pieces[name] = reduce(Block.minus, trenches, part).largest()[0].piece()
    pieces[part_id("left_ventricle")] = reduce(Block.minus, trenches, rest).largest()[0].piece()
    return pieces


def _tree_grid(paths: Mapping[str, Sequence[Array]], step: float) -> Grid:
    every = np.vstack([path for those in paths.values() for path in those])
    low, high = every[:, :3].min(0) - 5, every[:, :3].max(0) + 5
    return Grid((low[0], low[1], low[2]), (high[0], high[1], high[2]), step)


def _vessel(grid: Grid, paths: Sequence[Array], step: float) -> tuple[tuple[slice, slice, slice], Array]:
    """A vessel with its twigs, which leave it in a rounded fork: where its field lies, and the field."""
    every = np.vstack(paths)[:, :3]
    box = grid.slices(every.min(0) - 6, every.max(0) + 6)
    near, least = grid.crop(box), max(0.75 * step, THINNEST)
    fields = (segments(near, path[:, :3], np.maximum(path[:, 3], least), 5) for path in paths)
    return box, reduce(lambda a, b: unite(a, b, 1.2), fields)


def tree(paths: Mapping[str, Sequence[Array]], step: float, triangles: int) -> tuple[Block, dict[str, Piece]]:
    """A tree of vessels with rounded forks: the trench it lies in, and its branches by name.

    Each name has one path (n, 4: RAS mm and radius) or more: the vessel's own, then its twigs.
    """
    grid = _tree_grid(paths, step)
    whole = grid.full(FAR)
    fields: dict[str, tuple[tuple[slice, slice, slice], Array]] = {}
    for name, those in paths.items():
        box, field = fields[name] = _vessel(grid, those, step)
        whole[box] = unite(whole[box], field, 1.6)
    mesh = thin_out(smooth(extract(grid, whole), 12, 0.12), triangles)
    block = Block.of(settle(grid, whole, mesh), SKIN)
    trench = thin_out(smooth(extract(grid, whole, 0.08), 12, 0.12), triangles // 2)
    return Block.of(trench, TRENCH), _branches(grid, block, fields)


def _branches(
    grid: Grid, block: Block, fields: dict[str, tuple[tuple[slice, slice, slice], Array]]
) -> dict[str, Piece]:
    pieces: dict[str, Piece] = {}
    names = list(fields)
    rest = block
    for i, name in reversed(list(enumerate(names))):
        box, field = fields[name]
        others = grid.full(FAR)
        for other in names[:i]:
            there, theirs = fields[other]
            others[there] = np.minimum(others[there], theirs)
        if i == 0:
            pieces[name] = rest.largest()[0].piece()
            continue
        cell = np.maximum(field - others[box], field - 2.5)
        part, rest = rest.split(_knife(grid.crop(box), cell))
        pieces[name] = part.largest()[0].piece()
    return pieces
