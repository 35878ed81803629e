"""The clinician's window beside a patient in the headset: shows what they see; points, calms, stops.

The lesson's own window stays as it is and shows the same session; what is here is only what the headset adds.
It runs the visit's frames between Qt's events, in one thread, so that no VTK object is ever touched by two. A
frame stops before each eye, and Qt has its turn: a hand at the desktop waits for one eye at most.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.locale import translator
from anatomy_viewer.session.session import Session
from anatomy_vr.answers import told_answers
from anatomy_vr.clinician_controls import Controls, Line
from anatomy_vr.clinician_layout import (
    BESIDE_BAR,
    EDGE,
    LEADING,
    SCROLLING,
    STAYING,
    Sides,
    height_of,
    rows,
    stack,
)
from anatomy_vr.device import Pixels
from anatomy_vr.mirror import Behind, Mirror, ray_through
from anatomy_vr.teaching import answer_words, part_name
from anatomy_vr.visit import Visit

_IDLE_MILLISECONDS = 50
_SHOWN_ANSWERS = 4
_LINES = ("step", "status", "counts", "answers")
_SIZE = (1180, 760)
_LEAST = (420, 560)
_ROOM_AROUND = 80
"""Pixels that the sheet's margins and its scroll bar take."""
_ROOM_ABOVE = 56
"""Pixels that its margins take from its height."""
_ICONS = {"back": "back", "highlight": "ring", "rest": "sun", "stop": "stop"}


class ClinicianWindow(QWidget):
    """Runs visits in the headset, one after the other, and shows what the clinician needs.

    Args:
        session: The lesson; its language is the window's.
        enter: Begins a visit; raises ValueError with a sentence where there is no headset.
        controls: Makes buttons and words in the look of the lesson's own window.

    Attributes:
        said: What each of its lines says now: `step`, `status`, `counts` and `answers`.

    Signals:
        left: the window is closed and the headset given back.
    """

    left = Signal()

    def __init__(self, session: Session, enter: Callable[[], Visit], controls: Controls) -> None:
        super().__init__()
        self.session = session
        self._enter = enter
        self.visit: Visit | None = None
        self._entered = 0.0
        self._spoken = ("", "")
        self.mirror = Mirror()
        self.mirror.pressed.connect(self.point)
        self.lines: dict[str, Line] = {
            name: controls.line("lead" if name == "step" else "small") for name in _LINES
        }
        self.said = dict.fromkeys(_LINES, "")
        self.level = controls.dial(self.use_level)
        self.slide = controls.slide(session)
        self.buttons: dict[str, QAbstractButton] = {
            name: controls.button("primary" if name == "next" else "secondary", _ICONS.get(name, ""))
            for name in ACTS
        }
        self.buttons["highlight"].setCheckable(True)
        self._lay_out(controls)
        self._speak()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.go_on)
        self.begin()

    # ---------------------------------------------------------------- the visit
    def begin(self) -> None:
        """Enter the headset, now or again."""
        try:
            self.visit = self._enter()
        except ValueError as error:
            self.visit = None
            self._tell("status", str(error))
            self._show_lesson()
            return
        self._entered = monotonic()
        self.visit.mirrored.connect(self._mirror)
        self._tell("status", self.say("Waiting for the headset. Help the patient put it on."))
        self._show_lesson()
        self._timer.start(0)

    def step(self) -> None:
        """One frame of the headset."""
        while self.go_on():
            pass

    def go_on(self) -> bool:
        """A part of a frame, so that no window waits for a whole one; returns whether more of it is left."""
        visit = self.visit
        if visit is None or visit.go_on():
            return visit is not None
        self._end_frame(visit)
        return False

    def _mirror(self, pixels: Pixels) -> None:
        """Show what the patient sees, the panel too."""
        panel = self.visit.panel_seen if self.visit is not None else None
        self.mirror.show_picture(pixels, Behind(*panel) if panel is not None else None)

    def _end_frame(self, visit: Visit) -> None:
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
        guide.mark.put(
            guide.find(placement.to_model(ray.origin), placement.direction_to_model(ray.direction))
        )
        self._name_buttons()

    def use_level(self, level: str) -> None:
        """Say the lesson in other words, in the headset as in its own window."""
        self.session.set_audience(level=level)
        self._speak()

    def _end(self, visit: Visit) -> None:
        self._timer.stop()
        lost = visit.device.life.ending == "lost"
        visit.close()
        self.visit = None
        went = self.say(
            "The headset went away. Nothing of the lesson is lost: you can go on here on the screen, "
            "or put it on again."
        )
        self._tell("status", went if lost else "")
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
    def _speak(self) -> None:
        """Say everything in the lesson's language, and offer the level that is chosen."""
        language, level = self.session.words[0], self.session.choices.audience.level
        if (language, level) == self._spoken:
            return
        self._spoken = (language, level)
        self.say = say = translator(language)
        self.setWindowTitle(say("Headset"))
        self.mirror.setAccessibleName(say("What the patient sees"))
        self.mirror.setToolTip(say("Point here for the patient"))
        self.level.widget.setAccessibleName(say("Words"))
        names = (say("Plain words"), say("Standard"), say("Detailed"))
        self.level.offer(list(zip(LEVELS, names, strict=True)), level)
        self.mirror.wait_in(self.lines["status"].widget.font())
        self._order_keys()
        self.buttons["rest"].setToolTip(say("Calm: the organ goes, the room stays"))
        self.buttons["highlight"].setToolTip(say("Point at a part in the picture, then highlight it"))

    def _report(self, visit: Visit) -> None:
        self._speak()
        life, say = visit.device.life, self.say
        if life.takes_input:
            self._tell("status", self._answered(visit) or say("The patient sees the lesson."))
        elif life.is_seen:
            self._tell("status", say("The headset shows something else now. The lesson waits."))
        time = say("{time} in the headset").format(time=minutes_of(monotonic() - self._entered))
        rate = round(1.0 / visit.seconds_per_frame) if visit.seconds_per_frame else 0
        pictures = say("{rate} pictures a second").format(rate=rate)
        self._tell("counts", f"{time} · {pictures}")
        self._tell("answers", "\n".join(told_answers(self.session, say)[-_SHOWN_ANSWERS:]))
        self._show_lesson()

    def _show_lesson(self) -> None:
        """Say where the lesson is, and what can be done there."""
        place = self.say("Step {number} of {count}")
        place = place.format(number=self.session.step_index + 1, count=len(self.session.steps))
        self._tell("step", f"{place} · {self.session.step_text.title}")
        self.slide.widget.setVisible(self.slide.show())
        self._name_buttons()

    def _answered(self, visit: Visit) -> str:
        answers = visit.guide.teach.answers
        if not answers:
            return ""
        return self.say("Patient: {answer}").format(answer=answer_words(self.session, answers[-1]))

    def _tell(self, line: str, words: str) -> None:
        if words != self.said[line]:
            self.said[line] = words
            self.lines[line].tell(words)
            self.lines[line].widget.setVisible(words != "")

    def _name_buttons(self) -> None:
        for name, words in self._names().items():
            button = self.buttons[name]
            if button.text() != words:
                button.setText(words)
            button.setEnabled(self.visit is not None or name == "stop")
        mark = self.visit.guide.mark if self.visit is not None else None
        self.buttons["highlight"].setEnabled(mark is not None and mark.part != "")
        self.buttons["highlight"].setChecked(mark is not None and mark.highlights)

    def _names(self) -> dict[str, str]:
        """What every button is called now."""
        say, guide = self.say, self.visit.guide if self.visit is not None else None
        resting = guide is not None and guide.reading.page in ("rest", "break")
        part = part_name(self.session, guide.mark.part) if guide is not None else ""
        return {
            "back": say("Back"),
            "next": say("Next"),
            "rest": say("Go on") if resting else say("Rest"),
            "recentre": say("Recentre"),
            "hold": say("Hold still") if self.session.playing else say("Play"),
            "stop": say("Stop the headset") if guide is not None else say("Try again"),
            "highlight": say("Highlight: {part}").format(part=part) if part else say("Highlight"),
        }

    def _lay_out(self, controls: Controls) -> None:
        """Put the controls in the order in which they are read, and the keys go through them in the same."""
        for name, button in self.buttons.items():
            button.clicked.connect(ACTS[name].__get__(self))
        for line in self.lines.values():
            line.widget.setVisible(False)
        leading, staying = rows(self.buttons, LEADING), rows(self.buttons, STAYING, BESIDE_BAR)
        told = [self.lines[name].widget for name in _LINES]
        self._column = stack(
            leading, self.slide.widget, self.level.widget, *told, rows(self.buttons, SCROLLING)
        )
        self._always = (leading, self.slide.widget, self.level.widget, staying)
        self._sides = Sides(self, self.mirror, controls.sheet(self._column, staying))
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)

    def _order_keys(self) -> None:
        """Let the tab key go as the eye does; what calms and stops comes last, and first backwards."""
        dial = self.level.widget.findChildren(QAbstractButton)
        order: list[QWidget] = [self.mirror, self.buttons["back"], self.buttons["next"], self.slide.widget]
        order += [*dial, *(self.buttons[name] for name in ("highlight", "hold", "recentre", "rest", "stop"))]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls beside the picture or under it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self._column.minimumSizeHint().width() + _ROOM_AROUND
        inside = self.width() - 2 * EDGE - _ROOM_AROUND
        high = height_of(self._always, inside) + _ROOM_ABOVE
        whole = high + height_of([self.lines["step"].widget], inside)
        self._sides.fit(self.width(), self.height(), wide, (whole, high))

    def _back(self) -> None:
        self.session.back()

    def _next(self) -> None:
        self.session.next()

    def _rest(self) -> None:
        if self.visit is not None:
            guide = self.visit.guide
            guide.go_on() if guide.reading.page in ("rest", "break") else guide.rest()

    def _recentre(self) -> None:
        if self.visit is not None:
            self.visit.guide.recentre(self.visit.guide.head)

    def _hold(self) -> None:
        self.session.pause() if self.session.playing else self.session.play()

    def _stop(self) -> None:
        if self.visit is not None:
            self.visit.guide.leave()
        else:
            self.begin()

    def _highlight(self) -> None:
        if self.visit is not None:
            self.visit.guide.mark.highlights = self.buttons["highlight"].isChecked()


ACTS: dict[str, Callable[[ClinicianWindow], None]] = {
    "back": ClinicianWindow._back,
    "next": ClinicianWindow._next,
    "rest": ClinicianWindow._rest,
    "recentre": ClinicianWindow._recentre,
    "hold": ClinicianWindow._hold,
    "stop": ClinicianWindow._stop,
    "highlight": ClinicianWindow._highlight,
}
"""What every button does."""


def minutes_of(seconds: float) -> str:
    """A time as minutes and seconds: 7:05."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
