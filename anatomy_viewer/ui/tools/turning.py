"""How the model turns under the finger: kept upright, or freely over the top."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.camera_moves import level
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.tools.base import StageTool


class FreeTurn(StageTool):
    """Lets the model roll over, instead of keeping it upright."""

    id, icon, key = "free_turn", "free_turn", "O"

    def name(self, _: Translator) -> str:
        """Return "Turn freely"."""
        return _("Turn freely")

    @property
    def is_on(self) -> bool:
        """Whether the model may roll over."""
        return self.session.choices.free_turn

    def take(self) -> None:
        """Let it roll over, or keep it upright again."""
        free = not self.session.choices.free_turn
        self.session.turn_freely(free)
        if not free and self.session.choices.camera is not None:
            self.hands.look(level(self.hands.camera))
        say = self.stage.say
        words = say("The model turns freely now.") if free else say("The model stays upright now.")
        announce(self.stage, words)
