"""Fingers, mouse and pen as Qt tells of them: handed to the gestures, or to the tool that takes the drag."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent

from anatomy_viewer.ui.tools.base import StageTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

NEAR_PEN = 0.5
"""For so many seconds after it was last felt a pen counts as near."""
FIRM = 0.5
"""The pressure of what does not feel any: a mouse, most fingers."""


class Pointers:
    """Sorts Qt's events into gestures, and drags that belong to the tool in the hand."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.gestures = hands, hands.gestures
        self.now: Callable[[], float] = perf_counter
        self._pen_at = -NEAR_PEN
        self._pen_down = self._palm = False
        self.turned_round = False
        """Whether what touches is the eraser at a pen's other end."""
        self._dragging: StageTool | None = None
        self._at = QPointF()

    @property
    def is_dragging(self) -> bool:
        """Whether the tool in the hand follows a finger now: the picture must not slip away under it."""
        return self._dragging is not None

    # ---------------------------------------------------------------- one pointer or several
    def begin(
        self, points: Mapping[int, QPointF], time: float, *, pressure: float = FIRM, pen: bool = False
    ) -> None:
        """Begin a gesture or add a finger to it; the tool in the hand may take a single pointer's drag."""
        self.drop()
        self.turned_round = self.turned_round and pen
        if len(points) == 1 and self.hands.clear_the_view():
            return
        self.gestures.press(points, time)
        held = self.hands.held
        if held is None or len(points) > 1:
            return
        self._at = next(iter(points.values()))
        if held.press(self._at, pressure, pen):
            self._dragging = held
            self.gestures.claim()

    def follow(self, points: Mapping[int, QPointF], time: float, pressure: float = FIRM) -> None:
        """Follow the pointers."""
        self.gestures.move(points, time)
        if self._dragging is not None and len(points) == 1:
            self._at = next(iter(points.values()))
            self._dragging.move(self._at, pressure)

    def end(self, time: float) -> None:
        """End the gesture: the last pointer has left."""
        tool, self._dragging = self._dragging, None
        if tool is not None:
            tool.release(self._at)
        self.gestures.release(time)

    def drop(self) -> None:
        """Let the tool forget the drag it took."""
        tool, self._dragging = self._dragging, None
        if tool is not None:
            tool.drop()

    # ---------------------------------------------------------------- Qt's events
    def touch(self, event: QTouchEvent) -> None:
        """Follow fingers."""
        if self._is_palm(event):
            event.accept()
            return
        time = event.timestamp() / 1000
        released = QEventPoint.State.Released
        points = {each.id(): each.position() for each in event.points() if each.state() != released}
        kind = event.type()
        if kind == QEvent.Type.TouchCancel:
            self.drop()
            self.gestures.cancel()
        elif kind == QEvent.Type.TouchEnd or not points:
            self.end(time)
        elif any(each.state() == QEventPoint.State.Pressed for each in event.points()):
            self.begin(points, time)
        elif len(points) < len(event.points()):
            self.gestures.leave(points)
        else:
            self.follow(points, time)
        event.accept()

    def _is_palm(self, event: QTouchEvent) -> bool:
        """Whether a touch is the hand that holds the pen: it came while the pen is near."""
        if event.type() == QEvent.Type.TouchBegin:
            self._palm = self._pen_down or self.now() - self._pen_at < NEAR_PEN
        return self._palm

    def mouse_press(self, event: QMouseEvent) -> None:
        """Begin a gesture by the mouse; the right button asks what can be done, the middle one pans."""
        at, time = event.position(), event.timestamp() / 1000
        if event.button() == Qt.MouseButton.RightButton:
            self.hands.offer(at)
        elif event.button() == Qt.MouseButton.MiddleButton or _is_shifted(event):
            self.gestures.press({0: at}, time, pan=True)
        else:
            self.begin({0: at}, time)

    def mouse_move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons():
            self.follow({0: event.position()}, event.timestamp() / 1000)

    def mouse_release(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self.end(event.timestamp() / 1000)

    def pen(self, event: QTabletEvent) -> None:
        """Follow the pen and how hard it presses."""
        points, time = {0: event.position()}, event.timestamp() / 1000
        kind = event.type()
        self._pen_at = self.now()
        self._pen_down = kind != QEvent.Type.TabletRelease and bool(event.buttons())
        if kind == QEvent.Type.TabletPress:
            self._palm = True
            self.turned_round = event.pointerType() == QPointingDevice.PointerType.Eraser
            self.begin(points, time, pressure=event.pressure(), pen=True)
        elif kind == QEvent.Type.TabletRelease:
            self.end(time)
        elif event.buttons():
            self.follow(points, time, event.pressure())
        event.accept()


def _is_shifted(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
