"""Where two pictures lie on the stage: next to each other, one above the other, or one over the other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from anatomy_viewer.scene.state import BesideState
from anatomy_viewer.ui.framing import ORGAN_TALL, ORGAN_WIDE

GAP = 8.0
"""The page between two pictures that stand apart, px."""
TAKEN = 110.0
"""Height that the views and the titles take from a picture, px."""
LEAST = 24.0
"""What stays of either picture at the end of the divider's way, px."""
GAIN = 1.15
"""How much larger the organ must become for pictures to stand one above the other."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the patient's own picture and the other one lie, px of the stage, and what is seen of each.

    A picture's frame is where all of it would lie; in a wipe both frames are the whole stage.
    """

    own: QRectF
    own_seen: QRectF
    other: QRectF
    other_seen: QRectF

    def counterpart(self, at: QPointF) -> QPointF:
        """Return the point of the own picture that shows the same place as a point of the other."""
        return at + self.own.topLeft() - self.other.topLeft() if self.is_other(at) else at

    def is_other(self, at: QPointF) -> bool:
        """Return whether a point of the stage lies on the other picture."""
        return self.other_seen.contains(at) and not self.own_seen.contains(at)


def places_for(stage: QRectF, beside: BesideState | None, *, mirrored: bool = False) -> Places:
    """Return where the pictures lie. What it is compared with comes first in reading order, as in words.

    Args:
        stage: The whole stage, px.
        beside: The comparison; None where one picture has the stage.
        mirrored: Whether one reads from right to left.
    """
    if beside is None:
        return Places(stage, stage, QRectF(), QRectF())
    if beside.layout == "wipe":
        first, second = _cut_at(stage, 1.0 - beside.at if mirrored else beside.at)
        own, other = (first, second) if mirrored else (second, first)
        return Places(stage, own, stage, other)
    first, second = _halves(stage)
    own, other = (first, second) if mirrored and first.top() == second.top() else (second, first)
    return Places(own, own, other, other)


def divider_at(x: float, stage: QRectF, *, mirrored: bool = False) -> float:
    """Return the share of the stage's width before a point, in reading order, 0-1."""
    share = min(max((x - stage.left()) / max(1.0, stage.width()), 0.0), 1.0)
    return 1.0 - share if mirrored else share


def _cut_at(stage: QRectF, share: float) -> tuple[QRectF, QRectF]:
    """Return what lies left and right of a share of the width, each on whole pixels."""
    x = min(max(stage.width() * share, LEAST), stage.width() - LEAST)
    left = QRectF(stage.topLeft(), stage.bottomRight())
    left.setWidth(float(round(x)))
    right = QRectF(left.topRight(), stage.bottomRight())
    return left, right


def _halves(stage: QRectF) -> tuple[QRectF, QRectF]:
    """Return two equal places: beside each other, or one above the other where that shows clearly more."""
    width, height = stage.width(), stage.height()
    beside = min((height - TAKEN) / ORGAN_TALL, (width - GAP) / 2 / ORGAN_WIDE)
    above = min(((height - GAP) / 2 - TAKEN) / ORGAN_TALL, width / ORGAN_WIDE)
    if above > GAIN * beside:
        half = float(round((height - GAP) / 2))
        return (
            QRectF(stage.left(), stage.top(), width, half),
            QRectF(stage.left(), stage.bottom() - half, width, half),
        )
    half = float(round((width - GAP) / 2))
    return (
        QRectF(stage.left(), stage.top(), half, height),
        QRectF(stage.right() - half, stage.top(), half, height),
    )
