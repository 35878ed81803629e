"""The calm room: a floor, a horizon that never moves, a table, hands with their rays, and the panel.

All in metres, in its own layer behind the organ's; both layers share one depth, so that a hand before the
organ hides it. Nothing here is lit by the organ's studio: it costs next to nothing to draw.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPolyData
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
from anatomy_viewer.scene.vectors import mix, plus, scaled
from anatomy_vr import colors
from anatomy_vr.colors import rgb
from anatomy_vr.grabbing import shortest_turn
from anatomy_vr.hand_shape import Flesh
from anatomy_vr.inputs import Joints
from anatomy_vr.placing import BOARD_SIZE, PANEL_SIZE
from anatomy_vr.poses import Matrix, Pose
from anatomy_vr.rays import Ray, facing
from anatomy_vr.surroundings import FLOOR_BELOW, floor, hills, shadow, sky, table

Pixels = NDArray[np.uint8]
_LOWEST = 0.15
"""Metres above the floor below which there is no table."""
_SHADOW = 0.2
_BEAM_RADIUS, _DOT = 0.0014, 0.007
_RAY_LENGTH = 1.2
"""Metres that a ray is long where it meets nothing."""
_MARK, _RIM = 0.013, 0.004
"""Metres: the radius of the clinician's mark, and how wide its dark outline is."""
_NOTHING = 0.001
"""An opacity that leaves no trace in a picture; what has none at all would not hide anything either."""
_TAG_HEIGHT, _CAPTION_HEIGHT = 0.052, 0.046
"""Metres; with their letters, 1.3 degrees high where they hang."""
_SWAYED = 0.01
"""Metres that a head sways without a caption turning after it."""


class Room:
    """What surrounds the organ, in one renderer.

    Attributes:
        renderer: The `vtkRenderer` of the room's layer.
        panel: The panel as a surface, for whoever has no compositor that shows it sharper.
        board: The chart over the panel.
        table: What the organ stands on.
        tag: The name of what is pointed at.
        caption: What is said under what is shown closer.
        pointer: The clinician's mark.
        hands: Both hands.
    """

    def __init__(self, renderer: Any) -> None:
        self.renderer = renderer
        renderer.SetBackground(0.0, 0.0, 0.0)
        renderer.SetBackgroundAlpha(0.0)
        renderer.SetAutomaticLightCreation(False)
        renderer.AddLight(_lamp((-1.0, 3.0, 2.0), 1.0))
        self._walls = tuple(_unlit(surface) for surface in (sky(), hills(), floor()))
        self.table, self._shadow = _unlit(table(1.0)), _unlit(shadow(_SHADOW))
        self._table_height = 1.0
        self.panel, self.board = Picture(PANEL_SIZE), Picture(BOARD_SIZE)
        self.tag = Picture((0.3, _TAG_HEIGHT))
        self.pointer, self._rim = _unlit(_ball(_MARK)), _unlit(_ball(_MARK + _RIM))
        self.pointer.GetProperty().SetColor(*rgb(colors.CARE))
        self._rim.GetProperty().SetColor(*rgb(colors.CARE_SOFT))
        self._rim.GetProperty().FrontfaceCullingOn()  # its far side is an outline round the mark
        self.caption = Picture((0.3, _TAG_HEIGHT))
        self._tied: tuple[Tie | None, Vector] | None = None
        self._tie, self._place = Beam(colors.RAY), _unlit(_ball(0.009))
        self._place.GetProperty().SetColor(*rgb(colors.ACCENT))
        self.hands = {"left": Hand(), "right": Hand(), "gaze": Hand(ray=False)}
        self._veil = _veil()
        signs = (self.tag.actor, self.caption.actor, self.pointer, self._rim, self._tie.actor, self._place)
        for actor in (self.panel.actor, *self._walls, self.table, self._shadow, self.board.actor, *signs):
            renderer.AddActor(actor)  # the panel first: where it is a hole, nothing is drawn behind it
        for hand in self.hands.values():
            for actor in hand.actors:
                renderer.AddActor(actor)
        for actor in signs:
            actor.SetVisibility(False)

    def hang_veil(self, renderer: Any) -> None:
        """Hang the veil into a layer before all others."""
        renderer.AddViewProp(self._veil)

    def open_for_panel(self) -> None:
        """Leave a hole where the panel is: whoever lays the pictures together shows it through there."""
        self.panel.cut_out()

    def set_veil(self, opacity: float) -> None:
        """Make the veil so thick, 0-1."""
        self._veil.SetVisibility(opacity > 0.004)
        self._veil.GetProperty().SetOpacity(opacity)

    def see_through(self, on: bool) -> None:
        """Leave everything clear that is not organ, table, hand or panel, or show the room again."""
        for wall in self._walls:
            wall.SetVisibility(not on)

    def stand(self, top: Vector | None, casts: bool = True) -> None:
        """Put the table's top there, its middle; None: no table. `casts`: whether something stands on it."""
        shown = top is not None and top[1] > _LOWEST - FLOOR_BELOW
        self.table.SetVisibility(shown)
        self._shadow.SetVisibility(shown and casts)
        if top is None or not shown:
            return
        if top[1] + FLOOR_BELOW != self._table_height:
            self._table_height = top[1] + FLOOR_BELOW
            self.table.GetMapper().SetInputData(table(self._table_height))
        self.table.SetPosition(*top)
        self._shadow.SetPosition(top[0], top[1] + 0.002, top[2])

    def show_lens(self, tie: Tie | None, eye: Vector, image: Pixels | None = None) -> None:
        """Tie what hangs over the organ to it, or nothing; `image` is its caption where that changed."""
        if image is not None:
            self.caption.show(image, _CAPTION_HEIGHT)
        elif self._tied is not None and self._tied[0] is tie and math.dist(self._tied[1], eye) < _SWAYED:
            return
        self._tied = (tie, eye)
        for actor in (self._tie.actor, self.caption.actor):
            actor.SetVisibility(tie is not None)
        self._place.SetVisibility(tie is not None and tie.place is not None)
        if tie is not None:
            x, y, z = tie.foot
            self._tie.lay(tie.start, (x, y - _CAPTION_HEIGHT / 2.0, z))
            self.caption.place(facing(tie.foot, eye))
            self._place.SetPosition(*(tie.place or tie.foot))

    def point_at(self, place: Vector | None) -> None:
        """Show the clinician's mark at a place, or nowhere."""
        for actor in (self.pointer, self._rim):
            actor.SetVisibility(place is not None)
            actor.SetPosition(*(place or (0.0, 0.0, 0.0)))

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


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties the picture over the organ to it: from where on the organ, to its foot, and a place in it."""

    start: Vector
    foot: Vector
    place: Vector | None = None


class Beam:
    """A thin straight line from one place to another."""

    def __init__(self, color: str) -> None:
        shape = vtkCylinderSource()
        shape.SetRadius(_BEAM_RADIUS)
        shape.SetResolution(8)
        self.actor = _unlit(shape)
        self._ends: tuple[Vector, Vector] | None = None
        self.paint(color)

    def paint(self, color: str) -> None:
        """Give it a colour."""
        self.actor.GetProperty().SetColor(*rgb(color))

    def lay(self, start: Vector, end: Vector) -> None:
        """Let it go from a place to another: one shape, which is drawn as long as that is."""
        if (start, end) == self._ends:
            return
        self._ends = (start, end)
        way = plus(end, scaled(start, -1.0))
        matrix = Pose(mix(start, end, 0.5), shortest_turn((0.0, 1.0, 0.0), way)).matrix
        matrix[:3, 1] *= math.dist(start, end)
        self.actor.SetUserMatrix(vtk_matrix(matrix))


class Hand:
    """A hand: a small light shape, its ray, and the dot where the ray ends. The gaze is a dot alone."""

    def __init__(self, ray: bool = True) -> None:
        self._palm = _solid(_ball(0.03), colors.HAND)
        self._palm.SetScale(0.7, 0.5, 1.3)
        self._flesh = Flesh()
        self._beam = Beam(colors.RAY)
        self._dot = _unlit(_ball(1.0))
        self._has_ray = ray
        self.actors = (self._palm, self._flesh.actor, self._beam.actor, self._dot)
        self.hide()

    def hide(self) -> None:
        """Show nothing: the hand is not there."""
        for actor in self.actors:
            actor.SetVisibility(False)

    def show(self, grip: Pose | None, pointing: Pointing, joints: Joints = ()) -> None:
        """Show the hand at its grip, or as its joints are where they are known, and what it points at."""
        self._flesh.actor.SetVisibility(len(joints) > 0)
        self._palm.SetVisibility(grip is not None and not joints)
        if joints:
            self._flesh.show(joints)
        if grip is not None:
            self._palm.SetUserMatrix(vtk_matrix(grip.matrix))
        end = pointing.place or pointing.ray.at(_RAY_LENGTH)
        self._beam.actor.SetVisibility(self._has_ray)
        if self._has_ray:
            self._beam.lay(pointing.ray.origin, end)
        self._dot.SetVisibility(pointing.place is not None)
        # The dot is as large to the eye near and far.
        self._dot.SetPosition(*end)
        self._dot.SetScale(_DOT * max(0.3, math.dist(end, pointing.ray.origin)))
        color = colors.RAY_MEETS if pointing.meets else colors.RAY
        self._beam.paint(color)
        self._dot.GetProperty().SetColor(*rgb(color))


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
        self.actor.SetVisibility(False)
        self._resize(size)

    def show(self, image: Pixels, height: float | None = None) -> None:
        """Show pixels (height, width, 4) from the top; `height` metres high, where that is given."""
        rows, columns = image.shape[:2]
        if image is not self._pixels:
            self._pixels = image
            self._image.SetDimensions(columns, rows, 1)
            self._image.GetPointData().SetScalars(numpy_to_vtk(image.reshape(-1, 4)))
        self._image.GetPointData().GetScalars().Modified()
        self._image.Modified()
        self.actor.SetTexture(self._texture)
        self.actor.SetVisibility(True)
        if height is not None:
            self._resize((height * columns / rows, height))

    def cut_out(self) -> None:
        """Be a hole from now on: nothing behind it is drawn, and nothing of its own."""
        self.actor.ForceOpaqueOn()  # it hides what is behind it
        self.actor.GetProperty().SetOpacity(_NOTHING)
        self.actor.SetVisibility(True)

    def place(self, pose: Pose) -> None:
        """Put its middle at a pose; it faces +z."""
        self.actor.SetUserMatrix(vtk_matrix(pose.matrix))

    def _resize(self, size: tuple[float, float]) -> None:
        x, y = size[0] / 2.0, size[1] / 2.0
        self._plane.SetOrigin(-x, y, 0.0)  # pictures begin at the top
        self._plane.SetPoint1(x, y, 0.0)
        self._plane.SetPoint2(-x, -y, 0.0)


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


def _veil() -> vtkActor2D:
    """A sheet over the whole picture."""
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
    veil.GetProperty().SetColor(*rgb(colors.VEIL))
    veil.SetVisibility(False)
    return veil
