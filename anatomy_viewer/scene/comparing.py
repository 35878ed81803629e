"""What a picture can be compared with: healthy, before, another treatment, a bookmark. Pure functions.

The other picture follows from other choices; camera, cut and parts stay as they are in the patient's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from anatomy_viewer.content.animation import ParameterDriver, Stage, TimeDriver
from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.lesson import Step
from anatomy_viewer.scene.choices import Bookmark, Choices, Playback
from anatomy_viewer.scene.drivers import duration, layers_of, motions
from anatomy_viewer.scene.instant import Instant, instant, step_text
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.sides import model_id_of
from anatomy_viewer.scene.slider import stage_at

HEALTHY = "healthy"
"""The stage of a disease where there is none yet; also the comparison with it."""
BEFORE = "before"
"""The comparison with the start of what plays in a step."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {BEFORE: "Before", "yours": "Yours", "shown": "Now shown"},
    "fr": {BEFORE: "Avant", "yours": "Chez vous", "shown": "Vue actuelle"},
    "sv": {BEFORE: "Före", "yours": "Ditt", "shown": "Visas nu"},
}
"""How pictures are called where the content has no words for it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A comparison to choose: its id, and what the other and the patient's own picture are called."""

    id: str
    name: str
    own_name: str
    own_value: str = ""
    """What the slider says of the patient's own picture, where its name does not."""


def offers(now: Instant) -> tuple[Offer, ...]:
    """What the picture of this instant can be compared with, most telling first."""
    return tuple(_offer(now, id) for id in offered(now.content, now.choices))


def offered(content: SceneContent, choices: Choices) -> tuple[str, ...]:
    """The ids of the comparisons: `healthy`, `before`, `option:<step>` and `bookmark:<id>`."""
    step = content.step(choices.step)
    own = [BEFORE] if _timed(content, step) else [HEALTHY] if _healthy_stages(content, step) else []
    shown = {other.id: model_id_of(other, choices.findings) for other in content.lesson.steps}
    alike = {other for other, model in shown.items() if model == shown[step.id]}
    options = [f"option:{other}" for other in step.compare if other in alike]
    kept = [f"bookmark:{mark.id}" for mark in choices.bookmarks if mark.choices.step in alike]
    return (*own, *options, *kept)


def compared_instant(now: Instant) -> Instant | None:
    """The instant that the other picture shows; None where nothing is compared."""
    id = now.choices.compared
    if id not in offered(now.content, now.choices):
        return None
    return instant(now.content, _other(now.content, now.choices, id), now.time)


def chosen_offer(now: Instant) -> Offer:
    """The comparison that was chosen, with what its two pictures are called."""
    return _offer(now, now.choices.compared)


def _other(content: SceneContent, choices: Choices, id: str) -> Choices:
    """The choices that the other picture follows from."""
    kind, _, name = id.partition(":")
    step = content.step(choices.step)
    if kind == BEFORE:
        starts = dict.fromkeys(_timed(content, step), 0.0)
        return replace(choices, drivers={**choices.drivers, **starts})
    if kind == HEALTHY:
        healthy = {parameter: stage.at for parameter, stage in _healthy_stages(content, step).items()}
        return replace(choices, drivers={**choices.drivers, **healthy})
    if kind == "bookmark":
        kept = _bookmark(choices, name).choices
        return replace(choices, step=kept.step, drivers=kept.drivers, playback=kept.playback)
    ends = duration(motions(content, content.step(name), choices.findings))
    return replace(choices, step=name, drivers={}, playback=Playback(played=ends))


def _offer(now: Instant, id: str) -> Offer:
    kind, _, name = id.partition(":")
    if kind == "option":
        return Offer(id, _called(replace(now, step=now.content.step(name))), _called(now))
    if kind == "bookmark":
        return Offer(id, _bookmark(now.choices, name).name, *_own(now))
    return Offer(id, _healthy_name(now) if kind == HEALTHY else _word(now, kind), *_own(now))


def _own(now: Instant) -> tuple[str, str]:
    """What the patient's own picture is called, and its value where the name does not say it.

    "Yours" is said only where somebody typed the finding and the slider stands on it.
    """
    said = now.slider.value_text if now.slider else _stage_name(now)
    typed = {name for name in _healthy_stages(now.content, now.step) if name in now.choices.given}
    if any(now.names[name] == now.choices.findings[name] for name in typed):
        return _word(now, "yours"), said
    return _capital(said) or _word(now, "shown"), ""


def _stage_name(now: Instant) -> str:
    """The stage that the first disease of the step has reached."""
    for _, animation, x in now.running:
        stage = stage_at(animation, x) if isinstance(animation.driver, ParameterDriver) else None
        if stage:
            return name_in(stage.names, *now.words[:2])
    return ""


def _healthy_name(now: Instant) -> str:
    stage = next(iter(_healthy_stages(now.content, now.step).values()))
    return _capital(name_in(stage.names, *now.words[:2], HEALTHY))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _called(now: Instant) -> str:
    text = step_text(now)
    return text.beside or text.title or now.step.id


def _word(now: Instant, key: str) -> str:
    return WORDS.get(now.words[0].partition("-")[0], WORDS["en"])[key]


def _healthy_stages(content: SceneContent, step: Step) -> dict[str, Stage]:
    """The stage of health of each parameter; none in a step about what happens next, such as a treatment."""
    running = list(layers_of(content, step))
    if step.question or any(isinstance(animation.driver, TimeDriver) for _, animation in running):
        return {}
    return {
        animation.driver.parameter: stage
        for layer, animation in running
        if isinstance(animation.driver, ParameterDriver) and layer.at is None
        for stage in animation.stages
        if stage.id == HEALTHY
    }


def _timed(content: SceneContent, step: Step) -> tuple[str, ...]:
    """The animations of a step that run on time and are the viewer's to move: a treatment, an event."""
    return tuple(
        animation.id
        for layer, animation in layers_of(content, step)
        if isinstance(animation.driver, TimeDriver) and layer.at is None
    )


def _bookmark(choices: Choices, id: str) -> Bookmark:
    return next(mark for mark in choices.bookmarks if mark.id == id)
