"""The viewport without Qt's OpenGL: VTK draws into a window of its own, which is painted as an image."""

from __future__ import annotations

from collections.abc import Callable

import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers VTK's OpenGL classes
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from anatomy_viewer.render.ability import can_draw
from anatomy_viewer.render.messages import CaughtMessages
from anatomy_viewer.ui.viewport_base import bounded_scale, drawn_size, skip, timed


class OffscreenWindow:
    """A VTK render window that nobody sees, and the image of its last frame."""

    def __init__(self) -> None:
        with CaughtMessages():  # that there is no display is no news
            self.window = vtkRenderWindow()
        self.window.SetShowWindow(False)
        self.window.SetOffScreenRendering(True)
        self.window.SetMultiSamples(0)
        self._pixels = vtkUnsignedCharArray()

    def draw(self, size: tuple[int, int]) -> QImage:
        """Draw a frame of a size in pixels and return it; the image is a copy of its own."""
        if self.window.GetSize() != size:
            self.window.SetSize(*size)
        self.window.Render()
        width, height = self.window.GetSize()
        self.window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels, 0)
        raw = vtk_to_numpy(self._pixels)
        upside_down = QImage(raw.data, width, height, width * 4, QImage.Format.Format_RGBX8888)
        return upside_down.flipped(Qt.Orientation.Vertical)

    def dispose(self) -> None:
        """Give back every graphics resource."""
        self.window.Finalize()


class ImageViewport(QWidget):
    """A viewport that paints what VTK drew off-screen; it needs neither OpenGL in Qt nor a screen.

    Signals:
        frame_painted: a frame was drawn; seconds it took.
    """

    frame_painted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prepare: Callable[[], None] = skip
        self._offscreen: OffscreenWindow | None = OffscreenWindow()
        self._scale = 1.0
        self._image = QImage()
        self._stale = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, self.works)

    @property
    def works(self) -> bool:
        """Whether anything can be drawn on this machine."""
        return can_draw()

    @property
    def render_window(self) -> vtkRenderWindow:
        """The render window; a disposed viewport has none."""
        if self._offscreen is None:
            raise RuntimeError("the viewport is disposed: it has no render window")
        return self._offscreen.window

    def set_render_scale(self, scale: float) -> None:
        """Draw with `scale` times the screen's pixels along each side."""
        self._scale = bounded_scale(scale)
        self.update()

    def dispose(self) -> None:
        """Give back every graphics resource."""
        if self._offscreen is not None:
            self._offscreen.dispose()
            self._offscreen = None

    def update(self) -> None:  # type: ignore[override]
        """Ask for a new frame."""
        self._stale = True
        super().update()

    def _draw(self) -> None:
        if self._offscreen is None:
            return
        ratio = self.devicePixelRatioF()
        size = drawn_size(self.width(), self.height(), ratio, self._scale)
        self.render_window.SetSize(*size)
        self.render_window.SetDPI(round(72 * ratio * self._scale))
        self.prepare()
        self._image = self._offscreen.draw(size)
        self._stale = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let VTK draw a frame where something changed, and paint it."""
        if not self.works:
            return
        wanted = drawn_size(self.width(), self.height(), self.devicePixelRatioF(), self._scale)
        if self._stale or (self._image.width(), self._image.height()) != wanted:
            self.frame_painted.emit(timed(self._draw))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.end()
