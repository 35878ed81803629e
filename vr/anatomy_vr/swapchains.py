"""Pictures on their way to the headset: textures of the runtime, filled from VTK's window or from Qt.

VTK's picture is display-referred already, so a plain copy into an sRGB texture is right.
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
_USAGE = (
    xr.SwapchainUsageFlags.COLOR_ATTACHMENT_BIT
    | xr.SwapchainUsageFlags.TRANSFER_DST_BIT
    | xr.SwapchainUsageFlags.SAMPLED_BIT
)


class Swapchain:
    """The textures of one eye, or of the panel, that the runtime hands out in turn."""

    def __init__(self, session: Any, size: Size) -> None:
        self.size = size
        self.handle = xr.create_swapchain(
            session,
            xr.SwapchainCreateInfo(
                usage_flags=_USAGE,
                format=GL.GL_SRGB8_ALPHA8,
                sample_count=1,
                width=size[0],
                height=size[1],
                face_count=1,
                array_size=1,
                mip_count=1,
            ),
        )
        self._textures = [
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
            yield self._textures[index]
        finally:
            xr.release_swapchain_image(self.handle, xr.SwapchainImageReleaseInfo())
