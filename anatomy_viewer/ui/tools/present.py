"""The tool that shows the picture on a second screen."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.tools.base import StageTool


class Present(StageTool):
    """Opens a window for the second screen, or closes it."""

    id, icon, key, place = "present", "screen", "V", "sheet"

    def name(self, _: Translator) -> str:
        """Return "Second screen"."""
        return _("Second screen")

    @property
    def is_on(self) -> bool:
        """Whether a second screen shows the picture too."""
        return self.stage.presented

    def take(self) -> None:
        """Ask the page for it: a stage knows no windows."""
        self.stage.key_asked.emit(self.key)
