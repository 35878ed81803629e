"""The way into a model that lies in another one, and out of it again. Pure functions.

The camera glides to the place on the larger model, a ring opens there and grows over the picture with the
smaller model in it; a small picture with the place marked stays. The way out is the same way back.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.lesson import Step
from anatomy_viewer.content.model import Anchor, Model
from anatomy_viewer.scene.camera import blend, facing
from anatomy_viewer.scene.choices import Choices, FindingValue, Journey, Playback
from anatomy_viewer.scene.drivers import is_shown, opening
from anatomy_viewer.scene.instant import Instant, instant
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.parts import FADED, fill
from anatomy_viewer.scene.sides import model_id_of
from anatomy_viewer.scene.stage import chosen_camera, main_stage, model_stage
from anatomy_viewer.scene.state import CameraState, InsetState, JourneyState, PartState, StageState
from anatomy_viewer.scene.timeline import ease_in_out
from anatomy_viewer.scene.vectors import dot, plus, scaled

SECONDS = 2.1
"""How long the whole way takes."""
FADE_SECONDS = 0.6
"""How long it takes under less movement: one picture fades over into the other."""
_GLIDE = (0.0, 1.1)
"""When the camera glides to the place, seconds."""
_OPENING = (0.8, 1.9)
"""When the ring opens."""
_INSET = (1.5, SECONDS)
"""When the small picture comes."""
_NEAR = 0.34
"""How much of the home view's height a picture at the place has."""
_DIVE = 0.5
"""How much nearer the camera comes while the ring opens: one goes in."""
_STEP_BACK = 1.6
"""How much further the camera steps back on its way from one place to another."""

HERE: Mapping[str, str] = {"en": "You are here", "fr": "Vous êtes ici", "sv": "Du är här"}
"""What is said at the mark of the small picture, by language."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a model lies on another: that model, the place on it, and the step that shows it (if any)."""

    model: Model
    anchor: Anchor
    step: Step | None


def arrival_of(content: SceneContent, step: Step, findings: Mapping[str, FindingValue]) -> Arrival | None:
    """Where a step's model lies on another; None where nobody says so.

    What one step says holds for those that follow it on the same model.
    """
    said = (each.scene.arrive for each in _run_up(content, step, findings) if each.scene.arrive)
    pattern = next(said, None)
    return _arrival(content, step, pattern, findings) if pattern else None


def departed(content: SceneContent, old: Choices, new: Choices, seen: CameraState, time: float) -> Choices:
    """The new choices, on their way from what was seen before where a way leads there.

    What plays by itself in the new step waits until one is there.
    """
    journey = Journey(replace(old, journey=None), seen, time)
    if _way(content, journey, new) is None:
        return replace(new, journey=None)
    begins = new.playback.started >= time  # what was taken back goes on from where it had been
    playback = _later(new.playback, time + seconds_of(new)) if begins else new.playback
    return replace(new, journey=journey, playback=playback)


def arrived(choices: Choices, time: float) -> Choices:
    """The choices with the way behind them."""
    waits = choices.playback.started > time
    playback = _later(choices.playback, time) if waits else choices.playback
    return replace(choices, journey=None, playback=playback)


def seconds_of(choices: Choices) -> float:
    """How long a way takes for who looks."""
    return FADE_SECONDS if choices.audience.less_movement else SECONDS


def is_under_way(choices: Choices, time: float) -> bool:
    """Whether a way into another model has not ended yet."""
    return choices.journey is not None and time < choices.journey.started + seconds_of(choices)


def journey_of(now: Instant, stage: StageState) -> JourneyState | None:
    """The way that is under way to the picture `stage`; None where nobody is on one."""
    journey = now.choices.journey
    if journey is None or not is_under_way(now.choices, now.time):
        return None
    way = _way(now.content, journey, now.choices)
    if way is None:
        return None
    gone, left_at = max(0.0, now.time - journey.started), now.time if way.kind == "in" else journey.started
    left = main_stage(instant(now.content, journey.left, left_at), journey.camera)
    if now.choices.audience.less_movement:
        return _faded(way, (left, stage), gone / FADE_SECONDS)
    lands = journey.started + SECONDS
    there = main_stage(instant(now.content, now.choices, lands), stage.camera)
    return _TRAVELS[way.kind](now, way, (left, stage if way.kind == "out" else there), gone)


def inset_of(now: Instant) -> InsetState | None:
    """The small picture of the model around this one; None where it lies in none."""
    arrival = arrival_of(now.content, now.step, now.choices.findings)
    if arrival is None:
        return None
    language, level, _ = now.words
    part = next((part for part in arrival.model.parts if part.id == arrival.anchor.part), None)
    called = name_in(part.names, language, level) if part else ""
    return InsetState(
        stage=_around(now, arrival),
        anchor=arrival.anchor.point,
        anchor_part=arrival.anchor.part or "",
        place=name_in(arrival.anchor.names, language, level, called),
        model=name_in(arrival.model.names, language, level, arrival.model.id),
        caption=HERE.get(language.partition("-")[0], HERE["en"]),
        step=arrival.step.id if arrival.step else "",
        shown=_inset_shown(now),
    )


# ------------------------------------------------------------------ where from, where to
def _run_up(content: SceneContent, step: Step, findings: Mapping[str, FindingValue]) -> Iterator[Step]:
    """The step and those right before it that show the same model, the last first."""
    for each in reversed(_until(content, step)):
        if each is step or is_shown(each, findings):
            if each.scene.model != step.scene.model:
                return
            yield each


def _until(content: SceneContent, step: Step) -> tuple[Step, ...]:
    """The steps of the lesson up to this one, and it."""
    ids = [each.id for each in content.lesson.steps]
    return content.lesson.steps[: ids.index(step.id) + 1]


def _arrival(
    content: SceneContent, step: Step, pattern: str, findings: Mapping[str, FindingValue]
) -> Arrival | None:
    """The place that `model:anchor` names, and the step that shows it: the last one before, or else any."""
    model_id, _, name = fill(pattern, findings).partition(":")
    if model_id not in content.models:
        return None
    before, all_steps = reversed(_until(content, step)), content.lesson.steps
    shows = (s for s in (*before, *all_steps) if s.scene.model == model_id and is_shown(s, findings))
    around = next(shows, None)
    model = content.model(model_id_of(around, findings) if around else model_id)
    anchor = next((anchor for anchor in model.anchors if anchor.id == name), None)
    return Arrival(model, anchor, around) if anchor else None


@dataclass(frozen=True, slots=True)
class _Way:
    """A way: its kind, the larger model, the place one comes from on it, and the one that one goes to."""

    kind: str
    model: Model
    start: Anchor
    end: Anchor


def _way(content: SceneContent, journey: Journey, new: Choices) -> _Way | None:
    """The way from what was left to what is shown now; None where none leads there."""
    old, step = content.step(journey.left.step), content.step(new.step)
    origin, target = model_id_of(old, journey.left.findings), model_id_of(step, new.findings)
    inside = arrival_of(content, old, journey.left.findings)
    there = arrival_of(content, step, new.findings)
    if origin == target:
        return None
    if there is not None and there.model.id == origin:
        return _Way("in", there.model, there.anchor, there.anchor)
    if inside is not None and inside.model.id == target:
        return _Way("out", inside.model, inside.anchor, inside.anchor)
    if inside is not None and there is not None and inside.model.id == there.model.id:
        return _Way("across", there.model, inside.anchor, there.anchor)
    return None


def _later(playback: Playback, time: float) -> Playback:
    """What plays begins at a time, and not before."""
    return replace(playback, started=time) if playback.playing else playback


def _around(now: Instant, arrival: Arrival) -> StageState:
    """The model around this one as its own step ends, at rest and without names."""
    step, findings = arrival.step, now.choices.findings
    if step is None:
        view = arrival.model.home
        return model_stage(arrival.model, facing(view, arrival.anchor.point, view.height))
    key = ("around", step.id, frozenset(findings.items()))
    return now.content.remembered(key, lambda: _at_rest(now, step))


def _at_rest(now: Instant, step: Step) -> StageState:
    still = replace(now.choices.audience, less_movement=True)
    bare = replace(Choices(step=step.id, findings=now.choices.findings), audience=still)
    there = replace(bare, playback=opening(now.content, step, bare, 0.0))
    then = instant(now.content, there, 0.0)
    stage = _plain(main_stage(then, chosen_camera(then)), flows=False)
    return replace(stage, parts={part: _solid(state) for part, state in stage.parts.items()})


def _solid(state: PartState) -> PartState:
    """A part as it is best known again: not faded, not lit up."""
    return replace(state, opacity=1.0, emphasis=0.0) if state.opacity >= FADED else state


def _plain(stage: StageState, *, flows: bool = True) -> StageState:
    """A stage without what is written or drawn on it."""
    return replace(stage, labels=(), strokes=(), measures=(), flows=stage.flows if flows else ())


# ------------------------------------------------------------------ what is seen on the way
def _share(time: float, span: tuple[float, float]) -> float:
    """How much of a span of time is over, gently at both ends."""
    return ease_in_out((time - span[0]) / (span[1] - span[0]))


def _near(way: _Way, anchor: Anchor, camera: CameraState) -> CameraState:
    """The camera close to a place: from where it looks already, if it sees that side of the model."""
    home, height = way.model.home, way.model.home.height * _NEAR
    outward = plus(anchor.point, scaled(home.target, -1.0))
    seen = camera if dot(outward, camera.direction) >= 0.0 else facing(home, anchor.point, height)
    return replace(seen, focal=anchor.point, height=min(height, camera.height))


def _dived(camera: CameraState, share: float) -> CameraState:
    return replace(camera, height=camera.height * _DIVE**share)


def _go_in(now: Instant, way: _Way, stages: tuple[StageState, StageState], time: float) -> JourneyState:
    left, target = stages
    there = _near(way, way.end, left.camera)
    opened = _share(time, _OPENING)
    camera = _dived(blend(left.camera, there, _share(time, _GLIDE)), opened)
    return _journey(left.seen_by(camera), target, way.end, opened, now.time - time + SECONDS)


def _go_out(now: Instant, way: _Way, stages: tuple[StageState, StageState], time: float) -> JourneyState:
    """The way in, backwards: the ring closes, and the camera glides off."""
    left, target = stages
    back = SECONDS - time
    there = _near(way, way.start, target.camera)
    opened = _share(back, _OPENING)
    camera = _dived(blend(target.camera, there, _share(back, _GLIDE)), opened)
    return _journey(target.seen_by(camera), left, way.start, opened, now.time - time)


def _go_across(now: Instant, way: _Way, stages: tuple[StageState, StageState], time: float) -> JourneyState:
    """Out of one place, back a little, and into another."""
    left, target = stages
    half = SECONDS / 2.0
    opened = ease_in_out(abs(1.0 - time / half))
    arrival = arrival_of(now.content, now.step, now.choices.findings)
    around = _around(now, arrival) if arrival else target
    start, end = (_near(way, anchor, around.camera) for anchor in (way.start, way.end))
    share = _share(time, (0.3 * SECONDS, 0.7 * SECONDS))
    away = _STEP_BACK ** math.sin(math.pi * time / SECONDS) * _DIVE**opened
    camera = blend(start, end, share)
    outer, start_time = around.seen_by(replace(camera, height=camera.height * away)), now.time - time
    if time < half:
        return _journey(outer, left, way.start, opened, start_time)
    return _journey(outer, target, way.end, opened, start_time + SECONDS)


def _faded(way: _Way, stages: tuple[StageState, StageState], share: float) -> JourneyState:
    """One picture over the other, neither of them moving."""
    left, target = stages
    share = min(1.0, max(0.0, share))
    if way.kind == "in":
        return replace(_journey(left, target, way.end, share, 0.0), ringed=False)
    return replace(_journey(target, left, way.start, 1.0 - share, 0.0), ringed=False)


def _journey(
    outer: StageState, inner: StageState, anchor: Anchor, opened: float, time: float
) -> JourneyState:
    return JourneyState(_plain(outer), _plain(inner), anchor.point, anchor.part or "", opened, time)


_TRAVELS = {"in": _go_in, "out": _go_out, "across": _go_across}
"""One row for each kind of way."""


def _inset_shown(now: Instant) -> float:
    """How far the small picture is there: it comes as one arrives, and stays from place to place."""
    journey = now.choices.journey
    if journey is None or not is_under_way(now.choices, now.time):
        return 1.0
    way, gone = _way(now.content, journey, now.choices), now.time - journey.started
    if way is None or way.kind != "in":
        return 1.0
    return _share(gone, (0.0, FADE_SECONDS) if now.choices.audience.less_movement else _INSET)
