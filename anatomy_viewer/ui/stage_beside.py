"""A comparison on the stage: how much room each picture has, where its title stands, and the divider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF

from anatomy_viewer.scene.state import BesideState
from anatomy_viewer.ui.drawn.beside import title_box
from anatomy_viewer.ui.drawn.names import label_size
from anatomy_viewer.ui.drawn.values import PictureTitle
from anatomy_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

ORGAN_WIDE_BESIDE = 0.62
"""How much of a picture's height the organ may take in width where two pictures share the stage."""
LENS_SHARE, LENS_LEAST, LENS_MOST = 0.3, 96.0, 220.0
"""Width of a lens in one of two pictures: its share of the picture's, and its ends, px."""
LENS_TALL, LENS_EDGE = 2.2, 12.0
LEAST_TITLE = 96.0
"""A slice narrower than this says no title: nothing of it could be read, px."""


def room_in(own: QRectF, other: QRectF, free: QRectF, head: float) -> QRectF:
    """Return the part of a picture that is free in both: equal pictures get equal room, px of the own one.

    Args:
        own: The frame of the patient's own picture.
        other: The frame of the other one.
        free: What the controls leave of the stage.
        head: Height that a title takes.
    """
    room = QRectF(own)
    for frame in (own, other):
        inside = free.intersected(frame)
        inside.setTop(max(inside.top(), frame.top() + 8) + head)
        room = room.intersected(inside.translated(own.topLeft() - frame.topLeft()))
    return room.adjusted(6, 0, -6, 0)


def slim_lens(frame: QRectF, room: QRectF, *, mirrored: bool) -> QRectF:
    """Return where the lens of one of two pictures stands: slim, so that the organ stays large beside it."""
    width = min(max(frame.width() * LENS_SHARE, LENS_LEAST), LENS_MOST)
    height = min(room.height() - 8.0, width * LENS_TALL)
    left = frame.left() + LENS_EDGE if mirrored else frame.right() - LENS_EDGE - width
    return QRectF(left, room.center().y() - height / 2, width, height)


def title_height(theme: Theme) -> float:
    """Return the height that a picture's title takes, px."""
    return label_size(theme, "", strong=True).height() + 8.0


def titles_of(stage: Stage, beside: BesideState | None) -> tuple[PictureTitle, ...]:
    """Return what the two pictures are called, each over what is seen of it."""
    if beside is None:
        return ()
    places = stage.picture.places
    named = ((beside.name, places.other_seen, False), (_own_words(beside), places.own_seen, True))
    return tuple(
        PictureTitle(words, title_box(stage.theme, room, words, _title_top(stage, room)), own)
        for words, seen, own in named
        if (room := _title_room(stage, seen)).width() >= LEAST_TITLE
    )


def _own_words(beside: BesideState) -> str:
    """Return what the patient's own picture is called, with its value where the name does not say it."""
    return f"{beside.own_name}: {beside.own_value}" if beside.own_value else beside.own_name


def divider_line(stage: Stage, beside: BesideState | None) -> QLineF | None:
    """Return the line between two pictures that lie over each other; None where they stand apart."""
    if beside is None or beside.layout != "wipe":
        return None
    x = divider_x(stage)
    return QLineF(QPointF(x, 0.0), QPointF(x, float(stage.height())))


def divider_x(stage: Stage) -> float:
    """Return where the divider stands, px."""
    places = stage.picture.places
    return max(places.own_seen.left(), places.other_seen.left())


def _title_room(stage: Stage, seen: QRectF) -> QRectF:
    """Return the width that a title may use: what is seen, without what stands at the sides."""
    free = stage.controls.free()
    room = QRectF(seen)
    room.setLeft(max(seen.left(), free.left()))
    room.setRight(min(seen.right(), free.right()))
    return room


def _title_top(stage: Stage, room: QRectF) -> float:
    return max(room.top() + 12.0, float(stage.controls.head)) if room.top() < 1 else room.top() + 12.0
