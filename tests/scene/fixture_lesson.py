"""A tiny made-up organ with a lesson, as values: enough of everything that a scene can hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.condition import Condition
from anatomy_viewer.content.lesson import Glossary, Lesson, LessonText
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack import PackInfo
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.scene.material import SceneContent

LICENCE = {"spdx": "CC-BY-4.0"}


def named(english: str, french: str = "") -> dict[str, str]:
    return {"en": english, "fr": french or f"{english} (fr)"}


def part(id: str, **more: object) -> dict[str, object]:
    return {"id": id, "names": named(id.rsplit("/", 1)[-1].title()), "tissue": "muscle", **more}


PUMP = Model.model_validate(
    {
        "id": "pump",
        "names": named("Pump", "Pompe"),
        "licence": LICENCE,
        "parts": [
            part("pump/wall"),
            part("pump/wall/inner", layer=2),
            part(
                "pump/pipes/left",
                layer=1,
                names={"en": {"plain": "Left pipe", "detailed": "Sinister duct"}, "fr": "Tuyau gauche"},
            ),
            part("pump/pipes/right", layer=1),
            part("pump/patch", hidden=True),
        ],
        "layers": [
            {"names": named("Outer wall", "Paroi externe")},
            {"names": named("Pipes", "Tuyaux")},
            {"names": named("Lining", "Revêtement")},
        ],
        "groups": [{"id": "pump/pipes", "names": named("Plumbing", "Tuyauterie")}],
        "views": [
            {
                "id": "front",
                "names": named("Front"),
                "direction": [0, 2, 0],
                "target": [0, 0, 0],
                "height": 120,
            },
            {
                "id": "inside",
                "names": named("Inside"),
                "direction": [1, 1, 0],
                "target": [0, 0, 10],
                "height": 60,
                "cut": {"origin": [0, 0, 0], "normal": [0, 3, 0]},
            },
        ],
        "anchors": [
            {"id": "mid_left", "point": [-10, 5, 3], "part": "pump/pipes/left"},
            {"id": "mid_right", "point": [10, 5, 3], "part": "pump/pipes/right"},
        ],
        "masks": [{"id": "field", "names": named("Field")}],
        "morphs": [{"id": "beat", "meaning": "one round", "cyclic": True}],
    }
)

PIPE = Model.model_validate(
    {
        "id": "pipe",
        "names": named("Pipe", "Tuyau"),
        "licence": LICENCE,
        "parts": [part("pipe/wall"), part("pipe/stream", hidden=True), part("pipe/tube", hidden=True)],
        "views": [
            {
                "id": "along",
                "names": named("Along"),
                "direction": [0, 1, 0],
                "target": [0, 0, 0],
                "height": 12,
                "cut": {"origin": [0, 0, 0], "normal": [0, 1, 0]},
            }
        ],
        "morphs": [{"id": "narrow", "meaning": "narrowing"}],
    }
)

ANIMATIONS = [
    {
        "id": "narrowing",
        "model": "pipe",
        "names": named("Narrowing"),
        "driver": {"parameter": "narrow", "unit": "%", "minimum": 0, "maximum": 100},
        "stages": [
            {"id": "healthy", "at": 0, "names": named("open", "ouvert")},
            {"id": "tight", "at": 70, "names": named("Tight", "Serré")},
        ],
        "channels": [
            {
                "part": "pipe/*",
                "property": "morph.narrow",
                "input": [0, 50, 100],
                "output": [0, 0.4, 1],
                "interpolation": "cubic",
            },
            {"part": "pipe/stream", "property": "flow.amount", "input": [0, 100], "output": [1.0, 0.0]},
            {"part": "pipe/stream", "property": "flow.speed", "input": [0, 100], "output": [60.0, 10.0]},
        ],
        "notes": [named("The pipe is drawn wider.", "Le tuyau est dessiné plus large.")],
    },
    {
        "id": "beating",
        "model": "pump",
        "names": named("Beating"),
        "driver": {"cycle": "heartbeat", "rate": 60, "minimum_rate": 40, "maximum_rate": 120},
        "channels": [
            {
                "part": "pump/*",
                "property": "morph.beat",
                "input": [0, 1],
                "output": [0.0, 1.0],
                "exaggeration": 2,
            }
        ],
    },
    {
        "id": "mending",
        "model": "pipe",
        "names": named("Mending"),
        "driver": {"seconds": 8},
        "stages": [
            {"id": "in", "at": 0, "names": named("Tube in")},
            {"id": "open", "at": 6, "names": named("Open again")},
        ],
        "channels": [
            {"part": "pipe/tube", "property": "visible", "input": [0, 2], "output": [False, True]},
            {
                "part": "pipe/*",
                "property": "morph.narrow",
                "mix": "multiply",
                "input": [2, 6],
                "output": [1.0, 0.05],
            },
        ],
    },
    {
        "id": "patching",
        "model": "pump",
        "names": named("Patching"),
        "driver": {"seconds": 4},
        "channels": [
            {"part": "pump/patch", "property": "visible", "input": [0, 1], "output": [False, True]},
            {
                "part": "pump/wall",
                "property": "tint.field",
                "input": [0, 4],
                "output": [[1, 0, 0, 0], [0, 0, 1, 1]],
            },
            {"part": "pump/wall", "property": "still.field", "input": [0, 4], "output": [0.0, 1.0]},
        ],
    },
]

LESSON = Lesson.model_validate(
    {
        "id": "tight_pipe",
        "minutes": 3,
        "levels": ["plain", "detailed"],
        "languages": ["en", "fr"],
        "findings": [
            {"id": "narrow", "kind": "number", "unit": "%", "default": 70},
            {"id": "pipe", "kind": "choice", "choices": ["left", "right"], "default": "left"},
            {"id": "pulse", "kind": "number", "minimum": 30, "maximum": 150, "default": 60},
        ],
        "steps": [
            {
                "id": "pump",
                "scene": {"model": "pump", "layers": [{"animation": "beating"}], "labels": ["pump/wall"]},
            },
            {
                "id": "narrowing",
                "slider": "narrow",
                "cues": [{"driver": "narrow", "start": 0, "end": "narrow", "seconds": 4}],
                "scene": {
                    "model": "pump",
                    "camera": {"view": "front"},
                    "fade": ["pump/wall/*"],
                    "highlight": ["pump/pipes/{pipe}"],
                    "labels": ["pump/pipes/{pipe}", "pump/wall"],
                    "layers": [{"animation": "beating"}, {"animation": "narrowing"}],
                    "lens": {
                        "model": "pipe",
                        "view": "along",
                        "anchor": "pump:mid_{pipe}",
                        "magnification": 8,
                    },
                },
            },
            {
                "id": "mending",
                "when": "narrow >= 50",
                "slider": "mending",
                "scene": {
                    "model": "pipe",
                    "layers": [
                        {"animation": "narrowing"},
                        {"animation": "mending"},
                        {"animation": "patching"},
                    ],
                },
            },
            {
                "id": "inside",
                "scene": {
                    "model": "pump",
                    "camera": {"view": "inside"},
                    "cut": True,
                    "hide": ["pump/pipes/*"],
                },
            },
            {
                "id": "show",
                "kind": "teach_back",
                "scene": {"model": "pump"},
                "question": {"id": "where", "kind": "point", "correct": ["pump/pipes/{pipe}"], "tries": 3},
            },
        ],
    }
)


def words(language: str, level: str) -> LessonText:
    return LessonText.model_validate(
        {
            "title": "A tight pipe",
            "subtitle": "About pipes",
            "steps": {
                step.id: {
                    "title": f"{language} {level} {step.id}",
                    "body": "Your {pipe} is {narrow} % narrow: {stage}.",
                    "describe": "A pump.",
                    "caption": "Inside, {magnification} times larger" if level == "plain" else "Inside",
                }
                for step in LESSON.steps
            },
            "findings": {
                "pipe": {"name": "Which pipe", "choices": {"left": "left pipe", "right": "right pipe"}},
                "narrow": {"name": "How narrow"},
                "pulse": {"name": "Pulse"},
            },
            "sliders": {"narrow": {"name": "How narrow is it?", "value": "{value} % narrow – {stage}"}},
        }
    )


TEXTS = {
    (language, level): words(language, level) for language in ("en", "fr") for level in ("plain", "detailed")
}
MODELS = {model.id: model for model in (PUMP, PIPE)}
MOVES = {a.id: a for a in map(Animation.model_validate, ANIMATIONS)}

CONTENT = SceneContent(lesson=LESSON, texts=TEXTS, models=MODELS, animations=MOVES)

PACK = LessonPack(
    Path(),
    PackInfo.model_validate(
        {
            "format": "avlesson/1",
            "id": "org.example.tight_pipe",
            "version": "0.1.0",
            "review_by": date(2027, 11, 1),
            "funding": "none",
            "licence": LICENCE,
            "people": [{"name": "A", "role": "author"}],
        }
    ),
    LESSON,
    Condition.model_validate(
        {
            "id": "tight_pipe",
            "names": named("Tight pipe"),
            "region": "circulation",
            "codes": [{"system": "icd11", "code": "X"}],
        }
    ),
    TEXTS,
    {"en": Glossary(terms={"pipe": "A tube."})},
)

LIBRARY = Library(lessons={LESSON.id: PACK}, models=MODELS, animations=MOVES)
