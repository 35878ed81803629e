"""What the slider under the picture shows: a driver in real units with its named stages. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from anatomy_viewer.content.animation import Animation, ParameterDriver, Stage, TimeDriver
from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.lesson import LessonText, Step
from anatomy_viewer.scene.choices import FindingValue
from anatomy_viewer.scene.drivers import layers_of, number
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.parts import fill
from anatomy_viewer.scene.readings import readings, told_readings
from anatomy_viewer.scene.vectors import lerp
from anatomy_viewer.scene.words import figure

NBSP = "\u00a0"

BETWEEN: Mapping[str, str] = {
    "en": "between {low} and {high}",
    "fr": "entre {low} et {high}",
    "sv": "mellan {low} och {high}",
}
"""How a value between two grades is said."""
_WITH_STAGE = re.compile(r"[\s–,:]*\{stage\}")
"""A stage in words, with what ties it to the value before it."""
_ON_GRADE = 0.05
"""How near a grade, as a share of the way to the next one, a value is said to be on it."""


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
    ordinal: bool = False
    """Whether it goes by its stages: a hand lands on the nearest."""
    falls: bool = False
    """Whether it begins at its maximum and falls: little is worse."""

    def share_of(self, value: float) -> float:
        """How far along the slider a value lies: 0 at its beginning, 1 at its end."""
        share = (value - self.minimum) / (self.maximum - self.minimum)
        return 1.0 - share if self.falls else share

    def value_at(self, share: float) -> float:
        """The value at a share of the slider, which is kept within 0 to 1."""
        share = min(1.0, max(0.0, share))
        return lerp(self.minimum, self.maximum, 1.0 - share if self.falls else share)


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
    usual = driver.healthy_end if isinstance(driver, ParameterDriver) else 0.0
    value = min(high, max(low, number(names.get(step.slider, usual), names)))
    stages = tuple((s.at, name_in(s.names, language, level, s.id)) for s in animation.stages)
    stage = _stage(animation, value, size)
    stage_name = name_in(stage.names, language, level, stage.id) if stage else ""
    own = text.sliders.get(step.slider)
    kind: Literal["parameter", "time"] = "time" if isinstance(driver, TimeDriver) else "parameter"
    template = own.value if own and "value" in own.model_fields_set else ""
    moved = [each for _, each in layers_of(content, step) if _runs_on(each, step.slider)]
    read = {**names, step.slider: value}
    if template:
        template = fill(template, readings(moved, read, language))
    said = _said(template, _value(animation, value, size, language), unit, stage_name)
    if not template:
        said = "; ".join((said, *told_readings(moved, read, (language, level))))
    name = own.name if own else name_in(animation.names, language, level, animation.id)
    return SliderState(
        *(step.slider, kind, name, value, low, high, size, unit, said, stage_name, stages),
        ordinal=bool(grades_of(animation)),
        falls=_falls(animation),
    )


def stage_at(animation: Animation, value: float) -> Stage | None:
    """The last stage that a value has reached: 80 % is still `severe` (from 70)."""
    way = -1.0 if _falls(animation) else 1.0
    reached = [stage for stage in animation.stages if _beginning(stage) * way <= value * way + 1e-9]
    return max(reached, key=lambda stage: _beginning(stage) * way, default=None)


def grades_of(animation: Animation) -> str:
    """The parameter of an animation whose stages are grades; empty for every other animation."""
    driver = animation.driver
    return driver.parameter if isinstance(driver, ParameterDriver) and driver.ordinal else ""


def grades_around(animation: Animation, value: float) -> tuple[float, float] | None:
    """The two grades that a value lies between; None on a grade, and where there are none."""
    marks = sorted(stage.at for stage in animation.stages) if grades_of(animation) else []
    around = ((a, b) for a, b in pairwise(marks) if a < value < b)
    low, high = next(around, (value, value))
    inside = min(value - low, high - value) > _ON_GRADE * (high - low)
    return (low, high) if inside else None


def nearest_grade(animation: Animation, value: float) -> float:
    """The grade nearest to a value."""
    return min((stage.at for stage in animation.stages), key=lambda at: abs(at - value), default=value)


def _stage(animation: Animation, value: float, size: float) -> Stage | None:
    """The stage that is said: the one reached; between two grades none."""
    if grades_of(animation):
        on_grade = grades_around(animation, value) is None
        return stage_at(animation, nearest_grade(animation, value)) if on_grade else None
    return stage_at(animation, round(value / size) * size)


def _value(animation: Animation, value: float, size: float, language: str) -> str:
    """The value that is said: in steps, or as a grade, or as between two grades."""
    around = grades_around(animation, value)
    if around is not None:
        low, high = (figure(grade, language) for grade in around)
        return BETWEEN.get(language.partition("-")[0], BETWEEN["en"]).format(low=low, high=high)
    shown = nearest_grade(animation, value) if grades_of(animation) else round(value / size) * size
    return figure(round(shown, 1), language)


def _falls(animation: Animation) -> bool:
    driver = animation.driver
    return isinstance(driver, ParameterDriver) and driver.worse == "low"


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
    if not stage:
        template = _WITH_STAGE.sub("", template)
    at_start = template.startswith("{stage}")
    said = fill(template, {"value": value, "stage": stage if at_start else inside_sentence(stage)})
    return said.rstrip(" –")


def inside_sentence(name: str) -> str:
    """A name as it stands inside a sentence: a small first letter, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
