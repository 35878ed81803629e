"""A surface: points and triangles, with the few things every other module asks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import BuiltPart, Floats, Ints


@dataclass(frozen=True)
class Surface:
    """Triangles in space, before they become a part of an organ.

    Attributes:
        points: (n, 3) mm.
        faces: (m, 3) corner indices, counter-clockwise from outside.
        rings: (rings, sides) when the first ``rings * sides`` points are rings of a tube.
    """

    points: Floats
    faces: Ints
    rings: tuple[int, int] | None = None

    def moved(self, points: Floats) -> Surface:
        """The same triangles with their points elsewhere."""
        if points.shape != self.points.shape:
            raise ValueError(f"need {self.points.shape} points, got {points.shape}")
        return Surface(points, self.faces, self.rings)


def vertex_normals(points: Floats, faces: Ints) -> Floats:
    """Unit normals of the points: the mean of the triangles around each, weighted by area.

    Points that share a place but not an index keep their own normal: so a crease stays crisp.
    """
    corner = points[faces].astype(np.float64)
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    summed: Floats = np.stack(
        [
            np.bincount(faces.ravel(), np.repeat(across[:, axis], 3), minlength=len(points))
            for axis in range(3)
        ],
        axis=1,
    ).astype(np.float64)
    return unit(summed)


def unit(vectors: Floats) -> Floats:
    """Vectors scaled to length 1 along the last axis; a zero vector becomes +z, so that no normal is void."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = np.where(length > 0.0, vectors / np.maximum(length, 1e-300), np.array([0.0, 0.0, 1.0]))
    return scaled


def merge(surfaces: Sequence[Surface]) -> Surface:
    """Several surfaces as one, in order; only the rings of the first are remembered."""
    starts = np.cumsum([0, *(len(each.points) for each in surfaces)])
    points = np.concatenate([each.points for each in surfaces])
    faces = np.concatenate([each.faces + start for each, start in zip(surfaces, starts[:-1], strict=True)])
    return Surface(points, faces, surfaces[0].rings)


def make_part(
    part_id: str,
    surface: Surface,
    shapes: Mapping[str, Mapping[float, Floats]] | None = None,
    *,
    colors: Floats | None = None,
    cyclic: tuple[str, ...] = (),
    twins: Ints | None = None,
) -> BuiltPart:
    """A part from a surface and the places its points take at each morph key.

    Args:
        part_id: Path of the part.
        surface: The base shape.
        shapes: Morph name -> key weight -> (n, 3) whole positions (not displacements). Normals are
            computed anew for every key.
        colors: (n, 3) linear base colour.
        cyclic: Morphs that return to the base shape at weight 1.
        twins: (k, 2) indices of points that share one normal, though the surface can open between them.
    """
    normals = _shared(vertex_normals(surface.points, surface.faces), twins).astype(np.float32)

    def key(moved: Floats) -> tuple[Floats, Floats]:
        turned = _shared(vertex_normals(moved, surface.faces), twins).astype(np.float32)
        return (moved - surface.points).astype(np.float32), turned - normals

    return BuiltPart(
        part_id,
        surface.points.astype(np.float32),
        surface.faces.astype(np.int32),
        normals,
        None if colors is None else np.clip(colors, 0.0, 1.0).astype(np.float32),
        morphs={name: {w: key(moved) for w, moved in keys.items()} for name, keys in (shapes or {}).items()},
        rings=surface.rings,
        cyclic=cyclic,
    )


def _shared(normals: Floats, twins: Ints | None) -> Floats:
    """The normals with those of twins made one."""
    if twins is None:
        return normals
    shared = normals.copy()
    shared[twins] = unit(normals[twins].sum(axis=1))[:, None]
    return shared
