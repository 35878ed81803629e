"""A regular box of sample points on which implicit fields live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Array = npt.NDArray[Any]
Points = Sequence[Sequence[float]] | Sequence[npt.NDArray[Any]] | npt.NDArray[Any]
"""Some points (RAS mm), however they come."""


@dataclass(frozen=True)
class Grid:
    """Points from `low` to `high` (RAS mm), `step` mm apart; fields on them are float32 (nx, ny, nz)."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]
    step: float
    axes: tuple[Array, Array, Array] = field(init=False, repr=False, compare=False)
    shape: tuple[int, int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out the three axes, shaped so that they broadcast."""
        lines = [
            np.arange(a, b, self.step, dtype=np.float32) for a, b in zip(self.low, self.high, strict=True)
        ]
        x, y, z = np.meshgrid(*lines, indexing="ij", sparse=True)
        object.__setattr__(self, "axes", (x, y, z))
        object.__setattr__(self, "shape", tuple(len(line) for line in lines))

    def points(self, every: int = 1) -> Array:
        """All points of the box, or of every n-th layer: (n, 3)."""
        lines = [axis.ravel()[::every] for axis in self.axes]
        return np.stack(np.meshgrid(*lines, indexing="ij"), -1).reshape(-1, 3)

    def coarser(self, every: int) -> Grid:
        """The same box with every n-th point; a field `f[::n, ::n, ::n]` lives on it."""
        step = self.step * every
        high = tuple(float(a.ravel()[::every][-1]) + step / 2 for a in self.axes)
        return Grid(self.low, (high[0], high[1], high[2]), step)

    def crop(self, box: tuple[slice, slice, slice]) -> Grid:
        """The part of the box that `field[box]` lives on."""
        lines = [axis.ravel()[part] for axis, part in zip(self.axes, box, strict=True)]
        low = [float(line[0]) for line in lines]
        high = [a + (len(line) - 0.5) * self.step for a, line in zip(low, lines, strict=True)]
        return Grid((low[0], low[1], low[2]), (high[0], high[1], high[2]), self.step)

    def slices(self, low: Array, high: Array) -> tuple[slice, slice, slice]:
        """Index ranges of the part of the box between two corners (mm), clipped to the box."""
        first = np.floor((low - np.array(self.low)) / self.step).astype(int).clip(0)
        last = (np.ceil((high - np.array(self.low)) / self.step).astype(int) + 1).clip(0)
        return (slice(first[0], last[0]), slice(first[1], last[1]), slice(first[2], last[2]))

    def full(self, value: float) -> Array:
        """A constant field."""
        return np.full(self.shape, value, np.float32)

    def project(self, origin: Array, direction: Array) -> Array:
        """Signed distance of every point along `direction` from `origin` (mm)."""
        parts = (
            (axis - np.float32(o)) * np.float32(d)
            for axis, o, d in zip(self.axes, origin, direction, strict=True)
        )
        x, y, z = parts
        return np.asarray(x + y + z, np.float32)

    def sample(self, values: Array, points: Array, order: int = 1) -> Array:
        """A field's value at any points (n, 3), trilinear by default; beyond the box the nearest value."""
        index = ((np.asarray(points) - np.array(self.low)) / self.step).T
        return np.asarray(
            ndimage.map_coordinates(values, index, order=order, mode="nearest", prefilter=order > 1)
        )

    def gradient(self, values: Array, points: Array, reach: float | None = None) -> Array:
        """A field's gradient at any points (n, 3) by central differences `reach` mm to each side."""
        e = reach or 0.6 * self.step
        columns = [
            (self.sample(values, points + shift) - self.sample(values, points - shift)) / (2 * e)
            for shift in np.eye(3) * e
        ]
        return np.stack(columns, 1)

    def noise(self, scale: float, seed: int) -> Array:
        """Smooth noise with grains of about `scale` mm, mean 0, deviation 1; the same at every step size."""
        coarse = max(self.step, scale / 2)
        size = [int(np.ceil((b - a) / coarse)) + 3 for a, b in zip(self.low, self.high, strict=True)]
        raw = np.random.default_rng(seed).standard_normal(size).astype(np.float32)
        raw = ndimage.gaussian_filter(raw, scale / coarse)
        raw /= raw.std()
        if coarse == self.step:
            return np.ascontiguousarray(raw[: self.shape[0], : self.shape[1], : self.shape[2]])
        ratio = self.step / coarse
        return np.asarray(
            ndimage.affine_transform(raw, np.full(3, ratio), output_shape=self.shape, order=1, mode="nearest")
        )
