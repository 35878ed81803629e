"""Checks of expressions: every one can be understood, and every step can be reached (S3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from anatomy_viewer.content.animation import TimeDriver
from anatomy_viewer.content.check import Fault, Surroundings
from anatomy_viewer.content.expression import (
    Constant,
    ExpressionError,
    Formula,
    Name,
    Operation,
    Value,
    parse,
    walk,
)
from anatomy_viewer.content.lesson import Finding, Lesson, Step
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath
from anatomy_viewer.content.problem import did_you_mean

MOST_TRIALS = 20_000
"""How many patients are tried on one expression at most."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An expression of a lesson, what must come out of it, and what it may ask for."""

    path: KeyPath
    text: str
    wanted: type
    names: Mapping[str, Finding]


def check_expressions(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every `when`, cue and layer can be understood, for every patient that the findings allow."""
    file = pack.folder / "lesson.toml"
    for asked in _expressions(pack.lesson, around):
        try:
            formula = parse(asked.text)
        except ExpressionError as error:
            yield Fault(file, asked.path, error.what, error.hint)
            continue
        faults = list(_names_known(file, asked, formula))
        yield from faults or _works(file, asked, formula)


def _expressions(lesson: Lesson, around: Surroundings) -> Iterator[_Asked]:
    findings = {finding.id: finding for finding in lesson.findings}
    for place, step in enumerate(lesson.steps):
        path: KeyPath = ("steps", place)
        if step.when.strip():
            yield _Asked((*path, "when"), step.when, bool, findings)
        if step.scene.mirror.strip():
            yield _Asked((*path, "scene", "mirror"), step.scene.mirror, bool, findings)
        names = findings | {clock.id: clock for clock in _clocks(step, around)}
        for below, value in _values(step):
            if isinstance(value, str):
                yield _Asked((*path, *below), value, float, names)


def _values(step: Step) -> Iterator[tuple[KeyPath, float | str | None]]:
    for row, layer in enumerate(step.scene.layers):
        yield ("scene", "layers", row, "at"), layer.at
    for row, cue in enumerate(step.cues):
        yield ("cues", row, "start"), cue.start
        yield ("cues", row, "end"), cue.end
    yield ("question", "correct_value"), step.question.correct_value if step.question else None
    if step.chart and step.chart.marker:
        yield ("chart", "marker", "x"), step.chart.marker.x
        yield ("chart", "marker", "y"), step.chart.marker.y


def _clocks(step: Step, around: Surroundings) -> Iterator[Finding]:
    """Yield the times of a step's animations as if they were findings: a layer may follow another."""
    for layer in step.scene.layers:
        animation = around.animations.get(layer.animation)
        if animation and isinstance(animation.driver, TimeDriver):
            yield Finding(id=animation.id, kind="number", maximum=animation.driver.seconds, default=0.0)


def _names_known(file: Path, asked: _Asked, formula: Formula) -> Iterator[Fault]:
    for name in sorted(formula.names - set(asked.names)):
        what = f'"{name}" is not a finding of this lesson'
        yield Fault(file, asked.path, what, did_you_mean(name, asked.names))
    for finding, word in _compared_choices(formula, asked.names):
        if word not in finding.choices:
            what = f'"{word}" is not a choice of "{finding.id}"'
            yield Fault(file, asked.path, what, did_you_mean(word, finding.choices))


def _compared_choices(formula: Formula, findings: Mapping[str, Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with choices and the text that the expression compares it with."""
    for node in walk(formula.root):
        if not (isinstance(node, Operation) and node.sign in ("==", "!=")):
            continue
        names = [findings[part.id] for part in node.parts if isinstance(part, Name) and part.id in findings]
        texts = [p.value for p in node.parts if isinstance(p, Constant) and isinstance(p.value, str)]
        yield from ((finding, text) for finding in names if finding.kind == "choice" for text in texts)


def _works(file: Path, asked: _Asked, formula: Formula) -> Iterator[Fault]:
    """Try the expression on patients at the limits of every finding that it asks for."""
    results: set[Value] = set()
    for patient in islice(_patients(formula, asked.names), MOST_TRIALS):
        try:
            results.add(formula.evaluate(patient))
        except ExpressionError as error:
            yield Fault(file, asked.path, error.what, error.hint)
            return
    truth = asked.wanted is bool
    if any(isinstance(result, bool) != truth or isinstance(result, str) for result in results):
        kind = "true or false" if truth else "a number"
        hint = "Compare it: stenosis >= 50." if truth else "Calculate with numbers only."
        yield Fault(file, asked.path, f'"{formula.text}" does not give {kind}', hint)
    elif truth and results == {False}:
        yield Fault(file, asked.path, *_never_true(asked))


def _never_true(asked: _Asked) -> tuple[str, str]:
    """What to say, and what to do, where a condition is true of no patient."""
    if asked.path[-1] == "mirror":
        what = f'no patient\'s picture is ever mirrored: "{asked.text}" is always false'
        return what, "Mend the condition, or take it out."
    what = f'no patient ever reaches this step: "{asked.text}" is always false'
    return what, "Mend the condition, or take the step out."


def _patients(formula: Formula, findings: Mapping[str, Finding]) -> Iterator[dict[str, float | str]]:
    """Yield findings around every number that the expression names, and at the limits."""
    numbers = [
        n.value for n in walk(formula.root) if isinstance(n, Constant) and not isinstance(n.value, str)
    ]
    asked = [findings[name] for name in sorted(formula.names)]
    for values in product(*(_values_of(finding, numbers) for finding in asked)):
        yield dict(zip((finding.id for finding in asked), values, strict=True))


def _values_of(finding: Finding, numbers: list[float]) -> tuple[float | str, ...]:
    if finding.kind == "choice":
        return finding.choices
    near = [number + offset for number in numbers for offset in (-finding.step, 0.0, finding.step)]
    inside = {value for value in near if finding.minimum <= value <= finding.maximum}
    default = finding.default if isinstance(finding.default, float) else finding.minimum
    return tuple(sorted({finding.minimum, finding.maximum, default, *inside}))
