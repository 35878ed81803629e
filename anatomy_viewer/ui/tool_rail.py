"""The tools at the picture's side: isolate, fade, hide, cut, show all. One tool is in the hand at a time."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Card, Tool
from anatomy_viewer.ui.theme import Theme

ToolName = Literal["isolate", "fade", "hide", "cut", "show_all"]
TOOLS: tuple[ToolName, ...] = get_args(ToolName)
IN_HAND: tuple[ToolName, ...] = ("isolate", "fade", "hide", "cut")
"""Tools that stay in the hand until they are used or put away."""

FOR_A_PART: tuple[ToolName, ...] = ("isolate", "fade", "hide")
"""Tools that wait for a part."""


def tool_words(_: Translator) -> dict[ToolName, str]:
    """Return what each tool is called."""
    return {
        "isolate": _("Isolate"),
        "fade": _("Fade"),
        "hide": _("Hide"),
        "cut": _("Cut"),
        "show_all": _("Show all"),
    }


def tool_hints(_: Translator) -> dict[str, str]:
    """Return what to do with each tool that is in the hand."""
    return {
        "isolate": _("Touch the part you want to see alone."),
        "fade": _("Touch the part you want to see through."),
        "hide": _("Touch the part you want to take away."),
        "cut": _("Drag on the picture to move the cut."),
    }


class ToolRail(Card):
    """The tools as a column beside the picture, or as a row at its foot.

    Signals:
        tool_asked: a tool was pressed, by name.
    """

    tool_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "surface", "card", 6)
        self.floating()
        self.body.setSpacing(0)
        self.tools = {name: Tool(theme, name, "") for name in TOOLS}
        for name, tool in self.tools.items():
            tool.setProperty("key", name)
            tool.setCheckable(name in IN_HAND)
            tool.clicked.connect(self._ask)
            self.body.addWidget(tool)

    def show_tools(self, in_hand: str, changed: bool, _: Translator) -> None:
        """Show which tool is in the hand; "show all" only where something is changed."""
        for name, words in tool_words(_).items():
            tool = self.tools[name]
            tool.setText(words)
            tool.setChecked(name == in_hand)
            tool.updateGeometry()
        self.tools["show_all"].setVisible(changed)

    def set_direction(self, lying: bool) -> None:
        """Lay the tools in a row, or stand them in a column."""
        directions = QBoxLayout.Direction
        self.body.setDirection(directions.LeftToRight if lying else directions.TopToBottom)

    def _ask(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.tool_asked.emit(str(sender.property("key")))
