"""The cut: a plane that opens the model; one finger moves it, a ring turns it, buttons lay it straight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.camera import cut_of
from anatomy_viewer.scene.state import CutState, Vector
from anatomy_viewer.ui import cut_moves as cuts
from anatomy_viewer.ui.drawn.values import Handle
from anatomy_viewer.ui.tools.panel import PanelTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands
    from anatomy_viewer.ui.tools.cut_panel import CutPanel

RING = 76.0
"""Radius of the ring in which the handle shows where the plane faces, px."""
GRAB = 30.0
"""How near the handle a finger takes it, px."""
KEY_STEP, KEY_FINE = 24.0, 5.0
"""How far a key drags the plane, px, and with Shift."""
KEY_TURN = 0.14
"""How far a key moves the handle in its ring."""
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class CutTool(PanelTool):
    """Opens the model along a plane that follows the finger."""

    id, icon, key, place = "cut", "cut", "C", "rail"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._at = QPointF()
        self._turns = False
        self._is_known = False
        """Whether somebody has moved it: then the picture need not say how any more."""

    def name(self, _: Translator) -> str:
        """Return "Cut"."""
        return _("Cut")

    def hint(self, _: Translator) -> str:
        """Return what to drag."""
        if self._is_known:
            return ""
        return _("Drag on the picture to move the cut. Drag the ring to turn it.")

    @property
    def plane(self) -> CutState | None:
        """The plane that opens the model now."""
        return self.session.scene.stage.cut

    # ---------------------------------------------------------------- taking
    def take(self) -> None:
        """Open the model where it is not open yet."""
        self._is_known = False
        if self.plane is None:
            named = next((cut_of(view.cut) for view in self.hands.model.views if view.cut), None)
            camera = self.hands.camera
            self.session.cut(named or CutState(camera.focal, camera.direction))

    def again(self) -> None:
        """Close the model."""
        self.session.cut(None)
        self.hands.hold(None)

    # ---------------------------------------------------------------- the hand
    def press(self, at: QPointF, pressure: float, is_pen: bool) -> bool:
        """Take the drag while there is a cut: near the handle it turns the plane, elsewhere it moves it."""
        handle = self.handle()
        self._at = at
        self._turns = handle is not None and _length(at - handle.knob) < GRAB
        return self.plane is not None

    def move(self, at: QPointF, pressure: float) -> None:
        """Move or turn the plane with the finger."""
        handle, way, self._at = self.handle(), at - self._at, at
        self._is_known = True
        if handle is None:
            return
        if self._turns:
            spot = (at - handle.middle) / RING
            self._turn_to((spot.x(), spot.y()), away=handle.away)
        else:
            self._slide((way.x(), way.y()))

    def press_key(self, event: QKeyEvent) -> bool:
        """Move the plane by the arrows, with Shift only a little; turn it with Ctrl."""
        way = ARROWS.get(Qt.Key(event.key()))
        if self.plane is None or way is None:
            return False
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.tilt(*way)
            return True
        step = KEY_FINE if modifiers & Qt.KeyboardModifier.ShiftModifier else KEY_STEP
        self._slide((way[0] * step, way[1] * step))
        return True

    def handle(self) -> Handle | None:
        """Return where the ring and its handle lie on the stage; None while nothing is cut."""
        cut = self.plane
        if cut is None:
            return None
        spot, away = cuts.spot_of(cut.normal, self.stage.camera)
        middle = self.stage.picture.place_of(self.stage.camera, self._middle(cut))
        return Handle(middle, middle + QPointF(*spot) * RING, RING, away)

    # ---------------------------------------------------------------- what the panel asks for
    def lay(self, plane: str) -> None:
        """Lay the cut into a plane of the body, open towards the viewer."""
        cut = self.plane
        if cut is not None:
            normal = cuts.facing(plane, self.hands.camera)
            self.session.cut(replace(cut, origin=self._middle(cut), normal=normal))

    def flip(self) -> None:
        """Take the other side away."""
        cut = self.plane
        if cut is not None:
            x, y, z = cut.normal
            self.session.cut(replace(cut, normal=(-x, -y, -z)))

    def tilt(self, right: float, down: float) -> None:
        """Turn the plane a little; a plane that lies straight leaves it by one step."""
        cut = self.plane
        if cut is None:
            return
        (x, y), away = cuts.spot_of(cut.normal, self.hands.camera)
        normal = cuts.normal_at((x + right * KEY_TURN, y + down * KEY_TURN), self.hands.camera, away=away)
        turned = cuts.turned(cut, normal, self._middle(cut))
        if turned.normal == cut.normal:
            turned = replace(turned, normal=normal)
        self.session.cut(turned)

    def depth(self) -> tuple[float, float]:
        """Return how deep the cut lies below the model's surface, and how deep it can go, mm."""
        cut, bounds = self.plane, self._bounds()
        if cut is None or bounds is None:
            return 0.0, 0.0
        low, high = cuts.span_of(cut.normal, *bounds)
        return high - float(np.dot(cut.origin, cut.normal)), high - low

    def go_to_depth(self, millimetres: float) -> None:
        """Bring the plane to a depth below the model's surface."""
        cut = self.plane
        if cut is not None:
            by = self.depth()[0] - millimetres
            x, y, z = (o + n * by for o, n in zip(cut.origin, cut.normal, strict=True))
            self.session.cut(replace(cut, origin=(x, y, z)))

    # ---------------------------------------------------------------- the panel
    def make_panel(self) -> CutPanel:
        """Return the planes, how deep, and how it turns."""
        from anatomy_viewer.ui.tools.cut_panel import CutPanel  # not needed for the first picture

        self.choices = CutPanel(self)
        return self.choices

    def show_state(self, _: Translator) -> None:
        """Show plane and depth."""
        self.choices.show_cut(_)

    # ---------------------------------------------------------------- geometry
    def _slide(self, drag: cuts.Spot) -> None:
        cut = self.plane
        if cut is not None:
            self.session.cut(cuts.slid(cut, self.hands.camera, drag, self.hands.per_pixel))

    def _turn_to(self, spot: cuts.Spot, *, away: bool) -> None:
        cut = self.plane
        if cut is not None:
            normal = cuts.normal_at(spot, self.hands.camera, away=away)
            self.session.cut(cuts.turned(cut, normal, self._middle(cut)))

    def _bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        return self.stage.picture.painter.bounds()

    def _middle(self, cut: CutState) -> Vector:
        """Return the point of the plane next to the middle of the model: what it turns about."""
        bounds = self._bounds()
        if bounds is None:
            return cut.origin
        x, y, z = (float(each) for each in (bounds[0] + bounds[1]) / 2)
        return cuts.foot_of(cut, (x, y, z))


def _length(way: QPointF) -> float:
    return float(np.hypot(way.x(), way.y()))
