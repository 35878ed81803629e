"""Reads GLB files straight into numpy: no scene graph, no copies but those that turn the axes.

Only what our models hold is read (see the modelling guide): one primitive a node, identity transforms, float
positions and normals, `COLOR_0`, `_AO`, masks and morph targets named `morph@weight`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.content.axes import gltf_to_ras
from anatomy_viewer.render.morphs import Morph

Floats = NDArray[np.float32]
Json = Mapping[str, Any]

_MAGIC = 0x46546C67
_COMPONENTS: Mapping[int, type[np.generic]] = {
    5121: np.uint8,
    5123: np.uint16,
    5125: np.uint32,
    5126: np.float32,
}
_WIDTHS: Mapping[str, int] = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
_TURN = gltf_to_ras(np.eye(3), direction=True).astype(np.float32)
_TURN_AND_SCALE = gltf_to_ras(np.eye(3)).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class GlbPart:
    """One node of a GLB file as arrays; lengths in RAS mm, colours linear 0-255.

    Attributes:
        id: The part's id path.
        points: (n, 3) float32.
        normals: (n, 3) float32 unit vectors.
        triangles: (m, 3) int32.
        colors: (n, 3) uint8, linear, or None.
        openness: (n,) baked ambient occlusion, 1 = open sky, or None.
        masks: Mask id -> (n,) weights 0-1.
        morphs: Morph name -> its key shapes.
        rings: (rings, sides) where the first points are the rings of a tube.
    """

    id: str
    points: Floats
    normals: Floats
    triangles: NDArray[np.int32]
    colors: NDArray[np.uint8] | None
    openness: Floats | None
    masks: Mapping[str, Floats]
    morphs: Mapping[str, Morph]
    rings: tuple[int, int] | None


def read_glb(path: Path, *, mirrored: bool = False) -> tuple[GlbPart, ...]:
    """Read every part of a GLB file, or of its mirror image in the plane x = 0.

    Raises:
        ValueError: the file is not a GLB file, or a part has no triangles.
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    try:
        return _parts_of(path, data, mirrored)
    except (KeyError, IndexError, TypeError, AttributeError, struct.error) as error:
        raise ValueError(f"{path.name} is damaged: {error}") from error


def _parts_of(path: Path, data: bytes, mirrored: bool) -> tuple[GlbPart, ...]:
    if len(data) < 28 or struct.unpack_from("<I", data)[0] != _MAGIC:
        raise ValueError(f"{path.name} is not a GLB file (it starts with {data[:4]!r})")
    size = struct.unpack_from("<I", data, 12)[0]
    document: Json = json.loads(data[20 : 20 + size])
    source = _Source(document, memoryview(data)[28 + size :], mirrored)
    return tuple(_read_part(source, node) for node in document["nodes"] if "mesh" in node)


@dataclass(frozen=True, slots=True)
class _Source:
    """The JSON document and the binary chunk behind it."""

    document: Json
    binary: memoryview
    mirrored: bool = False

    def array(self, index: int) -> NDArray[Any]:
        """The values of an accessor, (count,) or (count, width), as a view of the file's bytes."""
        accessor = self.document["accessors"][index]
        view = self.document["bufferViews"][accessor["bufferView"]]
        component = np.dtype(_COMPONENTS[accessor["componentType"]])
        width = _WIDTHS[accessor["type"]]
        start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        stride = view.get("byteStride", component.itemsize * width)
        shape, strides = (accessor["count"], width), (stride, component.itemsize)
        values: NDArray[Any] = np.ndarray(shape, component, self.binary, start, strides)
        return values[:, 0] if width == 1 else values

    def places(self, index: int) -> Floats:
        """Positions or displacements of an accessor, RAS mm."""
        turned: Floats = self.array(index) @ (_TURN_AND_SCALE * self._sides)
        return turned

    def directions(self, index: int) -> Floats:
        """Normals of an accessor, RAS."""
        turned: Floats = self.array(index) @ (_TURN * self._sides)
        return turned

    def triangles(self, index: int) -> NDArray[np.int32]:
        """Triangles of an accessor, (m, 3), counter-clockwise seen from outside."""
        corners = self.array(index).reshape(-1, 3)
        return np.ascontiguousarray(corners[:, ::-1] if self.mirrored else corners, np.int32)

    def motion(self, rows: Any) -> Floats:
        """A turn and shift, (3, 4), RAS mm, as it looks in the mirror where that is wanted."""
        sides = np.append(self._sides, np.float32(1.0))
        seen: Floats = np.asarray(rows, np.float32) * np.outer(self._sides, sides)
        return seen

    @property
    def _sides(self) -> Floats:
        """What x, y and z are multiplied with."""
        return np.array([-1.0 if self.mirrored else 1.0, 1.0, 1.0], np.float32)


def _read_part(source: _Source, node: Json) -> GlbPart:
    mesh = source.document["meshes"][node["mesh"]]
    extras = node.get("extras", {})
    primitive = mesh["primitives"][0]
    names = primitive["attributes"]
    part = extras.get("part", node.get("name", ""))
    if "indices" not in primitive or "NORMAL" not in names:
        raise ValueError(f"part {part!r} has no triangles or no normals")
    rings = extras.get("rings")
    colors = source.array(names["COLOR_0"]) if "COLOR_0" in names else None
    return GlbPart(
        id=part,
        points=source.places(names["POSITION"]),
        normals=source.directions(names["NORMAL"]),
        triangles=source.triangles(primitive["indices"]),
        colors=None if colors is None else colors[:, :3],
        openness=source.array(names["_AO"]) if "_AO" in names else None,
        masks={_mask_id(key): source.array(at) for key, at in names.items() if key.startswith("_MASK_")},
        morphs=_read_morphs(source, mesh, frozenset(extras.get("cyclic", ())))
        | {name: _read_motion(source, keys) for name, keys in extras.get("motions", {}).items()},
        rings=(int(rings[0]), int(rings[1])) if rings else None,
    )


def _mask_id(attribute: str) -> str:
    """`lad` of the attribute `_MASK_LAD`."""
    return attribute.removeprefix("_MASK_").lower()


def _read_morphs(source: _Source, mesh: Json, cyclic: frozenset[str]) -> dict[str, Morph]:
    """Every morph of a mesh, its key shapes in the order of their weights."""
    targets = mesh["primitives"][0].get("targets", [])
    names = mesh.get("extras", {}).get("targetNames", [])
    keys: dict[str, dict[float, Json]] = {}
    for path, target in zip(names, targets, strict=True):
        name, _, weight = path.partition("@")
        keys.setdefault(name, {})[float(weight or 1.0)] = target
    return {name: _read_morph(source, shapes, name in cyclic) for name, shapes in keys.items()}


def _read_morph(source: _Source, shapes: Mapping[float, Json], cyclic: bool) -> Morph:
    weights = tuple(sorted(shapes))
    moves = tuple(source.places(shapes[weight]["POSITION"]) for weight in weights)
    turns = tuple(source.directions(shapes[weight]["NORMAL"]) for weight in weights)
    return Morph(weights, moves, turns, cyclic)


def _read_motion(source: _Source, keys: Mapping[str, Any]) -> Morph:
    """A morph that moves a part as a whole; its matrices are in RAS mm already."""
    motions = {float(weight): source.motion(rows) for weight, rows in keys.items()}
    weights = tuple(sorted(motions))
    return Morph(weights, (), (), motions=tuple(motions[weight] for weight in weights))
