"""Where a picture shows the organ, cell by cell: what is written beside it keeps off it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.project import Floats, Size, project
from anatomy_viewer.scene.state import CameraState

Cells = NDArray[np.bool_]
CELL = 10
"""Size of a cell, px."""
_POINTS = 12_000
"""About how many points of all parts are looked at."""
_FEW = 300
"""A part with fewer points is taken to fill what lies between them."""
_VEIL = 0.35
"""What is fainter is no more in the way of words than a ground is."""


@dataclass(frozen=True, eq=False)
class Silhouette:
    """Which cells of a picture the organ covers; `left` and `top` are where the picture lies, px."""

    cells: Cells
    left: float = 0.0
    top: float = 0.0

    def share(self, left: float, top: float, width: float, height: float) -> float:
        """How much of a rectangle the organ covers, 0-1."""
        rows, columns = self.cells.shape
        x0, x1 = ((x - self.left) / CELL for x in (left, left + width))
        y0, y1 = ((y - self.top) / CELL for y in (top, top + height))
        a, b = (int(np.clip(np.floor(x), 0, columns)) for x in (x0, x1 + 1))
        c, d = (int(np.clip(np.floor(y), 0, rows)) for y in (y0, y1 + 1))
        total = self._sums[d, b] - self._sums[c, b] - self._sums[d, a] + self._sums[c, a]
        return float(total) / max(1, (b - a) * (d - c))

    @cached_property
    def _sums(self) -> NDArray[np.int64]:
        """How many covered cells lie above and to the left of each corner."""
        return np.pad(np.cumsum(np.cumsum(self.cells, axis=0), axis=1), ((1, 0), (1, 0)))


def silhouette_of(
    painter: ScenePainter, camera: CameraState, size: Size, corner: tuple[float, float] = (0.0, 0.0)
) -> Silhouette:
    """The silhouette of all that is drawn in full, of a picture of a size whose upper left is at a corner."""
    views = [view for view in painter.seen_views() if view.state.opacity > _VEIL and view.state.xray < 0.5]
    stride = max(1, sum(len(view.shape.points) for view in views) // _POINTS)
    points = [_points(painter, view, stride) for view in views]
    shape = (len(views), -(-size[1] // CELL), -(-size[0] // CELL))
    if not views:
        return Silhouette(np.zeros(shape[1:], np.bool_), *corner)
    part = np.repeat(np.arange(len(views)), [len(each) for each in points])
    few = np.array([len(view.shape.points) < _FEW for view in views])
    cells = _cells(project(camera, size, np.concatenate(points)), part, shape)
    seen: Cells = np.logical_or.reduce(_filled(cells, few), axis=0)
    return Silhouette(seen, *corner)


def _points(painter: ScenePainter, view: PartView, stride: int) -> Floats:
    """Some points of a part where it stands, without those that a cut takes away, (n, 3) RAS mm."""
    matrix = view.matrix
    points: Floats = view.shape.points[::stride] @ matrix[:3, :3].T + matrix[:3, 3]
    if not painter.cut.opens(view.mesh.id):
        return points
    beyond = (points - np.array(view.plane.GetOrigin())) @ np.array(view.plane.GetNormal()) < 0.0
    kept: Floats = points[~beyond]
    return kept


def _cells(places: Floats, part: NDArray[np.intp], shape: tuple[int, int, int]) -> Cells:
    """The cells (parts, rows, columns) in which points lie: `places` (n, 3) as `project` gives them."""
    column, row = (np.floor(places[:, axis] / CELL).astype(int) for axis in (0, 1))
    inside = (places[:, 2] > 0.0) & (row >= 0) & (row < shape[1]) & (column >= 0) & (column < shape[2])
    cells = np.zeros(shape, np.bool_)
    cells[part[inside], row[inside], column[inside]] = True
    return cells


def _filled(cells: Cells, few: NDArray[np.bool_]) -> Cells:
    """Cells of each part with what lies between them across and down; of few points, all between them."""
    across = _between(cells, 2)
    filled = across & _between(cells, 1)
    if few.any():
        filled[few] = _between(across[few], 1)
    return filled


def _between(cells: Cells, axis: int) -> Cells:
    """The cells that have a covered one on either side along an axis."""
    before = np.maximum.accumulate(cells, axis=axis)
    after = np.flip(np.maximum.accumulate(np.flip(cells, axis=axis), axis=axis), axis=axis)
    between: Cells = before & after
    return between
