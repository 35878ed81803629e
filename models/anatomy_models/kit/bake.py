"""Ambient occlusion baked per vertex: how much open sky each point sees (1 = all of it)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from anatomy_models.kit.built import Floats, Ints


@dataclass(frozen=True)
class Sky:
    """How to bake: rays a point, how far (mm) an obstacle still darkens, rounds of smoothing."""

    rays: int = 32
    far: float = 22.0
    lift: float = 0.3
    rounds: int = 2


def bake_open_sky(meshes: Sequence[tuple[Floats, Ints, Floats]], sky: Sky | None = None) -> list[Floats]:
    """Open sky over every point of every mesh (points, faces, normals), shut by all of them together."""
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    sky = sky or Sky()
    points = np.concatenate([m[0] for m in meshes]).astype(np.float32)
    normals = np.concatenate([m[2] for m in meshes])
    starts = np.cumsum([0, *(len(m[0]) for m in meshes)])
    faces = np.concatenate([m[1] + s for m, s in zip(meshes, starts[:-1], strict=True)])
    scene = EmbreeScene()
    TriangleMesh(scene, points, faces.astype(np.int32))
    rng = np.random.default_rng(0)
    shut = np.zeros(len(points))
    start = (points + normals * sky.lift).astype(np.float32)
    for _ in range(sky.rays):
        ball = rng.standard_normal(points.shape)
        way = normals + 0.999 * ball / np.linalg.norm(ball, axis=1, keepdims=True)
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        hit = scene.run(start, way.astype(np.float32), query="DISTANCE")
        shut += np.where(hit < sky.far, 1 - hit / sky.far, 0)
    free = smooth_values(faces, 1 - shut / sky.rays, sky.rounds)
    return [free[a:b].astype(np.float32) for a, b in pairwise(starts)]


def smooth_values(faces: Ints, values: Floats, rounds: int, weight: float = 0.5) -> Floats:
    """Values of points evened out with their neighbours' along the triangles' edges."""
    n = len(values)
    i, j = faces.ravel(), faces[:, [1, 2, 0]].ravel()
    links = sparse.coo_matrix((np.ones(len(i)), (i, j)), (n, n)).tocsr()
    links = links + links.T
    mean = sparse.diags(1 / np.maximum(np.asarray(links.sum(1)).ravel(), 1)) @ links
    for _ in range(rounds):
        values = (1 - weight) * values + weight * (mean @ values)
    return np.asarray(values)
