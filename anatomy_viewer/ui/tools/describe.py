"""The tool that tells the picture in words: to read, and to hear where there is a voice."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.tools.base import StageTool


class Describe(StageTool):
    """Tells beside the picture what it shows and where; the words follow every change until closed."""

    id, icon, key, place = "describe", "sound", "T", "sheet"

    def name(self, _: Translator) -> str:
        """Return "In words"."""
        return _("In words")

    def hint(self, _: Translator) -> str:
        """Return what it tells."""
        return _("What the picture shows now.")

    @property
    def is_on(self) -> bool:
        """Whether the words are open."""
        return self.stage.description.is_open

    def take(self) -> None:
        """Open the words, or close them."""
        self.stage.description.ask()
