"""The lid of one part on one cut plane: outline, triangles and painted tissue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from anatomy_viewer.render import shaders
from anatomy_viewer.render.colors import mixed
from anatomy_viewer.render.labels import Labels
from anatomy_viewer.render.lights import texture_of
from anatomy_viewer.render.looks import Look, look_of
from anatomy_viewer.render.meshes import vtk_array
from anatomy_viewer.render.outline import Outline, cut_outline
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.scene.state import CutState, Vector
from anatomy_viewer.scene.vectors import across, cross

Floats = NDArray[np.floating[Any]]
Doubles = NDArray[np.float64]

_LATTICE = 20
"""What the outline knows is spread over the inside on a lattice of this many points a side."""
_SEAM, _SEAM_SHARE = 0.012, 0.0015
"""Half of what our models leave between two tissues, mm; in a small part, at most this share of its size."""
_TUBE_WALL, _ABOVE = 0.42, 0.02
"""Wall of a vessel that is modelled as a solid tube, and how far its blood is drawn above the cut, mm."""
_LARGEST = 640
"""Pixels of a painted lid at most, a side."""


@dataclass(frozen=True, slots=True, eq=False)
class CutPlane:
    """A plane; its normal (unit) points to what is taken away. RAS mm."""

    origin: Doubles
    normal: Doubles

    @classmethod
    def of(cls, cut: CutState) -> CutPlane:
        """The plane of a cut. Raises ValueError where the normal has no length."""
        normal = np.array(cut.normal, dtype=float)
        length = float(np.linalg.norm(normal))
        if length == 0.0:
            raise ValueError(f"a cut needs a direction; its normal is {cut.normal}")
        return cls(np.array(cut.origin, dtype=float), normal / length)

    def crosses(self, view: PartView) -> bool:
        """Whether it goes through a part's box."""
        box = np.array(view.actor.GetBounds()).reshape(3, 2)
        reach = float(np.abs(self.normal) @ np.ptp(box, axis=1)) / 2.0
        return abs(float((box.mean(axis=1) - self.origin) @ self.normal)) <= reach

    def beside(self, offset: Vector) -> CutPlane:
        """The same plane for a part that stands `offset` mm from its place: it is cut as it was there."""
        return CutPlane(self.origin + np.array(offset), self.normal) if any(offset) else self

    def seen_from(self, view: PartView) -> CutPlane:
        """The same plane in a part's own frame."""
        back = np.linalg.inv(view.matrix)
        origin = back[:3, :3] @ self.origin + back[:3, 3]
        normal = view.matrix[:3, :3].T @ self.normal
        return CutPlane(origin, normal / np.linalg.norm(normal))

    def axes(self) -> Doubles:
        """Two unit vectors in the plane, (2, 3)."""
        x, y, z = self.normal.tolist()
        normal: Vector = (x, y, z)
        first = across(normal)
        return np.array([first, cross(normal, first)])


class Cap:
    """A part's lid as an actor."""

    def __init__(self, view: PartView) -> None:
        self._view = view
        self._mapper = vtkPolyDataMapper()
        self._mapper.ScalarVisibilityOff()
        self._mapper.SetVBOShiftScaleMethod(0)
        size = float(np.linalg.norm(np.ptp(view.mesh.rest.points, axis=0)))
        self._seam = min(_SEAM, _SEAM_SHARE * size)
        self._kept: tuple[NDArray[Any], ...] = ()
        self.data = self._before = vtkPolyData()
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self._dress(view.mesh.look)

    def follow(self, plane: CutPlane, labels: Labels | None, pixel: float) -> None:
        """Lie in a plane (world frame), painted with pixels of a size in mm."""
        view = self._view
        local = plane.seen_from(view)
        outline = cut_outline(view.shape.points, view.mesh.welded, local.origin, local.normal)
        edge, outward = outline.values(view.shape.points), outline.values(view.shape.normals)
        points = widened(edge, outward, local.normal, self._seam)
        corners = fill(points, outline.lines)
        self.actor.SetVisibility(len(corners) > 0)
        self.place()
        if len(corners) == 0:
            return
        corners = facing(points, corners, local.normal)
        if view.mesh.look.bore is not None:
            self._show_tube(outline, points, corners, local.normal)
            return
        frame = Frame.around(local, points)
        self._show(points, corners, local.normal, frame.places(points))
        self._paint(outline, points, frame, labels, pixel)

    def place(self) -> None:
        """Lie where the part is."""
        self.actor.SetUserMatrix(self._view.actor.GetUserMatrix())

    def set_mood(self, subdued: float, gentle: bool) -> None:
        """Follow the palette, and step back where something else is highlighted."""
        own = subdued * (1.0 - self._view.state.emphasis)
        shaders.steer(self.actor, subdued=own, gentleness=float(gentle))

    def release(self) -> None:
        """Let go of the surface and of all VTK objects."""
        self._mapper.SetInputData(None)

    def _dress(self, look: Look) -> None:
        shaders.dress_surface(self.actor, look, textured=True)
        shaders.steer(
            self.actor, contour=0.0, evenness=0.7, roughness=0.6, metal=0.5 * look.metallic, coat=0.0
        )
        shaders.steer(self.actor, reliefHeight=0.35 * look.bump, rimStrength=0.0)
        shaders.steer(self.actor, exposure=0.9 * shaders.EXPOSURE)

    def _show_tube(self, outline: Outline, wall: Floats, corners: NDArray[np.int32], normal: Doubles) -> None:
        """Show a solid tube as what it stands for: a wall round blood."""
        look, state = self._view.mesh.look, self._view.state
        outward = outline.values(self._view.shape.normals)
        blood = widened(wall, outward, normal, -_TUBE_WALL) + (_ABOVE * normal).astype(np.float32)
        inner = facing(blood, fill(blood, outline.lines), normal) + np.int32(len(wall))
        places = np.full((2 * len(wall), 2), 0.5, np.float32)
        places[:, 0] = np.repeat((0.25, 0.75), len(wall))
        self._show(np.concatenate([wall, blood]), np.concatenate([corners, inner]), normal, places)
        colors = mixed(np.array([look.cap, look.bore], np.float32), state.color)
        self._hang(colors[None].repeat(2, axis=0), smooth=False)

    def _show(self, points: Floats, corners: NDArray[np.int32], normal: Doubles, places: Floats) -> None:
        """Put the triangles into the actor, with the plane's normal and places in the picture."""
        normals = np.tile(normal.astype(np.float32), (len(points), 1))
        self._kept = (points, corners, normals, places)
        self._before = self.data  # till the next frame: VTK knows buffers by the addresses of arrays
        self.data = vtkPolyData()
        held = vtkPoints()
        held.SetData(vtk_array(points))
        self.data.SetPoints(held)
        cells = vtkCellArray()
        cells.SetData(3, vtk_array(corners.ravel()))
        self.data.SetPolys(cells)
        self.data.GetPointData().SetNormals(vtk_array(normals, "Normals"))
        self.data.GetPointData().SetTCoords(vtk_array(places, "places"))
        self._mapper.SetInputData(self.data)

    def _paint(
        self, outline: Outline, points: Floats, frame: Frame, labels: Labels | None, pixel: float
    ) -> None:
        """Colour the lid: layer by layer from the label volume, or plainly."""
        mesh, state = self._view.mesh, self._view.state
        tints = {mask: tint for mask, tint in state.tints.items() if tint[3] and mask in mesh.glb.masks}
        base = mixed(np.array([mesh.look.cap], np.float32), state.color)
        volume = labels if mesh.look.layered else None
        if volume is None and not tints:
            self._hang(base[None], smooth=False)
            return
        texels = frame.texels(pixel)
        known: list[Floats] = [outline.values(mesh.rest.points) - points]
        known += [outline.values(mesh.glb.masks[mask])[:, None] for mask in tints]
        inside = frame.spread(points, np.concatenate(known, axis=1), texels)
        colors = np.repeat(base, len(texels), axis=0)
        if volume is not None:
            colors = paint_layers(colors, volume, texels + inside[:, :3], frame.pixel(pixel))
            colors = mixed(colors, state.color)
        for column, tint in enumerate(tints.values(), start=3):
            colors = mixed(colors, tint, inside[:, column])
        self._hang(colors.reshape(*frame.size(pixel)[::-1], 3))

    def _hang(self, picture: Floats, *, smooth: bool = True) -> None:
        """Put a picture (height, width, 3), its first row at the bottom, on the lid."""
        texture = texture_of((np.clip(picture[::-1], 0, 1) * 255 + 0.5).astype(np.uint8))
        texture.SetInterpolate(smooth)
        self.actor.SetTexture(texture)


def widened(points: Floats, outward: Floats, normal: Doubles, by: float) -> Floats:
    """An outline (n, 3) grown in its plane: by a hair, so that no dark seam shows between two tissues."""
    flat = outward - np.outer(outward @ normal, normal)
    length = np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
    grown: Floats = (points + by * flat / length).astype(np.float32)
    return grown


def fill(points: Floats, lines: NDArray[Any]) -> NDArray[np.int32]:
    """Triangles (m, 3) inside closed outlines; an outline inside another is a hole."""
    from vtkmodules.vtkFiltersGeneral import vtkContourTriangulator  # not needed for the first frame

    data = vtkPolyData()
    held = vtkPoints()
    held.SetData(vtk_array(points))
    data.SetPoints(held)
    cells = vtkCellArray()
    flat = lines.astype(np.int32).ravel()
    cells.SetData(2, vtk_array(flat))
    data.SetLines(cells)
    filler = vtkContourTriangulator()
    filler.SetInputData(data)
    filler.Update()
    polygons = filler.GetOutput().GetPolys()
    if polygons.GetNumberOfCells() == 0:
        return np.zeros((0, 3), np.int32)
    return np.array(vtk_to_numpy(polygons.GetConnectivityArray()), np.int32).reshape(-1, 3)


def facing(points: Floats, corners: NDArray[np.int32], normal: Doubles) -> NDArray[np.int32]:
    """The same triangles, all wound so that they face along the normal: a lid seen from behind is black."""
    a, b, c = (points[corners[:, k]] for k in range(3))
    away = np.cross(b - a, c - a) @ normal < 0.0
    return np.where(away[:, None], corners[:, ::-1], corners)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The rectangle round an outline in its plane: a corner, two axes and the size, mm."""

    corner: Doubles
    axes: Doubles
    extent: Doubles

    @classmethod
    def around(cls, plane: CutPlane, points: Floats) -> Frame:
        """The smallest rectangle, along the plane's own axes, that holds the points."""
        axes = plane.axes()
        flat = (points - plane.origin) @ axes.T
        low, high = flat.min(axis=0), flat.max(axis=0)
        return cls(plane.origin + low @ axes, axes, np.maximum(high - low, 1e-3))

    def places(self, points: Floats) -> Floats:
        """Texture coordinates of points, (n, 2) in 0-1."""
        shares: Floats = ((points - self.corner) @ self.axes.T / self.extent).astype(np.float32)
        return shares

    def pixel(self, wanted: float) -> float:
        """The size of a pixel, mm, that keeps the picture within bounds."""
        return max(wanted, float(self.extent.max()) / _LARGEST)

    def size(self, pixel: float) -> tuple[int, int]:
        """Width and height of the picture."""
        width, height = np.maximum(np.ceil(self.extent / self.pixel(pixel)), 2).astype(int)
        return int(width), int(height)

    def texels(self, pixel: float) -> Floats:
        """Where every pixel's middle lies, (height * width, 3), mm; rows from the bottom."""
        width, height = self.size(pixel)
        across = (np.arange(width) + 0.5) / width * self.extent[0]
        upwards = (np.arange(height) + 0.5) / height * self.extent[1]
        grid = self.corner + across[None, :, None] * self.axes[0] + upwards[:, None, None] * self.axes[1]
        middles: Floats = grid.reshape(-1, 3).astype(np.float32)
        return middles

    def spread(self, points: Floats, values: Floats, texels: Floats) -> Floats:
        """Values known on the outline, guessed at texels: inverse distance on a lattice, then bilinear."""
        chosen = np.linspace(0, len(points) - 1, min(len(points), 320)).astype(np.intp)
        known, given = self.places(points[chosen]), values[chosen]
        ticks = np.linspace(0.0, 1.0, _LATTICE)
        lattice = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
        gap = (lattice[:, None] - known[None]) * self.extent
        weight = 1.0 / (np.einsum("ijk,ijk->ij", gap, gap) + 0.05) ** 1.5
        coarse = (weight @ given / weight.sum(axis=1, keepdims=True)).reshape(_LATTICE, _LATTICE, -1)
        return _bilinear(coarse.astype(np.float32), self.places(texels))


def _bilinear(lattice: Floats, places: Floats) -> Floats:
    """A lattice (k, k, c) read at places (n, 2) in 0-1: rows are the second coordinate."""
    spot = np.clip(places, 0.0, 1.0) * (len(lattice) - 1)
    low = np.minimum(spot.astype(np.intp), len(lattice) - 2)
    across, upwards = (spot - low).T[..., None]
    x, y = low.T
    bottom = lattice[y, x] * (1 - across) + lattice[y, x + 1] * across
    top = lattice[y + 1, x] * (1 - across) + lattice[y + 1, x + 1] * across
    read: Floats = bottom * (1 - upwards) + top * upwards
    return read


def _directions(count: int) -> Floats:
    """Directions (3, count) that lie evenly on a half sphere, each of length 0.8 to 1.2."""
    index = np.arange(count) + 0.5
    up, round_ = 1.0 - index / count, np.pi * (1.0 + 5.0**0.5) * index
    flat = np.sqrt(1.0 - up * up)
    longer = 0.8 + 0.4 * (index * 0.618 % 1.0)
    ways: Floats = (np.stack([flat * np.cos(round_), flat * np.sin(round_), up]) * longer).astype(np.float32)
    return ways


_WAVES = _directions(14)
_STARTS = np.arange(14, dtype=np.float32) ** 2
"""Where each wave begins, radians: no two alike, so that they meet in no regular place."""


def paint_layers(colors: Floats, labels: Labels, points: Floats, pixel: float) -> Floats:
    """Paint every tissue of a label volume over colours (n, 3) at points (n, 3); pixels are `pixel` mm."""
    distances = labels.distances(points)
    grain = fibre(points)[:, None]
    colors = colors * grain
    for name, distance in zip(labels.names, distances, strict=True):
        look = look_of(name)
        cover = np.clip(0.5 - distance / max(pixel, 0.12), 0.0, 1.0)
        inside = sponge(points, look.sponge, pixel)[:, None] if look.sponge else grain
        colors = colors + cover[:, None] * (np.asarray(look.cap, np.float32) * inside - colors)
    return colors


def fibre(points: Floats) -> Floats:
    """A faint, streaky grain at points (n, 3): what multiplies the colour of cut flesh."""
    x, y, z = (points * np.float32(1.0)).T
    bend = 1.5 * np.sin(0.21 * x + 0.13 * z) + 1.2 * np.sin(0.17 * y - 0.24 * x + 1.0)
    coarse = np.sin(0.9 * y + 0.35 * x + bend) * np.sin(0.31 * z - 0.2 * y + 0.7 * bend)
    fine = np.sin(2.6 * x + 1.1 * z + 2.0 * bend) * np.sin(1.9 * y - 1.4 * z + 3.0 * coarse)
    grain: Floats = (1.0 + 0.045 * coarse + 0.04 * fine).astype(np.float32)
    return grain


def sponge(points: Floats, size: float, pixel: float) -> Floats:
    """Struts and pores at points (n, 3), `size` mm from one to the next: what multiplies cut spongy bone.

    Where waves of one length from all sides cancel out there is bone, as in a random foam; it fades where
    pixels of `pixel` mm could not hold it.
    """
    phases = (points * np.float32(2.0 * np.pi / size)) @ _WAVES + _STARTS
    height = np.abs(np.sin(phases).sum(axis=1)) * np.float32((2.0 / _WAVES.shape[1]) ** 0.5)
    strut = 1.0 - np.clip((height - 0.12) / 0.5, 0.0, 1.0)
    clear = np.clip(size / (2.5 * pixel) - 1.0, 0.0, 1.0)
    grain: Floats = (1.0 + clear * (0.15 * strut - 0.07)).astype(np.float32)
    return grain
