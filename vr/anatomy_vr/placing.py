"""Where the organ stands in the room: its middle, its turn and its size; the patient is never moved.

A model is in millimetres, RAS+. It faces the patient as the lesson's camera looks at it: what points towards
that camera points towards the patient, what is up in the picture is up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from anatomy_viewer.scene.state import UPRIGHT, CameraState, Quaternion, Vector
from anatomy_viewer.scene.vectors import (
    dot,
    matrix_of,
    multiply,
    quaternion_of,
    scaled,
    turned,
    unit,
    upright,
)
from anatomy_vr.poses import Matrix, Pose, about_vertical, inverse, levelled, vector
from anatomy_vr.rays import facing

MM = 1000.0
"""Millimetres in a metre."""
SNAP_DEGREES = 30.0
SMALLEST, LARGEST = 0.25, 10.0
"""Bounds of the size that hands may give the organ, against what it was placed with."""

Box = tuple[Vector, Vector]
"""Lower and upper corner of something, RAS mm."""
Reach = Box | Matrix
"""How far something reaches: its box, or better points of it (n, 3), RAS mm."""
SizeName = Literal["lesson", "life", "double", "large", "inside"]
TIMES: Mapping[SizeName, float] = {"life": 1.0, "double": 2.0, "large": 5.0}
"""How many times its own size the organ is; `lesson` and `inside` depend on what the lesson looks at."""
SIZES: tuple[SizeName, ...] = ("lesson", "life", "double", "large", "inside")
PICTURE = 0.5
"""Metres that the lesson's picture is high on the table: a heart is then about as wide as a plate."""

WIDEST = 0.56
"""Metres that it may be wide there, so that it does not stand before the panel."""

AHEAD, ASIDE, BELOW = 1.1, 17.0, 0.2
"""The organ's place from the eyes: metres ahead, degrees to the side away from the panel, metres down."""
TABLE_BELOW, TABLE_GAP, HIGHEST = 0.46, 0.015, -0.1
"""Metres from the eyes down to the table's usual height, and of air between it and the organ; the organ's
middle is not higher than the last."""
LENS_GAP, LENS_HIGH = 0.09, 0.36
"""Metres from the organ up to the foot of what is shown closer, and that this is high at most."""
PANEL_AHEAD, PANEL_ASIDE, PANEL_BELOW = 1.4, 14.0, 0.16
PANEL_SIZE = (0.92, 0.46)
"""Metres. With the letters of the panel a line of its words is 1.4 degrees high; organ and panel together lie
within 35 degrees of the middle, so that nobody has to turn the head far."""
BOARD_SIZE, BOARD_GAP = (0.92, 0.56), 0.03
"""Metres of the chart over the panel, and of air between them: its letters are as large as the panel's."""
ROOM_SEEN_INSIDE = 4.0
"""Metres that the lesson's picture is high for a patient who stepped inside."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A similarity from a model to the room.

    Attributes:
        focus: The point of the model (RAS mm) that is its middle here.
        middle: Where that point stands in the room, metres.
        rotation: The turn from the model's axes to the room's.
        scale: 1 at life size.
    """

    focus: Vector = (0.0, 0.0, 0.0)
    middle: Vector = (0.0, -BELOW, -AHEAD)
    rotation: Quaternion = UPRIGHT
    scale: float = 1.0

    @property
    def room_from_model(self) -> Matrix:
        """The (4, 4) matrix from RAS mm to metres in the room."""
        return _matrices(self)[0]

    @property
    def model_from_room(self) -> Matrix:
        """The (4, 4) matrix from metres in the room to RAS mm."""
        return _matrices(self)[1]

    @property
    def mm_per_metre(self) -> float:
        """How many millimetres of the model a metre of the room is."""
        return MM / self.scale

    def to_room(self, point: Vector) -> Vector:
        """A point of the model (RAS mm) in the room."""
        return vector((self.room_from_model @ (*point, 1.0))[:3])

    def to_model(self, point: Vector) -> Vector:
        """A point of the room as RAS mm."""
        return vector((self.model_from_room @ (*point, 1.0))[:3])

    def direction_to_model(self, direction: Vector) -> Vector:
        """A unit direction of the room in the model's axes."""
        return turned(inverse(self.rotation), direction)

    def turned_by(self, degrees: float) -> Placement:
        """The organ turned to the left about the vertical through its middle."""
        return replace(self, rotation=multiply(about_vertical(degrees), self.rotation))


@lru_cache(maxsize=8)
def _matrices(placement: Placement) -> tuple[Matrix, Matrix]:
    """From the model to the room, and back: asked for many times in a frame, so kept; not to be changed."""
    there: Matrix = Pose(placement.middle, placement.rotation).matrix
    there[:3, :3] *= placement.scale / MM
    there[:3, 3] -= there[:3, :3] @ np.array(placement.focus)
    back = np.asarray(np.linalg.inv(there), dtype=np.float64)
    there.flags.writeable = back.flags.writeable = False
    return there, back


def rotation_facing(camera: CameraState) -> Quaternion:
    """The turn that shows a patient who looks along -z what a camera of the lesson sees."""
    direction = unit(camera.direction)
    right, up, back = matrix_of(direction, upright(direction, camera.up))
    return inverse(quaternion_of((right, up, back)))


def stood(camera: CameraState, home: Pose, size: SizeName, panel_right: bool = True) -> Placement:
    """The organ on its table before a seated patient, or round them at `inside`.

    Args:
        camera: How the lesson looks at the model.
        home: Where the patient's head is when they look straight ahead, level.
        size: How large.
        panel_right: Whether the panel is on the right, so that the organ stands a little to the left.
    """
    if size == "inside":
        turn = multiply(home.rotation, rotation_facing(camera))
        return Placement(camera.focal, home.position, turn, ROOM_SEEN_INSIDE * MM / camera.height)
    middle = home.place(_beside(AHEAD, ASIDE if panel_right else -ASIDE, BELOW))
    turn = _turned_to(home, middle, camera)
    return Placement(camera.focal, middle, turn, TIMES.get(size, lesson_scale(camera)))


def _turned_to(home: Pose, middle: Vector, camera: CameraState) -> Quaternion:
    """The turn of something that shows the patient what a camera of the lesson sees, wherever it stands."""
    return multiply(facing(middle, home.position).rotation, rotation_facing(camera))


def lesson_scale(camera: CameraState) -> float:
    """How many times its own size the organ is where it is shown as the lesson shows it."""
    return PICTURE * MM / camera.height


def set_down(placement: Placement, reach: Reach, home: Pose, fits: bool) -> Placement:
    """The organ resting on its table, once one knows how large it is.

    Args:
        placement: Where `stood` put it.
        reach: How far the organ reaches: by points of it, it rests on the table however it is turned.
        home: Where the patient's head is.
        fits: Whether it is made no wider than there is room.
    """
    wide = _width(reach, placement, home)
    if fits and wide > WIDEST:
        placement = replace(placement, scale=placement.scale * WIDEST / wide)
    x, _, z = placement.middle
    resting = -TABLE_BELOW + TABLE_GAP + half_height(reach, placement)
    return replace(placement, middle=(x, home.position[1] + min(resting, HIGHEST), z))


def table_top(placement: Placement, reach: Reach | None, home: Pose) -> Vector:
    """The middle of the table's top under an organ: at its usual height, or as low as the organ needs it."""
    x, y, z = placement.middle
    usual = home.position[1] - TABLE_BELOW
    under = y - half_height(reach, placement) - TABLE_GAP if reach is not None else usual
    return (x, min(usual, under), z)


def lens_stood(camera: CameraState, home: Pose, middle: Vector, scale: float) -> Placement:
    """What is shown closer, `scale` times its own size, turned to the patient as the lesson shows it."""
    return Placement(camera.focal, middle, _turned_to(home, middle, camera), scale)


def hung(lens: Placement, reach: Reach, organ: Placement, around: Reach) -> Placement:
    """What is shown closer, hung over the organ, no larger than there is room; how far both reach."""
    high = float(np.ptp(_places(reach, lens)[:, 1]))
    if high > LENS_HIGH:
        lens = replace(lens, scale=lens.scale * LENS_HIGH / high)
    top = float(_places(around, organ)[:, 1].max())
    x, _, z = organ.middle
    return replace(lens, middle=(x, top + LENS_GAP + half_height(reach, lens), z))


def panel_pose(home: Pose, panel_right: bool = True) -> Pose:
    """Where the panel stands: beside the organ, turned to the patient."""
    aside = -PANEL_ASIDE if panel_right else PANEL_ASIDE
    return Pose(
        home.place(_beside(PANEL_AHEAD, aside, PANEL_BELOW)),
        multiply(home.rotation, about_vertical(aside)),
    )


def board_pose(home: Pose, panel_right: bool = True) -> Pose:
    """Where a chart hangs: over the panel, turned to the eyes, from below too."""
    panel = panel_pose(home, panel_right)
    above = (PANEL_SIZE[1] + BOARD_SIZE[1]) / 2.0 + BOARD_GAP
    half = math.atan2(above - PANEL_BELOW, PANEL_AHEAD) / 2.0
    return panel.then(Pose((0.0, above, 0.0), (math.cos(half), math.sin(half), 0.0, 0.0)))


def _beside(ahead: float, left: float, below: float) -> Vector:
    """A place from the eyes: metres ahead, degrees to the left, metres down."""
    angle = math.radians(left)
    return (-ahead * math.sin(angle), -below, -ahead * math.cos(angle))


def straight_ahead(head: Pose) -> Pose:
    """The patient's home: where the head is now, its heading, the horizon level."""
    return levelled(head)


def snap_turn(stick: float, held: bool) -> tuple[float, bool]:
    """Degrees to turn the organ for a stick pushed sideways (-1 to 1), and whether it is still held over.

    One push is one turn: the stick must come back before the next.
    """
    if held:
        return 0.0, abs(stick) > 0.3
    if abs(stick) < 0.7:
        return 0.0, False
    return math.copysign(SNAP_DEGREES, stick), True


def bounded(scale: float, usual: float) -> float:
    """A size that hands may give the organ: not lost from sight, not larger than the room."""
    return min(max(scale, SMALLEST * usual), LARGEST * usual)


def distance_from(placement: Placement, box: Box, eye: Vector) -> float:
    """Metres from an eye to the box (RAS mm) that holds the organ; 0 inside it."""
    seen = placement.to_model(eye)
    gaps = [max(low - at, 0.0, at - high) for at, low, high in zip(seen, *box, strict=True)]
    return math.sqrt(dot(gaps, gaps)) / placement.mm_per_metre


def half_height(reach: Reach, placement: Placement) -> float:
    """Metres from the organ's middle down to its lowest point, however it is turned."""
    return placement.middle[1] - float(_places(reach, placement)[:, 1].min())


def _width(reach: Reach, placement: Placement, home: Pose) -> float:
    """Metres that the organ is wide for a patient who looks straight ahead."""
    right = turned(home.rotation, (1.0, 0.0, 0.0))
    return float(np.ptp(_places(reach, placement) @ np.array(right)))


def _places(reach: Reach, placement: Placement) -> Matrix:
    """How far something reaches in the room, (n, 3) metres."""
    points = _corners(reach) if isinstance(reach, tuple) else reach
    matrix = placement.room_from_model
    places: Matrix = points @ matrix[:3, :3].T + matrix[:3, 3]
    return places


def _corners(box: Box) -> Matrix:
    """The eight corners of a box, (8, 3)."""
    return np.array([(box[i][0], box[j][1], box[k][2]) for i in range(2) for j in range(2) for k in range(2)])


def shifted(placement: Placement, way: Vector, share: float = 1.0) -> Placement:
    """The organ moved by a way in the room."""
    x, y, z = scaled(way, share)
    return replace(
        placement, middle=(placement.middle[0] + x, placement.middle[1] + y, placement.middle[2] + z)
    )
