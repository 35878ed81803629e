"""Pointing by keys: a cross that names the part under it, and offers what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.key_cross import TOUCHES, KeyCross, is_plain
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.tools.base import StageTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

KEY_STEP = 20.0
"""How far a key moves the cross, px."""


class PointByKeys(StageTool):
    """Explores the picture by keys as a finger does by touch: each part is named as the cross reaches it."""

    id, icon, key, place, holds = "point", "cross", "K", "offer", True

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._cross = KeyCross(hands.stage, KEY_STEP)
        self._is_known = False
        """Whether a key has moved it: then the picture need not say how any more."""

    def name(self, _: Translator) -> str:
        """Return "Point with the arrows"."""
        return _("Point with the arrows")

    def hint(self, _: Translator) -> str:
        """Return which keys do what, until one was used."""
        if self._is_known:
            return ""
        return _("The arrows move the cross. Enter offers what you can do there.")

    def take(self) -> None:
        """Stand in the middle; nothing is named until a key asks for it, so that the hint is heard."""
        self.hands.forget_name()
        self._is_known = False
        self._cross.at = self.stage.middle

    def put_away(self) -> None:
        """Take the cross off the picture."""
        self._cross.forget()

    def press_key(self, event: QKeyEvent) -> bool:
        """Move by the arrows, with Shift only a little; Enter offers what can be done with what is there."""
        if not is_plain(event):
            return False
        if Qt.Key(event.key()) in TOUCHES:
            self._name_here()
            self.hands.offer(self._cross.place)
            return True
        if self._cross.follow(event):
            self._name_here()
            return True
        return False

    def cursor(self) -> QPointF | None:
        """Return where the cross is."""
        return self._cross.at

    def _name_here(self) -> None:
        """Name what lies under the cross; what is named already is not said again."""
        self._is_known = True
        found, before = self.stage.picture.pick(self._cross.place), self.hands.named
        if found is None:
            self.hands.forget_name()
            announce(self.stage, self.stage.say("Nothing is here."))
        elif before is None or before[0] != found.part:
            self.hands.name(found.part, found.point)
            return
        else:
            self.hands.named = (found.part, found.point)
        self.stage.dress_anew()
