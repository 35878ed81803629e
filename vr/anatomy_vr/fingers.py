"""Pointing and pressing: what hands, or a steady gaze, are directed at, and what they choose there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from anatomy_vr.comfort import FILM_SECONDS, Dwell
from anatomy_vr.hands import Press
from anatomy_vr.inputs import SIDES, HandInput, Inputs, Keys, Side
from anatomy_vr.rays import Aim, Ray, Touch

SLIDER = "panel:slider"
Reach = Callable[[str, Ray], Aim]
"""What the ray of a name meets."""
Choose = Callable[[str, Touch | None], None]
"""Does what a chosen target means."""


def _nothing_pressed() -> dict[Side, Keys]:
    return dict.fromkeys(SIDES, Keys())


@dataclass(slots=True)
class Fingers:
    """The fingers of a patient, or their gaze where they have no hands.

    Attributes:
        reach: What a ray meets.
        choose: Called with what was chosen, and where on the panel; the slider is called for while it is
            dragged, and once without a place when it is let go.
        aims: What every hand, or "gaze", points at.
        presses: The fingers that are down.
        keys: What is pressed on each hand.
        gaze: What is looked at for how long.
        buzzed: The hands that are to feel that something was chosen; whoever can, lets them and empties it.
        main: The hand that pressed the panel last.
        pace: Seconds from one move of what is dragged to the next: the scene is composed for each.
    """

    reach: Reach
    choose: Choose
    aims: dict[str, tuple[Ray, Aim]] = field(default_factory=dict)
    presses: dict[Side, Press] = field(default_factory=dict)
    keys: Mapping[Side, Keys] = field(default_factory=_nothing_pressed)
    gaze: Dwell = field(default_factory=Dwell)
    buzzed: list[Side] = field(default_factory=list)
    main: Side = "right"
    pace: float = FILM_SECONDS
    _dragged: float = 0.0

    def aimed(self, kind: str) -> str:
        """The button or part that the first of them points at: "panel" or "part"; empty where none does."""
        targets = (aim.target.partition(":") for _, aim in self.aims.values())
        return next((name for found, _, name in targets if found == kind), "")

    @property
    def drags(self) -> bool:
        """Whether a finger holds the slider."""
        return any(press.target == SLIDER for press in self.presses.values())

    def take(self, inputs: Inputs, time: float) -> None:
        """Take one frame's head and hands."""
        before = self.keys
        self.keys = {side: before[side].after(inputs.hand(side)) for side in SIDES}
        self._point(inputs)
        self._look(time)
        for side in SIDES:
            self._press(side, inputs.hand(side), before[side], time)

    def let_go(self) -> None:
        """Let go of everything, and point at nothing."""
        self.presses.clear()
        self.aims.clear()
        self.keys, self.gaze = _nothing_pressed(), Dwell()

    def clicks(self, name: str) -> bool:
        """Whether the finger of a ray goes down or comes up just now: what it meets must be exact then."""
        return any(side == name and self.keys[side].select != (side in self.presses) for side in SIDES)

    def _point(self, inputs: Inputs) -> None:
        """Find what every hand points at; where there is no hand, the gaze."""
        hands = ((side, inputs.hand(side)) for side in SIDES)
        rays: dict[str, Ray] = {side: Ray.of(hand.aim) for side, hand in hands if hand is not None}
        if not rays:
            rays["gaze"] = Ray.of(inputs.head)
        self.aims = {name: (ray, self.reach(name, ray)) for name, ray in rays.items()}

    def _look(self, time: float) -> None:
        """Choose what is looked at for long enough."""
        aim = self.aims["gaze"][1] if "gaze" in self.aims else Aim()
        self.gaze = self.gaze.looked(aim.target, time)
        if self.gaze.chosen:
            self.choose(aim.target, aim.touch)

    def _press(self, side: Side, hand: HandInput | None, before: Keys, time: float) -> None:
        """A finger that went down, stays down or comes up."""
        now = self.keys[side]
        if hand is None or side not in self.aims:
            self._leave(self.presses.pop(side, None))
            return
        aim = self.aims[side][1]
        if now.menu and not before.menu:
            self.choose("panel:menu", None)
        if now.select and not before.select:
            self._down(side, hand, aim)
        elif now.select and side in self.presses:
            self.presses[side] = self.presses[side].after(hand.grip)
            if self.presses[side].target == SLIDER and time - self._dragged >= self.pace:
                self._dragged = time
                self._drag(aim)
        elif side in self.presses:
            self._up(side, aim)

    def _down(self, side: Side, hand: HandInput, aim: Aim) -> None:
        self.presses[side] = Press(aim.target, hand.grip)
        self.buzzed.append(side)
        if aim.target.startswith("panel:"):
            self.main = side  # who presses buttons with a hand has that hand as the main one
        if aim.target == SLIDER:
            self._drag(aim)

    def _up(self, side: Side, aim: Aim) -> None:
        press = self.presses[side]
        if press.target == SLIDER:
            self._drag(aim)
        del self.presses[side]
        self._leave(press)
        if press.target == aim.target and press.target != SLIDER and not press.stirred:
            self.choose(press.target, aim.touch)

    def _drag(self, aim: Aim) -> None:
        """Take the slider along, as long as the ray is on the panel."""
        if aim.touch is not None:
            self.choose(SLIDER, aim.touch)

    def _leave(self, press: Press | None) -> None:
        """A slider that goes by stages lands on one when the finger leaves it."""
        if press is not None and press.target == SLIDER:
            self.choose(SLIDER, None)
