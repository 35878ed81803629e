"""Where things lie in the heart and how big they are (RAS mm from the centre of its box)."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.axis import LongAxis
from anatomy_models.kit.field import Tube, table
from anatomy_models.kit.grid import Array

Point = tuple[float, float, float]

MITRAL: Point = (-7.0, -24.0, -1.0)
APEX: Point = (-54.0, 46.0, -40.0)
TRICUSPID: Point = (24.0, 6.0, -17.0)
AORTIC: Point = (9.0, -10.0, 20.0)
PULMONARY: Point = (0.0, 7.0, 33.0)
AXIS = LongAxis(MITRAL, APEX)
LOW: Point = (-70.0, -84.0, -70.0)
HIGH: Point = (68.0, 60.0, 114.0)

# Squared radius of the left ventricle along its axis (fraction of the length from the mitral ring):
# squares stay smooth through zero at the tip. Outer surface, then cavity.
_OUTER = table(
    [-0.25, -0.12, 0, 0.1, 0.25, 0.45, 0.6, 0.75, 0.85, 0.93, 1, 1.15],
    [-500, 410, 28.2**2, 31.2**2, 32.6**2, 32.1**2, 29.6**2, 24.6**2, 19.6**2, 13.4**2, 0, -700],
)
_INNER = table(
    [-0.2, -0.05, 0, 0.15, 0.3, 0.5, 0.65, 0.78, 0.87, 0.92, 1.1],
    [-600, 13**2, 18.6**2, 22.6**2, 24.4**2, 23.1**2, 19.5**2, 13.8**2, 7.4**2, -5, -600],
)
_BULGE = table(
    [-0.1, 0, 0.08, 0.2, 0.4, 0.6, 0.8, 0.92, 1.02, 1.1], [2, 19, 28.5, 32.5, 31.5, 25.5, 15, 8, 2.5, 0]
)


def outer_squared(t: Array) -> Array:
    """Squared outer radius of the left ventricle (mm2) at the fraction t of its axis."""
    return _OUTER(t)


def inner_squared(t: Array) -> Array:
    """Squared cavity radius of the left ventricle (mm2) at the fraction t of its axis."""
    return _INNER(t)


def outer_radius(t: Array, least: float = 3.0) -> Array:
    """Outer radius of the left ventricle (mm), never below `least`."""
    return np.asarray(np.sqrt(np.maximum(_OUTER(np.asarray(t)), least**2)))


def front_groove(t: Array) -> Array:
    """Angle (degrees) of the anterior interventricular groove at the fraction t of the axis."""
    return np.asarray(98 + 34 * np.clip(t, 0, 1) ** 1.3, np.float32)


def back_groove(t: Array) -> Array:
    """Angle (degrees) of the posterior interventricular groove at the fraction t of the axis."""
    return np.asarray(264 - 22 * np.clip(t, 0, 1), np.float32)


def right_bulge(t: Array, angle: Array) -> Array:
    """How far the right ventricle bulges over the left (mm), by fraction of the axis and angle (degrees)."""
    front, back = front_groove(t), back_groove(t)
    across = np.clip((angle - (front + back) / 2) / ((back - front) / 2), -1, 1)
    return np.asarray(_BULGE(t) * np.clip(np.cos(np.pi / 2 * across), 0, 1) ** 0.85, np.float32)


def _from(origin: Point, *steps: float) -> Point:
    return (origin[0] + steps[0], origin[1] + steps[1], origin[2] + steps[2])


OUTFLOW_PATH: list[Point] = [(-2, 33, 2), (0, 24, 16), (1, 14, 26), PULMONARY]
AORTA = Tube(
    [
        _from(AORTIC, -3, -1, -7),
        _from(AORTIC, 3, 0, 5),
        (18, -9, 34),
        (23, -9, 47),
        (23, -12, 64),
        (17.5, -19, 76.5),
        (8, -33, 82),
        (4, -50, 75),
        (5, -66, 56),
        (6, -74, 26),
    ],
    [12, 13.2, 12.4, 12.6, 12.2, 11.8, 11.2, 10.6, 9.9, 9.4],
    open=True,
)
OSTIA: dict[str, tuple[Point, Point]] = {
    "left_main": ((2.4, -13.2, 33.0), (-0.77, -0.30, 0.55)),
    "rca": ((13.3, 5.6, 27.0), (-0.06, 0.997, -0.07)),
}
"""Where the two coronary arteries leave the aorta's outside, and in which direction."""
BRANCHES = {
    "brachiocephalic_trunk": Tube(
        [(19, -18, 75), (23, -15, 89), (27.5, -12, 104)], [6.4, 5.6, 5.5], open=True
    ),
    "left_common_carotid": Tube([(11, -27, 81), (8, -24.5, 93), (6.5, -20, 106)], [4.6, 3.9, 3.7], open=True),
    "left_subclavian": Tube([(4, -41, 78), (-2, -42, 91), (-9.5, -39, 103)], [5.2, 4.5, 4.3], open=True),
}
TRUNK = Tube(
    [_from(PULMONARY, 0, 6, -6), _from(PULMONARY, -1, -3, 5), (-3, -7, 47), (-3.5, -19, 55), (-2, -28, 56)],
    [12.5, 13.1, 12.2, 11.8, 10.5],
)
LEFT_PULMONARY = [
    Tube(
        [(-2, -23, 55), (-12, -34, 58.5), (-25, -45, 56.5), (-35, -54, 50.5)], [11, 9.8, 8.6, 7.6], open=True
    ),
    Tube([(-20, -41, 57), (-29, -42, 62), (-38, -42, 64)], [5.6, 4.8, 4.4], open=True),
]
RIGHT_PULMONARY = [
    Tube([(-2, -24, 55), (13, -33, 53.5), (32, -38, 50.5), (50, -40, 46)], [10.4, 9.2, 8.6, 7.6], open=True),
    Tube([(36, -38, 51), (44, -36, 55.5), (53, -34, 59)], [5.8, 5.1, 4.7], open=True),
]
SUPERIOR_CAVA = Tube(
    [(39, -12, 22), (44.5, -17, 42), (46, -19, 62), (44.5, -16, 90)], [10.6, 9.6, 9.3, 9.2], open=True
)
INFERIOR_CAVA = Tube([(38, -17, -22), (39, -26, -38), (40, -32, -60)], [13.5, 12, 11.6], open=True)
PULMONARY_VEINS = {
    "left_superior": Tube(
        [(0, -35, 17), (-14, -35.5, 29.5), (-25, -37, 37.5), (-40, -39.5, 43.5)],
        [10, 9.4, 7.4, 6.2],
        open=True,
    ),
    "left_inferior": Tube(
        [(0, -40, 4), (-13, -45.5, 4), (-24, -52, 2), (-36, -60, -3)], [10, 9.2, 7.3, 6.1], open=True
    ),
    "right_superior": Tube(
        [(26, -37, 15), (38, -38, 19.5), (47, -38.5, 24), (58, -38.5, 30)], [10, 9.4, 7.4, 6.2], open=True
    ),
    "right_inferior": Tube(
        [(24, -41, 5), (37, -46, 4), (46, -52, 1), (57, -60, -4)], [10, 9.2, 7.3, 6.0], open=True
    ),
}
"""Each from within the left atrium through its mouth and neck to where it is cut off."""
LIGAMENT = Tube([(-6, -31, 63), (-2, -37, 66.5), (1, -43, 68.5)], [3.0, 1.9, 2.9])
