"""One part as one painter shows it: an actor over the shared mesh, with copies only of what changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkDataObject, vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from anatomy_viewer.render import shaders
from anatomy_viewer.render.casing import Casing
from anatomy_viewer.render.meshes import COLOR_ARRAY, REST_ARRAY, PartMesh, surface_data, vtk_array
from anatomy_viewer.render.morphs import Pose, Shape, blend, freedom
from anatomy_viewer.scene.state import PartState

Matrix = NDArray[np.float64]
SOLID = 0.995
"""Opacity from which a part is drawn as solid."""


def rotation_of(quaternion: tuple[float, float, float, float]) -> Matrix:
    """The (3, 3) rotation of a unit quaternion (w, x, y, z)."""
    w, x, y, z = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def placement(state: PartState, center: tuple[float, float, float]) -> Matrix:
    """The (4, 4) matrix of a part's pose: scale and rotation about its centre, then translation."""
    matrix = np.eye(4)
    matrix[:3, :3] = rotation_of(state.rotation) * state.scale
    matrix[:3, 3] = np.array(center) + state.translation - matrix[:3, :3] @ np.array(center)
    return matrix


def dress(actor: vtkActor, look: Any) -> None:
    """Give an actor's property a look: physically based, white, since vertices bring the colour."""
    surface = actor.GetProperty()
    surface.SetInterpolationToPBR()
    surface.SetColor(1.0, 1.0, 1.0)
    surface.SetMetallic(look.metallic)
    surface.SetRoughness(look.roughness)
    surface.SetCoatStrength(look.coat)
    surface.SetCoatRoughness(look.coat_roughness)
    surface.SetCoatIOR(1.4)


def surface_mapper(data: vtkPolyData) -> vtkPolyDataMapper:
    """A mapper that shows the vertex colours as they are."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.SetScalarModeToUsePointData()
    mapper.SetColorModeToDirectScalars()
    mapper.SetVBOShiftScaleMethod(0)  # the shader reads points in millimetres
    return mapper


class PartView:
    """What one painter holds of a part.

    Attributes:
        mesh: The shared mesh.
        actor: The VTK actor, to be put into the painter's renderer.
        data: The surface shown now, in the part's own frame: the shared rest shape, or this painter's copy.
        state: What was applied last.
        version: Grows with every change of shape.
    """

    def __init__(self, mesh: PartMesh) -> None:
        self.mesh = mesh
        self.state = PartState()
        self.version = 0
        self.actor = vtkActor()
        self.casing: Casing | None = None
        self._pose = Pose()
        self._shape: Shape | None = None
        self._colors = mesh.plain_colors
        self._moves = bool(mesh.glb.morphs)
        self.data = self._new_data() if self._moves else mesh.polydata
        self._mapper = surface_mapper(self.data)
        if self._moves:
            association = vtkDataObject.FIELD_ASSOCIATION_POINTS
            self._mapper.MapDataArrayToVertexAttribute(shaders.REST_ATTRIBUTE, REST_ARRAY, association, -1)
        self.actor.SetMapper(self._mapper)
        dress(self.actor, mesh.look)
        shaders.dress_surface(self.actor, mesh.look, has_rest=self._moves)
        self._set_opacity(1.0)

    @property
    def shape(self) -> Shape:
        """Points and normals shown now, in the part's own frame."""
        return self._shape or self.mesh.rest

    @property
    def matrix(self) -> Matrix:
        """The (4, 4) pose of the part in the world."""
        return placement(self.state, self.mesh.center)

    @property
    def is_seen(self) -> bool:
        """Whether anything of it is drawn."""
        return bool(self.actor.GetVisibility())

    @property
    def has_inside(self) -> bool:
        """Whether a cut through it shows an inside: it is drawn, and not as a veil."""
        return self.is_seen and self.state.opacity * self.mesh.look.opacity > 0.5

    @property
    def is_solid(self) -> bool:
        """Whether it hides what lies behind it."""
        return self.state.opacity * self.mesh.look.opacity >= SOLID

    def actors(self) -> tuple[vtkActor, ...]:
        """Every actor of the part: itself and the lines round it."""
        return (self.actor, *(self.casing.actors if self.casing else ()))

    def apply(self, state: PartState) -> frozenset[str]:
        """Show a state. Only fields that differ from the last state do work; returns their names."""
        changed = frozenset(name for name in APPLY if getattr(state, name) != getattr(self.state, name))
        self.state = state
        for action in {APPLY[name]: None for name in APPLY if name in changed}:
            action(self)
        return changed

    def show(self) -> None:
        """Apply `visible`."""
        seen = self.state.visible and self.state.opacity > 0.004
        self.actor.SetVisibility(seen)
        if self.casing is not None:
            self.casing.show(seen)

    def fade(self) -> None:
        """Apply `opacity`: below 1 the part becomes a ghost whose silhouette still reads."""
        self._set_opacity(self.state.opacity)
        self.show()

    def place(self) -> None:
        """Apply `translation`, `rotation` and `scale`."""
        matrix = vtkMatrix4x4()
        matrix.DeepCopy(tuple(self.matrix.ravel()))
        self.actor.SetUserMatrix(matrix)
        if self.casing is not None:
            self.casing.place(matrix)

    def stress(self) -> None:
        """Apply `emphasis`: lifted out of its bed, brighter, with a light casing."""
        amount = self.state.emphasis
        shaders.steer(self.actor, emphasized=amount)
        shaders.lift(self.actor, self.mesh.look.sunk * min(1.0, 2.0 * amount))
        if amount > 0.0 and self.casing is None:
            self.casing = Casing(self.data, self.mesh.look)
            self.casing.place(self.actor.GetUserMatrix())
            self.show()
        if self.casing is not None:
            self.casing.strengthen(amount)

    def paint(self) -> None:
        """Apply `color` and `tints`."""
        self._colors = self.mesh.pigment.colors(self.state.color, self.state.tints)
        self._own_data().GetPointData().SetScalars(vtk_array(self._colors, COLOR_ARRAY))

    def reshape(self) -> None:
        """Apply `morphs`, `amounts` and `stills`."""
        pose = self._wanted_pose()
        if pose == self._pose:
            return
        self._pose = pose
        shape = self._own_shape()
        blend(self.mesh.rest, self.mesh.glb.morphs, pose, freedom(self.mesh.glb.masks, pose.stills), shape)
        self.data.GetPoints().GetData().Modified()
        self.data.GetPoints().Modified()
        self.data.GetPointData().GetNormals().Modified()
        self.data.Modified()
        self.version += 1

    def release(self) -> None:
        """Let go of the mesh and of all VTK objects."""
        self._mapper.RemoveAllClippingPlanes()
        self._mapper.SetInputData(None)
        self.casing = None

    def _set_opacity(self, opacity: float) -> None:
        dense = opacity * self.mesh.look.opacity
        self.actor.GetProperty().SetOpacity(dense)
        self.actor.SetForceTranslucent(dense < SOLID)
        self.actor.SetForceOpaque(dense >= SOLID)
        shaders.steer(self.actor, ghostly=min(1.0, (1.0 - opacity) / 0.6))

    def _wanted_pose(self) -> Pose:
        """The pose asked for, without what this part's mesh cannot do and without what changes nothing."""
        known = self.mesh.glb.morphs
        places = {k: v for k, v in self.state.morphs.items() if k in known and v != 0.0}
        amounts = {k: v for k, v in self.state.amounts.items() if k in places}
        stills = {k: v for k, v in self.state.stills.items() if v > 0.0} if places else {}
        return Pose(places, amounts, stills)

    def _own_shape(self) -> Shape:
        """This painter's arrays, made the first time the part moves."""
        if self._shape is None:
            rest = self.mesh.rest
            self._shape = Shape(np.array(rest.points), np.array(rest.normals))
            self.data.GetPoints().SetData(vtk_array(self._shape.points))
            self.data.GetPointData().SetNormals(vtk_array(self._shape.normals, "Normals"))
        return self._shape

    def _own_data(self) -> vtkPolyData:
        """A surface that this painter may change; it still shares every array that it has not changed."""
        if self.data is self.mesh.polydata:
            self.data = self._new_data()
            self._mapper.SetInputData(self.data)
            if self.casing is not None:
                self.casing.follow(self.data)
        return self.data

    def _new_data(self) -> vtkPolyData:
        """A surface of this painter's own. One that moves keeps its rest shape: the relief is tied to it."""
        data = surface_data(self.shape, self.mesh.glb.triangles, self._colors)
        if self._moves:
            data.GetPointData().AddArray(vtk_array(self.mesh.rest.points, REST_ARRAY))
        return data


APPLY: Mapping[str, Callable[[PartView], None]] = {
    "visible": PartView.show,
    "opacity": PartView.fade,
    "color": PartView.paint,
    "translation": PartView.place,
    "rotation": PartView.place,
    "scale": PartView.place,
    "emphasis": PartView.stress,
    "morphs": PartView.reshape,
    "amounts": PartView.reshape,
    "tints": PartView.paint,
    "stills": PartView.reshape,
}
"""What is done about every field of `PartState`; a field without a row would never be seen."""
