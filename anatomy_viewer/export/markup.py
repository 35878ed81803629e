"""What was put on a picture by hand, for print: lines drawn, distances measured; and titles of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from anatomy_viewer.export.paper import ACCENT, INK, LABEL, LEADER, SURFACE
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.project import Size, project
from anatomy_viewer.render.strokes import place_stroke, runs
from anatomy_viewer.scene.state import MeasureState, StrokeState
from anatomy_viewer.scene.words import figure

INKS: Mapping[str, str] = {"accent": ACCENT, "care_mark": "#B26A00", "text": INK}
"""The window's colours on paper; another one is printed in ink."""
_NORMAL_HEIGHT = 800.0
"""The height of picture, px, for which the width of a stroke is said."""
_CASING = 4.0
_FAINT = 0.22
"""How strongly what lies behind something still shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line drawn by hand where it lies in a picture, px from its corner; its width in design pixels."""

    places: tuple[QPointF, ...]
    runs: tuple[tuple[int, int, bool], ...]
    color: str
    width: float


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance between two points of a picture, px from its corner, and its length in words."""

    start: QPointF
    end: QPointF
    words: str


def lines_in(painter: ScenePainter, size: Size, strokes: Iterable[StrokeState]) -> tuple[Line, ...]:
    """Return where strokes lie in the picture that was painted last; without those that are not shown."""
    if painter.stage is None:
        return ()
    found = []
    for stroke in strokes:
        placed = place_stroke(painter, painter.stage.camera, size, stroke, still=True)
        if placed is not None:
            places = tuple(QPointF(x, y) for x, y in placed.places.tolist())
            width = stroke.width * size[1] / _NORMAL_HEIGHT
            color = INKS.get(stroke.color, INK)
            found.append(Line(places, tuple(runs(placed.seen.tolist())), color, width))
    return tuple(found)


def distances_in(
    painter: ScenePainter, size: Size, measures: Iterable[MeasureState], language: str
) -> tuple[Distance, ...]:
    """Return where distances lie in the picture that was painted last."""
    stage = painter.stage
    if stage is None:
        return ()
    found = []
    for one in measures:
        ends = ((one.start, one.start_part), (one.end, one.end_part))
        points = [
            tuple(p + o for p, o in zip(point, painter.offset_of(part), strict=True)) for point, part in ends
        ]
        start, end = (QPointF(x, y) for x, y, _ in project(stage.camera, size, points).tolist())
        found.append(Distance(start, end, f"{figure(round(one.millimetres, 1), language)}\u00a0mm"))
    return tuple(found)


def paint_lines(painter: QPainter, lines: Iterable[Line], corner: QPointF, unit: float) -> None:
    """Paint lines with a light casing, faint where they lie behind something."""
    for line in lines:
        for color, width in ((SURFACE, line.width + _CASING * unit), (line.color, line.width)):
            for first, last, seen in line.runs:
                painter.setOpacity(1.0 if seen else _FAINT)
                painter.strokePath(_path(line, first, last, corner), _round_pen(color, width))
    painter.setOpacity(1.0)


def paint_distances(painter: QPainter, distances: Iterable[Distance], corner: QPointF, unit: float) -> None:
    """Paint distances with their lengths."""
    for one in distances:
        start, end = one.start + corner, one.end + corner
        for color, width in ((SURFACE, 7.0), (ACCENT, 3.0)):
            painter.setPen(_round_pen(color, width * unit))
            painter.drawLine(start, end)
        painter.setPen(QPen(QColor(SURFACE), 2.5 * unit))
        painter.setBrush(QColor(ACCENT))
        for place in (start, end):
            painter.drawEllipse(place, 7 * unit, 7 * unit)
        paint_pill(painter, (start + end) / 2 - QPointF(0, 26 * unit), one.words, unit, own=True)


def paint_pill(painter: QPainter, middle: QPointF, words: str, unit: float, *, own: bool) -> QRectF:
    """Paint words in a pill about a point, outlined where they speak of the patient's own; return its box."""
    font = replace(LABEL.scaled(unit), bold=True).font
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(words) + 28 * unit, metrics.height() + 14 * unit
    box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    painter.setPen(QPen(QColor(ACCENT if own else LEADER), (2.5 if own else 1.2) * unit))
    painter.setBrush(QColor(SURFACE))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(INK))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return box


def _path(line: Line, first: int, last: int, corner: QPointF) -> QPainterPath:
    """A stretch of a line without corners."""
    places = [corner + place for place in line.places[first : last + 1]]
    path = QPainterPath(places[0])
    for here, there in pairwise(places[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(places[-1] if len(places) > 1 else places[0] + QPointF(0.1, 0.0))
    return path


def _round_pen(color: str, width: float) -> QPen:
    return QPen(
        QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
