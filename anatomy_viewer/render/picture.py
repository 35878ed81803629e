"""A picture of a stage, off screen, at the highest quality: for pictures, leaflets, videos and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from anatomy_viewer.render.lights import Color, set_ground
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.project import Size
from anatomy_viewer.render.quality import STILL, Quality
from anatomy_viewer.scene.state import StageState

Pixels = NDArray[np.uint8]
Ground = tuple[Color, Color, Color]
"""sRGB colours of the ground: top, middle, bottom."""
_BLACK: Ground = ((0.0, 0.0, 0.0),) * 3
_WHITE: Ground = ((1.0, 1.0, 1.0),) * 3


@dataclass(frozen=True, slots=True)
class PictureStyle:
    """How a picture is taken.

    Attributes:
        ground: Colours behind the model; None for a transparent picture.
        level: Level of the quality ladder.
        oversampling: How many pixels are drawn for each one kept, a side.
        gentle: Softer, schematic colours.
    """

    ground: Ground | None = None
    level: int = STILL
    oversampling: int = 2
    gentle: bool = False


class Camera:
    """An off-screen window with its painter, for one picture or a film of many."""

    def __init__(self, store: MeshStore, size: Size, style: PictureStyle | None = None) -> None:
        self.style = style or PictureStyle()
        self._size = size
        self.renderer = vtkRenderer()
        self.window = off_screen_window(size, self.style.oversampling)
        self.window.AddRenderer(self.renderer)
        self.painter = ScenePainter(self.renderer, store)
        self.quality = Quality(self.window, self.renderer, self.painter)

    def take(self, stage: StageState, *, time: float = 0.0) -> Pixels:
        """A picture of a stage, (height, width, 4) sRGB bytes; the fourth is how solid the pixel is."""
        self.quality.use(self.style.level)
        self.painter.paint(stage, time=time, gentle=self.style.gentle)
        self.quality.fit()
        if self.style.ground is not None and self.style.oversampling == 1:
            return solid(self._seen(self.style.ground))
        if self.style.ground is not None:
            return with_alpha(self._shot(self.style.ground))
        return matte(self._shot(_BLACK), self._shot(_WHITE))

    def release(self) -> None:
        """Let go of the window and of everything in it; a released camera takes no more pictures."""
        self.quality.release()
        self.painter.release()
        self.window.RemoveRenderer(self.renderer)
        self.window.Finalize()
        del self.window, self.renderer, self.painter, self.quality

    def _shot(self, ground: Ground) -> NDArray[np.float32]:
        return shrunk(self._seen(ground), self.style.oversampling)

    def _seen(self, ground: Ground) -> Pixels:
        set_ground(self.renderer, *ground)
        self.window.Render()
        return read_pixels(self.window)


def render_image(
    stage: StageState, size: Size, store: MeshStore, style: PictureStyle | None = None, *, time: float = 0.0
) -> Pixels:
    """A picture of a stage, (height, width, 4) sRGB bytes; transparent where the style has no ground."""
    camera = Camera(store, size, style)
    try:
        return camera.take(stage, time=time)
    finally:
        camera.release()


def off_screen_window(size: Size, oversampling: int = 1) -> Any:
    """A window that is never shown; VTK chooses between the display, EGL and software by itself."""
    window = vtkRenderWindow()
    window.SetOffScreenRendering(True)
    window.SetMultiSamples(0)
    window.SetSize(size[0] * oversampling, size[1] * oversampling)
    return window


def read_pixels(window: Any) -> Pixels:
    """What a window shows, (height, width, 3), from the top."""
    width, height = window.GetSize()
    data = vtkUnsignedCharArray()
    window.GetPixelData(0, 0, width - 1, height - 1, 0, data, 0)
    pixels: Pixels = vtk_to_numpy(data).reshape(height, width, 3)[::-1]
    return pixels


def shrunk(pixels: Pixels, factor: int) -> NDArray[np.float32]:
    """The mean of every block of factor x factor pixels, 0-255."""
    height, width = pixels.shape[0] // factor, pixels.shape[1] // factor
    blocks = pixels[: height * factor, : width * factor].reshape(height, factor, width, factor, -1)
    means: NDArray[np.float32] = blocks.mean(axis=(1, 3), dtype=np.float32)
    return means


def solid(colors: Pixels) -> Pixels:
    """Opaque bytes (h, w, 3) as (h, w, 4)."""
    pixels = np.full((*colors.shape[:2], 4), 255, np.uint8)
    pixels[:, :, :3] = colors
    return pixels


def with_alpha(colors: NDArray[np.float32]) -> Pixels:
    """Opaque pixels as (h, w, 4) bytes."""
    solid = np.full((*colors.shape[:2], 1), 255.0, np.float32)
    return _bytes(np.concatenate([colors, solid], axis=2))


def matte(on_black: NDArray[np.float32], on_white: NDArray[np.float32]) -> Pixels:
    """Colour and alpha from the same picture on black and on white; exact also for veils and soft edges."""
    solid = np.clip(255.0 - (on_white - on_black).mean(axis=2, keepdims=True), 0.0, 255.0)
    colors = np.where(solid > 0.5, on_black * 255.0 / np.maximum(solid, 0.5), 0.0)
    return _bytes(np.concatenate([np.clip(colors, 0.0, 255.0), solid], axis=2))


def _bytes(values: NDArray[np.float32]) -> Pixels:
    rounded: Pixels = np.rint(values).astype(np.uint8)
    return rounded
