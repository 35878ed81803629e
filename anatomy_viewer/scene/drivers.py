"""Where the drivers of a step stand at a time: disease parameters, seconds of a treatment, phases."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from anatomy_viewer.content.animation import Animation, CycleDriver, ParameterDriver, TimeDriver
from anatomy_viewer.content.expression import Formula, parse
from anatomy_viewer.content.lesson import Expression, Layer, Step
from anatomy_viewer.scene.choices import Choices, FindingValue, Playback
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.timeline import ease_in_out
from anatomy_viewer.scene.vectors import lerp

GROWTH_SECONDS = 6.0
"""How long a parameter takes from its start to the patient's value where the lesson has no cue for it."""

RATE_FINDINGS: Mapping[str, str] = {"heartbeat": "pulse", "breath": "breathing_rate"}
"""The finding (per minute) that sets the rate of a cycle, where it has a name of its own."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A driver that moves by itself while a step plays."""

    driver: str
    start: float
    end: float
    seconds: float
    even: bool
    """At even speed (seconds of a treatment) instead of gently at both ends."""
    at_once: bool
    """Starts when the step opens; otherwise when somebody presses play."""

    def value(self, elapsed: float) -> float:
        """Where the driver stands after so many seconds."""
        t = min(1.0, max(0.0, elapsed / self.seconds))
        return lerp(self.start, self.end, t if self.even else ease_in_out(t))

    def elapsed(self, value: float) -> float | None:
        """After how many seconds the driver stands at a value; None where it never does."""
        low, high = sorted((self.start, self.end))
        if not low <= value <= high or low == high:
            return None
        fraction = (value - self.start) / (self.end - self.start)
        return self.seconds * (fraction if self.even else _uneased(fraction))


def layers_of(content: SceneContent, step: Step) -> Iterator[tuple[Layer, Animation]]:
    """The layers of a step with their animations; one whose animation is missing is left out."""
    for layer in step.scene.layers:
        animation = content.animations.get(layer.animation)
        if animation is not None:
            yield layer, animation


def motions(content: SceneContent, step: Step, findings: Mapping[str, FindingValue]) -> tuple[Motion, ...]:
    """What moves in a step: its cues, its animations on time, and its slider where nothing else moves it."""
    found = {
        cue.driver: _cued(
            content, cue.driver, number(cue.start, findings), number(cue.end, findings), cue.seconds
        )
        for cue in step.cues
    }
    for layer, animation in layers_of(content, step):
        if isinstance(animation.driver, TimeDriver) and layer.at is None:
            seconds = animation.driver.seconds
            found.setdefault(animation.id, Motion(animation.id, 0.0, seconds, seconds, True, layer.play))
    asks_to_set = step.question is not None and step.question.kind == "set"
    if step.slider and step.slider not in found and not asks_to_set:
        found.update(_grown(content, step, findings))
    return tuple(found.values())


def movable(content: SceneContent, step: Step) -> dict[str, tuple[float, float, bool]]:
    """The drivers that a hand may move in a step: lowest and highest value, and whether it runs on time."""
    limits: dict[str, tuple[float, float, bool]] = {}
    for layer, animation in layers_of(content, step):
        driver = animation.driver
        if isinstance(driver, ParameterDriver):
            limits[driver.parameter] = (driver.minimum, driver.maximum, False)
        elif isinstance(driver, TimeDriver) and layer.at is None:
            limits[animation.id] = (0.0, driver.seconds, True)
    return limits


def duration(moving: tuple[Motion, ...]) -> float:
    """Seconds until the last of the motions has ended."""
    return max((motion.seconds for motion in moving), default=0.0)


def opening(content: SceneContent, step: Step, choices: Choices, time: float) -> Playback:
    """How a step starts: what moves at once runs, a treatment waits, a parameter stands at its value.

    Under less movement everything that would run is at its end.
    """
    moving = motions(content, step, choices.findings)
    runs = any(motion.at_once for motion in moving)
    if runs and not choices.audience.less_movement:
        return Playback(playing=True, started=time)
    waits = not runs and any(motion.even for motion in moving)
    return Playback(played=0.0 if waits else duration(moving))


def is_shown(step: Step, findings: Mapping[str, FindingValue]) -> bool:
    """Whether the findings call for a step."""
    return not step.when or is_true(step.when, findings)


def is_true(condition: str, findings: Mapping[str, FindingValue]) -> bool:
    """Whether a condition such as `stenosis >= 50` holds for these findings."""
    return _formula(condition).evaluate(findings) is True


def driver_values(content: SceneContent, choices: Choices, step: Step, time: float) -> dict[str, float]:
    """Where every driver stands that moves or was moved by hand; the others follow the findings."""
    jumps = choices.playing and choices.audience.less_movement
    elapsed = math.inf if jumps else choices.playback.elapsed(time)
    moving = {m.driver: m.value(elapsed) for m in motions(content, step, choices.findings)}
    return {**moving, **choices.drivers}


def place(
    animation: Animation, layer: Layer, names: Mapping[str, FindingValue], choices: Choices, time: float
) -> float:
    """Where an animation stands on its own driver; `names` are findings and driver values."""
    driver = animation.driver
    if isinstance(driver, CycleDriver):
        return phase(driver, rate_of(driver, layer, names), choices, time)
    if layer.at is not None:
        return number(layer.at, names)
    if isinstance(driver, ParameterDriver):
        return number(names.get(driver.parameter, driver.healthy_end), names)
    return number(names.get(animation.id, 0.0), names)


def rate_of(driver: CycleDriver, layer: Layer, names: Mapping[str, FindingValue]) -> float:
    """Rounds per minute: as the layer says, or the finding, or as usual; within the cycle's limits."""
    finding = names.get(RATE_FINDINGS.get(driver.cycle, driver.cycle), driver.rate)
    rate = number(layer.at if layer.at is not None else finding, names)
    return min(driver.maximum_rate, max(driver.minimum_rate, rate))


def phase(driver: CycleDriver, rate: float, choices: Choices, time: float) -> float:
    """Where a cycle is in its round, 0 to 1; at rest (0) under less movement."""
    if choices.audience.less_movement:
        return 0.0
    start, since = choices.beats.get(driver.cycle, (0.0, 0.0))
    return (start + (time - since) * rate / 60.0) % 1.0


def number(expression: Expression | FindingValue, names: Mapping[str, FindingValue]) -> float:
    """A number from a number or from an expression over findings."""
    return float(_formula(expression).evaluate(names)) if isinstance(expression, str) else float(expression)


@lru_cache(maxsize=512)
def _formula(text: str) -> Formula:
    return parse(text)


def _cued(content: SceneContent, driver: str, start: float, end: float, seconds: float) -> Motion:
    animation = content.animations.get(driver)
    even = animation is not None and isinstance(animation.driver, TimeDriver)
    return Motion(driver, start, end, seconds, even, True)


def _grown(content: SceneContent, step: Step, findings: Mapping[str, FindingValue]) -> dict[str, Motion]:
    """The slider's parameter going from its healthy end to the patient's value, for who presses play."""
    for _, animation in layers_of(content, step):
        driver = animation.driver
        if isinstance(driver, ParameterDriver) and driver.parameter == step.slider:
            start = driver.healthy_end
            end = number(findings.get(driver.parameter, start), findings)
            return {step.slider: Motion(step.slider, start, end, GROWTH_SECONDS, False, False)}
    return {}


def _uneased(fraction: float) -> float:
    """The place at which `ease_in_out` gives a fraction, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2.0
        low, high = (middle, high) if ease_in_out(middle) < fraction else (low, middle)
    return (low + high) / 2.0
