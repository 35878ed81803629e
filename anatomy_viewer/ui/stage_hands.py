"""The hands on the picture: gestures become verbs of the session; tools are held, used and put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

from anatomy_viewer.content.model import Model
from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.camera import camera_of
from anatomy_viewer.scene.state import CameraState, Vector
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui import camera_moves as moves
from anatomy_viewer.ui.drawn.values import StrokeLine
from anatomy_viewer.ui.gestures import SLOP, Gestures
from anatomy_viewer.ui.pointers import Pointers
from anatomy_viewer.ui.stage_keys import press_key
from anatomy_viewer.ui.tools.base import StageTool
from anatomy_viewer.ui.tools.table import TOOLS

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

DEGREES = 0.35
"""How far the model turns for a pixel of a drag."""
WHEEL_ZOOM = 1.15


class Hands(QObject):
    """What fingers, mouse and keys do on the stage.

    Signals:
        changed: another tool is in the hand, or another part is named.
        answered: a part was touched while the step asks where something is; its id and the point (RAS mm).
        offers_asked: what can be done with a part is wanted, at a point of the stage.
        list_asked: a tool was taken by a key; its part is to be chosen by keys too.
        used: a tool was used on a part; tool and part.
    """

    changed = Signal()
    answered = Signal(str, object)
    offers_asked = Signal(str, QPointF)
    list_asked = Signal()
    used = Signal(str, str)

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self.stage, self.session = stage, session
        self.tools: dict[str, StageTool] = {each.id: each(self) for each in TOOLS}
        self.held: StageTool | None = None
        self.named: tuple[str, Vector] | None = None
        self._tapped: tuple[QPointF, CameraState | None] = (QPointF(), None)
        self.lit, self.lit_through = "", False
        """The part that was looked for, highlighted until its tool is put away; whether all else is clear."""
        self.life_scale = 0.0
        """Pixels per millimetre while the picture is in life size; 0 while it is not."""
        self.asking: Callable[[], bool] = _never
        self.clear_the_view: Callable[[], bool] = _never
        """Close what lies over the picture for a while; say whether there was anything."""
        self.gestures = Gestures(self)
        self.gestures.turned.connect(self._turn)
        self.gestures.panned.connect(self._pan)
        self.gestures.zoomed.connect(self._zoom)
        self.gestures.twisted.connect(self._twist)
        self.gestures.settled.connect(self._settle)
        self.gestures.tapped.connect(self._tap)
        self.gestures.double_tapped.connect(self._isolate_or_back)
        self.gestures.long_pressed.connect(self.offer)
        self.pointers = Pointers(self)

    # ---------------------------------------------------------------- the camera
    @property
    def camera(self) -> CameraState:
        """Where the session looks from now."""
        return self.session.scene.stage.camera

    @property
    def model(self) -> Model:
        """The model on the stage."""
        return self.session.model

    @property
    def per_pixel(self) -> float:
        """How many mm a px of the stage shows where the camera looks at."""
        return self.camera.height / self._pixels

    @property
    def _pixels(self) -> float:
        """How many px the session's camera height takes on the stage as it is framed."""
        return max(1.0, self.stage.picture.size[1] / self.stage.framed.scale)

    def look(self, camera: CameraState, *, settle: bool = True) -> None:
        """Look from a camera that keeps the model in sight; without `settle` the turn goes on."""
        self.session.look_from(moves.within(camera, camera_of(self.model.home)), settle=settle)

    def turn_by(self, right: float, down: float) -> None:
        """Turn the model by degrees, at once."""
        self.look(moves.orbit(self.camera, right, down, free=self.session.choices.free_turn))

    def zoom_by(self, factor: float) -> None:
        """Come closer to the middle of the picture, at once."""
        self._zoom(factor, self.stage.middle)
        self._settle()

    def _turn(self, right: float, down: float) -> None:
        free = self.session.choices.free_turn
        self.look(moves.orbit(self.camera, right * DEGREES, down * DEGREES, free=free), settle=False)

    def _pan(self, right: float, down: float) -> None:
        self.look(moves.pan(self.camera, right, down, self._pixels), settle=False)

    def _zoom(self, factor: float, at: QPointF) -> None:
        self._leave_life_size()
        middle, own = self.stage.middle, self.stage.picture.own_point(at)
        place = (own.x() - middle.x(), own.y() - middle.y())
        self.look(moves.zoom(self.camera, factor, place, self._pixels), settle=False)

    def _leave_life_size(self) -> None:
        """Go on from life size without a jump: what is drawn becomes what the session looks from."""
        if self.life_scale:
            drawn = self.stage.framed.scale
            self.stage.frame_now()
            larger = drawn / self.stage.framing.scale
            self.life_scale = 0.0
            self.look(replace(self.camera, height=self.camera.height * larger), settle=False)

    def _twist(self, degrees: float) -> None:
        self.look(moves.twist(self.camera, degrees), settle=False)

    def _settle(self) -> None:
        if self.session.choices.camera is not None:
            self.look(self.camera)

    # ---------------------------------------------------------------- tools
    @property
    def tool(self) -> str:
        """The id of the tool in the hand; empty where there is none."""
        return self.held.id if self.held is not None else ""

    def hint(self, _: Translator) -> str:
        """Return what to do with the tool in the hand; a panel with a head says it there."""
        return self.held.hint(_) if self.held is not None and self.held.hints_over_picture else ""

    @property
    def scale_words(self) -> str:
        """What a tool says of the picture's scale; empty where there is nothing to say."""
        return next(filter(None, (tool.scale_words(self.stage.say) for tool in self.tools.values())), "")

    @property
    def lines(self) -> tuple[StrokeLine, ...]:
        """The lines that are being drawn now, px of the stage."""
        return self.held.lines() if self.held is not None else ()

    @property
    def cursor(self) -> QPointF | None:
        """Where the tool in the hand is moved to by keys, px of the stage."""
        return self.held.cursor() if self.held is not None else None

    def take(self, tool_id: str) -> None:
        """Take a tool, press it again, or use it at once on the part that is named."""
        tool = self.tools[tool_id]
        if not tool.holds:
            tool.take()
            self.changed.emit()
        elif self.held is tool:
            tool.again()
        elif tool.for_a_part and self.named is not None:
            self.use(tool_id, *self.named)
        else:
            self.hold(tool)

    def take_by_key(self, tool_id: str) -> None:
        """Take a tool, and ask for a list where it waits for a part."""
        self.take(tool_id)
        if self.held is not None and self.held.for_a_part:
            self.list_asked.emit()
        elif self.held is not None:
            self.held.take_focus()

    def hold(self, tool: StageTool | None) -> None:
        """Have another tool, or none, in the hand."""
        before, self.held = self.held, tool
        if before is not None and before is not tool:
            before.put_away()
        if tool is not None and before is not tool:
            tool.take()
        self.changed.emit()

    def put_away(self) -> bool:
        """Put the tool away and forget the named part; return whether there was anything to put away."""
        if self.held is None and self.named is None:
            return False
        self.named = None
        self.hold(None)
        return True

    def use(self, tool_id: str, part: str, point: Vector | None = None) -> None:
        """Use a tool on a part; a tool that waited for it leaves the hand."""
        tool = self.tools[tool_id]
        tool.use(part, point)
        if tool.for_a_part:
            self.hold(None)
        self.used.emit(tool_id, part)

    def use_held(self, part: str) -> None:
        """Use the tool in the hand on a part that was chosen from a list."""
        if self.held is not None and self.held.for_a_part:
            self.use(self.held.id, part)

    def light(self, part: str, *, through: bool = False) -> None:
        """Highlight a part, or none; with `through` all else is an x-ray, so that it is seen inside."""
        self.lit, self.lit_through = part, through
        self.changed.emit()

    def name(self, part: str, point: Vector) -> None:
        """Name a part at a point of it (RAS mm)."""
        self.named = (part, point)
        self.changed.emit()

    def forget_name(self) -> None:
        """Name no part any more."""
        self.named = None

    # ---------------------------------------------------------------- touching
    def _tap(self, at: QPointF) -> None:
        found = self.stage.picture.pick(at)
        if self.asking():
            if found is not None:
                self.answered.emit(found.part, found.point)
        elif self.held is not None and self.held.tap(found, at):
            return
        elif found is None:
            self.put_away()
        elif self._is_again(at):
            self.tools["behind"].take()
        else:
            self.name(found.part, found.point)
            self._tapped = (at, self.camera)

    def _is_again(self, at: QPointF) -> bool:
        """Return whether the same place of the same picture was tapped, so that what lies behind is meant."""
        there, camera = self._tapped
        way = at - there
        near = way.x() ** 2 + way.y() ** 2 < SLOP**2
        return self.named is not None and near and camera == self.camera

    def _isolate_or_back(self, at: QPointF) -> None:
        if self.asking():
            return
        found = self.stage.picture.pick(at)
        if self.held is not None and self.held.tap(found, at):
            return
        if found is not None:
            self.use("isolate", found.part, found.point)
        elif self.session.choices.isolated:
            self.session.show_all()

    def offer(self, at: QPointF) -> None:
        """Name what lies at a point, and offer what can be done with it."""
        if self.session.scene.journey is not None:
            return
        found = self.stage.picture.pick(at)
        if found is None or self.asking() or self.stage.plain:
            return
        self.name(found.part, found.point)
        self.offers_asked.emit(found.part, at)

    # ---------------------------------------------------------------- wheel and keys
    def wheel(self, event: QWheelEvent) -> None:
        """Come closer to what lies under the pointer, or further away."""
        steps = event.angleDelta().y() / 120
        self._zoom(WHEEL_ZOOM**steps, event.position())
        self._settle()
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asks for anything here."""
        return press_key(self, event)


def _never() -> bool:
    return False
