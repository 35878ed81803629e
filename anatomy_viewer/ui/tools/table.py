"""The table of tools: one row a tool, in the order in which they are offered."""

from __future__ import annotations

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.tools.base import StageTool
from anatomy_viewer.ui.tools.behind import Behind
from anatomy_viewer.ui.tools.bookmarks import Bookmarks
from anatomy_viewer.ui.tools.compare import Compare
from anatomy_viewer.ui.tools.cut import CutTool
from anatomy_viewer.ui.tools.depth import Explode, Peel, XRay
from anatomy_viewer.ui.tools.describe import Describe
from anatomy_viewer.ui.tools.draw import Draw
from anatomy_viewer.ui.tools.find import Find
from anatomy_viewer.ui.tools.headset import Headset
from anatomy_viewer.ui.tools.life_size import LifeSize
from anatomy_viewer.ui.tools.measure import Measure
from anatomy_viewer.ui.tools.parts import Fade, Hide, Isolate, ShowAll
from anatomy_viewer.ui.tools.point import PointByKeys
from anatomy_viewer.ui.tools.present import Present
from anatomy_viewer.ui.tools.turning import FreeTurn

TOOLS: tuple[type[StageTool], ...] = (
    Isolate,
    Fade,
    CutTool,
    Compare,
    Draw,
    ShowAll,
    Hide,
    Find,
    XRay,
    Peel,
    Explode,
    Measure,
    Bookmarks,
    LifeSize,
    FreeTurn,
    Behind,
    PointByKeys,
    Describe,
    Present,
    Headset,
)
"""Each tool's class. Those with the place "rail" stand beside the picture while there is room."""


def named_keys(say: Translator) -> list[tuple[str, str]]:
    """Return the key of every tool, and what the tool is called."""
    return [(each.key, each.name(each.__new__(each), say)) for each in TOOLS if each.key]
