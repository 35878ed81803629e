"""What can be done with a part that is held: a list beside the finger, one row a tool that offers itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt

from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.view_bar import IconMenu

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands


class PartOffers(IconMenu):
    """A button that nobody sees, for the list to open at."""

    def __init__(self, theme: Theme, hands: Hands) -> None:
        super().__init__(theme, "tools")
        self.hands = hands
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self.picked.connect(self._use)
        hands.offers_asked.connect(self.open_at)

    def open_at(self, part: str, at: QPointF) -> None:
        """Offer what can be done with a part, beside a point of the stage."""
        say = self.hands.stage.say
        offered = [(tool.id, tool.offer(say)) for tool in self.hands.tools.values() if tool.is_offered]
        self.name = part_name(self.hands.session, part)
        self.set_choices([(key, words) for key, words in offered if words], "")
        self.setGeometry(QRect(at.toPoint(), QSize(1, 1)))
        self.open_list()

    def _use(self, tool: str) -> None:
        if self.hands.named is not None:
            self.hands.use(tool, *self.hands.named)
