"""The panel of the cut: three planes of the body, how deep, small turns, the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Slider, Text, row
from anatomy_viewer.ui.cut_moves import PLANES, plane_of
from anatomy_viewer.ui.theme import LARGE_TEXT
from anatomy_viewer.ui.tools.panel import ToolPanel

if TYPE_CHECKING:
    from anatomy_viewer.ui.tools.cut import CutTool

TILTS = {"back": (-1.0, 0.0), "next": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}
"""The buttons that turn the plane a little, by icon: right and down."""


def plane_names(_: Translator, anatomical: bool) -> dict[str, str]:
    """Return what the planes are called: from where one looks, or as clinicians say."""
    if anatomical:
        return {"sagittal": _("Sagittal"), "coronal": _("Coronal"), "axial": _("Axial")}
    return {"sagittal": _("Side"), "coronal": _("Front"), "axial": _("Above")}


def spoken_planes(_: Translator, anatomical: bool) -> dict[str, str]:
    """Return what a screen reader says for the planes."""
    if anatomical:
        return plane_names(_, anatomical)
    return {"sagittal": _("From the side"), "coronal": _("From the front"), "axial": _("From above")}


class CutPanel(ToolPanel):
    """Everything a finger can do with the cut, for keys and for who wants it exact."""

    def __init__(self, tool: CutTool) -> None:
        theme = tool.theme
        self.tool = tool
        self.planes = {plane: Button(theme, "", "pill").small(bold=True).tall(44) for plane in PLANES}
        for plane, button in self.planes.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, plane=plane: tool.lay(plane))
        self.flip = Button(theme, "", "secondary", "flip").tall(44)
        self.flip.clicked.connect(tool.flip)
        self.whole = Button(theme, "", "pill").small(bold=True).tall(44)
        self.whole.clicked.connect(tool.again)
        super().__init__(theme, *self.planes.values(), self.whole, None, self.flip)
        self.slider = Slider(theme)
        self.slider.slim = True
        self.slider.moved.connect(tool.go_to_depth)
        self.deep = Text(theme, "", "small").bold().one_line()
        self.tilts = {icon: Button(theme, "", "secondary", icon).tall(44) for icon in TILTS}
        for icon, way in TILTS.items():
            self.tilts[icon].setAutoRepeat(True)
            self.tilts[icon].clicked.connect(lambda _checked=False, way=way: tool.tilt(*way))
        self.add(row(self.deep, (self.slider, 1), *self.tilts.values(), gap=6))

    def show_cut(self, _: Translator) -> None:
        """Show which plane it is and how deep it lies."""
        cut = self.tool.plane
        if cut is None:
            return
        anatomical = self.tool.session.words[1] == "detailed" and self.tool.hands.model.oriented
        names = plane_names(_, anatomical)
        chosen = plane_of(cut.normal)
        for plane, button in self.planes.items():
            button.setText(names[plane])
            button.setAccessibleName(spoken_planes(_, anatomical)[plane])
            button.setChecked(plane == chosen)
            button.restyle()
        self.whole.setText(_("Whole"))
        self.whole.setAccessibleName(_("Close the cut"))
        self.whole.setVisible(self.tool.theme.text_scale <= LARGE_TEXT)  # else "show all" stands for it
        self._show_depth(_)
        turns = (
            _("Turn the cut left"),
            _("Turn the cut right"),
            _("Turn the cut up"),
            _("Turn the cut down"),
        )
        for button, words in zip(self.tilts.values(), turns, strict=True):
            button.named(words)
        self.flip.named(_("Show the other side"))

    def _show_depth(self, _: Translator) -> None:
        depth, deepest = self.tool.depth()
        self.slider.set_scale(0.0, max(1.0, round(deepest)), 1.0)
        words = f"{max(0, round(depth))}\u00a0mm"
        self.deep.setMinimumWidth(self.deep.fontMetrics().horizontalAdvance("888\u00a0mm") + 6)
        self.deep.set_words(words)
        self.slider.set_words(_("How deep"), words)
        self.slider.set_amount(depth)
