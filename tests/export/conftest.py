"""Meshes of the made-up organ: boxes, so that pictures take no time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygltflib
import pytest
from scene.fixture_lesson import MODELS

from anatomy_viewer.content.axes import ras_to_gltf
from anatomy_viewer.content.model import Model
from anatomy_viewer.render.meshes import MeshStore

CORNERS = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
FACES = np.array([int(corner) for corner in "013032467475045051237276026064157173"], np.uint32)
RINGS, SIDES = 5, 8
"""Of the tube in which something streams."""
TUBE = np.array(
    [
        (np.cos(a), np.sin(a), 2 * r / (RINGS - 1) - 1)
        for r in range(RINGS)
        for a in np.arange(SIDES) * 2 * np.pi / SIDES
    ]
)
TUBE_FACES = np.array(
    [
        (
            r * SIDES + i,
            r * SIDES + j,
            r * SIDES + SIDES + j,
            r * SIDES + i,
            r * SIDES + SIDES + j,
            r * SIDES + SIDES + i,
        )
        for r in range(RINGS - 1)
        for i, j in ((k, (k + 1) % SIDES) for k in range(SIDES))
    ],
    np.uint32,
)
PLACES = {
    "pump/wall": ((0, 0, 0), 20), "pump/wall/inner": ((0, 0, 30), 8), "pump/pipes/left": ((-10, 0, 3), 11),
    "pump/pipes/right": ((10, 0, 3), 11), "pump/patch": ((0, 0, -30), 5), "pipe/wall": ((0, 0, 0), 3),
    "pipe/stream": ((0, 0, 0), 1), "pipe/tube": ((0, 0, 0), 2),
}  # fmt: skip


def write_boxes(model: Model, path: Path) -> Path:
    """A GLB file with a box for every part."""
    data, views, accessors, meshes, nodes = b"", [], [], [], []
    for part in model.parts:
        middle, half = PLACES[part.id]
        streams = part.id.endswith("stream")
        shape, faces = (TUBE, TUBE_FACES.ravel()) if streams else (CORNERS, FACES)
        points = ras_to_gltf(shape * half + middle).astype(np.float32)
        outward = shape / np.linalg.norm(shape, axis=1, keepdims=True)
        normals = ras_to_gltf(outward, direction=True).astype(np.float32)
        first = len(accessors)
        for array, kind, target in (
            (points, "VEC3", 34962),
            (normals, "VEC3", 34962),
            (faces, "SCALAR", 34963),
        ):
            views.append(
                pygltflib.BufferView(buffer=0, byteOffset=len(data), byteLength=array.nbytes, target=target)
            )
            data += array.tobytes()
            component = pygltflib.FLOAT if array.dtype == np.float32 else pygltflib.UNSIGNED_INT
            accessors.append(
                pygltflib.Accessor(
                    bufferView=len(views) - 1, componentType=component, count=len(array), type=kind
                )
            )
        accessors[first].min, accessors[first].max = points.min(0).tolist(), points.max(0).tolist()
        attributes = pygltflib.Attributes(POSITION=first, NORMAL=first + 1)
        primitive = pygltflib.Primitive(attributes=attributes, indices=first + 2)
        nodes.append(
            pygltflib.Node(
                name=part.id,
                mesh=len(meshes),
                extras={"part": part.id} | ({"rings": [RINGS, SIDES]} if streams else {}),
            )
        )
        meshes.append(pygltflib.Mesh(primitives=[primitive]))
    gltf = pygltflib.GLTF2(
        scene=0, scenes=[pygltflib.Scene(nodes=list(range(len(nodes))))], nodes=nodes, meshes=meshes,
        accessors=accessors, bufferViews=views, buffers=[pygltflib.Buffer(byteLength=len(data))],
    )  # fmt: skip
    gltf.set_binary_blob(data)
    gltf.save_binary(str(path))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MeshStore]:
    """The meshes of all made-up models."""
    held = MeshStore.of(MODELS.values(), lambda model: write_boxes(model, tmp_path / f"{model.id}.glb"))
    yield held
    held.close()
