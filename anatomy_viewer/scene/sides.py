"""Left and right: who sees the mirror image of a model, and what lies on its other side. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from anatomy_viewer.content.lesson import Camera, Step
from anatomy_viewer.content.mirroring import across, mirrored_id
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.choices import Bookmark, Choices, FindingValue
from anatomy_viewer.scene.drivers import is_true
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.state import CameraState, CutState, MeasureState, Quaternion, StrokeState
from anatomy_viewer.scene.timeline import Value

Mark = TypeVar("Mark", StrokeState, MeasureState)


def is_mirrored(step: Step, findings: Mapping[str, FindingValue]) -> bool:
    """Whether a step shows the mirror image of its model to a patient with these findings."""
    return bool(step.scene.mirror) and is_true(step.scene.mirror, findings)


def model_id_of(step: Step, findings: Mapping[str, FindingValue]) -> str:
    """The id of the model that a step shows: of its mirror image where the findings call for that."""
    model = step.scene.model
    return mirrored_id(model) if is_mirrored(step, findings) else model


def model_of(content: SceneContent, step: Step, findings: Mapping[str, FindingValue]) -> Model:
    """The model that a step shows, as it lies in a patient with these findings."""
    return content.model(model_id_of(step, findings))


def other_camera(camera: Camera) -> Camera:
    """What a step says of its camera, for the mirror image."""
    target = camera.target
    turned = {
        "direction": across(camera.direction) if camera.direction else None,
        "up": across(camera.up),
        "target": across(target) if isinstance(target, tuple) else target,
    }
    return camera.model_copy(update=turned)


def other_value(prop: str, value: Value) -> Value:
    """What a channel says, for the mirror image: ways and turns go to the other side."""
    if prop == "translation" and isinstance(value, tuple):
        x, y, z = value
        return (-x, y, z)
    if prop == "rotation" and isinstance(value, tuple):
        return _turned(value[0], value[1], value[2], value[3])
    return value


def _turned(w: float, x: float, y: float, z: float) -> Quaternion:
    """A turn seen in the mirror x = 0: about the mirrored axis, the other way round."""
    return (w, x, -y, -z)


def changed_sides(content: SceneContent, old: Choices, new: Choices) -> Choices:
    """The new choices, with what was put on pictures lying where it lay on the model.

    Where new findings turn a step's picture over, its lines, distances, camera and cut go to the other side.
    """
    steps = content.lesson.steps
    over = {s.id for s in steps if is_mirrored(s, old.findings) != is_mirrored(s, new.findings)}
    if not over:
        return new
    there = _other_picture(new) if new.step in over else new
    return replace(
        there,
        flight=None,
        journey=None,
        strokes={step: _all_across(marks, step in over) for step, marks in new.strokes.items()},
        measures={step: _all_across(marks, step in over) for step, marks in new.measures.items()},
        bookmarks=tuple(
            _other_bookmark(mark) if mark.choices.step in over else mark for mark in new.bookmarks
        ),
    )


def _other_bookmark(mark: Bookmark) -> Bookmark:
    return replace(mark, choices=_other_picture(mark.choices))


def _other_picture(choices: Choices) -> Choices:
    """The same picture of the mirror image."""
    camera, cut = choices.camera, choices.cut
    return replace(
        choices, camera=_camera_across(camera) if camera else None, cut=_cut_across(cut) if cut else None
    )


def _camera_across(camera: CameraState) -> CameraState:
    focal, direction, up = across(camera.focal), across(camera.direction), across(camera.up)
    return replace(camera, focal=focal, direction=direction, up=up)


def _cut_across(cut: CutState) -> CutState:
    return replace(cut, origin=across(cut.origin), normal=across(cut.normal))


def _all_across(marks: tuple[Mark, ...], wanted: bool) -> tuple[Mark, ...]:
    return tuple(_mark_across(mark) for mark in marks) if wanted else marks


def _mark_across(mark: Mark) -> Mark:
    if isinstance(mark, MeasureState):
        return replace(mark, start=across(mark.start), end=across(mark.end))
    camera = _camera_across(mark.camera) if mark.camera else None
    return replace(mark, points=tuple(across(point) for point in mark.points), camera=camera)
