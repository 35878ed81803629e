"""Content, choices and a time in; the scene of that instant out. Pure functions.

Order: rest pose, what the step shows, hides and highlights, each layer in turn, then what the viewer chose.
"""

from __future__ import annotations

from dataclasses import replace

from anatomy_viewer.content.animation import CycleDriver
from anatomy_viewer.content.lesson import Lens
from anatomy_viewer.content.mirroring import is_mirror_image
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.camera import camera_of, cut_of, flown, is_flying, step_camera
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.comparing import chosen_offer, compared_instant
from anatomy_viewer.scene.drivers import duration, motions
from anatomy_viewer.scene.instant import Instant, anchor_of, instant, step_text
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.parts import rest
from anatomy_viewer.scene.sides import other_camera
from anatomy_viewer.scene.staging import chosen, flows_of, labels_of, parts_of, spoken_of, taken_away
from anatomy_viewer.scene.state import (
    BesideState,
    CameraState,
    CutState,
    LensState,
    SceneState,
    StageState,
    WordsState,
)
from anatomy_viewer.scene.words import caption, notes


def compose(content: SceneContent, choices: Choices, time: float) -> SceneState:
    """The scene that follows from content and choices at a clock time in seconds.

    Raises LookupError where the step, its words or a model that it needs does not exist.
    """
    now = instant(content, choices, time)
    calm = choices.audience.less_movement
    target = chosen_camera(now)
    stage = main_stage(now, target if calm else flown(choices.flight, target, time))
    lens = lens_of(now)
    beside = beside_of(now, stage)
    moving = not calm and (_is_moving(now, target) or _flows(stage, lens, beside))
    return SceneState(
        stage=stage,
        lens=lens,
        beside=beside,
        words=words_of(now),
        time=time if moving else 0.0,
        moving=moving,
        gentle=choices.audience.gentle,
        calm=calm,
    )


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


def beside_of(now: Instant, own: StageState) -> BesideState | None:
    """The picture to compare the patient's own with; None where nothing is compared."""
    other = compared_instant(now)
    if other is None:
        return None
    stage = replace(main_stage(other, own.camera), cut=own.cut, strokes=(), measures=())
    offer = chosen_offer(now)
    return BesideState(
        stage=stage,
        name=offer.name,
        own_name=offer.own_name,
        own_value=offer.own_value,
        layout=now.choices.layout,
        at=now.choices.divider,
        id=offer.id,
        lens=lens_of(other) if now.step.scene.lens else None,
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


def lens_of(now: Instant) -> LensState | None:
    """The second, closer picture, or None where the step has none or its anchor is not on the model."""
    lens = now.step.scene.lens
    anchor = anchor_of(now, lens.anchor) if lens else None
    if lens is None or anchor is None:
        return None
    model = now.model_called(lens.model) or now.content.model(lens.model)
    stage = _lens_stage(now, lens, model)
    said = caption(step_text(now), lens.magnification, now.words[0])
    return LensState(stage, anchor.point, anchor.part or "", said, lens.magnification)


def words_of(now: Instant) -> WordsState:
    """What is said at this instant, with the patient's values in it."""
    language, level, _ = now.words
    text = step_text(now)
    told = notes((animation for _, animation, _ in now.running), language, level)
    under = "" if now.step.scene.lens else text.caption
    return WordsState(language, level, text.title, text.body, text.describe, text.say, under, told)


def _lens_stage(now: Instant, lens: Lens, model: Model) -> StageState:
    view = next((view for view in model.views if view.id == lens.view), model.home)
    spoken = tuple(spoken_of(now, model))
    parts = parts_of(now, model, spoken)
    labels = labels_of(now, model, parts) if model.id != now.model.id else ()
    return StageState((model.id,), parts, camera_of(view), cut_of(view.cut), flows_of(spoken), labels)


def _flows(stage: StageState, lens: LensState | None, beside: BesideState | None) -> bool:
    """Whether anything streams in any of the pictures."""
    closer = (lens, beside, beside.lens if beside else None)
    return any(one.flows for one in (stage, *(picture.stage for picture in closer if picture)))


def _is_moving(now: Instant, target: CameraState) -> bool:
    """Whether the next instant differs by itself: a picture plays or beats, or the camera flies."""
    other = compared_instant(now)
    pictures = (now, other) if other else (now,)
    return any(map(_plays, pictures)) or is_flying(now.choices.flight, target, now.time)


def _plays(now: Instant) -> bool:
    """Whether a picture plays or beats."""
    playback = now.choices.playback
    ends = duration(motions(now.content, now.step, now.choices.findings))
    beats = any(isinstance(animation.driver, CycleDriver) for _, animation, _ in now.running)
    return beats or (playback.playing and playback.elapsed(now.time) < ends)
