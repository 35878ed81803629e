"""Through to what lies behind: the parts under one point of the picture, nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.state import Vector
from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.tools.base import StageTool
from anatomy_viewer.ui.view_bar import IconMenu

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands


class Behind(StageTool):
    """Names what lies behind the part that is named; held, it lists all that lies there."""

    id, icon, key, place = "behind", "behind", "N", "offer"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._list: IconMenu | None = None

    def name(self, _: Translator) -> str:
        """Return "What lies behind"."""
        return _("What lies behind")

    def offer(self, _: Translator) -> str:
        """Return its name, where something lies behind."""
        return self.name(_) if len(self._depth()) > 1 else ""

    @property
    def is_offered(self) -> bool:
        """Whether a part is named."""
        return self.hands.named is not None

    def take(self) -> None:
        """Name the next part behind; after the last, the first again."""
        depth = self._depth()
        if depth and self.hands.named is not None:
            parts = [part for part, _ in depth]
            named = self.hands.named[0]
            place = parts.index(named) + 1 if named in parts else 0
            self.hands.name(*depth[place % len(depth)])

    def use(self, part: str, point: Vector | None) -> None:
        """List what lies there, nearest first; a choice names it."""
        menu = self._menu()
        menu.name = self.name(self.stage.say)
        menu.set_choices([(each, part_name(self.session, each)) for each, _ in self._depth()], part)
        menu.open_list()

    def _choose(self, part: str) -> None:
        point = dict(self._depth()).get(part)
        if point is not None:
            self.hands.name(part, point)

    def _depth(self) -> list[tuple[str, Vector]]:
        """Return the parts under the named point, and where, nearest first."""
        if self.hands.named is None:
            return []
        return [(pick.part, pick.point) for pick in self.stage.picture.picks(self._place())]

    def _menu(self) -> IconMenu:
        """Return a button that nobody sees, where the part is, for the list to open at."""
        if self._list is None:
            self._list = IconMenu(self.theme, "behind")
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setParent(self.stage)
            self._list.picked.connect(self._choose)
        at = self._place()
        self._list.setGeometry(round(at.x()), round(at.y()), 1, 1)
        return self._list

    def _place(self) -> QPointF:
        """Return where the named point lies on the stage, px."""
        named = self.hands.named
        point = named[1] if named is not None else self.hands.camera.focal
        return self.stage.picture.place_of(self.stage.camera, point)
