"""What a scene is made of: the models, animations and words that one lesson needs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Level
from anatomy_viewer.content.lesson import Lesson, LessonText, Step
from anatomy_viewer.content.mirroring import is_mirror_image, mirror_image, plain_id
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.scene.parts import expand

Kept = TypeVar("Kept")
_MOST_KEPT = 16
"""How many made things a lesson remembers."""


@dataclass(frozen=True)
class SceneContent:
    """A lesson with its words, and the models and animations that it may name."""

    lesson: Lesson
    texts: Mapping[tuple[str, Level], LessonText]
    models: Mapping[str, Model]
    animations: Mapping[str, Animation]

    def step(self, step_id: str) -> Step:
        """The step of that id; raises UnknownNameError where the lesson has none."""
        if step_id not in self._steps:
            raise unknown("step", step_id, self._steps)
        return self._steps[step_id]

    def model(self, model_id: str) -> Model:
        """The model of that id, or its mirror image; raises UnknownNameError where there is none."""
        if model_id in self._images:
            return self._images[model_id]
        plain = plain_id(model_id)
        if plain not in self.models:
            raise unknown("model", plain, self.models)
        if not is_mirror_image(model_id):
            return self.models[plain]
        return self._images.setdefault(model_id, mirror_image(self.models[plain]))

    def parts_named(self, model_id: str, pattern: str) -> tuple[str, ...]:
        """The parts of a model that a pattern names (see `expand`); looked for once, asked in every frame."""
        key = (model_id, pattern)
        if key not in self._found:
            ids = {part.id: None for part in self.model(model_id).parts}.keys()
            self._found[key] = expand(pattern, ids)
        return self._found[key]

    @cached_property
    def telling(self) -> tuple[Animation, ...]:
        """The animations of the lesson that say figures."""
        layers = [layer.animation for step in self.lesson.steps for layer in step.scene.layers]
        known = (self.animations[name] for name in dict.fromkeys(layers) if name in self.animations)
        return tuple(animation for animation in known if animation.readings)

    @cached_property
    def _images(self) -> dict[str, Model]:
        return {}

    def remembered(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was made for a key, made once: for what costs time and is asked for in every frame.

        Keys of one kind that follow a patient's figures come and go; the oldest is forgotten.
        """
        if key not in self._kept:
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = make()
        kept: Kept = self._kept[key]
        return kept

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _found(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.lesson.steps}

    @cached_property
    def cyclic(self) -> frozenset[str]:
        """The morphs whose weight is a phase that comes round."""
        return frozenset(m.id for model in self.models.values() for m in model.morphs if m.cyclic)
