"""The clinician's window beside a patient in the headset: sees what they see, points, calms, stops.

The lesson's own window stays as it is and shows the same session; what is here is only what the headset adds.
It runs the visit's frames between Qt's events, in one thread: a headset frame waits 11 ms at most, which no
hand at the desktop feels, and no VTK object is ever touched by two threads.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.vectors import turned
from anatomy_vr.device import Pixels
from anatomy_vr.projection import View
from anatomy_vr.rays import Ray
from anatomy_vr.teaching import part_name
from anatomy_vr.visit import Visit

_IDLE_MILLISECONDS = 50
_TOUCH = 52
"""Pixels a button is high."""


class Mirror(QWidget):
    """What the patient's left eye sees; a press on the organ points there for the patient.

    Signals:
        pressed: where, as shares of the picture from its top left corner.
    """

    pressed = Signal(float, float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self._bytes: Pixels | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Large enough to see where the patient looks."""
        return QSize(480, 480)

    def show_picture(self, pixels: Pixels) -> None:
        """Show another picture."""
        self._bytes = np.ascontiguousarray(pixels)
        height, width = pixels.shape[:2]
        self._image = QImage(self._bytes.data, width, height, width * 4, QImage.Format.Format_RGBX8888)
        self.update()

    @property
    def place(self) -> QRectF:
        """Where the picture lies in the widget, its shape kept."""
        size = QSize(self._image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2.0, (self.height() - size.height()) / 2.0
        return QRectF(left, top, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.place, self._image)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point there."""
        place, at = self.place, event.position()
        if place.contains(at) and place.width() > 0.0:
            inside: QPointF = at - place.topLeft()
            self.pressed.emit(inside.x() / place.width(), inside.y() / place.height())


class ClinicianWindow(QWidget):
    """Runs visits in the headset, one after the other, and shows what the clinician needs.

    Args:
        enter: Begins a visit; raises ValueError with a sentence where there is no headset.
        say: The window's language.

    Signals:
        left: the window is closed and the headset given back.
    """

    left = Signal()

    def __init__(self, enter: Callable[[], Visit], say: Translator) -> None:
        super().__init__()
        self.say = say
        self._enter = enter
        self.visit: Visit | None = None
        self._entered = 0.0
        self.setWindowTitle(say("Headset"))
        self.mirror = Mirror(say("What the patient sees"))
        self.mirror.setToolTip(say("Point here for the patient"))
        self.mirror.pressed.connect(self.point)
        self.status, self.counts = QLabel(), QLabel()
        self.status.setWordWrap(True)
        self.buttons = {name: QPushButton() for name in ("back", "next", "rest", "recentre", "stop")}
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.step)
        self.begin()

    # ---------------------------------------------------------------- the visit
    def begin(self) -> None:
        """Enter the headset, now or again."""
        try:
            self.visit = self._enter()
        except ValueError as error:
            self.visit = None
            self._tell(str(error))
            self._name_buttons()
            return
        self._entered = monotonic()
        self.visit.mirrored.connect(self.mirror.show_picture)
        self._tell(self.say("Waiting for the headset. Help the patient put it on."))
        self._name_buttons()
        self._timer.start(0)

    def step(self) -> None:
        """One frame of the headset."""
        visit = self.visit
        if visit is None:
            return
        visit.step()
        if visit.is_over:
            self._end(visit)
            return
        life = visit.device.life
        self._timer.setInterval(0 if life.running else _IDLE_MILLISECONDS)
        self._report(visit)

    def point(self, across: float, down: float) -> None:
        """Mark for the patient what lies there in their picture; past the organ, mark nothing."""
        if self.visit is None or self.visit.seen is None:
            return
        guide = self.visit.guide
        ray = ray_through(self.visit.seen, across, down)
        placement = guide.hold.placement
        met = guide.find(placement.to_model(ray.origin), placement.direction_to_model(ray.direction))
        guide.pointer = met[1] if met else None

    def _end(self, visit: Visit) -> None:
        self._timer.stop()
        lost = visit.device.life.ending == "lost"
        visit.close()
        self.visit = None
        went = self.say(
            "The headset went away. Nothing of the lesson is lost: you can go on here on the screen, "
            "or put it on again."
        )
        self._tell(went if lost else "")
        self._name_buttons()
        if not lost:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the headset back."""
        self._timer.stop()
        if self.visit is not None:
            self.visit.close()
            self.visit = None
        self.left.emit()
        super().closeEvent(event)

    # ---------------------------------------------------------------- what it shows
    def _report(self, visit: Visit) -> None:
        life, say = visit.device.life, self.say
        if life.takes_input:
            self._tell(self._answered(visit) or say("The patient sees the lesson."))
        elif life.is_seen:
            self._tell(say("The headset shows something else now. The lesson waits."))
        minutes = say("{minutes} min in the headset").format(minutes=int((monotonic() - self._entered) / 60))
        rate = round(1.0 / visit.seconds_per_frame) if visit.seconds_per_frame else 0
        pictures = say("{rate} pictures a second").format(rate=rate)
        self.counts.setText(f"{minutes} · {pictures}")
        self._name_buttons()

    def _answered(self, visit: Visit) -> str:
        answers = visit.guide.teach.answers
        if not answers:
            return ""
        question = visit.guide.teach.words
        value = answers[-1].value
        words = question.options.get(value, "") if question else ""
        return self.say("Patient: {answer}").format(answer=words or part_name(visit.session, value))

    def _tell(self, words: str) -> None:
        if words != self.status.text():
            self.status.setText(words)

    def _name_buttons(self) -> None:
        resting = self.visit is not None and self.visit.guide.reading.page in ("rest", "break")
        named = {
            "back": self.say("Back"),
            "next": self.say("Next"),
            "rest": self.say("Go on") if resting else self.say("Rest"),
            "recentre": self.say("Recentre"),
            "stop": self.say("Stop the headset") if self.visit is not None else self.say("Try again"),
        }
        for name, button in self.buttons.items():
            if button.text() != named[name]:
                button.setText(named[name])
            button.setEnabled(self.visit is not None or name == "stop")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for place, (name, button) in enumerate(self.buttons.items()):
            button.setMinimumHeight(_TOUCH)
            button.clicked.connect(ACTS[name].__get__(self))
            grid.addWidget(button, place // 3, place % 3)
        self.buttons["rest"].setToolTip(self.say("Calm: the organ goes, the room stays"))
        column = QVBoxLayout(self)
        column.addWidget(self.mirror, 1)
        for label in (self.status, self.counts):
            column.addWidget(label)
        column.addLayout(grid)

    def _back(self) -> None:
        if self.visit is not None:
            self.visit.session.back()

    def _next(self) -> None:
        if self.visit is not None:
            self.visit.session.next()

    def _rest(self) -> None:
        if self.visit is not None:
            guide = self.visit.guide
            guide.go_on() if guide.reading.page in ("rest", "break") else guide.rest()

    def _recentre(self) -> None:
        if self.visit is not None:
            self.visit.guide.recentre(self.visit.guide.head)

    def _stop(self) -> None:
        if self.visit is not None:
            self.visit.guide.leave()
        else:
            self.begin()


ACTS: dict[str, Callable[[ClinicianWindow], None]] = {
    "back": ClinicianWindow._back,
    "next": ClinicianWindow._next,
    "rest": ClinicianWindow._rest,
    "recentre": ClinicianWindow._recentre,
    "stop": ClinicianWindow._stop,
}
"""What every button does."""


def ray_through(view: View, across: float, down: float) -> Ray:
    """The ray of the room through a point of an eye's picture (shares from the top left corner)."""
    fov = view.fov
    x = np.tan(fov.left) + across * (np.tan(fov.right) - np.tan(fov.left))
    y = np.tan(fov.up) + down * (np.tan(fov.down) - np.tan(fov.up))
    length = float(np.sqrt(x * x + y * y + 1.0))
    way = turned(view.pose.rotation, (float(x) / length, float(y) / length, -1.0 / length))
    return Ray(view.pose.position, way)
