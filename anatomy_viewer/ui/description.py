"""The picture in words, kept true: measured when the picture rests, read by screen readers and on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from anatomy_viewer.scene.description import sought_parts
from anatomy_viewer.scene.phrases import Place
from anatomy_viewer.session.telling import is_as_taught, told
from anatomy_viewer.ui.message import announce

if TYPE_CHECKING:
    from anatomy_viewer.ui.speech import Speech
    from anatomy_viewer.ui.stage import Stage

REST = 0.6
"""Seconds for which nothing was chosen anew before a picture is told: nobody listens to a turning heart."""


class Description(QObject):
    """Tells what the stage shows. It is the stage's accessible description too.

    Signals:
        changed: the words are others, or they were opened or closed.
    """

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.stage, self.session = stage, stage.session
        self.sentences: tuple[str, ...] = ()
        """What was measured, the first says from where; empty until a picture has come to rest."""
        self.is_open = False
        """Whether somebody reads the words beside the picture."""
        self.speech: Speech | None = None
        """The voice that reads them aloud, where there is one."""
        self._shown: object = None
        self._step: object = None
        self._still = 0.0

    @property
    def words(self) -> str:
        """All that is told: what is measured, and what the lesson says about its own picture."""
        lesson = self.session.step_text.describe if is_as_taught(self.session) else ""
        return " ".join(filter(None, (*self.sentences, lesson)))

    @property
    def waits(self) -> bool:
        """Whether the picture is to be told as soon as it has rested."""
        return self._still < REST and self._is_painted

    def look_anew(self) -> None:
        """Tell again once the picture rests, if anything in it was chosen anew."""
        session = self.session
        slider = session.slider
        shown = (session.choices, slider.value_text if slider else "")
        if shown != self._shown:
            self._shown, self._still = shown, 0.0
        step = (session.choices.lesson, session.choices.step, session.words[:2])
        if step != self._step:
            self._step, self.sentences = step, ()
            self._tell()

    def advance(self, seconds: float) -> None:
        """Measure and tell the picture once it has rested long enough."""
        if self.waits:
            self._still += seconds
            if not self.waits:
                self.measure()

    def measure(self) -> None:
        """Measure the picture now, and tell what is new: all of it to who asks, from where to who listens."""
        painter = self.stage.picture.painter
        if painter.stage is None or not self._is_painted:
            return
        # Later: the way to the first picture needs none of this.
        from anatomy_viewer.render.seeing import seen_parts

        sought, moving = sought_parts(painter.stage), self.session.scene.moving
        seen = seen_parts(painter, self.stage.picture.size, sought, moving=moving)
        before, self.sentences = self.sentences, told(self.session, seen, self._own_place())
        if before != self.sentences:
            self._tell()
        if before and before[0] != self.sentences[0]:
            announce(self.stage, self.sentences[0])

    # ---------------------------------------------------------------- on request
    def ask(self) -> None:
        """Open the words, and say them to who listens; open already, close them."""
        if self.is_open:
            self.close()
            return
        self.is_open = True
        self.measure()
        self.changed.emit()
        announce(self.stage, self.words)
        if self.session.choices.audience.read_aloud:
            self.read_aloud()

    def close(self) -> None:
        """Put the words away and be silent."""
        self.is_open = False
        if self.is_read:
            self.read_aloud()
        self.changed.emit()

    @property
    def can_be_heard(self) -> bool:
        """Whether there is a voice for the language in force."""
        return self.speech is not None and self.speech.can_speak(self.session.words[0])

    @property
    def is_read(self) -> bool:
        """Whether something is being read aloud."""
        return self.speech is not None and self.speech.speaking

    def read_aloud(self) -> None:
        """Read the words aloud, where there is a voice; being read, be silent."""
        if self.speech is None:
            return
        if self.speech.speaking:
            self.speech.stop()
        else:
            self.speech.say(self.words, self.session.words[0])

    def _own_place(self) -> Place:
        """Where the patient's own picture stands beside another one."""
        places = self.stage.picture.places
        aside = places.own_seen.center() - places.other_seen.center()
        if abs(aside.y()) > abs(aside.x()):
            return "bottom" if aside.y() > 0 else "top"
        return "right" if aside.x() > 0 else "left"

    @property
    def _is_painted(self) -> bool:
        """Whether what is painted is the step's own model: while one is read the last one still stands."""
        painted = self.stage.picture.painter.stage
        return painted is not None and painted.models == self.session.scene.stage.models

    def _tell(self) -> None:
        self.stage.setAccessibleDescription(self.words)
        self.changed.emit()
