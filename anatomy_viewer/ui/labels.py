"""Where labels stand: near what they name, over nothing that matters, the same for the same picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

GAP = 8.0
"""Room around a label, px."""
_DISTANCES = (56.0, 84.0, 116.0, 152.0, 192.0, 240.0, 300.0)
_ANGLES = 16
_STAYING = 0.0
"""Staying where it was is cheaper than any new place, unless something came in the way."""
_ON_THE_ORGAN = 200.0
_INWARDS = 90.0
_STEEP = 60.0
"""On the organ a label stands beside its point, not under it: vessels run down more than across."""
_CROSSING = 200.0
_ON_ITS_OWN = 250.0
"""A label would hide the very part that it names."""


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label that wants a place: its text, the point it names and its size in px."""

    text: str
    anchor: QPointF
    size: QSizeF
    strong: bool = False
    own: QRectF = field(default_factory=QRectF)
    """Where the named part lies, px; empty where a label may stand on it."""
    dim: bool = False
    """Whether what it names lies behind something."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its place and the end of its leader line."""

    request: LabelRequest
    box: QRectF
    end: QPointF


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What labels respect: the room they may use, what is in the way, the organ they rather leave free."""

    room: QRectF
    obstacles: tuple[QRectF, ...] = ()
    organ: QRectF = field(default_factory=QRectF)


def place_labels(
    requests: Sequence[LabelRequest],
    around: Surroundings,
    before: Mapping[str, QPointF] | None = None,
) -> tuple[PlacedLabel, ...]:
    """Give every label the cheapest free place; one without any is left out rather than drawn over something.

    `before` holds where each label's middle stood relative to its anchor in the last picture: a label stays
    there while it can, so that labels do not jump while the model turns. The patient's own come first, then
    from top to bottom.
    """
    placed: list[PlacedLabel] = []
    crowd = _Crowd(around, tuple(request.anchor for request in requests), placed)
    for request in sorted(requests, key=lambda each: (not each.strong, each.anchor.y(), each.anchor.x())):
        boxes = _candidates(request, (before or {}).get(request.text))
        free = [
            (cost + crowd.cost(request, box), box) for cost, box in boxes if crowd.leaves_free(request, box)
        ]
        if free:
            box = min(free, key=lambda each: each[0])[1]
            placed.append(PlacedLabel(request, box, leader_end(box, request.anchor)))
    return tuple(placed)


def leader_end(box: QRectF, anchor: QPointF) -> QPointF:
    """Return where the leader line meets a label: on the edge or the round end that faces the anchor."""
    radius = box.height() / 2
    if box.left() + radius <= anchor.x() <= box.right() - radius:
        return QPointF(anchor.x(), box.bottom() if anchor.y() > box.center().y() else box.top())
    return QPointF(box.right() if anchor.x() > box.center().x() else box.left(), box.center().y())


def _candidates(request: LabelRequest, before: QPointF | None) -> Iterable[tuple[float, QRectF]]:
    """Yield places around the anchor with what each costs by itself."""
    if before is not None:
        yield _STAYING, _box(request, request.anchor + before)
    half_width, half_height = request.size.width() / 2, request.size.height() / 2
    for distance in _DISTANCES:
        for step in range(_ANGLES):
            angle = 2 * pi * (step + 0.5) / _ANGLES
            way = QPointF(cos(angle) * (distance + half_width), sin(angle) * (distance + half_height))
            yield distance, _box(request, request.anchor + way)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """All that is already on the picture."""

    around: Surroundings
    points: tuple[QPointF, ...]
    placed: list[PlacedLabel]

    def leaves_free(self, request: LabelRequest, box: QRectF) -> bool:
        """Return whether a label may stand here at all."""
        wide = box.adjusted(-GAP, -GAP, GAP, GAP)
        if not self.around.room.contains(box) or any(wide.contains(point) for point in self.points):
            return False
        taken = (*self.around.obstacles, *(label.box for label in self.placed))
        leader = QLineF(leader_end(box, request.anchor), request.anchor)
        return not any(wide.intersects(other) for other in taken) and not any(
            _crosses(leader, label.box) for label in self.placed
        )

    def cost(self, request: LabelRequest, box: QRectF) -> float:
        """Return what standing here costs: on the organ or the named part, inwards, across leaders."""
        leader = QLineF(leader_end(box, request.anchor), request.anchor)
        crossings = sum(_meets(leader, QLineF(label.end, label.request.anchor)) for label in self.placed)
        over = _share_inside(box, self.around.organ)
        inwards = _inwards(request.anchor, box, self.around.organ)
        steep = abs(leader.dy()) / max(1.0, leader.length()) if over else 0.0
        wide = box.adjusted(-GAP, -GAP, GAP, GAP)
        touching = request.strong and wide.intersects(request.own)
        own = _ON_ITS_OWN * (touching + _share_covered(box, request.own)) / 2
        return own + _ON_THE_ORGAN * over + _INWARDS * inwards + _STEEP * steep + _CROSSING * crossings


def _box(request: LabelRequest, middle: QPointF) -> QRectF:
    box = QRectF(QPointF(), request.size)
    box.moveCenter(middle)
    return box


def _share_covered(box: QRectF, other: QRectF) -> float:
    """Return how much of a box lies on another, 0 to 1."""
    common = box.intersected(other)
    return common.width() * common.height() / (box.width() * box.height())


def _share_inside(box: QRectF, organ: QRectF) -> float:
    """Return how much of a box lies on an organ that fills its rectangle like an ellipse, 0 to 1."""
    if organ.isEmpty():
        return 0.0
    middle, width, height = organ.center(), organ.width() / 2, organ.height() / 2
    points = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight(), box.center())
    inside = [hypot((p.x() - middle.x()) / width, (p.y() - middle.y()) / height) < 1.0 for p in points]
    return sum(inside) / len(points)


def _inwards(anchor: QPointF, box: QRectF, organ: QRectF) -> float:
    """Return how much a label lies from its anchor towards the organ's middle (1) or away from it (-1)."""
    if organ.isEmpty():
        return 0.0
    way, inside = box.center() - anchor, organ.center() - anchor
    lengths = hypot(way.x(), way.y()) * hypot(inside.x(), inside.y())
    return (way.x() * inside.x() + way.y() * inside.y()) / lengths if lengths > 1.0 else 0.0


def _crosses(line: QLineF, box: QRectF) -> bool:
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    sides = (QLineF(a, b) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True))
    return any(_meets(line, side) for side in sides)


def _meets(first: QLineF, second: QLineF) -> bool:
    kind, _ = first.intersects(second)
    return bool(kind == QLineF.IntersectionType.BoundedIntersection)
