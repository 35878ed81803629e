"""The heart's own arteries and veins as paths (n, 4: RAS mm and radius) in the fat of its grooves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import Tissues
from anatomy_models.kit.field import curve
from anatomy_models.kit.grid import Array
from anatomy_models.kit.path import Bed, Course, follow, retaper

AXIS = shape.AXIS
FORK = (-11.0, -8.0, 28.0)
"""Where the left main artery divides."""


@dataclass(frozen=True)
class Branch:
    """A vessel leaving another: the parent, the share of the parent's length, rough points, its course."""

    parent: str
    leaves_at: float
    points: Array
    course: Course


def _surface(t: list[float], angle: list[float], lift: float = 2.0) -> Array:
    """Points near the left ventricle's outside at fractions of the axis and angles (degrees)."""
    at = np.array(t)
    return AXIS.at(at, np.array(angle), shape.outer_radius(at) + lift)


def _along_groove(t: Array, front: bool, aside: float = 0.0) -> Array:
    angle = shape.front_groove(t) if front else shape.back_groove(t)
    return AXIS.at(t, angle + aside, shape.outer_radius(t) + 2)


ARTERY_BRANCHES = {
    "diagonal_1": Branch(
        "lad", 0.17, _surface([0.3, 0.46, 0.62, 0.74], [74, 52, 38, 30]), Course(1.35, 0.4, 0.8, 56, 5)
    ),
    "diagonal_2": Branch(
        "lad", 0.47, _surface([0.58, 0.72, 0.85], [90, 66, 50]), Course(1.15, 0.36, 0.8, 44, 6)
    ),
    "marginal_1": Branch(
        "circumflex", 0.24, _surface([0.2, 0.4, 0.6, 0.72], [40, 16, 6, 2]), Course(1.4, 0.4, 0.8, 56, 7)
    ),
    "marginal_2": Branch(
        "circumflex", 0.58, _surface([0.22, 0.44, 0.62], [-20, -28, -28]), Course(1.2, 0.4, 0.8, 50, 8)
    ),
    "acute_marginal": Branch(
        "rca", 0.55, np.array([(38, 36, -34), (18, 46, -43), (-4, 51, -48)]), Course(1.3, 0.4, 0.8, 56, 9)
    ),
    "conus": Branch(
        "rca", 0.12, np.array([(20, 24, 18), (10, 30, 16), (0, 33, 14)]), Course(0.95, 0.3, 0.7, 40, 10)
    ),
    "right_ventricular": Branch(
        "rca", 0.30, np.array([(28, 34, 4), (14, 44, -2), (2, 50, -8)]), Course(1.0, 0.3, 0.7, 44, 11)
    ),
    "posterolateral": Branch(
        "rca", 0.97, _surface([0.14, 0.32, 0.5, 0.62], [286, 300, 305, 306]), Course(1.2, 0.4, 0.7, 50, 12)
    ),
}


def _off(bed: Bed, parent: Array, branch: Branch) -> Array:
    """A branch's path from its parent's middle line."""
    start = parent[round(branch.leaves_at * (len(parent) - 1)), :3]
    path = follow(bed, np.vstack([start, branch.points]), branch.course)
    path[:, :3] += (start - path[0, :3]) * np.linspace(1, 0, len(path))[:, None] ** 3
    return path


def _left(tissues: Tissues) -> dict[str, Array]:
    grid, outer = tissues.grid, tissues.outer
    between = outer["left_ventricle"] - outer["right_ventricle"]
    ring = outer["left_ventricle"] - outer["left_atrium"]
    t = np.linspace(0.2, 0.94, 8)
    round_apex = _surface([1.0, 0.97, 0.9, 0.82], [200, 240, 244, 246], 1.0)
    lad = follow(
        Bed(grid, tissues.fat_bed, between),
        np.vstack([FORK, _along_groove(t, True)]),
        Course(2.1, 0.9, 0.55, 96, 1),
    )
    tip = follow(
        Bed(grid, tissues.fat_bed), np.vstack([lad[-1, :3], round_apex]), Course(0.9, 0.4, 0.5, 36, 41)
    )
    tip[:, :3] += (lad[-1, :3] - tip[0, :3]) * np.linspace(1, 0, len(tip))[:, None] ** 2
    under_ear: list[shape.Point] = [FORK, (-18, -11, 24), (-25.5, -18, 17.5), (-31, -27, 9)]
    first = follow(Bed(grid, tissues.fat_bed), under_ear, Course(1.95, 1.6, 0.3, 28, 2))
    way = np.vstack([first[-1, :3], (-31, -37, -4), (-22, -44, -15)])
    rest = follow(Bed(grid, tissues.fat_bed, ring), way, Course(1.6, 0.8, 0.5, 44, 42))
    rest[:, :3] += (first[-1, :3] - rest[0, :3]) * np.linspace(1, 0, len(rest))[:, None] ** 3
    circumflex = np.vstack([first, rest[1:]])
    main = curve(np.vstack([shape.OSTIA["left_main"][0], (-2.5, -13.0, 32.2), circumflex[2, :3]]), 22)
    return {
        "left_main": np.c_[main, np.interp(np.arange(22), [0, 3], [1.5, 2.35])],
        "lad": np.vstack([lad, tip[1:]]),
        "circumflex": circumflex,
    }


def _right(tissues: Tissues) -> dict[str, Array]:
    grid, outer = tissues.grid, tissues.outer
    ring = outer["right_ventricle"] - outer["right_atrium"]
    between = outer["left_ventricle"] - outer["right_ventricle"]
    way = [
        (15, 3, 27),
        (24, 14, 20),
        (36, 24, 6),
        (44, 26, -12),
        (46, 16, -30),
        (34, 0, -40),
        (18, -10, -38),
        (4, -12, -38),
    ]
    rca = follow(Bed(grid, tissues.fat_bed, ring), way, Course(2.1, 1.4, 0.55, 112, 3))
    mouth = np.array(shape.OSTIA["rca"][0])
    start = curve(np.vstack([mouth, np.add(mouth, (0.8, 4.0, 0.3)), rca[6, :3]]), 14)
    rca = np.vstack([np.c_[start, np.interp(np.arange(14), [0, 3], [1.4, 2.15])], rca[7:]])
    back = _along_groove(np.linspace(0.16, 0.8, 6), False)
    descending = follow(
        Bed(grid, tissues.fat_bed, between), np.vstack([rca[-1, :3], back]), Course(1.45, 0.55, 0.55, 80, 4)
    )
    return {"rca": rca, "posterior_descending": descending}


def _septals(lad: Array) -> dict[str, Array]:
    """Branches that dive from the LAD into the septum."""
    out = {}
    for name, index, t in (("septal_1", 22, 0.34), ("septal_2", 40, 0.52)):
        at = t + np.array([0, 0.05, 0.09])
        deep = AXIS.at(at, np.array([138, 158, 176]), shape.outer_radius(at) - 5)
        line = curve(np.vstack([lad[index, :3], deep]), 28)
        out[name] = np.c_[line, np.linspace(0.85, 0.35, 28)]
    return out


def build_arteries(tissues: Tissues) -> dict[str, Array]:
    """Every coronary artery's path by its name."""
    paths = _left(tissues) | _right(tissues)
    bed = Bed(tissues.grid, tissues.fat_bed)
    for name, branch in ARTERY_BRANCHES.items():
        paths[name] = _off(bed, paths[branch.parent], branch)
    return paths | _septals(paths["lad"])


def _flowing_into(path: Array, goal: Array) -> Array:
    """A vein that widens evenly along its way and ends at `goal`."""
    u = np.linspace(0, 1, len(path))
    points = path[:, :3] + (goal - path[-1, :3]) * u[:, None] ** 3
    return np.asarray(np.c_[points, path[0, 3] + (path[-1, 3] - path[0, 3]) * u])


VEIN_ROUND_LEFT = [
    (-23, -4, 21),
    (-29.5, -18, 14),
    (-34, -30, 5),
    (-30, -41, -7),
    (-19, -46, -16),
    (-4, -44, -22),
]


def _trunk(bed: Bed) -> Array:
    """The great cardiac vein from near the apex, round the left, to the mouth of the coronary sinus."""
    up_front = _along_groove(np.linspace(0.92, 0.24, 7), True, -11)
    sinus = [(6, -37, -26), (17, -29, -28)]
    path = follow(bed, np.vstack([up_front, VEIN_ROUND_LEFT, sinus]), Course(0.7, 3.5, 0.5, 150, 21))
    return retaper(path, lambda u: np.interp(u, [0, 0.55, 0.78, 0.86, 1], [0.6, 1.6, 2.3, 3.2, 3.8]))


def build_veins(tissues: Tissues) -> dict[str, Array]:
    """Every cardiac vein's path by its name; each begins thin and runs towards the coronary sinus."""
    bed = Bed(tissues.grid, tissues.fat_bed)
    trunk = _trunk(bed)
    cut = round(0.80 * len(trunk))
    at = {share: trunk[round(share * (len(trunk) - 1)), :3] for share in (0.6, 0.82, 0.95, 0.985)}
    back = np.vstack([_along_groove(np.linspace(0.9, 0.2, 6), False, 9), (-2, -31, -35)])
    right = np.array([(47, 8, -27), (41, -8, -34), (28, -22, -34)])
    side = _surface([0.75, 0.5, 0.26], [18, 22, 26])
    behind = _surface([0.72, 0.5, 0.25], [332, 322, 316])
    branches = {
        "middle_cardiac": (back, at[0.95], Course(0.6, 1.9, 0.6, 80, 23)),
        "left_posterior": (behind, at[0.82], Course(0.45, 1.3, 0.6, 50, 24)),
        "small_cardiac": (right, at[0.985], Course(0.5, 1.4, 0.5, 56, 25)),
        "left_marginal": (side, at[0.6], Course(0.45, 1.2, 0.6, 50, 26)),
    }
    paths = {"great_cardiac": trunk[: cut + 1], "coronary_sinus": trunk[cut:]}
    for name, (way, goal, course) in branches.items():
        paths[name] = _flowing_into(follow(bed, np.vstack([way, goal]), course), goal)
    return paths
