"""The made-up lesson with a chart: how much two pumps still give over the years, and where the patient is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scene.fixture_lesson import LESSON, MODELS, MOVES, PACK, words

from anatomy_viewer.content.lesson import Lesson, LessonText
from anatomy_viewer.content.library import Library

CHART: dict[str, Any] = {
    "id": "years",
    "x": {"minimum": 0, "maximum": 50},
    "y": {"minimum": 0, "maximum": 100},
    "lines": [
        {"id": "cared", "points": [[0, 100], [25, 92], [50, 80]], "sources": ["book"]},
        {"id": "left", "points": [[0, 100], [25, 70], [50, 25]], "sources": ["book"]},
    ],
    "marker": {"x": "pulse / 4", "y": "100 - narrow"},
}
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "A pump that is cared for gives more for longer",
        "x": {"name": "Age", "unit": "years"},
        "y": {"name": "Water in a day", "unit": "litres"},
        "lines": {"cared": "Cared for", "left": "Left alone"},
        "marker": "Your {pipe}",
        "note": "Made up for tests.",
    },
    "fr": {
        "title": "Une pompe entretenue donne plus longtemps",
        "x": {"name": "Âge", "unit": "ans"},
        "y": {"name": "Eau par jour", "unit": "litres"},
        "lines": {"cared": "Entretenue", "left": "Laissée à elle-même"},
        "marker": "Votre {pipe}",
        "note": "Inventé pour les essais.",
    },
}


def chart_library(**changes: Any) -> Library:
    """Return the lesson with a chart at its step `narrowing`; `changes` are for the chart."""
    data = LESSON.model_dump() | {"languages": ("en", "fr"), "levels": ("plain",)}
    for step in data["steps"]:
        if step["id"] == "narrowing":
            step["chart"] = CHART | changes
    data["sources"] = [
        {"id": "book", "kind": "textbook", "title": "Pumps", "authors": "Pipes AB, Water C", "year": 2001}
    ]
    lesson = Lesson.model_validate(data)
    texts = {(language, "plain"): _text(language) for language in ("en", "fr")}
    pack = replace(PACK, lesson=lesson, texts=texts)
    return Library(lessons={lesson.id: pack}, models=MODELS, animations=MOVES)


def _text(language: str) -> LessonText:
    data = words(language, "plain").model_dump() | {"charts": {"years": WORDS[language]}}
    return LessonText.model_validate(data)
