"""Draw: a pen or a finger draws on the organ, where lines turn and beat with it, or on the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picking import Pick
from anatomy_viewer.scene.markup import shown_strokes
from anatomy_viewer.scene.state import StrokeState
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.key_cross import KeyCross, is_plain
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.pen import NEAR, Pen
from anatomy_viewer.ui.strokes import touched_line, width_in
from anatomy_viewer.ui.tools.draw_panel import COLORS, PICTURE, SURFACE, WIDTHS, DrawPanel
from anatomy_viewer.ui.tools.panel import PanelTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

KEY_STEP = 12.0
"""How far a key moves the pen, px."""
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Draw(PanelTool):
    """The pen. Once a real pen has touched the picture, fingers turn the model while the pen draws."""

    id, icon, key, place = "draw", "draw", "D", "rail"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.ground, self.color, self.thickness = SURFACE, COLORS[0], "thin"
        self.rubbing = self.clearing = False
        self.pen_seen = False
        self._erases = False
        """Whether the drag that goes on rubs out: so it was chosen, or the pen is turned round."""
        self._pen: Pen | None = None
        self._cross = KeyCross(hands.stage, KEY_STEP)

    # ---------------------------------------------------------------- words
    def name(self, _: Translator) -> str:
        """Return "Draw"."""
        return _("Draw")

    def hint(self, _: Translator) -> str:
        """Return what to draw with, until something is drawn."""
        if self.session.scene.stage.strokes or self._pen is not None:
            return ""
        return _("Draw with a finger, a pen or the mouse.")

    @property
    def hints_over_picture(self) -> bool:
        """Whether its hint is said over the picture: not over two, their titles stand there."""
        return self.session.scene.beside is None

    # ---------------------------------------------------------------- in the hand
    def put_away(self) -> None:
        """Lay the pen down; what it had begun is kept."""
        self._finish()
        self._cross.forget()
        self.rubbing = self.clearing = self.pen_seen = False

    def tap(self, found: Pick | None, at: QPointF) -> bool:
        """Take taps: a dot was drawn already, or a line rubbed out."""
        return not self.pen_seen

    def press(self, at: QPointF, pressure: float, is_pen: bool) -> bool:
        """Begin a line; a finger turns the model once a pen was seen."""
        self.pen_seen = self.pen_seen or is_pen
        if self.pen_seen and not is_pen:
            return False
        self.clearing = False
        self._erases = self.rubbing or self.hands.pointers.turned_round
        if self._erases:
            self._rub(at)
        else:
            self._begin(at, pressure)
        return True

    def move(self, at: QPointF, pressure: float) -> None:
        """Draw on, or rub out what is met."""
        if self._erases:
            self._rub(at)
        elif self._pen is not None:
            self._pen.move(at, pressure)
            self.stage.redraw()

    def release(self, at: QPointF) -> None:
        """End the line and keep it."""
        self._finish()

    def drop(self) -> None:
        """Forget the line: a second finger came, so that it was no line."""
        self._pen = None
        self.stage.redraw()

    def _begin(self, at: QPointF, pressure: float) -> None:
        pane = self.stage.picture.pane_at(at)
        self._pen = Pen(pane, self.stage.camera, on_surface=self.ground == SURFACE)
        self._pen.move(at, pressure)
        self.stage.redraw()

    def _finish(self) -> None:
        pen, self._pen = self._pen, None
        if pen is None:
            return
        blank = StrokeState((), self.color, WIDTHS[self.thickness])
        seen_from = self.session.scene.stage.camera
        for stroke in pen.strokes(blank):
            self.session.draw(stroke if stroke.part else replace(stroke, camera=seen_from))
        self.stage.redraw()

    def _rub(self, at: QPointF) -> None:
        """Erase the line under the finger, the one drawn last first."""
        stage = self.session.scene.stage
        shown = shown_strokes(stage.strokes, stage.camera)
        touched = touched_line(self.stage.picture.pane_at(at), self.stage.camera, shown, at)
        if touched is not None:
            self.session.erase(stage.strokes.index(shown[touched]))

    # ---------------------------------------------------------------- keys
    def press_key(self, event: QKeyEvent) -> bool:
        """Move the pen by the arrows (Shift: a little), put it down or lift it by Space, end by Enter."""
        key, start = Qt.Key(event.key()), self._cross.place
        if not is_plain(event):
            return False
        if self._cross.follow(event):
            self._draw_on(start, self._cross.place)
        elif key == Qt.Key.Key_Space:
            self._down_or_up()
        elif key in ENDS and self._cross.at is not None:
            self._finish()
            self._cross.forget()
            self.stage.redraw()
        else:
            return False
        return True

    def cursor(self) -> QPointF | None:
        """Return where the keys have moved the pen to."""
        return self._cross.at

    def _draw_on(self, start: QPointF, end: QPointF) -> None:
        """Take the pen along a straight way, as closely as a hand does."""
        way = end - start
        pieces = max(1, round(max(abs(way.x()), abs(way.y())) / NEAR))
        for piece in range(1, pieces + 1):
            if self._pen is not None:
                self._pen.move(start + way * (piece / pieces), 0.5)
        self.stage.redraw()

    def _down_or_up(self) -> None:
        self._cross.at = at = self._cross.place
        if self.rubbing:
            self._rub(at)
        elif self._pen is None:
            self._begin(at, 0.5)
            announce(self.stage, self.stage.say("The pen is down."))
        else:
            self._finish()
            announce(self.stage, self.stage.say("The pen is up."))

    # ---------------------------------------------------------------- what it shows
    def lines(self) -> tuple[StrokeLine, ...]:
        """Return the line that is being drawn."""
        if self._pen is None:
            return ()
        width = width_in(self.stage.picture.own, WIDTHS[self.thickness])
        return self._pen.lines(self.color, width)

    def make_panel(self) -> DrawPanel:
        """Return the pen's choices."""
        panel = DrawPanel(self.theme)
        panel.ground_picked.connect(lambda ground: self._choose(ground=ground))
        panel.ink_picked.connect(lambda color: self._choose(color=color))
        panel.width_picked.connect(lambda thickness: self._choose(thickness=thickness))
        panel.rubbing_asked.connect(lambda rubbing: self._choose(rubbing=rubbing))
        panel.clear_asked.connect(self._clear)
        return panel

    def _choose(self, **choice: str | bool) -> None:
        """Take another colour, width or ground; to choose an ink is to want to draw."""
        self.rubbing = self.clearing = False
        for name, value in choice.items():
            setattr(self, name, value)
        self.hands.changed.emit()

    def _clear(self) -> None:
        """Erase all lines, asking once."""
        if self.clearing:
            self.session.erase("all")
        self.clearing = not self.clearing
        self.hands.changed.emit()

    def show_state(self, _: Translator) -> None:
        """Show what is chosen, and what can be taken away."""
        panel = self.panel()
        if not isinstance(panel, DrawPanel):
            return
        count = len(self.session.scene.stage.strokes)
        self.rubbing, self.clearing = self.rubbing and count > 0, self.clearing and count > 0
        panel.grounds.setAccessibleName(_("What to draw on"))
        panel.say_choices(_, clearing=self.clearing)
        grounds = [(SURFACE, _("Organ")), (PICTURE, _("Picture"))]
        panel.show_choices(grounds, self.ground, self.color, self.thickness)
        panel.show_lines(count, self.rubbing)
