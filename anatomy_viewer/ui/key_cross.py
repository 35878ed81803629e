"""A cross on the picture that the arrow keys move: how keys touch a place as a finger does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

FINE = 2.0
"""How far a key moves the cross with Shift, px."""
TOUCHES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
"""The keys that touch where the cross is."""
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class KeyCross:
    """Stands nowhere until a key moves it from the middle of the picture; never leaves the stage.

    Args:
        stage: What it lies on.
        step: How far a key moves it, px.
    """

    def __init__(self, stage: Stage, step: float) -> None:
        self.stage, self.step = stage, step
        self.at: QPointF | None = None
        """Where it is, px of the stage; None while no key has moved it."""

    @property
    def place(self) -> QPointF:
        """Where it is, or where it would begin."""
        return self.at if self.at is not None else self.stage.middle

    def follow(self, event: QKeyEvent) -> bool:
        """Move as an arrow says, with Shift only a little; return whether it was an arrow."""
        way = ARROWS.get(Qt.Key(event.key()))
        if way is None:
            return False
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        there, room = self.place + way * (FINE if fine else self.step), QRectF(self.stage.rect())
        x = min(max(there.x(), room.left()), room.right())
        self.at = QPointF(x, min(max(there.y(), room.top()), room.bottom()))
        return True

    def forget(self) -> None:
        """Stand nowhere again."""
        self.at = None


def is_plain(event: QKeyEvent) -> bool:
    """Return whether a key is pressed without Ctrl and Alt, which are the window's."""
    return not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
