"""The table of tools: one row a tool, in the order in which they are offered."""

from __future__ import annotations

from anatomy_viewer.ui.tools.base import StageTool
from anatomy_viewer.ui.tools.cut import CutTool
from anatomy_viewer.ui.tools.parts import Fade, Hide, Isolate, ShowAll

TOOLS: tuple[type[StageTool], ...] = (
    Isolate,
    Fade,
    CutTool,
    ShowAll,
    Hide,
)
"""Each tool's class. Those with the place "rail" stand beside the picture while there is room."""
