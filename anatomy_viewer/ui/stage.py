"""The stage: the 3D picture with its labels, lens, tools and views, and the hands on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.state import CameraState, PartState, SceneState, StageState
from anatomy_viewer.session.session import NOTHING, Session
from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.description import Description
from anatomy_viewer.ui.direction import is_mirrored
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.framing import Framing
from anatomy_viewer.ui.journeys import Journeys
from anatomy_viewer.ui.lens import lens_box
from anatomy_viewer.ui.lost import is_lost
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.overlay import Overlay
from anatomy_viewer.ui.screen_ruler import ScreenRuler
from anatomy_viewer.ui.stage_beside import slim_lens, title_height
from anatomy_viewer.ui.stage_controls import EDGE, StageControls
from anatomy_viewer.ui.stage_drawing import drawing_of
from anatomy_viewer.ui.stage_framing import framing_of, room_of
from anatomy_viewer.ui.stage_hands import Hands
from anatomy_viewer.ui.stage_picture import StagePicture
from anatomy_viewer.ui.teach_back import StageMark
from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.viewport import Viewport

PAGE_KEYS = ("P", "R", "L", "W")


class Stage(Themed, QWidget):
    """Shows the session's scene and lets hands work on it.

    Signals:
        failed: a model cannot be shown; its id.
        faulted: the pack asks for what cannot be painted; why.
        key_asked: a key was pressed here that is for the page: P, R, L, W.
        redrawn: a line that is being drawn has grown; the scene is still the same.
    """

    accessible_role = QAccessible.Role.Graphic
    failed = Signal(str)
    faulted = Signal(str)
    key_asked = Signal(str)
    redrawn = Signal()

    CONTROLS: type[StageControls] = StageControls
    """What makes the things over the picture that are touched."""

    def __init__(self, session: Session, theme: Theme, viewport: Viewport, store: MeshStore) -> None:
        super().__init__()
        self.session, self.viewport = session, viewport
        self.presented = False
        """Whether a second screen shows the picture too."""
        self.enter_headset: Callable[[MeshStore], None] | None = None
        """Shows the lesson in a headset too; None where this computer has no program for one."""
        self.framing = Framing()
        self.ruler = ScreenRuler(self)
        self.marks: tuple[StageMark, ...] = ()
        self.say: Translator = str
        self.scene: SceneState | None = None
        self._step = ""
        self.waited = 0.0
        self.broken: set[tuple[str, ...]] = set()
        self.picture: StagePicture
        self._make(theme, store)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.wear(theme)

    def _make(self, theme: Theme, store: MeshStore) -> None:
        self.picture = StagePicture(self.viewport, store, theme)
        self.hands = Hands(self, self.session)
        self.description = Description(self)
        self.overlay = Overlay(theme, self)
        self.controls = self.CONTROLS(self, theme)
        self.journeys = Journeys(self, theme)
        self.journeys.door.setParent(self)
        self.rail, self.views, self.parts = self.controls.rail, self.controls.views, self.controls.parts
        for widget in (self.viewport, self.overlay):
            widget.setParent(self)
        self.viewport.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.overlay.raise_()
        self.controls.raise_all()
        self.picture.on_fault = self.faulted.emit
        self.hands.changed.connect(self._hands_changed)

    # ---------------------------------------------------------------- showing
    def move_on(self, scene: SceneState) -> None:
        """Show the next instant of what shows already: nothing but the picture differs."""
        self.scene = scene
        self._show_picture()

    def show_scene(self, scene: SceneState, _: Translator) -> None:
        """Show a scene; the tools and views speak the language in force."""
        self.say = _
        self.picture.look_anew()
        step = self.session.choices.step
        if step != self._step:
            self._step = step
            self.overlay.forget_places()
            self.hands.put_away()
        self.scene = scene
        self.hands.gestures.glides = not scene.calm
        if self.session.choices.camera is None or self.session.choices.view:
            self.hands.life_scale = 0.0
        self._dress(_)
        self._lay_out()
        self._show_picture()

    def set_marks(self, marks: tuple[StageMark, ...]) -> None:
        """Mark what was touched and where to look."""
        if marks != self.marks:
            self.marks = marks
            self._draw()

    @property
    def lying(self) -> bool:
        """Whether the tools lie at the foot: the stage stands over the words."""
        return self.controls.lying

    @lying.setter
    def lying(self, lying: bool) -> None:
        self.controls.lying = lying

    def set_asking(self, asking: bool) -> None:
        """Answer with touches, and show no tools that are in the way of the question."""
        self.hands.asking = lambda: asking

    @property
    def plain(self) -> bool:
        """Whether the step shows the picture and "put it back" only: a question is asked about it."""
        return self.session.is_open and self.session.step.kind == "teach_back"

    @property
    def shown(self) -> StageState:
        """What the large picture shows: the scene's stage, or what is around it on the way there."""
        scene = self.scene or NOTHING
        return scene.journey.outer if scene.journey is not None else scene.stage

    @property
    def camera(self) -> CameraState:
        """The camera that is drawn with: the session's, framed into the free place."""
        return self.framed.of(self.shown.camera, self.picture.size[1])

    @property
    def framed(self) -> Framing:
        """How the session's picture is framed: into the free place, or in life size."""
        scale = self.hands.life_scale
        if not scale or self.scene is None:
            return self.framing
        return replace(self.framing, scale=self.picture.size[1] / scale / self.shown.camera.height)

    @property
    def middle(self) -> QPointF:
        """Where the middle of the session's picture lies on the stage."""
        return self.picture.frame.center() + QPointF(self.framing.right, self.framing.down)

    @property
    def moves(self) -> bool:
        """Whether `advance` has something to do."""
        target = framing_of(self)
        still = self.picture.rests and self.framing == target and self.waited == 0
        return not still or self.hands.gestures.gliding or self.description.waits

    def advance(self, seconds: float) -> None:
        """Go on with what moves by itself: gliding, making room, waiting for a model, the still picture."""
        self.hands.gestures.glide(seconds)
        self.description.advance(seconds)
        target = framing_of(self)
        if self.framing != target and not self.hands.pointers.is_dragging:
            less = self.theme.less_movement
            self.framing = target if less else self.framing.towards(target, seconds)
            self._show_picture()
        if self.waited > 0:
            self.waited += seconds
            self._show_picture()
        elif self.framing == target and not (self.scene and self.scene.moving):
            self.picture.settle(in_hand=self.hands.gestures.holding)
            self._draw()

    def _show_picture(self) -> None:
        if self.scene is None:
            return
        self._arrange()
        shown = self.shown
        if self.is_ready(shown.models):
            stage = replace(shown, camera=self.camera, parts=self._lit(shown.parts))
            # What plays by itself stays sharp; everything else is an answer to somebody.
            in_hand = self.hands.gestures.moving or not self.scene.moving
            self.picture.show(stage, time=self.scene.time, gentle=self.scene.gentle, in_hand=in_hand)
        self._draw()

    def _lit(self, parts: Mapping[str, PartState]) -> Mapping[str, PartState]:
        """Return the parts with the one that was looked for highlighted."""
        part = self.hands.lit
        if part not in parts:
            return parts
        clear = {key: replace(each, xray=1.0) for key, each in parts.items() if self.hands.lit_through}
        return {**parts, **clear, part: replace(parts[part], emphasis=1.0)}

    def _arrange(self) -> None:
        """Give one picture the stage, or each of two its part of it."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        scene = self.scene or NOTHING
        self.picture.arrange(None if scene.journey else scene.beside, mirrored=mirrored)

    def is_ready(self, models: tuple[str, ...]) -> bool:
        """Return whether models can be drawn now; tell once where one never can."""
        if models in self.broken:
            return False
        try:
            ready = self.picture.is_ready(models)
        except (KeyError, ValueError, OSError):
            self.broken.add(models)
            self.waited = 0.0
            self.failed.emit(models[0])
            return False
        self.waited = 0.0 if ready else max(self.waited, 1e-6)
        return ready

    def redraw(self) -> None:
        """Draw what lies over the picture as it is now; the picture itself stays."""
        self._draw()
        self.redrawn.emit()

    @property
    def pending_lines(self) -> tuple[StrokeLine, ...]:
        """The lines that are being drawn now, px of the stage."""
        return self.hands.lines

    def _draw(self) -> None:
        """Draw labels, lens and marks where the camera puts them."""
        if self.scene is not None:
            self.overlay.draw(drawing_of(self, self.scene))
            self.controls.offer_rescue(self._is_lost())

    def frame_now(self) -> None:
        """Make room for what stands over the picture at once."""
        self.framing = framing_of(self)

    def _is_lost(self) -> bool:
        """Return whether the organ was turned or pushed away, once the picture is still."""
        if not self.picture.rests or not self.session.is_open:
            return False
        organ, picture = self.picture.organ_box(self.camera), self.picture.own.seen
        return is_lost(organ, picture, self.camera, self.hands.model.home)

    # ---------------------------------------------------------------- the places of things
    def dress_anew(self) -> None:
        """Say and show what stands over the picture as it is now, and make room for it."""
        self._dress(self.say)
        self._lay_out()
        self._draw()

    def _dress(self, _: Translator) -> None:
        """Say everything over the picture, and the picture's own name, in the language in force."""
        self.controls.dress(_)
        self.journeys.dress(_)
        self.setAccessibleName(_("Picture: {title}").format(title=self.session.step_text.title))
        self.description.look_anew()

    def _lay_out(self) -> None:
        """Put everything in its place."""
        self.viewport.setGeometry(self.rect())
        self.overlay.setGeometry(self.rect())
        self._arrange()
        self.controls.lay_out()
        self.journeys.dress(self.say)
        if self.framing == Framing():
            self.framing = framing_of(self)

    def lens_rect(self, frame: QRectF) -> QRectF:
        """Return where the lens of a picture stands."""
        title = title_height(self.theme) if self.picture.other is not None else 0.0
        top = EDGE + self.views.height() + 12 + title
        foot, mirrored = self.height() - 76, is_mirrored(self)
        if self.lying and not self.rail.isHidden():
            foot = min(foot, self.rail.y() + 8)
        if frame != QRectF(self.rect()):
            room = room_of(self)
            apart = frame.topLeft() - self.picture.frame.topLeft()
            return slim_lens(frame, room.translated(apart), mirrored=mirrored)
        if self.controls.crowds:
            return QRectF()
        box, panel = lens_box(frame, top, foot, mirrored=mirrored), self.controls.panel_box()
        return lens_box(frame, top, panel.top() + 8, mirrored=mirrored) if panel.intersects(box) else box

    # ---------------------------------------------------------------- hands
    def _hands_changed(self) -> None:
        self.dress_anew()
        if self.hands.named is not None:
            announce(self, part_name(self.session, self.hands.named[0]))
        elif self.hands.held is not None:
            announce(self, self.hands.held.hint(self.say))

    def close_stage(self) -> None:
        """Let go of a finger that is still down, and give back everything that was on the graphics card."""
        self.hands.gestures.cancel()
        self.picture.release()
        self.viewport.dispose()

    # ---------------------------------------------------------------- Qt
    def restyle(self) -> None:
        """Take over colours and sizes."""
        super().restyle()
        self.picture.repaint()
        if self.scene is not None:
            self.show_scene(self.scene, self.say)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew; the framing follows at once, a window being resized needs no flight."""
        super().resizeEvent(event)
        if self.scene is not None:
            self._dress(self.say)
        self._lay_out()
        self.framing = framing_of(self)
        self._show_picture()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the picture."""
        super().focusInEvent(event)
        self._draw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._draw()

    def event(self, event: QEvent) -> bool:
        """Take touches, but for those that begin on a tool or a view: these become clicks."""
        if isinstance(event, QTouchEvent):
            begins = event.type() == QEvent.Type.TouchBegin
            if begins and self.childAt(event.points()[0].position().toPoint()) is not None:
                event.ignore()
                return False
            self.hands.pointers.touch(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.ringed = False
        self.hands.pointers.mouse_press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self.hands.pointers.mouse_move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self.hands.pointers.mouse_release(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Follow a pen; over a tool or a view it is a mouse."""
        self.ringed = False
        self.hands.pointers.pen(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        self.hands.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks for here, or hand single letters to the page."""
        if self.hands.key(event):
            return
        letter = event.text().upper()
        if letter in PAGE_KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.key_asked.emit(letter)
            return
        super().keyPressEvent(event)
