"""What is drawn over the picture at one instant: labels, lens, marks, scale and notices, as one value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from anatomy_viewer.scene.state import CameraState, CutState, LabelState, LensState, SceneState, Vector
from anatomy_viewer.ui.drawn.lens import RING
from anatomy_viewer.ui.drawn.values import Drawing, LensPicture, Mark
from anatomy_viewer.ui.lens import NO_IMAGE, picture_size, short_caption
from anatomy_viewer.ui.prose import capital
from anatomy_viewer.ui.teaching import is_cut_away, part_name

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

BUSY_AFTER = 0.3
"""Seconds of waiting for a model after which it is said."""
LEAST_LENS = 120
"""A lens lower than this shows nothing and is left out, px."""
Label = tuple[str, QPointF, bool]
"""Text, anchor in px, whether it is the patient's own."""


def drawing_of(stage: Stage, scene: SceneState) -> Drawing:
    """Return what is drawn over a scene; only a notice where the model itself cannot be shown (yet)."""
    notice = _notice(stage, scene)
    if not stage.is_ready(scene.stage.models) or stage.picture.fault:
        return Drawing(notice=notice, focused=stage.rings)
    camera, picture = stage.camera, stage.picture
    organ = picture.organ_box(camera)
    return Drawing(
        labels=_labels(stage, scene, camera),
        own={
            capital(label.text): picture.part_box(camera, label.part)
            for label in scene.stage.labels
            if label.strong
        },
        lens=_lens_picture(stage, scene.lens, camera),
        marks=tuple(Mark(mark.kind, picture.place_of(camera, mark.point)) for mark in stage.marks),
        millimetres=picture.millimetres(camera),
        organ=organ,
        obstacles=_obstacles(stage, scene, camera),
        floor=_floor(stage, organ),
        notice=notice,
        focused=stage.rings,
    )


def _notice(stage: Stage, scene: SceneState) -> str:
    """Return what is said over the picture: what a tool waits for, or that a model is being read."""
    say = stage.say
    if stage.waited > BUSY_AFTER:
        return say("Loading the picture…")
    if stage.picture.fault or scene.stage.models in stage.broken:
        return say("The picture cannot be shown. You can read the words.")
    return stage.hands.hint(say)


def _labels(stage: Stage, scene: SceneState, camera: CameraState) -> tuple[Label, ...]:
    picture = stage.picture
    found: list[Label] = []
    for label in scene.stage.labels:
        point = label.anchor or picture.point_of(label.part)
        if point is not None and _is_in_sight(stage, label, point, camera, scene.stage.cut):
            found.append((capital(label.text), picture.place_of(camera, point), label.strong))
    for mark in stage.marks:
        if mark.words:
            found.append((mark.words, picture.place_of(camera, mark.point), False))
    if stage.hands.named is not None:
        part, point = stage.hands.named
        words = part_name(stage.session, part)
        if words not in [text for text, _, _ in found]:
            found.append((words, picture.place_of(camera, point), False))
    return tuple(found)


def _is_in_sight(
    stage: Stage, label: LabelState, point: Vector, camera: CameraState, cut: CutState | None
) -> bool:
    """Return whether a label's point is in the picture and, but for the patient's own, not covered."""
    at = stage.picture.place_of(camera, point)
    inside = QRectF(stage.rect()).adjusted(8, 8, -8, -8).contains(at)
    if not inside or (cut is not None and is_cut_away(cut, label.part, point)):
        return False
    return label.strong or not stage.picture.is_covered(camera, point, label.part)


def _lens_picture(stage: Stage, lens: LensState | None, camera: CameraState) -> LensPicture | None:
    box = stage.lens_rect()
    if lens is None or box.height() < LEAST_LENS or not stage.is_ready(lens.stage.models):
        return None
    at = stage.picture.place_of(camera, lens.anchor)
    empty = LensPicture(box, at, NO_IMAGE, lens.caption, short_caption(lens.magnification))
    size = picture_size(stage.theme, empty)
    image = stage.picture.lens_image(lens.stage, size, stage.devicePixelRatioF())
    hidden = stage.picture.is_covered(camera, lens.anchor, lens.anchor_part)
    return replace(empty, image=image, hidden=hidden)


def _floor(stage: Stage, organ: QRectF) -> tuple[QPointF, float] | None:
    """Return where the organ's shadow lies: a little under it, while all of it stands in the picture."""
    whole = QRectF(stage.rect()).adjusted(0, 0, 0, -8).contains(organ)
    if organ.isEmpty() or not whole or stage.theme.name == "contrast":
        return None
    return QPointF(organ.center().x(), organ.bottom() + 6), organ.width() * 0.8


def _obstacles(stage: Stage, scene: SceneState, camera: CameraState) -> tuple[QRectF, ...]:
    """Return what labels keep off: the controls, and the ring on the place that the lens shows."""
    rects = [box.adjusted(-4, -4, 4, 4) for box in stage.controls.boxes()]
    if scene.lens is not None:
        at = stage.picture.place_of(camera, scene.lens.anchor)
        rects.append(QRectF(at.x() - RING, at.y() - RING, 2 * RING, 2 * RING))
    return tuple(rects)
