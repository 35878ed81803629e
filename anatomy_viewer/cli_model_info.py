"""What `anatomy-viewer models info` tells of a model: all that a lesson may name, and how its meshes are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from anatomy_viewer.content.animation import Animation, CycleDriver, ParameterDriver
from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.model import Model

_LEVEL: Level = "standard"


def info_of(model: Model, animations: Iterable[Animation] = ()) -> dict[str, Any]:
    """A record of the model: its parts with mesh, codes and names, its views and anchors, what moves it."""
    return {
        "id": model.id,
        "parts": list(_parts(model)),
        "views": {view.id: view.names for view in model.views},
        "anchors": {f"{model.id}:{anchor.id}": anchor.names for anchor in model.anchors},
        "animations": [animation_record(one) for one in animations if one.model == model.id],
    }


def listing(record: dict[str, Any]) -> str:
    """The record as lines for people: parts first, then what else a lesson may name."""
    lines = [_row(part) for part in record["parts"]]
    lines += _section("Views", _named(record["views"]))
    lines += _section("Anchors", _named(record["anchors"]))
    lines += _section("Animations", ((one["id"], _moved(one)) for one in record["animations"]))
    return "\n".join(lines)


def _parts(model: Model) -> Iterator[dict[str, Any]]:
    from anatomy_models.kit.check import inspect
    from anatomy_models.kit.glb import read_glb

    meshes = {part.id: part for part in read_glb(glb_path(model)).parts}
    for part in model.parts:
        mesh = meshes.get(part.id)
        seen = inspect(mesh) if mesh else None
        yield {
            "id": part.id,
            "watertight": bool(seen and seen.watertight),
            "triangles": seen.triangles if seen else 0,
            "size_mm": list(seen.size_mm) if seen else [0.0, 0.0, 0.0],
            "morphs": sorted(mesh.morphs) if mesh else [],
            "codes": part.codes,
            "names": part.names,
        }


def animation_record(animation: Animation) -> dict[str, Any]:
    """An animation, what it runs on, and what a step's `slider` calls it."""
    return {
        "id": animation.id,
        "names": animation.names,
        "driver": animation.driver.model_dump(),
        "slider": _slider(animation),
        "says": _says(animation),
        "stages": {stage.id: stage.at for stage in animation.stages},
        "readings": [reading.id for reading in animation.readings],
    }


def _slider(animation: Animation) -> str:
    """What a step's `slider` calls it; empty where it goes round by itself."""
    driver = animation.driver
    if isinstance(driver, CycleDriver):
        return ""
    return driver.parameter if isinstance(driver, ParameterDriver) else animation.id


def _says(animation: Animation) -> str:
    """What it runs on, in words."""
    driver = animation.driver
    if isinstance(driver, ParameterDriver):
        return f"{driver.minimum:g} to {driver.maximum:g} {driver.unit}".rstrip()
    if isinstance(driver, CycleDriver):
        return f"goes round {driver.minimum_rate:g} to {driver.maximum_rate:g} times a minute"
    return f"0 to {driver.seconds:g} s"


def _moved(animation: dict[str, Any]) -> str:
    told = f'slider = "{animation["slider"]}", ' if animation["slider"] else ""
    stages = ", ".join(f"{name} {at:g}" for name, at in animation["stages"].items())
    return f"{told}{animation['says']}{f'; stages {stages}' if stages else ''}"


def _named(names: dict[str, Any]) -> Iterator[tuple[str, str]]:
    return ((key, name_in(value, "en", _LEVEL)) for key, value in names.items())


def _section(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"{key:<40}{words}".rstrip() for key, words in rows]
    return ["", f"{title}:", *lines] if lines else []


def _row(part: dict[str, Any]) -> str:
    closed = "closed" if part["watertight"] else "OPEN"
    size = " x ".join(f"{extent:.1f}" for extent in part["size_mm"])
    name = name_in(part["names"], "en", _LEVEL, part["id"])
    return f"{part['id']:<40}{closed:<8}{part['triangles']:>8}  {size:>22} mm  {name}"
