"""The words under the picture on the second screen: title, caption, value; large enough for a whole room."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from anatomy_viewer.content.lesson import StepText
from anatomy_viewer.content.markdown import plain_text
from anatomy_viewer.locale import translator
from anatomy_viewer.scene.captions import pieces
from anatomy_viewer.scene.instant import instant, step_text
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Badge, Heading, Text
from anatomy_viewer.ui.theme import Theme

EDGE = 24
"""From the window's side to picture and words, design px."""
HEIGHT = {"title": 0.12, "captions": 0.21, "two": 0.29}
"""Share of the window's height that the words take, by what is said."""


class PresentWords(QWidget):
    """What is said about the picture: what the lesson says and the slider's value, never who it is about."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.title = Heading(theme)
        self.draft = Badge(theme, "")
        self.caption = Text(theme, "", "body")
        self.second = Text(theme, "", "body", "text_soft")
        self.value = Text(theme, "", "lead", "accent").bold().aligned("right")
        heads = QHBoxLayout()
        heads.addWidget(self.title, 1)
        heads.addWidget(self.draft)
        foot = QHBoxLayout()
        said = QVBoxLayout()
        said.addWidget(self.caption)
        said.addWidget(self.second)
        foot.addLayout(said, 5)
        foot.addWidget(self.value, 3)
        self.column = QVBoxLayout(self)
        self.column.addLayout(heads)
        self.column.addLayout(foot, 1)

    @property
    def share(self) -> float:
        """How much of the window's height they take: as much in every step, so that the picture stays."""
        audience = self.session.choices.audience
        if not audience.captions:
            return HEIGHT["title"]
        return HEIGHT["two" if audience.second_language else "captions"]

    def show_step(self) -> None:
        """Say the session's step."""
        session, audience = self.session, self.session.choices.audience
        language, text = session.words[0], session.step_text
        say = translator(language)
        self.title.set_words(escape(text.title, quote=False))
        self.draft.setText(say("Draft: not reviewed by a clinician"))
        self.draft.setVisible(session.pack.info.is_draft)
        self._say(self.caption, text if audience.captions else None)
        self._say(self.second, self._other_text() if audience.captions else None)
        self.show_value()

    def show_value(self) -> None:
        """Say where the slider stands, in words."""
        slider = self.session.slider
        self.value.set_words(escape(slider.value_text, quote=False) if slider else "")

    def scale(self, unit: float) -> None:
        """Stand under the picture, edge to edge, as a design pixel of a size asks for."""
        side = round(EDGE * unit)
        self.column.setContentsMargins(side, round(4 * unit), side, round(18 * unit))
        self.column.setSpacing(round(6 * unit))

    def _say(self, place: Text, text: StepText | None) -> None:
        said = pieces(text.say or plain_text(text.body)) if text else ()
        place.setVisible(bool(said))
        if said:
            place.set_words(escape(said[0], quote=False))

    def _other_text(self) -> StepText | None:
        """The words of the step in the second language; None where there is none."""
        session, audience = self.session, self.session.choices.audience
        wanted = audience.second_language
        languages = {language for language, _ in session.content.texts}
        if not wanted or wanted not in languages or wanted == session.words[0]:
            return None
        choices = replace(session.choices, audience=replace(audience, language=wanted))
        return step_text(instant(session.content, choices, session.clock.now()))
