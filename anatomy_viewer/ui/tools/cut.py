"""The cut: a plane that opens the model and follows the finger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.camera import cut_of
from anatomy_viewer.scene.state import CutState
from anatomy_viewer.ui import camera_moves as moves
from anatomy_viewer.ui.tools.base import StageTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

FLAT = 0.25
"""Below this share of its length on the screen a cut's normal points along the line of sight."""

KEY_STEP, KEY_FINE = 24.0, 5.0
"""How far a key drags the plane, px, and with Shift."""
ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class CutTool(StageTool):
    """Opens the model; one finger moves the plane along its normal."""

    id, icon, key, place, holds = "cut", "cut", "C", "rail", True

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._at = QPointF()

    def name(self, _: Translator) -> str:
        """Return "Cut"."""
        return _("Cut")

    def hint(self, _: Translator) -> str:
        """Return what to drag."""
        return _("Drag on the picture to move the cut.")

    def take(self) -> None:
        """Open the model where it is not open yet."""
        if self.session.scene.stage.cut is None:
            self.session.cut(self._first_cut())

    def again(self) -> None:
        """Close the model."""
        self.session.cut(None)
        self.hands.hold(None)

    def press(self, at: QPointF, pressure: float, is_pen: bool) -> bool:
        """Take the drag while there is a cut."""
        self._at = at
        return self.session.scene.stage.cut is not None

    def move(self, at: QPointF, pressure: float) -> None:
        """Move the plane along its normal."""
        cut = self.session.scene.stage.cut
        if cut is not None:
            self._move(cut, at - self._at)
            self._at = at

    def press_key(self, event: QKeyEvent) -> bool:
        """Move the plane by the arrows, with Shift only a little."""
        cut = self.session.scene.stage.cut
        way = ARROWS.get(Qt.Key(event.key()))
        if cut is None or way is None:
            return False
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._move(cut, way * (KEY_FINE if fine else KEY_STEP))
        return True

    def _first_cut(self) -> CutState:
        """Return the plane that the model names for a look inside, or one that faces the viewer."""
        named = next((cut_of(view.cut) for view in self.hands.model.views if view.cut), None)
        camera = self.hands.camera
        return named or CutState(camera.focal, camera.direction)

    def _move(self, cut: CutState, way: QPointF) -> None:
        camera = self.hands.camera
        normal, across = np.asarray(cut.normal), np.asarray(moves.sideways(camera))
        upwards = np.cross(np.asarray(camera.direction), across)
        along = np.array([normal @ across, -(normal @ upwards)])
        length = float(np.linalg.norm(along))
        drag = np.array([way.x(), way.y()])
        pixels = float(drag @ along) / length**2 if length > FLAT else -way.y()
        depth = pixels * self.hands.per_pixel
        x, y, z = (float(each) for each in np.asarray(cut.origin) + normal * depth)
        self.session.cut(replace(cut, origin=(x, y, z)))
