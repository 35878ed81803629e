"""Lines drawn by hand on the stage: where they lie now, and which of them is under a finger."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, QRectF

from anatomy_viewer.render.strokes import place_stroke, runs
from anatomy_viewer.scene.state import CameraState, StrokeState
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.pane import Pane

NORMAL_HEIGHT = 800.0
"""The height of picture, px, for which the width of a stroke is said."""
SMALLEST = 0.6
"""How much thinner lines become in a small picture, at most."""
PIECE, MOST_BOXES = 8, 48
"""Points of a line in one box that labels keep off, and how many boxes there are at most."""
REACH = 18.0
"""How near a finger must come to a line to touch it, px."""


def stroke_lines(pane: Pane, camera: CameraState, strokes: Sequence[StrokeState]) -> tuple[StrokeLine, ...]:
    """Return strokes as lines on the stage, px; without those whose part is not shown."""
    lines = (line_of(pane, camera, stroke) for stroke in strokes)
    return tuple(line for line in lines if line is not None)


def line_of(pane: Pane, camera: CameraState, stroke: StrokeState) -> StrokeLine | None:
    """Return a stroke as a line on the stage, px; None where its part is not shown."""
    placed = place_stroke(pane.painter, camera, pane.size, stroke, still=pane.rests)
    if placed is None:
        return None
    corner = pane.frame.topLeft()
    places = tuple(corner + QPointF(x, y) for x, y in placed.places.tolist())
    return StrokeLine(places, tuple(runs(placed.seen.tolist())), stroke.color, width_in(pane, stroke.width))


def width_in(pane: Pane, width: float) -> float:
    """Return how wide a stroke is drawn in a picture, px."""
    return width * max(SMALLEST, pane.frame.height() / NORMAL_HEIGHT)


def boxes_along(lines: Sequence[StrokeLine]) -> list[QRectF]:
    """Return boxes round pieces of lines, so that labels keep off what was drawn; not more than are quick."""
    found: list[QRectF] = []
    for line in lines:
        for first in range(0, len(line.places), PIECE):
            piece = line.places[first : first + PIECE + 1]
            xs, ys = [place.x() for place in piece], [place.y() for place in piece]
            box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
            found.append(box.adjusted(-line.width, -line.width, line.width, line.width))
    return found[-MOST_BOXES:]


def touched_line(pane: Pane, camera: CameraState, strokes: Sequence[StrokeState], at: QPointF) -> int | None:
    """Return which of the strokes lies under a finger, the one drawn last first; None where none does."""
    for index in reversed(range(len(strokes))):
        line = line_of(pane, camera, strokes[index])
        if line is not None and _gap(line, at) <= REACH + line.width / 2:
            return index
    return None


def _gap(line: StrokeLine, at: QPointF) -> float:
    """Return how far a point is from what is seen of a line, px."""
    gaps = [
        _distance(at, line.places[k], line.places[min(k + 1, last)])
        for first, last, seen in line.runs
        if seen
        for k in range(first, max(last, first + 1))
    ]
    return min(gaps, default=float("inf"))


def _distance(at: QPointF, start: QPointF, end: QPointF) -> float:
    """Return how far a point is from a straight piece, px."""
    way, to = end - start, at - start
    length = QPointF.dotProduct(way, way)
    share = min(max(QPointF.dotProduct(to, way) / length, 0.0), 1.0) if length else 0.0
    off = to - way * share
    return hypot(off.x(), off.y())
