"""Pictures on their way to the headset: textures of the runtime, filled from VTK's window or from Qt.

VTK's picture is display-referred already, so a plain copy into an sRGB texture is right. How far things are
goes along where the runtime takes it: it can then move a late picture the way the head has gone on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import xr
from numpy.typing import NDArray
from OpenGL import GL

Pixels = NDArray[np.uint8]
Size = tuple[int, int]
COLOR: int = GL.GL_SRGB8_ALPHA8
DEPTHS: tuple[int, ...] = (GL.GL_DEPTH_COMPONENT32F, GL.GL_DEPTH_COMPONENT24, GL.GL_DEPTH_COMPONENT16)
"""Formats of distance that VTK's own can be copied into, the finest first."""
_FILLED = xr.SwapchainUsageFlags.TRANSFER_DST_BIT | xr.SwapchainUsageFlags.SAMPLED_BIT


def depth_format(session: Any) -> int | None:
    """The format in which the runtime takes distances; None where it takes none that we have."""
    offered = set(xr.enumerate_swapchain_formats(session))
    return next((each for each in DEPTHS if each in offered), None)


class Swapchain:
    """The textures of one eye, of its distances, or of the panel, that the runtime hands out in turn.

    Attributes:
        size: Width and height in pixels.
        textures: OpenGL's numbers of them.
        part: All of it, as a layer names it.
    """

    def __init__(self, session: Any, size: Size, form: int = COLOR) -> None:
        self.size = size
        drawn = xr.SwapchainUsageFlags
        kind = drawn.COLOR_ATTACHMENT_BIT if form == COLOR else drawn.DEPTH_STENCIL_ATTACHMENT_BIT
        self.handle = xr.create_swapchain(
            session,
            xr.SwapchainCreateInfo(
                usage_flags=_FILLED | kind,
                format=form,
                sample_count=1,
                width=size[0],
                height=size[1],
                face_count=1,
                array_size=1,
                mip_count=1,
            ),
        )
        self.textures = [
            image.image for image in xr.enumerate_swapchain_images(self.handle, xr.SwapchainImageOpenGLKHR)
        ]
        self._framebuffer: int | None = None
        extent = xr.Rect2Di(offset=xr.Offset2Di(0, 0), extent=xr.Extent2Di(*size))
        self.part = xr.SwapchainSubImage(swapchain=self.handle, image_rect=extent)

    def take(self, window: Any) -> None:
        """Copy what a VTK window shows. Its context must be the session's."""
        with self._texture() as texture:
            window.MakeCurrent()  # framebuffers belong to one context, and a desktop view may be current
            if self._framebuffer is None:
                self._framebuffer = GL.glGenFramebuffers(1)
            source = window.GetDisplayFramebuffer().GetFBOIndex()
            GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, source)
            GL.glReadBuffer(GL.GL_COLOR_ATTACHMENT0)
            GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, self._framebuffer)
            GL.glFramebufferTexture2D(
                GL.GL_DRAW_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, texture, 0
            )
            GL.glDisable(GL.GL_SCISSOR_TEST)
            GL.glDisable(GL.GL_FRAMEBUFFER_SRGB)
            box = (0, 0, *self.size)
            GL.glBlitFramebuffer(*box, *box, GL.GL_COLOR_BUFFER_BIT, GL.GL_NEAREST)
            GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
            window.GetState().ResetFramebufferBindings()

    def take_depth(self, window: Any) -> None:
        """Copy how far everything is that a VTK window shows, whatever format the runtime has for it."""
        with self._texture() as texture:
            window.MakeCurrent()
            GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, window.GetDisplayFramebuffer().GetFBOIndex())
            GL.glBindTexture(GL.GL_TEXTURE_2D, texture)
            GL.glCopyTexSubImage2D(GL.GL_TEXTURE_2D, 0, 0, 0, 0, 0, *self.size)
            GL.glBindTexture(GL.GL_TEXTURE_2D, 0)
            GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, 0)
            window.GetState().ResetFramebufferBindings()

    def fill(self, pixels: Pixels, window: Any) -> None:
        """Copy pixels (height, width, 4) from the top."""
        rows = np.ascontiguousarray(pixels[::-1])
        with self._texture() as texture:
            window.MakeCurrent()
            GL.glBindTexture(GL.GL_TEXTURE_2D, texture)
            GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
            box = (0, 0, *self.size)
            GL.glTexSubImage2D(GL.GL_TEXTURE_2D, 0, *box, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, rows)
            GL.glBindTexture(GL.GL_TEXTURE_2D, 0)

    def destroy(self) -> None:
        """Give the textures back."""
        xr.destroy_swapchain(self.handle)

    @contextmanager
    def _texture(self) -> Iterator[int]:
        """The texture whose turn it is, waited for and given on afterwards."""
        index = xr.acquire_swapchain_image(self.handle, xr.SwapchainImageAcquireInfo())
        xr.wait_swapchain_image(self.handle, xr.SwapchainImageWaitInfo(timeout=xr.INFINITE_DURATION))
        try:
            yield self.textures[index]
        finally:
            xr.release_swapchain_image(self.handle, xr.SwapchainImageReleaseInfo())
