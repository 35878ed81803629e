"""Blood or air that streams through a tube: its rings carry cells, which squeeze through where it is narrow.

What goes in comes out: a cell's speed grows as the cross-section shrinks (continuity of an incompressible
flow, v·A constant). Where every cell is follows from a seed and from how far the stream has come; nothing is
random from frame to frame. A speed below zero carries back: air goes in and out. Cells and motes are drawn
far larger than life; a lesson must say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from anatomy_viewer.render import shaders
from anatomy_viewer.render.body import surface_mapper
from anatomy_viewer.render.cells import COARSE, FINE, CellGrid, cell_colors, cell_shapes
from anatomy_viewer.render.looks import LOOKS
from anatomy_viewer.render.meshes import surface_data, vtk_array
from anatomy_viewer.render.morphs import Shape
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.project import eye_of
from anatomy_viewer.render.streams import Stream, stream_of
from anatomy_viewer.scene.state import CameraState, CutState, FlowState

Floats = NDArray[np.floating[Any]]

_MOST = 420
_NEAR = 0.03
"""Share of the picture's height from which on a cell's radius shows its corners."""
_LONGEST_STEP = 0.5
"""Seconds between two pictures from which on blood is placed by the clock, not carried on from before."""


@dataclass(frozen=True, slots=True, eq=False)
class Lumen:
    """A tube as rings, and the way through it measured in time.

    Attributes:
        rings: (r, s, 3) points, mm.
        centers: (r, 3).
        radii: (r,) mean radius, mm.
        transit: (r,) how far blood at the mouth's speed has come when this ring is reached, mm; 0 at the
            mouth.
    """

    rings: Floats
    centers: Floats
    radii: Floats
    transit: Floats

    @classmethod
    def of(cls, points: Floats, grid: tuple[int, int]) -> Lumen:
        """The lumen whose rings are the first points of a part."""
        rings = points[: grid[0] * grid[1]].reshape(grid[0], grid[1], 3)
        centers = rings.mean(axis=1)
        radii = np.linalg.norm(rings - centers[:, None], axis=2).mean(axis=1)
        mouth = max(float(radii[0]), 1e-3)
        area = np.maximum((radii / mouth) ** 2, 0.02)
        steps = np.linalg.norm(np.diff(centers, axis=0), axis=1)
        transit = np.concatenate([[0.0], np.cumsum(steps * (area[1:] + area[:-1]) / 2.0)])
        return cls(rings, centers, radii, transit.astype(np.float32))

    @property
    def volume(self) -> float:
        """What it holds, mm³."""
        return float(self.transit[-1] * np.pi * self.radii[0] ** 2)

    def places(self, reached: Floats, angle: Floats, out: Floats, room: Floats) -> tuple[Floats, Floats]:
        """Where cells are, (n, 3), and the lumen's radius there, (n,).

        Args:
            reached: (n,) transit coordinate, mm.
            angle: (n,) turn round the lumen, 0-1.
            out: (n,) distance from the centre, 0 to 1 = the wall.
            room: (n,) what must stay free before the wall, mm.
        """
        ring = np.interp(reached, self.transit, np.arange(len(self.transit)))
        low = np.minimum(ring.astype(np.intp), len(self.transit) - 2)
        along = (ring - low)[:, None]
        sides = self.rings.shape[1]
        side = angle * sides
        first = side.astype(np.intp) % sides
        round_ = (side - np.floor(side))[:, None]
        near = _between(self.rings[low, first], self.rings[low + 1, first], along)
        far = _between(self.rings[low, (first + 1) % sides], self.rings[low + 1, (first + 1) % sides], along)
        center = _between(self.centers[low], self.centers[low + 1], along)
        spoke = _between(near, far, round_) - center
        length = np.maximum(np.linalg.norm(spoke, axis=1), 1e-6)
        reach = out * np.clip(1.0 - room / length, 0.0, 1.0)
        placed: Floats = (center + spoke * reach[:, None]).astype(np.float32)
        return placed, _between(self.radii[low], self.radii[low + 1], along[:, 0]).astype(np.float32)

    def headings(self, reached: Floats) -> Floats:
        """Which way the stream goes at transit coordinates (n,), mm: unit vectors (n, 3)."""
        ring = np.interp(reached, self.transit, np.arange(len(self.transit)))
        low = np.minimum(ring.astype(np.intp), len(self.transit) - 2)
        way = self.centers[low + 1] - self.centers[low]
        length = np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
        headings: Floats = (way / length).astype(np.float32)
        return headings


def _between(first: Floats, second: Floats, share: Floats) -> Floats:
    return first + (second - first) * share


class FlowView:
    """The cells in the lumen of one part, as one actor."""

    def __init__(self, carrier: PartView, seed: int = 7) -> None:
        grid = carrier.mesh.glb.rings
        if grid is None:
            raise ValueError(f"only a ring part can carry a flow; {carrier.mesh.id!r} has no rings")
        rest = Lumen.of(carrier.mesh.rest.points, grid)
        self._carrier = carrier
        self._stream = stream_of(carrier.mesh.tissue)
        self._radius = self._stream.radius * float(np.median(rest.radii))
        self._crowd = self._stream.crowd(_crowd_size(rest, self._stream, self._radius), seed)
        self._lumen, self._version = rest, -1
        self._phase, self._time, self._speed = 0.0, -np.inf, 0.0
        self._cut: CutState | None = None
        self._eye: Floats = np.full(3, np.inf)
        self._count = 0
        self._grid_of_cells: CellGrid | None = None
        self.places = np.zeros((0, 3), np.float32)
        self.sizes = np.zeros(0, np.float32)
        self.data = vtkPolyData()
        self._mapper = surface_mapper(self.data)
        self._shape_cells(COARSE)
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.GetProperty().BackfaceCullingOn()
        shaders.dress_surface(self.actor, LOOKS[self._stream.disc])
        shaders.steer(self.actor, contour=self._stream.contour)

    def move(self, flow: FlowState, time: float) -> None:
        """Bring the cells to where they are at a time (seconds)."""
        if self._carrier.version != self._version:
            self._version = self._carrier.version
            self._lumen = Lumen.of(self._carrier.shape.points, self._carrier.mesh.glb.rings or (0, 0))
        step = time - self._time
        length = max(float(self._lumen.transit[-1]), 1e-3)
        carried = 0.0 <= step < _LONGEST_STEP
        self._phase = self._phase + flow.speed * step / length if carried else flow.speed * time / length
        self._time, self._speed = time, flow.speed
        self._count = round(len(self._crowd.start) * min(1.0, flow.amount))
        self._place()

    def make_room(self, cut: CutState | None, camera: CameraState) -> None:
        """Take away the cells on the far side of a cut, and those that would sit in the viewer's eye."""
        grid = FINE if self._radius > _NEAR * camera.height else COARSE
        eye = eye_of(camera) - self._carrier.offset
        self.actor.SetUserMatrix(self._carrier.actor.GetUserMatrix())
        same = cut == self._cut and grid == self._grid_of_cells and np.array_equal(eye, self._eye)
        if not same:
            self._cut, self._eye = cut, eye
            self._shape_cells(grid)
            self._place()

    def release(self) -> None:
        """Let go of all VTK objects."""
        self._mapper.SetInputData(None)

    def _shape_cells(self, grid: CellGrid) -> None:
        """Make the points of all cells, as finely as they are looked at."""
        if grid == self._grid_of_cells:
            return
        self._grid_of_cells = grid
        self._templates, corners = cell_shapes(grid)
        count, size = len(self._crowd.start), self._templates.shape[2]
        self._shape = Shape(np.zeros((count * size, 3), np.float32), np.zeros((count * size, 3), np.float32))
        self._colors = cell_colors(self._stream, self._crowd, grid)
        triangles = corners[None] + (np.arange(count, dtype=np.int32) * size)[:, None, None]
        self._corners = np.ascontiguousarray(triangles.reshape(-1, 3), dtype=np.int32)
        self.data = surface_data(self._shape, self._corners, self._colors)
        self._mapper.SetInputData(self.data)

    def _place(self) -> None:
        """Write every cell's points and normals."""
        crowd, lumen = self._crowd, self._lumen
        share = (crowd.start + self._phase * crowd.pace) % 1.0
        room = self._radius * crowd.size
        places, free = lumen.places(share * lumen.transit[-1], crowd.angle, crowd.out, room * 0.8)
        sizes = np.minimum(room, 0.9 * free) * _grown(share) * _kept(self._cut, places, room)
        sizes = sizes * _clear_of(self._eye, places, self._radius)
        sizes[self._count :] = 0.0
        self.places, self.sizes = places, sizes
        self._turn_cells(share * lumen.transit[-1])
        self._show_touched()

    def _turn_cells(self, reached: Floats) -> None:
        """Write points and normals: cells tumble on their way, motes are drawn out along it."""
        crowd, template = self._crowd, self._templates[self._crowd.is_ball.astype(np.intp)]
        points, normals = template[:, 0], template[:, 1]
        if self._stream.drawn_out > 1.0:
            turns = _frames(self._lumen.headings(reached))
            longer = np.array([self._length(), 1.0, 1.0], np.float32)
            points, normals = points * longer, normals / longer
        else:
            turns = _turns(crowd.axis, crowd.turn + crowd.spin * 6.283 * self._phase)
        turned = np.einsum("nij,nkj->nki", turns, points) * self.sizes[:, None, None]
        np.copyto(self._shape.points, (turned + self.places[:, None]).reshape(-1, 3))
        np.copyto(self._shape.normals, np.einsum("nij,nkj->nki", turns, normals).reshape(-1, 3))

    def _length(self) -> float:
        """How many times longer than wide a mote is: round at rest, longer the faster it goes."""
        lumens = abs(self._speed) / max(2.0 * float(self._lumen.radii[0]), 1e-3)
        return 1.0 + (self._stream.drawn_out - 1.0) * lumens / (1.0 + lumens)

    def _show_touched(self) -> None:
        seen = np.repeat(self.sizes > 0.0, len(self._corners) // len(self.sizes))
        self._drawn = np.ascontiguousarray(self._corners[seen]).ravel()
        self.data.GetPolys().SetData(3, vtk_array(self._drawn))
        self.data.GetPoints().GetData().Modified()
        self.data.GetPoints().Modified()
        self.data.GetPointData().GetNormals().Modified()
        self.data.Modified()


def _crowd_size(lumen: Lumen, stream: Stream, radius: float) -> int:
    """How many cells fill the lumen as far as they should."""
    one = 1.5 * radius**3  # a biconcave disc holds about this, and a mote is a little fuller
    return int(np.clip(stream.filled * lumen.volume / one, 24, _MOST))


def _grown(share: Floats) -> Floats:
    """Cells grow in at the mouth and shrink out at the end, so that none pops up."""
    edge = np.clip(np.minimum(share, 1.0 - share) / 0.03, 0.0, 1.0)
    smooth: Floats = edge * edge * (3.0 - 2.0 * edge)
    return smooth


def _kept(cut: CutState | None, places: Floats, room: Floats) -> Floats:
    """1 for cells that a cut leaves, 0 for those it takes away."""
    if cut is None:
        return np.ones(len(places), np.float32)
    normal = np.array(cut.normal, np.float32)
    beyond = (places - np.array(cut.origin, np.float32)) @ (normal / np.linalg.norm(normal))
    kept = np.clip(0.5 - beyond / (0.2 * room), 0.0, 1.0).astype(np.float32)
    return np.where(kept < 0.4, np.float32(0.0), kept)


def _clear_of(eye: Floats, places: Floats, radius: float) -> Floats:
    """1 for cells well away from the eye, 0 for those so near that one of them would fill the picture."""
    away = np.linalg.norm(places - eye, axis=1) / radius
    clear: Floats = np.clip((away - 3.0) / 2.0, 0.0, 1.0)
    return clear


def _frames(heading: Floats) -> Floats:
    """Rotations (n, 3, 3) that take the x axis to unit vectors."""
    least = np.eye(3, dtype=np.float32)[np.argmin(np.abs(heading), axis=1)]
    aside = np.cross(heading, least)
    aside /= np.maximum(np.linalg.norm(aside, axis=1, keepdims=True), 1e-9)
    frames: Floats = np.stack([heading, aside, np.cross(heading, aside)], axis=2)
    return frames


def _turns(axis: Floats, angle: Floats) -> Floats:
    """Rotations (n, 3, 3) about unit axes, by Rodrigues' formula."""
    x, y, z = axis.T
    zero = np.zeros_like(x)
    cross = np.array([[zero, -z, y], [z, zero, -x], [-y, x, zero]]).transpose(2, 0, 1)
    sine, cosine = np.sin(angle)[:, None, None], np.cos(angle)[:, None, None]
    turns: Floats = np.eye(3, dtype=np.float32) + sine * cross + (1.0 - cosine) * (cross @ cross)
    return turns
