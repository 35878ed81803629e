"""Measuring: the distance between two points of the model, told as a distance on the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picking import Pick
from anatomy_viewer.scene.state import MeasureState, Vector
from anatomy_viewer.ui.controls import Button, Text, row
from anatomy_viewer.ui.key_cross import TOUCHES, KeyCross, is_plain
from anatomy_viewer.ui.measuring import length_words, on_its_part
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

KEY_STEP = 20.0
"""How far a key moves the cross, px."""


class Measure(PanelTool):
    """Measures from one touched point to the next; the length is that of the model, not of the patient."""

    id, icon, key = "measure", "measure", "E"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._start: tuple[str, Vector] | None = None
        self._cross = KeyCross(hands.stage, KEY_STEP)

    # ---------------------------------------------------------------- words
    def name(self, _: Translator) -> str:
        """Return "Measure"."""
        return _("Measure")

    def hint(self, _: Translator) -> str:
        """Return which point is awaited."""
        return _("Touch where it begins.") if self._start is None else _("Touch where it ends.")

    def offer(self, _: Translator) -> str:
        """Return how it is offered for a part: the point that is held is the first."""
        return _("Measure from here")

    # ---------------------------------------------------------------- points
    def put_away(self) -> None:
        """Forget a first point without a second."""
        self._start = None
        self._cross.forget()

    def use(self, part: str, point: Vector | None) -> None:
        """Begin at the point that is held."""
        self.hands.hold(self)
        if point is not None:
            self._start = (part, on_its_part(self.stage, point, part))
            self.hands.changed.emit()

    def tap(self, found: Pick | None, at: QPointF) -> bool:
        """Take a point; the second one makes a distance."""
        if found is None:
            return True
        point = on_its_part(self.stage, found.point, found.part)
        if self._start is None:
            self._start = (found.part, point)
        else:
            part, start = self._start
            self._start = None
            measure = MeasureState(start, point, part, found.part)
            self.session.measure(measure)
            announce(self.stage, self._said(measure))
        self.hands.changed.emit()
        return True

    def measuring(self) -> MeasureState | None:
        """Return the distance that has only begun."""
        if self._start is None:
            return None
        part, start = self._start
        return MeasureState(start, start, part, part)

    # ---------------------------------------------------------------- keys
    def press_key(self, event: QKeyEvent) -> bool:
        """Move a cross by the arrows, with Shift only a little; Enter touches where it is."""
        if not is_plain(event):
            return False
        if self._cross.follow(event):
            self.stage.dress_anew()
        elif Qt.Key(event.key()) in TOUCHES:
            at = self._cross.place
            self.tap(self.stage.picture.pick(at), at)
        else:
            return False
        return True

    def cursor(self) -> QPointF | None:
        """Return where the cross is, once a key has moved it."""
        return self._cross.at

    # ---------------------------------------------------------------- the panel
    def make_panel(self) -> ToolPanel:
        """Return the last length, and ways to erase."""
        panel = ToolPanel(self.theme)
        self.length = Text(self.theme, "", "body").bold()
        self.note = Text(self.theme, "", "label", "text_soft")
        self.erase = Button(self.theme, "", "secondary", "undo").small().tall(48)
        self.erase.clicked.connect(lambda: self.session.erase("last", "measures"))
        self.clear = Button(self.theme, "", "secondary", "trash").small().tall(48)
        self.clear.clicked.connect(lambda: self.session.erase("all", "measures"))
        panel.add(self.length)
        panel.add(self.note)
        panel.add(row(self.erase, self.clear, None, gap=8))
        return panel

    def show_state(self, _: Translator) -> None:
        """Show the last length, told as one of the model."""
        measures = self.session.scene.stage.measures
        self.length.set_words(self._said(measures[-1]) if measures else "")
        self.note.set_words(_("This is measured on the model, not on you."))
        self.erase.setText(_("Erase the last"))
        self.clear.setText(_("Erase all"))
        self.length.setVisible(bool(measures))
        self.note.setVisible(not measures)
        self.erase.setVisible(bool(measures))
        self.clear.setVisible(len(measures) > 1)

    def _said(self, measure: MeasureState) -> str:
        say, length = self.stage.say, length_words(measure, self.session.words[0])
        return say("{length} on this model").format(length=length)
