"""The four valves and their chords, moving with the beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.beat import MOMENTS, REST, Moment, displace
from anatomy_models.heart.ventricles import PAPILLARIES
from anatomy_models.kit.field import curve, unit
from anatomy_models.kit.grid import Array
from anatomy_models.kit.surface import Surface, merge
from anatomy_models.kit.sweep import tube
from anatomy_models.kit.valve import InflowValve, Leaflet, OutflowValve, Seat, sheet

AXIS = shape.AXIS
_AORTIC_WAY = unit(np.subtract(shape.AORTA.points[2], shape.AORTA.points[1]))
_LUNG_WAY = unit(np.subtract(shape.TRUNK.points[2], shape.TRUNK.points[1]))

MITRAL = InflowValve(
    Seat(shape.MITRAL, AXIS.along, tuple(np.subtract(shape.AORTIC, shape.MITRAL)), 16.4),
    (Leaflet(0, 70, 23), Leaflet(180, 110, 14)),
    (-0.20, 0.0),
    0.80,
)
TRICUSPID = InflowValve(
    Seat(shape.TRICUSPID, AXIS.along, tuple(AXIS.up - AXIS.side), 16.9),
    (Leaflet(0, 62, 21), Leaflet(125, 58, 16), Leaflet(240, 60, 17)),
    (-0.02, -0.05),
)
AORTIC = OutflowValve(
    Seat(tuple(np.array(shape.AORTIC) + _AORTIC_WAY * 2), _AORTIC_WAY, (0.6, 0.6, -0.4), 11.3), 20
)
PULMONARY = OutflowValve(
    Seat(tuple(np.array(shape.PULMONARY) + _LUNG_WAY * 2), _LUNG_WAY, (0.6, 0.6, -0.4), 10.9), 60
)

Shaper = Callable[[Moment], Surface]


def _inflow(valve: InflowValve) -> Shaper:
    return lambda moment: sheet(valve.grid(moment.inflow), 0.95, True)


SHAPERS: dict[str, Shaper] = {
    "mitral": _inflow(MITRAL),
    "tricuspid": _inflow(TRICUSPID),
    "aortic": lambda moment: AORTIC.surface(moment.outflow),
    "pulmonary": lambda moment: PULMONARY.surface(moment.outflow),
}


FAN = (-1.8, 0.0, 1.8)
"""Columns of a leaflet's edge between the branches of a chord."""


@dataclass(frozen=True)
class Chord:
    """A cord from a head of a papillary muscle (RAS mm), and where on a leaflet it ends (columns, rows)."""

    foot: Array
    reaches: tuple[tuple[int, int], ...]


def spread_chords(valve: InflowValve, muscles: tuple[str, ...], per_muscle: int, seed: int) -> list[Chord]:
    """The chords of each muscle, spread along the part of the edge that is nearest to it."""
    edge = valve.grid(1.0)[:, -1]
    tips = np.array([PAPILLARIES[name].tip for name in muscles])
    near = np.argmin(np.linalg.norm(edge[:, None] - tips[None], axis=2), 1)
    rng = np.random.default_rng(seed)
    out = []
    for k, name in enumerate(muscles):
        mine = np.flatnonzero(near == k)
        if not len(mine):
            continue
        heads = PAPILLARIES[name].heads
        for place in np.linspace(2, len(mine) - 3, per_muscle):
            head = heads[np.argmin(np.linalg.norm(heads - edge[mine[round(place)]], axis=1))]
            foot = head + rng.normal(0, 0.3, 3) + AXIS.along * 0.7
            columns = np.rint(np.clip(place + np.array(FAN), 0, len(mine) - 1)).astype(int)
            # The outer branches hold the free edge, the middle one the rough zone behind it.
            out.append(
                Chord(foot, tuple((int(mine[c]), row) for c, row in zip(columns, (-1, -4, -1), strict=True)))
            )
    return out


def _cord(start: Array, end: Array, bow: Array, radius: tuple[float, float]) -> Surface:
    """A piece of a chord as a tube, hanging in a bow (mm) in its middle."""
    line = curve([start, (start + end) / 2 + bow, end], 5)
    return tube(line, np.linspace(*radius, 5), 6)


def _thread(foot: Array, ends: Array, slack: float) -> list[Surface]:
    """A chord that divides in three two thirds of the way up: straight when taut, in a bow when slack."""
    goal = ends.mean(0)
    fork = foot + 0.62 * (goal - foot)
    bow = np.cross(goal - foot, AXIS.along)
    bow = slack * (bow / max(float(np.linalg.norm(bow)), 1e-6) + 0.5 * AXIS.along)
    fork = fork + 0.6 * bow
    stem = _cord(foot, fork, 0.5 * bow, (0.66, 0.44))
    return [stem, *(_cord(fork, end, 0.15 * bow, (0.42, 0.27)) for end in ends)]


def chord_shaper(valve: InflowValve, muscles: tuple[str, ...], per_muscle: int, seed: int) -> Shaper:
    """The chords of a valve at any moment (before the beat carries them: it is undone for their ends)."""
    chords = spread_chords(valve, muscles, per_muscle, seed)

    def build(moment: Moment) -> Surface:
        grid = valve.grid(moment.inflow)
        pieces = []
        for chord in chords:
            ends = np.array([grid[column, row] for column, row in chord.reaches])
            ends = ends + 0.3 * unit(chord.foot - ends)
            foot = chord.foot + displace(chord.foot[None], moment)[0]
            pieces += _thread(foot, ends + displace(ends, moment), 1.1 * moment.inflow)
        return merge(pieces)

    return build


CHORDS: dict[str, Shaper] = {
    "mitral": chord_shaper(MITRAL, ("anterolateral", "posteromedial"), 9, 4),
    "tricuspid": chord_shaper(TRICUSPID, ("right_anterior", "right_posterior", "right_septal"), 5, 5),
}


def valve_shapes(shaper: Shaper, carried: bool) -> tuple[Surface, dict[float, Array]]:
    """A valve at rest, and its points at every key phase; `carried` adds the beat's own movement."""
    rest = shaper(REST)
    keys = {}
    for phase, moment in MOMENTS.items():
        points = shaper(moment).points
        keys[phase] = points + displace(points, moment) if carried else points
    return rest, keys
