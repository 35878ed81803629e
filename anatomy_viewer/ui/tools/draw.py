"""Draw: a pen or a finger draws on the organ, where lines turn and beat with it, or on the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picking import Pick
from anatomy_viewer.scene.markup import shown_strokes
from anatomy_viewer.scene.state import StrokeState
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.pen import NEAR, Pen
from anatomy_viewer.ui.strokes import touched_line, width_in
from anatomy_viewer.ui.tools.draw_panel import COLORS, PICTURE, SURFACE, WIDTHS, DrawPanel
from anatomy_viewer.ui.tools.panel import PanelTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

KEY_STEP, KEY_FINE = 12.0, 2.0
"""How far a key moves the pen, px, and with Shift."""
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Draw(PanelTool):
    """The pen. Once a real pen has touched the picture, fingers turn the model while the pen draws."""

    id, icon, key, place = "draw", "draw", "D", "rail"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.ground, self.color, self.thickness = SURFACE, COLORS[0], "thin"
        self.rubbing = self.clearing = False
        self.pen_seen = False
        self._pen: Pen | None = None
        self._cursor: QPointF | None = None

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
        self._cursor, self.rubbing, self.clearing, self.pen_seen = None, False, False, False

    def tap(self, found: Pick | None, at: QPointF) -> bool:
        """Take taps: a dot was drawn already, or a line rubbed out."""
        return not self.pen_seen

    def press(self, at: QPointF, pressure: float, is_pen: bool) -> bool:
        """Begin a line; a finger turns the model once a pen was seen."""
        self.pen_seen = self.pen_seen or is_pen
        if self.pen_seen and not is_pen:
            return False
        self.clearing = False
        if self.rubbing:
            self._rub(at)
        else:
            self._begin(at, pressure)
        return True

    def move(self, at: QPointF, pressure: float) -> None:
        """Draw on, or rub out what is met."""
        if self.rubbing:
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
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in ARROWS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move_cursor(ARROWS[key] * (KEY_FINE if fine else KEY_STEP))
        elif key == Qt.Key.Key_Space:
            self._down_or_up()
        elif key in ENDS and self._cursor is not None:
            self._finish()
            self._cursor = None
            self.stage.redraw()
        else:
            return False
        return True

    def cursor(self) -> QPointF | None:
        """Return where the keys have moved the pen to."""
        return self._cursor

    def _move_cursor(self, way: QPointF) -> None:
        start = self._cursor or self.stage.middle
        room = QRectF(self.stage.rect())
        end = start + way
        end = QPointF(
            min(max(end.x(), room.left()), room.right()), min(max(end.y(), room.top()), room.bottom())
        )
        self._cursor = end
        pieces = max(1, round(max(abs(way.x()), abs(way.y())) / NEAR))
        for piece in range(1, pieces + 1):
            if self._pen is not None:
                self._pen.move(start + (end - start) * (piece / pieces), 0.5)
        self.stage.redraw()

    def _down_or_up(self) -> None:
        self._cursor = self._cursor or self.stage.middle
        if self.rubbing:
            self._rub(self._cursor)
        elif self._pen is None:
            self._begin(self._cursor, 0.5)
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
