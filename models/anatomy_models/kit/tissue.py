"""Colours of living tissue: a palette in linear light, soft borders, grain along fibres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from anatomy_models.kit.grid import Array, Grid


def linear(red: int, green: int, blue: int) -> Array:
    """An sRGB colour (0..255) in linear light (0..1), IEC 61966-2-1."""
    c = np.array([red, green, blue]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def rise(x: Array, low: float, high: float) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def mix(below: Array, above: Array, share: Array) -> Array:
    """Colours (n, 3) laid over others by a share (n,)."""
    return np.asarray(below + (above - below) * share[:, None])


def belonging(distances: Array, width: float) -> Array:
    """How much each point belongs to each of k shapes: (n, k) distances -> weights that sum to 1."""
    w = np.exp(-np.clip(distances - distances.min(1, keepdims=True), 0, 30 * width) / width)
    return np.asarray(w / w.sum(1, keepdims=True))


def tangent(directions: Array, normals: Array) -> Array:
    """Directions (n, 3) turned into the surface; they fade to nothing where they stand upright on it."""
    d = directions - normals * (directions * normals).sum(1, keepdims=True)
    return np.asarray(d / np.maximum(np.linalg.norm(d, axis=1, keepdims=True), 0.25))


def grain(grid: Grid, noise: Array, points: Array, directions: Array, reach: float = 7.0) -> Array:
    """Streaks along directions (line integral convolution of noise): (n,), deviation about 1."""
    steps = np.linspace(-reach, reach, 19)
    total = sum(grid.sample(noise, points + directions * s) for s in steps)
    return np.asarray(total / np.sqrt(len(steps)))


def palette(**colours: Sequence[int]) -> dict[str, Array]:
    """Named sRGB colours in linear light."""
    return {name: linear(*rgb) for name, rgb in colours.items()}
