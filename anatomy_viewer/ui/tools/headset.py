"""The tool that shows the lesson to a patient in a headset."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.tools.base import StageTool


class Headset(StageTool):
    """Opens the headset's window beside this one; offered only on a computer that has a headset's program."""

    id, icon, key, place = "headset", "headset", "G", "sheet"

    def name(self, _: Translator) -> str:
        """Return "Headset"."""
        return _("Headset")

    @property
    def is_offered(self) -> bool:
        """Whether there is a way into a headset here."""
        return self.stage.enter_headset is not None

    def take(self) -> None:
        """Go there, with the meshes that are read already."""
        if self.stage.enter_headset is not None:
            self.stage.enter_headset(self.stage.picture.store)
