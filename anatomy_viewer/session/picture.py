"""What the verbs that change a picture do to the choices. Pure functions: choices in, choices out."""

from __future__ import annotations

import math
from dataclasses import replace

from anatomy_viewer.content.model import Model
from anatomy_viewer.scene import sides
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.scene.parts import covered, covers, reached
from anatomy_viewer.scene.peeling import deepest, peeled_parts
from anatomy_viewer.scene.state import CameraState, CutState
from anatomy_viewer.scene.vectors import dot, unit, upright


def model_of(content: SceneContent, choices: Choices) -> Model:
    """The model of the large picture."""
    return sides.model_of(content, content.step(choices.step), choices.findings)


def put_back(choices: Choices) -> Choices:
    """The picture as the step wants it: camera, cut and every part, with nothing beside it."""
    back = replace(choices, camera=None, view="", cut=None, cut_chosen=False, compared="")
    return everything_shown(back)


def everything_shown(choices: Choices) -> Choices:
    """No part isolated, hidden, faded, peeled away, moved apart or drawn as an x-ray by the viewer."""
    plain = replace(choices, isolated=(), hidden=(), faded=(), solid=())
    return replace(plain, xray=False, xrayed=(), peeled=0, explode=0.0)


def isolated(content: SceneContent, choices: Choices, part: str) -> Choices:
    """Only this part and what lies below it; a second time, all again."""
    part = _known(content, choices, part)
    return replace(choices, isolated=() if choices.isolated == (part,) else (part,))


def hidden(content: SceneContent, choices: Choices, part: str) -> Choices:
    """Without this part; where it was the only one isolated, all others come back."""
    part = _known(content, choices, part)
    kept = tuple(one for one in choices.isolated if not covers(part, one))
    return replace(choices, hidden=_with(choices.hidden, part), isolated=kept)


def shown(content: SceneContent, choices: Choices, part: str) -> Choices:
    """With this part again: hidden, peeled away or left out by isolating others no more."""
    part, model = _known(content, choices, part), model_of(content, choices)
    left_out = choices.isolated and not covered(choices.isolated, part)
    isolated = (*choices.isolated, part) if left_out else choices.isolated
    counts = (count for count in range(choices.peeled, 0, -1) if not _is_peeled(model, count, part))
    return replace(choices, hidden=_without(choices.hidden, part), isolated=isolated, peeled=next(counts, 0))


def _is_peeled(model: Model, count: int, path: str) -> bool:
    return any(covers(path, part) for part in peeled_parts(model, count))


def faded(content: SceneContent, choices: Choices, part: str) -> Choices:
    """The part turned to glass; a second time, solid again, also where the step had faded it."""
    part = _known(content, choices, part)
    ids = [one.id for one in model_of(content, choices).parts]
    step = content.step(choices.step)
    by_step = not choices.peeled and part in reached(step.scene.fade, ids, choices.findings)
    is_glass = covered(choices.faded, part) or (by_step and not covered(choices.solid, part))
    if not is_glass:
        return replace(choices, faded=_with(choices.faded, part), solid=_without(choices.solid, part))
    return replace(choices, faded=_without(choices.faded, part), solid=_with(choices.solid, part))


def xrayed(content: SceneContent, choices: Choices, part: str | None) -> Choices:
    """The part, or the whole picture where none is named, as an x-ray; a second time, as before."""
    if part is None:
        return replace(choices, xray=not choices.xray)
    part = _known(content, choices, part)
    seen_through = covered(choices.xrayed, part)
    change = _without if seen_through else _with
    return replace(choices, xrayed=change(choices.xrayed, part))


def peeled(content: SceneContent, choices: Choices, count: int) -> Choices:
    """Without so many of the outermost layers; the innermost stays."""
    return replace(choices, peeled=deepest(model_of(content, choices), count))


def exploded(choices: Choices, amount: float) -> Choices:
    """The parts moved apart, 0-1; raises ValueError for what is no number."""
    return replace(choices, explode=share(amount))


def cut_along(choices: Choices, plane: CutState | None) -> Choices:
    """The model opened along a plane, or closed; raises ValueError for a plane that is none."""
    if plane is not None:
        _finite("A cut", *plane.origin, *plane.normal)
        plane = replace(plane, normal=unit(plane.normal))
    return replace(choices, cut=plane, cut_chosen=True)


def seen_from(choices: Choices, camera: CameraState) -> Choices:
    """The picture from another camera, brought upright; raises ValueError for one that sees nothing."""
    _finite("A camera", *camera.focal, *camera.direction, *camera.up, camera.height, camera.view_angle)
    if camera.height <= 0.0:
        raise ValueError(f"A camera needs a height above 0 mm, got {camera.height}.")
    return replace(choices, camera=_upright(camera), view="", flight=None)


def share(amount: float) -> float:
    """A number kept within 0 to 1; raises ValueError for what is no number."""
    _finite("A share", amount)
    return min(1.0, max(0.0, amount))


def _upright(camera: CameraState) -> CameraState:
    """The camera with directions of length 1 at right angles; itself where they are already."""
    direction, up = unit(camera.direction), unit(camera.up)
    if math.dist(direction, camera.direction) + math.dist(up, camera.up) + abs(dot(direction, up)) < 1e-6:
        return camera
    return replace(camera, direction=direction, up=upright(direction, up))


def _finite(what: str, *numbers: float) -> None:
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"{what} needs finite numbers, got {numbers}.")


def _known(content: SceneContent, choices: Choices, path: str) -> str:
    """The path, where the picture has a part of that id or below it; raises UnknownNameError otherwise."""
    ids = [part.id for part in model_of(content, choices).parts]
    if not any(covers(path, part) for part in ids):
        raise unknown("part", path, ids)
    return path


def _with(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    return (*_without(paths, path), path)


def _without(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    return tuple(one for one in paths if not covers(path, one) and not covers(one, path))
