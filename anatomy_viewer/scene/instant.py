"""What the pictures and words of one instant share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Level
from anatomy_viewer.content.lesson import Layer, LessonText, Step, StepText
from anatomy_viewer.content.model import Anchor, Model
from anatomy_viewer.scene.choices import Choices, FindingValue
from anatomy_viewer.scene.drivers import driver_values, layers_of, place
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.parts import fill
from anatomy_viewer.scene.readings import readings
from anatomy_viewer.scene.sides import model_of
from anatomy_viewer.scene.slider import SliderState, inside_sentence, slider_of
from anatomy_viewer.scene.words import figure, filled, slots, text_for


@dataclass(frozen=True, slots=True)
class Instant:
    """What was chosen, where the drivers stand and which words are spoken at one instant."""

    content: SceneContent
    choices: Choices
    step: Step
    time: float
    names: Mapping[str, FindingValue]
    """Findings, and over them the drivers' values."""
    words: tuple[str, Level, LessonText]
    running: tuple[tuple[Layer, Animation, float], ...]
    """The layers, their animations and where each stands on its driver."""

    @property
    def model(self) -> Model:
        """The model of the large picture, as it lies in this patient: the mirror image for the other side."""
        return model_of(self.content, self.step, self.choices.findings)

    def model_called(self, model_id: str) -> Model | None:
        """A model that the step speaks of, as it is shown; None where there is none of that id."""
        if model_id == self.step.scene.model:
            return self.model
        return self.content.models.get(model_id)

    @property
    def slider(self) -> SliderState | None:
        """The slider under the picture."""
        return slider_of(self.content, self.step, self.names, self.words)

    @property
    def slots(self) -> dict[str, str]:
        """What the slots of the words stand for: the patient's own values, wherever the slider is."""
        language, _, text = self.words
        own, lens = self._own_slider, self.step.scene.lens
        more = readings(self.content.telling, self._own_names, language) | {
            "stage": inside_sentence(own.stage) if own else "",
            "magnification": figure(lens.magnification, language) if lens else "",
        }
        return slots(text, language, self.choices.findings, more)

    @property
    def _own_slider(self) -> SliderState | None:
        return slider_of(self.content, self.step, self._own_names, self.words)

    @property
    def _own_names(self) -> dict[str, FindingValue]:
        """Findings, and the values of drivers that no finding sets."""
        return {**self.names, **self.choices.findings}


def instant(content: SceneContent, choices: Choices, time: float) -> Instant:
    """Gather what one instant's pictures and words share.

    Raises LookupError where the step does not exist or has no words.
    """
    step = content.step(choices.step)
    names = {**choices.findings, **driver_values(content, choices, step, time)}
    running = tuple(
        (layer, animation, place(animation, layer, names, choices, time))
        for layer, animation in layers_of(content, step)
    )
    return Instant(content, choices, step, time, names, text_for(content, choices.audience), running)


def anchor_of(now: Instant, pattern: str) -> Anchor | None:
    """The anchor that `model:anchor` names for this patient; None where the model has none of that id."""
    model_id, _, name = fill(pattern, now.choices.findings).partition(":")
    model = now.model_called(model_id)
    return next((anchor for anchor in model.anchors if anchor.id == name), None) if model else None


def step_text(now: Instant) -> StepText:
    """The words of the step with the patient's values in them; empty ones where the text lacks the step."""
    words = now.words[2].steps.get(now.step.id)
    return filled(words or StepText(title="", body="", describe=""), now.slots)
