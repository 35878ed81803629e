"""Tools that look into a model as a whole: x-ray, peeling by layer, and moving the parts apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.state import Vector
from anatomy_viewer.ui.controls import Slider, Stage
from anatomy_viewer.ui.prose import capital
from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.tools.base import StageTool
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

BEGINNING, WAY = 0.5, 700
"""How far the parts go by themselves when they are taken apart (0-1), and how long that takes, ms."""


class XRay(StageTool):
    """Makes the whole picture, or one part that is held, as clear as an x-ray."""

    id, icon, key = "xray", "xray", "Y"

    def name(self, _: Translator) -> str:
        """Return "X-ray"."""
        return _("X-ray")

    def offer(self, _: Translator) -> str:
        """Return its name: a single part can be an x-ray too."""
        return self.name(_)

    @property
    def is_on(self) -> bool:
        """Whether the whole picture is an x-ray."""
        return self.session.choices.xray

    def take(self) -> None:
        """Make the picture an x-ray, or solid again."""
        self.session.xray()

    def use(self, part: str, point: Vector | None) -> None:
        """Make the part an x-ray, or solid again."""
        self.session.xray(part)

    def told(self, part: str, _: Translator) -> str:
        """Return how the part is drawn now."""
        clear = part in self.session.choices.xrayed
        words = _("Drawn as an x-ray now: {part}.") if clear else _("Solid again: {part}.")
        return words.format(part=part_name(self.session, part))


class Peel(PanelTool):
    """Takes the layers of the model away, from the outside to the inside."""

    id, icon, key = "peel", "peel", "U"

    def name(self, _: Translator) -> str:
        """Return "Layers"."""
        return _("Layers")

    def hint(self, _: Translator) -> str:
        """Return what to slide."""
        return _("Slide to take the outer layers away.")

    @property
    def is_offered(self) -> bool:
        """Whether the model has more than one layer."""
        return len(self.session.layers) > 1

    @property
    def is_on(self) -> bool:
        """Whether it is in the hand, or something is peeled away."""
        return super().is_on or self.session.choices.peeled > 0

    def make_panel(self) -> ToolPanel:
        """Return a slider from the outside to the inside."""
        self.slider = Slider(self.theme)
        self.slider.moved.connect(lambda count: self.session.peel(round(count)))
        return ToolPanel(self.theme, (self.slider, 1))

    def take_focus(self) -> None:
        """Let the arrows move the slider at once."""
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_state(self, _: Translator) -> None:
        """Show how many layers are gone, and which one is seen."""
        layers, peeled = self.session.layers, self.session.choices.peeled
        deepest = len(layers) - 1
        ends = [Stage(0.0, _("Outside")), Stage(float(deepest), _("Inside"))]
        between = [Stage(float(place), "") for place in range(1, deepest)]
        self.slider.set_scale(0.0, float(deepest), 1.0, [ends[0], *between, ends[1]])
        name = layers[min(peeled, deepest)].name or _("Layer {number}").format(number=peeled + 1)
        self.slider.set_words(_("Outermost now"), capital(name))
        self.slider.set_amount(float(peeled))


class Explode(PanelTool):
    """Moves the parts of the model apart: gently half the way when it is taken, then as the slider says."""

    id, icon, key = "explode", "explode", "X"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._way = QVariantAnimation(hands, duration=WAY, startValue=0.0, endValue=BEGINNING)
        self._way.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._way.valueChanged.connect(self._go)

    def name(self, _: Translator) -> str:
        """Return "Take apart"."""
        return _("Take apart")

    def hint(self, _: Translator) -> str:
        """Return what to slide."""
        return _("Slide to move the parts away from each other.")

    @property
    def is_on(self) -> bool:
        """Whether it is in the hand, or the parts stand apart."""
        return super().is_on or self.session.choices.explode > 0.0

    @property
    def hints_over_picture(self) -> bool:
        """Whether its hint is said over the picture: no, the parts need the room and the slider says it."""
        return False

    def take(self) -> None:
        """Go half the way, so that something is to be seen; at once where less movement is wished."""
        if self.session.choices.explode > 0.0:
            return
        if self.theme.less_movement:
            self.session.explode(BEGINNING)
        else:
            self._way.start()

    def put_away(self) -> None:
        """Stay where the parts are."""
        self._way.stop()

    def again(self) -> None:
        """Bring the parts together again."""
        self._way.stop()
        self.session.explode(0.0)
        self.hands.hold(None)

    def make_panel(self) -> ToolPanel:
        """Return a slider from together to apart."""
        self.slider = Slider(self.theme)
        self.slider.set_scale(0.0, 100.0, 1.0)
        self.slider.moved.connect(self._slide)
        return ToolPanel(self.theme, (self.slider, 1))

    def take_focus(self) -> None:
        """Let the arrows move the slider at once."""
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_state(self, _: Translator) -> None:
        """Show how far the parts stand apart."""
        percent = round(self.session.choices.explode * 100)
        stages = [Stage(0.0, _("Together")), Stage(100.0, _("Apart"))]
        self.slider.set_scale(0.0, 100.0, 1.0, stages)
        self.slider.set_words(_("How far apart"), f"{percent}\u00a0%")
        self.slider.set_amount(float(percent))

    def _slide(self, percent: float) -> None:
        """Follow the finger: it is stronger than what moves by itself."""
        self._way.stop()
        self.session.explode(percent / 100.0)

    def _go(self, amount: float) -> None:
        """Go on by itself, while nothing else brought the parts together or took the picture away."""
        if self.hands.held is self and self.session.is_open:
            self.session.explode(amount)
