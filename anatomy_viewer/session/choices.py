"""What each verb of a session does to the choices. Pure functions: choices in, choices out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from anatomy_viewer.content.animation import CycleDriver
from anatomy_viewer.content.lesson import Finding, Question, Step
from anatomy_viewer.scene.choices import Answer, AnswerState, Audience, Choices, FindingValue, Playback
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.drivers import (
    driver_values,
    duration,
    is_shown,
    layers_of,
    motions,
    movable,
    number,
    opening,
    phase,
    rate_of,
)
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.naming import BrokenLessonError, unknown
from anatomy_viewer.scene.parts import covers, fill
from anatomy_viewer.scene.sides import changed_sides
from anatomy_viewer.scene.slider import grades_of, nearest_grade
from anatomy_viewer.session.picture import put_back

__all__ = ["Answer", "Audience", "Choices", "Playback"]


def begun(
    content: SceneContent,
    audience: Audience,
    time: float,
    step: str | None = None,
    given: Mapping[str, FindingValue] = MappingProxyType({}),
) -> Choices:
    """A lesson just opened, with the usual findings but for those given, at a step or at the first one.

    Raises BrokenLessonError for a lesson with a step that cannot be shown, or for findings that cannot be.
    """
    usual: dict[str, FindingValue] = {finding.id: finding.default for finding in content.lesson.findings}
    findings = {**usual, **_all_possible(content, given)}
    choices = Choices(content.lesson.id, findings=findings, given=frozenset(given), audience=audience)
    _try_every_step(content, choices)
    first = steps_of(content, findings)[0].id
    return at_step(content, choices, content.step(step).id if step else first, time)


def steps_of(
    content: SceneContent, findings: Mapping[str, FindingValue], opened: str = ""
) -> tuple[Step, ...]:
    """The steps that these findings call for, and one opened all the same; all where none is left."""
    shown = {step.id for step in content.lesson.steps if is_shown(step, findings)}
    wanted = {*shown, opened} if shown else {step.id for step in content.lesson.steps}
    return tuple(step for step in content.lesson.steps if step.id in wanted)


def at_step(content: SceneContent, choices: Choices, step_id: str, time: float) -> Choices:
    """Another step: its own picture, and what moves in it starts."""
    there = put_back(replace(choices, step=step_id, drivers={}))
    return replace(there, playback=opening(content, content.step(step_id), there, time))


def landed(content: SceneContent, choices: Choices, name: str, value: float) -> float:
    """Where a slider that is let go comes to rest: one that goes by grades on the nearest of them."""
    on_it = (animation for _, animation in layers_of(content, content.step(choices.step)))
    graded = next((each for each in on_it if grades_of(each) == name), None)
    return nearest_grade(graded, value) if graded else value


def driven(content: SceneContent, choices: Choices, name: str, value: float, time: float) -> Choices:
    """The slider put to a value by hand; what moves by itself stops where it is.

    Animations that run on time run together: the others of the step follow, each as far as it goes.
    Raises UnknownNameError for a driver that the step does not have, ValueError for what is no number.
    """
    if not math.isfinite(value):
        raise ValueError(f"{name} cannot be put to {value}, which is no number.")
    step = content.step(choices.step)
    limits = movable(content, step)
    if name not in limits:
        raise unknown("slider", name, limits)
    low, high, on_time = limits[name]
    together = [other for other, (_, _, timed) in limits.items() if timed] if on_time else [name]
    moved = {other: min(limits[other][1], max(low, value)) for other in together}
    values = {**choices.drivers, **moved, name: min(high, max(low, value))}
    held = Playback(played=choices.playback.elapsed(time))
    return replace(choices, drivers=values, playback=held)


def found(content: SceneContent, choices: Choices, name: str, value: FindingValue, time: float) -> Choices:
    """A finding of this patient typed in; a number is kept within its limits.

    A step that the new findings do not call for is left for the next one that they do.
    Raises UnknownNameError for a finding or choice that does not exist, ValueError for what is no number.
    """
    finding = next((finding for finding in content.lesson.findings if finding.id == name), None)
    if finding is None:
        raise unknown("finding", name, [finding.id for finding in content.lesson.findings])
    findings = {**choices.findings, name: _possible(finding, value)}
    drivers = {driver: at for driver, at in choices.drivers.items() if driver != name}
    new = replace(choices, findings=findings, given=choices.given | {name}, drivers=drivers)
    turned = changed_sides(content, choices, new)
    return _still_there(content, _in_time(content, choices, turned, time), time)


def playing(content: SceneContent, choices: Choices, time: float) -> Choices:
    """The step's movement running: on from where it stands, or from the start where it had ended.

    Under less movement it jumps to its end.
    """
    moving = motions(content, content.step(choices.step), choices.findings)
    ends = duration(moving)
    free = {driver: at for driver, at in choices.drivers.items() if driver not in {m.driver for m in moving}}
    if choices.audience.less_movement:
        return replace(choices, drivers=free, playback=Playback(played=ends))
    by_hand = [m.elapsed(choices.drivers[m.driver]) for m in moving if m.driver in choices.drivers]
    stands = by_hand[0] if by_hand else choices.playback.elapsed(time)
    played = stands if stands is not None and stands < ends - 1e-6 else 0.0
    return replace(choices, drivers=free, playback=Playback(True, time, played))


def paused(choices: Choices, time: float) -> Choices:
    """The step's movement held where it is."""
    return replace(choices, playback=Playback(played=choices.playback.elapsed(time)))


def ended(content: SceneContent, choices: Choices, time: float) -> Choices:
    """The choices with a movement that has come to its end told as such."""
    ends = duration(motions(content, content.step(choices.step), choices.findings))
    is_over = choices.playing and choices.playback.elapsed(time) >= ends
    return replace(choices, playback=Playback(played=ends)) if is_over else choices


def heard(content: SceneContent, choices: Choices, audience: Audience) -> Choices:
    """Another audience; under less movement what runs is at its end."""
    ends = duration(motions(content, content.step(choices.step), choices.findings))
    stops = audience.less_movement and choices.playing
    return replace(choices, audience=audience, playback=Playback(played=ends) if stops else choices.playback)


def answered(content: SceneContent, choices: Choices, question_id: str, value: str) -> Choices:
    """A teach-back answered, see `Answer`.

    Raises UnknownNameError for a question there is not, ValueError for a slider set to what is no number.
    """
    questions = {step.question.id: step.question for step in content.lesson.steps if step.question}
    if question_id not in questions:
        raise unknown("question", question_id, questions)
    tries = 1 + sum(answer.question == question_id for answer in choices.answers)
    state = _judged(questions[question_id], value, tries, choices.findings)
    return replace(choices, answers=(*choices.answers, Answer(question_id, value, tries, state)))


def marked(choices: Choices) -> Choices:
    """The step marked as one the patient wants to ask about; a second time, no longer."""
    marks = choices.questions
    return replace(choices, questions=_toggled(marks, choices.step))


def valued(content: SceneContent, choices: Choices, value: str) -> Choices:
    """What matters to the patient noted, or no longer; raises UnknownNameError where the step has it not."""
    decision = content.step(choices.step).decision
    known = decision.values if decision else ()
    if value not in known:
        raise unknown("value", value, known)
    return replace(choices, values=_toggled(choices.values, value))


def _try_every_step(content: SceneContent, choices: Choices) -> None:
    """See that every step can be shown, so that nobody meets a broken one in the middle of a lesson."""
    for step in content.lesson.steps:
        try:
            is_shown(step, choices.findings)
            compose(content, replace(choices, step=step.id), 0.0)
        except (LookupError, ValueError) as error:
            raise BrokenLessonError(
                f'The lesson "{content.lesson.id}" cannot be shown, because of its step "{step.id}": '
                f"{str(error).rstrip('.')}. Its author finds all that is wrong with: anatomy-viewer check"
            ) from error


def _judged(question: Question, value: str, tries: int, findings: Mapping[str, FindingValue]) -> AnswerState:
    if _is_right(question, value, findings):
        return "right"
    if tries >= question.tries:
        return "ask_clinician"
    return "wrong" if tries == 1 else "teach_again"


def _is_right(question: Question, value: str, findings: Mapping[str, FindingValue]) -> bool:
    if question.kind == "set":
        wanted = number(question.correct_value or 0.0, findings)
        return abs(float(value) - wanted) <= question.within + 1e-9
    correct = [fill(one, findings) for one in question.correct] or ["met"]
    return any(value == one or (question.kind == "point" and covers(one, value)) for one in correct)


def _still_there(content: SceneContent, choices: Choices, time: float) -> Choices:
    """The same step, or the nearest one where the findings no longer call for it."""
    shown = [step.id for step in steps_of(content, choices.findings)]
    if choices.step in shown:
        return choices
    order = [step.id for step in content.lesson.steps]
    here = order.index(choices.step)
    after = [step for step in order[here:] if step in shown]
    return at_step(content, choices, after[0] if after else shown[-1], time)


def _in_time(content: SceneContent, old: Choices, new: Choices, time: float) -> Choices:
    """The new choices with every cycle going on from the phase it is in, should its rate have changed."""
    step = content.step(old.step)
    before, after = ({**c.findings, **driver_values(content, c, step, time)} for c in (old, new))
    beats = dict(new.beats)
    for layer, animation in layers_of(content, step):
        driver = animation.driver
        if isinstance(driver, CycleDriver) and rate_of(driver, layer, before) != rate_of(
            driver, layer, after
        ):
            beats[driver.cycle] = (phase(driver, rate_of(driver, layer, before), old, time), time)
    return replace(new, beats=beats)


def _all_possible(content: SceneContent, given: Mapping[str, FindingValue]) -> dict[str, FindingValue]:
    """Findings that a pack gives, as they can be."""
    known = {finding.id: finding for finding in content.lesson.findings}
    try:
        return {name: _possible(known[name], value) for name, value in given.items()}
    except (LookupError, ValueError) as error:
        raise BrokenLessonError(
            f'The lesson "{content.lesson.id}" cannot be opened for this condition: '
            f"{str(error).rstrip('.')}. Its author finds all that is wrong with: anatomy-viewer check"
        ) from error


def _possible(finding: Finding, value: FindingValue) -> FindingValue:
    if finding.kind == "choice":
        if value not in finding.choices:
            raise unknown(finding.id, str(value), finding.choices)
        return value
    return min(finding.maximum, max(finding.minimum, _finite(finding, value)))


def _finite(finding: Finding, value: FindingValue) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f'"{value}" is not a number, which {finding.id} needs.')
    return number


def _toggled(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    return tuple(one for one in items if one != item) if item in items else (*items, item)
