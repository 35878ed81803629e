"""The studio: an environment made in code, a key and a fill that follow the camera, and the ground.

The settings keep the start short: VTK's own tables take 2 to 4 seconds before the first frame, these half a
second, with a mean difference of 0.02 of 255.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  makes every renderer an OpenGL one
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkLight, vtkTexture

Color = tuple[float, float, float]
Floats = NDArray[np.float32]

_SOFTBOXES: tuple[tuple[float, float, float, float, Color], ...] = (
    (-1.0, 0.85, 0.50, 0.35, (4.6, 4.4, 4.15)),
    (1.3, 1.20, 0.35, 0.60, (2.0, 2.15, 2.4)),
    (2.9, 1.00, 0.40, 0.25, (3.6, 3.6, 3.6)),
    (0.0, 2.90, 3.20, 0.30, (0.48, 0.42, 0.38)),
)
"""Longitude, polar angle, half width and half height (radians), radiance."""

_LAMPS: tuple[tuple[tuple[float, float, float], float, Color], ...] = (
    ((-0.8, 0.9, 1.0), 2.4, (1.0, 0.97, 0.93)),
    ((1.2, 0.1, 0.7), 0.4, (0.93, 0.96, 1.0)),
)
"""Place in the camera's frame, intensity, colour."""


def environment(width: int = 256, height: int = 128) -> Floats:
    """The studio's light as an equirectangular picture, (height, width, 3) linear radiance."""
    polar = np.linspace(0.0, np.pi, height)[:, None]
    longitude = np.linspace(-np.pi, np.pi, width)[None, :]
    up = np.cos(polar)[..., None] * np.ones((1, width, 1))
    picture = np.array([0.27, 0.27, 0.28]) + up * np.array([0.16, 0.17, 0.18])
    for east, down, wide, tall, radiance in _SOFTBOXES:
        across = np.angle(np.exp(1j * (longitude - east))) / wide
        shape = np.exp(-(across**6 + ((polar - down) / tall) ** 6))
        picture = picture + shape[..., None] * np.array(radiance)
    sky: Floats = picture.astype(np.float32)
    return sky


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
    """Light a renderer: environment, key and fill."""
    sky = texture_of(environment())
    sky.MipmapOn()
    renderer.UseImageBasedLightingOn()
    renderer.SetEnvironmentTexture(sky)
    # Without spherical harmonics the irradiance texture takes minutes on a machine without a graphics card.
    renderer.SetUseSphericalHarmonics(True)
    renderer.SetEnvironmentUp(0.0, 0.0, 1.0)
    renderer.SetEnvironmentRight(1.0, 0.0, 0.0)
    renderer.GetEnvMapLookupTable().SetLUTSize(256)
    renderer.GetEnvMapLookupTable().SetLUTSamples(128)
    renderer.GetEnvMapPrefiltered().SetPrefilterMaxSamples(64)
    renderer.GetEnvMapPrefiltered().SetHalfPrecision(True)
    renderer.SetAutomaticLightCreation(False)
    for place, intensity, color in _LAMPS:
        renderer.AddLight(_camera_lamp(place, intensity, color))


def _camera_lamp(place: tuple[float, float, float], intensity: float, color: Color) -> vtkLight:
    lamp = vtkLight()
    lamp.SetLightTypeToCameraLight()
    lamp.SetPosition(*place)
    lamp.SetFocalPoint(0.0, 0.0, 0.0)
    lamp.SetIntensity(intensity)
    lamp.SetColor(*color)
    return lamp


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
    grain = np.random.default_rng(0).random((256, 256, 1)) if top != middle else 0.5
    pixels = np.floor(np.clip(rows[:, None] * 255.0 + grain, 0.0, 255.0)) * np.ones((1, 256, 1))
    renderer.SetBackground(*middle)
    renderer.SetBackgroundTexture(texture_of(pixels.astype(np.uint8)))
    renderer.TexturedBackgroundOn()
