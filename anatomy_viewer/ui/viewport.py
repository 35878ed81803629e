"""The viewport: VTK drawn straight into a Qt window by OpenGL, and which viewport this machine gets."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers VTK's OpenGL classes
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext, QSurface
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow

from anatomy_viewer.ui.image_viewport import ImageViewport
from anatomy_viewer.ui.viewport_base import bounded_scale, drawn_size, skip, surface_format, timed

GL_PLATFORMS = ("xcb", "wayland", "windows", "cocoa", "eglfs")
_GL_COLOR_BUFFER_BIT = 0x4000
_GL_DRAW_FRAMEBUFFER = 0x8CA9
_GL_LINEAR = 0x2601
_GL_LEQUAL = 0x0203
_GL_SCISSOR_TEST = 0x0C11


class GLViewport(QOpenGLWidget):
    """A viewport that VTK draws by OpenGL into the widget's own framebuffer.

    Signals:
        frame_painted: a frame was drawn; seconds it took.
    """

    frame_painted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prepare: Callable[[], None] = skip
        self._window: vtkGenericOpenGLRenderWindow | None = _foreign_window()
        self._window.AddObserver("WindowMakeCurrentEvent", self._make_current)
        self._window.AddObserver("WindowIsCurrentEvent", self._tell_whether_current)
        self._context: QOpenGLContext | None = None
        self._surface: QSurface | None = None
        self._scale = 1.0
        self.setUpdateBehavior(QOpenGLWidget.UpdateBehavior.NoPartialUpdate)

    @property
    def works(self) -> bool:
        """Whether anything can be drawn: Qt's own context was tried before."""
        return True

    @property
    def render_window(self) -> vtkGenericOpenGLRenderWindow:
        """The render window; a disposed viewport has none."""
        if self._window is None:
            raise RuntimeError("the viewport is disposed: it has no render window")
        return self._window

    def set_render_scale(self, scale: float) -> None:
        """Draw with `scale` times the screen's pixels along each side."""
        self._scale = bounded_scale(scale)
        self.update()

    def dispose(self) -> None:
        """Give back every graphics resource."""
        self._release()
        if self._window is not None:
            self._window.RemoveAllObservers()
        self._window = None

    def _make_current(self, *_: object) -> None:
        # Never QOpenGLWidget.makeCurrent() here: it binds Qt's framebuffer behind VTK's back.
        if self._context is not None and self._surface is not None:
            self._context.makeCurrent(self._surface)

    def _tell_whether_current(self, *_: object) -> None:
        current = self._context is not None and QOpenGLContext.currentContext() is self._context
        self.render_window.SetIsCurrent(current)

    def _release(self) -> None:
        if self._context is None or self._window is None:
            return
        self._make_current()
        self._window.Finalize()
        self._window.SetReadyForRendering(False)
        self._context = self._surface = None

    def _draw(self) -> None:
        size = drawn_size(self.width(), self.height(), self.devicePixelRatioF(), self._scale)
        if self.render_window.GetSize() != size:
            self.render_window.SetSize(*size)
        self.render_window.SetDPI(round(72 * self.devicePixelRatioF() * self._scale))
        self.prepare()
        state = self.render_window.GetState()
        state.Reset()
        state.Push()
        state.vtkglDepthFunc(_GL_LEQUAL)
        # The window's Render, not an interactor's: only this one lets other Python threads run meanwhile.
        self.render_window.Render()
        self._copy_to_qt()
        state.Pop()

    def _copy_to_qt(self) -> None:
        self.makeCurrent()
        functions = self.context().functions()
        functions.glBindFramebuffer(_GL_DRAW_FRAMEBUFFER, self.defaultFramebufferObject())
        functions.glDisable(_GL_SCISSOR_TEST)
        self.render_window.GetState().vtkglDisable(_GL_SCISSOR_TEST)
        drawn: tuple[int, int] = self.render_window.GetSize()
        shown = drawn_size(self.width(), self.height(), self.devicePixelRatioF(), 1.0)
        self.render_window.BlitDisplayFramebuffer(
            0, 0, 0, *drawn, 0, 0, *shown, _GL_COLOR_BUFFER_BIT, _GL_LINEAR
        )
        # Qt blends the widget by its alpha; VTK leaves holes in it.
        functions.glColorMask(False, False, False, True)
        functions.glClearColor(0.0, 0.0, 0.0, 1.0)
        functions.glClear(_GL_COLOR_BUFFER_BIT)
        functions.glColorMask(True, True, True, True)

    def initializeGL(self) -> None:
        """Hand Qt's context to VTK; called again after the widget moved to another window."""
        if self._window is None:
            return
        self._context = self.context()
        self._surface = self._context.surface()
        self._context.aboutToBeDestroyed.connect(self._release)
        _load_symbols(self.render_window)
        self.render_window.OpenGLInitContext()
        self.render_window.OpenGLInit()
        self.render_window.SetReadyForRendering(True)

    def paintGL(self) -> None:
        """Let VTK draw a frame."""
        if self._window is not None and self._window.GetReadyForRendering():
            self.frame_painted.emit(timed(self._draw))


Viewport = GLViewport | ImageViewport
"""Either viewport; see `viewport_base` for what both can do."""


def make_viewport(parent: QWidget | None = None) -> Viewport:
    """Return this machine's viewport: OpenGL where Qt has it, else a picture that VTK draws by itself."""
    return GLViewport(parent) if can_draw_by_opengl(QGuiApplication.platformName()) else ImageViewport(parent)


@cache
def can_draw_by_opengl(platform: str) -> bool:
    """Return whether Qt on this platform has the OpenGL that VTK needs (3.2)."""
    if not platform.startswith(GL_PLATFORMS):
        return False
    context = QOpenGLContext()
    context.setFormat(surface_format())
    if not context.create() or context.format().version() < (3, 2):
        return False
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    usable = context.makeCurrent(surface)
    context.doneCurrent()
    surface.destroy()
    return usable


def _foreign_window() -> vtkGenericOpenGLRenderWindow:
    window = vtkGenericOpenGLRenderWindow()
    window.SetReadyForRendering(False)
    window.SetFrameBlitModeToNoBlit()
    window.SetOwnContext(False)
    window.SetMultiSamples(0)
    return window


def _load_symbols(window: vtkGenericOpenGLRenderWindow) -> None:
    """Tell VTK where OpenGL's functions are: on Linux it cannot know whether Qt uses GLX or EGL."""
    if not sys.platform.startswith("linux"):
        return
    if QGuiApplication.platformName().startswith(("wayland", "eglfs")):
        loader = ctypes.CDLL("libEGL.so.1").eglGetProcAddress
    else:
        loader = ctypes.CDLL("libGL.so.1").glXGetProcAddressARB
    window.SetOpenGLSymbolLoader2(ctypes.cast(loader, ctypes.c_void_p).value or 0, 0)
