"""The card under the picture: play, and the slider of the step in real units."""

from __future__ import annotations

from PySide6.QtCore import Signal

from anatomy_viewer.locale import Translator
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Button, Card, row
from anatomy_viewer.ui.lesson_slider import LessonSlider
from anatomy_viewer.ui.theme import Theme


class Timebar(Card):
    """Shows `session.slider` and moves it; hidden where the step has none.

    Where a question is answered by setting the slider, the button that gives the answer stands beside it.

    Signals:
        answered: the slider stands where the patient wants it.
    """

    answered = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, padding=14)
        self._session = session
        self.play_button = Button(theme, "", "round", "play").tall(theme.target("primary"))
        self.slider = LessonSlider(session, theme)
        self.body.setContentsMargins(self.margin + 20, self.margin + 12, self.margin + 18, self.margin + 10)
        self.answer_button = Button(theme, "", "primary", "check").tall(theme.target("primary"))
        self.body.addWidget(row(self.play_button, (self.slider, 1), self.answer_button, gap=14))
        self.play_button.clicked.connect(self.toggle)
        self.answer_button.clicked.connect(self.answered)

    def toggle(self) -> None:
        """Play, or hold still."""
        if self._session.choices.playing:
            self._session.pause()
        else:
            self._session.play()

    def set_asking(self, asking: bool, _: Translator) -> None:
        """Offer the button that answers with where the slider stands, or put it away."""
        question = self._session.step.question
        self.answer_button.setText(_("This is where"))
        self.answer_button.setVisible(asking)
        # What plays would give the answer away.
        self.play_button.setVisible(question is None or question.kind != "set")

    def show_slider(self, _: Translator) -> None:
        """Show where the step's slider stands."""
        if not self.slider.show_state():
            return
        playing = self._session.choices.playing
        self.play_button.set_icon("pause" if playing else "play")
        self.play_button.named(_("Hold still") if playing else _("Play"))
