"""Long-axis coordinates: along an organ's axis, around it and away from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from anatomy_models.kit.field import unit
from anatomy_models.kit.grid import Array, Grid


@dataclass(frozen=True)
class LongAxis:
    """The axis from `base` to `apex` (RAS mm); angles are degrees from the side direction towards `up`."""

    base: tuple[float, float, float]
    apex: tuple[float, float, float]

    @cached_property
    def length(self) -> float:
        """Distance from base to apex (mm)."""
        return float(np.linalg.norm(np.subtract(self.apex, self.base)))

    @cached_property
    def along(self) -> Array:
        """Unit vector from base to apex."""
        return unit(np.subtract(self.apex, self.base))

    @cached_property
    def side(self) -> Array:
        """Unit vector at angle 0."""
        return unit(np.cross([0, 0, 1], self.along))

    @cached_property
    def up(self) -> Array:
        """Unit vector at angle 90."""
        return np.asarray(np.cross(self.along, self.side))

    def coordinates(self, points: Array) -> tuple[Array, Array, Array]:
        """Points (n, 3) -> mm from the base along the axis, distance from it, angle 0..360."""
        d = points - np.array(self.base)
        u, w = d @ self.side, d @ self.up
        return d @ self.along, np.hypot(u, w), np.degrees(np.arctan2(w, u)) % 360

    def on_grid(self, grid: Grid) -> tuple[Array, Array, Array]:
        """The same three coordinates as fields."""
        base = np.array(self.base)
        u, w = grid.project(base, self.side), grid.project(base, self.up)
        angle = np.degrees(np.arctan2(w, u)) % np.float32(360)
        return grid.project(base, self.along), np.hypot(u, w), angle

    def at(self, fraction: float | Array, angle: float | Array, radius: float | Array) -> Array:
        """Points (n, 3) at a fraction of the length, an angle (degrees) and a distance from the axis (mm)."""
        f, a, r = np.broadcast_arrays(*np.atleast_1d(fraction, np.radians(angle), radius))
        ring = self.side * np.cos(a)[:, None] + self.up * np.sin(a)[:, None]
        return np.asarray(np.array(self.base) + self.along * (f * self.length)[:, None] + ring * r[:, None])
