"""What a recipe returns: named parts with morph targets, and a volume that tells tissues apart in a cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]
Detail = Literal["full", "coarse"]
Report = Callable[[float, str], None]
"""Told how far a build has come (0 to 1) and, in a few words, what it is doing."""
MorphKeys = Mapping[float, tuple[Floats, Floats]]
"""Key shapes of one morph: weight -> (displacement of every point in mm, change of every normal)."""


@dataclass(frozen=True)
class BuiltPart:
    """One named anatomical structure as a triangle mesh in its place in the body.

    Attributes:
        id: Path of the part, such as ``heart/coronaries/lad``.
        points: (n, 3) positions, RAS+ mm.
        faces: (m, 3) corner indices, counter-clockwise seen from outside.
        normals: (n, 3) unit vectors pointing out of the tissue.
        colors: (n, 3) linear base colour 0 to 1, or None for the plain colour of the part's look.
        ao: (n,) baked ambient occlusion, 1 = open sky, or None.
        masks: Name -> (n,) weights 0 to 1; they say where an effect may act.
        morphs: Name -> key weight (above 0, up to 1) -> displacements. Weight 0 is ``points`` itself.
        rings: (rings, sides) when the first ``rings * sides`` points are rings of a tube, ring by ring.
        cyclic: Names of the morphs that return to the base shape at weight 1.
        motions: Name -> key weight -> (3, 4) turn and shift (mm) of a morph that moves the part as a whole.
            It acts after all other morphs, so that what grows on a bone goes along with it.
    """

    id: str
    points: Floats
    faces: Ints
    normals: Floats
    colors: Floats | None = None
    ao: Floats | None = None
    masks: Mapping[str, Floats] = field(default_factory=dict)
    morphs: Mapping[str, MorphKeys] = field(default_factory=dict)
    rings: tuple[int, int] | None = None
    cyclic: tuple[str, ...] = ()
    motions: Mapping[str, Mapping[float, Floats]] = field(default_factory=dict)

    def displaced(self, weights: Mapping[str, float]) -> Floats:
        """Positions of the points when each named morph has the given weight 0 to 1."""
        moved: Floats = self.points.astype(np.float64)
        for name in weights.keys() - self.motions.keys():
            moved = moved + blend(self.morphs[name], weights[name], cyclic=name in self.cyclic)
        for name in weights.keys() & self.motions.keys():
            moved = placed(moved, motion_at(self.motions[name], weights[name]))
        return moved


@dataclass(frozen=True)
class LabelVolume:
    """Soft signed distances of every tissue on a grid, from which a cut paints its layers.

    Attributes:
        channels: (c, nx, ny, nz) uint8; ``128 - 32 * distance in mm``, so above 128 is inside.
        names: Tissue look of each channel in painting order: a later one paints over an earlier one.
        origin: RAS mm of the centre of voxel (0, 0, 0).
        spacing: Edge of a voxel, mm.
    """

    channels: NDArray[np.uint8]
    names: tuple[str, ...]
    origin: tuple[float, float, float]
    spacing: float


@dataclass(frozen=True)
class BuiltModel:
    """A whole organ as its recipe made it, in one level of detail."""

    id: str
    parts: tuple[BuiltPart, ...]
    labels: LabelVolume | None = None

    def part(self, part_id: str) -> BuiltPart:
        """The part with this id; raises KeyError with the ids there are."""
        for part in self.parts:
            if part.id == part_id:
                return part
        known = ", ".join(part.id for part in self.parts)
        raise KeyError(f"{part_id!r} is not a part of {self.id!r}; its parts are {known}")


def blend(keys: MorphKeys, weight: float, *, cyclic: bool = False) -> Floats:
    """Displacement of a morph at a weight: linear between the two key shapes around it."""
    displacement: Floats = np.zeros_like(next(iter(keys.values()))[0], dtype=np.float64)
    for key, share in bracket(sorted(keys), weight, cyclic=cyclic):
        displacement = displacement + share * keys[key][0].astype(np.float64)
    return displacement


STILL = np.eye(3, 4)
"""The motion that moves nothing."""


def motion_at(keys: Mapping[float, Floats], weight: float) -> Floats:
    """The (3, 4) motion at a weight: linear between the two keys around it."""
    pairs = bracket(sorted(keys), weight)
    moved: Floats = STILL + sum(share * (keys[key] - STILL) for key, share in pairs)
    return moved


def placed(points: Floats, motion: Floats) -> Floats:
    """Points (n, 3) turned and shifted by a (3, 4) motion."""
    moved: Floats = points @ motion[:, :3].T + motion[:, 3]
    return moved


def bracket(keys: list[float], weight: float, *, cyclic: bool = False) -> list[tuple[float, float]]:
    """The key weights around a weight, each with its share; the base shape at 0 has no entry."""
    stops = [0.0, *keys] if not cyclic or keys[-1] >= 1.0 else [0.0, *keys, 1.0]
    weight = float(np.clip(weight, stops[0], stops[-1]))
    upper = max(1, int(np.searchsorted(stops, weight)))
    share = (weight - stops[upper - 1]) / (stops[upper] - stops[upper - 1])
    pair = [(stops[upper - 1], 1.0 - share), (stops[upper], share)]
    return [(key, part) for key, part in pair if part > 0.0 and key in keys]
