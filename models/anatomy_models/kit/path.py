"""Paths of vessels: snapped onto a surface or into a groove, gently winding, with a radius that tapers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d, maximum_filter1d

from anatomy_models.kit.field import curve
from anatomy_models.kit.grid import Array, Grid, Points


@dataclass(frozen=True)
class Bed:
    """Where a path lies: on `surface` = 0, and, if given, where `groove` = 0 as well (fields on `grid`)."""

    grid: Grid
    surface: Array
    groove: Array | None = None


@dataclass(frozen=True)
class Course:
    """How a vessel runs: radius at its start and end (mm), winding (mm), number of points, and a seed."""

    start: float
    end: float
    winding: float = 0.55
    n: int = 60
    seed: int = 0


def _step(grid: Grid, values: Array, points: Array, weight: float) -> Array:
    g = grid.gradient(values, points, 0.6)
    steep = np.maximum((g * g).sum(1), 0.05)
    move = np.clip(grid.sample(values, points) / steep, -5, 5)
    return np.asarray(points - weight * move[:, None] * g)


def snap(bed: Bed, points: Array, rounds: int = 14) -> Array:
    """Points moved (damped Newton steps) into the groove and onto the bed, which has the last word."""
    for k in range(rounds):
        if bed.groove is not None and k < rounds - 4:
            points = _step(bed.grid, bed.groove, points, 0.5)
        points = _step(bed.grid, bed.surface, points, 0.8)
    return points


def follow(bed: Bed, rough: Points, course: Course) -> Array:
    """A vessel's path on a surface through rough points: (n, 4), the last column its radius (mm)."""
    points = snap(bed, curve(rough, course.n))
    u = np.linspace(0, 1, course.n)
    wave = np.random.default_rng(course.seed).standard_normal(points.shape)
    wave = gaussian_filter1d(wave, course.n / 26, axis=0, mode="reflect")
    points = gaussian_filter1d(points, 2, axis=0, mode="nearest")
    points = points + wave / wave.std() * (course.winding * np.sin(np.pi * u) ** 0.5)[:, None]
    points = gaussian_filter1d(snap(Bed(bed.grid, bed.surface), points, 6), 1.5, axis=0, mode="nearest")
    return np.asarray(np.c_[points, course.end + (course.start - course.end) * (1 - u) ** 0.8])


def retaper(path: Array, radius: Callable[[Array], Array]) -> Array:
    """The same path with the radius `radius(u)`, u 0..1 along it."""
    return np.asarray(np.c_[path[:, :3], radius(np.linspace(0, 1, len(path)))])


def sink(grid: Grid, body: Array, path: Array, depth: float) -> Array:
    """A path lowered so that the share `depth` of its thickness lies under the surface of `body`."""
    g = grid.gradient(body, path[:, :3])
    g = g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-6)
    height = path[:, 3] * (1 - 2 * depth)
    move = np.clip(height - grid.sample(body, path[:, :3]), -4, 4)
    move = gaussian_filter1d(move, 1.5, mode="nearest")
    return np.asarray(np.c_[path[:, :3] + g * move[:, None], path[:, 3]])


def nearest(path: Array, points: Array) -> tuple[Array, Array, Array]:
    """Of points to a path: distance to its surface, where along it (0..1), nearest point of its middle."""
    best, where = np.full(len(points), np.inf), np.zeros(len(points))
    middle = np.zeros_like(points, dtype=float)
    n = len(path) - 1
    for i in range(n):
        a, ab = path[i, :3], path[i + 1, :3] - path[i, :3]
        t = np.clip((points - a) @ ab / max(float(ab @ ab), 1e-12), 0, 1)
        at = a + t[:, None] * ab
        d = np.linalg.norm(points - at, axis=1) - (path[i, 3] + (path[i + 1, 3] - path[i, 3]) * t)
        closer = d < best
        best = np.where(closer, d, best)
        where = np.where(closer, (i + t) / n, where)
        middle = np.where(closer[:, None], at, middle)
    return best, where, middle


def clear(grid: Grid, body: Array, points: Array, room: float) -> Array:
    """Points pushed out of a body until they are `room` mm away from it, smoothly along the path."""
    for _ in range(12):
        g = grid.gradient(body, points)
        g = g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-6)
        lack = np.clip(room - grid.sample(body, points), 0, 2)
        lack[[0, -1]] = 0
        points = points + g * gaussian_filter1d(lack, 1.5)[:, None]
        points[1:-1] += 0.25 * (points[:-2] + points[2:] - 2 * points[1:-1])
    return points


def lift_over(grid: Grid, body: Array, path: Array, others: Iterable[Array]) -> Array:
    """A path raised off a body wherever it would run into one of the other paths, in a gentle bridge."""
    lack = np.zeros(len(path))
    for other in others:
        gap, _, _ = nearest(other, path[:, :3])
        lack = np.maximum(lack, path[:, 3] + 0.15 - gap)
    rise = maximum_filter1d(np.clip(lack, 0, 4), 7)
    rise = np.maximum(gaussian_filter1d(rise, 2.5, mode="nearest"), 0.9 * lack)
    g = grid.gradient(body, path[:, :3])
    g = g / np.maximum(np.linalg.norm(g, axis=1, keepdims=True), 1e-6)
    return np.asarray(np.c_[path[:, :3] + g * rise[:, None], path[:, 3]])
