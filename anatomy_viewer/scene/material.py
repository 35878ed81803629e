"""What a scene is made of: the models, animations and words that one lesson needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Level
from anatomy_viewer.content.lesson import Lesson, LessonText, Step
from anatomy_viewer.content.mirroring import is_mirror_image, mirror_image, plain_id
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.scene.parts import expand


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
    def _images(self) -> dict[str, Model]:
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
