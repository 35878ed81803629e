"""The made-up lesson with its pipe inside the pump: a step into which one travels."""

from __future__ import annotations

from dataclasses import replace

from anatomy_viewer.content.library import Library


def with_journey(made: Library, step: str = "mending") -> Library:
    """A library whose made-up lesson has a step that lies in the pump's pipe."""
    pack = made.lessons["tight_pipe"]
    steps = [
        each.model_copy(update={"scene": each.scene.model_copy(update={"arrive": "pump:mid_{pipe}"})})
        if each.id == step
        else each
        for each in pack.lesson.steps
    ]
    lesson = pack.lesson.model_copy(update={"steps": tuple(steps)})
    return replace(made, lessons={lesson.id: replace(pack, lesson=lesson)})
