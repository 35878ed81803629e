"""Fingers, mouse and pen as gestures: turn, pinch, pan, twist, tap, double tap and long press.

Positions are device-independent pixels of the stage, times are seconds. What a gesture does others say.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from math import atan2, degrees, exp, hypot

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

SLOP = 10.0
"""How far a finger may stray and still tap, px."""
LONG_PRESS = 0.5
DOUBLE_TAP = 0.35
NEAR_TAP = 40.0
"""How near the second tap of a double tap must be, px."""
TWIST_SLOP = 10.0
"""Degrees two fingers turn before the picture twists, so that a pinch does not tilt the horizon."""
GLIDE = 0.14
"""Seconds in which the speed after letting go falls to a third."""
SLOWEST = 20.0
"""Speed at which the gliding ends, px/s."""

Points = Mapping[int, QPointF]


class Gestures(QObject):
    """Turns pointer positions into gestures; one press to release of all pointers is one gesture.

    Signals:
        turned: one pointer moved; px right, px down.
        panned: two pointers moved together; px right, px down.
        zoomed: closer by a factor, about a point.
        twisted: clockwise by degrees.
        tapped, double_tapped, long_pressed: where.
        settled: the gesture and its gliding ended.

    Attributes:
        hold: Runs while a pointer rests; at its end the press was a long one.
    """

    turned = Signal(float, float)
    panned = Signal(float, float)
    zoomed = Signal(float, QPointF)
    twisted = Signal(float)
    tapped = Signal(QPointF)
    double_tapped = Signal(QPointF)
    long_pressed = Signal(QPointF)
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.glides = True
        self._points: dict[int, QPointF] = {}
        self._start = QPointF()
        self._moved = self._spent = self._claimed = False
        self._panning = False
        self._turned_by = 0.0
        self._twisting = False
        self._last_tap: tuple[float, QPointF] | None = None
        self._trail: deque[tuple[float, QPointF]] = deque(maxlen=6)
        self._speed = QPointF()
        self.hold = QTimer(self, singleShot=True, interval=round(LONG_PRESS * 1000))
        self._held = QTimer(self, singleShot=True, interval=0)
        # Where the picture took long to draw, the end of a tap may still wait to be heard: it comes first.
        self.hold.timeout.connect(self._held.start)
        self._held.timeout.connect(self._hold_on)

    @property
    def gliding(self) -> bool:
        """Whether the model still turns after the finger has left."""
        return not self._speed.isNull()

    @property
    def holding(self) -> bool:
        """Whether a finger or a button is down."""
        return bool(self._points)

    @property
    def moving(self) -> bool:
        """Whether the picture follows a finger now, or still turns after it has left."""
        follows = self.holding and self._moved and (self._spent or not self._claimed)
        return follows or self.gliding

    def press(self, points: Points, time: float, *, pan: bool = False) -> None:
        """Begin a gesture, or add a pointer to it; with `pan` one pointer pans (the middle mouse button)."""
        if not self._points:
            self._begin(next(iter(points.values())), pan)
        self._points = dict(points)
        self._trail.clear()
        self._trail.append((time, _middle(points)))
        if len(points) > 1:
            self._moved = self._spent = True
            self._turned_by, self._twisting = 0.0, False
            self._let_go()

    def claim(self) -> None:
        """Leave the drag that has begun to somebody else; a tap stays a tap, two fingers stay two."""
        self._claimed = True
        self._let_go()

    def move(self, points: Points, time: float) -> None:
        """Follow the pointers."""
        if not self._points:
            return
        before, self._points = self._points, dict(points)
        if set(before) != set(points):
            return
        self._trail.append((time, _middle(points)))
        if len(points) > 1:
            self._move_two(before, points)
        elif not self._spent:
            self._move_one(before, points)

    def release(self, time: float) -> None:
        """End the gesture: the last pointer has left."""
        self._let_go()
        if not self._points:
            return
        at = _middle(self._points)
        self._points = {}
        if not self._moved:
            self._tap(at, time)
            return
        if self._claimed and not self._spent:
            return
        if self.glides and not self._spent and not self._panning:
            self._speed = _speed(self._trail, time)
        if not self.gliding:
            self.settled.emit()

    def cancel(self) -> None:
        """Forget the gesture: the system took the pointer."""
        self._let_go()
        self._points = {}
        self._speed = QPointF()

    def leave(self, points: Points) -> None:
        """One of several pointers left; the others do nothing more until all have left."""
        self._points = dict(points)

    def glide(self, seconds: float) -> None:
        """Go on turning after the finger has left, slower and slower."""
        if not self.gliding:
            return
        decay = exp(-seconds / GLIDE)
        way = self._speed * (GLIDE * (1 - decay))
        self._speed *= decay
        self.turned.emit(way.x(), way.y())
        if _length(self._speed) < SLOWEST:
            self._speed = QPointF()
            self.settled.emit()

    def _begin(self, at: QPointF, pan: bool) -> None:
        self._start, self._panning = at, pan
        self._moved = self._spent = self._claimed = False
        if self.gliding:  # what begins now is a step of its own
            self._speed = QPointF()
            self.settled.emit()
        self.hold.start()

    def _move_one(self, before: Points, points: Points) -> None:
        at = _middle(points)
        step = at - _middle(before)
        if not self._moved:
            if _length(at - self._start) < SLOP:
                return
            self._moved, step = True, at - self._start
            self._let_go()
        if self._claimed:
            return
        (self.panned if self._panning else self.turned).emit(step.x(), step.y())

    def _move_two(self, before: Points, points: Points) -> None:
        middle = _middle(points)
        step = middle - _middle(before)
        self.panned.emit(step.x(), step.y())
        old, new = _span(before), _span(points)
        if _length(old) > 1.0 and _length(new) > 1.0:
            self.zoomed.emit(_length(new) / _length(old), middle)
            self._twist(_turned(old, new))

    def _twist(self, angle: float) -> None:
        self._turned_by += angle
        if not self._twisting and abs(self._turned_by) < TWIST_SLOP:
            return
        self._twisting = True
        self.twisted.emit(angle)

    def _tap(self, at: QPointF, time: float) -> None:
        if self._spent:
            return
        last = self._last_tap
        if last is not None and time - last[0] < DOUBLE_TAP and _length(at - last[1]) < NEAR_TAP:
            self._last_tap = None
            self.double_tapped.emit(at)
            return
        self._last_tap = (time, at)
        self.tapped.emit(at)

    def _let_go(self) -> None:
        """Whatever comes of it, a long press it is not."""
        self.hold.stop()
        self._held.stop()

    def _hold_on(self) -> None:
        self._spent = True
        self.long_pressed.emit(self._start)


def _middle(points: Points) -> QPointF:
    total = QPointF()
    for point in points.values():
        total += point
    return total / len(points)


def _span(points: Points) -> QPointF:
    first, second = sorted(points)[:2]
    return points[second] - points[first]


def _length(vector: QPointF) -> float:
    return hypot(vector.x(), vector.y())


def _turned(old: QPointF, new: QPointF) -> float:
    """Return by how many degrees one vector is turned clockwise (y down) against another, -180 to 180."""
    angle = degrees(atan2(new.y(), new.x()) - atan2(old.y(), old.x()))
    return (angle + 180) % 360 - 180


def _speed(trail: deque[tuple[float, QPointF]], now: float) -> QPointF:
    """Return the speed (px/s) of the last tenth of a second; a finger that rested before it left has none."""
    recent = [(time, at) for time, at in trail if now - time < 0.1]
    if len(recent) < 2 or recent[-1][0] <= recent[0][0]:
        return QPointF()
    speed = (recent[-1][1] - recent[0][1]) / (recent[-1][0] - recent[0][0])
    return speed if _length(speed) > 4 * SLOWEST else QPointF()
