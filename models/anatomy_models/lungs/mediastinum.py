"""What lies between the lungs: the heart with its great vessels and the gullet, calm and simple, as fields.

It fills its place so that the lungs have their true shape, and is no model of a heart: no grooves with
vessels, no valves. RAS mm from the carina; negative is inside.

Measures: sizes and places of heart, aorta and cava as in the 3D Reference Organs of the Human Reference Atlas
(male; see `measure`); the heart lies 5 mm further back here, for the chest is less deep.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise
from anatomy_models.kit.field import Tube, ellipsoid, frame, intersect, keep_wall, tube, unit, unite
from anatomy_models.kit.grid import Array, Grid

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Chamber:
    """An egg with the blood in it: its middle, half axes, which way the last of these lies, its wall; mm."""

    middle: Point
    half: Point
    way: Point
    wall: float

    def outside(self, grid: Grid) -> Array:
        """The field of the whole egg."""
        return ellipsoid(grid, self.middle, self.half, frame(self.way))

    def inside(self, grid: Grid) -> Array:
        """The field of the blood in it."""
        half = [size - self.wall for size in self.half]
        return ellipsoid(grid, self.middle, half, frame(self.way))


_WAY = (-0.56, 0.66, -0.50)
"""From the heart's base to its tip."""
CHAMBERS = {
    "left_ventricle": Chamber((-47.0, 41.0, -77.0), (31.0, 31.0, 49.0), _WAY, 10.0),
    "right_ventricle": Chamber((-22.0, 58.0, -86.0), (26.0, 26.0, 45.0), (-0.72, 0.40, -0.44), 4.0),
    "right_atrium": Chamber((13.0, 36.0, -61.0), (22.0, 27.0, 44.0), (0.1, -0.15, 1.0), 3.0),
    "left_atrium": Chamber((-8.0, 8.0, -53.0), (23.0, 18.0, 33.0), (1.0, 0.1, -0.12), 3.0),
}
_CONE = Tube([(-20.0, 62.0, -72.0), (-22.0, 60.0, -54.0), (-24.0, 53.0, -40.0)], [21.0, 17.5, 11.5])
"""The way out of the right ventricle, up to its valve."""
_EARS = (
    Tube([(14.0, 50.0, -46.0), (5.0, 57.0, -33.0), (-3.0, 57.0, -30.0)], [12.0, 9.5, 5.0]),
    Tube([(-36.0, 14.0, -46.0), (-44.0, 30.0, -42.0), (-40.0, 44.0, -42.0)], [9.0, 8.0, 5.0]),
)
"""The auricles, right and left."""
AORTA = Tube(
    [
        (-14.0, 28.0, -46.0),
        (-6.0, 36.0, -30.0),
        (-1.0, 37.0, -12.0),
        (-4.0, 33.0, 5.0),
        (-14.0, 23.0, 17.0),
        (-24.0, 6.0, 14.0),
        (-28.0, -14.0, 9.0),
        (-28.0, -27.0, -6.0),
        (-26.0, -32.0, -32.0),
        (-21.0, -31.0, -90.0),
        (-11.0, -29.0, -150.0),
    ],
    [14.0, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 11.0, 10.5, 10.0],
)
_BRANCHES = (
    Tube([(-8.0, 30.0, 18.0), (-4.0, 27.0, 34.0), (4.0, 24.5, 52.0), (15.0, 22.0, 68.0)], 6.0),
    Tube([(-17.0, 19.0, 24.0), (-18.0, 19.0, 42.0), (-20.0, 23.0, 60.0), (-21.0, 25.0, 74.0)], 4.0),
    Tube([(-26.0, 4.0, 26.0), (-27.0, 4.0, 44.0), (-31.0, 7.0, 62.0), (-43.0, 14.0, 88.0)], 4.8),
)
"""What springs from the arch: the brachiocephalic trunk, the left carotid and the left subclavian artery."""
_CAVA = Tube([(20.0, 31.0, -50.0), (22.0, 28.5, -22.0), (23.0, 29.0, 2.0), (20.0, 33.0, 26.0)], 9.5)
_VEINS = (
    Tube(
        [(20.0, 33.0, 24.0), (26.0, 37.0, 42.0), (31.0, 41.0, 56.0), (40.0, 46.0, 84.0)], [8.5, 7.5, 7.0, 7.0]
    ),
    Tube(
        [
            (20.0, 34.0, 24.0),
            (2.0, 44.0, 34.0),
            (-17.0, 44.0, 46.0),
            (-27.0, 45.0, 58.0),
            (-42.0, 46.0, 84.0),
        ],
        [8.0, 7.0, 6.8, 6.5, 6.5],
    ),
)
"""The two veins that make the upper hollow vein."""
_CAVA_BELOW = Tube([(16.0, 28.0, -84.0), (17.0, 20.0, -104.0), (18.0, 14.0, -126.0)], 12.5)
_GULLET = Tube(
    [
        (-5.0, 31.0, 118.0),
        (-6.0, 6.0, 66.0),
        (-5.0, -11.0, 26.0),
        (-6.0, -20.0, -4.0),
        (-9.0, -22.0, -40.0),
        (-8.0, -17.0, -80.0),
        (-19.0, -8.0, -122.0),
    ],
    [7.0, 7.0, 7.0, 7.0, 7.0, 8.0, 8.0],
)
_APART = 0.6
"""Between the parts, mm."""
_SAC = 3.0
"""The heart's sac and the fat in it, between heart and lungs."""


def heart(grid: Grid, floor: Array) -> Array:
    """The heart, solid; it rests on the diaphragm, above which the field `floor` is negative."""
    return intersect(unite(ventricles(grid), atria(grid), 3.5), floor, 6.0)


def ventricles(grid: Grid) -> Array:
    """Both ventricles, with the way out of the right one."""
    eggs = unite(_egg(grid, "left_ventricle"), _egg(grid, "right_ventricle"), 6.0)
    return unite(eggs, tube(grid, _CONE, reach=30.0), 7.0)


def atria(grid: Grid) -> Array:
    """Both atria with their auricles."""
    eggs = unite(_egg(grid, "left_atrium"), _egg(grid, "right_atrium"), 8.0)
    return reduce(lambda a, b: unite(a, b, 6.0), (eggs, *(tube(grid, ear, reach=25.0) for ear in _EARS)))


def _egg(grid: Grid, chamber: str) -> Array:
    return CHAMBERS[chamber].outside(grid)


def blood(grid: Grid) -> dict[str, Array]:
    """The blood in the heart, rich in oxygen on the left and poor on the right, as a cut shows it."""
    held = {name: chamber.inside(grid) for name, chamber in CHAMBERS.items()}
    valves = np.abs(ventricles(grid) - atria(grid)) < 3.0
    poor = np.minimum(held["right_atrium"], keep_wall(held["right_ventricle"], _egg(grid, "left_ventricle")))
    rich = np.minimum(held["left_ventricle"], keep_wall(held["left_atrium"], _egg(grid, "right_atrium")))
    return {
        "blood_rich": np.where(valves, np.maximum(rich, 1.0), rich),
        "blood_poor": np.where(valves, np.maximum(poor, 1.0), poor),
    }


def fat(grid: Grid, points: Floats) -> Floats:
    """(n,) how much fat lies on the heart at a point, 0 to 1: in the grooves between its chambers."""
    left, right, above, below = (
        grid.sample(field, points)
        for field in (
            _egg(grid, "left_ventricle"),
            _egg(grid, "right_ventricle"),
            atria(grid),
            ventricles(grid),
        )
    )
    groove = np.minimum(
        np.abs(above - below), np.abs(left - right) + 0.6 * np.clip(-points[:, 2] - 92.0, 0, 9)
    )
    share: Floats = np.clip(1.3 - groove / 5.0 + 0.5 * layered_noise(points, 9.0, seed=51), 0.0, 1.0)
    return share


def aorta(grid: Grid, *, whole: bool = False) -> Array:
    """The aorta from its root on, with its three branches."""
    return _branched(grid, AORTA, _BRANCHES, whole)


def cava(grid: Grid, *, whole: bool = False) -> Array:
    """The upper hollow vein with the two it is made of, and the lower one."""
    return np.minimum(_branched(grid, _CAVA, _VEINS, whole), tube(grid, _CAVA_BELOW, reach=20.0))


def _branched(grid: Grid, stem: Tube, branches: Iterable[Tube], whole: bool) -> Array:
    """A stem with branches; they are cut off square before their last stretch, unless they are left whole."""
    field = tube(grid, stem, reach=20.0)
    for branch in branches:
        body = tube(grid, branch)
        if not whole:
            before, end = np.asarray(branch.points[-2]), np.asarray(branch.points[-1])
            body = intersect(body, grid.project(before, unit(end - before)), 0.8)
        field = unite(field, body, 5.0)
    return field


def gullet(grid: Grid) -> Array:
    """The gullet."""
    return tube(grid, _GULLET)


def filling(grid: Grid, floor: Array) -> Array:
    """What the lungs make room for: heart in its sac, great vessels, gullet."""
    bodies = [
        heart(grid, floor) - _SAC,
        aorta(grid, whole=True) - 2.0,
        cava(grid, whole=True) - 2.0,
        gullet(grid) - 2.0,
    ]
    return reduce(lambda a, b: unite(a, b, 10.0), bodies)


def organs(grid: Grid, floor: Array, *others: Array) -> dict[str, Array]:
    """Part's name -> its field, all above the diaphragm and clear of each other and of what else is there."""
    made: dict[str, Array] = {}
    solids = {
        "heart": heart(grid, floor),
        "aorta": aorta(grid),
        "great_veins": cava(grid),
        "gullet": gullet(grid),
    }
    for name, solid in solids.items():
        clear = keep_wall(solid, *others, *made.values(), gap=_APART)
        made[name] = intersect(clear, floor, 1.0)
    return made
