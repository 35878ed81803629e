"""The two ventricles: outer shapes, cavities, papillary muscles and the muscle bundles at the apex."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.kit.field import FAR, Tube, as_distance, intersect, segments, tube, unit, unite
from anatomy_models.kit.grid import Array, Grid

RIGHT_WALL = 4.3
CURTAIN = 1.7  # mm between the way in and the way out of the left ventricle
AXIS = shape.AXIS


@dataclass(frozen=True)
class Papillary:
    """A papillary muscle: its root in the wall, its tip (RAS mm), its radius in the middle, its heads."""

    root: Array
    tip: Array
    radius: float
    count: int = 1

    @property
    def across(self) -> Array:
        """Unit vector across the muscle, along the wall."""
        return unit(np.cross(AXIS.along, self.root - self.tip))

    @property
    def heads(self) -> Array:
        """The tips of its heads (n, 3), from which the chords spring, in a crescent round its own tip."""
        turn = np.linspace(0, 2 * np.pi, self.count, endpoint=False) * (self.count > 1)
        reach = self.radius * (0.2 if self.count == 1 else 0.78)
        out = np.cross(self.across, unit(self.tip - self.root))
        ring = np.cos(turn)[:, None] * self.across + np.sin(turn)[:, None] * out
        return np.asarray(self.tip + reach * ring + np.outer(1.5 * np.sin(3 * turn + 1), AXIS.along))


PAPILLARIES = {
    "anterolateral": Papillary(AXIS.at(0.74, 52, 17)[0], AXIS.at(0.36, 58, 10.5)[0], 5.0, 3),
    "posteromedial": Papillary(AXIS.at(0.73, 288, 17)[0], AXIS.at(0.36, 292, 10)[0], 5.2, 3),
    "right_anterior": Papillary(AXIS.at(0.66, 172, 47.5)[0], AXIS.at(0.38, 176, 46)[0], 3.9, 2),
    "right_posterior": Papillary(AXIS.at(0.66, 226, 39)[0], AXIS.at(0.39, 211, 44)[0], 3.6, 2),
    "right_septal": Papillary(AXIS.at(0.32, 146, 33)[0], AXIS.at(0.28, 160, 39)[0], 2.2),
}


@dataclass(frozen=True)
class Ventricles:
    """Fields of the ventricles: outer left and right, their cavities, papillary muscles, loose bundles."""

    left: Array
    right: Array
    left_cavity: Array
    left_outflow: Array
    right_cavity: Array
    papillaries: dict[str, Array]
    bundles: Array


def _outer(grid: Grid) -> tuple[Array, Array]:
    s, rho, angle = AXIS.on_grid(grid)
    t = s / np.float32(AXIS.length)
    squared = shape.outer_squared(t)
    left = as_distance(rho**2 - squared, grid.step)
    bulge = shape.right_bulge(t, angle)
    # Where there is no bulge the right ventricle must lie inside the left, or every blend of the two swells.
    bulge = bulge - 7 * np.exp(-bulge / 4) * np.clip(squared / 400, 0, 1)
    radius = np.sqrt(np.maximum(squared, 0))
    right = as_distance(rho**2 - squared - 2 * radius * bulge - bulge * np.abs(bulge), grid.step)
    outflow = tube(grid, Tube(shape.OUTFLOW_PATH, [17, 16, 14.5, 13]))
    return left, unite(right, outflow, 9)


def _relief(grid: Grid, ridges: float) -> Array:
    """Trabeculae of an inner wall (0..1): two families of `ridges` slanting cords each, crossing in a net."""
    s, _, angle = AXIS.on_grid(grid)
    a = np.radians(angle) * np.float32(ridges / 2)
    wander = 0.55 * grid.noise(7.0, 5)
    one = np.sin(a + s / 13 + wander + 0.6 * np.sin(s / 9))
    two = np.sin(a - s / 10 - wander + 0.8 * np.sin(s / 7))
    cords = np.maximum(np.exp(-((one / 0.42) ** 2)), 0.85 * np.exp(-((two / 0.36) ** 2)))
    return np.asarray(cords + 0.12 * grid.noise(2.4, 6), np.float32)


def _left_outflow(grid: Grid) -> Array:
    """The way out under the aortic valve, in front of the mitral valve."""
    base, valve = np.array(shape.MITRAL), np.array(shape.AORTIC)
    start = base + AXIS.along * 26 + AXIS.up * 4 - AXIS.side * 4
    return tube(grid, Tube([start, base + AXIS.along * 16 + (valve - base) * 0.62, valve], [12, 10.5, 10.5]))


def _left_cavity(grid: Grid, relief: Array, t: Array, outflow: Array) -> Array:
    s, rho, _ = AXIS.on_grid(grid)
    grow = np.clip((t - 0.36) * 3.2, 0, 1) * np.clip(rho / 5 - 0.6, 0, 1)
    cavity = as_distance(rho**2 - shape.inner_squared(t), grid.step) + 2.0 * grow * relief
    cavity = unite(np.maximum(cavity, 1.2 - s), outflow, 4)
    # The mitral ring: round, but shut off from the outflow by the curtain that the front leaflet hangs from.
    ring = np.maximum(rho - 15.2, np.abs(s - 1) - 4)
    curtain = np.where(s < 0.8, CURTAIN - outflow, -FAR)
    return unite(cavity, np.maximum(ring, curtain), 1.5)


def _right_cavity(grid: Grid, outer: tuple[Array, Array], relief: Array, t: Array) -> Array:
    left, right = outer
    ring, along = np.array(shape.TRICUSPID), AXIS.along
    grow = np.clip((t - 0.35) * 4, 0, 1)
    cavity = intersect(right + RIGHT_WALL, 0.3 - left, 3) + 2.0 * grow * relief
    cavity = unite(cavity, tube(grid, Tube([ring - along * 10, ring + along * 10], 15.5)), 2)
    way = Tube(shape.OUTFLOW_PATH, [12, 11, 10, 10], longer=(0, 4))
    cavity = unite(cavity, tube(grid, way), 3)
    # The crista supraventricularis: a smooth muscular ridge between the inflow and the outflow.
    crest = Tube([(13, 3, 17), (9, 17, 14), (2, 26, 6)], [4.5, 3.8, 2.2])
    return intersect(cavity, -tube(grid, crest), 3)


def _papillary(grid: Grid, muscle: Papillary) -> Array:
    """A cone that springs from the wall with three roots and ends in heads of its own."""
    way, r = muscle.tip - muscle.root, muscle.radius
    shaft = [muscle.root, muscle.root + 0.5 * way + 0.5, muscle.root + 0.86 * way]
    body = tube(grid, Tube(shaft, [r * 1.25, r, r * 0.62]))
    for head in muscle.heads:
        start = muscle.root + 0.55 * way + 0.55 * (head - muscle.tip)
        body = unite(body, tube(grid, Tube([start, head], [r * 0.5, r * 0.24 + 0.25])), 1.3)
    for side in (-1.5, 1.5):
        foot = muscle.root - 0.2 * way + muscle.across * side * r
        body = unite(body, tube(grid, Tube([muscle.root + 0.4 * way, foot], [r * 0.45, r * 0.7])), 2.0)
    return np.asarray(body + 0.22 * grid.noise(1.9, 23), np.float32)


def _strand(rng: np.random.Generator, right: bool) -> tuple[Array, Array]:
    """A muscle bundle that bridges a hollow of the wall near the apex: its middle line (n, 3) and radius."""
    t0 = rng.uniform(0.45, 0.76)
    t = np.minimum(t0 + rng.uniform(0.08, 0.18) * np.array([0, 0.5, 1]), 0.92)
    middle = rng.uniform(134, 230) if right else rng.uniform(0, 360)
    angle = middle + rng.uniform(-17, 17) * np.array([-1, 0, 1])
    if right:
        room = shape.right_bulge(t, angle) - RIGHT_WALL - 0.5
        on_septum = rng.uniform() < 0.45
        r = shape.outer_radius(t) + 0.5 + room * (np.array([0, 0.1, 0]) if on_septum else [1, 0.9, 1])
    else:
        r = np.sqrt(np.maximum(shape.inner_squared(t), 6)) * np.array([1, rng.uniform(0.84, 0.93), 1])
    thick = rng.uniform(0.65, 1.2)
    return AXIS.at(t, angle, r), thick * np.array([1.4, 0.85, 1.4])


def _bundles(grid: Grid) -> Array:
    band = Tube(
        [AXIS.at(0.6, 196, 27)[0], AXIS.at(0.64, 185, 39)[0], AXIS.at(0.66, 173, 46)[0]], [2.4, 2.0, 2.8]
    )
    out = tube(grid, band, reach=6)
    rng = np.random.default_rng(8)
    for k in range(96):
        points, radius = _strand(rng, k % 2 == 1)
        line, fine = Tube(points, radius).line()
        box = grid.slices(line.min(0) - 6, line.max(0) + 6)
        out[box] = unite(out[box], segments(grid.crop(box), line, fine, 5), 1.4)
    return np.minimum(out, FAR)


def build_ventricles(grid: Grid) -> Ventricles:
    """All fields of the ventricles on a grid."""
    outer = _outer(grid)
    t = AXIS.on_grid(grid)[0] / np.float32(AXIS.length)
    outflow = _left_outflow(grid)
    return Ventricles(
        left=outer[0],
        right=outer[1],
        left_cavity=_left_cavity(grid, _relief(grid, 13), t, outflow),
        left_outflow=outflow,
        right_cavity=_right_cavity(grid, outer, _relief(grid, 26), t),
        papillaries={name: _papillary(grid, muscle) for name, muscle in PAPILLARIES.items()},
        bundles=_bundles(grid),
    )
