"""The cage of bones around the lungs: ribs with their cartilages, breastbone, spine; simplified, clean."""

from __future__ import annotations

from functools import reduce

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.check import weld
from anatomy_models.kit.parts import Block
from anatomy_models.kit.spline import natural_spline, tangents
from anatomy_models.kit.surface import Surface, merge, unit
from anatomy_models.kit.sweep import tube
from anatomy_models.lungs.shape import BACK, FRONT, HALF_WIDTH, SPINE

Radii = tuple[Floats | float, Floats | float]
LEVELS = np.linspace(92.0, -168.0, 12)
"""Heights of the twelve thoracic vertebrae."""
_ENDS = (58, 28, 2, -26, -54, -82, -110, -138, -160, -178, -176, -184)
"""Height of the front end of each rib's bone."""
_REACH = (0.80, 0.85, 0.87, 0.88, 0.87, 0.85, 0.81, 0.74, 0.66, 0.57, 0.40, 0.26)
"""How far round towards the front each bone goes: 0 at the spine, 1 at the middle in front."""
_CLEAR = 9.0
"""From the lungs' surface to the middle of a rib."""
_MANUBRIUM, _XIPHOID = 52.0, -122.0
_JOINT = (6.0, 3.3)
"""Half height and half thickness where bone and cartilage of a rib meet, mm."""


def ribs(rings: int, sides: int) -> Surface:
    """Twelve pairs."""
    pairs = [(number, sign) for number in range(12) for sign in (1.0, -1.0)]
    return merge(
        [_bar(rib_line(number, sign), rings, sides, _JOINT, blunt=number < 10) for number, sign in pairs]
    )


def rib_line(number: int, sign: float) -> Floats:
    """(n, 3) the middle line of a rib's bone, from head to front end; number 0 is the first."""
    share = np.linspace(0.0, 1.0, 40)
    turn = 0.028 + (_REACH[number] - 0.028) * share
    top = LEVELS[number] + 8.0
    line = wall_points(turn, top + (_ENDS[number] - top) * share**1.12, sign)
    # Behind the lungs the rib stays on the wall; only its head turns in to its vertebra.
    home = np.clip((30.0 - sign * line[:, 0]) / 15.0, 0.0, 1.0)
    line[:, 1] += home * (SPINE(np.clip(line[:, 2], -170.0, 98.0)) - 16.0 - line[:, 1])
    return line


def wall_points(turn: Floats, z: Floats, sign: float) -> Floats:
    """(n, 3) points on the chest wall at heights `z`: `turn` 0 behind to 1 in front."""
    low = np.clip(z, -170.0, 98.0)
    front, back, wide = FRONT(low), BACK(low), HALF_WIDTH(low)
    middle, depth = (front + back) / 2.0, (front - back) / 2.0 + _CLEAR
    angle = np.pi * turn
    power = 2.0 / 2.4
    x = (wide + _CLEAR) * np.sin(angle) ** power
    y = middle - depth * np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power
    return np.stack([sign * x, y, z], axis=-1)


def cartilages(rings: int, sides: int) -> Surface:
    """From the first ten ribs to the breastbone; the eighth to the tenth join the one above."""
    made = []
    for sign in (1.0, -1.0):
        above: Floats = np.zeros((0, 3))
        for number in range(10):
            start = rib_line(number, sign)[-2:]
            goal = sternal_point(number, sign) if number < 7 else above[len(above) // 2]
            above = _cartilage_line(number, start, goal)
            made.append(_bar(above[::-1], rings // 2, sides, _JOINT, blunt=True))
    return merge(made)


def _cartilage_line(number: int, start: Floats, goal: Floats) -> Floats:
    """A cartilage goes on as its rib does, then turns to its goal: the lower it is, the more."""
    end = start[-1]
    onward = (end - start[0]) / np.linalg.norm(end - start[0])
    span = float(np.linalg.norm(goal - end))
    rise = np.array([0.0, 0.0, 1.0]) * max(float(goal[2] - end[2]), 0.0)
    turn = end + min(0.4 * span, 24.0) * onward
    last = goal - 0.3 * (goal - turn) - 0.12 * rise + np.array([0.0, 2.0, 0.0])
    t = np.linspace(0.0, 1.0, 30)[:, None]
    near = end + 0.1 * onward
    line: Floats = (1 - t) ** 3 * near + 3 * (1 - t) ** 2 * t * turn + 3 * (1 - t) * t**2 * last + t**3 * goal
    return line


def sternal_point(number: int, sign: float) -> Floats:
    """Where a cartilage meets the breastbone."""
    z = float(np.interp(number, [0, 1, 6], [_MANUBRIUM - 12.0, 8.0, _XIPHOID + 32.0]))
    side = float(np.interp(z, *_STERNUM_HALF)) - 1.0
    return np.array([sign * side, float(_sternum_front(np.array(z))), z])


def _sternum_front(z: Floats) -> Floats:
    return FRONT(np.asarray(z, dtype=np.float64)) + 11.0


_STERNUM_HALF = (
    [-122.0, -112.0, -102.0, -92.0, -60.0, -20.0, 4.0, 10.0, 22.0, 40.0, 50.0, 52.0],
    [2.5, 5.0, 7.0, 14.0, 18.0, 15.0, 13.0, 13.5, 19.0, 29.0, 27.0, 22.0],
)
"""Heights of the breastbone and its half width there: tip, body, the narrow place at its angle, handle."""


def sternum(rings: int, sides: int) -> Surface:
    """Handle, body and tip in one flat bone, bent where handle and body meet."""
    z = np.linspace(_XIPHOID, _MANUBRIUM, 2 * rings)
    line = np.stack([0.0 * z, _sternum_front(z) + 2.0 * np.exp(-(((z - 8.0) / 9.0) ** 2)), z], axis=-1)
    angle = np.linspace(0.0, 2.0 * np.pi, 2 * sides, endpoint=False)
    wide = np.interp(z, *_STERNUM_HALF)[:, None]
    thick = np.interp(z, [-122.0, -98.0, 52.0], [2.0, 4.6, 5.4])[:, None]
    profile = ((np.abs(np.cos(angle)) / wide) ** 3 + (np.abs(np.sin(angle)) / thick) ** 3) ** (-1.0 / 3.0)
    plate = tube(line, profile, 2 * sides, up=_RIGHT)
    notch = (
        9.0
        * np.exp(-((plate.points[:, 0] / 11.0) ** 2))
        * np.clip((plate.points[:, 2] - 20.0) / 32.0, 0.0, 1.0)
    )
    return plate.moved(plate.points - notch[:, None] * np.array([0.0, 0.0, 1.0]))


def spine(rings: int, sides: int) -> tuple[Surface, Surface]:
    """Vertebrae with their arches and spines; and the discs between them."""
    centres = np.stack([0.0 * LEVELS, SPINE(LEVELS), LEVELS], axis=-1).astype(np.float64)
    wide = 14.0 + 0.5 * np.arange(12)
    bones = [vertebra(centre, half, rings // 2, sides) for centre, half in zip(centres, wide, strict=True)]
    discs = []
    for centre, below, half in zip(centres[:-1], centres[1:], wide[:-1], strict=True):
        t = np.linspace(-2.4, 2.4, 6)[:, None]
        line = (centre + below) / 2.0 + t * np.array([0.0, 0.0, 1.0])
        discs.append(_bar(line, 6, 2 * sides, (half * 0.98, half * 0.84), up=_RIGHT))
    return merge(bones), merge(discs)


def vertebra(centre: Floats, wide: float, rings: int, sides: int) -> Surface:
    """A body, a spine behind it, and on each side an arm and a plate that close the arch."""
    t = np.linspace(-1.0, 1.0, max(8, rings // 2))
    waist = wide * (1.0 - 0.12 * (1.0 - t**2))
    body = centre + np.outer(9.0 * t, [0.0, 0.0, 1.0])
    back = centre + np.array([0.0, -22.0, -2.0])
    thorn = back + np.array([[0.0, 0.0, 0.0], [0.0, -14.0, -9.0], [0.0, -28.0, -24.0]])
    made = [
        _bar(body, len(t), 2 * sides, (waist, 0.86 * waist), up=_RIGHT),
        _bar(thorn, rings, sides, (3.6, 6.0), up=_RIGHT),
    ]
    for sign in (1.0, -1.0):
        arm = np.array([[sign * 9.0, -8.0, 3.0], [sign * 13.0, -21.0, 1.0], [sign * 31.0, -33.0, 6.0]])
        plate = np.array([[sign * 13.0, -20.0, 0.0], [sign * 7.0, -26.0, -2.0], [0.0, -26.0, -4.0]])
        made += [_bar(centre + arm, rings, sides, (4.6, 4.2)), _bar(centre + plate, rings, sides, (6.0, 3.4))]
    return _grown_together(made)


def _grown_together(pieces: list[Surface]) -> Surface:
    """One closed surface round pieces that run into each other, so that a cut shows one bone."""
    blocks = [Block.of(Surface(piece.points, weld(piece.points, piece.faces))) for piece in pieces]
    return reduce(Block.plus, blocks).piece().surface


_RIGHT = np.array([1.0, 0.0, 0.0])


def _bar(
    line: Floats, rings: int, sides: int, radii: Radii, up: Floats | None = None, *, blunt: bool = False
) -> Surface:
    """A bar along a line, oval across: its first radius along `up` (upright by itself).

    Its ends are rounded; a blunt one is as thick at its last end as before.
    """
    path = natural_spline(line, rings)
    along = tangents(path)
    rise = np.array([0.0, 0.0, 1.0]) if up is None else up
    high = unit(rise - np.sum(rise * along, axis=1, keepdims=True) * along)
    angle = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)
    a, b = (np.broadcast_to(np.asarray(r, dtype=np.float64), rings)[:, None] for r in radii)
    profile = 1.0 / np.sqrt((np.cos(angle) / a) ** 2 + (np.sin(angle) / b) ** 2)
    taper = np.clip(np.linspace(0.0, 1.0, rings), 0.0, 1.0)
    ease = np.clip((taper if blunt else np.minimum(taper, 1.0 - taper)) * rings / 2.5, 0.0, 1.0)
    profile = profile * (0.45 + 0.55 * np.sqrt(1.0 - (1.0 - ease) ** 2))[:, None]
    return tube(path, profile, sides, up=high)
