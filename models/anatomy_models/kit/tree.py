"""Branching tubes as one field: bronchi, vessels, ducts; grown by a rule, their forks rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.field import FAR, Tube, segments, unite
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.surface import unit

Room = Callable[[Floats], float]
"""How far (mm) a place (3,) lies inside of where twigs may go; below 0 outside."""


@dataclass(frozen=True)
class Twig:
    """A piece between two forks.

    Attributes:
        points: (n, 3) its middle line, mm.
        radii: (n,) its radius at each point, mm.
        order: How many forks lie before it.
    """

    points: Floats
    radii: Floats
    order: int = 0

    @property
    def way(self) -> Floats:
        """(3,) from its start to its end."""
        return np.asarray(self.points[-1] - self.points[0])


@dataclass(frozen=True)
class Growth:
    """How a twig goes on: it forks in two again and again, each time in a plane across the last one.

    Attributes:
        forks: How often.
        spread: Angle (degrees) from a twig to the weaker of its two children; the stronger turns half of it.
        shorter: Length of a child, as a share of its parent's.
        thinner: Radius of a child, as a share of its parent's.
        seed: Of what varies from fork to fork.
    """

    forks: int = 3
    spread: float = 44.0
    shorter: float = 0.7
    thinner: float = 0.8
    seed: int = 0


def grow(first: Twig, growth: Growth, room: Room, across: Floats | None = None) -> list[Twig]:
    """A twig and all that spring from it; a child that has no room is shortened, or left out.

    Args:
        first: The twig that forks first.
        growth: The rule.
        room: Tells where twigs may go.
        across: (3,) a direction in the plane of the first fork.
    """
    if growth.forks == 0:
        return [first]
    rng = np.random.default_rng(growth.seed)
    along = unit(first.points[-1] - first.points[-2])
    side = unit(np.cross(along, np.cross([0.31, 0.2, 0.93] if across is None else across, along)))
    grown = [first]
    for sign, turn, share in ((1.0, 0.5, 1.0), (-1.0, 1.0, 0.88)):
        angle = np.radians(growth.spread * turn * rng.uniform(0.85, 1.15))
        heading = np.cos(angle) * along + sign * np.sin(angle) * side
        length = float(np.linalg.norm(first.way)) * growth.shorter * share * rng.uniform(0.9, 1.1)
        child = _child(first, heading, length, growth.thinner * share, room)
        if child is not None:
            rule = replace(growth, forks=growth.forks - 1, seed=growth.seed * 2 + (1 if sign > 0 else 2))
            grown += grow(child, rule, room, np.cross(along, side))
    return grown


def _child(parent: Twig, heading: Floats, length: float, share: float, room: Room) -> Twig | None:
    """A twig from a parent's end, gently bent, as long as there is room for it."""
    start, along = parent.points[-1], unit(parent.points[-1] - parent.points[-2])
    radius = float(parent.radii[-1])
    for _ in range(4):
        end = start + length * heading
        if room(end) > 0.0:
            middle = start + length * (0.42 * heading + 0.08 * along)
            return Twig(
                np.stack([start, middle, end]), radius * np.array([0.96, share, share]), parent.order + 1
            )
        length *= 0.7
    return None


def planted(grid: Grid, twigs: Iterable[Twig], blend: float) -> Array:
    """The field of all twigs together; where they meet, the seam is rounded over `blend` mm."""
    field = grid.full(FAR)
    reach = 3.0 * grid.step + blend
    for twig in twigs:
        line, radius = Tube(twig.points, twig.radii).line()
        far = float(radius.max()) + reach
        box = grid.slices(line.min(axis=0) - far, line.max(axis=0) + far)
        field[box] = unite(field[box], segments(grid.crop(box), line, radius, reach), blend)
    return field
