"""The stage of the second screen: the picture of the first one without anything to touch, at its own pace."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt

from anatomy_viewer.locale import Translator, translator
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.direction import is_mirrored
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.lens import lens_box
from anatomy_viewer.ui.stage import Stage
from anatomy_viewer.ui.stage_controls import EDGE, StageControls
from anatomy_viewer.ui.stage_framing import framing_of
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.viewport import Viewport

DESIGNED = 640.0
"""Height of a stage at which the things over it have their designed size, px."""
PACE = 3.0
"""A frame is followed by a pause this many times as long as it took: the first screen comes first."""
SLOW = 0.1
"""Seconds of a frame from which on it is drawn with fewer pixels, at rest too."""
SLOW_SCALE = 0.6


class NoControls(StageControls):
    """What stands over a picture that nobody touches: nothing."""

    def __init__(self, stage: Stage, theme: Theme) -> None:
        super().__init__(stage, theme)
        over = (self.divider, self.rail, self.opener, self.parts, self.views, self.sheet, self.offers)
        for widget in over:
            widget.hide()

    @property
    def head(self) -> int:
        """Where the names of two pictures may begin, px from the top."""
        return EDGE

    def raise_all(self) -> None:
        """Bring nothing above the drawing."""

    def dress(self, _: Translator) -> None:
        """Say nothing."""

    def lay_out(self) -> None:
        """Put nothing anywhere."""

    def boxes(self) -> list[QRectF]:
        """Return what is taken: nothing."""
        return []

    def free(self) -> QRectF:
        """Return all of the stage but its edges."""
        edge = 0.03 * self.stage.height()
        return QRectF(self.stage.rect()).adjusted(edge, edge, -edge, -edge)


class PresentStage(Stage):
    """Shows the session's picture, as the first stage does, to people who do not touch it."""

    CONTROLS = NoControls

    def __init__(self, session: Session, theme: Theme, viewport: Viewport, store: MeshStore) -> None:
        self._lines: tuple[StrokeLine, ...] = ()
        super().__init__(session, theme, viewport, store)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)
        self._shown: object = None
        self._fresh: SceneState | None = None
        self._may_draw_at = 0.0
        self._is_slow = False
        viewport.frame_painted.connect(self._frame_painted)

    @property
    def waits(self) -> bool:
        """Whether there is something to draw."""
        return self._fresh is not None or self.moves

    @property
    def moves(self) -> bool:
        """Whether the picture goes on by itself; nobody is told in words what it shows."""
        still = self.picture.rests and self.framing == framing_of(self) and self.waited == 0
        return self.scene is not None and not still

    def follow(self, scene: SceneState) -> None:
        """Show a scene as soon as there is time for it."""
        self._fresh = scene

    def mirror(self, first: Stage) -> None:
        """Mark and name what is marked and named on the first stage, and draw what is being drawn there."""
        self.set_marks(first.marks)
        lines = tuple(self._line_of_first(first, line) for line in first.pending_lines)
        if self.hands.named != first.hands.named or lines != self._lines:
            self.hands.named, self._lines = first.hands.named, lines
            self._draw()

    @property
    def pending_lines(self) -> tuple[StrokeLine, ...]:
        """The lines that are being drawn on the first stage, px of this one."""
        return self._lines

    def _line_of_first(self, first: Stage, line: StrokeLine) -> StrokeLine:
        larger = self.picture.size[1] / max(1, first.picture.size[1])
        places = tuple(self.point_of_first(first, at) for at in line.places)
        return replace(line, places=places, width=line.width * larger)

    def advance(self, seconds: float) -> None:
        """Draw what is new, or go on, where the time for it has come."""
        if perf_counter() < self._may_draw_at:
            return
        fresh, self._fresh = self._fresh, None
        if fresh is not None:
            self._show(fresh)
        super().advance(seconds)
        if self._is_slow:
            self.viewport.set_render_scale(SLOW_SCALE)

    def point_of_first(self, first: Stage, at: QPointF) -> QPointF:
        """Return where the place lies that a point of the first stage shows, px."""
        way = first.picture.own_point(at) - first.middle
        return self.middle + way * (first.hands.per_pixel / self.hands.per_pixel)

    def lens_rect(self, frame: QRectF) -> QRectF:
        """Return where the lens of a picture stands: larger on a larger stage."""
        scale = max(0.5, self.height() / DESIGNED)
        small = QRectF(frame.topLeft() / scale, frame.size() / scale)
        box = lens_box(small, small.top() + 16, small.bottom() - 16, mirrored=is_mirrored(self))
        return QRectF(box.topLeft() * scale, box.size() * scale)

    def _show(self, scene: SceneState) -> None:
        shown = (self.session.choices, scene.words)
        if shown == self._shown:
            self.move_on(scene)
            return
        self._shown = shown
        self.show_scene(scene, translator(self.session.words[0]))

    def _frame_painted(self, seconds: float) -> None:
        self._may_draw_at = perf_counter() + PACE * seconds
        self._is_slow = self._is_slow or seconds > SLOW
