"""Why somebody sees what they see: which finding shows or hides which step, whence words and values come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from anatomy_viewer.content.expression import parse
from anatomy_viewer.content.lesson import Lesson, LessonText, Step
from anatomy_viewer.scene.choices import Audience, Choices
from anatomy_viewer.scene.drivers import is_shown
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.typography import with_unit
from anatomy_viewer.scene.words import slots, text_for


@dataclass(frozen=True, slots=True)
class Ground:
    """A finding that something rests on: its name and value in words, and whether somebody typed it."""

    finding: str
    name: str
    value: str
    given: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer to "why am I seeing this?".

    `subject` is a step's title, a finding's name, a level or a language; it rests on the `grounds`.
    """

    kind: Literal["step_shown", "step_hidden", "own_value", "usual_value", "level", "language"]
    subject: str
    grounds: tuple[Ground, ...] = ()
    chosen: bool = False
    """For a level or language: whether somebody chose it, or it is the usual one, or the nearest there is."""


def reasons(content: SceneContent, choices: Choices, usual: Audience) -> tuple[Reason, ...]:
    """All reasons that hold now: first the steps, then the findings, then the words."""
    language, level, text = text_for(content, choices.audience)
    grounds = _grounds(content.lesson, text, language, choices)
    return (
        *_step_reasons(content, choices, text, grounds),
        *(Reason("own_value" if g.given else "usual_value", g.name, (g,)) for g in grounds.values()),
        Reason("level", level, chosen=level == choices.audience.level != usual.level),
        Reason("language", language, chosen=language == choices.audience.language != usual.language),
    )


def _grounds(lesson: Lesson, text: LessonText, language: str, choices: Choices) -> dict[str, Ground]:
    said = slots(text, language, choices.findings, {})
    units = {finding.id: finding.shown_unit for finding in lesson.findings}
    return {
        key: Ground(
            key,
            text.findings[key].name if key in text.findings else key,
            with_unit(said[key], units.get(key, "")),
            key in choices.given,
        )
        for key in choices.findings
    }


def _step_reasons(
    content: SceneContent, choices: Choices, text: LessonText, grounds: Mapping[str, Ground]
) -> Iterator[Reason]:
    for step in content.lesson.steps:
        if step.when:
            rests_on = tuple(grounds[name] for name in sorted(parse(step.when).names) if name in grounds)
            shown = is_shown(step, choices.findings)
            yield Reason("step_shown" if shown else "step_hidden", _title(text, step), rests_on)


def _title(text: LessonText, step: Step) -> str:
    return text.steps[step.id].title if step.id in text.steps else step.id
