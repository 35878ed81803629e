"""Colours of the air sacs and their vessels."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from anatomy_models.alveoli.net import Net
from anatomy_models.alveoli.shape import PASSAGE, Shape, bands
from anatomy_models.kit.color import layered_noise, linear, mixed, noise, shaded
from anatomy_models.kit.grid import Array

DARK, BRIGHT = "#4f6db4", "#d0453c"
"""Blood poor in oxygen and rich in it."""


def wall_colors(shape: Shape, points: Array) -> Array:
    """Warm rose; paler where a sac bulges, deeper in the grooves, cream at the free edges inside."""
    colors = mixed("#e3a196", "#f3c9bb", 0.5 + 0.6 * layered_noise(points, 0.12, seed=3))
    middle = np.minimum(*(shape.grid.sample(reach, points) for reach in shape.reach))
    colors = mixed_in(colors, "#f6dccb", np.clip(1 - (middle - PASSAGE) / 0.035, 0, 1) * 0.8)
    depth = np.clip((middle - 0.22) / 0.09, 0, 1)
    return shaded(colors, 0.93 + 0.09 * depth + 0.04 * noise(points, 0.02, seed=9))


def duct_colors(points: Array, normals: Array) -> Array:
    """Cream, with the red turns of its muscle outside."""
    x, y, z = points.T
    outward = np.clip((normals[:, 0] * x + normals[:, 1] * y) / np.maximum(np.hypot(x, y), 1e-6), 0, 1)
    colors = mixed("#e6bba6", "#f2d5c2", 0.5 + 0.6 * layered_noise(points, 0.15, seed=6))
    colors = mixed_in(colors, "#b3594e", 0.85 * bands(x, y, z) * np.clip(outward * 2 - 0.3, 0, 1))
    return shaded(colors, 1 + 0.05 * noise(points, 0.03, seed=2))


def net_colors(net: Net, oxygen: Array, points: Array) -> Array:
    """From dark to bright, by how far the blood has come."""
    far, near = cKDTree(net.nodes).query(points, k=3)
    share = (oxygen[near] / np.maximum(far, 1e-4)).sum(axis=1) / (1 / np.maximum(far, 1e-4)).sum(axis=1)
    return blood_colors(share)


def blood_colors(share: Array) -> Array:
    """Colours of blood: 0 poor in oxygen, 1 rich in it; violet between."""
    violet = linear("#a25692")
    early = mixed(DARK, violet, np.clip(2 * share, 0, 1))
    return np.where((share < 0.5)[:, None], early, mixed(violet, BRIGHT, np.clip(2 * share - 1, 0, 1)))


def vessel_colors(points: Array, color: str) -> Array:
    """One blood's colour, a little uneven."""
    return shaded(mixed(color, color, np.zeros(len(points))), 1 + 0.06 * layered_noise(points, 0.06, seed=11))


def mixed_in(colors: Array, other: str, share: Array) -> Array:
    """Colours with a share of another laid over them."""
    return colors + (linear(other) - colors) * share[:, None]
