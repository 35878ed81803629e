"""The shapes of what streams: a biconcave disc for red cells, a ball for the rest, on the same grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.colors import Bytes
from anatomy_viewer.render.looks import LOOKS
from anatomy_viewer.render.streams import Crowd, Stream

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class CellGrid:
    """How finely a cell is made: points round it, and rows from its middle to its rim."""

    around: int = 10
    steps: int = 5

    @property
    def rows(self) -> int:
        """Rows from the middle of one face to the middle of the other."""
        return 2 * self.steps - 1

    @property
    def triangles(self) -> int:
        """Triangles of a cell."""
        return 2 * self.around * (self.rows - 1)


COARSE = CellGrid()
"""160 triangles, which a machine without a graphics card still draws by the hundred."""
FINE = CellGrid(20, 7)
"""480 triangles, for cells that are large in the picture."""


def cell_shapes(grid: CellGrid) -> tuple[Floats, NDArray[np.int32]]:
    """Templates (2, 2, n, 3), of radius 1: disc then ball, points then normals. And triangles (t, 3)."""
    triangles = _grid_triangles(grid)
    shapes = np.stack(
        [np.stack([points, _normals(points, triangles, grid)]) for points in (_disc(grid), _ball(grid))]
    )
    return shapes.astype(np.float32), triangles


def cell_colors(stream: Stream, crowd: Crowd, grid: CellGrid) -> Bytes:
    """Colours of a crowd's points, sRGB bytes: each disc a little different, and dark in its dimple."""
    ball, size = crowd.is_ball[:, None], crowd.size[:, None]
    disc_tone = np.array(LOOKS[stream.disc].color)[None] * (0.92 + 0.55 * (size - 0.88))
    tone = np.where(ball, np.array(LOOKS[stream.ball].color)[None], disc_tone)
    dimple = np.where(ball, 1.0, (0.74 + 0.26 * np.repeat(_radii(grid), grid.around))[None])
    encoded: Bytes = (np.clip(tone[:, None] * dimple[..., None], 0, 1) * 255).astype(np.uint8).reshape(-1, 3)
    return encoded


def _radii(grid: CellGrid) -> Floats:
    """Distance of every row of the grid from the axis: out over the top, back underneath."""
    out = np.sin(np.linspace(0.0, np.pi / 2.0, grid.steps))
    return np.concatenate([out, out[::-1][1:]])


def _disc(grid: CellGrid) -> Floats:
    """A red cell's profile: half thickness 0.5·√(1-r²)·(0.207 + 2.003 r² - 1.123 r⁴) in radii.

    Source: Evans and Fung, "Improved measurements of the erythrocyte geometry", Microvascular Research
    1972;4:335-347.
    """
    radius = _radii(grid)
    side = np.concatenate([np.ones(grid.steps), -np.ones(grid.steps - 1)])
    half = 0.5 * np.sqrt(np.clip(1 - radius**2, 0, 1)) * (0.207 + 2.003 * radius**2 - 1.123 * radius**4)
    return _turned(radius, side * half, grid)


def _ball(grid: CellGrid) -> Floats:
    polar = np.linspace(0.0, np.pi, grid.rows)
    return _turned(np.sin(polar), np.cos(polar), grid)


def _turned(radius: Floats, height: Floats, grid: CellGrid) -> Floats:
    """A profile turned about the axis: (rows * around, 3)."""
    angle = np.linspace(0.0, 2.0 * np.pi, grid.around, endpoint=False)
    across = radius[:, None] * np.cos(angle), radius[:, None] * np.sin(angle)
    points = np.stack([*across, np.broadcast_to(height[:, None], across[0].shape)], axis=-1)
    return points.reshape(-1, 3)


def _grid_triangles(grid: CellGrid) -> NDArray[np.int32]:
    row, side = np.meshgrid(np.arange(grid.rows - 1), np.arange(grid.around), indexing="ij")
    a, b = row * grid.around + side, row * grid.around + (side + 1) % grid.around
    c, d = a + grid.around, b + grid.around
    pairs = np.stack([np.stack([a, c, b], -1), np.stack([b, c, d], -1)], axis=2)
    return pairs.reshape(-1, 3).astype(np.int32)


def _normals(points: Floats, triangles: NDArray[np.int32], grid: CellGrid) -> Floats:
    """Unit normals by averaging faces; the poles, where faces vanish, look along the axis."""
    corners = points[triangles]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(points)
    for corner in range(3):
        np.add.at(total, triangles[:, corner], face)
    total[: grid.around] = (0.0, 0.0, 1.0)
    total[-grid.around :] = (0.0, 0.0, -1.0)
    unit: Floats = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return unit
