"""What hands do to the organ and to the lesson: hold it, turn it in steps, scrub the disease, cut it open."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from anatomy_viewer.scene.state import CutState
from anatomy_viewer.scene.vectors import dot, plus, scaled
from anatomy_viewer.session.session import Session
from anatomy_vr.comfort import FILM_SECONDS
from anatomy_vr.grabbing import Grip, slice_plane
from anatomy_vr.inputs import SIDES, HandInput, Inputs, Keys, Side
from anatomy_vr.placing import Placement, snap_turn
from anatomy_vr.poses import Pose

SCRUB_SECONDS = 4.0
"""Seconds that a stick held fully over takes from one end of the slider to the other."""
_DEAD = 0.25
_LATE = 0.1
"""Seconds: a frame that comes later than this after the one before moves the slider no further than this."""
_STIR_METRES, _STIR_DEGREES = 0.03, 8.0
"""A hand that chose something and moves further than this means to take hold of it."""
_CUT_METRES, _CUT_DEGREES = 0.002, 1.0
"""A cut follows the hand in steps of this size: its lids are made anew for each."""


@dataclass(slots=True)
class Hold:
    """Which hands hold the organ, and how it stood when the last of them took it or let go."""

    placement: Placement = field(default_factory=Placement)
    usual: float = 1.0
    _sides: tuple[Side, ...] = ()
    _grip: Grip | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The hands that hold it."""
        return self._sides

    def place(self, placement: Placement) -> None:
        """Put the organ somewhere, out of all hands."""
        self.placement, self.usual = placement, placement.scale
        self._sides, self._grip = (), None

    def follow(self, inputs: Inputs, holding: frozenset[Side]) -> None:
        """Move it with the hands that hold it now."""
        held = [(side, inputs.hand(side)) for side in SIDES if side in holding]
        hands = {side: hand for side, hand in held if hand is not None}
        sides = tuple(hands)
        grips = tuple(hand.grip for hand in hands.values())
        if sides != self._sides:
            self._sides = sides
            self._grip = Grip(self.placement, grips) if sides else None
        if self._grip is not None:
            self.placement = self._grip.held(grips, self.usual)


@dataclass(slots=True)
class Stick:
    """The stick of a hand: sideways turns the organ in steps, up and down scrubs what the slider moves."""

    _held: dict[Side, bool] = field(default_factory=dict)
    _scrubbed: str = ""
    _way: float = 0.0
    """Share of the slider that is still to go, and for how many seconds it was gathered."""
    _waited: float = 0.0

    @property
    def scrubs(self) -> bool:
        """Whether it moves the slider just now."""
        return self._scrubbed != ""

    def turn(self, inputs: Inputs) -> float:
        """Degrees to turn the organ now, both hands together."""
        degrees = 0.0
        for side in SIDES:
            hand = inputs.hand(side)
            turned, held = snap_turn(hand.stick[0] if hand else 0.0, self._held.get(side, False))
            self._held[side] = held
            degrees += turned
        return degrees

    def scrub(self, inputs: Inputs, seconds: float, session: Session, pace: float = FILM_SECONDS) -> None:
        """Move the slider for the time that has gone; once the stick is let go, it may land on a stage.

        It moves after `pace` seconds, and then as far as the stick was held for.
        """
        push, seconds = sum(_pushed(inputs.hand(side)) for side in SIDES), min(seconds, _LATE)
        if push == 0.0:
            self._land(session)
            return
        self._way, self._waited = self._way + push * seconds / SCRUB_SECONDS, self._waited + seconds
        slider = session.slider if self._waited >= pace else None
        if slider is not None:
            value = slider.value_at(slider.share_of(slider.value) + self._way)
            session.set_driver(slider.driver, value, held=True)
            self._scrubbed, self._way, self._waited = slider.driver, 0.0, 0.0

    def _land(self, session: Session) -> None:
        slider = session.slider if self._scrubbed else None
        if slider is not None and slider.driver == self._scrubbed:
            session.set_driver(slider.driver, slider.value)
        self._scrubbed, self._way, self._waited = "", 0.0, 0.0


def _pushed(hand: HandInput | None) -> float:
    """How far a stick is pushed up (-1 to 1); nothing while it is rather pushed sideways."""
    if hand is None or abs(hand.stick[1]) < max(_DEAD, abs(hand.stick[0])):
        return 0.0
    return hand.stick[1]


@dataclass(slots=True)
class Blade:
    """The flat hand that cuts the organ open while its trigger is held; after that it closes again."""

    side: Side | None = None
    _before: CutState | None = None
    _at: Pose | None = None

    def begin(self, side: Side, session: Session) -> None:
        """Draw the blade: what was open before is remembered."""
        self.side, self._before, self._at = side, session.scene.stage.cut, None

    def follow(self, hand: HandInput | None, placement: Placement, session: Session) -> None:
        """Cut where the hand is, if it moved."""
        if hand is None:
            self.end(session)
        elif self._at is None or _stirred(self._at, hand.grip, _CUT_METRES, _CUT_DEGREES):
            self._at = hand.grip
            session.cut(CutState(*slice_plane(hand.grip, placement)))

    def end(self, session: Session) -> None:
        """Put the blade away."""
        if self.side is not None:
            self.side = None
            session.cut(self._before)


@dataclass(frozen=True, slots=True)
class Press:
    """A finger that went down: on what, with the hand where; `stirred` once the hand moved on with it."""

    target: str
    hand: Pose
    stirred: bool = False

    def after(self, hand: Pose) -> Press:
        """The same press with the hand where it is now."""
        if self.stirred or not _stirred(self.hand, hand, _STIR_METRES, _STIR_DEGREES):
            return self
        return replace(self, stirred=True)


def pressed_now(before: Mapping[Side, Keys], now: Mapping[Side, Keys]) -> tuple[Side, ...]:
    """The hands whose trigger went down since the frame before."""
    return tuple(side for side in SIDES if now[side].select and not before[side].select)


def _stirred(before: Pose, now: Pose, metres: float, degrees: float) -> bool:
    """Whether a hand moved or turned further than so much."""
    way = plus(now.position, scaled(before.position, -1.0))
    cosine = min(1.0, abs(dot(before.rotation, now.rotation)))
    return math.sqrt(dot(way, way)) > metres or math.degrees(2.0 * math.acos(cosine)) > degrees
