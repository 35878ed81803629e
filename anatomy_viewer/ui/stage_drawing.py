"""What is drawn over the pictures at one instant: labels, lens, marks, lines and notices, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from anatomy_viewer.scene.markup import shown_strokes
from anatomy_viewer.scene.state import (
    CameraState,
    JourneyState,
    LensState,
    SceneState,
    StageState,
    Vector,
)
from anatomy_viewer.ui.drawn.lens import RING
from anatomy_viewer.ui.drawn.measures import words_box
from anatomy_viewer.ui.drawn.values import Drawing, LensPicture, Mark
from anatomy_viewer.ui.lens import NO_IMAGE, picture_size, short_caption
from anatomy_viewer.ui.measuring import measure_lines
from anatomy_viewer.ui.pane import Pane
from anatomy_viewer.ui.prose import capital
from anatomy_viewer.ui.stage_beside import divider_line, titles_of
from anatomy_viewer.ui.strokes import boxes_along, stroke_lines
from anatomy_viewer.ui.teaching import part_name

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

BUSY_AFTER = 0.3
"""Seconds of waiting for a model after which it is said."""
LEAST_LENS = 120
"""A lens lower than this shows nothing and is left out, px."""
Label = tuple[str, QPointF, bool]
"""Text, anchor in px, whether it is the patient's own."""


@dataclass(frozen=True, slots=True)
class _View:
    """One picture on the stage: where it is painted, what it shows, and the camera it is drawn with."""

    on: Stage
    pane: Pane
    shows: StageState
    lens: LensState | None
    camera: CameraState

    def place_of(self, point: Vector) -> QPointF:
        """Where a point lies on the stage."""
        return self.pane.place_of(self.camera, point)

    def anchor_of(self, lens: LensState) -> Vector:
        """Where the place that a lens shows has gone with its part, when parts stand apart."""
        x, y, z = lens.anchor
        right, forward, up = self.pane.painter.offset_of(lens.anchor_part)
        return x + right, y + forward, z + up


def drawing_of(stage: Stage, scene: SceneState) -> Drawing:
    """Return what is drawn over a scene; only a notice where the model itself cannot be shown (yet)."""
    notice = _notice(stage, scene)
    # Names are looked for in what is seen: while nothing is, that would only hold up the first picture.
    seen = stage.picture.painter.stage is not None
    if not seen or not stage.is_ready(stage.shown.models) or stage.picture.fault:
        return Drawing(notice=notice, focused=stage.rings)
    if scene.journey is not None:
        return _on_the_way(stage, scene, scene.journey)
    own = _View(stage, stage.picture.own, scene.stage, scene.lens, stage.camera)
    drawing, measures = _drawing(own), measure_lines(stage, scene.stage.measures)
    return replace(
        drawing,
        labels=(*_touched(own, drawing.labels), *drawing.labels),
        marks=tuple(Mark(mark.kind, own.place_of(mark.point)) for mark in stage.marks),
        millimetres=own.pane.millimetres(own.camera),
        inset=stage.journeys.inset(scene),
        strokes=(*drawing.strokes, *stage.pending_lines),
        measures=measures,
        obstacles=(*drawing.obstacles, *(words_box(stage.theme, own.pane.seen, each) for each in measures)),
        handle=stage.hands.held.handle() if stage.hands.held is not None else None,
        language=scene.words.language,
        scale_words=stage.hands.scale_words,
        cursor=stage.hands.cursor,
        second=_second(stage, scene),
        titles=titles_of(stage, scene.beside),
        divider=divider_line(stage, scene.beside),
        notice=notice,
        focused=stage.rings,
    )


def _on_the_way(stage: Stage, scene: SceneState, journey: JourneyState) -> Drawing:
    """Return what is drawn while one travels into another model: no names, they would fly past."""
    own = _View(stage, stage.picture.own, journey.outer, None, stage.camera)
    return Drawing(
        journey=stage.journeys.picture(journey),
        inset=stage.journeys.inset(scene),
        floor=_floor(own, own.pane.organ_box(own.camera)),
        frame=own.pane.frame,
        focused=stage.rings,
    )


def _second(stage: Stage, scene: SceneState) -> Drawing | None:
    """Return what is drawn over the picture beside; None where nothing is compared."""
    beside, pane = scene.beside, stage.picture.other
    if beside is None or pane is None:
        return None
    wiped = beside.layout == "wipe"
    # Apart, names on the own picture serve both; one over the other, each side needs those of its half.
    labels = tuple(replace(label, strong=False) for label in beside.stage.labels) if wiped else ()
    shows = replace(beside.stage, labels=labels, strokes=scene.stage.strokes)
    lens = None if wiped else beside.lens
    return _drawing(_View(stage, pane, shows, lens, stage.camera))


def _drawing(view: _View) -> Drawing:
    """Return what either picture gets."""
    pane, camera = view.pane, view.camera
    names = _names(view)
    organ = pane.organ_box(camera)
    apart = pane.seen != QRectF(view.on.rect())
    strokes = shown_strokes(view.shows.strokes, view.on.session.scene.stage.camera)
    lines = stroke_lines(pane, camera, strokes)
    return Drawing(
        labels=tuple((name.text, name.at, name.strong) for name in names),
        own={name.text: pane.part_box(camera, name.part) for name in names},
        dim=frozenset(name.text for name in names if name.hidden),
        lens=_lens_picture(view),
        organ=organ,
        silhouette=pane.silhouette(camera),
        obstacles=(*_obstacles(view), *boxes_along(lines)),
        floor=_floor(view, organ),
        strokes=lines,
        frame=pane.frame,
        seen=pane.seen if apart else QRectF(),
    )


def _notice(stage: Stage, scene: SceneState) -> str:
    """Return what is said over the picture: what a tool waits for, or that a model is being read."""
    say = stage.say
    if stage.waited > BUSY_AFTER:
        return say("Loading the picture…")
    if stage.picture.fault or stage.shown.models in stage.broken:
        return say("The picture cannot be shown. You can read the words.")
    return stage.hands.hint(say)


@dataclass(frozen=True, slots=True)
class _Name:
    """A part's name, where it points to in px, and whether the part is hidden from here."""

    part: str
    text: str
    at: QPointF
    strong: bool
    hidden: bool


def _names(view: _View) -> tuple[_Name, ...]:
    """Return the names of the parts in sight; of those that lie behind others only the patient's own."""
    found: list[_Name] = []
    free = view.on.controls.free()
    for label in view.shows.labels:
        point = view.pane.label_point(label.part, label.anchor, free)
        at = view.place_of(point.point) if point is not None else None
        if point is None or at is None or not view.pane.seen.adjusted(8, 8, -8, -8).contains(at):
            continue
        if label.strong or not point.hidden:
            found.append(_Name(label.part, capital(label.text), at, label.strong, point.hidden))
    return tuple(found)


def _touched(view: _View, known: tuple[Label, ...]) -> tuple[Label, ...]:
    """Return the names of what was touched or marked by hand."""
    stage = view.on
    found = [
        (mark.words, view.place_of(mark.point), mark.kind == "found") for mark in stage.marks if mark.words
    ]
    if stage.hands.named is not None:
        part, point = stage.hands.named
        words = part_name(stage.session, part)
        if words not in [text for text, _, _ in (*known, *found)]:
            found.append((words, view.place_of(point), True))
    return tuple(found)


def _lens_picture(view: _View) -> LensPicture | None:
    stage, lens = view.on, view.lens
    box = stage.lens_rect(view.pane.frame)
    if lens is None or not stage.is_ready(lens.stage.models):
        return None
    anchor = view.anchor_of(lens)
    if box.height() < LEAST_LENS:  # no room: only the ring on the place
        hidden = view.pane.is_covered(view.camera, anchor, lens.anchor_part)
        return LensPicture(QRectF(), view.place_of(anchor), NO_IMAGE, "", "", hidden=hidden)
    short = short_caption(lens.magnification)
    apart = view.pane.frame != QRectF(stage.rect())  # the caption speaks of the patient's own alone
    empty = LensPicture(box, view.place_of(anchor), NO_IMAGE, short if apart else lens.caption, short)
    size, ratio = picture_size(stage.theme, empty), stage.devicePixelRatioF()
    image = stage.picture.lens_image(lens.stage, size, ratio, view.pane)
    hidden = view.pane.is_covered(view.camera, anchor, lens.anchor_part)
    return _wiped(view, replace(empty, image=image, hidden=hidden), size)


def _wiped(view: _View, lens: LensPicture, size: tuple[int, int]) -> LensPicture:
    """Return a lens that the divider parts as it parts the picture; the same where nothing is wiped."""
    beside, other = view.on.session.scene.beside, view.on.picture.other
    if beside is None or other is None or beside.layout != "wipe" or beside.lens is None:
        return lens
    image = view.on.picture.lens_image(beside.lens.stage, size, view.on.devicePixelRatioF(), other)
    whole = view.pane.frame
    first = (other.seen.left() - whole.left()) / whole.width()
    last = (other.seen.right() - whole.left()) / whole.width()
    return replace(lens, other=image, other_share=(first, last))


def _floor(view: _View, organ: QRectF) -> tuple[QPointF, float] | None:
    """Return where the organ's shadow lies: a little under it, while all of it stands in the picture."""
    whole = view.pane.frame.adjusted(0, 0, 0, -8).contains(organ)
    if organ.isEmpty() or not whole or view.on.theme.name == "contrast":
        return None
    return QPointF(organ.center().x(), organ.bottom() + 6), organ.width() * 0.8


def _obstacles(view: _View) -> tuple[QRectF, ...]:
    """Return what labels keep off: the controls, and the ring on the place that the lens shows."""
    taken = (*view.on.controls.boxes(), view.on.journeys.box())
    rects = [box.adjusted(-4, -4, 4, 4) for box in taken if not box.isEmpty()]
    if view.lens is not None:
        at = view.place_of(view.anchor_of(view.lens))
        rects.append(QRectF(at.x() - RING, at.y() - RING, 2 * RING, 2 * RING))
    return tuple(rects)
