"""A small copy of what the patient's left eye sees, for the clinician's window.

Reading a headset's picture back whole would hold up the next one. So the graphics card makes it small, brings
it over while the frames go on, and it is fetched one frame later.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.vtkConstants import VTK_UNSIGNED_CHAR
from vtkmodules.vtkRenderingOpenGL2 import (
    vtkOpenGLFramebufferObject,
    vtkPixelBufferObject,
    vtkTextureObject,
)

Pixels = NDArray[np.uint8]
LARGEST = 640
"""Pixels that a copy is wide at most."""
_READ, _DRAW, _COLOR, _LINEAR = 0x8CA8, 0x8CA9, 0x4000, 0x2601
"""OpenGL's names for a framebuffer that is read, one that is drawn to, its colours, and smooth scaling."""


class Glance:
    """Copies of what a window shows.

    Attributes:
        size: Width and height of a copy, pixels.
    """

    def __init__(self, window: Any) -> None:
        self._window = window
        self._shown: tuple[int, int] = window.GetSize()
        share = min(1.0, LARGEST / self._shown[0])
        self.size = (round(self._shown[0] * share), round(self._shown[1] * share))
        self._small = vtkTextureObject()
        self._small.SetContext(window)
        self._small.Allocate2D(*self.size, 4, VTK_UNSIGNED_CHAR)
        self._framebuffer = vtkOpenGLFramebufferObject()
        self._framebuffer.SetContext(window)
        self._coming: vtkPixelBufferObject | None = None
        state = window.GetState()
        state.PushFramebufferBindings()
        self._framebuffer.Bind()
        self._framebuffer.AddColorAttachment(0, self._small)
        self._framebuffer.ActivateDrawBuffer(0)
        state.PopFramebufferBindings()

    def begin(self) -> None:
        """Copy what the window shows now; it comes over by itself."""
        wide, high = self.size
        state = self._window.GetState()
        state.PushFramebufferBindings()
        self.copy()
        self._framebuffer.Bind(_READ)
        self._framebuffer.ActivateReadBuffer(0)
        self._coming = self._framebuffer.DownloadColor4([0, wide - 1, 0, high - 1], VTK_UNSIGNED_CHAR)
        state.PopFramebufferBindings()

    def copy(self) -> None:
        """Copy what the window shows now within the graphics card; its framebuffers are others then."""
        (width, height), (wide, high) = self._shown, self.size
        shown = self._window.GetDisplayFramebuffer()
        shown.Bind(_READ)
        shown.ActivateReadBuffer(0)
        self._framebuffer.Bind(_DRAW)
        self._framebuffer.ActivateDrawBuffer(0)
        self._framebuffer.Blit((0, width, 0, height), (0, wide, 0, high), _COLOR, _LINEAR)

    def take(self) -> Pixels | None:
        """The copy that was begun, (height, width, 4) from the top; None where none was."""
        if self._coming is None:
            return None
        wide, high = self.size
        pixels: Pixels = np.empty((high, wide, 4), np.uint8)
        self._coming.Download2D(VTK_UNSIGNED_CHAR, pixels, [wide, high], 4, [0, 0])
        self._coming = None
        return pixels[::-1]

    def release(self) -> None:
        """Give back what the graphics card holds."""
        self._coming = None
        self._framebuffer.ReleaseGraphicsResources(self._window)
        self._small.ReleaseGraphicsResources(self._window)
        self._window = None
