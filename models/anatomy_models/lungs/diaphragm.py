"""The diaphragm: two domes with a tendon of three leaves between them, and a rim along the ribs' margin."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import layered_noise, mixed
from anatomy_models.kit.ring import column
from anatomy_models.kit.surface import Surface, unit
from anatomy_models.lungs.shape import BACK, FRONT, HALF_WIDTH, SPINE, dome

_LEVEL = -150.0
"""Height at which the wall is measured that the rim lies on."""
_INSET = 4.0
_THICK = 3.0
_BENDS = 0.84
"""How far out on the sheet the rim begins, as a share."""
_MARGIN = ([0.0, 0.6, 1.2, 2.0, 2.5, 2.8, np.pi], [-130.0, -146.0, -170.0, -184.0, -186.0, -160.0, -150.0])
"""Angle from the front (radians) and how far down the rim goes there (mm): tip of the breastbone to loins."""
_LEAVES = ((50.0, -8.0, 46.0, 25.0), (-54.0, -12.0, 42.0, 23.0), (2.0, 16.0, 44.0, 22.0))
"""Middle and half sizes of the tendon's leaves across the body, mm."""


def sheet(rings: int, sides: int) -> Surface:
    """The sheet of muscle, closed: out along its upper side, and back along its lower one."""
    far = np.linspace(0.012, 1.0, rings)[:, None]
    turn = np.linspace(0.0, -2.0 * np.pi, sides, endpoint=False)
    edge, middle = _wall(turn)
    place = middle + np.minimum(far / _BENDS, 1.0)[..., None] * (edge - middle)
    z = dome(place[..., 0], place[..., 1])
    rim = np.minimum(np.interp(_from_front(turn), *_MARGIN), dome(edge[:, 0], edge[:, 1]) - 4.0)
    down = np.clip((far - _BENDS) / (1.0 - _BENDS), 0.0, 1.0)
    top = np.concatenate([place, (z + down * (rim - z))[..., None]], axis=-1)
    under = top - _THICK * _upward(top)
    return column(np.concatenate([top, under[::-1]]))


def _from_front(turn: Floats) -> Floats:
    """How far (radians) a direction is from straight ahead; 0 of `turn` is to the right."""
    return np.abs(np.arctan2(np.cos(turn), np.sin(turn)))


def _wall(turn: Floats) -> tuple[Floats, Floats]:
    """(n, 2) the inside of the wall round the body, an oval with a place for the spine; and its middle."""
    at = np.array(_LEVEL)
    front, back = float(FRONT(at)) - _INSET, float(BACK(at)) + _INSET
    wide, deep = float(HALF_WIDTH(at)) - _INSET, (front - back) / 2.0
    way = np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    far = np.sum(np.abs(way / [wide, deep]) ** 2.4, axis=-1) ** (-1.0 / 2.4)
    middle = np.array([0.0, (front + back) / 2.0 + 12.0])
    edge = middle - [0.0, 12.0] + far[:, None] * way
    spine = back + (float(SPINE(at)) + 23.0 - back) * np.exp(-((edge[:, 0] / 40.0) ** 2))
    edge[:, 1] = 9.0 * np.logaddexp(edge[:, 1] / 9.0, spine / 9.0)
    return edge, middle


def _upward(sheet: Floats) -> Floats:
    """(rings, sides, 3) unit normals of a grid of points, on the side of the lungs."""
    out = np.gradient(sheet, axis=0)
    along = np.roll(sheet, -1, axis=1) - np.roll(sheet, 1, axis=1)
    return unit(np.cross(along, out))


def colors(points: Floats) -> Floats:
    """Red muscle whose fibres run out from a pale, shining tendon."""
    x, y = points[:, 0], points[:, 1]
    leaves = [((x - a) / wide) ** 2 + ((y - b) / deep) ** 2 for a, b, wide, deep in _LEAVES]
    inside = np.minimum.reduce(leaves) + 0.22 * layered_noise(points, 14.0, seed=31)
    tendon = np.clip((1.12 - inside) / 0.34, 0.0, 1.0) * np.clip(
        (y + 16.0 + 0.25 * np.abs(x)) / 6.0, 0.0, 1.0
    )
    turn = np.arctan2(x, y)
    spun = np.stack([26.0 * np.cos(turn), 26.0 * np.sin(turn), 0.02 * np.hypot(x, y)], axis=-1)
    fibres = 0.5 + 0.7 * layered_noise(spun, 2.2, seed=33)
    muscle = mixed("#9c4d45", "#cb8274", fibres)
    return mixed(muscle, mixed("#e9d3c3", "#f4e6d8", fibres), 0.95 * tendon)
