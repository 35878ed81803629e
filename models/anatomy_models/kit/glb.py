"""Writes a built model as a GLB file, and reads one back for checks.

One node a part, positions absolute. glTF wants metres with Y up; `anatomy_viewer.content.axes` holds the
turn. The document is written by hand (JSON and numpy alone), so that the same model gives the same
bytes on every machine and with every release of other people's libraries.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_models.kit.built import BuiltModel, BuiltPart, Floats, MorphKeys
from anatomy_viewer.content.axes import gltf_to_ras, ras_to_gltf

FLOAT, BYTE, INDEX = 5126, 5121, 5125
_COMPONENTS: Mapping[int, type[np.generic]] = {FLOAT: np.float32, BYTE: np.uint8, INDEX: np.uint32}
_WIDTHS = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}
_VERTEX_BUFFER, _INDEX_BUFFER = 34962, 34963
_MAGIC, _JSON, _BIN = 0x46546C67, 0x4E4F534A, 0x004E4942

Json = dict[str, Any]


@dataclass
class _Store:
    """The binary chunk while it grows, with the views and accessors that describe it."""

    chunks: list[bytes] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    accessors: list[Json] = field(default_factory=list)
    size: int = 0

    def add(self, values: NDArray[Any], kind: str, component: int = FLOAT, *, bounds: bool = False) -> int:
        """Store an array; returns the index of its accessor."""
        data = np.ascontiguousarray(values, dtype=_COMPONENTS[component])
        target = _INDEX_BUFFER if component == INDEX else _VERTEX_BUFFER
        view = {"buffer": 0, "byteOffset": self.size, "byteLength": data.nbytes, "target": target}
        accessor: Json = {"bufferView": len(self.views), "componentType": component, "type": kind}
        accessor["count"] = len(data)
        if component == BYTE:
            accessor["normalized"] = True
        if bounds:
            flat = data.reshape(len(data), -1)
            accessor |= {"min": flat.min(axis=0).tolist(), "max": flat.max(axis=0).tolist()}
        padding = -data.nbytes % 4
        self.chunks.append(data.tobytes() + b"\0" * padding)
        self.size += data.nbytes + padding
        self.views.append(view)
        self.accessors.append(accessor)
        return len(self.accessors) - 1


def write_glb(model: BuiltModel, path: Path) -> None:
    """Write a model as a GLB file."""
    path.write_bytes(encode_glb(model))


def encode_glb(model: BuiltModel) -> bytes:
    """The bytes of the GLB file of a model; the same model always gives the same bytes."""
    store = _Store()
    meshes = [_mesh(part, store) for part in model.parts]
    nodes = [
        {"name": part.id, "mesh": index, "extras": _node_extras(part)}
        for index, part in enumerate(model.parts)
    ]
    document: Json = {
        "asset": {"version": "2.0", "generator": "Anatomy Viewer modelling kit"},
        "scene": 0,
        "scenes": [{"name": model.id, "nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": [{"name": "tissue", "pbrMetallicRoughness": {"metallicFactor": 0}}],
        "accessors": store.accessors,
        "bufferViews": store.views,
        "buffers": [{"byteLength": store.size}],
    }
    return _packed(document, b"".join(store.chunks))


def _packed(document: Json, binary: bytes) -> bytes:
    """Header, JSON chunk and binary chunk."""
    text = json.dumps(document, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 4)
    header = struct.pack("<III", _MAGIC, 2, 12 + 8 + len(text) + 8 + len(binary))
    chunks = (struct.pack("<II", len(text), _JSON), text, struct.pack("<II", len(binary), _BIN), binary)
    return header + b"".join(chunks)


def _node_extras(part: BuiltPart) -> Json:
    extras: Json = {"part": part.id}
    if part.rings:
        extras["rings"] = list(part.rings)
    if part.cyclic:
        extras["cyclic"] = list(part.cyclic)
    if part.motions:
        extras["motions"] = {name: _listed(keys) for name, keys in part.motions.items()}
    return extras


def _listed(keys: Mapping[float, Floats]) -> Json:
    """The motions of a morph, in the body's axes and mm, as rows that are the same on every machine."""
    return {f"{weight:g}": np.round(motion, 7).tolist() for weight, motion in sorted(keys.items())}


def _mesh(part: BuiltPart, store: _Store) -> Json:
    attributes: dict[str, int] = {
        "POSITION": store.add(ras_to_gltf(part.points), "VEC3", bounds=True),
        "NORMAL": store.add(ras_to_gltf(part.normals, direction=True), "VEC3"),
    }
    if part.colors is not None:
        attributes["COLOR_0"] = store.add(_bytes_of(part.colors), "VEC4", BYTE)
    if part.ao is not None:
        attributes["_AO"] = store.add(part.ao, "SCALAR")
    for name in sorted(part.masks):
        attributes[f"_MASK_{name.upper()}"] = store.add(part.masks[name], "SCALAR")
    primitive: Json = {"attributes": attributes, "material": 0, "mode": 4}
    primitive["indices"] = store.add(part.faces.ravel(), "SCALAR", INDEX)
    mesh: Json = {"name": part.id, "primitives": [primitive]}
    names, targets = _targets(part.morphs, store)
    if targets:
        primitive["targets"] = targets
        mesh |= {"weights": [0.0] * len(targets), "extras": {"targetNames": names}}
    return mesh


def _targets(morphs: Mapping[str, MorphKeys], store: _Store) -> tuple[list[str], list[dict[str, int]]]:
    """Names `morph@weight` and accessors of every key shape."""
    names, targets = [], []
    for name in sorted(morphs):
        for weight, (moved, turned) in sorted(morphs[name].items()):
            names.append(f"{name}@{weight:g}")
            targets.append(
                {
                    "POSITION": store.add(ras_to_gltf(moved), "VEC3", bounds=True),
                    "NORMAL": store.add(ras_to_gltf(turned, direction=True), "VEC3"),
                }
            )
    return names, targets


def _bytes_of(colors: Floats) -> NDArray[np.uint8]:
    """(n, 4) linear colours as bytes, opaque."""
    opaque = np.ones((len(colors), 4))
    opaque[:, :3] = colors
    rounded: NDArray[np.uint8] = np.rint(np.clip(opaque, 0.0, 1.0) * 255.0).astype(np.uint8)
    return rounded


def read_glb(path: Path) -> BuiltModel:
    """A model from a file that :func:`write_glb` wrote; raises ValueError where it is no such file."""
    data = path.read_bytes()
    if len(data) < 20 or struct.unpack_from("<I", data)[0] != _MAGIC:
        raise ValueError(f"{path} is not a GLB file")
    size = struct.unpack_from("<I", data, 12)[0]
    document: Json = json.loads(data[20 : 20 + size])
    binary = memoryview(data)[28 + size :]
    parts = tuple(_read_part(document, node, binary) for node in document["nodes"])
    return BuiltModel(document["scenes"][0]["name"], parts)


def _read_part(document: Json, node: Json, binary: memoryview) -> BuiltPart:
    mesh = document["meshes"][node["mesh"]]
    primitive, extras = mesh["primitives"][0], node["extras"]
    arrays = {name: _array(document, index, binary) for name, index in primitive["attributes"].items()}
    colors = arrays["COLOR_0"][:, :3] / 255.0 if "COLOR_0" in arrays else None
    return BuiltPart(
        id=extras["part"],
        points=gltf_to_ras(arrays["POSITION"]).astype(np.float32),
        faces=_array(document, primitive["indices"], binary).reshape(-1, 3).astype(np.int32),
        normals=gltf_to_ras(arrays["NORMAL"], direction=True).astype(np.float32),
        colors=colors,
        ao=arrays.get("_AO"),
        masks={key[6:].lower(): values for key, values in arrays.items() if key.startswith("_MASK_")},
        morphs=_read_morphs(document, mesh, binary),
        rings=(extras["rings"][0], extras["rings"][1]) if "rings" in extras else None,
        cyclic=tuple(extras.get("cyclic", ())),
        motions={
            name: {float(weight): np.array(rows) for weight, rows in keys.items()}
            for name, keys in extras.get("motions", {}).items()
        },
    )


def _read_morphs(document: Json, mesh: Json, binary: memoryview) -> dict[str, MorphKeys]:
    found: dict[str, dict[float, tuple[Floats, Floats]]] = {}
    names = mesh.get("extras", {}).get("targetNames", [])
    for path, target in zip(names, mesh["primitives"][0].get("targets", []), strict=True):
        name, _, weight = path.partition("@")
        moved = gltf_to_ras(_array(document, target["POSITION"], binary)).astype(np.float32)
        turned = gltf_to_ras(_array(document, target["NORMAL"], binary), direction=True).astype(np.float32)
        found.setdefault(name, {})[float(weight or 1.0)] = (moved, turned)
    return dict(found)


def _array(document: Json, index: int, binary: memoryview) -> NDArray[Any]:
    """An accessor's values, (count,) or (count, width)."""
    accessor = document["accessors"][index]
    view = document["bufferViews"][accessor["bufferView"]]
    width = _WIDTHS[accessor["type"]]
    component = _COMPONENTS[accessor["componentType"]]
    flat = np.frombuffer(binary, component, accessor["count"] * width, view["byteOffset"])
    return flat.reshape(-1, width) if width > 1 else flat
