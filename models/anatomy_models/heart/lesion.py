"""A narrowing in the middle of each main coronary artery: a pinch with yellow plaque shining through."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from anatomy_models.kit.grid import Array
from anatomy_models.kit.path import nearest
from anatomy_models.kit.surface import Surface, vertex_normals
from anatomy_models.kit.tissue import rise

PLACES = {"left_main": 0.55, "lad": 0.36, "circumflex": 0.42, "rca": 0.36}
"""Where along the artery the lesion sits (share of its length)."""
HALF_LENGTH, LEFT_OVER = 6.0, 0.5
REACH = (
    0.8,
    1.8,
)  # mm off the artery's own surface over which the pinch ends, so that it leaves branches alone


def lesion_point(path: Array, place: float) -> tuple[float, float, float]:
    """The middle of the lesion (RAS mm)."""
    x, y, z = path[round(place * (len(path) - 1)), :3]
    return float(x), float(y), float(z)


def _nearness(path: Array, place: float, where: Array) -> Array:
    length = float(np.linalg.norm(np.diff(path[:, :3], axis=0), axis=1).sum())
    half = min(HALF_LENGTH, 0.42 * length)
    return np.clip(1 - np.abs(where - place) * length / half, 0, 1)


def pinch(surface: Surface, path: Array, place: float) -> tuple[Mapping[float, tuple[Array, Array]], Array]:
    """The morph `stenosis` of an artery, and its plaque mask (n,)."""
    off, where, middle = nearest(path, surface.points)
    near = _nearness(path, place, where)
    bump = near**2 * (3 - 2 * near) * (1 - rise(off, *REACH))
    moved = middle + (surface.points - middle) * (1 - (1 - LEFT_OVER) * bump)[:, None]
    before, after = (vertex_normals(p, surface.faces) for p in (surface.points, moved))
    key = ((moved - surface.points).astype(np.float32), (after - before).astype(np.float32))
    return {1.0: key}, np.clip(bump * 1.3, 0, 1).astype(np.float32)
