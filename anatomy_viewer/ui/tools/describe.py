"""The tool that tells the picture in words: to read, and to hear where there is a voice."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Scroller, Text, column, row
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel


class Describe(PanelTool):
    """Tells what the picture shows and where, measured from the geometry; follows every change."""

    id, icon, key, place, panel_place = "describe", "sound", "T", "sheet", "side"

    def name(self, _: Translator) -> str:
        """Return "In words"."""
        return _("In words")

    def hint(self, _: Translator) -> str:
        """Return what is read here."""
        return _("What the picture shows now.")

    def make_panel(self) -> ToolPanel:
        """Return a card with the words and a button that reads them."""
        panel = ToolPanel(self.theme)
        self._words = Text(self.theme, "", "body")
        self._read = Button(self.theme, "", "soft", "sound")
        self._read.clicked.connect(self.stage.description.read_aloud)
        content: QWidget = column(self._words, None)
        panel.add(Scroller(self.theme, content, gutter=14), 1)
        panel.add(row(self._read, None))
        self.stage.description.changed.connect(self._retell)
        if self.stage.description.speech is not None:
            self.stage.description.speech.changed.connect(self._retell)
        return panel

    def take(self) -> None:
        """Tell the picture as it is now, aloud too where somebody likes it so."""
        description = self.stage.description
        description.measure()
        announce(self.stage, description.words)
        if self.session.choices.audience.read_aloud:
            description.read_aloud()

    def put_away(self) -> None:
        """Be silent."""
        speech = self.stage.description.speech
        if speech is not None:
            speech.stop()

    def show_state(self, _: Translator) -> None:
        """Show the words in force."""
        description = self.stage.description
        speech = description.speech
        paragraphs = [escape(sentence, quote=False) for sentence in description.sentences]
        self._words.set_words("<br>".join(paragraphs) or escape(description.words, quote=False))
        self._read.setVisible(speech is not None and speech.can_speak(self.session.words[0]))
        speaking = speech is not None and speech.speaking
        self._read.setText(_("Stop reading") if speaking else _("Read aloud"))
        self._read.set_icon("stop" if speaking else "sound")

    def _retell(self) -> None:
        if self.is_on:
            self.show_state(self.stage.say)
