"""The cage of bones around the lungs: ribs with their cartilages, breastbone, spine; simplified, clean."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.spline import natural_spline, tangents
from anatomy_models.kit.surface import Surface, merge, unit
from anatomy_models.kit.sweep import tube
from anatomy_models.lungs.shape import BACK, FRONT, HALF_WIDTH, SPINE

Radii = tuple[Floats | float, Floats | float]
LEVELS = np.linspace(92.0, -168.0, 12)
"""Heights of the twelve thoracic vertebrae."""
_DROPS = (26, 40, 52, 62, 70, 76, 80, 82, 78, 70, 46, 28)
"""How far the front end of each rib's bone lies below its head, mm."""
_REACH = (0.62, 0.7, 0.75, 0.78, 0.8, 0.8, 0.78, 0.74, 0.68, 0.6, 0.4, 0.26)
"""How far round towards the front each bone goes: 0 at the spine, 1 at the middle in front."""
_CLEAR = 9.0
"""From the lungs' surface to the middle of a rib."""
_MANUBRIUM, _XIPHOID = 52.0, -118.0


def ribs(rings: int, sides: int) -> Surface:
    """Twelve pairs."""
    pairs = [(number, sign) for number in range(12) for sign in (1.0, -1.0)]
    return merge([_bar(rib_line(number, sign), rings, sides, (6.2, 3.2)) for number, sign in pairs])


def rib_line(number: int, sign: float) -> Floats:
    """(n, 3) the middle line of a rib's bone, from head to front end; number 0 is the first."""
    turn = np.linspace(0.028, _REACH[number], 40)
    return wall_line(turn, LEVELS[number] + 8.0, float(_DROPS[number]), sign)


def wall_line(turn: Floats, top: float, drop: float, sign: float) -> Floats:
    """(n, 3) points on the chest wall: `turn` 0 behind to 1 in front, falling from `top` by `drop`."""
    share = turn / max(float(turn[-1]), 1e-6)
    z = top - drop * share**1.15
    low = np.clip(z, -170.0, 98.0)
    front, back, wide = FRONT(low), BACK(low), HALF_WIDTH(low)
    middle, depth = (front + back) / 2.0, (front - back) / 2.0 + _CLEAR
    angle = np.pi * turn
    power = 2.0 / 2.4
    x = (wide + _CLEAR) * np.sin(angle) ** power
    y = middle - depth * np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power
    # Behind the lungs the rib stays on the wall; only its head turns in to its vertebra.
    home = np.clip((38.0 - x) / 20.0, 0.0, 1.0)
    y = y * (1.0 - home) + home * (SPINE(low) - 16.0)
    return np.stack([sign * x, y, z], axis=-1)


def cartilages(rings: int, sides: int) -> Surface:
    """From the first ten ribs to the breastbone; the eighth to the tenth join the one above."""
    made = []
    ends: dict[float, Floats] = {}
    for number in range(10):
        for sign in (1.0, -1.0):
            start = rib_line(number, sign)[-1]
            goal = sternal_point(number, sign) if number < 7 else ends[sign]
            bend = (start + goal) / 2.0 + np.array([0.0, 7.0, -6.0 - 2.0 * number if number > 3 else 0.0])
            line = natural_spline(np.stack([start, bend, goal]), 24)
            ends[sign] = line[14]
            made.append(_bar(line, max(12, rings // 2), sides, (5.6, 3.4)))
    return merge(made)


def sternal_point(number: int, sign: float) -> Floats:
    """Where a cartilage meets the breastbone."""
    z = np.interp(number, [0, 1, 6], [_MANUBRIUM - 8.0, 14.0, _XIPHOID + 34.0])
    return np.array([sign * (22.0 if number == 0 else 15.0), float(_sternum_front(np.array(z))), z])


def _sternum_front(z: Floats) -> Floats:
    return FRONT(np.asarray(z, dtype=np.float64)) + 11.0


def sternum(rings: int, sides: int) -> Surface:
    """Handle, body and tip in one."""
    z = np.linspace(_MANUBRIUM, _XIPHOID, rings)
    line = np.stack([0.0 * z, _sternum_front(z), z], axis=-1)
    wide = np.interp(z, [-118, -104, -84, -40, 8, 16, 40, 52], [3.0, 6.0, 13.0, 17.0, 13.0, 16.0, 26.0, 22.0])
    return _bar(line, rings, sides, (wide, np.full(rings, 5.0)), up=np.array([1.0, 0.0, 0.0]))


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
    return merge(made)


_RIGHT = np.array([1.0, 0.0, 0.0])


def _bar(line: Floats, rings: int, sides: int, radii: Radii, up: Floats | None = None) -> Surface:
    """A rounded bar along a line, oval across: its first radius along `up` (upright by itself)."""
    path = natural_spline(line, rings)
    along = tangents(path)
    rise = np.array([0.0, 0.0, 1.0]) if up is None else up
    high = unit(rise - np.sum(rise * along, axis=1, keepdims=True) * along)
    angle = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)
    a, b = (np.broadcast_to(np.asarray(r, dtype=np.float64), rings)[:, None] for r in radii)
    profile = 1.0 / np.sqrt((np.cos(angle) / a) ** 2 + (np.sin(angle) / b) ** 2)
    taper = np.clip(np.linspace(0.0, 1.0, rings), 0.0, 1.0)
    ease = np.clip(np.minimum(taper, 1.0 - taper) * rings / 2.5, 0.0, 1.0)
    profile = profile * (0.45 + 0.55 * np.sqrt(1.0 - (1.0 - ease) ** 2))[:, None]
    return tube(path, profile, sides, up=high)
