"""Bands that lie on the bones: the kneecap's retinacula, the iliotibial band and the popliteus muscle.

Each runs between places on the thigh bone, the shin bone and the kneecap; between them it is drawn straight
and lifted off the thigh bone, anew for every bend. The inner retinaculum begins above and behind the inner
bump of the thigh bone, where its medial patellofemoral ligament does (`laprade_2007` in model.toml); the
popliteus 18 mm below and in front of the outer side ligament (`laprade_2003`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.color import mixed
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import field_normals
from anatomy_models.kit.spline import natural_spline, resample
from anatomy_models.kit.surface import Surface, merge, unit
from anatomy_models.kit.tissue import rise
from anatomy_models.knee import ligaments, motion, shape
from anatomy_models.knee.ligaments import Bundle, Vector

Place = tuple[str, Vector]
"""What holds a place, and where it is when the leg is straight, mm: on the thigh (laid onto the bone), on the
shin (never in the bone), on the kneecap (from its middle), or hung above the knee."""


STATIONS = 15
"""Places along a band that are lifted off the bone."""


@dataclass(frozen=True)
class Band:
    """A band from place to place.

    Attributes:
        places: Where it holds on, or what it passes, in order.
        bundle: Its cross-section; its width lies flat on the bone.
        lift: How far (mm) its middle stays off the thigh bone, cartilage included.
    """

    places: tuple[Place, ...]
    bundle: Bundle
    lift: float = 3.4


_SHEET = ((3.4, 0.5), (4.6, 0.6), (6.6, 0.6), (9.0, 0.6), (10.6, 0.5))
_STRIP = ((4.6, 0.5), (5.0, 0.6), (5.6, 0.6), (6.0, 0.6), (6.4, 0.4))
_TRACT = ((6.4, 0.8), (7.6, 1.2), (8.6, 1.1), (9.4, 1.1), (10.5, 1.1))
BANDS: Mapping[str, tuple[Band, ...]] = {
    "retinaculum_medial": (
        Band(
            (("thigh", (-39.5, -13.5, 36.5)), ("kneecap", (-19.5, 1.0, 4.0))),
            Bundle(_SHEET, fibre=0.16, rings=30),
        ),
        Band(
            (
                ("kneecap", (-13.0, 2.5, -11.0)),
                ("shin", (-20.0, 25.5, -4.0)),
                ("shin", (-21.5, 22.0, -14.0)),
                ("shin", (-20.0, 16.5, -23.0)),
            ),
            Bundle(_STRIP, fibre=0.16, rings=30),
        ),
    ),
    "retinaculum_lateral": (
        Band(
            (("thigh", (41.0, -5.0, 32.0)), ("kneecap", (19.5, 1.0, 3.0))),
            Bundle(_SHEET, fibre=0.16, rings=30),
        ),
        Band(
            (
                ("kneecap", (13.0, 2.5, -11.0)),
                ("shin", (23.0, 24.0, -4.0)),
                ("shin", (25.0, 19.0, -14.0)),
            ),
            Bundle(_STRIP, fibre=0.16, rings=30),
        ),
    ),
    "iliotibial_band": (
        Band(
            (
                ("shin", (27.5, 14.5, -20.0)),
                ("shin", (31.0, 15.5, -12.0)),
                ("shin", (40.0, 12.0, 2.0)),
                ("hung", (36.5, 3.0, 66.0)),
                ("hung", (33.0, 3.0, 88.0)),
            ),
            Bundle(
                ((6.4, 0.8), (7.6, 1.2), (8.6, 1.1), (9.4, 1.1), (10.5, 1.1)), fibre=0.2, rings=36, cut=True
            ),
            3.0,
        ),
    ),
}
"""Bands of tendon by the end of their part's name."""

POPLITEUS = Band(
    (
        ("thigh", (41.0, 1.7, 16.2)),
        ("shin", (39.5, -20.0, 5.0)),
        ("shin", (27.0, -27.5, -9.0)),
        ("shin", (13.0, -26.5, -25.0)),
        ("shin", (-1.0, -20.5, -42.0)),
        ("shin", (-9.5, -15.5, -53.0)),
    ),
    Bundle(
        ((3.6, 1.2), (2.8, 2.0), (3.4, 2.0), (8.0, 3.4), (13.0, 4.2), (15.0, 3.4), (13.0, 1.2)),
        fibre=0.3,
        rings=44,
    ),
    2.4,
)
"""The muscle that unlocks the straight knee: a cord at the outer condyle, then a fan behind the shin."""


@dataclass(frozen=True)
class Ground:
    """What bands lie on.

    Attributes:
        grid: Where the fields live.
        thigh: The field of the thigh bone.
        shin: The field of the shin bone of a straight leg.
    """

    grid: Grid
    thigh: Array
    shin: Array

    def lifted(self, points: Floats, room: Floats | float, bone: Array) -> Floats:
        """Points at least so far (mm) off a bone."""
        for _ in range(4):
            lacking = np.clip(room - self.grid.sample(bone, points), 0.0, 6.0)
            points = points + lacking[:, None] * field_normals(self.grid, bone, points)
        return points

    def on_thigh(self, points: Floats) -> Floats:
        """The places next to points that lie just on the thigh bone."""
        for _ in range(4):
            off = self.grid.sample(self.thigh, points) - 0.6
            points = points - off[:, None] * field_normals(self.grid, self.thigh, points)
        return points

    def up(self, points: Floats) -> Floats:
        """Directions (unit) away from the thigh bone."""
        return field_normals(self.grid, self.thigh, points)

    def up_from_both(self, points: Floats, degrees: float) -> Floats:
        """Directions (unit) away from the nearer bone; far from both, away from the axle."""
        seen = motion.from_shin(points, degrees)
        off_thigh, off_shin = self.grid.sample(self.thigh, points), self.grid.sample(self.shin, seen)
        above = seen + field_normals(self.grid, self.shin, seen)
        from_shin = motion.with_shin(above, degrees) - points
        share = rise(off_thigh - off_shin, -5.0, 5.0)[:, None]
        near = (1 - share) * self.up(points) + share * from_shin
        far = rise(np.minimum(off_thigh, off_shin), 4.0, 10.0)[:, None]
        return unit((1 - far) * near + far * unit(points - shape.AXLE))


def _held(place: Place, degrees: float, ground: Ground) -> Floats:
    """Where (3,) a place is in a bent knee."""
    holder, at = place
    there: Floats = np.array([at])
    if holder == "kneecap":
        there = motion.kneecap(degrees).place(there)
    elif holder == "thigh":
        there = ground.on_thigh(there)
    elif holder == "shin":
        there = motion.with_shin(ground.lifted(there, 0.8, ground.shin), degrees)
    return there.ravel()


def _course(band: Band, ground: Ground, degrees: float, stage: float) -> Floats:
    """The middle line (rings, 3) of a band."""
    path = resample(np.stack([_held(place, degrees, ground) for place in band.places]), STATIONS)
    free = np.minimum(np.arange(STATIONS), np.arange(STATIONS)[::-1])
    room = band.lift * rise(free, 0.0, 2.0)
    for _ in range(3):
        path[1:-1] = ground.lifted(path[1:-1], room[1:-1], ground.thigh)
        path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    share = np.interp(path[:, 2], (-8.0, 6.0), (0.0, 1.0)) if degrees == 0 else 0.0
    return natural_spline(motion.leaning(path, stage, share), band.bundle.rings)


def _smooth(directions: Floats, rounds: int = 6) -> Floats:
    """Directions along a path with their jumps evened out."""
    for _ in range(rounds):
        padded = np.concatenate([directions[:1], directions, directions[-1:]])
        directions = unit(padded[:-2] + 2 * padded[1:-1] + padded[2:])
    return directions


def laid(band: Band, ground: Ground, degrees: float, stage: float) -> Surface:
    """A band at a bend or at a grade of wear, its width flat on the bone."""
    path = _course(band, ground, degrees, stage)
    to_shin = any(holder == "shin" for holder, _ in band.places)
    up = _smooth(ground.up_from_both(path, degrees) if to_shin else ground.up(path))
    along = np.gradient(path, axis=0)
    return ligaments.swept(path, band.bundle, np.zeros(len(path)), unit(np.cross(up, along)))


def maker(bands: tuple[Band, ...], ground: Ground) -> Callable[[float, float], Surface]:
    """What lays bands anew, as one surface, at a bend and a stage."""

    def make(degrees: float, stage: float) -> Surface:
        return merge([laid(band, ground, degrees, stage) for band in bands])

    return make


def muscle_colors(surface: Surface) -> Floats:
    """Pearly tendon at the thigh bone, red muscle behind the shin, streaked along its fibres."""
    rings, sides = surface.rings or (1, len(surface.points))
    streak = 0.5 + 0.5 * ligaments.grain(rings, sides).ravel()
    fleshy = np.repeat(rise(np.arange(rings) / rings, 0.34, 0.56), sides)[:, None]
    flesh, cord = mixed("#b06a5c", "#cd9384", streak), mixed("#fdfaf3", "#d8c4a8", streak)
    colors = cord * (1 - fleshy) + flesh * fleshy
    near, far = colors[:1], colors[-1:]
    return np.concatenate([colors, np.repeat(near, sides + 1, axis=0), np.repeat(far, sides + 1, axis=0)])
