"""The 3D side of the stage: what is painted into viewport and lens, at which quality, and what lies where."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from anatomy_viewer.render.ability import NO_DRAWING
from anatomy_viewer.render.lights import set_ground
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import Pick
from anatomy_viewer.render.picture import PictureStyle
from anatomy_viewer.render.quality import Quality
from anatomy_viewer.scene.state import BesideState, CameraState, StageState, Vector
from anatomy_viewer.ui.beside import Places, places_for
from anatomy_viewer.ui.pane import Pane
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.viewport import Viewport
from anatomy_viewer.ui.viewport_base import skip

REST_AFTER = 0.25
"""Seconds without a change after which the picture is drawn beautifully while a finger still holds it."""
BEAUTIFUL_WITHIN = 0.3
"""Seconds after which the beautiful picture is there once nothing holds it; drawing it is part of them."""
SHORTEST_REST = 0.03
"""Seconds to wait at least: who turns a wheel pauses so long between two steps."""
BEARABLE = 0.5
"""Seconds that a hand which comes back may have to wait for a beautiful picture to be drawn."""
IDLE = 1.0
"""Seconds to wait where it takes longer: the hand might come back."""
LENS_LEVELS = (1, 2)
"""Quality of the lens in motion, and at rest."""


class StagePicture:
    """Paints stages into a viewport, one or two in the same frame, and small closer ones for the lenses.

    Two pictures share one window, so that they move together and meshes are on the graphics card once.

    Attributes:
        own: The picture of the session's own stage.
        places: Where the pictures lie.
    """

    def __init__(self, viewport: Viewport, store: MeshStore, theme: Theme) -> None:
        self.viewport, self.store, self.theme = viewport, store, theme
        self.own = Pane(viewport.render_window, store)
        self.wanted: StageState | None = None
        self.gentle = False
        self.time = 0.0
        self.fault = ""
        """Why the wanted stage cannot be painted; empty where it can."""
        self.on_fault: Callable[[str], object] = _say_nothing
        """Told once why something cannot be painted."""
        self._beside: BesideState | None = None
        self._other: Pane | None = None
        self._told_fault = ""
        self._changed_at = -np.inf
        self._beauties = deque([0.0], maxlen=3)
        """How long the last beautiful frames took; the first of all makes shaders ready and tells nothing."""
        viewport.prepare = self._prepare
        viewport.frame_painted.connect(self._frame_took)
        self.arrange(None)

    @property
    def painter(self) -> ScenePainter:
        """Who paints the own picture."""
        return self.own.painter

    @property
    def quality(self) -> Quality:
        """The ladder that the own picture is drawn by; the other one follows it."""
        return self.own.quality

    @property
    def other(self) -> Pane | None:
        """The picture beside the own one; None where nothing is compared."""
        return self._other if self._beside is not None else None

    @property
    def frame(self) -> QRectF:
        """Where the own picture lies on the stage, px."""
        return self.own.frame

    # ---------------------------------------------------------------- showing
    def is_ready(self, models: tuple[str, ...]) -> bool:
        """Return whether the meshes of models are read; begin to read those that are not.

        Raises:
            KeyError, ValueError, OSError: a model cannot be read, or nothing can be drawn here.
        """
        if not self.viewport.works:
            raise OSError(NO_DRAWING)
        for model in models:
            future = self.store.request(model)
            if future.done():
                future.result()
        return all(self.store.is_ready(model) for model in models)

    def arrange(self, beside: BesideState | None, *, mirrored: bool = False) -> None:
        """Give the own picture the viewport, or its share of it next to a picture beside it."""
        self._beside, self._mirrored = beside, mirrored
        self.places: Places = places_for(QRectF(self.viewport.rect()), beside, mirrored=mirrored)
        self.own.take_place(self.places.own, self.places.own_seen)
        if beside is not None:
            self._other = self._other or Pane(self.viewport.render_window, self.store)
            self._other.take_place(self.places.other, self.places.other_seen)
        if self._other is not None:
            self._other.show(beside is not None)

    def show(self, stage: StageState, *, time: float, gentle: bool, in_hand: bool = False) -> None:
        """Show a stage in the next frame; what it is compared with is seen by its camera.

        While it is `in_hand` the picture follows at once, if need be with fewer pixels.
        """
        if self.wanted is None or self.wanted.models != stage.models:
            self.fault = ""
        self.arrange(self._beside, mirrored=self._mirrored)  # the viewport may have another size by now
        self.wanted, self.time, self.gentle = stage, time, gentle
        self._changed_at = perf_counter()
        self._move(in_hand=in_hand)

    @property
    def rests(self) -> bool:
        """Whether the beautiful picture is drawn."""
        return self._changed_at == -np.inf

    def settle(self, *, in_hand: bool = False) -> None:
        """Draw beautifully once nothing has changed for a moment, a longer one where a finger holds it.

        Where that takes long, all pixels come at once, and the beautiful picture when nobody has come back.
        """
        if self.rests:
            return
        waited, quality = perf_counter() - self._changed_at, self.quality
        if waited > self._patience(in_hand):
            self.rest()
        elif not in_hand and quality.level < quality.moving_level and waited > SHORTEST_REST:
            self._move(in_hand=False)

    def _patience(self, in_hand: bool) -> float:
        """Seconds without a change after which the picture is drawn beautifully."""
        if min(self._beauties) > BEARABLE:
            return IDLE
        soon = max(BEAUTIFUL_WITHIN / 2 - self._beauties[-1], SHORTEST_REST)
        return REST_AFTER if in_hand else min(soon, REST_AFTER)

    def _move(self, *, in_hand: bool) -> None:
        """Draw as fast as what moves must be drawn."""
        for pane in self._panes():
            pane.rests = False
            pane.quality.follow(self.quality)
            pane.quality.interacting(in_hand=in_hand)
        self.viewport.set_render_scale(self.quality.render_scale)

    def rest(self) -> None:
        """Draw beautifully now."""
        self._changed_at = -np.inf
        for pane in self._panes():
            pane.rests = True
            pane.quality.resting()
        self.viewport.set_render_scale(self.quality.render_scale)

    def look_anew(self) -> None:
        """Forget what was seen a moment ago: something else shows."""
        for pane in self._panes():
            pane.look_anew()

    def repaint(self) -> None:
        """Draw the same again: the colours behind it may be others."""
        for pane in self._panes():
            pane.lens.forget()
        self.viewport.update()

    def lens_image(
        self, stage: StageState, size: tuple[int, int], ratio: float, pane: Pane | None = None
    ) -> QImage:
        """Return a small picture of a stage for a lens; drawn anew only where something in it changed."""
        pixels = (max(8, round(size[0] * ratio)), max(8, round(size[1] * ratio)))
        style = PictureStyle(self._ground(), LENS_LEVELS[self.rests], 1, self.gentle)
        lens = (pane or self.own).lens
        try:
            image = lens.image(stage, pixels, style, self.time, self.rests)
        except (LookupError, ValueError) as error:
            self._tell(str(error))
            image = lens.image(stage, pixels, style, self.time, self.rests)
        image.setDevicePixelRatio(ratio)
        return image

    def still(self, stage: StageState, size: tuple[int, int], ratio: float, time: float) -> QImage:
        """Return a picture of a stage as it rests. It is taken anew each time: who asks keeps it."""
        pixels = (max(8, round(size[0] * ratio)), max(8, round(size[1] * ratio)))
        style = PictureStyle(self._ground(), LENS_LEVELS[True], 1, self.gentle)
        try:
            image = self.own.lens.image(stage, pixels, style, time, True)
        except (LookupError, ValueError) as error:
            self._tell(str(error))
            image = self.own.lens.image(stage, pixels, style, time, True)
        image.setDevicePixelRatio(ratio)
        return image

    def _panes(self) -> tuple[Pane, ...]:
        """The pictures that are drawn now."""
        return (self.own, self.other) if self.other else (self.own,)

    def _ground(self) -> tuple[Vector, Vector, Vector]:
        return self.theme.rgb("stage_top"), self.theme.rgb("stage_mid"), self.theme.rgb("stage_bottom")

    def _prepare(self) -> None:
        self.arrange(self._beside, mirrored=self._mirrored)
        for pane, stage in zip(self._panes(), self._stages(), strict=True):
            pane.aim(QRectF(self.viewport.rect()))
            if stage is not None and not self.fault and self.is_ready(stage.models):
                self._paint(pane, stage)
            set_ground(pane.renderer, *self._ground())
            pane.quality.use(pane.quality.level)

    def _stages(self) -> tuple[StageState | None, ...]:
        """What each picture shows; the other one is seen by the own one's camera."""
        if self._beside is None:
            return (self.wanted,)
        other = replace(self._beside.stage, camera=self.wanted.camera) if self.wanted else None
        return self.wanted, other

    def _paint(self, pane: Pane, stage: StageState) -> None:
        """Paint a stage; what a pack got wrong must not end the program in the middle of a paint event."""
        try:
            pane.painter.paint(stage, time=self.time, gentle=self.gentle)
        except (LookupError, ValueError) as error:
            self.fault = str(error)
            self._tell(self.fault)

    def _tell(self, why: str) -> None:
        if why != self._told_fault:
            self._told_fault = why
            self.on_fault(why)

    def _frame_took(self, seconds: float) -> None:
        if self.rests:
            self._beauties.append(seconds)
            return
        self.quality.frame_took(seconds)

    # ---------------------------------------------------------------- where things are
    @property
    def size(self) -> tuple[int, int]:
        """The own picture's size, device-independent px."""
        return self.own.size

    def pane_at(self, at: QPointF) -> Pane:
        """Return the picture under a point of the stage."""
        return self.other if self.other is not None and self.places.is_other(at) else self.own

    def own_point(self, at: QPointF) -> QPointF:
        """Return the point of the own picture that shows the same place as a point of the stage."""
        return self.places.counterpart(at) if self.other is not None else at

    def pick(self, at: QPointF) -> Pick | None:
        """Return what lies under a point of the stage, in whichever picture is there."""
        return None if self.wanted is None else self.pane_at(at).pick(at)

    def picks(self, at: QPointF) -> tuple[Pick, ...]:
        """Return everything under a point of the stage, nearest first."""
        return () if self.wanted is None else self.pane_at(at).picks(at)

    def place_of(self, camera: CameraState, point: Vector) -> QPointF:
        """Return where a point (RAS mm) lies in the own picture, px of the stage."""
        return self.own.place_of(camera, point)

    def millimetres(self, camera: CameraState) -> float:
        """Return how many millimetres a pixel shows where the camera looks at."""
        return self.own.millimetres(camera)

    def point_of(self, part: str) -> Vector | None:
        """Return a point (RAS mm) in the middle of a part that is drawn; None where it is not."""
        return self.own.point_of(part)

    def is_covered(self, camera: CameraState, point: Vector, part: str, slack: float = 5.0) -> bool:
        """Return whether something other than the part lies more than `slack` mm in front of a point."""
        return self.own.is_covered(camera, point, part, slack)

    def organ_box(self, camera: CameraState) -> QRectF:
        """Return the rectangle of the stage that everything drawn fills; empty where nothing is."""
        return self.own.organ_box(camera)

    def part_box(self, camera: CameraState, part: str) -> QRectF:
        """Return the rectangle of the stage that a part lies in; empty where it is not seen."""
        return self.own.part_box(camera, part)

    def release(self) -> None:
        """Give everything back; the viewport is disposed of by its owner afterwards."""
        self.viewport.prepare = skip
        self.own.release()
        if self._other is not None:
            self._other.release()


def _say_nothing(_why: str) -> None:
    """Tell nobody."""
