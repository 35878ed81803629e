"""What the slider under the picture shows: a driver in real units with its named stages. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from anatomy_viewer.content.animation import Animation, ParameterDriver, Stage, TimeDriver
from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.lesson import LessonText, Step
from anatomy_viewer.scene.choices import FindingValue
from anatomy_viewer.scene.drivers import layers_of, number
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.parts import fill
from anatomy_viewer.scene.words import figure

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class SliderState:
    """A slider as it stands; `stages` are (place, name)."""

    driver: str
    kind: Literal["parameter", "time"]
    name: str
    value: float
    minimum: float
    maximum: float
    step: float
    unit: str
    value_text: str
    """The value said in words: "70 % narrowed – severe"."""
    stage: str
    """The name of the stage reached; empty before the first."""
    stages: tuple[tuple[float, str], ...]


def slider_of(
    content: SceneContent, step: Step, names: Mapping[str, FindingValue], words: tuple[str, Level, LessonText]
) -> SliderState | None:
    """The slider of a step, its value among `names` (findings and driver values); None where it has none."""
    animation = _moved(content, step)
    if step.slider is None or animation is None:
        return None
    language, level, text = words
    driver = animation.driver
    low, high, unit, size = _range(content, animation)
    usual = low if isinstance(driver, ParameterDriver) else 0.0
    value = min(high, max(low, number(names.get(step.slider, usual), names)))
    stages = tuple((s.at, name_in(s.names, language, level, s.id)) for s in animation.stages)
    shown = round(value / size) * size
    stage = stage_at(animation.stages, shown)
    stage_name = name_in(stage.names, language, level, stage.id) if stage else ""
    own = text.sliders.get(step.slider)
    kind: Literal["parameter", "time"] = "time" if isinstance(driver, TimeDriver) else "parameter"
    template = own.value if own and "value" in own.model_fields_set else ""
    said = _said(template, figure(round(shown, 1), language), unit, stage_name)
    name = own.name if own else name_in(animation.names, language, level, animation.id)
    return SliderState(step.slider, kind, name, value, low, high, size, unit, said, stage_name, stages)


def stage_at(stages: tuple[Stage, ...], value: float) -> Stage | None:
    """The last stage that a value has reached: 80 % is still `severe` (from 70)."""
    reached = [stage for stage in stages if _beginning(stage) <= value + 1e-9]
    return max(reached, key=_beginning, default=None)


def _beginning(stage: Stage) -> float:
    return stage.at if stage.since is None else stage.since


def _moved(content: SceneContent, step: Step) -> Animation | None:
    """The animation whose driver the step's slider moves; of several, the one with the most named stages."""
    moved = [animation for _, animation in layers_of(content, step) if _runs_on(animation, step.slider)]
    return max(moved, key=lambda animation: len(animation.stages), default=None)


def _runs_on(animation: Animation, slider: str | None) -> bool:
    driver = animation.driver
    if isinstance(driver, ParameterDriver):
        return driver.parameter == slider
    return isinstance(driver, TimeDriver) and animation.id == slider


def _range(content: SceneContent, animation: Animation) -> tuple[float, float, str, float]:
    """Minimum, maximum, unit and size of a step; the lesson's finding says how fine a parameter is."""
    driver = animation.driver
    if isinstance(driver, ParameterDriver):
        sizes = [f.step for f in content.lesson.findings if f.id == driver.parameter]
        return driver.minimum, driver.maximum, driver.unit, sizes[0] if sizes else 1.0
    if isinstance(driver, TimeDriver):
        return 0.0, driver.seconds, "s", 0.1
    raise TypeError(f"animation {animation.id!r} runs on a cycle, which no slider moves")


def _said(template: str, value: str, unit: str, stage: str) -> str:
    if not template:
        plain = f"{value}{NBSP}{unit}"
        return (stage or plain) if unit == "s" else f"{plain} – {inside_sentence(stage)}".rstrip(" –")
    at_start = template.startswith("{stage}")
    said = fill(template, {"value": value, "stage": stage if at_start else inside_sentence(stage)})
    return said.rstrip(" –")


def inside_sentence(name: str) -> str:
    """A name as it stands inside a sentence: a small first letter, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
