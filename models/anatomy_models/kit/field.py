"""Implicit fields: signed distances in mm (negative inside) and the ways to blend them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from anatomy_models.kit.grid import Array, Grid, Points

FAR = 40.0


def unite(a: Array, b: Array, blend: float) -> Array:
    """Union of two solids whose seam is rounded over `blend` mm (polynomial smooth minimum, Quilez)."""
    h = np.clip(0.5 + 0.5 * (b - a) / blend, 0, 1)
    return np.asarray(b + (a - b) * h - blend * h * (1 - h), np.float32)


def intersect(a: Array, b: Array, blend: float) -> Array:
    """Intersection of two solids whose edge is rounded over `blend` mm."""
    return -unite(-a, -b, blend)


def keep_wall(cavity: Array, *solids: Array, gap: float = 0.2) -> Array:
    """A cavity that stops `gap` mm short of other solids, so that their walls stay whole."""
    return np.asarray(np.maximum.reduce([cavity, *(gap - solid for solid in solids)]))


def as_distance(values: Array, step: float) -> Array:
    """First-order signed distance of any implicit function: F / |grad F|."""
    slope = np.sqrt(sum(g * g for g in np.gradient(values, step)))
    return np.asarray(values / np.maximum(slope, 1e-3), np.float32)


def table(x: Sequence[float], y: Sequence[float]) -> Callable[[Array], Array]:
    """A smooth curve through a table, without overshoot, constant beyond its ends."""
    curve = PchipInterpolator(x, y)
    return lambda q: np.asarray(curve(np.clip(q, x[0], x[-1])), np.float32)


def unit(v: Sequence[float] | Array) -> Array:
    """A vector of length 1."""
    a = np.asarray(v, float)
    return np.asarray(a / np.linalg.norm(a, axis=-1, keepdims=True))


def frame(axis: Sequence[float] | Array, up: Sequence[float] = (0, 0, 1)) -> Array:
    """Three right-angled unit vectors (rows), the last along `axis`."""
    a = unit(axis)
    u = unit(np.cross(up, a))
    return np.array([u, np.cross(a, u), a])


def ellipsoid(
    grid: Grid, centre: Sequence[float] | Array, radii: Sequence[float], axes: Array | None = None
) -> Array:
    """Ellipsoid (approximate distance, Quilez) with semi-axes `radii` along the rows of `axes`."""
    turn = np.eye(3) if axes is None else axes
    q = [grid.project(np.asarray(centre), row) for row in turn]
    k0 = np.sqrt(sum((v / r) ** 2 for v, r in zip(q, radii, strict=True)))
    k1 = np.sqrt(sum((v / r**2) ** 2 for v, r in zip(q, radii, strict=True))) + 1e-6
    return np.asarray(k0 * (k0 - 1) / k1, np.float32)


def curve(points: Points, n: int) -> Array:
    """A cubic spline through points, as n points evenly spaced by chord length: (n, 3)."""
    p = np.asarray(points, float)
    s = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
    return np.asarray(CubicSpline(s, p)(np.linspace(0, s[-1], n)))


@dataclass(frozen=True)
class Tube:
    """A vessel: points along its middle (RAS mm), outer radius at each, how much longer its ends are made.

    `open` says that the far end is an opening, for the recipe to cut off.
    """

    points: Points
    radii: Sequence[float] | Array | float
    open: bool = False
    longer: tuple[float, float] = (0.0, 0.0)

    def line(self) -> tuple[Array, Array]:
        """The smooth middle line (n, 3) and radius (n,), lengthened at the ends if asked."""
        raw = np.asarray(self.points, float)
        n = max(8, 5 * len(raw))
        line = curve(raw, n) if len(raw) > 2 else np.linspace(raw[0], raw[-1], n)
        s = np.r_[0, np.cumsum(np.linalg.norm(np.diff(raw, axis=0), axis=1))]
        radii = np.broadcast_to(np.asarray(self.radii, float), len(raw))
        radius = PchipInterpolator(s / s[-1], radii)(np.linspace(0, 1, n))
        for end, inner, at in ((0, 1, 0), (-1, -2, n)):
            if self.longer[end]:
                tip = line[end] + unit(line[end] - line[inner]) * self.longer[end]
                line, radius = np.insert(line, at, tip, 0), np.insert(radius, at, radius[end])
                n += 1
        return line, radius


def segments(grid: Grid, line: Array, radius: Array, reach: float = 10.0) -> Array:
    """Union of tapered capsules along a line of points; FAR beyond `reach` mm of it."""
    out = grid.full(FAR)
    for a, b, ra, rb in zip(line[:-1], line[1:], radius[:-1], radius[1:], strict=True):
        m = max(ra, rb) + reach
        box = grid.slices(np.minimum(a, b) - m, np.maximum(a, b) + m)
        x, y, z = (
            axis[tuple(s if n > 1 else slice(None) for s, n in zip(box, axis.shape, strict=True))]
            for axis in grid.axes
        )
        x, y, z = x - np.float32(a[0]), y - np.float32(a[1]), z - np.float32(a[2])
        ab = (b - a).astype(np.float32)
        t = np.clip((x * ab[0] + y * ab[1] + z * ab[2]) / np.float32(ab @ ab), 0, 1)
        d = np.sqrt((x - t * ab[0]) ** 2 + (y - t * ab[1]) ** 2 + (z - t * ab[2]) ** 2)
        out[box] = np.minimum(out[box], d - (np.float32(ra) + np.float32(rb - ra) * t))
    return out


def tube(grid: Grid, shape: Tube, grow: float = 0.0, reach: float = 10.0) -> Array:
    """The field of a tube, its radius changed by `grow` mm."""
    line, radius = shape.line()
    return segments(grid, line, radius + grow, reach)
