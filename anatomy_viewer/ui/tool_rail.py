"""The tools at the picture's side, and the way to the others. One tool is in the hand at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Card, Tool
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.base import StageTool

MOST = 6
"""Tools beside the picture: more are not found at a glance. What brings everything back may be one more."""
MORE = "more"


class ToolRail(Card):
    """The tools as a column beside the picture, or as a row at its foot; the last opens the others.

    Signals:
        tool_asked: a tool was pressed, by id.
        more_asked: the sheet of tools is wanted, or no longer.
    """

    tool_asked = Signal(str)
    more_asked = Signal()

    def __init__(self, theme: Theme, tools: Sequence[StageTool]) -> None:
        super().__init__(theme, "surface", "card", 6)
        self.floating()
        self.body.setSpacing(0)
        self._kinds = [tool for tool in tools if tool.place == "rail"]
        self.tools = {tool.id: Tool(theme, tool.icon, "") for tool in self._kinds}
        self.tools[MORE] = Tool(theme, "tools", "")
        for key, button in self.tools.items():
            button.setProperty("key", key)
            button.clicked.connect(self._ask)
            self.body.addWidget(button)

    def show_tools(self, _: Translator, room: int, more_open: bool) -> None:
        """Show as many tools as fit into a length, px, and which are chosen."""
        self.tools[MORE].setText(_("More"))
        self.tools[MORE].setChecked(more_open)
        for tool in self._kinds:
            button = self.tools[tool.id]
            button.setText(tool.name(_))
            button.setChecked(tool.is_on)
            button.setCheckable(tool.holds)
            button.updateGeometry()
        shown = self._fitting(room)
        for tool in self._kinds:
            self.tools[tool.id].setVisible(tool.id in shown)

    def _fitting(self, room: int) -> set[str]:
        """Return the tools that have a place: the first ones, and those that stay whatever goes."""
        offered = [tool for tool in self._kinds if tool.is_offered]
        stay = [tool.id for tool in offered if tool.stays]
        others = [tool.id for tool in offered if not tool.stays]
        lengths = [self._length(button) for button in self.tools.values()]
        fit = max(1, (room - 2 * (self.margin + self.padding)) // max(lengths)) - 1 - len(stay)
        return {*stay, *others[: max(0, min(fit, MOST - 1))]}

    def _length(self, button: Tool) -> int:
        lying = self.body.direction() == QBoxLayout.Direction.LeftToRight
        return button.sizeHint().width() if lying else button.sizeHint().height()

    def set_direction(self, lying: bool) -> None:
        """Lay the tools in a row, or stand them in a column."""
        directions = QBoxLayout.Direction
        self.body.setDirection(directions.LeftToRight if lying else directions.TopToBottom)

    def _ask(self) -> None:
        sender = self.sender()
        key = str(sender.property("key")) if sender is not None else ""
        if key == MORE:
            self.more_asked.emit()
        elif key:
            self.tool_asked.emit(key)
