"""Meshes handed to VTK's filters and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from anatomy_models.kit.built import Floats, Ints


def to_polydata(points: Floats, faces: Ints) -> Any:
    """A `vtkPolyData` with these points and triangles (copies)."""
    from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
    from vtkmodules.vtkCommonCore import vtkPoints
    from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

    places = vtkPoints()
    places.SetData(numpy_to_vtk(np.ascontiguousarray(points, dtype=np.float64), deep=True))
    cells = vtkCellArray()
    corners = numpy_to_vtkIdTypeArray(np.ascontiguousarray(faces, dtype=np.int64).ravel(), deep=True)
    cells.SetData(3, corners)
    mesh = vtkPolyData()
    mesh.SetPoints(places)
    mesh.SetPolys(cells)
    return mesh


def from_polydata(mesh: Any) -> tuple[Floats, Ints]:
    """Points and triangles of a `vtkPolyData` that holds only triangles."""
    from vtkmodules.util.numpy_support import vtk_to_numpy

    points = vtk_to_numpy(mesh.GetPoints().GetData()).astype(np.float64)
    faces = vtk_to_numpy(mesh.GetPolys().GetConnectivityArray()).reshape(-1, 3).astype(np.int32)
    return points, faces
