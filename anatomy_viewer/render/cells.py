"""The shapes of blood cells: a biconcave disc for the red, a ball for the white, on the same grid."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.colors import Bytes
from anatomy_viewer.render.looks import LOOKS

Floats = NDArray[np.floating[Any]]

_AROUND, _STEPS = 10, 5
_ROWS = 2 * _STEPS - 1
CELL_TRIANGLES = 2 * _AROUND * (_ROWS - 1)
"""Triangles of a cell: 160, which a machine without a graphics card still draws by the hundred."""


def cell_shapes() -> tuple[Floats, NDArray[np.int32]]:
    """Templates (2, 2, n, 3), of radius 1: red then white, points then normals. And triangles (160, 3)."""
    red, white = _disc(), _ball()
    triangles = _grid_triangles()
    shapes = np.stack([np.stack([points, _normals(points, triangles)]) for points in (red, white)])
    return shapes.astype(np.float32), triangles


def cell_colors(white: NDArray[np.bool_], size: Floats) -> Bytes:
    """Colours of a crowd's points, sRGB bytes: each cell a little different, red ones dark in the dimple."""
    red_tone = np.array(LOOKS["red_cell"].color)[None] * (0.92 + 0.55 * (size[:, None] - 0.88))
    tone = np.where(white[:, None], np.array(LOOKS["white_cell"].color)[None], red_tone)
    dimple = np.where(white[:, None], 1.0, (0.74 + 0.26 * np.repeat(_radii(), _AROUND))[None])
    encoded: Bytes = (np.clip(tone[:, None] * dimple[..., None], 0, 1) * 255).astype(np.uint8).reshape(-1, 3)
    return encoded


def _radii() -> Floats:
    """Distance of every row of the grid from the axis: out over the top, back underneath."""
    out = np.sin(np.linspace(0.0, np.pi / 2.0, _STEPS))
    return np.concatenate([out, out[::-1][1:]]).astype(np.float32)


def _disc() -> Floats:
    """A red cell's profile: half thickness 0.5·√(1-r²)·(0.207 + 2.003 r² - 1.123 r⁴) in radii.

    Source: Evans and Fung, Microvascular Research 1972;4:335-347, "Improved measurements of the erythrocyte
        geometry".
    """
    radius = _radii()
    side = np.concatenate([np.ones(_STEPS), -np.ones(_STEPS - 1)])
    half = 0.5 * np.sqrt(np.clip(1 - radius**2, 0, 1)) * (0.207 + 2.003 * radius**2 - 1.123 * radius**4)
    return _turned(radius, side * half)


def _ball() -> Floats:
    polar = np.linspace(0.0, np.pi, _ROWS)
    return _turned(np.sin(polar), np.cos(polar))


def _turned(radius: Floats, height: Floats) -> Floats:
    """A profile turned about the axis: (rows * around, 3)."""
    angle = np.linspace(0.0, 2.0 * np.pi, _AROUND, endpoint=False)
    across = radius[:, None] * np.cos(angle), radius[:, None] * np.sin(angle)
    grid = np.stack([*across, np.broadcast_to(height[:, None], across[0].shape)], axis=-1)
    points: Floats = grid.reshape(-1, 3).astype(np.float32)
    return points


def _grid_triangles() -> NDArray[np.int32]:
    row, side = np.meshgrid(np.arange(_ROWS - 1), np.arange(_AROUND), indexing="ij")
    a, b = row * _AROUND + side, row * _AROUND + (side + 1) % _AROUND
    c, d = a + _AROUND, b + _AROUND
    pairs = np.stack([np.stack([a, c, b], -1), np.stack([b, c, d], -1)], axis=2)
    return pairs.reshape(-1, 3).astype(np.int32)


def _normals(points: Floats, triangles: NDArray[np.int32]) -> Floats:
    """Unit normals by averaging faces; the poles, where faces vanish, look along the axis."""
    corners = points[triangles]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(points)
    for corner in range(3):
        np.add.at(total, triangles[:, corner], face)
    total[:_AROUND] = (0.0, 0.0, 1.0)
    total[-_AROUND:] = (0.0, 0.0, -1.0)
    unit: Floats = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return unit
