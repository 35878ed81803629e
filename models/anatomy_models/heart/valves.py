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


@dataclass(frozen=True)
class Chord:
    """A thread from a papillary muscle's tip (RAS mm) to a place on a leaflet's edge (u index)."""

    foot: Array
    column: int
    row: int


def _chords(valve: InflowValve, muscles: tuple[str, ...], per_muscle: int, seed: int) -> list[Chord]:
    edge = valve.grid(1.0)[:, -1]
    tips = np.array([PAPILLARIES[name].tip for name in muscles])
    near = np.argmin(np.linalg.norm(edge[:, None] - tips[None], axis=2), 1)
    rng = np.random.default_rng(seed)
    out = []
    for k, name in enumerate(muscles):
        mine = np.flatnonzero(near == k)
        if not len(mine):
            continue
        chosen = mine[np.linspace(0, len(mine) - 1, per_muscle).astype(int)]
        radius = PAPILLARIES[name].radius
        for j, column in enumerate(chosen):
            side = unit(edge[column] - edge[mine].mean(0))
            foot = tips[k] + side * radius * 0.45 + rng.normal(0, 0.35, 3) + AXIS.along * 0.8
            out.append(Chord(foot, int(column), -1 if j % 3 else -4))
    return out


def _thread(chord: Chord, end: Array, slack: float, carried: Array) -> Surface:
    """One chord as a tube: straight when taut, hanging in a bow when slack, spread out at the leaflet."""
    foot = chord.foot + carried
    span = end - foot
    bow = np.cross(span, AXIS.along)
    bow = bow / max(float(np.linalg.norm(bow)), 1e-6)
    middle = (foot + end) / 2 + bow * slack + AXIS.along * 0.5 * slack
    line = curve([foot, middle, end], 10)
    radius = np.array([0.75, 0.56, 0.5, 0.46, 0.44, 0.42, 0.40, 0.40, 0.38, 0.32])
    return tube(line, radius, 7)


def chord_shaper(valve: InflowValve, muscles: tuple[str, ...], per_muscle: int, seed: int) -> Shaper:
    """The chords of a valve at any moment (before the beat carries them: it is undone for their ends)."""
    chords = _chords(valve, muscles, per_muscle, seed)

    def build(moment: Moment) -> Surface:
        grid = valve.grid(moment.inflow)
        feet = np.array([c.foot for c in chords])
        ends = np.array([grid[c.column, c.row] for c in chords])
        ends = ends + 0.4 * unit(feet - ends)
        moved_feet, moved_ends = feet + displace(feet, moment), ends + displace(ends, moment)
        slack = 1.1 * moment.inflow
        return merge(
            [_thread(c, e, slack, f - c.foot) for c, e, f in zip(chords, moved_ends, moved_feet, strict=True)]
        )

    return build


CHORDS: dict[str, Shaper] = {
    "mitral": chord_shaper(MITRAL, ("anterolateral", "posteromedial"), 12, 4),
    "tricuspid": chord_shaper(TRICUSPID, ("right_anterior", "right_posterior", "right_septal"), 6, 5),
}


def valve_shapes(shaper: Shaper, carried: bool) -> tuple[Surface, dict[float, Array]]:
    """A valve at rest, and its points at every key phase; `carried` adds the beat's own movement."""
    rest = shaper(REST)
    keys = {}
    for phase, moment in MOMENTS.items():
        points = shaper(moment).points
        keys[phase] = points + displace(points, moment) if carried else points
    return rest, keys
