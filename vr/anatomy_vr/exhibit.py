"""One thing shown in the room: a stage of the lesson, its painter and its place, in a layer of its own.

It keeps its own millimetres while the room has its metres. Its camera's near and far scale along, so that all
layers have the same depth and hide each other rightly.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkCamera, vtkRenderer

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.morphs import Floats
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import pick_along
from anatomy_viewer.scene.state import CameraState, StageState, Vector
from anatomy_vr.ladder import Rung
from anatomy_vr.placing import Placement, half_height
from anatomy_vr.poses import Matrix, Pose, vector
from anatomy_vr.projection import FAR, NEAR, Fov, View, projection_of
from anatomy_vr.room import vtk_matrix

_TREMBLE = 0.003
"""How much the entries of a turn differ by 0.2 degrees, which light does not show."""
_OUTLINE_ROWS = 2800
"""Rows of a picture 90 degrees high in which the line round a highlight is 0.15 degrees wide to the eye."""
_POINTS = 300
"""About so many points of a part tell how far it reaches."""
_AIR = 0.03
"""Metres between what is shown closer and its caption."""


class Exhibit:
    """A stage that stands somewhere in the room, or nothing.

    Attributes:
        renderer: The layer it is drawn in.
        painter: Paints it.
        placement: Where it stands.
    """

    def __init__(self, store: MeshStore) -> None:
        self.renderer = vtkRenderer()
        self.renderer.SetPreserveDepthBuffer(True)
        self.renderer.SetDraw(False)
        self.camera = vtkCamera()
        self.renderer.SetActiveCamera(self.camera)
        self.painter = ScenePainter(self.renderer, store)
        self.placement = Placement()
        self._faced: Matrix | None = None

    @property
    def is_shown(self) -> bool:
        """Whether anything is drawn."""
        return bool(self.renderer.GetDraw())

    def paint(self, stage: StageState | None, head: Pose, *, time: float, gentle: bool) -> None:
        """Show a stage, or nothing. `head` decides how fine the lids of a cut are."""
        self.renderer.SetDraw(stage is not None)
        if stage is not None:
            # finer than the eye's own pixels show would be none
            self.painter.line_rows = min(_OUTLINE_ROWS, 2 * self.renderer.GetSize()[1])
            seen = replace(stage, camera=self._looking(stage, head))
            self.painter.paint(seen, time=time, gentle=gentle)
            self._faced = None  # lids and cells may be new

    def face(self, turn: Matrix) -> None:
        """Turn the studio (3, 3) against the head, once it has moved by more than its trembling."""
        if not self.is_shown:
            return
        if self._faced is None or np.abs(turn - self._faced).max() > _TREMBLE:
            self._faced = turn
            self.painter.turn_studio(turn)

    def look_from(self, eye: Matrix, view: View) -> None:
        """See it with one eye, whose pose in the room is `eye` (4, 4)."""
        if not self.is_shown:
            return
        aim(self.camera, self.placement.model_from_room @ eye, view, self.placement.mm_per_metre)

    def box(self) -> tuple[Vector, Vector] | None:
        """Lower and upper corner of it, RAS mm; None where nothing is drawn."""
        box = self.painter.bounds() if self.is_shown else None
        return (vector(box[0]), vector(box[1])) if box else None

    def reach(self) -> Matrix | None:
        """Some points of all that is drawn, (n, 3) RAS mm; None where nothing is."""
        seen = [view for view in self.painter.seen_views() if self.is_shown]
        points = [_spread(view.shape.points, view.matrix) for view in seen]
        return np.concatenate(points) if points else None

    def foot(self) -> Vector:
        """The place in the room under its middle."""
        reach, place = self.reach(), self.placement
        x, y, z = place.middle
        return (x, y - half_height(reach, place) - _AIR, z) if reach is not None else place.middle

    def before(self, place: Vector, eye: Vector) -> Vector:
        """The place where one sees a place in it (both in the room): on what lies before it."""
        there, seen_from = (np.array(self.placement.to_model(each)) for each in (place, eye))
        way = there - seen_from
        length = float(np.linalg.norm(way))
        met = pick_along(self.painter, seen_from, way / length) if length > 0.0 else None
        return self.placement.to_room(met.point) if met and met.distance < length else place

    def use(self, rung: Rung) -> None:
        """Draw it this finely."""
        self.painter.set_detail(rung.detail)
        self.painter.light = rung.light

    def _looking(self, stage: StageState, head: Pose) -> CameraState:
        """A camera of the scene that stands where the head does, for what depends on how near one is."""
        focus = stage.camera.focal
        away = np.subtract(self.placement.to_model(head.position), focus)
        distance = max(1.0, float(np.linalg.norm(away)))
        up = self.placement.direction_to_model((0.0, 1.0, 0.0))
        height = 2.0 * distance * math.tan(math.radians(45.0))
        direction = vector(away / distance) if distance > 1.0 else stage.camera.direction
        return CameraState(focus, direction, up, height, 90.0)


def _spread(points: Floats, matrix: Matrix) -> Matrix:
    """Some points of a part, (n, 3), put where the part is."""
    step = max(1, len(points) // _POINTS)
    placed: Matrix = points[::step] @ matrix[:3, :3].T + matrix[:3, 3]
    return placed


def aim(camera: Any, eye: Matrix, view: View, units: float) -> None:
    """Put a `vtkCamera` at an eye's pose in some unit of length, `units` of them to the metre.

    The columns of `eye` are a metre long.
    """
    _, up, back, place = eye[:3].T.tolist()
    camera.SetPosition(place)
    camera.SetFocalPoint([at - behind for at, behind in zip(place, back, strict=True)])
    camera.SetViewUp(up)
    camera.SetClippingRange(NEAR * units, FAR * units)
    camera.SetViewAngle(math.degrees(view.fov.up - view.fov.down))
    camera.SetUseExplicitProjectionTransformMatrix(True)
    camera.SetExplicitProjectionTransformMatrix(_projection(view.fov, units))


@lru_cache(maxsize=16)
def _projection(fov: Fov, units: float) -> vtkMatrix4x4:
    """What an eye's angles do to lengths in some unit; the same from frame to frame."""
    return vtk_matrix(projection_of(fov, NEAR * units, FAR * units))
