"""Creases: a soft wall that is squeezed in the hollow of a bent knee is evened out before it folds over."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from anatomy_models.kit.built import Floats, Ints
from anatomy_models.kit.check import area_vectors
from anatomy_models.kit.surface import Surface, unit

ROUNDS, REACH = 2, 3
"""How often folds are looked for and evened out, and how many points around each, too. More rounds would
shrink the wall and fold it elsewhere."""
_FLAT, _FOLDING = 0.3, 0.15
"""Cosine between two neighbouring triangles: above the first they are flat at rest, below the second they
begin to fold."""


class Sheet:
    """A soft wall at rest, whose moved points are held free of folds."""

    def __init__(self, surface: Surface) -> None:
        self._faces = surface.faces
        self._near = _means(surface)
        one, other = _pairs(surface.faces)
        flat = self._cosines(surface.points, one, other) > _FLAT
        self._one, self._other = one[flat], other[flat]

    def softened(self, values: Floats, rounds: int = 5) -> Floats:
        """Values (n, 3) of the points, each made the mean of those around it, so often."""
        for _ in range(rounds):
            values = self._near @ values
        return values

    def evened(self, moved: Floats) -> Floats:
        """Points of the moved wall; where triangles begin to fold over one another, evened out."""
        for _ in range(ROUNDS):
            folding = self._folding(moved)
            for _ in range(REACH):
                folding = folding | (self._near @ folding.astype(np.float64) > 0)
            moved = np.where(folding[:, None], 0.5 * (moved + self.softened(moved, 1)), moved)
        return moved

    def _cosines(self, points: Floats, one: Ints, other: Ints) -> Floats:
        facing = unit(area_vectors(points, self._faces))
        return np.asarray(np.sum(facing[one] * facing[other], axis=1))

    def _folding(self, points: Floats) -> Floats:
        """(n,) whether a point belongs to two triangles that begin to fold."""
        sharp = self._cosines(points, self._one, self._other) < _FOLDING
        found = np.zeros(len(points), dtype=bool)
        found[self._faces[self._one[sharp]]] = True
        found[self._faces[self._other[sharp]]] = True
        return found


def _means(surface: Surface) -> csr_array:
    """(n, n) weights that make the mean of the points around each.

    Cotangents of the angles opposite to an edge (Pinkall and Polthier 1993), never below a little: so a flat
    piece stays as it is, however long its triangles are.
    """
    points, faces, count = surface.points, surface.faces, len(surface.points)
    weights = csr_array((count, count))
    for turn in range(3):
        one, other, tip = np.roll(faces, turn, axis=1).T
        u, v = points[one] - points[tip], points[other] - points[tip]
        across = np.linalg.norm(np.cross(u, v), axis=1)
        cotangent = np.clip(np.sum(u * v, axis=1) / np.maximum(across, 1e-9), 0.02, 5.0)
        weights = weights + csr_array((cotangent, (one, other)), shape=(count, count))
    weights = weights + weights.T
    return csr_array(weights.multiply(1.0 / weights.sum(axis=1)[:, None]))


def _pairs(faces: Ints) -> tuple[Ints, Ints]:
    """Triangles that share an edge: the one and the other of each pair."""
    edges = np.sort(np.stack([faces.ravel(), faces[:, [1, 2, 0]].ravel()], axis=1), axis=1)
    order = np.lexsort(edges.T)
    same = (edges[order[1:]] == edges[order[:-1]]).all(axis=1)
    return order[:-1][same] // 3, order[1:][same] // 3
