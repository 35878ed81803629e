"""Space divided into cells like a foam: lobules, honeycombs, grains of bone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from anatomy_models.kit.built import Floats
from anatomy_models.kit.grid import Array


@dataclass(frozen=True)
class Cells:
    """The cells round seeds: each place belongs to the seed that is nearest (Voronoi).

    Attributes:
        seeds: (n, 3) their places, mm.
    """

    seeds: Floats

    @staticmethod
    def scattered(low: Sequence[float], high: Sequence[float], size: float, seed: int) -> Cells:
        """Cells of about `size` mm that fill a box; the same on every machine."""
        lines = [np.arange(a - size, b + size, size) for a, b in zip(low, high, strict=True)]
        lattice = np.stack(np.meshgrid(*lines, indexing="ij"), axis=-1).reshape(-1, 3)
        return Cells(lattice + size * np.random.default_rng(seed).uniform(-0.42, 0.42, lattice.shape))

    @cached_property
    def _tree(self) -> Any:
        return KDTree(self.seeds)

    def of(self, points: Array) -> tuple[Array, Floats]:
        """(n,) the number of each point's cell, and how far (mm) its nearest border is away."""
        _, both = self._tree.query(points, k=2)
        own, other = self.seeds[both[:, 0]], self.seeds[both[:, 1]]
        between = other - own
        middle = (own + other) / 2.0
        away = np.sum((middle - points) * between, axis=1) / np.linalg.norm(between, axis=1)
        return both[:, 0], away

    def chance(self, seed: int) -> Floats:
        """(cells,) a number 0 to 1 for each cell."""
        chances: Floats = np.random.default_rng(seed).random(len(self.seeds))
        return chances
