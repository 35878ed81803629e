"""Where labels stand on a picture: near what they name, apart from each other, off the organ if possible."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

_DISTANCES = (70.0, 110.0, 150.0, 200.0, 260.0, 330.0)
_DIRECTIONS = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that looks for its place: the point it names, and its size, in pixels."""

    text: str
    point: QPointF
    width: float
    height: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place."""

    wanted: Wanted
    box: QRectF


def placed(
    wanted: Sequence[Wanted], room: QRectF, taken: Sequence[QRectF], organ: NDArray[np.bool_], unit: float
) -> tuple[Placed, ...]:
    """Give each label a place, the patient's own first; one that finds none inside the room is left out.

    `organ` tells for every pixel whether the organ is there; `unit` is the size of a design pixel.
    """
    found: list[Placed] = []
    for one in sorted(wanted, key=lambda each: not each.strong):
        blocked = [*taken, *(label.box for label in found)]
        points = [other.point for other in wanted]
        free = [box for box in _places(one, unit) if _is_free(box, room, blocked, points, 8 * unit)]
        if free:
            best = min(free, key=lambda box: _cost(box, one, organ, found, unit))
            found.append(Placed(one, best))
    return tuple(found)


def _places(one: Wanted, unit: float) -> Iterator[QRectF]:
    for distance in _DISTANCES:
        for step in range(_DIRECTIONS):
            angle = 2 * math.pi * step / _DIRECTIONS
            x = one.point.x() + math.cos(angle) * (distance * unit + one.width / 2)
            y = one.point.y() + math.sin(angle) * (distance * unit * 0.8 + one.height / 2)
            yield QRectF(x - one.width / 2, y - one.height / 2, one.width, one.height)


def _is_free(
    box: QRectF, room: QRectF, taken: Sequence[QRectF], points: Sequence[QPointF], margin: float
) -> bool:
    wide = box.adjusted(-margin, -margin, margin, margin)
    clear = not any(wide.intersects(other) for other in taken)
    return clear and room.contains(box) and not any(wide.contains(point) for point in points)


def _cost(box: QRectF, one: Wanted, organ: NDArray[np.bool_], others: Sequence[Placed], unit: float) -> float:
    away = math.hypot(box.center().x() - one.point.x(), box.center().y() - one.point.y())
    crossed = sum(_meets(box, one.point, other) for other in others)
    return away / unit + 400.0 * _covered(box, organ) + 2000.0 * crossed


def _meets(box: QRectF, point: QPointF, other: Placed) -> bool:
    """Whether a leader line crosses the other's, or one of the two lines runs through the other's label."""
    lines = _cross(box.center(), point, other.box.center(), other.wanted.point)
    through = _runs_through(point, box.center(), other.box)
    return lines or through or _runs_through(other.wanted.point, other.box.center(), box)


def _runs_through(start: QPointF, end: QPointF, box: QRectF) -> bool:
    falling = _cross(start, end, box.topLeft(), box.bottomRight())
    return falling or _cross(start, end, box.bottomLeft(), box.topRight())


def _covered(box: QRectF, organ: NDArray[np.bool_]) -> float:
    """The share of a box that lies on the organ."""
    rows = slice(max(0, int(box.top())), max(0, int(box.bottom())))
    seen = organ[rows, max(0, int(box.left())) : max(0, int(box.right()))]
    return float(seen.mean()) if seen.size else 0.0


def _cross(a: QPointF, b: QPointF, c: QPointF, d: QPointF) -> bool:
    """Whether two leader lines cross."""
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: QPointF, b: QPointF, p: QPointF) -> bool:
    return (b.x() - a.x()) * (p.y() - a.y()) > (b.y() - a.y()) * (p.x() - a.x())
