"""The joint's capsule, the fluid in it, and the pad of fat behind the patellar tendon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import Tube, ellipsoid, intersect, keep_wall, table, tube, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import field_normals
from anatomy_models.kit.ring import column
from anatomy_models.kit.surface import Surface
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import bones, motion
from anatomy_models.knee.creases import Sheet
from anatomy_models.knee.wear import lip

WALL = 1.3
_ROOM = table(
    (-40.0, -24.0, -14.0, 0.0, 25.0, 45.0, 60.0, 74.0, 92.0), (-4.0, -2.5, 1.8, 3.4, 3.2, 3.2, 3.0, -1.5, -4)
)
_HIGHER, _LOWER, _BEHIND, _WAVY = 9.0, 20.0, 4.0, 1.6
"""How much higher (mm) than in `_ROOM` the wall ends in front, where its pouch is; how much lower at the
sides, on the bumps of the thigh bone, and behind; and how its edge wavers."""


def _level(grid: Grid) -> Array:
    """Height (mm) by which `_ROOM` is read: the wall holds on high in front, low at the sides."""
    x, y, z = grid.axes
    front = rise(y, 2.0, 20.0) * (1 - rise(np.abs(x), 20.0, 34.0))
    waver = np.sin(x / 5.0) * np.cos(y / 6.5) + 0.6 * np.sin((x - 2 * y) / 9.0)
    lower = _BEHIND + (_LOWER - _BEHIND) * rise(np.abs(x), 14.0, 32.0)
    shift = lower - (lower + _HIGHER) * front + _WAVY * waver
    return np.asarray(z + shift * rise(z, 8.0, 40.0) + _WAVY * waver * rise(-z, 8.0, 16.0), np.float32)


def _hull(grid: Grid, kneecap: Array) -> Array:
    """Everything the capsule goes round, as one soft lump."""
    lump = unite(bones.femur(grid), bones.tibia(grid), 16.0)
    pouch = ellipsoid(grid, (0, 24.0, 61.0), (22.0, 6.5, 24.0))
    front = ellipsoid(grid, (0, 22.0, 6.0), (27.0, 11.0, 22.0))
    for extra in (pouch, front, kneecap):
        lump = unite(lump, extra, 12.0)
    return lump


def capsule(grid: Grid, kneecap: Array) -> Array:
    """The wall of the joint as a field, off the bones it holds on to."""
    outer = _hull(grid, kneecap) - _ROOM(_level(grid))
    wall = intersect(np.asarray(outer, np.float32), -(outer + WALL), 0.4)
    return keep_wall(wall, bones.femur(grid), bones.tibia(grid), bones.fibula(grid), kneecap, gap=0.3)


def fat_pad(grid: Grid, kneecap: Array) -> Array:
    """The pad of fat (Hoffa's) below the kneecap, as a field: behind the tendon, off bone and cartilage."""
    lump = ellipsoid(grid, (0.0, 24.5, 4.0), (19.0, 9.0, 15.0))
    lump = unite(lump, ellipsoid(grid, (0.5, 23.0, -10.0), (14.0, 5.0, 10.0)), 8.0)
    tendon = tube(grid, Tube(((0, 40, 16), (3.0, 32.5, -5), (5.4, 27, -26)), 3.6))
    spread = np.asarray(
        grid.axes[1] - 36.0 + 0.44 * (16.0 - grid.axes[2]) * 0.6 + 0 * grid.axes[0], np.float32
    )
    return keep_wall(
        np.maximum(lump, spread), bones.femur(grid) - 3.2, bones.tibia(grid), kneecap, tendon, gap=0.4
    )


@dataclass(frozen=True)
class Keeper:
    """Keeps soft parts off the thigh bone, which stays where it is while the knee bends.

    Attributes:
        grid: Where the field lives.
        bone: The field of the thigh bone.
    """

    grid: Grid
    bone: Array

    def bent(self, points: Floats, degrees: float) -> Floats:
        """Soft points when the knee bends, as far off the bone as they are at rest (up to 2 mm)."""
        there = motion.with_soft_parts(points, degrees)
        for _ in range(3):
            there = there + self._push(points, there)
        return there

    def bent_wall(self, wall: Surface, sheet: Sheet, degrees: float) -> Floats:
        """The points of a thin wall when the knee bends, off the bone and evened out where it would fold."""
        there = motion.with_soft_parts(wall.points, degrees)
        for _ in range(4):
            there = there + sheet.softened(self._push(wall.points, there))
        return sheet.evened(there)

    def _push(self, points: Floats, there: Floats) -> Floats:
        """What moves points that were at rest `points` off the bone, but for those in the notch."""
        room = np.clip(self.grid.sample(self.bone, points), 0.3, 2.0)
        in_notch = (1 - rise(np.abs(points[:, 0]), 12.0, 18.0)) * (1 - rise(points[:, 1], 0.0, 10.0))
        lacking = (1 - in_notch) * np.clip(room - self.grid.sample(self.bone, there), 0.0, 3.0)
        push: Floats = lacking[:, None] * field_normals(self.grid, self.bone, there)
        return push


_LEVELS = np.array([45.0, 48.0, 54.0, 60.0, 66.0, 71.0, 76.0, 80.0, 83.0, 84.5])
_HALF = np.array([4.0, 11.0, 16.0, 20.0, 22.0, 22.0, 20.0, 16.0, 10.0, 3.0])
_BACK = np.array([22.6, 22.2, 21.7, 21.4, 21.2, 21.2, 21.2, 21.2, 21.2, 21.2])
_BULGE = np.array([0.1, 0.12, 0.14, 0.3, 0.8, 1.0, 1.0, 0.8, 0.5, 0.15])


def fluid(stage: float, swelling: float = 0.0, rings: int = 30, sides: int = 40) -> Surface:
    """The fluid in the pouch above the kneecap: a film in a healthy knee, a bag in an inflamed one."""
    full = max(swelling, float(table(motion.STAGES, (0.0, 0.12, 0.4, 0.75, 1.0))(np.asarray(stage))))
    turn = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)
    level = np.interp(np.linspace(0, 1, rings), np.linspace(0, 1, len(_LEVELS)), _LEVELS)
    half, behind, thick = (np.interp(level, _LEVELS, values) for values in (_HALF, _BACK, _BULGE))
    wide = half * (0.5 + 0.6 * full)
    bulge = thick * (0.6 + 3.4 * full)
    x = wide[:, None] * np.cos(turn)
    y = behind[:, None] + bulge[:, None] * (1 + np.sin(turn)) - 0.012 * x**2
    grid = np.stack([x, y, np.broadcast_to(level[:, None], x.shape)], axis=-1)
    return column(motion.leaning(grid.reshape(-1, 3), stage).reshape(grid.shape))


def bulging(points: Floats, fluid_there: float, aside: float) -> Floats:
    """Points of the capsule pushed out: in front above the kneecap by fluid (0 to 1), beside by mm."""
    above = np.exp(-(((points[:, 2] - 62) / 17) ** 2)) * rise(points[:, 1], 2.0, 30.0)
    beside = np.exp(-(((points[:, 2] - 4) / 20) ** 2)) * np.clip(points[:, 0] / 36, -1.2, 1.2)
    out = np.stack([aside * beside, 3.5 * fluid_there * above, 0 * above], axis=1)
    return np.asarray(points + out)


def worn_capsule(points: Floats, stage: float) -> Floats:
    """Points of the capsule at a grade: it leans with the thigh bone and bulges in front and at the sides."""
    share = np.interp(points[:, 2], (-8.0, 6.0), (0.0, 1.0))
    return motion.leaning(bulging(points, motion.worn(stage), 0.75 * lip(stage)), stage, share)
