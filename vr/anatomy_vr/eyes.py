"""What the eyes see: one window, one painter, drawn once for each eye.

One painter serves both eyes. A painter for each would hold every mesh, every table of light and every cut's
lid twice, and would do the work of a changed scene twice, for no gain: the graphics context is one.

The organ keeps its own millimetres and the room its metres. Each has a layer with a camera in its own unit;
near and far scale along, so that both layers have the same depth and hide each other rightly.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  makes every window an OpenGL one
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkCamera, vtkRenderer, vtkRenderWindow

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.messages import CaughtMessages
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import pick_along
from anatomy_viewer.scene.state import CameraState, StageState, Vector
from anatomy_vr.ladder import Ladder
from anatomy_vr.placing import Placement
from anatomy_vr.poses import Matrix, Pose, vector
from anatomy_vr.projection import FAR, NEAR, View, projection_of
from anatomy_vr.room import Room, vtk_matrix

Pixels = NDArray[np.uint8]
Size = tuple[int, int]


class Eyes:
    """The window that both eyes are drawn in, one after the other.

    Attributes:
        window: The `vtkRenderWindow`, never shown; its context is the one a headset is bound to.
        room: What surrounds the organ.
        painter: Paints the organ.
        ladder: How finely.
    """

    def __init__(self, store: MeshStore, size: Size) -> None:
        self.size = size
        with CaughtMessages():  # that there is no display is no news
            self.window = vtkRenderWindow()
        self.window.SetShowWindow(False)
        self.window.SetUseOffScreenBuffers(True)
        self.window.SetMultiSamples(0)
        self.window.SetAlphaBitPlanes(True)  # where the room is left clear, the headset shows the real one
        self.window.SetNumberOfLayers(3)
        self.window.SetSize(*size)
        behind, self._front, before = vtkRenderer(), vtkRenderer(), vtkRenderer()
        for layer, renderer in enumerate((behind, self._front, before)):
            renderer.SetLayer(layer)
            self.window.AddRenderer(renderer)
        self._front.SetPreserveDepthBuffer(True)
        self._cameras = (vtkCamera(), vtkCamera())
        behind.SetActiveCamera(self._cameras[0])
        self._front.SetActiveCamera(self._cameras[1])
        self.room = Room(behind)
        self.room.hang_veil(before)
        self.painter = ScenePainter(self._front, store)
        self.ladder = Ladder()
        self._placement = Placement()
        self._pixels = vtkUnsignedCharArray()
        self._use_rung()

    def paint(self, stage: StageState | None, head: Pose, *, time: float = 0.0, gentle: bool = False) -> None:
        """Show a stage; None shows the room alone. `head` decides how fine the lids of a cut are."""
        self._front.SetDraw(stage is not None)
        if stage is None:
            return
        self.painter.paint(replace(stage, camera=self._looking(stage, head)), time=time, gentle=gentle)

    def place(self, placement: Placement) -> None:
        """Put the organ somewhere in the room."""
        self._placement = placement

    def face(self, head: Pose) -> None:
        """Turn the studio against the head, once a frame: it stands in the room and follows nobody."""
        self.painter.turn_studio(head.matrix[:3, :3])

    def draw(self, view: View) -> None:
        """Draw what one eye sees."""
        inside_room = view.pose.matrix
        inside_model = self._placement.model_from_room @ inside_room
        _aim(self._cameras[0], inside_room, view, 1.0)
        _aim(self._cameras[1], inside_model, view, self._placement.mm_per_metre)
        self.window.Render()

    def find(self, origin: Vector, direction: Vector) -> tuple[str, Vector] | None:
        """The nearest part, and its point, that a ray (RAS mm) meets."""
        if self.painter.stage is None:
            return None
        met = pick_along(self.painter, np.asarray(origin), np.asarray(direction))
        return (met.part, met.point) if met else None

    def box(self) -> tuple[Vector, Vector] | None:
        """Lower and upper corner of the organ, RAS mm; None where nothing is drawn."""
        box = self.painter.bounds()
        return (vector(box[0]), vector(box[1])) if box else None

    def took(self, seconds: float, budget: float) -> None:
        """Tell how long both eyes took; the picture becomes plainer where that was too long."""
        before = self.ladder
        self.ladder = before.after(seconds, budget)
        if self.ladder.level != before.level:
            self._use_rung()

    def read(self) -> Pixels:
        """What was drawn last, (height, width, 4), from the top."""
        width, height = self.size
        self.window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels, 0)
        pixels: Pixels = vtk_to_numpy(self._pixels).reshape(height, width, 4)[::-1]
        return pixels

    def release(self) -> None:
        """Let go of the window and all that is in it."""
        self.painter.release()
        for renderer in list(self.window.GetRenderers()):
            self.window.RemoveRenderer(renderer)
        self.window.Finalize()
        del self.window, self.painter, self.room, self._front, self._cameras

    def _use_rung(self) -> None:
        rung = self.ladder.rung
        self.painter.set_detail(rung.detail)
        self.painter.light = rung.light
        self._front.SetUseFXAA(rung.smooth)

    def _looking(self, stage: StageState, head: Pose) -> CameraState:
        """A camera of the scene that stands where the head does, for what depends on how near one is."""
        focus = stage.camera.focal
        away = np.subtract(self._placement.to_model(head.position), focus)
        distance = max(1.0, float(np.linalg.norm(away)))
        up = self._placement.direction_to_model((0.0, 1.0, 0.0))
        height = 2.0 * distance * math.tan(math.radians(45.0))
        direction = vector(away / distance) if distance > 1.0 else stage.camera.direction
        return CameraState(focus, direction, up, height, 90.0)


def _aim(camera: Any, eye: Matrix, view: View, units: float) -> None:
    """Put a `vtkCamera` at an eye's pose in some unit of length, `units` of them to the metre."""
    axes = eye[:3, :3] / np.linalg.norm(eye[:3, 0])
    place = eye[:3, 3]
    camera.SetPosition(*place)
    camera.SetFocalPoint(*(place - axes[:, 2] * units))
    camera.SetViewUp(*axes[:, 1])
    camera.SetClippingRange(NEAR * units, FAR * units)
    camera.SetViewAngle(math.degrees(view.fov.up - view.fov.down))
    camera.SetUseExplicitProjectionTransformMatrix(True)
    camera.SetExplicitProjectionTransformMatrix(
        vtk_matrix(projection_of(view.fov, NEAR * units, FAR * units))
    )
