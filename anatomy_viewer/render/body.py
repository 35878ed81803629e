"""The surface of a part in one painter: the shared mesh, with copies only of what changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  without it VTK has no mapper that draws
from vtkmodules.vtkCommonDataModel import vtkDataObject, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkPolyDataMapper

from anatomy_viewer.render import shaders
from anatomy_viewer.render.colors import NO_WASH
from anatomy_viewer.render.meshes import COLOR_ARRAY, REST_ARRAY, PartMesh, surface_data, vtk_array
from anatomy_viewer.render.morphs import Pose, Shape, blend, freedom
from anatomy_viewer.scene.state import NO_TINT, PartState, Tint, Vector


def surface_mapper(data: vtkPolyData) -> vtkPolyDataMapper:
    """A mapper that shows the vertex colours as they are."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.SetScalarModeToUsePointData()
    mapper.SetColorModeToDirectScalars()
    mapper.SetVBOShiftScaleMethod(0)  # the shader reads points in millimetres
    return mapper


class Body:
    """One mesh of a part as a painter shows it.

    Attributes:
        mesh: The shared mesh.
        data: The surface shown now, in the part's own frame: the shared rest shape, or this painter's copy.
        mapper: What draws it.
    """

    def __init__(self, mesh: PartMesh) -> None:
        self.mesh = mesh
        self._moves = bool(mesh.glb.morphs)
        self._shape: Shape | None = None
        self._pose = Pose()
        self._retired: list[Any] = []
        self._paint: tuple[Tint, Mapping[str, Tint]] = (NO_TINT, {})
        self._colors = mesh.plain_colors
        self.data = self._new_data() if self._moves else mesh.polydata
        self.mapper = surface_mapper(self.data)
        if self._moves:
            association = vtkDataObject.FIELD_ASSOCIATION_POINTS
            self.mapper.MapDataArrayToVertexAttribute(shaders.REST_ATTRIBUTE, REST_ARRAY, association, -1)

    @property
    def shape(self) -> Shape:
        """Points and normals shown now, in the part's own frame."""
        return self._shape or self.mesh.rest

    def paint(self, state: PartState) -> Vector:
        """Take on the colour and the tints of a state; returns what the colours are to be multiplied with."""
        wash = self.mesh.pigment.wash(state.color, state.tints)
        paint = (state.color if wash is None else NO_TINT, state.tints)
        if paint != self._paint:
            self._paint = paint
            self._color(*paint)
        return wash or NO_WASH

    def _color(self, tint: Tint, tints: Mapping[str, Tint]) -> None:
        """Mix tints into the colours of the vertices."""
        colors = self.mesh.pigment.colors(tint, tints)
        if self.data is self.mesh.polydata:
            self.data = self._new_data()
            self.mapper.SetInputData(self.data)
        if self._colors is self.mesh.plain_colors:
            self._colors = colors
            self._keep(self.data.GetPointData().GetScalars())
            self.data.GetPointData().SetScalars(vtk_array(colors, COLOR_ARRAY))
        np.copyto(self._colors, colors)
        self.data.GetPointData().GetScalars().Modified()
        self.data.Modified()

    def reshape(self, state: PartState) -> bool:
        """Take on the morphs of a state; returns whether the shape changed."""
        pose = self._pose_of(state)
        if pose == self._pose:
            return False
        self._pose = pose
        shape = self._own_shape()
        blend(self.mesh.rest, self.mesh.glb.morphs, pose, freedom(self.mesh.glb.masks, pose.stills), shape)
        self.data.GetPoints().GetData().Modified()
        self.data.GetPoints().Modified()
        self.data.GetPointData().GetNormals().Modified()
        self.data.Modified()
        return True

    def release(self) -> None:
        """Let go of the mesh."""
        self.mapper.RemoveAllClippingPlanes()
        self.mapper.SetInputData(None)

    def _pose_of(self, state: PartState) -> Pose:
        """The pose asked for, without what this mesh cannot do and without what changes nothing."""
        known = self.mesh.glb.morphs
        places = {k: v for k, v in state.morphs.items() if k in known and v != 0.0}
        amounts = {k: v for k, v in state.amounts.items() if k in places}
        stills = {k: v for k, v in state.stills.items() if v > 0.0} if places else {}
        return Pose(places, amounts, stills)

    def _own_shape(self) -> Shape:
        """This painter's arrays, made the first time the part moves."""
        if self._shape is None:
            rest = self.mesh.rest
            self._shape = Shape(np.array(rest.points), np.array(rest.normals))
            self._keep(self.data.GetPoints().GetData(), self.data.GetPointData().GetNormals())
            self.data.GetPoints().SetData(vtk_array(self._shape.points))
            self.data.GetPointData().SetNormals(vtk_array(self._shape.normals, "Normals"))
        return self._shape

    def _keep(self, *arrays: Any) -> None:
        """Keep arrays that are shown no longer.

        VTK knows its buffers by the addresses of arrays, and must not meet another array at the same one.
        """
        self._retired.extend(arrays)

    def _new_data(self) -> vtkPolyData:
        """A surface of this painter's own. One that moves keeps its rest shape: the relief is tied to it."""
        data = surface_data(self.shape, self.mesh.glb.triangles, self._colors)
        if self._moves:
            data.GetPointData().AddArray(vtk_array(self.mesh.rest.points, REST_ARRAY))
        return data
