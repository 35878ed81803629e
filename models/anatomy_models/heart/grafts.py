"""Bypass grafts: tubes of fixed topology that grow from where they are sewn on to where they bring blood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from anatomy_models.heart.beat import MOMENTS, displace
from anatomy_models.kit.field import curve
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.path import clear
from anatomy_models.kit.surface import Surface, vertex_normals
from anatomy_models.kit.sweep import tube

STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Graft:
    """A bypass: rough way (RAS mm), the artery it joins and where (share of its length), its radius (mm)."""

    way: tuple[tuple[float, float, float], ...]
    target: str
    place: float
    radius: float


GRAFTS = {
    "mammary_to_lad": Graft(
        ((-5.5, -37.5, 92), (-16, -14, 88), (-26, 14, 76), (-28, 28, 52), (-27, 33, 28)), "lad", 0.60, 1.6
    ),
    "vein_to_marginal": Graft(
        ((14, 1, 58), (8, 14, 60), (-8, 17, 58), (-22, 12, 46), (-33, 3, 34), (-40, -4, 22)),
        "marginal_1",
        0.42,
        2.1,
    ),
    "vein_to_rca": Graft(
        ((27, 1, 45), (36, 17, 46), (50, 24, 30), (57, 18, 6), (54, 10, -20), (42, 4, -38)),
        "posterior_descending",
        0.12,
        2.1,
    ),
}


def graft_path(grid: Grid, body: Array, graft: Graft, arteries: Mapping[str, Array]) -> Array:
    """The graft's middle line (n, 3), lying on the heart without running into it."""
    artery = arteries[graft.target]
    goal = artery[round(graft.place * (len(artery) - 1)), :3]
    line = curve([*graft.way, tuple(goal)], 64)
    return clear(grid, body, line, graft.radius + 0.4)


def _grown(path: Array, radius: float, share: float) -> Array:
    """The tube's points when a share of the way has been laid."""
    u = np.linspace(0, 1, len(path))
    at = u * max(share, 0.012)
    line = np.stack([np.interp(at, u, path[:, i]) for i in range(3)], 1)
    profile = radius * (0.25 + 0.75 * min(share * 5, 1)) * (1 + 0.25 * np.exp(-((u / 0.03) ** 2)))
    return tube(line, profile, 12, up=np.array([0.3, 0.5, 0.8])).points


def build_graft(path: Array, radius: float) -> tuple[Surface, dict[str, dict[float, tuple[Array, Array]]]]:
    """The graft before it is laid (a bud at its origin), and its morphs `grow` and `beat`."""
    full = tube(path, radius, 12, up=np.array([0.3, 0.5, 0.8]))
    bud = full.moved(_grown(path, radius, 0.0))
    normals = vertex_normals(bud.points, bud.faces)
    grow = {}
    for step in STEPS:
        moved = _grown(path, radius, step)
        grow[step] = (moved - bud.points, vertex_normals(moved, bud.faces) - normals)
    laid = bud.points + grow[1.0][0]
    still = np.zeros_like(laid)
    beat = {phase: (displace(laid, moment), still) for phase, moment in MOMENTS.items()}
    return bud, {"grow": grow, "beat": beat}
