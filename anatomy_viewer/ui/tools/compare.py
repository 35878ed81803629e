"""Compare: two pictures beside each other, or one over the other with a divider to push."""

from __future__ import annotations

from functools import partial

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.state import Layout
from anatomy_viewer.ui.controls import Flow, MenuButton, Tool
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.theme import LARGE_TEXT
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel

LAYOUTS: dict[Layout, str] = {"side": "compare", "wipe": "flip"}
"""How two pictures may lie, and the icon of each."""


class Compare(PanelTool):
    """Shows a second picture; the comparison stays when the tool leaves the hand, until it is ended."""

    id, icon, key, place = "compare", "compare", "M", "rail"

    def name(self, _: Translator) -> str:
        """Return "Compare"."""
        return _("Compare")

    def hint(self, _: Translator) -> str:
        """Return what two pictures do under the hand."""
        if self.session.choices.layout == "wipe":
            return _("Push the handle to see more of one or of the other.")
        return _("Turn one picture: the other turns with it.")

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to compare the picture with."""
        return bool(self.session.is_open and self.session.comparisons)

    @property
    def is_on(self) -> bool:
        """Whether two pictures show."""
        return self.session.scene.beside is not None

    def take(self) -> None:
        """Show the most telling comparison, where none shows yet."""
        if self.session.scene.beside is None and self.session.comparisons:
            self._compare(self.session.comparisons[0].id)

    def again(self) -> None:
        """End the comparison."""
        self.session.compare("")
        self.hands.hold(None)

    def make_panel(self) -> ToolPanel:
        """Return the card: with what to compare, how the pictures lie, and an end."""
        self.others = MenuButton(self.theme, "compare", "", "secondary")
        self.layouts = {key: Tool(self.theme, icon, "") for key, icon in LAYOUTS.items()}
        self.end = Tool(self.theme, "screen", "")
        self.end.setCheckable(False)
        self.others.picked.connect(self._compare)
        self.end.clicked.connect(self.again)
        for key, button in self.layouts.items():
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._lay, key))
        self.flow = Flow(self.others, *self.layouts.values(), self.end)
        return ToolPanel(self.theme, (self.flow, 1))

    @property
    def hints_over_picture(self) -> bool:
        """Whether the hint is said over the pictures: no, their titles stand there."""
        return False

    def show_state(self, _: Translator) -> None:
        """Show what is compared, and how; of large words, only the layout one may change to."""
        choices, offers = self.session.choices, self.session.comparisons
        self.others.name = _("Compare with")
        self.others.set_choices([(offer.id, offer.name) for offer in offers], choices.compared)
        self.others.setVisible(len(offers) > 1)
        words: dict[Layout, str] = {"side": _("Side by side"), "wipe": _("Divider")}
        large = self.theme.text_scale > LARGE_TEXT
        for key, button in self.layouts.items():
            button.setText(words[key])
            button.setChecked(choices.layout == key)
            button.setHidden(large and choices.layout == key)
        self.end.setText(_("Only one"))
        self.end.setAccessibleDescription(_("End the comparison"))
        self.flow.arrange()

    def _compare(self, offer: str) -> None:
        self.session.compare(offer)
        beside, say = self.session.scene.beside, self.stage.say
        if beside is not None:
            said = say("Two pictures. First: {first}. Second: {second}.")
            announce(self.stage, said.format(first=beside.name, second=beside.own_name))

    def _lay(self, layout: Layout, _checked: bool = True) -> None:
        self.session.set_layout(layout)
