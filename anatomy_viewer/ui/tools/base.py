"""What a tool on the stage is: it has a name, an icon and a key, and does something to the picture.

The stage, the rail, the sheet of tools and the list of keys know tools only by this class. A new tool is a
class of its own and a row in `TOOLS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picking import Pick
from anatomy_viewer.scene.state import MeasureState, Vector
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.drawn.values import Handle, StrokeLine
from anatomy_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage
    from anatomy_viewer.ui.stage_hands import Hands

Place = Literal["rail", "sheet", "offer"]
"""Where a tool is offered: beside the picture, in the sheet of more tools, or on a part that is held only."""
PanelPlace = Literal["foot", "side"]


class StageTool:
    """One tool. A tool that `holds` stays in the hand until it is used, put away or another is taken.

    The stage calls `take` when it is taken, `put_away` when it leaves the hand, and in between `tap`, the
    drag (`press`, `move`, `release`, `drop`) and `key` before it does anything itself with them.
    """

    id = ""
    icon = ""
    key = ""
    """The letter or digit that takes it while the stage has the focus."""
    place: Place = "sheet"
    holds = False
    for_a_part = False
    """Whether it waits for a part: then a list stands in for pointing, and a named part is used at once."""
    stays = False
    """Whether it keeps its place on the rail where others go to the sheet."""
    panel_place: PanelPlace = "foot"

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    # ---------------------------------------------------------------- what it stands on
    @property
    def stage(self) -> Stage:
        """The stage that the tool belongs to."""
        return self.hands.stage

    @property
    def session(self) -> Session:
        """The session that it changes."""
        return self.hands.session

    @property
    def theme(self) -> Theme:
        """The look of what it shows."""
        return self.stage.theme

    # ---------------------------------------------------------------- words and state
    def name(self, _: Translator) -> str:
        """Return what the tool is called: one or two words."""
        raise NotImplementedError(f"{type(self).__name__} has no name")

    def hint(self, _: Translator) -> str:
        """Return what to do while it is in the hand: one sentence, said on the picture."""
        return ""

    def offer(self, _: Translator) -> str:
        """Return how it is offered for a part that is held; empty where it is not."""
        return ""

    @property
    def is_offered(self) -> bool:
        """Whether it can do anything now."""
        return True

    @property
    def is_on(self) -> bool:
        """Whether it shows as chosen."""
        return self.hands.held is self

    @property
    def hints_over_picture(self) -> bool:
        """Whether its hint is said over the picture, not on its panel."""
        return True

    # ---------------------------------------------------------------- what it does
    def take(self) -> None:
        """Begin: called when it comes into the hand, or when a tool that does not hold is pressed."""

    def put_away(self) -> None:
        """End: it leaves the hand."""

    def again(self) -> None:
        """Do what pressing it a second time does: it leaves the hand."""
        self.hands.hold(None)

    def use(self, part: str, point: Vector | None) -> None:
        """Do it to a part, chosen from a list or by a long press (`point` RAS mm where it was touched)."""

    def scale_words(self, _: Translator) -> str:
        """Return what is said beside the picture's scale bar because of it; empty for nothing."""
        return ""

    def told(self, part: str, _: Translator) -> str:
        """Return what a screen reader says once it was used on a part."""
        return ""

    # ---------------------------------------------------------------- hands; each returns whether it took it
    def tap(self, found: Pick | None, at: QPointF) -> bool:
        """Take a tap; `found` is what lies there."""
        return False

    def press(self, at: QPointF, pressure: float, is_pen: bool) -> bool:
        """Take the drag of one finger, mouse or pen over from turning the model; `pressure` is 0 to 1."""
        return False

    def move(self, at: QPointF, pressure: float) -> None:
        """Go on with the drag that was taken."""

    def release(self, at: QPointF) -> None:
        """End the drag."""

    def drop(self) -> None:
        """Forget the drag: a second finger came, or the system took the pointer."""

    def press_key(self, event: QKeyEvent) -> bool:
        """Take a key while in the hand."""
        return False

    # ---------------------------------------------------------------- what it shows
    def lines(self) -> tuple[StrokeLine, ...]:
        """Return lines that are being drawn now, px of the stage."""
        return ()

    def cursor(self) -> QPointF | None:
        """Return where it is moved to by keys, px of the stage; None where keys do not move it."""
        return None

    def handle(self) -> Handle | None:
        """Return the ring that turns what it holds; None where it has none."""
        return None

    def measuring(self) -> MeasureState | None:
        """Return the distance that is being measured; None where none is."""
        return None

    def panel(self) -> QWidget | None:
        """Return the card with its choices that shows while it is in the hand; made once, None for none."""
        return None

    def take_focus(self) -> None:
        """Put the focus where keys are wanted once it was taken by one; the stage has it otherwise."""

    def refresh(self, _: Translator) -> None:
        """Bring the panel up to date with the session and the language."""
