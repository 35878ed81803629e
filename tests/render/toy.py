"""A toy organ that has all a real one has: colours, occlusion, masks, morphs, rings, labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from anatomy_models.kit.built import BuiltModel, BuiltPart
from anatomy_models.kit.glb import write_glb
from anatomy_models.kit.ring import column, shell
from anatomy_models.kit.surface import make_part, vertex_normals
from anatomy_models.kit.sweep import tube, tube_grid
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.state import CameraState, PartState, StageState

PARTS = {
    "toy/wall": "muscle",
    "toy/vessel": "artery",
    "toy/pipe": "media",
    "toy/lumen": "blood",
    "toy/spare": "steel",
}


def ball(radius: float, count: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """Points and faces of a closed ball."""
    polar = np.linspace(0.0, np.pi, count)
    around = np.linspace(0.0, 2 * np.pi, 2 * count, endpoint=False)
    p, a = (v.ravel() for v in np.meshgrid(polar[1:-1], around, indexing="ij"))
    middle = np.stack([np.sin(p) * np.cos(a), np.sin(p) * np.sin(a), np.cos(p)], axis=1)
    points = np.concatenate([middle, [[0, 0, 1], [0, 0, -1]]]) * radius
    rows, sides = count - 2, 2 * count
    i, j = (v.ravel() for v in np.meshgrid(np.arange(rows - 1), np.arange(sides), indexing="ij"))
    a, b, c, d = (
        i * sides + j,
        i * sides + (j + 1) % sides,
        (i + 1) * sides + j,
        (i + 1) * sides + (j + 1) % sides,
    )
    j = np.arange(sides)
    k = (j + 1) % sides
    top = np.stack([np.full(sides, rows * sides), j, k], 1)
    base = (rows - 1) * sides
    bottom = np.stack([np.full(sides, rows * sides + 1), base + k, base + j], 1)
    faces = np.concatenate([np.stack([a, c, b], 1), np.stack([b, c, d], 1), top, bottom])
    return points, faces


def wall(count: int = 40) -> BuiltPart:
    points, faces = ball(40.0, count)
    normals = vertex_normals(points, faces)
    squeezed = points * (0.8, 0.8, 0.9)
    keys = {0.5: (squeezed - points, np.zeros_like(normals))}
    color = np.tile([0.38, 0.08, 0.06], (len(points), 1))
    left = np.clip(0.5 - points[:, 0] / 20.0, 0.0, 1.0)
    ao = np.clip(0.5 + points[:, 2] / 60.0, 0.1, 1.0)
    return BuiltPart(
        "toy/wall", points, faces, normals, color, ao, {"left": left}, {"beat": keys}, None, ("beat",)
    )


def vessel() -> BuiltPart:
    turn = np.linspace(-1.0, 1.0, 60)
    path = np.stack([np.sin(turn * 0.6), np.cos(turn * 0.6) * np.cos(turn), np.sin(turn)], 1) * 40.0
    return make_part("toy/vessel", tube(path, 2.2, 12))


def pipe_grids(narrowing: float) -> tuple[np.ndarray, np.ndarray]:
    along = np.linspace(-18.0, 18.0, 73)
    path = np.stack([along, np.full_like(along, 90.0), np.zeros_like(along)], 1)
    inner = 1.5 * (1.0 - narrowing * np.exp(-((along / 5.0) ** 2)))
    return tube_grid(path, 2.1, 24), tube_grid(path, inner, 24)


def pipe() -> tuple[BuiltPart, BuiltPart]:
    outer, inner = pipe_grids(0.0)
    keys = [k / 10 for k in range(1, 11)]
    walls = {k: shell(*pipe_grids(min(k, 0.99))).points for k in keys}
    blood = {k: column(pipe_grids(min(k, 0.99))[1] * 1.0).points for k in keys}
    return (
        make_part("toy/pipe", shell(outer, inner), {"stenosis": walls}),
        make_part("toy/lumen", column(inner), {"stenosis": blood}),
    )


def spare() -> BuiltPart:
    points, faces = ball(5.0, 12)
    return BuiltPart("toy/spare", points + np.array([0, 0, 60]), faces, vertex_normals(points, faces))


def write_labels(path):
    """Muscle in the ball, with a core of fat 20 mm across."""
    step, half = 2.0, 46.0
    axis = np.arange(-half, half + step, step)
    radius = np.linalg.norm(np.stack(np.meshgrid(axis, axis, axis, indexing="ij")), axis=0)
    channels = np.stack([np.clip(128 - 32 * (radius - r), 0, 255) for r in (40.0, 10.0)]).astype(np.uint8)
    np.savez_compressed(
        path, channels=channels, names=np.array(["muscle", "fat"]), origin=np.full(3, -half), spacing=step
    )


def toy_model() -> Model:
    """What the toy's pack says."""
    named = {"en": "Toy"}
    parts = [{"id": key, "names": named, "tissue": tissue} for key, tissue in PARTS.items()]
    parts[-1]["hidden"] = True
    view = {"id": "front", "names": named, "direction": (0, 1, 0), "target": (0, 0, 0), "height": 120}
    return Model(id="toy", names=named, licence={"spdx": "CC0-1.0"}, parts=parts, views=[view])


FRONT = CameraState(focal=(0.0, 0.0, 0.0), direction=(0.0, 1.0, 0.0), height=110.0)
NEAR_PIPE = CameraState(focal=(0.0, 90.0, 0.0), direction=(0.0, 0.2, 1.0), up=(0.0, 1.0, 0.0), height=14.0)
NO_PIPE = {"toy/pipe": PartState(visible=False), "toy/lumen": PartState(visible=False)}
NO_BALL = {"toy/wall": PartState(visible=False), "toy/vessel": PartState(visible=False)}


def toy_stage(parts=None, camera=FRONT, **rest) -> StageState:
    """A stage with the toy's ball and vessel, or whatever `parts` say."""
    return StageState(("toy",), {**NO_PIPE, **(parts or {})}, camera, **rest)


def write_toy(folder: Path) -> Path:
    """The toy's GLB file, with its label volume beside it."""
    path = folder / "toy.glb"
    write_glb(BuiltModel("toy", (wall(), vessel(), *pipe(), spare())), path)
    write_glb(BuiltModel("toy", (wall(16), vessel())), folder / "toy.lod1.glb")
    write_labels(folder / "toy.labels.npz")
    return path
