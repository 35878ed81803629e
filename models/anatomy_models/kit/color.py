"""Colour and grain: tissue colours in linear light, and smooth noise that is the same on every machine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_models.kit.built import Floats


def linear(color: str) -> Floats:
    """The (3,) linear-light value of an sRGB colour `#rrggbb` (IEC 61966-2-1)."""
    encoded = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255.0
    decoded: Floats = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return decoded


def mixed(base: Floats | str, other: Floats | str, share: Floats) -> Floats:
    """(n, 3) colours between two: ``share`` 0 gives the first, 1 the second."""
    start = linear(base) if isinstance(base, str) else base
    end = linear(other) if isinstance(other, str) else other
    weight = np.clip(np.asarray(share, dtype=np.float64), 0.0, 1.0)[..., None]
    blended: Floats = start * (1.0 - weight) + end * weight
    return blended


def shaded(colors: Floats, factor: Floats) -> Floats:
    """Colours made lighter (factor above 1) or darker, point by point."""
    result: Floats = np.clip(colors * np.asarray(factor)[..., None], 0.0, 1.0)
    return result


def noise(points: Floats, size: float, seed: int = 0) -> Floats:
    """Smooth noise in space, about -1 to 1, with grains of ``size`` mm.

    Value noise: random numbers at the corners of a lattice, blended with a quintic ease (Perlin 2002).
    """
    scaled = np.asarray(points, dtype=np.float64) / size + 1000.0
    corner = np.floor(scaled).astype(np.int64)
    inside = scaled - corner
    ease = inside**3 * (inside * (inside * 6.0 - 15.0) + 10.0)
    total = np.zeros(scaled.shape[:-1])
    for step in np.ndindex(2, 2, 2):
        share = np.prod(np.where(np.array(step) == 1, ease, 1.0 - ease), axis=-1)
        total = total + share * _hashed(corner + np.array(step), seed)
    return 2.0 * total - 1.0


def layered_noise(points: Floats, size: float, seed: int = 0, octaves: int = 3) -> Floats:
    """Noise with finer and fainter noise upon it, about -1 to 1."""
    layers = [noise(points, size / 2**k, seed + 17 * k) / 2**k for k in range(octaves)]
    total: Floats = np.sum(layers, axis=0) / np.sum([1.0 / 2**k for k in range(octaves)])
    return total


def _hashed(corner: NDArray[np.int64], seed: int) -> NDArray[Any]:
    """A number 0 to 1 for each lattice corner (integer mixing in the manner of Murmur's finaliser)."""
    mixed_up = corner[..., 0] * 0x8DA6B343 + corner[..., 1] * 0xD8163841 + corner[..., 2] * 0xCB1AB31F
    bits = (mixed_up + seed * 0x9E3779B1).astype(np.uint64) & np.uint64(0xFFFFFFFF)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        bits = ((bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)) & np.uint64(0xFFFFFFFF)
    return (bits ^ (bits >> np.uint64(16))).astype(np.float64) / 0xFFFFFFFF
