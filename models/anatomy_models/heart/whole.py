"""The recipe of the heart: fields, solid, parts, paint, beat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import Solid, Tissues, build_solid, build_tissues
from anatomy_models.heart.beat import beat_keys
from anatomy_models.heart.carve import SKIN, carve, open_vessels, skin, tree
from anatomy_models.heart.colour import COLOURS, Painter
from anatomy_models.heart.coronaries import build_arteries, build_veins
from anatomy_models.heart.grafts import GRAFTS, build_graft, graft_path
from anatomy_models.heart.labels import build_labels
from anatomy_models.heart.lesion import PLACES, pinch
from anatomy_models.heart.territory import feeding
from anatomy_models.heart.twigs import build_twigs, shortened, submerge
from anatomy_models.heart.valves import CHORDS, SHAPERS, valve_shapes
from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Report
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import field_normals
from anatomy_models.kit.parts import Piece
from anatomy_models.kit.path import Bed, lift_over, sink
from anatomy_models.kit.surface import make_part, vertex_normals

_DEEP = ("left_main", "septal_1", "septal_2")
_WHOLE = (*_DEEP, "rca", "coronary_sinus")  # they end in other vessels or within the muscle
_FED = ("ventricle", "septum", "papillary", "atri", "aorta", "trunk")


@dataclass(frozen=True)
class Fineness:
    """How fine a build is: steps of the grids and longest edge (mm), triangles, rays."""

    step: float
    tree_step: float
    edge: float
    triangles: int
    artery_triangles: int
    vein_triangles: int
    rays: int


FINENESS: Mapping[Detail, Fineness] = {
    "full": Fineness(0.9, 0.45, 2.75, 52_000, 22_000, 10_000, 28),
    "coarse": Fineness(2.2, 1.0, 6.0, 20_000, 9_000, 5_000, 8),
}


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """The heart, life size, with its beat; `detail` "coarse" is a quick preview."""
    fine = FINENESS[detail]
    report(0.0, "Shaping chambers and vessels")
    tissues = build_tissues(Grid(shape.LOW, shape.HIGH, fine.step))
    report(0.25, "Laying the coronary vessels")
    arteries, veins = build_arteries(tissues), build_veins(tissues)
    solid = build_solid(tissues, _in_fat(arteries, veins))
    twigs = build_twigs(Bed(tissues.grid, tissues.fat_bed), arteries, veins)
    arteries, veins, twigs = _bedded(tissues.grid, solid.body, arteries, veins, twigs)
    report(0.35, "Making the surface")
    with ThreadPoolExecutor(2) as pool:
        red = {name: [path, *twigs.get(name, ())] for name, path in arteries.items()}
        blue = {name: [path] for name, path in veins.items()}
        trees = [
            pool.submit(tree, paths, fine.tree_step, triangles)
            for paths, triangles in ((red, fine.artery_triangles), (blue, fine.vein_triangles))
        ]
        block = open_vessels(skin(tissues, solid, fine.triangles, fine.edge))
        (artery_trench, artery_pieces), (vein_trench, vein_pieces) = (each.result() for each in trees)
    report(0.55, "Cutting the parts apart")
    pieces = carve(tissues, block, (artery_trench, vein_trench))
    report(0.65, "Colouring tissue")
    parts = list(_walls(tissues, solid, pieces, arteries))
    parts += _tree_parts("heart/coronaries", artery_pieces, arteries, COLOURS["artery"])
    parts += _tree_parts("heart/veins", vein_pieces, veins, COLOURS["coronary_vein"])
    parts += _valve_parts()
    report(0.8, "Baking soft shadows")
    parts = _shaded(parts, pieces, fine.rays)
    parts += _graft_parts(tissues, solid, arteries)
    report(0.95, "Sampling the layers of the walls")
    labels = build_labels(tissues, solid)
    report(1.0, "The heart is ready")
    return BuiltModel("heart", tuple(parts), labels)


def _in_fat(arteries: Mapping[str, Array], veins: Mapping[str, Array]) -> list[Array]:
    """The ways along which vessels lie on a strip of fat: all but the thin ends."""
    red = [path if name in _WHOLE else shortened(path) for name, path in arteries.items()]
    return red + [path if name in _WHOLE else shortened(path[::-1])[::-1] for name, path in veins.items()]


def _bedded(
    grid: Grid,
    body: Array,
    arteries: Mapping[str, Array],
    veins: Mapping[str, Array],
    twigs: Mapping[str, list[Array]],
) -> tuple[dict[str, Array], dict[str, Array], dict[str, list[Array]]]:
    """All vessels sunk into the surface; the veins bridge the arteries, thin ends vanish in the muscle."""
    sunk = {k: p if k in _DEEP else sink(grid, body, p, 0.40) for k, p in arteries.items()}
    red = {k: p if k in _WHOLE else submerge(grid, body, p) for k, p in sunk.items()}
    low = {k: sink(grid, body, p, 0.40) for k, p in veins.items()}
    over = {k: lift_over(grid, body, p, red.values()) for k, p in low.items()}
    blue = {k: p if k in _WHOLE else submerge(grid, body, p[::-1])[::-1] for k, p in over.items()}
    thin = {k: [submerge(grid, body, sink(grid, body, p, 0.45)) for p in those] for k, those in twigs.items()}
    return red, blue, thin


def _carried(part: BuiltPart) -> BuiltPart:
    keys = beat_keys(part.points, part.normals)
    return replace(part, morphs={**part.morphs, "beat": keys}, cyclic=("beat",))


def _walls(
    tissues: Tissues, solid: Solid, pieces: Mapping[str, Piece], arteries: Mapping[str, Array]
) -> Iterator[BuiltPart]:
    """Chambers, septum, great vessels and papillary muscles."""
    painter = Painter(tissues, solid)
    for name, piece in pieces.items():
        surface = piece.surface
        normals = vertex_normals(surface.points, surface.faces)
        own = piece.origin == SKIN
        normals[own] = field_normals(tissues.grid, solid.field, surface.points[own])
        colours, fat = painter.piece(piece)
        masks: dict[str, Array] = {"fat": fat.astype(np.float32)}
        if any(word in name for word in _FED):
            masks |= feeding(surface.points, arteries)
        part = BuiltPart(
            name,
            surface.points.astype(np.float32),
            surface.faces,
            normals.astype(np.float32),
            colours.astype(np.float32),
            masks=masks,
        )
        yield _carried(part)


def _tree_parts(
    folder: str, pieces: Mapping[str, Piece], paths: Mapping[str, Array], colour: Array
) -> Iterator[BuiltPart]:
    """Coronary arteries or veins."""
    for name, piece in pieces.items():
        surface = piece.surface
        points = surface.points
        mottle = 1 + 0.05 * np.sin(points @ np.array([0.9, 0.7, 0.5])) * np.sin(
            points @ np.array([-0.6, 1.1, 0.8])
        )
        part = make_part(f"{folder}/{name}", surface, colors=colour * mottle[:, None])
        masks: dict[str, Array] = {}
        if name in PLACES and folder.endswith("coronaries"):
            morph, plaque = pinch(surface, paths[name], PLACES[name])
            masks["plaque"] = plaque
            part = replace(part, morphs={"stenosis": morph})
        yield _carried(replace(part, masks=masks))


def _valve_parts() -> Iterator[BuiltPart]:
    """Leaflets and chords; they open and shut and are carried by the muscle."""
    for name, shaper in SHAPERS.items():
        rest, keys = valve_shapes(shaper, carried=True)
        colours = np.tile(COLOURS["leaflet"], (len(rest.points), 1))
        yield make_part(f"heart/valves/{name}", rest, {"beat": keys}, colors=colours, cyclic=("beat",))
    for name, shaper in CHORDS.items():
        rest, keys = valve_shapes(shaper, carried=False)
        colours = np.tile(COLOURS["chord"], (len(rest.points), 1))
        yield make_part(f"heart/chords/{name}", rest, {"beat": keys}, colors=colours, cyclic=("beat",))


def _shaded(parts: list[BuiltPart], pieces: Mapping[str, Piece], rays: int) -> list[BuiltPart]:
    meshes = [(part.points, part.faces, part.normals) for part in parts]
    out = []
    for part, light in zip(parts, bake_open_sky(meshes, Sky(rays=rays)), strict=True):
        twin = pieces[part.id].twin if part.id in pieces else slice(None)
        out.append(replace(part, ao=light[twin]))
    return out


def _graft_parts(tissues: Tissues, solid: Solid, arteries: Mapping[str, Array]) -> Iterator[BuiltPart]:
    for name, graft in GRAFTS.items():
        path = graft_path(tissues.grid, solid.body, graft, arteries)
        surface, morphs = build_graft(path, graft.radius)
        part = make_part(f"heart/grafts/{name}", surface)
        colour = COLOURS["graft_artery" if "mammary" in name else "graft_vein"]
        yield replace(
            part,
            colors=np.tile(colour, (len(part.points), 1)).astype(np.float32),
            ao=np.ones(len(part.points), np.float32),
            morphs=morphs,
            cyclic=("beat",),
        )
