"""A lesson page on the made-up pump: meshes made in memory, a clock in the hand, words in two languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scene.fixture_lesson import LESSON, MODELS, MOVES, PACK

from anatomy_viewer.content.lesson import Glossary, Lesson, LessonText
from anatomy_viewer.content.library import Library
from anatomy_viewer.render.glb import GlbPart
from anatomy_viewer.render.looks import look_of
from anatomy_viewer.render.meshes import MeshStore, ModelMesh, PartMesh
from anatomy_viewer.render.morphs import Morph
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.lesson_page import LessonPage
from anatomy_viewer.ui.theme import Look, Theme

BALLS = {
    "pump/wall": ((0.0, 0.0, 0.0), 30.0),
    "pump/wall/inner": ((0.0, 0.0, 0.0), 20.0),
    "pump/pipes/left": ((-34.0, 18.0, 10.0), 10.0),
    "pump/pipes/right": ((34.0, 18.0, 10.0), 10.0),
    "pump/patch": ((0.0, 0.0, 40.0), 5.0),
    "pipe/wall": ((0.0, 0.0, 0.0), 4.0),
    "pipe/stream": ((0.0, 0.0, 0.0), 2.0),
    "pipe/tube": ((0.0, 0.0, 0.0), 3.0),
}
"""Part -> middle and radius, RAS mm."""


def ball(part: str, middle, radius: float, rings: int = 16) -> GlbPart:
    """A closed ball as a part, with the morphs that the lesson moves."""
    polar, around = np.meshgrid(np.linspace(0, np.pi, rings), np.linspace(0, 2 * np.pi, rings), indexing="ij")
    normals = np.stack([np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], -1)
    normals = normals.reshape(-1, 3).astype(np.float32)
    corner = np.arange((rings - 1) * rings).reshape(rings - 1, rings)[:, :-1].ravel()
    first = np.stack([corner, corner + rings, corner + 1], 1)
    second = np.stack([corner + 1, corner + rings, corner + rings + 1], 1)
    points = (normals * radius + np.asarray(middle)).astype(np.float32)
    shrink = (-0.3 * radius * normals).astype(np.float32)
    name = "beat" if part.startswith("pump") else "narrow"
    morph = Morph((0.5,) if name == "beat" else (1.0,), (shrink,), (np.zeros_like(normals),), name == "beat")
    faces = np.concatenate([first, second]).astype(np.int32)
    return GlbPart(part, points, normals, faces, None, None, {}, {name: morph}, (rings, rings))


def meshes() -> MeshStore:
    """The meshes of both models."""
    store = MeshStore()
    for model in MODELS.values():
        parts = {
            each.id: PartMesh(ball(each.id, *BALLS[each.id]), look_of(each.tissue), each.tissue, each.hidden)
            for each in model.parts
        }
        store.hold(ModelMesh(model.id, parts))
    return store


def on_a_spiral(library: Library, *names: str) -> MeshStore:
    """Models whose every part is a ball on a spiral: each can be seen and touched."""
    store = MeshStore()
    for name in names:
        parts = {}
        for place, each in enumerate(library.models[name].parts):
            middle = (30.0 * np.cos(place), 20.0 * np.sin(place), 6.0 * place - 60.0)
            parts[each.id] = PartMesh(
                ball(each.id, middle, 9.0), look_of(each.tissue), each.tissue, each.hidden
            )
        store.hold(ModelMesh(name, parts))
    return store


WORDS = {
    "en": (
        "Step by step",
        "Look at your **{pipe}**. It is {narrow} % narrow. We call it a [[pipe]].",
        "narrow",
    ),
    "sv": ("Steg för steg", "Se på ditt **{pipe}**. Det är {narrow} % trångt. Det kallas [[rör]].", "trångt"),
}


def words(language: str) -> LessonText:
    """The words of the lesson in a language."""
    title, body, narrow = WORDS[language]
    return LessonText.model_validate(
        {
            "title": title,
            "subtitle": title,
            "steps": {
                step.id: {"title": f"{title}: {step.id}", "body": body, "describe": f"A pump, {step.id}."}
                for step in STEPS
            },
            "questions": {
                "where": {
                    "ask": "Touch the pipe that is narrow.",
                    "right": "Yes, your {pipe}. Well found.",
                    "wrong": "Good try, not quite there. You touched: {touched}. We look for your {pipe}.",
                    "hint": "Look in the ring.",
                }
            },
            "findings": {
                "pipe": {"name": "Pipe", "choices": {"left": "left pipe", "right": "right pipe"}},
                "narrow": {"name": "How narrow"},
                "pulse": {"name": "Pulse"},
            },
            "sliders": {"narrow": {"name": f"How {narrow}?", "value": "{value} % " + narrow + " – {stage}"}},
            "key_messages": ["Pipes can be narrow."],
            "actions": ["Drink water."],
        }
    )


STEPS = [
    step
    if step.id != "show"
    else step.model_copy(
        update={"question": step.question.model_copy(update={"tries": 2, "hint": "pump:mid_{pipe}"})}
    )
    for step in LESSON.steps
]
SUMMARY = {"id": "summary", "kind": "summary", "scene": {"model": "pump"}}


def library() -> Library:
    """The made-up lesson in English and Swedish, with a question that gives a hint and a summary."""
    data = LESSON.model_dump() | {"languages": ("en", "sv"), "levels": ("plain",)}
    data["steps"] = [step.model_dump() for step in STEPS] + [SUMMARY]
    lesson = Lesson.model_validate(data)
    texts = {(language, "plain"): words(language) for language in WORDS}
    texts = {
        key: text.model_copy(update={"steps": {**text.steps, "summary": text.steps["pump"]}})
        for key, text in texts.items()
    }
    glossaries = {
        "en": Glossary(terms={"Pipe": "A tube for water."}),
        "sv": Glossary(terms={"rör": "En slang."}),
    }
    pack = replace(PACK, lesson=lesson, texts=texts, glossaries=glossaries)
    return Library(lessons={lesson.id: pack}, models=MODELS, animations=MOVES)


def unhurried(page: LessonPage) -> LessonPage:
    """Let a page's own clock stand still, and no press be a long one for the slowness of this machine."""
    page.now = lambda: 0.0
    page.stage.hands.gestures.hold.setInterval(3_600_000)
    return page


class Room:
    """A page, its session and a clock that moves only by `pass_time`."""

    def __init__(self, qtbot, step: str | None = None, *, size=(1280, 800), packs=None, **audience):
        self.qtbot = qtbot
        self.clock = ManualClock()
        audience = {"less_movement": True} | audience
        self.session = Session(packs or library(), clock=self.clock, audience=Audience(**audience))
        self.session.open("tight_pipe", step)
        self.theme = Theme(Look("light", audience.get("text_scale", 1.0), True))
        self.page = unhurried(LessonPage(self.session, self.theme, store=meshes()))
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.grab()

    @property
    def stage(self):
        return self.page.stage

    @property
    def words(self):
        return self.page.words

    def place(self, part: str):
        """Where the middle of a part lies on the stage, px."""
        middle, radius = BALLS[part]
        camera = self.stage.camera
        return self.stage.picture.place_of(camera, (middle[0], middle[1] + radius, middle[2])).toPoint()

    def pass_time(self, seconds: float, steps: int = 4) -> None:
        """Let the session's clock go on."""
        for _ in range(steps):
            self.clock.advance(seconds / steps)
            self.session.tick()
            self.stage.advance(seconds / steps)

    def close(self) -> None:
        """Give everything back."""
        self.page.close_stage()
