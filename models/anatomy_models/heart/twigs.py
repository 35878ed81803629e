"""Small side branches of the coronary arteries, and ends that vanish into the muscle.

Which twigs there are differs from person to person; these follow a rule: one every few millimetres, to either
side in turn, forwards, left out where it would run into another vessel or hide the lesion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.spatial import cKDTree

from anatomy_models.heart.lesion import HALF_LENGTH, PLACES
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.path import Bed, Course, follow
from anatomy_models.kit.tissue import rise

SPACING = {
    "lad": 9.0,
    "diagonal_1": 9.0,
    "diagonal_2": 8.0,
    "marginal_1": 9.0,
    "marginal_2": 9.0,
    "rca": 13.0,
    "posterior_descending": 9.0,
    "posterolateral": 9.0,
    "acute_marginal": 9.0,
    "right_ventricular": 8.0,
    "conus": 8.0,
}
"""Millimetres from one twig to the next, by the artery that gives them."""
APART = 2.4  # mm that a twig keeps from every other vessel
THINNEST = 0.48  # mm, the least radius a vessel is drawn with


def _along(path: Array) -> Array:
    """Millimetres from the start of a path at each of its points."""
    return np.asarray(np.r_[0, np.cumsum(np.linalg.norm(np.diff(path[:, :3], axis=0), axis=1))])


def submerge(grid: Grid, body: Array, path: Array, over: float = 11.0) -> Array:
    """A path that dips below the surface of `body` over its last `over` mm: the vessel thins to nothing."""
    g = grid.gradient(body, path[:, :3])
    g = g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-6)
    along = _along(path)
    left = along[-1] - along
    depth = (1.25 * np.maximum(path[:, 3], THINNEST) + 0.1) * (1 - rise(left, 0, min(over, 0.4 * along[-1])))
    return np.asarray(np.c_[path[:, :3] - g * depth[:, None], path[:, 3]])


def shortened(path: Array, by: float = 8.0) -> Array:
    """A path without its last `by` mm, and never without more than half of itself."""
    along = _along(path)
    return path[: int(np.searchsorted(along, along[-1] - min(by, 0.5 * along[-1]))) + 1]


def _twig(bed: Bed, parent: Array, at: int, side: float, rng: np.random.Generator) -> Array:
    """One twig (n, 4) from the parent's middle line, lying on the bed."""
    start, radius = parent[at, :3], parent[at, 3]
    ahead = parent[min(at + 2, len(parent) - 1), :3] - parent[max(at - 2, 0), :3]
    ahead = ahead / np.linalg.norm(ahead)
    normal = bed.grid.gradient(bed.surface, start[None])[0]
    across = np.cross(normal / np.linalg.norm(normal), ahead) * side
    length = (7.0 + 5.0 * rng.uniform()) * (0.7 + 0.4 * radius)
    turn = np.radians(np.array([68, 52, 34]) + rng.uniform(-10, 10))
    steps = np.cos(turn)[:, None] * ahead + np.sin(turn)[:, None] * across
    rough = np.vstack([start, start + np.cumsum(steps, axis=0) * length / 3])
    thick = min(0.85, 0.62 * radius)
    path = follow(bed, rough, Course(thick, 0.3, 0.45, 26, int(rng.integers(1 << 30))))
    path[:, :3] += (start - path[0, :3]) * np.linspace(1, 0, len(path))[:, None] ** 3
    return path


def _places(name: str, parent: Array) -> Iterator[int]:
    """Where an artery gives twigs (indices of its points): evenly, not at its lesion and not at its ends."""
    along = _along(parent)
    for place in np.arange(SPACING[name], along[-1] - 5, SPACING[name]):
        lesion = PLACES.get(name)
        if lesion is None or abs(place - lesion * along[-1]) > HALF_LENGTH + 3:
            yield int(np.searchsorted(along, place))


def build_twigs(
    bed: Bed, arteries: Mapping[str, Array], veins: Mapping[str, Array]
) -> dict[str, list[Array]]:
    """The twigs (n, 4) of every artery that gives some, by the artery's name."""
    rng = np.random.default_rng(77)
    twigs: dict[str, list[Array]] = {}
    laid: list[Array] = []
    for name in SPACING:
        parent = arteries[name]
        others = [path[:, :3] for key, path in {**arteries, **veins}.items() if key != name]
        for k, at in enumerate(_places(name, parent)):
            twig = _twig(bed, parent, at, 1 - 2 * (k % 2), rng)
            if _free(twig, [*others, *laid]):
                twigs.setdefault(name, []).append(twig)
                laid.append(twig[:, :3])
    return twigs


def _free(twig: Array, others: Sequence[Array]) -> bool:
    """Whether a twig keeps clear of all other vessels once it has left its own."""
    gap, _ = cKDTree(np.vstack(others)).query(twig[len(twig) // 6 :, :3])
    return bool(gap.min() > APART)
