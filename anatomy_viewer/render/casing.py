"""The line round a highlighted part: light inside, dark outside, so that it needs no hue to be seen."""

from __future__ import annotations

from typing import Any

from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from anatomy_viewer.render import shaders
from anatomy_viewer.render.looks import Color, Look

_LINES: tuple[tuple[Color, float], ...] = (((0.995, 0.975, 0.93), 2.6), ((0.10, 0.20, 0.22), 3.7))
"""Colour and reach in pixels (at a ratio of 1) of the inner and the outer line."""
_APART, _BEHIND = 3.0, 8.0
_WIDEST = max(reach for _, reach in _LINES)


class Casing:
    """Two inverted hulls round a part: its back faces, pushed outwards along the normals."""

    def __init__(self, data: vtkPolyData, look: Look) -> None:
        self._lift = look.sunk
        self._strength = 1.0
        self._mm_per_pixel = 0.0
        self.actors = tuple(_hull(data, color) for color, _ in _LINES)

    def follow(self, data: vtkPolyData) -> None:
        """Outline another surface: the painter's own copy of the part."""
        for actor in self.actors:
            if actor.GetMapper().GetInput() is not data:
                actor.GetMapper().SetInputData(data)

    def place(self, matrix: Any) -> None:
        """Put the lines where the part is; `matrix` is a vtkMatrix4x4 or None."""
        for actor in self.actors:
            actor.SetUserMatrix(matrix)

    def show(self, seen: bool) -> None:
        """Show or hide the lines with their part."""
        for actor in self.actors:
            actor.SetVisibility(seen and self._strength > 0.0)

    def strengthen(self, amount: float) -> None:
        """Follow the emphasis of the part, 0-1: the lines grow and vanish with it."""
        self._strength = amount
        self.show(amount > 0.0)
        self._set_widths()

    def fit(self, mm_per_pixel: float) -> None:
        """Keep the lines as wide on the screen as they are, whatever the zoom."""
        if mm_per_pixel != self._mm_per_pixel:
            self._mm_per_pixel = mm_per_pixel
            self._set_widths()

    def _set_widths(self) -> None:
        lift = self._lift * min(1.0, 2.0 * self._strength)
        for actor, (_, reach) in zip(self.actors, _LINES, strict=True):
            width = reach * self._mm_per_pixel * min(1.0, self._strength)
            shaders.set_casing(actor, width, lift + self._before(reach) * self._mm_per_pixel)

    def _before(self, reach: float) -> float:
        """How much nearer to the eye a line lies, px, than its part.

        The narrower lies a hair before the wider, or the two fight along the rim of a cut. Round a part that
        is no vessel the wider one shows against the ground alone: on vessels nearby it would be scribble.
        """
        return -_BEHIND if reach == _WIDEST and not self._lift else _APART / reach


def _hull(data: vtkPolyData, color: Color) -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.ScalarVisibilityOff()
    mapper.SetVBOShiftScaleMethod(0)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().FrontfaceCullingOn()
    actor.GetProperty().SetInterpolationToPhong()
    shaders.dress_casing(actor, color)
    return actor
