"""What is free of the stage, and how the picture is framed into it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from anatomy_viewer.ui.direction import is_mirrored
from anatomy_viewer.ui.framing import ORGAN_WIDE, Framing, framing_for
from anatomy_viewer.ui.stage_beside import ORGAN_WIDE_BESIDE, room_in, title_height
from anatomy_viewer.ui.stage_drawing import LEAST_LENS

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage


def room_of(stage: Stage) -> QRectF:
    """Return what is free of the own picture, in both where two are compared."""
    places, free = stage.picture.places, stage.controls.free()
    if places.own == QRectF(stage.rect()):
        return free
    return room_in(places.own, places.other, free, title_height(stage.theme))


def framing_of(stage: Stage) -> Framing:
    """Return the framing that leaves free what stands over the picture."""
    frame, free = stage.picture.frame, room_of(stage)
    if stage.scene is not None and stage.scene.lens is not None:
        lens = stage.lens_rect(frame)
        has_place = lens.height() >= LEAST_LENS
        if has_place and is_mirrored(stage):
            free.setLeft(lens.right() + 8)
        elif has_place:
            free.setRight(lens.left() - 8)
    apart = frame != QRectF(stage.rect())
    fits = framing_for(frame, free, wide=ORGAN_WIDE_BESIDE if apart else ORGAN_WIDE)
    return replace(fits, scale=fits.scale * stage.picture.own.growth())
