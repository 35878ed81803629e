"""The large picture of an instant: its parts, camera and cut, as the step and the viewer want them."""

from __future__ import annotations

from anatomy_viewer.content.mirroring import is_mirror_image
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.camera import cut_of, step_camera
from anatomy_viewer.scene.instant import Instant, anchor_of
from anatomy_viewer.scene.parts import rest
from anatomy_viewer.scene.sides import other_camera
from anatomy_viewer.scene.staging import chosen, flows_of, labels_of, parts_of, spoken_of, taken_away
from anatomy_viewer.scene.state import CameraState, CutState, StageState


def main_stage(now: Instant, camera: CameraState) -> StageState:
    """The large picture: the step's model as the viewer wants it, with what was drawn and measured."""
    model, choices = now.model, now.choices
    spoken = tuple(spoken_of(now, model))
    gone = taken_away(choices, model)
    parts = chosen(choices, parts_of(now, model, spoken), gone)
    return StageState(
        models=(model.id,),
        parts=parts,
        camera=camera,
        cut=chosen_cut(now),
        flows=flows_of(spoken, gone),
        labels=labels_of(now, model, parts),
        explode=choices.explode,
        strokes=choices.strokes.get(now.step.id, ()),
        measures=choices.measures.get(now.step.id, ()),
    )


def model_stage(model: Model, camera: CameraState, cut: CutState | None = None) -> StageState:
    """A model by itself, at rest."""
    return StageState((model.id,), rest(model), camera, cut)


def chosen_camera(now: Instant) -> CameraState:
    """Where the camera stands once no flight is under way: where the viewer or else the step put it."""
    if now.choices.camera is not None:
        return now.choices.camera
    camera, model = now.step.scene.camera, now.model
    if is_mirror_image(model.id):
        camera = other_camera(camera)
    target = camera.target
    if isinstance(target, str):
        anchor = anchor_of(now, target)
        target = anchor.point if anchor else None
    return step_camera(camera, model, target)


def chosen_cut(now: Instant) -> CutState | None:
    """The plane that opens the main stage: the viewer's, or the one of the step's view."""
    if now.choices.cut_chosen:
        return now.choices.cut
    scene, model = now.step.scene, now.model
    view = next((view for view in model.views if view.id == scene.camera.view), model.home)
    return cut_of(view.cut) if scene.cut else None
