"""The two ventricles: outer shapes, cavities, papillary muscles and the muscle bundles at the apex."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.kit.field import FAR, Tube, as_distance, intersect, segments, tube, unite
from anatomy_models.kit.grid import Array, Grid

RIGHT_WALL = 4.3
CURTAIN = 1.7  # mm between the way in and the way out of the left ventricle
AXIS = shape.AXIS


@dataclass(frozen=True)
class Papillary:
    """A papillary muscle: its root in the wall, its tip (RAS mm), its radius in the middle."""

    root: Array
    tip: Array
    radius: float


PAPILLARIES = {
    "anterolateral": Papillary(AXIS.at(0.74, 52, 17)[0], AXIS.at(0.36, 58, 10.5)[0], 5.0),
    "posteromedial": Papillary(AXIS.at(0.73, 288, 17)[0], AXIS.at(0.36, 292, 10)[0], 5.2),
    "right_anterior": Papillary(AXIS.at(0.66, 172, 47.5)[0], AXIS.at(0.38, 176, 46)[0], 3.9),
    "right_posterior": Papillary(AXIS.at(0.66, 226, 39)[0], AXIS.at(0.39, 211, 44)[0], 3.6),
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


def _relief(grid: Grid) -> tuple[Array, Array]:
    """Ridges on the inner walls (mm), growing towards the apex; and the fraction of the axis."""
    s, _, angle = AXIS.on_grid(grid)
    a = np.radians(angle)
    ridges = np.sin(a * 9 + np.sin(s / 6.0) * 1.3) * np.cos(s / 7.0 + angle / 23) + 0.5 * grid.noise(3.4, 5)
    return np.clip(ridges, -0.3, 1.6), s / np.float32(AXIS.length)


def _left_outflow(grid: Grid) -> Array:
    """The way out under the aortic valve, in front of the mitral valve."""
    base, valve = np.array(shape.MITRAL), np.array(shape.AORTIC)
    start = base + AXIS.along * 26 + AXIS.up * 4 - AXIS.side * 4
    return tube(grid, Tube([start, base + AXIS.along * 16 + (valve - base) * 0.62, valve], [12, 10.5, 10.5]))


def _left_cavity(grid: Grid, relief: Array, t: Array, outflow: Array) -> Array:
    s, rho, _ = AXIS.on_grid(grid)
    grow = np.clip((t - 0.42) * 4, 0, 1) * np.clip(rho / 5 - 0.6, 0, 1)
    cavity = as_distance(rho**2 - shape.inner_squared(t), grid.step) + 1.4 * grow * relief
    cavity = unite(np.maximum(cavity, 1.2 - s), outflow, 4)
    # The mitral ring: round, but shut off from the outflow by the curtain that the front leaflet hangs from.
    ring = np.maximum(rho - 15.2, np.abs(s - 1) - 4)
    curtain = np.where(s < 0.8, CURTAIN - outflow, -FAR)
    return unite(cavity, np.maximum(ring, curtain), 1.5)


def _right_cavity(grid: Grid, outer: tuple[Array, Array], relief: Array, t: Array) -> Array:
    left, right = outer
    ring, along = np.array(shape.TRICUSPID), AXIS.along
    grow = np.clip((t - 0.35) * 4, 0, 1)
    cavity = intersect(right + RIGHT_WALL, 0.3 - left, 3) + 1.5 * grow * np.maximum(relief, -0.2)
    cavity = unite(cavity, tube(grid, Tube([ring - along * 10, ring + along * 10], 15.5)), 2)
    way = Tube(shape.OUTFLOW_PATH, [12, 11, 10, 10], longer=(0, 4))
    cavity = unite(cavity, tube(grid, way), 3)
    # The crista supraventricularis: a smooth muscular ridge between the inflow and the outflow.
    crest = Tube([(13, 3, 17), (9, 17, 14), (2, 26, 6)], [4.5, 3.8, 2.2])
    return intersect(cavity, -tube(grid, crest), 3)


def _papillary(grid: Grid, muscle: Papillary) -> Array:
    middle = (muscle.root + muscle.tip) / 2 + 0.5
    r = muscle.radius
    body = tube(grid, Tube([muscle.root, middle, muscle.tip], [r * 1.3, r, r * 0.6]))
    across = np.cross(AXIS.along, muscle.root - muscle.tip)
    across = across / max(float(np.linalg.norm(across)), 1e-6)
    fork = [middle + across * r * 0.4, muscle.tip + across * r * 0.75 - AXIS.along * 0.6]
    return unite(body, tube(grid, Tube(fork, [r * 0.55, r * 0.45])), 1.8)


def _strand(rng: np.random.Generator, right: bool) -> tuple[Array, Array]:
    """A muscle bundle near the apex: its middle line (n, 3) and radius."""
    t0 = rng.uniform(0.5, 0.8)
    span = rng.uniform(0.06, 0.13)
    first, last = rng.uniform(138, 226, 2) if right else rng.uniform(0, 360) + rng.uniform(-34, 34, 2)
    t = t0 + span * np.array([0, 0.5, 1])
    angle = np.array([first, (first + last) / 2, last])
    if right:
        r = shape.outer_radius(t) + 1.0 + rng.uniform(0, 1) * (shape.right_bulge(t, angle) - RIGHT_WALL - 1)
    else:
        r = np.sqrt(np.maximum(shape.inner_squared(t), 6)) * np.array([1, rng.uniform(0.8, 0.93), 1])
    thick = rng.uniform(0.8, 1.5)
    return AXIS.at(t, angle, r), thick * np.array([1.3, 0.85, 1.3])


def _bundles(grid: Grid) -> Array:
    band = Tube(
        [AXIS.at(0.6, 196, 27)[0], AXIS.at(0.64, 185, 39)[0], AXIS.at(0.66, 173, 46)[0]], [2.4, 2.0, 2.8]
    )
    out = tube(grid, band, reach=6)
    rng = np.random.default_rng(8)
    for k in range(64):
        points, radius = _strand(rng, k % 2 == 1)
        line, fine = Tube(points, radius).line()
        box = grid.slices(line.min(0) - 6, line.max(0) + 6)
        out[box] = unite(out[box], segments(grid.crop(box), line, fine, 5), 1.4)
    return np.minimum(out, FAR)


def build_ventricles(grid: Grid) -> Ventricles:
    """All fields of the ventricles on a grid."""
    outer = _outer(grid)
    relief, t = _relief(grid)
    outflow = _left_outflow(grid)
    return Ventricles(
        left=outer[0],
        right=outer[1],
        left_cavity=_left_cavity(grid, relief, t, outflow),
        left_outflow=outflow,
        right_cavity=_right_cavity(grid, outer, relief, t),
        papillaries={name: _papillary(grid, muscle) for name, muscle in PAPILLARIES.items()},
        bundles=_bundles(grid),
    )
