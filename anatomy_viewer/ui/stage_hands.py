"""The hands on the picture: gestures and keys become verbs of the session; tools are held and put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QEventPoint, QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent

from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.camera import camera_of, cut_of
from anatomy_viewer.scene.state import CameraState, CutState, Vector
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui import camera_moves as moves
from anatomy_viewer.ui.gestures import Gestures
from anatomy_viewer.ui.tool_rail import FOR_A_PART, IN_HAND

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

DEGREES = 0.35
"""How far the model turns for a pixel of a drag."""
KEY_TURN, KEY_FINE = 10.0, 2.0
"""Degrees a key turns the model, and with Shift."""
KEY_ZOOM = 1.25
WHEEL_ZOOM = 1.15
FLAT = 0.25
"""Below this share of its length on the screen a cut's normal points along the line of sight."""

Key = Qt.Key
TURNS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
TOOL_KEYS = {Key.Key_I: "isolate", Key.Key_F: "fade", Key.Key_C: "cut", Key.Key_H: "hide"}


class Hands(QObject):
    """What fingers, mouse and keys do on the stage.

    Signals:
        changed: another tool is in the hand, or another part is named.
        answered: a part was touched while the step asks where something is; its id and the point (RAS mm).
        offers_asked: what can be done with a part is wanted, at a point of the stage.
        list_asked: a tool was taken by a key; its part is to be chosen by keys too.
        used: a tool was used on a part; tool and part.
    """

    changed = Signal()
    answered = Signal(str, object)
    offers_asked = Signal(str, QPointF)
    list_asked = Signal()
    used = Signal(str, str)

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self.stage, self.session = stage, session
        self.tool = ""
        self.named: tuple[str, Vector] | None = None
        self.asking: Callable[[], bool] = _never
        self.gestures = Gestures(self)
        self.gestures.turned.connect(self.turn)
        self.gestures.panned.connect(self._pan)
        self.gestures.zoomed.connect(self._zoom)
        self.gestures.twisted.connect(self._twist)
        self.gestures.settled.connect(self._settle)
        self.gestures.tapped.connect(self._tap)
        self.gestures.double_tapped.connect(self._isolate_or_back)
        self.gestures.long_pressed.connect(self._offer)

    # ---------------------------------------------------------------- the camera
    @property
    def camera(self) -> CameraState:
        """Where the session looks from now."""
        return self.session.scene.stage.camera

    @property
    def model(self) -> Model:
        """The model on the stage."""
        return self.session.library.models[self.session.step.scene.model]

    def turn(self, right: float, down: float) -> None:
        """Turn the model by a drag in px, or move the cut while it is in the hand."""
        if self.tool == "cut" and self.session.scene.stage.cut is not None:
            self._move_cut(self.session.scene.stage.cut, right, down)
        else:
            self._look(moves.orbit(self.camera, right * DEGREES, down * DEGREES))

    def _pan(self, right: float, down: float) -> None:
        self._look(moves.pan(self.camera, right, down, self._pixels))

    def _zoom(self, factor: float, at: QPointF) -> None:
        middle = self.stage.middle
        self._look(moves.zoom(self.camera, factor, (at.x() - middle.x(), at.y() - middle.y()), self._pixels))

    def _twist(self, degrees: float) -> None:
        self._look(moves.twist(self.camera, degrees))

    @property
    def _pixels(self) -> float:
        """How many px the session's camera height takes on the stage as it is framed."""
        return max(1.0, self.stage.height() / self.stage.framing.scale)

    def _look(self, camera: CameraState, *, settle: bool = False) -> None:
        self.session.look_from(moves.within(camera, camera_of(self.model.home)), settle=settle)

    def _settle(self) -> None:
        if self.session.choices.camera is not None:
            self._look(self.camera, settle=True)

    # ---------------------------------------------------------------- tools
    def take(self, tool: str) -> None:
        """Take a tool, put it away, or use it at once on the part that is named."""
        if tool == "show_all":
            self._show_all()
        elif tool == "cut":
            self._take_cut()
        elif tool in IN_HAND and self.named is not None and self.tool != tool:
            self.use(tool, self.named[0])
        else:
            self._hold("" if self.tool == tool else tool)

    def take_by_key(self, tool: str) -> None:
        """Take a tool, and ask for a list where it waits for a part."""
        self.take(tool)
        if self.tool in FOR_A_PART:
            self.list_asked.emit()

    def put_away(self) -> bool:
        """Put the tool away and forget the named part; return whether there was anything to put away."""
        if not self.tool and self.named is None:
            return False
        self.named = None
        self._hold("")
        return True

    def use(self, tool: str, part: str) -> None:
        """Use a tool on a part."""
        verbs = {"isolate": self.session.isolate, "fade": self.session.fade, "hide": self.session.hide}
        verbs[tool](part)
        if tool == "hide":
            self.named = None
        self._hold("")
        self.used.emit(tool, part)

    def use_held(self, part: str) -> None:
        """Use the tool in the hand on a part that was chosen from a list."""
        if self.tool in FOR_A_PART:
            self.use(self.tool, part)

    def _hold(self, tool: str) -> None:
        self.tool = tool
        self.changed.emit()

    def _show_all(self) -> None:
        self.session.show_all()
        if self.session.scene.stage.cut is not None:
            self.session.cut(None)
        self._hold("")

    def _take_cut(self) -> None:
        if self.tool == "cut":
            self.session.cut(None)
            self._hold("")
            return
        if self.session.scene.stage.cut is None:
            self.session.cut(self._first_cut())
        self._hold("cut")

    def _first_cut(self) -> CutState:
        """Return the plane that the model names for a look inside, or one that faces the viewer."""
        named = next((cut_of(view.cut) for view in self.model.views if view.cut), None)
        return named or CutState(self.camera.focal, self.camera.direction)

    def _move_cut(self, cut: CutState, right: float, down: float) -> None:
        normal, across = np.asarray(cut.normal), np.asarray(moves.sideways(self.camera))
        upwards = np.cross(np.asarray(self.camera.direction), across)
        along = np.array([normal @ across, -(normal @ upwards)])
        length = float(np.linalg.norm(along))
        per_pixel = self.camera.height / self._pixels
        drag = np.array([right, down])
        way = float(drag @ along) / length**2 if length > FLAT else -down
        x, y, z = (float(each) for each in np.asarray(cut.origin) + normal * way * per_pixel)
        self.session.cut(replace(cut, origin=(x, y, z)))

    # ---------------------------------------------------------------- touching
    def _tap(self, at: QPointF) -> None:
        found = self.stage.picture.pick(at)
        if found is None:
            self.put_away()
        elif self.asking():
            self.answered.emit(found.part, found.point)
        elif self.tool in FOR_A_PART:
            self.use(self.tool, found.part)
        else:
            self.named = (found.part, found.point)
            self.changed.emit()

    def _isolate_or_back(self, at: QPointF) -> None:
        if self.asking():
            return
        found = self.stage.picture.pick(at)
        if found is not None:
            self.use("isolate", found.part)
        elif self.session.choices.isolated:
            self.session.show_all()

    def _offer(self, at: QPointF) -> None:
        found = self.stage.picture.pick(at)
        if found is None or self.asking():
            return
        self.named = (found.part, found.point)
        self.changed.emit()
        self.offers_asked.emit(found.part, at)

    # ---------------------------------------------------------------- Qt's events
    def touch(self, event: QTouchEvent) -> None:
        """Follow fingers."""
        time = event.timestamp() / 1000
        points = {
            point.id(): point.position()
            for point in event.points()
            if point.state() != QEventPoint.State.Released
        }
        kind = event.type()
        if kind == QEvent.Type.TouchCancel:
            self.gestures.cancel()
        elif kind == QEvent.Type.TouchEnd or not points:
            self.gestures.release(time)
        elif any(point.state() == QEventPoint.State.Pressed for point in event.points()):
            self.gestures.press(points, time)
        elif len(points) < len(event.points()):
            self.gestures.leave(points)
        else:
            self.gestures.move(points, time)
        event.accept()

    def mouse_press(self, event: QMouseEvent) -> None:
        """Begin a gesture by the mouse or the pen; the right button asks what can be done."""
        if event.button() == Qt.MouseButton.RightButton:
            self._offer(event.position())
            return
        pan = event.button() == Qt.MouseButton.MiddleButton or bool(
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        self.gestures.press({0: event.position()}, event.timestamp() / 1000, pan=pan)

    def mouse_move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons():
            self.gestures.move({0: event.position()}, event.timestamp() / 1000)

    def mouse_release(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self.gestures.release(event.timestamp() / 1000)

    def wheel(self, event: QWheelEvent) -> None:
        """Come closer to what lies under the pointer, or further away."""
        steps = event.angleDelta().y() / 120
        self._zoom(WHEEL_ZOOM**steps, event.position())
        self._settle()
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asks for anything here."""
        key = Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in TURNS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            pixels = (KEY_FINE if fine else KEY_TURN) / DEGREES
            self.turn(TURNS[key][0] * pixels, TURNS[key][1] * pixels)
            self._settle()
            return True
        if key in TOOL_KEYS and not self.asking():
            self.take_by_key(TOOL_KEYS[key])
            return True
        if key == Key.Key_Escape:
            return self.put_away()
        return self._zoom_key(key) or self._view_key(key)

    def _zoom_key(self, key: Qt.Key) -> bool:
        factors = {Key.Key_Plus: KEY_ZOOM, Key.Key_Equal: KEY_ZOOM, Key.Key_Minus: 1 / KEY_ZOOM}
        if key not in factors:
            return False
        self._zoom(factors[key], self.stage.middle)
        self._settle()
        return True

    def _view_key(self, key: Qt.Key) -> bool:
        if key == Key.Key_Home:
            self.session.home()
            return True
        number = key - Key.Key_1
        if not 0 <= number < min(9, len(self.model.views)):
            return False
        self.session.look_from(self.model.views[number].id)
        return True


def _never() -> bool:
    return False
