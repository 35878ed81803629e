"""What the eyes see: one window, drawn once for each eye.

One painter serves both eyes. A painter for each would hold every mesh, every table of light and every cut's
lid twice, and would do the work of a changed scene twice, for no gain: the graphics context is one.
"""

from __future__ import annotations

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
from anatomy_viewer.scene.state import Vector
from anatomy_vr.exhibit import Exhibit, aim
from anatomy_vr.ladder import Ladder
from anatomy_vr.poses import Pose
from anatomy_vr.projection import View
from anatomy_vr.room import Room

Pixels = NDArray[np.uint8]
Size = tuple[int, int]


class Eyes:
    """The window that both eyes are drawn in, one after the other.

    Attributes:
        window: The `vtkRenderWindow`, never shown; its context is the one a headset is bound to.
        room: What surrounds the organ.
        organ: The organ.
        lens: The closer piece of it that some steps show too.
        ladder: How finely.
    """

    def __init__(self, store: MeshStore, size: Size) -> None:
        self.size = size
        with CaughtMessages():  # that there is no display is no news
            self.window = vtkRenderWindow()
        self.window.SetShowWindow(False)
        self.window.SetUseOffScreenBuffers(True)
        self.window.SetAlphaBitPlanes(True)  # where the room is left clear, the headset shows the real one
        behind, self._before = vtkRenderer(), vtkRenderer()
        self._before.SetPreserveDepthBuffer(True)  # the veil covers the picture, not how far things are
        self.organ, self.lens = Exhibit(store), Exhibit(store)
        layers = (behind, self.organ.renderer, self.lens.renderer, self._before)
        self.window.SetNumberOfLayers(len(layers))
        self.window.SetSize(*size)
        for layer, renderer in enumerate(layers):
            renderer.SetLayer(layer)
            self.window.AddRenderer(renderer)
        self._camera = vtkCamera()
        behind.SetActiveCamera(self._camera)
        self.room = Room(behind)
        self.room.hang_veil(self._before)
        self.ladder = Ladder()
        self._pixels = (vtkUnsignedCharArray(), vtkUnsignedCharArray())
        self._use_rung()

    @property
    def painter(self) -> ScenePainter:
        """Paints the organ."""
        return self.organ.painter

    def face(self, head: Pose) -> None:
        """Turn the studio against the head, once a frame: it stands in the room and follows nobody."""
        turn = head.matrix[:3, :3]
        for exhibit in (self.organ, self.lens):
            exhibit.face(turn)

    def draw(self, view: View) -> None:
        """Draw what one eye sees."""
        eye = view.pose.matrix
        aim(self._camera, eye, view, 1.0)
        for exhibit in (self.organ, self.lens):
            exhibit.look_from(eye, view)
        self.window.Render()

    def find(self, origin: Vector, direction: Vector) -> tuple[str, Vector] | None:
        """The nearest part of the organ, and its point, that a ray (RAS mm) meets."""
        if self.painter.stage is None:
            return None
        met = pick_along(self.painter, np.asarray(origin), np.asarray(direction))
        return (met.part, met.point) if met else None

    def took(self, seconds: float, budget: float) -> None:
        """Tell how long both eyes took; the picture becomes plainer where that was too long."""
        before = self.ladder
        self.ladder = before.after(seconds, budget)
        if self.ladder.level != before.level:
            self._use_rung()

    def read(self, eye: int) -> Pixels:
        """What was drawn last, (height, width, 4), from the top; it is kept until that eye is read again."""
        width, height = self.size
        self.window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels[eye], 0)
        pixels: Pixels = vtk_to_numpy(self._pixels[eye]).reshape(height, width, 4)[::-1]
        return pixels

    def release(self) -> None:
        """Let go of the window and all that is in it."""
        for exhibit in (self.organ, self.lens):
            exhibit.painter.release()
        for renderer in list(self.window.GetRenderers()):
            self.window.RemoveRenderer(renderer)
        self.window.Finalize()
        del self.window, self.room, self.organ, self.lens, self._before, self._camera

    def _use_rung(self) -> None:
        rung = self.ladder.rung
        for exhibit in (self.organ, self.lens):
            exhibit.use(rung)
        self.window.SetMultiSamples(rung.samples)
        self.organ.renderer.SetUseFXAA(rung.smooth)
