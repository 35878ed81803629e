"""Meshes of models, read once and shared by all painters.

A `MeshStore` reads GLB files (in a worker thread where the caller wants) and keeps one `vtkPolyData` a part
in its rest shape. Painters never change it: a part that morphs or is tinted gets arrays of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

from anatomy_viewer.content.mirroring import is_mirror_image, mirror_image, mirrored_id, plain_id
from anatomy_viewer.content.model import Model, Part
from anatomy_viewer.render.apart import ways_apart
from anatomy_viewer.render.colors import Bytes, Pigment
from anatomy_viewer.render.glb import GlbPart, read_glb
from anatomy_viewer.render.labels import Labels, mirrored_labels, read_labels
from anatomy_viewer.render.looks import Look, look_of
from anatomy_viewer.render.morphs import Shape
from anatomy_viewer.render.outline import weld
from anatomy_viewer.scene.state import NO_TINT, Vector

COLOR_ARRAY = "color"
REST_ARRAY = "rest"


def vtk_array(values: NDArray[Any], name: str = "") -> Any:
    """A VTK array over numpy's memory. The caller keeps the numpy array alive."""
    array = numpy_to_vtk(values)
    if name:
        array.SetName(name)
    return array


def surface_data(shape: Shape, triangles: NDArray[np.int32], colors: Bytes) -> vtkPolyData:
    """A `vtkPolyData` over the given arrays, with `Normals` and the sRGB colours as scalars."""
    data = vtkPolyData()
    points = vtkPoints()
    points.SetData(vtk_array(shape.points))
    data.SetPoints(points)
    cells = vtkCellArray()
    cells.SetData(3, vtk_array(triangles.ravel()))
    data.SetPolys(cells)
    data.GetPointData().SetNormals(vtk_array(shape.normals, "Normals"))
    data.GetPointData().SetScalars(vtk_array(colors, COLOR_ARRAY))
    return data


@dataclass(frozen=True, eq=False)
class PartMesh:
    """One part of a model in its rest shape, with what is needed to morph, tint and cut it."""

    glb: GlbPart
    look: Look
    tissue: str
    hidden: bool = False
    pivot: Vector | None = None

    @property
    def id(self) -> str:
        """The part's id path."""
        return self.glb.id

    @cached_property
    def rest(self) -> Shape:
        """Points and normals where every morph is at 0."""
        return Shape(self.glb.points, self.glb.normals)

    @cached_property
    def pigment(self) -> Pigment:
        """The part's paint."""
        part = self.glb
        return Pigment(len(part.points), self.look, part.colors, part.openness, part.masks)

    @cached_property
    def plain_colors(self) -> Bytes:
        """Vertex colours without any tint."""
        return self.pigment.colors(NO_TINT, {})

    @cached_property
    def welded(self) -> NDArray[Any]:
        """Triangles (m, 3) in which all copies of a point are one: a cut then finds closed outlines."""
        joined: NDArray[Any] = weld(self.glb.points)[self.glb.triangles]
        return joined

    @cached_property
    def polydata(self) -> vtkPolyData:
        """The shared rest shape. Do not change it."""
        return surface_data(self.rest, self.glb.triangles, self.plain_colors)

    @cached_property
    def center(self) -> Vector:
        """What the part turns and grows about: the model's pivot, or the middle of its box."""
        if self.pivot is not None:
            return self.pivot
        x, y, z = (self.glb.points.min(axis=0) + self.glb.points.max(axis=0)) / 2.0
        return float(x), float(y), float(z)


@dataclass(frozen=True, eq=False)
class ModelMesh:
    """All parts of a model by id.

    Attributes:
        id: The model's id.
        parts: Part id -> its mesh.
        path: The file they come from; None for a model that was made, not read.
        model: What its pack says, for reading more of it later.
        mirrored: Whether this is the mirror image of what the file holds.
    """

    id: str
    parts: Mapping[str, PartMesh]
    path: Path | None = None
    model: Model | None = None
    mirrored: bool = False

    @cached_property
    def labels(self) -> Labels | None:
        """The volume that tells the tissues apart in a cut, if there is one; read for the first cut."""
        held = read_labels(self.path.with_name(f"{self.id}.labels.npz")) if self.path else None
        return mirrored_labels(held) if held and self.mirrored else held

    @cached_property
    def lighter(self) -> dict[str, PartMesh]:
        """Part id -> a mesh of fewer triangles, read when first asked for; empty where there is none.

        A damaged file costs speed alone: the full meshes stay.
        """
        path = self.path.with_name(f"{self.id}.lod1.glb") if self.path else None
        if path is not None and path.is_file():
            with suppress(ValueError, OSError, KeyError):
                return _part_meshes(path, self.model, self.mirrored)
        return {}

    @cached_property
    def ways(self) -> dict[str, Vector]:
        """Part id -> how far it goes when the model stands wholly apart, RAS mm."""
        surfaces = {key: (mesh.glb.points, mesh.glb.triangles) for key, mesh in self.parts.items()}
        return ways_apart(surfaces, frozenset(key for key, mesh in self.parts.items() if mesh.hidden))

    def lighter_of(self, part: str) -> PartMesh | None:
        """The lighter mesh of a part, if it can stand in for the full one."""
        mesh, full = self.lighter.get(part), self.parts[part]
        same = mesh is not None and mesh.glb.morphs.keys() == full.glb.morphs.keys()
        return mesh if same else None


def read_model(path: Path, model: Model | None = None, *, mirrored: bool = False) -> ModelMesh:
    """Read a model's GLB file, or the mirror image of what it holds: what the first picture needs.

    `model` is what the pack says of what is read: of the mirror image, where that is wanted.

    Raises:
        ValueError: the file is no GLB file of ours.
        OSError: it cannot be read.
    """
    parts = _part_meshes(path, model, mirrored)
    return ModelMesh(path.name.split(".")[0], parts, path, model, mirrored)


def _read_into(wanted: Future[ModelMesh], path: Path, model: Model | None, mirrored: bool) -> None:
    """Read a model and hand it, or what went wrong, to whoever waits."""
    try:
        mesh = read_model(path, model, mirrored=mirrored)
    except Exception as error:  # noqa: BLE001 - raised again where the model is asked for
        wanted.set_exception(error)
        return
    wanted.set_result(mesh)


def _part_meshes(path: Path, model: Model | None, mirrored: bool) -> dict[str, PartMesh]:
    known = {part.id: part for part in model.parts} if model else {}
    meshes = [_part_mesh(part, known.get(part.id)) for part in read_glb(path, mirrored=mirrored)]
    for mesh in meshes:
        mesh.polydata  # noqa: B018 - made here, in the reading thread, not in the first frame
    return {mesh.id: mesh for mesh in meshes}


def _part_mesh(glb: GlbPart, part: Part | None) -> PartMesh:
    if part is None:
        return PartMesh(glb, look_of(""), "")
    return PartMesh(glb, look_of(part.tissue), part.tissue, part.hidden, part.pivot)


@dataclass
class MeshStore:
    """The meshes of the models in use: each file is read once, whoever asks.

    Attributes:
        paths: Model id -> its GLB file, or the folder where it is.
        models: Model id -> what its pack says (tissues, pivots, hidden parts).
    """

    paths: dict[str, Path] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    _read: dict[str, Future[ModelMesh]] = field(default_factory=dict, repr=False)
    _readers: list[Thread] = field(default_factory=list, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def of(cls, models: Iterable[Model], path_of: Callable[[Model], Path]) -> MeshStore:
        """A store for models whose GLB files are where `path_of` says."""
        held = {model.id: model for model in models}
        return cls({key: path_of(model) for key, model in held.items()}, held)

    def hold(self, mesh: ModelMesh) -> None:
        """Put in a model that was made, not read."""
        made: Future[ModelMesh] = Future()
        made.set_result(mesh)
        self._read[mesh.id] = made

    def add(self, model: Model, path: Path) -> None:
        """Make a model known, or tell that its file was built anew; it is read when asked for."""
        with self._lock:
            self.models[model.id] = model
            self.paths[model.id] = path
            self._read.pop(model.id, None)
            self._read.pop(mirrored_id(model.id), None)

    def request(self, model_id: str) -> Future[ModelMesh]:
        """Start reading a model in a worker thread; ask again and the same future is returned.

        A mirror image (see `content.mirroring`) is a model like any other, read from the same file.

        Raises:
            KeyError: no file is known for the model.
        """
        with self._lock:
            if model_id not in self._read:
                job = (Future[ModelMesh](), *self._wanted(model_id))
                self._read[model_id] = job[0]
                # A daemon: who closes the window while a model is read need not wait for it.
                reader = Thread(target=_read_into, args=job, name=f"read {model_id}", daemon=True)
                self._readers.append(reader)
                reader.start()
            return self._read[model_id]

    def is_ready(self, model_id: str) -> bool:
        """Whether `model` would return at once."""
        future = self._read.get(model_id)
        return future is not None and future.done() and future.exception() is None

    def model(self, model_id: str) -> ModelMesh:
        """The meshes of a model, read now if need be. Raises what reading raises."""
        return self.request(model_id).result()

    def close(self) -> None:
        """Let go of all meshes; waits for what is being read."""
        self.settle()
        self._read.clear()

    def settle(self) -> None:
        """Wait until everything asked for is read."""
        while self._readers:
            self._readers.pop().join()

    def _wanted(self, model_id: str) -> tuple[Path, Model | None, bool]:
        """The file of a model, what its pack says, and whether the mirror image is wanted."""
        plain, turned = plain_id(model_id), is_mirror_image(model_id)
        model = self.models.get(plain)
        return self._path(plain), mirror_image(model) if model and turned else model, turned

    def _path(self, model_id: str) -> Path:
        if model_id not in self.paths:
            raise KeyError(f"no file is known for the model {model_id!r}; known are {sorted(self.paths)}")
        path = self.paths[model_id]
        return path / f"{model_id}.glb" if path.is_dir() else path
