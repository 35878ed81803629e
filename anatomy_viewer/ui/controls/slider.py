"""The slider of a lesson: real units, named stages, words beside the number, easy to grab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.painting import brush, paint_box, paint_shadow, rounded, written
from anatomy_viewer.ui.theme import Theme

SNAP = 7.0
"""How near a named stage, in pixels, the thumb is drawn to it."""
TRACK = 12.0
BETWEEN = 10.0
"""Between the names of two stages, px."""
APART = 10.0
"""How far two dots stand apart at least, px."""
ASIDE = 0.35
"""A share of its width that the name of the stage reached may be moved aside."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A named place on a slider."""

    at: float
    name: str


class Slider(Themed, QSlider):
    """A value in real units on a line with named stages; assistive technology sees a slider and its words.

    The integer value that Qt knows counts steps, so that `value()` is 70 for 70 %. One that goes by its
    stages can be dragged to anywhere between them; keys and assistive technology go from stage to stage.

    Signals:
        moved: The value was changed by hand, with the new one; sent while dragging too.
        settled: The hand is off the slider, or a key was pressed.
    """

    moved = Signal(float)
    settled = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.stages: tuple[Stage, ...] = ()
        self.step = 1.0
        self.by_stages = False
        """Whether it goes from stage to stage."""
        self.falls = False
        """Whether it begins at its greatest value and falls."""
        self._amount = 0.0
        self.name, self.words = "", ""
        self._stage: str | None = None
        self.slim = False
        """Whether its words stand elsewhere, so that it is only as high as a finger."""
        self.setRange(0, 100)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._put)
        self.wear(theme)

    # ---------------------------------------------------------------- values
    def set_scale(self, minimum: float, maximum: float, step: float, stages: Sequence[Stage] = ()) -> None:
        """Set the ends, the step and the named stages, all in the slider's own unit."""
        self.step, self.stages = step, tuple(stages)
        self.by_stages = self.falls = False
        self.blockSignals(True)
        self.setRange(round(minimum / step), round(maximum / step))
        self.blockSignals(False)
        self.setSingleStep(1)
        self.setPageStep(max(1, (self.maximum() - self.minimum()) // 20))
        self.updateGeometry()  # names of stages need room
        self.update()

    def set_course(self, *, by_stages: bool, falls: bool) -> None:
        """Set whether it goes from stage to stage, and whether it begins at its greatest value."""
        self.by_stages, self.falls = by_stages and bool(self.stages), falls
        self.update()

    @property
    def amount(self) -> float:
        """The value in the slider's own unit."""
        return self._amount

    def set_amount(self, amount: float) -> None:
        """Show a value without telling anybody; while a hand is on the slider the hand wins."""
        if not self.isSliderDown():
            self._hold(amount)
            self.update()

    def _hold(self, amount: float) -> None:
        """Keep a value, and let Qt know it in steps."""
        steps = round(amount / self.step)
        self._amount = amount if self.by_stages else steps * self.step
        self.blockSignals(True)
        self.setValue(steps)
        self.blockSignals(False)

    def set_words(self, name: str, words: str, stage: str | None = None) -> None:
        """Say what the slider sets, and its value in words: "70 % narrowed – severe".

        `stage` is the named stage that the words say, empty for none; where it is left out the value decides.
        """
        self.name, self.words, self._stage = name, words, stage
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.update()

    def reached(self) -> Stage | None:
        """Return the last named stage that the value has reached, as the words beside it say."""
        if self._stage is not None:
            return next((stage for stage in self.stages if stage.name == self._stage), None)
        way = -1.0 if self.falls else 1.0
        passed = [stage for stage in self.stages if stage.at * way <= self.amount * way + 1e-9]
        return max(passed, key=lambda stage: stage.at * way, default=None)

    def _give(self, amount: float) -> None:
        before = self._amount
        self._hold(min(max(amount, self.minimum() * self.step), self.maximum() * self.step))
        if self._amount != before:
            self.moved.emit(self._amount)
        self.update()

    def _put(self, steps: int) -> None:
        """Take a value that assistive technology put: it goes by Qt's own way, past all keys and fingers."""
        amount = steps * self.step
        self._give(
            min((stage.at for stage in self.stages), key=lambda at: abs(at - amount))
            if self.by_stages
            else amount
        )
        self.settled.emit(self._amount)

    # ---------------------------------------------------------------- places
    def sizeHint(self) -> QSize:
        """Return the size: words above, 56 px to grab, names below where there are any."""
        names = self._metrics("small").height() + 12 if self.stages else 4
        return QSize(320, round(self._track_y() + 22 + names))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(200, self.sizeHint().height())

    def _metrics(self, kind: str, bold: bool | None = None) -> QFontMetrics:
        return QFontMetrics(self.theme.font(kind, bold))

    def _head(self) -> float:
        if self.slim:
            return 6.0
        return max(self._metrics("lead").height(), self._metrics("small").height()) + 10.0

    def _track_y(self) -> float:
        return self._head() + 22.0

    def _ends(self) -> tuple[float, float]:
        return 20.0, self.width() - 24.0

    def x_of(self, amount: float) -> float:
        """Return where an amount lies, in pixels of the widget."""
        left, right = self._ends()
        span = max(1, self.maximum() - self.minimum())
        share = (amount / self.step - self.minimum()) / span
        return left + (right - left) * (1.0 - share if self._turned else share)

    @property
    def _turned(self) -> bool:
        """Whether the least value stands at the right: one that falls, or one that is read from there."""
        return self.falls != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)

    def amount_at(self, x: float) -> float:
        """Return the amount at a place, drawn softly to a named stage that is near."""
        near = [stage for stage in self.stages if abs(self.x_of(stage.at) - x) <= SNAP]
        if near:
            return min(near, key=lambda stage: abs(self.x_of(stage.at) - x)).at
        left, right = self._ends()
        share = (x - left) / max(1.0, right - left)
        share = 1.0 - share if self._turned else share
        return (self.minimum() + share * (self.maximum() - self.minimum())) * self.step

    # ---------------------------------------------------------------- hands
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold anywhere on the 56 px around the track; the thumb comes to the finger."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if abs(event.position().y() - self._track_y()) > self.theme.target("slider_grab") / 2:
            event.ignore()
            return
        self.ringed = False
        self.setSliderDown(True)
        self._give(self.amount_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the finger."""
        if self.isSliderDown():
            self._give(self.amount_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self.isSliderDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.settled.emit(self.amount)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a value must not change because somebody scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows (five at once with Shift), jump with Home, End and the page keys.

        Left and right go by what is seen, up and down by the value, Home and End to where it begins and ends.
        """
        self.ringed = True
        target = self._target(event)
        if target is None:
            event.ignore()
            return
        self._give(target)
        self.settled.emit(self.amount)

    def _target(self, event: QKeyEvent) -> float | None:
        """Return the amount that a key asks for; None for other keys."""
        steps = 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        rightward = -1 if self._turned else 1
        ends = self.minimum() * self.step, self.maximum() * self.step
        targets = {
            Qt.Key.Key_Right: self._beyond(rightward, steps),
            Qt.Key.Key_Left: self._beyond(-rightward, steps),
            Qt.Key.Key_Up: self._beyond(1, steps),
            Qt.Key.Key_Down: self._beyond(-1, steps),
            Qt.Key.Key_Home: ends[self.falls],
            Qt.Key.Key_End: ends[not self.falls],
            Qt.Key.Key_PageUp: self._stage_beyond(1),
            Qt.Key.Key_PageDown: self._stage_beyond(-1),
        }
        return targets.get(Qt.Key(event.key()))

    def _beyond(self, sign: int, steps: int) -> float:
        """Return the amount so many steps upwards or downwards, or the next stage where it goes by stages."""
        return self._stage_beyond(sign) if self.by_stages else self._amount + sign * steps * self.step

    def _stage_beyond(self, sign: int) -> float:
        """Return the next named stage upwards or downwards, or a twentieth where there are no stages."""
        places = [stage.at for stage in self.stages]
        beyond = [place for place in places if (place - self._amount) * sign > 1e-9]
        if not beyond:
            return self._amount + sign * (0 if places else self.pageStep()) * self.step
        return min(beyond) if sign > 0 else max(beyond)

    # ---------------------------------------------------------------- paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, track, stages and thumb."""
        painter = brush(self)
        self._paint_words(painter)
        self._paint_track(painter)
        self._paint_names(painter)
        self._paint_thumb(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        if self.slim:
            return
        theme, height = self.theme, self._head() - 6
        said = theme.font("lead", tabular=True)
        width = QFontMetrics(said).horizontalAdvance(self.words) + 6
        if width > self.width():  # the value is never cut: it is written smaller
            said.setPixelSize(int(said.pixelSize() * self.width() / width))
        painter.setFont(said)
        painter.setPen(theme.color("text"))
        box = QRectF(0, 0, self.width(), height)
        ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.drawText(box, int(self._visual(ends)), written(painter, self.words))
        if self._metrics("small").horizontalAdvance(self.name) + width + 24 > self.width():
            return  # no room for both: the name is still said to assistive technology
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_soft"))
        begins = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(box, int(self._visual(begins)), written(painter, self.name))

    def _visual(self, flags: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        """Return flags turned round for right-to-left reading."""
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return flags
        horizontal = flags & Qt.AlignmentFlag.AlignHorizontal_Mask
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        turned = right if horizontal == left else left
        return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | turned

    def _paint_track(self, painter: QPainter) -> None:
        theme, y = self.theme, self._track_y()
        left, right = self._ends()
        track = QRectF(left - 6, y - TRACK / 2, right - left + 12, TRACK)
        paint_box(painter, rounded(track, 6), theme.color("well"), QPen(theme.color("control"), 1.4))
        x = self.x_of(self.amount)
        done = QRectF(track)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            done.setLeft(x)
        else:
            done.setRight(x)
        paint_box(painter, rounded(done, 6), theme.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        way = -1.0 if self.falls else 1.0
        for stage in self.dotted():
            painter.setBrush(theme.color("on_accent" if stage.at * way < self.amount * way else "control"))
            painter.drawEllipse(QPointF(self.x_of(stage.at), y), 3.6, 3.6)

    def dotted(self) -> list[Stage]:
        """Return the stages with a dot of their own: the ends, and those that are not too near another."""
        found: list[Stage] = []
        for stage in (*self.stages[:1], *self.stages[-1:], *self.stages):
            if all(abs(self.x_of(stage.at) - self.x_of(other.at)) >= APART for other in found):
                found.append(stage)
        return found

    def _paint_names(self, painter: QPainter) -> None:
        now = self.reached()
        for stage, place in self.named_places():
            strong = stage is now
            painter.setFont(self.theme.font("small", strong))
            painter.setPen(self.theme.color("text" if strong else "text_soft"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, written(painter, stage.name))

    def named_places(self) -> list[tuple[Stage, QRectF]]:
        """Return the stages whose names fit, with their places: the one reached and the ends come first."""
        height = self._metrics("small").height() + 4
        if not self.stages:
            return []
        now = self.reached() or self.stages[0]
        places: list[tuple[Stage, QRectF]] = []
        for stage in dict.fromkeys([now, self.stages[0], self.stages[-1], *self.stages]):
            width = self._metrics("small", True).horizontalAdvance(stage.name) + 4
            x = min(max(self.x_of(stage.at) - width / 2, 0.0), self.width() - width - 2.0)
            place = QRectF(x, self._track_y() + 24, width, height)
            others = [other for _, other in places]
            if others and stage in (self.stages[0], self.stages[-1]):
                moved = _making_way(others[0], place, others[1:])
                if moved.left() >= 0.0 and moved.right() <= self.width() - 2.0:
                    places[0] = (now, moved)
            if not any(_near(place, other) for _, other in places):
                places.append((stage, place))
        return places

    def _paint_thumb(self, painter: QPainter) -> None:
        theme, radius = self.theme, self.theme.target("slider_thumb") / 2
        centre = QPointF(self.x_of(self.amount), self._track_y())
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        paint_shadow(painter, theme, box, radius)
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("accent"), 5))
        painter.drawEllipse(centre, radius - 2.5, radius - 2.5)
        if self.rings:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 3))
            painter.drawEllipse(centre, radius + 3.5, radius + 3.5)


def _near(name: QRectF, other: QRectF) -> bool:
    """Return whether two names stand too near each other to be told apart."""
    return name.adjusted(-BETWEEN, 0, BETWEEN, 0).intersects(other)


def _making_way(reached: QRectF, end: QRectF, others: Sequence[QRectF]) -> QRectF:
    """Return where the name of the stage reached leaves room for that of an end and stays near its dot."""
    after = end.center().x() > reached.center().x()
    way = min(end.left() - reached.right(), 0.0) if after else max(end.right() - reached.left(), 0.0)
    way += (-BETWEEN - 1.0) * (1 if after else -1) if _near(reached, end) else 0.0
    moved = reached.translated(way, 0.0)
    fits = abs(way) <= reached.width() * ASIDE and not any(_near(moved, other) for other in others)
    return moved if fits else reached
