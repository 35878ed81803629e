"""What a scene is made of: the models, animations and words that one lesson needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Level
from anatomy_viewer.content.lesson import Lesson, LessonText, Step
from anatomy_viewer.content.model import Model


@dataclass(frozen=True)
class SceneContent:
    """A lesson with its words, and the models and animations that it may name."""

    lesson: Lesson
    texts: Mapping[tuple[str, Level], LessonText]
    models: Mapping[str, Model]
    animations: Mapping[str, Animation]

    def step(self, step_id: str) -> Step:
        """The step of that id; raises LookupError where the lesson has none."""
        try:
            return self._steps[step_id]
        except KeyError:
            raise LookupError(f"lesson {self.lesson.id!r} has no step {step_id!r}") from None

    def model(self, model_id: str) -> Model:
        """The model of that id; raises LookupError where there is none."""
        try:
            return self.models[model_id]
        except KeyError:
            raise LookupError(f"there is no model {model_id!r}") from None

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.lesson.steps}

    @cached_property
    def cyclic(self) -> frozenset[str]:
        """The morphs whose weight is a phase that comes round."""
        return frozenset(m.id for model in self.models.values() for m in model.morphs if m.cyclic)
