"""A hand whose joints the runtime tells, as a shape: balls along the bones, as thick as the fingers.

Plain and quiet: a hand that is nearly right disturbs more than one that only means a hand.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkFiltersSources import vtkSphereSource
from vtkmodules.vtkRenderingCore import vtkActor, vtkGlyph3DMapper

from anatomy_vr import colors
from anatomy_vr.colors import rgb
from anatomy_vr.inputs import Joints

WRIST = 1
FINGERS = ((2, 3, 4, 5), *((k, k + 1, k + 2, k + 3, k + 4) for k in (6, 11, 16, 21)))
"""The joints of the thumb and of each finger from the wrist to its tip, as OpenXR counts them."""
_BONES = (
    *((a, b) for finger in FINGERS for a, b in zip((WRIST, *finger), finger, strict=False)),
    *((7, 12), (12, 17), (17, 22), (3, 7)),  # across the hand, so that it is one
)
_BALLS = 10
"""Balls on each bone."""


def balls(joints: Joints) -> NDArray[np.float32]:
    """Middle (metres) and radius of every ball of a hand, (n, 4)."""
    known = np.array(joints, dtype=np.float32)
    first, last = known[[a for a, _ in _BONES]], known[[b for _, b in _BONES]]
    shares = np.linspace(0.0, 1.0, _BALLS, dtype=np.float32)[:, None, None]
    made: NDArray[np.float32] = (first + (last - first) * shares).reshape(-1, 4)
    return made


class Flesh:
    """The shape of a hand whose joints are known."""

    def __init__(self) -> None:
        ball = vtkSphereSource()
        ball.SetRadius(1.0)
        ball.SetThetaResolution(14)
        ball.SetPhiResolution(10)
        self._places, self._cloud = vtkPoints(), vtkPolyData()
        self._cloud.SetPoints(self._places)
        mapper = vtkGlyph3DMapper()
        mapper.SetInputData(self._cloud)
        mapper.SetSourceConnection(ball.GetOutputPort())
        mapper.SetScaleArray("radius")
        mapper.SetScaleModeToScaleByMagnitude()
        mapper.ScalarVisibilityOff()
        self.actor: Any = vtkActor()
        self.actor.SetMapper(mapper)
        surface = self.actor.GetProperty()
        surface.SetColor(*rgb(colors.HAND))
        surface.SetAmbient(0.72)  # so soft that the balls are one hand
        surface.SetDiffuse(0.3)

    def show(self, joints: Joints) -> None:
        """Give it the joints of now."""
        made = balls(joints)
        self._places.SetData(numpy_to_vtk(np.ascontiguousarray(made[:, :3]), deep=True))
        radius = numpy_to_vtk(np.ascontiguousarray(made[:, 3]), deep=True)
        radius.SetName("radius")
        self._cloud.GetPointData().AddArray(radius)
        self._cloud.Modified()
