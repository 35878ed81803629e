"""The ground behind the model, and the little that VTK must know of light: the rest is in the shader."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  makes every renderer an OpenGL one
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkFrustumCoverageCuller, vtkLight, vtkTexture

Color = tuple[float, float, float]


def texture_of(picture: NDArray[Any]) -> vtkTexture:
    """A picture (height, width, channels) as a texture; its first row is the top."""
    rows = np.ascontiguousarray(picture[::-1])
    height, width, channels = rows.shape
    image = vtkImageData()
    image.SetDimensions(width, height, 1)
    image.GetPointData().SetScalars(numpy_to_vtk(rows.reshape(-1, channels), deep=True))
    texture = vtkTexture()
    texture.SetColorModeToDirectScalars()
    texture.InterpolateOn()
    texture.SetInputData(image)
    return texture


def light_studio(renderer: Any) -> None:
    """Make a renderer ready for the surface shader, which brings the studio's light with it.

    One lamp stays, unseen: without any VTK leaves out the normals.
    """
    renderer.SetAutomaticLightCreation(False)
    draw_near_first(renderer, wanted=False)
    lamp = vtkLight()
    lamp.SetLightTypeToCameraLight()
    lamp.SetPosition(0.3, 0.3, 1.0)
    renderer.AddLight(lamp)


def draw_near_first(renderer: Any, wanted: bool) -> None:
    """Let parts be drawn from the front to the back, or in any order.

    What is hidden then costs next to nothing. But VTK asks for the bounds of every part that changes shape,
    and while all of them do, asking takes longer than is gained.
    """
    cullers = renderer.GetCullers()
    if not wanted:
        cullers.RemoveAllItems()
    elif cullers.GetNumberOfItems() == 0:
        culler = vtkFrustumCoverageCuller()
        culler.SetSortingStyleToFrontToBack()
        cullers.AddItem(culler)


def _grain(side: int) -> Any:
    """Even noise 0-1, (side, side, 1), without clumps (Jimenez 2014, interleaved gradient noise)."""
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    return (np.modf(52.9829189 * np.modf(0.06711056 * x + 0.00583715 * y)[0])[0])[..., None]


_GROUNDS: WeakKeyDictionary[Any, tuple[Color, Color, Color]] = WeakKeyDictionary()
"""The ground that each renderer has, so that asking for it again costs nothing."""


def set_ground(renderer: Any, top: Color, middle: Color, bottom: Color) -> None:
    """Paint the ground behind the model: three sRGB colours from top to bottom, eased into each other."""
    if _GROUNDS.get(renderer) == (top, middle, bottom) and renderer.GetBackgroundTexture() is not None:
        return
    _GROUNDS[renderer] = (top, middle, bottom)
    stops = np.array([top, middle, bottom], dtype=np.float64)
    place = np.linspace(0.0, 1.0, 256)
    rows = np.stack([np.interp(place, (0.0, 0.5, 1.0), stops[:, k]) for k in range(3)], axis=1)
    # A little noise before rounding, or the soft gradient shows steps.
    grain = _grain(256) if top != middle else 0.5
    pixels = np.floor(np.clip(rows[:, None] * 255.0 + grain, 0.0, 255.0)) * np.ones((1, 256, 1))
    renderer.SetBackground(*middle)
    renderer.SetBackgroundTexture(texture_of(pixels.astype(np.uint8)))
    renderer.TexturedBackgroundOn()
