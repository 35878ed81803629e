"""Content, choices and a time in; the scene of that instant out. Pure functions.

Order: rest pose, what the step shows, hides and highlights, each layer in turn, then what the viewer chose.
"""

from __future__ import annotations

from dataclasses import replace

from anatomy_viewer.content.animation import CycleDriver
from anatomy_viewer.content.lesson import Lens
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.camera import camera_of, cut_of, flown, is_flying
from anatomy_viewer.scene.charting import chart_of
from anatomy_viewer.scene.choices import Choices
from anatomy_viewer.scene.comparing import chosen_offer, compared_instant
from anatomy_viewer.scene.drivers import duration, motions
from anatomy_viewer.scene.instant import Instant, anchor_of, instant, step_text
from anatomy_viewer.scene.journey import inset_of, is_under_way, journey_of
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.stage import chosen_camera, main_stage
from anatomy_viewer.scene.staging import flows_of, labels_of, parts_of, spoken_of
from anatomy_viewer.scene.state import (
    BesideState,
    CameraState,
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
    under_way = is_under_way(choices, time)
    return SceneState(
        stage=stage,
        lens=lens,
        beside=beside,
        inset=inset_of(now) if beside is None else None,
        journey=journey_of(now, stage) if under_way else None,
        chart=chart_of(now),
        words=words_of(now),
        time=time if moving or (under_way and not calm) else 0.0,
        moving=moving or under_way,
        gentle=choices.audience.gentle,
        calm=calm,
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
