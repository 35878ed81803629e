"""Colours of the heart's wall and vessels, and the mask of its fat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import AORTIC_SIDE, CAVAS, LUNG_SIDE, Solid, Tissues
from anatomy_models.heart.carve import KNIFE, RING, TRENCH
from anatomy_models.heart.ventricles import PAPILLARIES
from anatomy_models.kit.grid import Array
from anatomy_models.kit.parts import Piece
from anatomy_models.kit.tissue import belonging, grain, mix, palette, rise, tangent

COLOURS = palette(
    ventricle=(143, 80, 69),
    atrium=(158, 102, 90),
    aorta=(203, 155, 136),
    lungs=(150, 152, 163),
    cava=(132, 138, 154),
    vein=(186, 138, 124),
    fat=(233, 214, 172),
    deep_fat=(218, 188, 134),
    ring=(226, 204, 184),
    inner_ventricle=(160, 88, 76),
    inner_atrium=(190, 136, 120),
    inner_artery=(223, 190, 172),
    inner_vein=(184, 178, 184),
    cut=(140, 76, 66),
    fascia=(222, 190, 172),
    artery=(176, 66, 58),
    coronary_vein=(98, 110, 140),
    leaflet=(226, 210, 184),
    chord=(232, 220, 198),
    graft_artery=(186, 92, 78),
    graft_vein=(172, 152, 152),
    plaque=(226, 196, 112),
)

_WALLS = {
    "ventricle": ("left_ventricle", "right_ventricle"),
    "atrium": ("right_side", "left_side"),
    "aorta": AORTIC_SIDE,
    "lungs": (*LUNG_SIDE, "ligament"),
    "cava": CAVAS,
    "vein": tuple(shape.PULMONARY_VEINS),
}
_INSIDES = {
    "left_ventricle": "inner_ventricle",
    "right_ventricle": "inner_ventricle",
    "left_atrium": "inner_atrium",
    "right_atrium": "inner_atrium",
    "aorta": "inner_artery",
    "pulmonary": "inner_vein",
    "cava": "inner_vein",
    "pulmonary_vein": "inner_artery",
}


def _sinewy(points: Array) -> Array:
    """How much a point belongs to the sinewy tip of a papillary muscle (0..1)."""
    out = np.zeros(len(points))
    for muscle in PAPILLARIES.values():
        d, _ = cKDTree(muscle.heads).query(points)
        out = np.maximum(out, 1 - rise(d, 0.25 * muscle.radius, 0.85 * muscle.radius))
    return out


@dataclass(frozen=True)
class Painter:
    """Paints points of the heart by the tissue they lie in."""

    tissues: Tissues
    solid: Solid

    @cached_property
    def _noises(self) -> tuple[Array, Array, Array]:
        grid = self.tissues.grid
        return grid.noise(0.62, 1), grid.noise(2.2, 2), grid.noise(8.0, 4)

    @cached_property
    def _smooth(self) -> Array:
        return np.asarray(ndimage.gaussian_filter(self.tissues.tight, 1.5 / self.tissues.grid.step))

    def _distances(self, points: Array) -> Array:
        grid, outer = self.tissues.grid, self.tissues.outer
        columns = [
            np.minimum.reduce([grid.sample(outer[name], points) for name in names])
            for names in _WALLS.values()
        ]
        d = np.stack(columns, 1)
        d[:, 2:] -= 0.6
        return np.asarray(d)

    def _fibres(self, points: Array) -> Array:
        """Direction of the muscle fibres (or of the vessel's own streaks) at points."""
        grid, outer = self.tissues.grid, self.tissues.outer
        axis = shape.AXIS
        _, _, angle = axis.coordinates(points)
        a = np.radians(angle)[:, None]
        around = -np.sin(a) * axis.side + np.cos(a) * axis.up
        wound = around * 0.64 + axis.along * 0.77
        normals = grid.gradient(self._smooth, points)
        normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 0.1)
        left, right = np.cross(normals, [0.97, 0.1, 0.2]), np.cross(normals, [0.15, 0.1, 0.98])
        names = (
            "left_ventricle",
            "right_ventricle",
            "left_atrium",
            "right_atrium",
            "left_atrial_appendage",
            "right_atrial_appendage",
        )
        share = belonging(np.stack([grid.sample(outer[n], points) for n in names], 1), 2.0)
        ears = np.array([-0.2, 0.95, 0.05]), np.array([-0.9, 0.25, 0.4])
        ways = [
            wound,
            wound,
            left,
            right,
            np.broadcast_to(ears[0], points.shape),
            np.broadcast_to(ears[1], points.shape),
        ]
        mean = sum(w * share[:, i : i + 1] for i, w in enumerate(ways))
        return tangent(np.asarray(mean), normals)

    def fat(self, points: Array) -> Array:
        """How much fat covers points of the outside (0..1)."""
        grid = self.tissues.grid
        thick = grid.sample(self.tissues.tight, points) - grid.sample(self.solid.body, points)
        ragged = 0.2 * grid.sample(self._noises[1], points) + 0.12 * grid.sample(self._noises[0], points)
        return rise(thick + ragged * np.clip(thick / 0.25 - 0.4, 0, 1), 0.12, 1.35) * self._outside(points)

    def _outside(self, points: Array) -> Array:
        return rise(self.tissues.grid.sample(self.solid.body, points), -1.2, -0.5)

    def wall(self, points: Array) -> Array:
        """Linear colours of points on the heart's own skin, outside and in its chambers."""
        grid = self.tissues.grid
        middle, large = (grid.sample(n, points) for n in self._noises[1:])
        streaks = np.clip(grain(grid, self._noises[0], points, self._fibres(points)), -1.9, 2.2)
        share = belonging(self._distances(points), 1.1)
        out = share @ np.stack([COLOURS[name] for name in _WALLS])
        muscle = share[:, :2].sum(1)
        out = out * (1 + (0.14 * muscle + 0.045) * streaks + 0.04 * middle + 0.05 * large)[:, None]
        ruddy = 0.22 * (1 - muscle) * np.clip(0.5 * large + 0.5 * middle + 0.35 * streaks, -1, 1.4)
        out = out * (1 + ruddy[:, None] * np.array([0.10, -0.28, -0.34]))
        film = 0.16 * rise(large + 0.5 * middle, 0.3, 1.6) + 0.10 * (1 - muscle) * rise(
            middle - large, 0.2, 1.5
        )
        out = mix(out, np.broadcast_to(COLOURS["fascia"], out.shape), film)
        covered = self.fat(points)
        tint = np.clip(0.5 + 0.35 * middle, 0, 1)
        creamy = mix(
            np.broadcast_to(COLOURS["fat"], out.shape),
            np.broadcast_to(COLOURS["deep_fat"], out.shape),
            0.55 * tint,
        )
        out = mix(out, creamy, covered)
        return np.clip(mix(out, self._inner(points, streaks), 1 - self._outside(points)), 0, 1)

    def _inner(self, points: Array, streaks: Array) -> Array:
        grid, cavities = self.tissues.grid, self.tissues.cavities
        distances = np.stack([grid.sample(cavities[name], points) for name in _INSIDES], 1)
        share = belonging(distances, 0.8)
        colour = share @ np.stack([COLOURS[look] for look in _INSIDES.values()])
        muscle = share[:, :4].sum(1)
        middle = grid.sample(self._noises[1], points)
        colour = mix(colour, np.broadcast_to(COLOURS["chord"], colour.shape), 0.75 * _sinewy(points))
        return np.asarray(colour * (1 + (0.03 + 0.08 * muscle) * streaks + 0.04 * middle)[:, None])

    def piece(self, piece: Piece) -> tuple[Array, Array]:
        """Colours (n, 3) and fat mask (n,) of a piece from `carve`; cuts are coloured like skin they meet."""
        points, origin = piece.surface.points, piece.origin
        colours, fat = self.wall(points), self.fat(points)
        ragged = 1 + 0.05 * self.tissues.grid.sample(self._noises[1], points)[:, None]
        greasy = rise(self.tissues.grid.sample(self.tissues.tight, points), -0.1, 0.6)
        cut = mix(COLOURS["cut"] * ragged, COLOURS["deep_fat"] * ragged, greasy)
        colours[origin == KNIFE] = cut[origin == KNIFE]
        colours[origin == TRENCH] = (COLOURS["deep_fat"] * ragged)[origin == TRENCH]
        colours[origin == RING] = COLOURS["ring"]
        fat = np.where(origin == TRENCH, 1.0, np.where(origin == KNIFE, greasy, fat))
        meet = np.where(origin == RING, np.arange(len(points)), piece.twin)
        return np.clip(colours, 0, 1)[meet], fat[meet]
