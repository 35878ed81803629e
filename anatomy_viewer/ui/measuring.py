"""Distances on the picture: their points where the parts stand now, and their lengths in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anatomy_viewer.scene.state import MeasureState, Vector
from anatomy_viewer.scene.words import figure
from anatomy_viewer.ui.drawn.values import MeasureLine

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage


def length_words(measure: MeasureState, language: str) -> str:
    """Return a length as people of a language write it: "12,4 mm"."""
    return f"{figure(round(measure.millimetres, 1), language)}\u00a0mm"


def measure_lines(stage: Stage, measures: tuple[MeasureState, ...]) -> tuple[MeasureLine, ...]:
    """Return where distances lie on the stage; the one that is being measured last, without words."""
    language = stage.session.words[0]
    lines = [_line(stage, each, length_words(each, language)) for each in measures]
    pending = stage.hands.held.measuring() if stage.hands.held is not None else None
    return (*lines, *([_line(stage, pending, "")] if pending is not None else []))


def on_its_part(stage: Stage, point: Vector, part: str) -> Vector:
    """Return a point of the picture (RAS mm) as it lies while the parts are not moved apart."""
    x, y, z = (p - o for p, o in zip(point, stage.picture.painter.offset_of(part), strict=True))
    return x, y, z


def _line(stage: Stage, measure: MeasureState, words: str) -> MeasureLine:
    ends = ((measure.start, measure.start_part), (measure.end, measure.end_part))
    start, end = (stage.picture.place_of(stage.camera, _moved_apart(stage, *each)) for each in ends)
    return MeasureLine(start, end, words)


def _moved_apart(stage: Stage, point: Vector, part: str) -> Vector:
    x, y, z = (p + o for p, o in zip(point, stage.picture.painter.offset_of(part), strict=True))
    return x, y, z
