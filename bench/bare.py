"""The peer: the shortest honest PySide6 + VTK script that shows the same meshes with the same passes.

It reads one .vtp file for each part (VTK's own fast format, no morph targets), lights them as the viewer
does, and draws with the same occlusion, smoothing and translucency passes.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401
from probe import FRAMES, SIZE, memory_mb, report, since_start
from PySide6.QtCore import QTimer
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QApplication
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkIOXML import vtkXMLPolyDataReader
from vtkmodules.vtkRenderingCore import vtkActor, vtkLight, vtkPolyDataMapper, vtkRenderer, vtkTexture
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkCameraPass,
    vtkGenericOpenGLRenderWindow,
    vtkLightsPass,
    vtkOpaquePass,
    vtkOpenGLFXAAPass,
    vtkOrderIndependentTranslucentPass,
    vtkOverlayPass,
    vtkRenderPassCollection,
    vtkSequencePass,
    vtkSSAOPass,
    vtkTranslucentPass,
)


def environment() -> vtkTexture:
    """A studio of three soft boxes."""
    polar, east = np.linspace(0, np.pi, 128)[:, None], np.linspace(-np.pi, np.pi, 256)[None]
    picture = np.full((128, 256, 3), 0.5) + 0.16 * np.cos(polar)[..., None]
    for at, down, wide, tall, bright in (
        (-1.0, 0.85, 0.5, 0.35, 4.4),
        (1.3, 1.2, 0.35, 0.6, 2.2),
        (2.9, 1, 0.4, 0.25, 3.6),
    ):
        picture += (bright * np.exp(-(((east - at) / wide) ** 6 + ((polar - down) / tall) ** 6)))[..., None]
    image = vtkImageData()
    image.SetDimensions(256, 128, 1)
    image.GetPointData().SetScalars(numpy_to_vtk(picture[::-1].reshape(-1, 3).astype(np.float32), deep=True))
    texture = vtkTexture()
    texture.SetColorModeToDirectScalars()
    texture.MipmapOn()
    texture.InterpolateOn()
    texture.SetInputData(image)
    return texture


def light(renderer: vtkRenderer) -> None:
    """Image-based light with small tables, a key and a fill."""
    renderer.UseImageBasedLightingOn()
    renderer.SetEnvironmentTexture(environment())
    renderer.SetUseSphericalHarmonics(True)
    renderer.GetEnvMapLookupTable().SetLUTSize(256)
    renderer.GetEnvMapLookupTable().SetLUTSamples(128)
    renderer.GetEnvMapPrefiltered().SetPrefilterMaxSamples(64)
    renderer.GetEnvMapPrefiltered().SetHalfPrecision(True)
    for place, strength in (((-0.8, 0.9, 1.0), 1.9), ((1.2, 0.1, 0.7), 0.7)):
        lamp = vtkLight()
        lamp.SetLightTypeToCameraLight()
        lamp.SetPosition(*place)
        lamp.SetIntensity(strength)
        renderer.AddLight(lamp)


def passes(height: float) -> vtkOpenGLFXAAPass:
    """Occlusion for what is solid, veils over it, smoothed edges."""
    camera = vtkCameraPass()
    camera.SetDelegatePass(vtkOpaquePass())
    occlusion = vtkSSAOPass()
    occlusion.SetDelegatePass(camera)
    occlusion.SetKernelSize(32)
    occlusion.BlurOn()
    occlusion.SetRadius(0.045 * height)
    occlusion.SetBias(0.0018 * height)
    veil = vtkOrderIndependentTranslucentPass()
    veil.SetTranslucentPass(vtkTranslucentPass())
    order = vtkRenderPassCollection()
    for step in (vtkLightsPass(), occlusion, veil, vtkOverlayPass()):
        order.AddItem(step)
    sequence = vtkSequencePass()
    sequence.SetPasses(order)
    outer = vtkCameraPass()
    outer.SetDelegatePass(sequence)
    smooth = vtkOpenGLFXAAPass()
    smooth.SetDelegatePass(outer)
    return smooth


def view_of(folder: Path) -> dict[str, Any]:
    """Where the camera stands, and how dense each part is."""
    view: dict[str, Any] = json.loads((folder / "view.json").read_text(encoding="utf-8"))
    return view


def add_parts(renderer: vtkRenderer, folder: Path) -> list[vtkActor]:
    """One actor for each file."""
    actors, opacity = [], view_of(folder)["opacity"]
    for file in sorted(folder.glob("*.vtp")):
        reader = vtkXMLPolyDataReader()
        reader.SetFileName(str(file))
        reader.Update()
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(reader.GetOutput())
        mapper.SetColorModeToDirectScalars()
        actor = vtkActor()
        actor.SetMapper(mapper)
        look = actor.GetProperty()
        look.SetInterpolationToPBR()
        look.SetRoughness(0.43)
        look.SetCoatStrength(0.3)
        look.SetOpacity(opacity[file.stem])
        renderer.AddActor(actor)
        actors.append(actor)
    return actors


class View(QOpenGLWidget):
    """VTK in a Qt widget, with as little as it takes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.window = vtkGenericOpenGLRenderWindow()
        self.window.SetReadyForRendering(False)
        self.window.SetFrameBlitModeToNoBlit()
        self.window.SetOwnContext(False)
        self.window.SetMultiSamples(0)
        self.window.AddObserver(
            "WindowMakeCurrentEvent", lambda *_: self.context().makeCurrent(self.context().surface())
        )
        self.window.AddObserver("WindowIsCurrentEvent", lambda *_: self.window.SetIsCurrent(True))
        self.renderer = vtkRenderer()
        self.renderer.SetBackground(0.95, 0.94, 0.92)
        self.window.AddRenderer(self.renderer)
        self.actors = add_parts(self.renderer, folder)
        light(self.renderer)
        view = view_of(folder)
        (x, y, z), height = view["target"], view["height"]
        self.renderer.SetPass(passes(height))
        camera = self.renderer.GetActiveCamera()
        camera.SetViewAngle(24)
        camera.SetPosition(x, y + height / (2 * np.tan(np.radians(12))), z)
        camera.SetFocalPoint(x, y, z)
        camera.SetViewUp(0, 0, 1)
        self.shown = False
        self.frameSwapped.connect(self._swapped)

    def initializeGL(self) -> None:
        """Hand Qt's context to VTK."""
        address = ctypes.cast(ctypes.CDLL("libGL.so.1").glXGetProcAddressARB, ctypes.c_void_p).value
        self.window.SetOpenGLSymbolLoader2(address or 0, 0)
        self.window.OpenGLInitContext()
        self.window.OpenGLInit()
        self.window.SetReadyForRendering(True)

    def paintGL(self) -> None:
        """Let VTK draw a frame."""
        width, height = (
            round(self.width() * self.devicePixelRatioF()),
            round(self.height() * self.devicePixelRatioF()),
        )
        self.window.SetSize(width, height)
        state = self.window.GetState()
        state.Reset()
        state.Push()
        self.renderer.ResetCameraClippingRange()
        self.window.Render()
        self.makeCurrent()
        self.context().functions().glBindFramebuffer(0x8CA9, self.defaultFramebufferObject())
        self.window.BlitDisplayFramebuffer(0, 0, 0, width, height, 0, 0, width, height, 0x4000, 0x2601)
        state.Pop()

    def _swapped(self) -> None:
        self.shown = True


def morph_arrays(view: View) -> list[tuple[object, np.ndarray, np.ndarray]]:
    """Points of every part, for a morph as short as it can be written: two numpy lines a part."""
    held = []
    for actor in view.actors:
        data = actor.GetMapper().GetInput().GetPoints().GetData()
        points = vtk_to_numpy(data)
        held.append((data, points.copy(), np.sin(points * 0.2).astype(np.float32)))
    return held


def measure(view: View, app: QApplication) -> dict[str, float]:
    """Still frames while the camera turns, then the same with a morph."""
    result = {}
    arrays = morph_arrays(view)
    for name in ("frame", "morph"):
        took = []
        for index in range(FRAMES):
            start = time.perf_counter()
            view.renderer.GetActiveCamera().Azimuth(3)
            if name == "morph":
                for data, rest, way in arrays:
                    vtk_to_numpy(data)[:] = rest + way * np.float32(np.sin(index))
                    data.Modified()
            view.repaint()
            app.processEvents()
            took.append(time.perf_counter() - start)
        result[name] = float(np.median(took[2:]))
    return result


def main() -> None:
    """Show the meshes and report the figures."""
    wanted = QSurfaceFormat()
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setDepthBufferSize(24)
    QSurfaceFormat.setDefaultFormat(wanted)
    app = QApplication([])
    view = View(Path(sys.argv[1]))
    view.resize(*SIZE)
    view.show()
    while not view.shown:
        app.processEvents()
    figures = {"start": since_start(), "memory": memory_mb()}
    if len(sys.argv) > 2:
        figures |= measure(view, app)
    report(figures)
    QTimer.singleShot(0, app.quit)


if __name__ == "__main__":
    main()
