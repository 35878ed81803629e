"""Ways into another model on the stage: what is drawn of them, and the small picture that leads back."""

from __future__ import annotations

from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QEnterEvent, QImage, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.project import project
from anatomy_viewer.scene.camera import widened
from anatomy_viewer.scene.state import InsetState, JourneyState, SceneState, StageState
from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.direction import is_mirrored
from anatomy_viewer.ui.drawn.journey import INSET_RADIUS, caption_height, inset_size
from anatomy_viewer.ui.drawn.lens import RING
from anatomy_viewer.ui.drawn.values import InsetPicture, JourneyPicture
from anatomy_viewer.ui.framing import Framing
from anatomy_viewer.ui.lens import NO_IMAGE
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, rounded
from anatomy_viewer.ui.stage_framing import framing_of
from anatomy_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

SHARE_WIDE, SHARE_TALL = 0.19, 0.26
"""Width of the small picture against the stage's width and height, whichever is less."""
NARROWEST, WIDEST = 104.0, 260.0
LEAST_STAGE = 400
"""A stage lower or narrower than this has no room for a small picture, px."""


class Door(Themed, QAbstractButton):
    """The small picture as something to press: back to the model around. It paints its focus ring only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()
        self.wear(theme)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ring it for the keyboard; a veil tells that a pointer is on it."""
        painter, box = brush(self), QRectF(self.rect())
        if self.underMouse():
            paint_box(painter, rounded(box, INSET_RADIUS), self.theme.color("accent", 0.10))
        if self.rings:
            paint_focus(painter, self.theme, box, INSET_RADIUS)
        painter.end()


class Journeys:
    """Draws ways and small pictures for a stage; what is drawn of a model at rest is drawn once."""

    def __init__(self, stage: Stage, theme: Theme) -> None:
        self.stage = stage
        self.door = Door(theme)
        self.door.clicked.connect(self._go_back)
        self._framings: dict[tuple[str, ...], Framing] = {}
        """How what lies inside is framed for as long as one is on the way, by its models."""
        self._images: dict[str, tuple[object, QImage]] = {}

    # ---------------------------------------------------------------- on the way
    def picture(self, journey: JourneyState | None) -> JourneyPicture | None:
        """Return what is drawn of a way; None while nobody is on one."""
        if journey is None:
            self._framings.clear()
            return None
        stage = self.stage
        ready, middle = stage.is_ready(journey.inner.models), self._place(journey)
        image = self._inner_image(journey) if ready else NO_IMAGE
        way = journey if ready else replace(journey, opened=0.0)  # the ring waits for what lies in it
        return JourneyPicture(way, image, middle, way.radius(RING, _reach(stage.picture.frame, middle)))

    def _inner_image(self, journey: JourneyState) -> QImage:
        """Return what lies inside, framed as it was when it was left, or as it will be on arrival."""
        inner, size = journey.inner, self.stage.picture.size
        if inner.models not in self._framings:
            leaves = journey.opened > 0.5
            self._framings[inner.models] = self.stage.framing if leaves else framing_of(self.stage)
        seen = self._framings[inner.models].of(inner.camera, size[1])
        return self._image("inside", inner.seen_by(seen), size, journey.time)

    def _place(self, journey: JourneyState) -> QPointF:
        """Return where the ring's middle lies on the stage."""
        picture = self.stage.picture
        away = picture.painter.offset_of(journey.anchor_part)
        x, y, z = (a + b for a, b in zip(journey.anchor, away, strict=True))
        return picture.place_of(self.stage.camera, (x, y, z))

    # ---------------------------------------------------------------- where one is
    def inset(self, scene: SceneState) -> InsetPicture | None:
        """Return the small picture of where one is; None where there is none, or no room for it."""
        inset = scene.inset
        if inset is None or not self._has_room() or not self.stage.is_ready(inset.stage.models):
            return None
        box = self._box(scene, inset)
        height = box.height() - caption_height(self.stage.theme)
        size = (round(box.width()), round(height))
        still = inset.stage.seen_by(widened(inset.stage.camera, size[0] / size[1]))
        x, y, _ = project(still.camera, size, [inset.anchor])[0]
        image = self._image("around", still, size, 0.0)
        return InsetPicture(box, image, QPointF(float(x), float(y)), inset.caption, inset.shown)

    def _has_room(self) -> bool:
        small = min(self.stage.width(), self.stage.height()) < LEAST_STAGE
        return not small and not self.stage.controls.crowds

    def _box(self, scene: SceneState, inset: InsetState) -> QRectF:
        """Return where it stands: under the views; at the other side where a lens stands there."""
        stage = self.stage
        width = min(max(min(SHARE_WIDE * stage.width(), SHARE_TALL * stage.height()), NARROWEST), WIDEST)
        size: QSizeF = inset_size(stage.theme, inset.caption, width)
        free = stage.controls.free()
        at_left = is_mirrored(stage) != (scene.lens is not None)
        left = free.left() if at_left else free.right() - size.width() - 4
        return QRectF(QPointF(left, float(stage.controls.head) + 4), size)

    def dress(self, _: Translator) -> None:
        """Say where the small picture leads, and put what is pressed in its place."""
        scene = self.stage.scene
        inset = scene.inset if scene is not None else None
        leads = inset is not None and bool(inset.step) and not self.stage.plain
        self.door.setVisible(leads and scene is not None and self._has_room())
        if scene is None or inset is None or self.door.isHidden():
            return
        words = _("{here}: {place}. Back to: {model}")
        name = words.format(here=inset.caption, place=inset.place, model=inset.model)
        self.door.setAccessibleName(name)
        self.door.setToolTip(name)
        self.door.setGeometry(self._box(scene, inset).toRect())

    def box(self) -> QRectF:
        """Return what the small picture takes of the stage; empty where there is none."""
        scene = self.stage.scene
        if scene is None or scene.inset is None or not self._has_room():
            return QRectF()
        return self._box(scene, scene.inset)

    def _go_back(self) -> None:
        inset = self.stage.session.scene.inset
        if inset is not None and inset.step:
            self.stage.session.seek(inset.step)

    # ---------------------------------------------------------------- still pictures
    def _image(self, name: str, stage: StageState, size: tuple[int, int], time: float) -> QImage:
        """Return a picture of a stage at rest, taken once for as long as it stays the same."""
        picture, ratio = self.stage.picture, self.stage.devicePixelRatioF()
        key = (stage, size, time, ratio, picture.gentle, self.stage.theme.name)
        known = self._images.get(name)
        if known is None or known[0] != key:
            known = self._images[name] = (key, picture.still(stage, size, ratio, time))
        return known[1]


def _reach(frame: QRectF, middle: QPointF) -> float:
    """Return how far the farthest corner of a frame is from a point, px."""
    corners = (frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight())
    return max(hypot(corner.x() - middle.x(), corner.y() - middle.y()) for corner in corners) + 12.0
