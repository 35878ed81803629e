"""The shapes of the calm room with their light painted on: sky, hills, floor, a table and its shadow.

A room that never changes needs no lamp while it is drawn. Everything is a sheet of rings about the vertical
through the patient, or through the table: metres, y up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

from anatomy_vr import colors
from anatomy_vr.colors import Rgb, rgb

Numbers = NDArray[np.float64]
FLOOR_BELOW = 1.2
"""Metres from seated eyes down to the floor."""
FAR = 45.0
"""Metres to the sky."""
TABLE_RADIUS = 0.27
_AROUND = 144
_ANGLES = np.linspace(0.0, 2.0 * np.pi, _AROUND, endpoint=False)
_LIGHT_FROM = 2.2
"""Radians about the vertical from which the room is lit: from the left, behind the patient."""
_TABLE = (
    # metres from the axis, metres below the top (or above the floor), colour, how much it shows its shape
    (0.0, 0.0, colors.TABLE, 0.0),
    (0.97, 0.0, colors.TABLE, 0.0),
    (1.0, 0.006, colors.TABLE_EDGE, 0.35),
    (0.99, 0.022, colors.TABLE_EDGE, 0.45),
    (0.35, 0.03, colors.TABLE_UNDER, 0.2),
)
_FOOT = ((0.11, 0.5, 0.5), (0.10, 0.02, 0.4), (0.55, 0.012, 0.3), (0.56, 0.0, 0.3))
"""Share of the radius, metres above the floor (the first: share of the stem), how much it shows its shape."""


def sky() -> vtkPolyData:
    """The sky: warm and light at the horizon, deeper upwards."""
    tilts = np.radians([-6.0, 0.0, 3.0, 7.0, 13.0, 22.0, 36.0, 55.0, 75.0, 90.0])
    steps = (colors.HORIZON, colors.SKY_LOW, colors.SKY)
    shares = np.clip(np.maximum(tilts, 0.0) / np.radians(60.0), 0.0, 1.0) ** 0.6
    return _rings(
        [(float(FAR * np.cos(tilt)), float(FAR * np.sin(tilt))) for tilt in tilts],
        [_along(steps, float(share)) for share in shares],
    )


def hills() -> vtkPolyData:
    """Two ranges of hills in the haze: something to rest the eyes on that never moves."""
    far = _range(40.0, 1.9, (3, 5, 11), colors.HILL_FAR)
    near = _range(34.0, 0.7, (2, 7, 9), colors.HILL_NEAR)
    return _sheet(np.concatenate([far[0], near[0]]), np.concatenate([far[1], near[1]]), seams=(1,))


def floor() -> vtkPolyData:
    """The floor: a soft light circle round the patient, and away into the horizon."""
    radii = (0.0, 0.8, 1.5, 2.4, 4.0, 8.0, 16.0, 30.0, FAR)
    shares = (0.0, 0.04, 0.25, 0.5, 0.62, 0.72, 0.84, 0.95, 1.0)
    steps = (colors.FLOOR_NEAR, colors.FLOOR, colors.HORIZON)
    return _rings([(radius, -FLOOR_BELOW) for radius in radii], [_along(steps, share) for share in shares])


def table(height: float) -> vtkPolyData:
    """A round table so many metres high, its top at y 0."""
    stem = height - 0.03
    rows = [(share * TABLE_RADIUS, -below, rgb(color), side) for share, below, color, side in _TABLE]
    under = rgb(colors.TABLE_UNDER)
    rows += [(0.11 * TABLE_RADIUS, -0.04, under, 0.5)]
    for share, above, side in _FOOT:
        rows.append((share * TABLE_RADIUS, -height + (above if above < 0.1 else stem * above), under, side))
    return _rings([row[:2] for row in rows], [row[2] for row in rows], [row[3] for row in rows])


def shadow(radius: float) -> vtkPolyData:
    """A soft round shadow that lies flat, darkest in the middle."""
    shares = np.linspace(0.0, 1.0, 12)
    points = np.stack([_ring(float(share) * radius, 0.0) for share in shares])
    inks = np.zeros((len(shares), _AROUND, 4))
    inks[..., :3] = rgb(colors.SHADOW)
    inks[..., 3] = (0.55 * (0.5 + 0.5 * np.cos(np.pi * shares)) ** 1.3)[:, None]
    return _sheet(points, inks)


def _range(distance: float, height: float, waves: Sequence[int], color: str) -> tuple[Numbers, Numbers]:
    """A range of hills: (2, around, 3) points and colours, from the floor up to its crest."""
    crest = sum(np.sin(wave * _ANGLES + 1.7 * wave) / (k + 1.0) for k, wave in enumerate(waves))
    ridge, ground = _ring(distance, 0.0), _ring(distance, -FLOOR_BELOW)
    ridge[:, 1] = height * (1.3 + 0.5 * crest)
    inks = np.empty((2, _AROUND, 3))
    inks[0], inks[1] = _along((color, colors.HORIZON), 0.75), rgb(color)
    return np.stack([ground, ridge]), inks


def _rings(
    profile: Sequence[tuple[float, float]], shades: Sequence[Rgb], sides: Sequence[float] = ()
) -> vtkPolyData:
    """A surface of rings: radius and height, colour, and how much darker each is away from the light."""
    points = np.stack([_ring(radius, height) for radius, height in profile])
    away = 0.5 - 0.5 * np.cos(_ANGLES - _LIGHT_FROM)
    darker = 1.0 - np.outer(sides if len(sides) else np.zeros(len(profile)), away)
    return _sheet(points, np.array(shades)[:, None, :] * darker[..., None])


def _ring(radius: float, height: float) -> Numbers:
    """Points (around, 3) of a level circle."""
    return np.stack([radius * np.cos(_ANGLES), np.full(_AROUND, height), radius * np.sin(_ANGLES)], axis=1)


def _sheet(points: Numbers, inks: Numbers, seams: Sequence[int] = ()) -> vtkPolyData:
    """A surface through rings of points (rings, around, 3), colours 0-1; not joined after `seams`."""
    rings = np.array([k for k in range(len(points) - 1) if k not in seams])
    low = np.arange(_AROUND) + rings[:, None] * _AROUND
    turn = np.roll(np.arange(_AROUND), -1) + rings[:, None] * _AROUND
    quads = np.stack([low, turn, turn + _AROUND, low + _AROUND], axis=-1).reshape(-1, 4)
    shape, places, cells = vtkPolyData(), vtkPoints(), vtkCellArray()
    places.SetData(numpy_to_vtk(points.reshape(-1, 3).astype(np.float32), deep=True))
    cells.SetData(4, numpy_to_vtk(quads.ravel().astype(np.int64), deep=True))
    shape.SetPoints(places)
    shape.SetPolys(cells)
    bytes_of = (inks.reshape(-1, inks.shape[-1]) * 255.0).round().astype(np.uint8)
    shape.GetPointData().SetScalars(numpy_to_vtk(bytes_of, deep=True))
    return shape


def _along(steps: Sequence[str], share: float) -> Rgb:
    """A colour on the way through several, 0 the first and 1 the last."""
    at = min(1.0, max(0.0, share)) * (len(steps) - 1)
    first = min(int(at), len(steps) - 2)
    a, b = rgb(steps[first]), rgb(steps[first + 1])
    red, green, blue = (x + (y - x) * (at - first) for x, y in zip(a, b, strict=True))
    return red, green, blue
