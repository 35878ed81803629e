"""What the two viewports share: how large VTK draws, and the surface format that Qt must be asked for.

A viewport is a widget that shows one VTK render window. Both kinds (`viewport.GLViewport` and
`image_viewport.ImageViewport`) have the same interface, and in both VTK draws only while Qt paints:

- `render_window`: the `vtkRenderWindow` to add renderers to;
- `works`: whether anything can be drawn on this machine; where not, frames stay empty;
- `prepare`: called before every frame, with the graphics context current;
- `frame_painted(seconds)`: emitted after every frame with the time it took;
- `set_render_scale(scale)`: draws with fewer pixels than the screen has, 0.25 to 1;
- `dispose()`: gives every graphics resource back; the widget shows nothing afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtGui import QSurfaceFormat

SMALLEST_SCALE = 0.25


def skip() -> None:
    """Prepare nothing: what a viewport calls before a frame until somebody asks for more."""


def drawn_size(width: int, height: int, ratio: float, scale: float) -> tuple[int, int]:
    """Return how many pixels VTK draws for a widget of a size in px on a screen of a pixel ratio."""
    return max(1, round(width * ratio * scale)), max(1, round(height * ratio * scale))


def bounded_scale(scale: float) -> float:
    """Return a render scale that can be drawn with: 0.25 to 1."""
    return min(max(scale, SMALLEST_SCALE), 1.0)


def timed(draw: Callable[[], None]) -> float:
    """Run a drawing function and return the seconds it took."""
    start = perf_counter()
    draw()
    return perf_counter() - start


def surface_format() -> QSurfaceFormat:
    """Return the OpenGL format VTK needs: core profile 3.2, depth, no samples (VTK antialiases by itself).

    It must be the application's default before the first window is made: a format per widget breaks Wayland.
    """
    wanted = QSurfaceFormat()
    wanted.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setDepthBufferSize(24)
    wanted.setAlphaBufferSize(8)
    wanted.setStencilBufferSize(0)
    wanted.setSamples(0)
    return wanted
