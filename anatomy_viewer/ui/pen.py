"""A line while it is drawn: the places under the pen, and what they are on the organ or on the picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import dist, hypot

from PySide6.QtCore import QPointF

from anatomy_viewer.render.strokes import picture_point, rest_point
from anatomy_viewer.scene.state import CameraState, StrokeState, Vector
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.pane import Pane

NEAR = 4.0
"""Places nearer to each other than this are one, px."""
FIRM = 0.5
"""The pressure at which a line is as wide as was chosen."""
WIDEST, NARROWEST = 1.6, 0.6
STEEPEST, STEP = 6.0, 4.0
"""A surface is one while it goes this many times as far in depth as across, and a few mm more."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """A place under the pen, px of the stage, and the point (RAS mm) and part that it meets."""

    at: QPointF
    point: Vector
    part: str


class Pen:
    """Follows the pen over one picture; off the organ a line on the surface ends, and another begins."""

    def __init__(self, pane: Pane, camera: CameraState, *, on_surface: bool) -> None:
        self.pane, self.camera, self.on_surface = pane, camera, on_surface
        self._runs: list[list[_Sample]] = [[]]
        self._pressures: list[float] = []

    def move(self, at: QPointF, pressure: float) -> None:
        """Draw on to a place, px of the stage."""
        self._pressures.append(pressure)
        run = self._runs[-1]
        if run and hypot((at - run[-1].at).x(), (at - run[-1].at).y()) < NEAR:
            return
        sample = self._sample(at)
        if run and (sample is None or self._leaps(run[-1], sample)):
            self._runs.append(run := [])
        if sample is not None:
            run.append(sample)

    def lines(self, color: str, width: float) -> tuple[StrokeLine, ...]:
        """Return what was drawn so far, px of the stage."""
        return tuple(
            StrokeLine(
                tuple(sample.at for sample in run), ((0, len(run) - 1, True),), color, width * self._swell
            )
            for run in self._runs
            if run
        )

    def strokes(self, like: StrokeState) -> tuple[StrokeState, ...]:
        """Return what was drawn to be kept, in the colour and width of a stroke."""
        width = like.width * self._swell
        return tuple(self._kept(run, replace(like, width=width)) for run in self._runs if run)

    @property
    def _swell(self) -> float:
        """How much wider a line is because of how hard the pen pressed."""
        mean = sum(self._pressures) / len(self._pressures)
        return min(max(NARROWEST + (mean / FIRM) * (1.0 - NARROWEST), NARROWEST), WIDEST)

    def _leaps(self, before: _Sample, here: _Sample) -> bool:
        """Whether the surface falls away between two places: a line must not bridge that."""
        way = here.at - before.at
        seen = hypot(way.x(), way.y()) * self.pane.millimetres(self.camera)
        return dist(before.point, here.point) > STEEPEST * seen + STEP

    def _sample(self, at: QPointF) -> _Sample | None:
        if self.on_surface:
            found = self.pane.picks(at)  # ghosts too: one draws on what is nearest
            return _Sample(at, found[0].point, found[0].part) if found else None
        inside = at - self.pane.frame.topLeft()
        return _Sample(at, picture_point(self.camera, self.pane.size, inside.x(), inside.y()), "")

    def _kept(self, run: list[_Sample], like: StrokeState) -> StrokeState:
        """Return a line as it is kept: on the part that it lies on most, where that rests."""
        part = Counter(sample.part for sample in run).most_common(1)[0][0]
        view = self.pane.painter.views.get(part)
        points = [sample.point if view is None else rest_point(view, sample.point) for sample in run]
        return replace(like, points=tuple(points), part=part)
