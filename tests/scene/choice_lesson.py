"""The made-up lesson with a choice between two or three pumps, for the page of a choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scene.fixture_lesson import LESSON, MODELS, MOVES, PACK, words

from anatomy_viewer.content.lesson import Lesson, LessonText
from anatomy_viewer.content.library import Library

OUTCOMES = [
    {"id": "burst", "sources": ["book"], "events": {"old": 18.2, "new": 16.4, "none": 25.0}},
    {"id": "noise", "sources": ["book"], "denominator": 1000, "events": {"old": 40, "new": 50, "none": 10}},
    {"id": "leak", "sources": ["book"], "counts": "events", "events": {"old": 97, "new": 85, "none": 120}},
]


def decision(options: tuple[str, ...]) -> dict[str, object]:
    """Return a choice between options, with figures for each."""
    told = [
        outcome
        | {"horizon": "5 years", "certainty": "high", "events": {o: outcome["events"][o] for o in options}}
        for outcome in OUTCOMES
    ]
    return {
        "id": "which_pump",
        "options": options,
        "outcomes": told,
        "values": ["quiet", "cheap", "unsure"],
        "updated": date(2026, 11, 21),
        "update_policy": "Each year.",
        "funding": "none",
    }


def choice_text(text: LessonText, options: tuple[str, ...]) -> LessonText:
    """Return a text with the words of the choice."""
    said = {
        "options": {
            option: {
                "name": f"The {option} pump",
                "what": "It pumps.",
                "harms": [f"A {option} pump can leak."],
            }
            for option in options
        },
        "outcomes": {"burst": "had a burst pipe", "noise": "heard a noise", "leak": "leaks a year"},
        "values": {"quiet": "A quiet pump", "cheap": "A cheap pump", "unsure": "I am not sure"},
    }
    step = text.steps["pump"].model_copy(update={"body": "Pumps differ.\n\nIt may be chance."})
    data = text.model_dump() | said
    data["steps"] = {**data["steps"], "choice": step.model_dump(), "summary": step.model_dump()}
    return LessonText.model_validate(data)


def choice_library(options: tuple[str, ...] = ("old", "new")) -> Library:
    """Return the lesson with the choice after its first step and a summary at its end."""
    data = LESSON.model_dump() | {"languages": ("en", "sv"), "levels": ("plain",)}
    choice = {"id": "choice", "kind": "decision", "scene": {"model": "pump"}, "decision": decision(options)}
    first, *rest = (step.model_dump() for step in LESSON.steps)
    data["steps"] = [first, choice, *rest, {"id": "summary", "kind": "summary", "scene": {"model": "pump"}}]
    lesson = Lesson.model_validate(data)
    texts = {(language, "plain"): choice_text(words(language, "plain"), options) for language in ("en", "sv")}
    pack = replace(PACK, lesson=lesson, texts=texts)
    return Library(lessons={lesson.id: pack}, models=MODELS, animations=MOVES)
