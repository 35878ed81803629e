"""Where labels stand: near what they name, over nothing that matters, the same for the same picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

from anatomy_viewer.render.silhouette import Silhouette

Stood = tuple[QPointF, QSizeF]
"""Where a label's middle stood relative to what it names, and its size, px."""
GAP = 8.0
"""Room around a label, px."""
ROUND = 20.0
"""Radius of the corners of a label, at most: of one line it is a pill."""
_DISTANCES = (56.0, 84.0, 116.0, 152.0, 192.0, 240.0, 300.0)
_ANGLES = 16
_STAYING = 0.0
"""Staying where it was is cheaper than any new place, unless something came in the way."""
_ON_THE_ORGAN = 420.0
_INWARDS = 90.0
_STEEP = 60.0
"""On the organ a label stands beside its point, not under it: vessels run down more than across."""
_CROSSING = 200.0
_ON_ITS_OWN = 250.0
"""A label would hide the very part that it names."""
_TOO_MUCH = 0.45
"""A share of the organ's picture that a name in a small picture may not cover."""
_FOLDED = 40.0
"""Two lines are read less well than one."""
CLEAR = 6.0
"""How far a label stands from the organ, px."""


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
    folded: QSizeF = field(default_factory=QSizeF)
    """Its size in two lines; empty where it stays in one."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its place and the end of its leader line."""

    request: LabelRequest
    box: QRectF
    end: QPointF

    @property
    def text(self) -> str:
        """What is written, in one line or in two."""
        return self.request.text if self.box.size() == self.request.size else in_two(self.request.text)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What labels respect: the room they may use, what is in the way, the organ they rather leave free."""

    room: QRectF
    obstacles: tuple[QRectF, ...] = ()
    organ: QRectF = field(default_factory=QRectF)
    silhouette: Silhouette | None = None
    """Where the organ is seen; where it is not known, it fills its rectangle like an ellipse."""
    is_small: bool = False
    """Whether it is one of two pictures: only the patient's own name may cover the organ there."""

    def covered(self, box: QRectF) -> float:
        """Return how much of a box lies on the organ, 0 to 1."""
        if self.silhouette is None:
            return _share_inside(box, self.organ)
        wide = box.adjusted(-CLEAR, -CLEAR, CLEAR, CLEAR)
        return self.silhouette.share(wide.left(), wide.top(), wide.width(), wide.height())

    def crowds(self, box: QRectF) -> bool:
        """Return whether a label would take away from the organ more than it tells."""
        return self.is_small and self.covered(box) > _TOO_MUCH


def in_two(text: str) -> str:
    """Return words in two lines of about the same length; words that cannot be parted stay in one."""
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    if not spaces:
        return text
    middle = min(spaces, key=lambda place: max(place, len(text) - place))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def place_labels(
    requests: Sequence[LabelRequest],
    around: Surroundings,
    before: Mapping[str, Stood] | None = None,
) -> tuple[PlacedLabel, ...]:
    """Give every label the cheapest free place; one without any is left out rather than drawn over something.

    `before` holds where each label's middle stood relative to its anchor in the last picture, and its size:
    a label stays there while it can, so that labels do not jump while the model turns. The patient's own come
    first, then from top to bottom.
    """
    placed: list[PlacedLabel] = []
    crowd = _Crowd(around, tuple(request.anchor for request in requests), placed)
    for request in sorted(requests, key=lambda each: (not each.strong, each.anchor.y(), each.anchor.x())):
        box = crowd.best(request, _candidates(request, (before or {}).get(request.text)))
        if box is not None and (request.strong or not around.crowds(box)):
            placed.append(PlacedLabel(request, box, leader_end(box, request.anchor)))
    return tuple(placed)


def leader_end(box: QRectF, anchor: QPointF) -> QPointF:
    """Return where the leader line meets a label: on the edge or the round end that faces the anchor."""
    radius = min(box.height() / 2, ROUND)
    left, right = box.left() + radius, box.right() - radius
    aside = max(box.left() - anchor.x(), anchor.x() - box.right())
    if left <= anchor.x() <= right or max(box.top() - anchor.y(), anchor.y() - box.bottom()) > aside:
        x = min(max(anchor.x(), left), right)
        return QPointF(x, box.bottom() if anchor.y() > box.center().y() else box.top())
    return QPointF(box.right() if anchor.x() > box.center().x() else box.left(), box.center().y())


def _candidates(request: LabelRequest, before: Stood | None) -> Iterable[tuple[float, QRectF]]:
    """Yield places around the anchor with what each costs by itself."""
    if before is not None:
        middle, size = before
        yield _STAYING, _box(size, request.anchor + middle)
    for size, dear in ((request.size, 0.0), (request.folded, _FOLDED)):
        if size.isEmpty():
            continue
        for distance in _DISTANCES:
            for step in range(_ANGLES):
                angle = 2 * pi * (step + 0.5) / _ANGLES
                right = cos(angle) * (distance + size.width() / 2)
                down = sin(angle) * (distance + size.height() / 2)
                yield distance + dear, _box(size, request.anchor + QPointF(right, down))


@dataclass(frozen=True, slots=True)
class _Crowd:
    """All that is already on the picture."""

    around: Surroundings
    points: tuple[QPointF, ...]
    placed: list[PlacedLabel]

    def best(self, request: LabelRequest, boxes: Iterable[tuple[float, QRectF]]) -> QRectF | None:
        """Return the cheapest place that is free, of those alike the first; None where none is.

        Standing outwards is all that a place can be paid for: who costs more by itself need not be asked.
        """
        best: tuple[float, int, QRectF] | None = None
        for number, (dear, box) in sorted(enumerate(boxes), key=lambda each: each[1][0]):
            if best is not None and dear - _INWARDS > best[0]:
                break
            if self.leaves_free(request, box):
                found = (dear + self.cost(request, box), number, box)
                best = found if best is None or found[:2] < best[:2] else best
        return best[2] if best is not None else None

    def leaves_free(self, request: LabelRequest, box: QRectF) -> bool:
        """Return whether a label may stand here at all."""
        wide = box.adjusted(-GAP, -GAP, GAP, GAP)
        if not self.around.room.contains(box) or any(wide.contains(point) for point in self.points):
            return False
        taken = (*self.around.obstacles, *(label.box for label in self.placed))
        leader = QLineF(leader_end(box, request.anchor), request.anchor)
        return not any(wide.intersects(other) for other in taken) and not any(
            _crosses(leader, label.box) or _crosses(QLineF(label.end, label.request.anchor), box)
            for label in self.placed
        )

    def cost(self, request: LabelRequest, box: QRectF) -> float:
        """Return what standing here costs: on the organ or the named part, inwards, across leaders."""
        leader = QLineF(leader_end(box, request.anchor), request.anchor)
        crossings = sum(_meets(leader, QLineF(label.end, label.request.anchor)) for label in self.placed)
        over = self.around.covered(box)
        inwards = _inwards(request.anchor, box, self.around.organ)
        steep = abs(leader.dy()) / max(1.0, leader.length()) if over else 0.0
        wide = box.adjusted(-GAP, -GAP, GAP, GAP)
        touching = request.strong and wide.intersects(request.own)
        own = _ON_ITS_OWN * (touching + _share_covered(box, request.own)) / 2
        return own + _ON_THE_ORGAN * over + _INWARDS * inwards + _STEEP * steep + _CROSSING * crossings


def _box(size: QSizeF, middle: QPointF) -> QRectF:
    box = QRectF(QPointF(), size)
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
