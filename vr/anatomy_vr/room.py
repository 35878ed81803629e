"""The calm room: a floor, a horizon that never moves, a pedestal, hands with their rays, and the panel.

All in metres, in its own layer behind the organ's; both layers share one depth, so that a hand before the
organ hides it. Nothing here is lit by the organ's studio: it costs next to nothing to draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkFiltersSources import vtkCylinderSource, vtkPlaneSource, vtkSphereSource
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkActor2D,
    vtkCoordinate,
    vtkLight,
    vtkPolyDataMapper,
    vtkPolyDataMapper2D,
    vtkTexture,
)

from anatomy_viewer.scene.state import Vector
from anatomy_vr import colors
from anatomy_vr.colors import Rgb, rgb
from anatomy_vr.grabbing import shortest_turn
from anatomy_vr.placing import PANEL_SIZE
from anatomy_vr.poses import Matrix, Pose
from anatomy_vr.rays import Ray, facing

Pixels = NDArray[np.uint8]
FLOOR_BELOW = 1.2
"""Metres from seated eyes down to the floor."""
_FAR = 45.0
_RAY_RADIUS, _DOT = 0.0012, 0.007
_RAY_LENGTH = 2.5
"""Metres that a ray is long where it meets nothing."""
_TAG_HEIGHT = 0.045


class Room:
    """What surrounds the organ, in one renderer.

    Attributes:
        renderer: The `vtkRenderer` of the room's layer.
        panel: The panel as a surface, for whoever has no compositor that shows it sharper.
        tag: The name of what is pointed at.
        pointer: The clinician's mark.
        hands: Both hands.
    """

    def __init__(self, renderer: Any) -> None:
        self.renderer = renderer
        renderer.SetBackground(*rgb(colors.HORIZON))
        renderer.SetAutomaticLightCreation(False)
        renderer.AddLight(_lamp((-1.0, 3.0, 2.0), 1.0))
        self._walls = tuple(_unlit(surface) for surface in (_dome(), _floor()))
        for wall in self._walls:
            renderer.AddActor(wall)
        self._pedestal_shape = vtkCylinderSource()
        self._pedestal_shape.SetResolution(64)
        self._pedestal_shape.SetRadius(0.16)
        self._pedestal = _solid(self._pedestal_shape, colors.PEDESTAL)
        self.panel = Picture(PANEL_SIZE)
        self.tag = Picture((0.3, _TAG_HEIGHT))
        self.pointer = _unlit(_ball(0.012))
        self.pointer.GetProperty().SetColor(*rgb(colors.CARE))
        self.hands = {"left": Hand(), "right": Hand(), "gaze": Hand(ray=False)}
        self._veil = _veil()
        for actor in (self._pedestal, self.panel.actor, self.tag.actor, self.pointer):
            renderer.AddActor(actor)
        for hand in self.hands.values():
            for actor in hand.actors:
                renderer.AddActor(actor)
        self.tag.actor.SetVisibility(False)
        self.pointer.SetVisibility(False)

    def hang_veil(self, renderer: Any) -> None:
        """Hang the veil into a layer before all others."""
        renderer.AddViewProp(self._veil)

    def set_veil(self, opacity: float) -> None:
        """Make the veil so thick, 0-1."""
        self._veil.SetVisibility(opacity > 0.004)
        self._veil.GetProperty().SetOpacity(opacity)

    def see_through(self, on: bool) -> None:
        """Leave everything clear that is not organ, pedestal, hand or panel, or show the room again."""
        self.renderer.SetBackgroundAlpha(0.0 if on else 1.0)
        self.renderer.SetBackground(*((0.0, 0.0, 0.0) if on else rgb(colors.HORIZON)))
        for wall in self._walls:
            wall.SetVisibility(not on)

    def stand(self, top: Vector | None) -> None:
        """Put the pedestal's top under the organ; None where it has none."""
        floor = -FLOOR_BELOW
        shown = top is not None and top[1] > floor + 0.05
        self._pedestal.SetVisibility(shown)
        if top is not None and shown:
            self._pedestal_shape.SetHeight(top[1] - floor)
            self._pedestal.SetPosition(top[0], (top[1] + floor) / 2.0, top[2])

    def point_at(self, place: Vector | None) -> None:
        """Show the clinician's mark at a place, or nowhere."""
        self.pointer.SetVisibility(place is not None)
        if place is not None:
            self.pointer.SetPosition(*place)

    def name(self, place: Vector | None, eye: Vector, image: Pixels | None = None) -> None:
        """Show a name above a place, turned to the eye; `image` where it is another name than before."""
        self.tag.actor.SetVisibility(place is not None)
        if image is not None:
            self.tag.show(image, _TAG_HEIGHT)
        if place is not None:
            self.tag.place(facing((place[0], place[1] + 0.05, place[2]), eye))


@dataclass(frozen=True, slots=True)
class Pointing:
    """What a hand shows: its ray, how far it goes, and whether it meets something that can be chosen."""

    ray: Ray
    place: Vector | None
    meets: bool


class Hand:
    """A hand: a small light shape, its ray, and the dot where the ray ends. The gaze is a dot alone."""

    def __init__(self, ray: bool = True) -> None:
        self._palm = _solid(_ball(0.03), colors.HAND)
        self._palm.SetScale(0.7, 0.5, 1.3)
        self._beam_shape = vtkCylinderSource()
        self._beam_shape.SetRadius(_RAY_RADIUS)
        self._beam_shape.SetResolution(8)
        self._beam = _unlit(self._beam_shape)
        self._dot = _unlit(_ball(1.0))
        self._has_ray = ray
        self.actors = (self._palm, self._beam, self._dot)
        self.hide()

    def hide(self) -> None:
        """Show nothing: the hand is not there."""
        for actor in self.actors:
            actor.SetVisibility(False)

    def show(self, grip: Pose | None, pointing: Pointing) -> None:
        """Show the hand at its grip, and what it points at."""
        self._palm.SetVisibility(grip is not None)
        if grip is not None:
            self._palm.SetUserMatrix(vtk_matrix(grip.matrix))
        end = pointing.place or pointing.ray.at(_RAY_LENGTH)
        self._beam.SetVisibility(self._has_ray)
        if self._has_ray:
            self._lay_beam(pointing.ray.origin, end)
        self._dot.SetVisibility(pointing.place is not None)
        # The dot is as large to the eye near and far.
        self._dot.SetPosition(*end)
        self._dot.SetScale(_DOT * max(0.3, float(np.linalg.norm(np.subtract(end, pointing.ray.origin)))))
        color = rgb(colors.ACCENT if pointing.meets else colors.HAND)
        self._beam.GetProperty().SetColor(*color)
        self._dot.GetProperty().SetColor(*color)

    def _lay_beam(self, start: Vector, end: Vector) -> None:
        way = np.subtract(end, start)
        length = float(np.linalg.norm(way))
        self._beam_shape.SetHeight(length)
        middle = tuple((np.add(start, end) / 2.0).tolist())
        turn = shortest_turn((0.0, 1.0, 0.0), tuple((way / max(length, 1e-9)).tolist()))
        self._beam.SetUserMatrix(vtk_matrix(Pose(middle, turn).matrix))


class Picture:
    """A flat picture in the room: the panel, or a name. Shown as painted, whatever the light."""

    def __init__(self, size: tuple[float, float]) -> None:
        self._plane = vtkPlaneSource()
        self._texture = vtkTexture()
        self._texture.SetColorModeToDirectScalars()
        self._texture.InterpolateOn()
        self._texture.MipmapOn()
        self._pixels: Pixels | None = None
        self._image = vtkImageData()
        self._texture.SetInputData(self._image)
        self.actor = _unlit(self._plane)
        self.actor.SetTexture(self._texture)
        self.actor.SetVisibility(False)
        self._resize(size)

    def show(self, image: Pixels, height: float | None = None) -> None:
        """Show pixels (height, width, 4) from the top; `height` metres high, where that is given."""
        rows, columns = image.shape[:2]
        self._pixels = np.ascontiguousarray(image[::-1])
        self._image.SetDimensions(columns, rows, 1)
        self._image.GetPointData().SetScalars(numpy_to_vtk(self._pixels.reshape(-1, 4)))
        self._image.Modified()
        self.actor.SetVisibility(True)
        if height is not None:
            self._resize((height * columns / rows, height))

    def place(self, pose: Pose) -> None:
        """Put its middle at a pose; it faces +z."""
        self.actor.SetUserMatrix(vtk_matrix(pose.matrix))

    def _resize(self, size: tuple[float, float]) -> None:
        x, y = size[0] / 2.0, size[1] / 2.0
        self._plane.SetOrigin(-x, -y, 0.0)
        self._plane.SetPoint1(x, -y, 0.0)
        self._plane.SetPoint2(-x, y, 0.0)


def vtk_matrix(matrix: Matrix) -> vtkMatrix4x4:
    """A (4, 4) array as VTK has it."""
    made = vtkMatrix4x4()
    made.DeepCopy(matrix.ravel().tolist())
    return made


def _lamp(place: Vector, intensity: float) -> vtkLight:
    lamp = vtkLight()
    lamp.SetLightTypeToSceneLight()
    lamp.SetPosition(*place)
    lamp.SetFocalPoint(0.0, 0.0, -1.0)
    lamp.SetIntensity(intensity)
    return lamp


def _ball(radius: float) -> vtkSphereSource:
    ball = vtkSphereSource()
    ball.SetRadius(radius)
    ball.SetThetaResolution(24)
    ball.SetPhiResolution(16)
    return ball


def _actor(shape: Any) -> vtkActor:
    mapper = vtkPolyDataMapper()
    if isinstance(shape, vtkPolyData):
        mapper.SetInputData(shape)
    else:
        mapper.SetInputConnection(shape.GetOutputPort())
    actor = vtkActor()
    actor.SetMapper(mapper)
    return actor


def _solid(shape: Any, color: str) -> vtkActor:
    actor = _actor(shape)
    surface = actor.GetProperty()
    surface.SetColor(*rgb(color))
    surface.SetAmbient(0.45)
    surface.SetDiffuse(0.6)
    return actor


def _unlit(shape: Any) -> vtkActor:
    actor = _actor(shape)
    actor.GetProperty().LightingOff()
    actor.GetProperty().BackfaceCullingOff()
    return actor


def _dome() -> vtkPolyData:
    """The sky: darker upwards, lightest at the horizon."""
    tilts = np.radians([-20.0, 0.0, 4.0, 12.0, 30.0, 60.0, 90.0])
    shares = np.clip(np.sin(np.maximum(tilts, 0.0)) * 2.2, 0.0, 1.0)
    return _rings(
        [(float(_FAR * np.cos(t)), float(_FAR * np.sin(t))) for t in tilts],
        [_between(colors.HORIZON, colors.SKY, float(share)) for share in shares],
    )


def _floor() -> vtkPolyData:
    """The floor: a soft light circle round the patient, and away into the horizon."""
    radii = (0.0, 0.5, 1.5, 3.0, 6.0, 12.0, _FAR)
    shades = [
        rgb(colors.FLOOR_NEAR),
        rgb(colors.FLOOR_NEAR),
        rgb(colors.FLOOR),
        rgb(colors.FLOOR),
        rgb(colors.FLOOR),
        rgb(colors.FLOOR),
        _between(colors.FLOOR, colors.HORIZON, 0.3),
    ]
    return _rings([(radius, -FLOOR_BELOW) for radius in radii], shades)


def _rings(profile: list[tuple[float, float]], shades: list[Rgb], around: int = 128) -> vtkPolyData:
    """A surface of rings about the vertical: (radius, height) of each and its colour."""
    angles = np.linspace(0.0, 2.0 * np.pi, around, endpoint=False)
    circle = np.stack([np.cos(angles), np.zeros(around), np.sin(angles)], axis=1)
    points = np.concatenate([circle * radius + (0.0, height, 0.0) for radius, height in profile])
    inks = np.repeat((np.array(shades) * 255.0).round().astype(np.uint8), around, axis=0)
    low = np.arange(around) + np.arange(len(profile) - 1)[:, None] * around
    turn = np.roll(np.arange(around), -1) + np.arange(len(profile) - 1)[:, None] * around
    quads = np.stack([low, turn, turn + around, low + around], axis=-1).reshape(-1, 4)
    data, places, cells = vtkPolyData(), vtkPoints(), vtkCellArray()
    places.SetData(numpy_to_vtk(points.astype(np.float32), deep=True))
    cells.SetData(4, numpy_to_vtk(quads.ravel().astype(np.int64), deep=True))
    data.SetPoints(places)
    data.SetPolys(cells)
    data.GetPointData().SetScalars(numpy_to_vtk(inks, deep=True))
    return data


def _between(first: str, second: str, share: float) -> Rgb:
    red, green, blue = (a + (b - a) * share for a, b in zip(rgb(first), rgb(second), strict=True))
    return red, green, blue


def _veil() -> vtkActor2D:
    """A sheet over the whole picture in the horizon's colour."""
    sheet = vtkPlaneSource()
    sheet.SetOrigin(0.0, 0.0, 0.0)
    sheet.SetPoint1(1.0, 0.0, 0.0)
    sheet.SetPoint2(0.0, 1.0, 0.0)
    whole = vtkCoordinate()
    whole.SetCoordinateSystemToNormalizedViewport()
    mapper = vtkPolyDataMapper2D()
    mapper.SetInputConnection(sheet.GetOutputPort())
    mapper.SetTransformCoordinate(whole)
    veil = vtkActor2D()
    veil.SetMapper(mapper)
    veil.GetProperty().SetColor(*rgb(colors.HORIZON))
    veil.SetVisibility(False)
    return veil
