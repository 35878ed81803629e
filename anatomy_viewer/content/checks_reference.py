"""Checks that what a lesson names exists: models, views, parts, animations, sources, findings (S2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from anatomy_viewer.content.animation import ParameterDriver, TimeDriver
from anatomy_viewer.content.check import Fault, Surroundings, unknown
from anatomy_viewer.content.lesson import Finding, Layer, Lesson, Question, Step, StepScene
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath
from anatomy_viewer.content.problem import did_you_mean

_SLOT = re.compile(r"\{([^{}]*)\}")
_PART_LISTS = ("hide", "show", "fade", "highlight", "labels")


def check_assets(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Models, views and animations of every step exist: without them a step cannot be shown at all."""
    for path, scene in _scenes(pack.lesson):
        yield from _model_and_view(pack, around, path, scene.model, scene.camera.view)
        for place, layer in enumerate(scene.layers):
            at = (*path, "layers", place, "animation")
            yield from unknown(_file(pack), at, "animation", layer.animation, around.animations)
        if scene.lens:
            yield from _model_and_view(pack, around, (*path, "lens"), scene.lens.model, scene.lens.view)


def _model_and_view(
    pack: LessonPack, around: Surroundings, path: KeyPath, model: str, view: str | None
) -> Iterator[Fault]:
    yield from unknown(_file(pack), (*path, "model"), "model", model, around.models)
    if view and model in around.models:
        at = (*path, "view") if path[-1] == "lens" else (*path, "camera", "view")
        views = [known.id for known in around.models[model].views]
        yield from unknown(_file(pack), at, f'view of model "{model}"', view, views)


def check_parts(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Parts and anchors exist in their model, whichever way a `{finding}` in them turns out."""
    for path, scene in _scenes(pack.lesson):
        model = around.models.get(scene.model)
        for name in _PART_LISTS if model else ():
            for place, part in enumerate(getattr(scene, name)):
                yield from _part(pack, model, (*path, name, place), part)
        if isinstance(scene.camera.target, str):
            yield from _anchor(pack, around, (*path, "camera", "target"), scene.camera.target)
        if scene.lens:
            yield from _anchor(pack, around, (*path, "lens", "anchor"), scene.lens.anchor)
        if scene.arrive:
            yield from _arrival(pack, around, (*path, "arrive"), scene)


def _arrival(pack: LessonPack, around: Surroundings, path: KeyPath, scene: StepScene) -> Iterator[Fault]:
    arrive = scene.arrive or ""
    yield from _anchor(pack, around, path, arrive)
    if arrive.partition(":")[0] == scene.model:
        what = f'the step shows model "{scene.model}" itself, so that nobody arrives there from it'
        yield Fault(_file(pack), path, what, "Name an anchor of the model that this one lies in.")


def check_questions(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The right answers of a teach-back exist: parts to point at, options to choose."""
    for path, step in _steps(pack.lesson):
        question, at = step.question, (*path, "question")
        if question is None:
            continue
        for place, answer in enumerate(question.correct):
            where = (*at, "correct", place)
            if question.kind == "point":
                yield from _part(pack, around.models.get(step.scene.model), where, answer)
            elif question.kind == "choose":
                yield from unknown(_file(pack), where, "option", answer, question.options)
        if question.hint:
            yield from _anchor(pack, around, (*at, "hint"), question.hint)
        yield from _answerable(pack, at, step, question)


def _answerable(pack: LessonPack, path: KeyPath, step: Step, question: Question) -> Iterator[Fault]:
    """Yield a fault where no answer is right, or where there is no slider to give it with."""
    what = "the question has no right answer"
    if question.kind in ("point", "choose") and not question.correct:
        yield Fault(_file(pack), path, what, 'Add correct = ["…"].')
    if question.kind == "set" and question.correct_value is None:
        hint = "Add correct_value, a number or a finding, and within, how near it is right."
        yield Fault(_file(pack), path, what, hint)
    if question.kind == "set" and step.slider is None:
        hint = 'Add slider = "…" to the step.'
        yield Fault(_file(pack), path, "the question has no slider to set", hint)


def check_layers(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """An animation runs on a model that the step shows, and is moved to parts that exist."""
    for path, scene in _scenes(pack.lesson):
        shown = [scene.model, *([scene.lens.model] if scene.lens else [])]
        for place, layer in enumerate(scene.layers):
            animation = around.animations.get(layer.animation)
            if animation is None:
                continue
            at = (*path, "layers", place)
            if animation.model not in shown:
                what = (
                    f'animation "{layer.animation}" is for model "{animation.model}", which is not shown here'
                )
                yield Fault(_file(pack), (*at, "animation"), what, f"Shown here: {', '.join(shown)}.")
            else:
                yield from _moved(pack, around, at, layer)


def _moved(pack: LessonPack, around: Surroundings, path: KeyPath, layer: Layer) -> Iterator[Fault]:
    animation = around.animations[layer.animation]
    model = around.models.get(animation.model)
    channels = {channel.part for channel in animation.channels}
    masks = {channel.property.split(".")[1] for channel in animation.channels if "." in channel.property}
    for source, target in layer.parts.items():
        yield from unknown(_file(pack), (*path, "parts", source), "channel part", source, channels)
        yield from _part(pack, model, (*path, "parts", source), target)
    for source, target in layer.masks.items():
        yield from unknown(_file(pack), (*path, "masks", source), "mask of the animation", source, masks)
        for mask in _written_out(pack.lesson, target) if model else ():
            known = [mask.id for mask in model.masks] if model else []
            yield from unknown(_file(pack), (*path, "masks", source), "mask", mask, known)


def check_comparisons(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The steps to compare a picture with exist, are others, and show the same model."""
    models = {step.id: step.scene.model for step in pack.lesson.steps}
    for path, step in _steps(pack.lesson):
        for place, other in enumerate(step.compare):
            at = (*path, "compare", place)
            alike = [each for each, model in models.items() if model == step.scene.model and each != step.id]
            if other not in models:
                yield from unknown(_file(pack), at, "step", other, alike)
            elif other not in alike:
                what = f'step "{other}" cannot be laid beside "{step.id}"'
                hint = f'Name another step that shows model "{step.scene.model}".'
                yield Fault(_file(pack), at, what, hint)


def check_drivers(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Sliders and cues move something that the step's animations or the patient's findings have."""
    for path, step in _steps(pack.lesson):
        known = _drivers(pack.lesson, step, around)
        if step.slider:
            yield from unknown(_file(pack), (*path, "slider"), "driver", step.slider, known)
        for place, cue in enumerate(step.cues):
            yield from unknown(_file(pack), (*path, "cues", place, "driver"), "driver", cue.driver, known)


def _drivers(lesson: Lesson, step: Step, around: Surroundings) -> set[str]:
    known = {finding.id for finding in lesson.findings if finding.kind == "number"}
    for layer in step.scene.layers:
        animation = around.animations.get(layer.animation)
        if animation and isinstance(animation.driver, ParameterDriver):
            known.add(animation.driver.parameter)
        elif animation and isinstance(animation.driver, TimeDriver):
            known.add(animation.id)
    return known


def check_sources(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Sources that steps and outcomes rest on are listed in the lesson."""
    listed = [source.id for source in pack.lesson.sources]
    for path, step in _steps(pack.lesson):
        for place, source in enumerate(step.sources):
            yield from unknown(_file(pack), (*path, "sources", place), "source", source, listed)
        for row, line in enumerate(step.chart.lines if step.chart else ()):
            at = (*path, "chart", "lines", row, "sources")
            for place, source in enumerate(line.sources):
                yield from unknown(_file(pack), (*at, place), "source", source, listed)
        for row, outcome in enumerate(step.decision.outcomes if step.decision else ()):
            at = (*path, "decision", "outcomes", row, "sources")
            for place, source in enumerate(outcome.sources):
                yield from unknown(_file(pack), (*at, place), "source", source, listed)


def check_findings(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A finding's usual value is one that it can have."""
    for place, finding in enumerate(pack.lesson.findings):
        if finding.kind == "number" and finding.minimum >= finding.maximum:
            what = f"{finding.maximum:g} is not more than the minimum, {finding.minimum:g}"
            yield Fault(_file(pack), ("findings", place, "maximum"), what, "Name the smaller one minimum.")
            continue
        yield from _possible(_file(pack), ("findings", place, "default"), finding, finding.default)


def check_variants(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The findings of a variant are the lesson's, with values that they can have and that are not usual."""
    known = {finding.id: finding for finding in pack.lesson.findings}
    file = pack.folder / "condition.toml"
    for place, variant in enumerate(pack.condition.variants):
        path: KeyPath = ("variants", place)
        for name, value in variant.findings.items():
            yield from unknown(file, (*path, "findings", name), "finding", name, known)
            if name in known:
                yield from _possible(file, (*path, "findings", name), known[name], value)
        if all(name in known and known[name].default == value for name, value in variant.findings.items()):
            what = f'variant "{variant.id}" has the usual findings, which are those of the condition itself'
            yield Fault(file, path, what, "Give it a finding that tells it from the others.")


def _possible(file: Path, path: KeyPath, finding: Finding, value: float | str) -> Iterator[Fault]:
    """Yield a fault where a finding cannot have a value."""
    if finding.kind == "choice":
        yield from unknown(file, path, "choice", str(value), finding.choices)
    elif isinstance(value, str):
        yield Fault(file, path, f'"{value}" is not a number', "Write digits without quotes.")
    elif not finding.minimum <= value <= finding.maximum:
        limits = f"It goes from {finding.minimum:g} to {finding.maximum:g}."
        yield Fault(file, path, f"{value:g} is outside what the finding can be", limits)


def model_has_part(model: Model, path: str) -> bool:
    """Return whether a path names a part of a model, or a group of parts (`heart/veins`, `heart/*`)."""
    stem = path.removesuffix("/*")
    return any(part.id == stem or part.id.startswith(stem + "/") for part in model.parts)


def unknown_part(model: Model, path: str) -> tuple[str, str] | None:
    """Return what to say, and what to do, where a model has no such part."""
    if model_has_part(model, path):
        return None
    known = {part.id for part in model.parts}
    known |= {part.id.rpartition("/")[0] for part in model.parts} - {""}
    what = f'part "{path}" does not exist in model "{model.id}"'
    return what, did_you_mean(path.removesuffix("/*"), known)


def _part(pack: LessonPack, model: Model | None, path: KeyPath, part: str) -> Iterator[Fault]:
    if model is None:
        return
    yield from _slots(pack, path, part)
    for written in _written_out(pack.lesson, part):
        said = unknown_part(model, written)
        if said:
            what, hint = said
            written_as = f' (one of "{part}")' if written != part else ""
            yield Fault(_file(pack), path, what + written_as, hint)


def _anchor(pack: LessonPack, around: Surroundings, path: KeyPath, anchor: str) -> Iterator[Fault]:
    name, _, point = anchor.partition(":")
    yield from unknown(_file(pack), path, "model", name, around.models)
    yield from _slots(pack, path, point)
    if name in around.models:
        known = [each.id for each in around.models[name].anchors]
        for written in _written_out(pack.lesson, point):
            yield from unknown(_file(pack), path, f'anchor of model "{name}"', written, known)


def _slots(pack: LessonPack, path: KeyPath, text: str) -> Iterator[Fault]:
    """Yield a fault for each `{slot}` of a path that is not a finding with choices."""
    choices = [finding.id for finding in pack.lesson.findings if finding.kind == "choice"]
    for slot in _SLOT.findall(text):
        yield from unknown(_file(pack), path, "finding with choices", slot, choices)


def _written_out(lesson: Lesson, text: str) -> Iterator[str]:
    """Yield a path once for every way its `{findings}` can turn out; nothing where one of them is unknown."""
    slots = dict.fromkeys(_SLOT.findall(text))
    choices = {finding.id: finding.choices for finding in lesson.findings if finding.kind == "choice"}
    if not set(slots) <= set(choices):
        return
    for values in product(*(choices[slot] for slot in slots)):
        written = text
        for slot, value in zip(slots, values, strict=True):
            written = written.replace(f"{{{slot}}}", value)
        yield written


def _steps(lesson: Lesson) -> Iterator[tuple[KeyPath, Step]]:
    for place, step in enumerate(lesson.steps):
        yield ("steps", place), step


def _scenes(lesson: Lesson) -> Iterator[tuple[KeyPath, StepScene]]:
    for path, step in _steps(lesson):
        yield (*path, "scene"), step.scene


def _file(pack: LessonPack) -> Path:
    return pack.folder / "lesson.toml"
