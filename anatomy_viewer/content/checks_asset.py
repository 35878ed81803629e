"""Checks of models and animations: names exist (S2, A1), values are in range (A2), labels few (A3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from anatomy_viewer.content.animation import (
    Animation,
    Channel,
    CycleDriver,
    Driver,
    ParameterDriver,
    Stage,
    TimeDriver,
)
from anatomy_viewer.content.check import Fault, Surroundings, unknown
from anatomy_viewer.content.checks_reference import unknown_part
from anatomy_viewer.content.condition import Code
from anatomy_viewer.content.model import CodeSystem, Model
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath

CODES: Mapping[CodeSystem, str] = {
    "uberon": r"UBERON:\d{7}",
    "fma": r"FMA:\d{1,6}",
    "ta2": r"TA2:\d{1,4}",
    "snomed_gps": r"\d{6,18}",
}
"""How each system writes its codes."""
MOST_LABELS = 5
"""More names than this at once are not read."""


def check_animated_model(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """The model that an animation moves exists (S2)."""
    yield from unknown(_animation_file(animation), ("model",), "model", animation.model, around.models)


def check_channels(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """Every channel moves a part, morph or mask that the model has (A1)."""
    model = around.models.get(animation.model)
    for place, channel in enumerate(animation.channels if model else ()):
        if model is not None:
            yield from _channel(_animation_file(animation), ("channels", place), channel, model)


def _channel(file: Path, path: KeyPath, channel: Channel, model: Model) -> Iterator[Fault]:
    said = unknown_part(model, channel.part)
    if said:
        yield Fault(file, (*path, "part"), *said)
    kind, _, rest = channel.property.partition(".")
    name = rest.removesuffix(".amount")
    at = (*path, "property")
    if kind == "morph":
        yield from unknown(
            file, at, f'morph of model "{model.id}"', name, [morph.id for morph in model.morphs]
        )
    elif kind in ("tint", "still"):
        yield from unknown(file, at, f'mask of model "{model.id}"', name, [mask.id for mask in model.masks])


def check_driver_range(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """Stages and keys lie where the driver can go (A2)."""
    low, high = driver_range(animation.driver)
    file = _animation_file(animation)
    hint = f"The driver goes from {low:g} to {high:g}."
    for place, stage in enumerate(animation.stages):
        if not low <= stage.at <= high:
            yield Fault(file, ("stages", place, "at"), f"{stage.at:g} is outside the driver", hint)
        yield from _beginning(animation, place, stage)
    for place, channel in enumerate(animation.channels):
        outside = [key for key in channel.input if not low <= key <= high]
        if outside:
            what = f"key {outside[0]:g} is outside the driver"
            yield Fault(file, ("channels", place, "input"), what, hint)


def _beginning(animation: Animation, place: int, stage: Stage) -> Iterator[Fault]:
    """Yield a fault for a stage that begins behind its mark; the first end is the healthy one."""
    driver = animation.driver
    start = driver.healthy_end if isinstance(driver, ParameterDriver) else 0.0
    low, high = sorted((start, stage.at))
    if stage.since is not None and not low <= stage.since <= high:
        what = f"the stage begins at {stage.since:g}, which is not before its mark"
        hint = f"Say a value from {start:g} to {stage.at:g}."
        yield Fault(_animation_file(animation), ("stages", place, "since"), what, hint)


def check_grades(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """A driver that goes by grades has stages to land on, the ends among them (A2)."""
    driver = animation.driver
    if not isinstance(driver, ParameterDriver) or not driver.ordinal:
        return
    grades = {stage.at for stage in animation.stages}
    for end in (driver.minimum, driver.maximum):
        if end not in grades:
            what = f"the driver goes by grades, and none lies at {end:g}"
            hint = f"Add a stage at {end:g}, or take ordinal out."
            yield Fault(_animation_file(animation), ("driver", "ordinal"), what, hint)


def check_readings(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """A reading follows a parameter, over all of its way (A2)."""
    file, driver = _animation_file(animation), animation.driver
    for place, reading in enumerate(animation.readings):
        if not isinstance(driver, ParameterDriver):
            what = f'the reading "{reading.id}" has no parameter to follow'
            yield Fault(file, ("readings", place), what, "Give the animation a parameter, or take it out.")
        elif (reading.input[0], reading.input[-1]) != (driver.minimum, driver.maximum):
            what = f"the keys go from {reading.input[0]:g} to {reading.input[-1]:g}"
            hint = f"Let them go as far as the driver: from {driver.minimum:g} to {driver.maximum:g}."
            yield Fault(file, ("readings", place, "input"), what, hint)


def check_readings_founded(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """An animation that says figures says whence they are (E1)."""
    if animation.readings and not (animation.sources or animation.relation.strip()):
        what = f'nothing says whence the figures of "{animation.readings[0].id}" are'
        hint = "Add [[sources]], or say in relation how they are measured."
        yield Fault(_animation_file(animation), ("readings", 0, "id"), what, hint)


def driver_range(driver: Driver) -> tuple[float, float]:
    """Return the least and the greatest value of a driver."""
    if isinstance(driver, TimeDriver):
        return 0.0, driver.seconds
    if isinstance(driver, CycleDriver):
        return 0.0, 1.0
    return driver.minimum, driver.maximum


def check_labels(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A step names at most five structures at once (A3)."""
    for place, step in enumerate(pack.lesson.steps):
        count = len(step.scene.labels)
        if count > MOST_LABELS:
            path = ("steps", place, "scene", "labels")
            hint = "Name the few that the words speak of."
            what = f"there are {count} labels, and {MOST_LABELS} can be taken in"
            yield Fault(pack.folder / "lesson.toml", path, what, hint)


def check_model_parts(model: Model, around: Surroundings) -> Iterator[Fault]:
    """Cuts and anchors of a model name parts that it has (S2)."""
    file = model.folder / "model.toml"
    named: list[tuple[KeyPath, str]] = [
        (("views", place, "cut", "parts", row), part)
        for place, view in enumerate(model.views)
        for row, part in enumerate(view.cut.parts if view.cut else ())
    ]
    named += [
        (("anchors", place, "part"), anchor.part) for place, anchor in enumerate(model.anchors) if anchor.part
    ]
    for path, part in named:
        said = unknown_part(model, part)
        if said:
            yield Fault(file, path, *said)


def check_model_layers(model: Model, around: Surroundings) -> Iterator[Fault]:
    """Layers that have names have one each, and hold parts (S2)."""
    file, count = model.folder / "model.toml", len(model.layers)
    if not count:
        return
    for place, part in enumerate(model.parts):
        if part.layer >= count:
            what = f"layer {part.layer} has no name, and {count} have"
            yield Fault(file, ("parts", place, "layer"), what, "Add [[layers]], outermost first.")
    filled = {part.layer for part in model.parts if not part.hidden}
    for depth in sorted(set(range(count)) - filled):
        what = f"no part lies in layer {depth}"
        yield Fault(file, ("layers", depth), what, "Give parts this layer, or take it out.")


def check_model_groups(model: Model, around: Surroundings) -> Iterator[Fault]:
    """A group is a path with parts below it that is no part itself (S2)."""
    parts = {part.id for part in model.parts}
    for place, group in enumerate(model.groups):
        said = unknown_part(model, group.id)
        if group.id in parts:
            said = (f'"{group.id}" is a part and has names already', "Take the group out.")
        if said:
            yield Fault(model.folder / "model.toml", ("groups", place, "id"), *said)


def check_codes(model: Model, around: Surroundings) -> Iterator[Fault]:
    """A part's codes are written as their systems write them, so that they can be found (S2)."""
    hint = "Write it whole, for instance UBERON:0000948, FMA:7088 or TA2:4143."
    written: list[tuple[KeyPath, CodeSystem, str]] = [
        ((table, place, "codes", system), system, code)
        for table in ("parts", "groups")
        for place, one in enumerate(getattr(model, table))
        for system, code in one.codes.items()
    ]
    for path, system, code in written:
        if not re.fullmatch(CODES[system], code):
            yield Fault(model.folder / "model.toml", path, f'"{code}" is no {system} code', hint)


_CONDITION_CODES = {
    "icd10cm": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "icd11": r"[0-9A-Z]{4}(\.[0-9A-Z]{1,3})?([&/].+)?",
    "mesh": r"[CD]\d{6,9}",
    "snomed_gps": r"\d{6,18}",
}
"""How each system of conditions writes its codes."""


def check_condition_codes(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The codes of a condition are written as their systems write them, so that they can be found (S2)."""
    hint = "Write it whole, for instance I25.10 (icd10cm), BA52 (icd11) or D003324 (mesh)."
    variants = enumerate(pack.condition.variants)
    tables: list[tuple[KeyPath, tuple[Code, ...]]] = [
        (("codes",), pack.condition.codes),
        *((("variants", place, "codes"), one.codes) for place, one in variants),
    ]
    for path, codes in tables:
        for place, each in enumerate(codes):
            if not re.fullmatch(_CONDITION_CODES[each.system], each.code):
                what = f'"{each.code}" is no {each.system} code'
                yield Fault(pack.folder / "condition.toml", (*path, place, "code"), what, hint)


def check_lesson_ids(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """No two steps, findings, choices, languages, questions or sources of a lesson share an id (S4)."""
    lesson, file = pack.lesson, pack.folder / "lesson.toml"
    for name in ("languages", "levels"):
        yield from _said_twice(file, (name,), getattr(lesson, name))
    for place, finding in enumerate(lesson.findings):
        yield from _said_twice(file, ("findings", place, "choices"), finding.choices)
    for name in ("steps", "findings", "sources"):
        yield from _twice(file, name, [item.id for item in getattr(lesson, name)])
    yield from _twice(pack.folder / "condition.toml", "variants", [one.id for one in pack.condition.variants])
    asked = {place: step.question.id for place, step in enumerate(lesson.steps) if step.question}
    counted = Counter(asked.values())
    for place, question in asked.items():
        if counted[question] > 1:
            path = ("steps", place, "question", "id")
            yield Fault(file, path, f'the id "{question}" is used {counted[question]} times', "Rename one.")


def check_model_ids(model: Model, around: Surroundings) -> Iterator[Fault]:
    """No two parts, groups, views, anchors, masks or morphs of a model share an id (S4)."""
    for name in ("parts", "groups", "views", "anchors", "masks", "morphs", "sources"):
        yield from _twice(model.folder / "model.toml", name, [item.id for item in getattr(model, name)])


def check_animation_ids(animation: Animation, around: Surroundings) -> Iterator[Fault]:
    """No two stages, readings or sources of an animation share an id (S4)."""
    for name in ("stages", "readings", "sources"):
        yield from _twice(_animation_file(animation), name, [item.id for item in getattr(animation, name)])


def _said_twice(file: Path, path: KeyPath, words: Sequence[str]) -> Iterator[Fault]:
    for word, count in Counter(words).items():
        if count > 1:
            yield Fault(file, path, f'"{word}" stands here {count} times', "Keep one.")


def _twice(file: Path, table: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield Fault(file, (table, place, "id"), f'the id "{name}" is used twice', "Rename one.")
        seen.add(name)


def _animation_file(animation: Animation) -> Path:
    return animation.folder / "animation.toml"
