"""A pack's folder: which files belong to a lesson, a model or an animation, and how they become values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from anatomy_viewer import __version__
from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Frozen, Level
from anatomy_viewer.content.condition import Condition
from anatomy_viewer.content.lesson import Glossary, Lesson, LessonText
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack import PackInfo
from anatomy_viewer.content.problem import Problem, name_of
from anatomy_viewer.content.reading import Document, Reading, read

Value = TypeVar("Value", bound=Frozen)

_TEXT_NAME = re.compile(r"^([a-z]{2,3}(?:-[A-Za-z]+)*)\.(plain|standard|detailed)\.toml$")


@dataclass(frozen=True)
class LessonPack:
    """A lesson with everything that belongs to it: who made it, its condition and its words."""

    folder: Path
    info: PackInfo
    lesson: Lesson
    condition: Condition
    texts: Mapping[tuple[str, Level], LessonText]
    glossaries: Mapping[str, Glossary]

    @property
    def id(self) -> str:
        """Return the lesson's id."""
        return self.lesson.id

    def text(self, language: str, level: Level) -> LessonText:
        """Return the words in a language at a level, or the nearest there are.

        Falls back from `pt-BR` to `pt`, to the lesson's own language, then to another level of these.
        """
        tags = dict.fromkeys((language, language.split("-", maxsplit=1)[0], self.lesson.default_language))
        for wanted in (level, *self.lesson.levels):
            for tag in tags:
                if (tag, wanted) in self.texts:
                    return self.texts[tag, wanted]
        return next(iter(self.texts.values()))

    def glossary(self, language: str) -> Glossary:
        """Return the hard words of a language; an empty list where the pack explains none."""
        return self.glossaries.get(language, Glossary(terms={}))


class Reader(Protocol):
    """How a file becomes a value: `reading.read`, or from memory."""

    def __call__(self, path: Path, kind: type[Value], /) -> Reading[Value]:
        """Return the value of a file, or what is wrong with it."""


def read_model(folder: Path, read: Reader = read) -> tuple[Model | None, tuple[Problem, ...]]:
    """Read a model's folder."""
    reading = read(folder / "model.toml", Model)
    if reading.value is not None:
        reading.value._folder = folder
    return reading.value, reading.problems


def read_animation(folder: Path, read: Reader = read) -> tuple[Animation | None, tuple[Problem, ...]]:
    """Read an animation's folder."""
    reading = read(folder / "animation.toml", Animation)
    if reading.value is not None:
        reading.value._folder = folder
    return reading.value, reading.problems


def read_lesson(folder: Path, read: Reader = read) -> tuple[LessonPack | None, tuple[Problem, ...]]:
    """Read a lesson's folder: every mistake of every file comes back at once."""
    info = read(folder / "pack.toml", PackInfo)
    lesson = read(folder / "lesson.toml", Lesson)
    condition = read(folder / "condition.toml", Condition)
    texts = dict(_read_texts(folder, read))
    glossaries = {path.stem: read(path, Glossary) for path in sorted((folder / "glossary").glob("*.toml"))}
    readings: list[Reading[Frozen]] = [info, lesson, condition, *texts.values(), *glossaries.values()]
    problems = tuple(problem for reading in readings for problem in reading.problems)
    problems += _strangers(folder) + (() if texts else _without_words(folder)) + _too_new(info)
    if problems or info.value is None or lesson.value is None or condition.value is None:
        return None, problems
    pack = LessonPack(folder, info.value, lesson.value, condition.value, _values(texts), _values(glossaries))
    return pack, ()


def _read_texts(folder: Path, read: Reader) -> Iterator[tuple[tuple[str, Level], Reading[LessonText]]]:
    for path in sorted((folder / "text").glob("*.toml")):
        named = _TEXT_NAME.match(path.name)
        if named:
            level: Level = named.group(2)  # type: ignore[assignment]
            yield (named.group(1), level), read(path, LessonText)


def _strangers(folder: Path) -> tuple[Problem, ...]:
    """Return a problem for each file among the texts whose name says no language and level."""
    return tuple(
        Problem(
            name_of(path),
            None,
            "",
            "the file's name does not say a language and a level",
            "Name it en.plain.toml, fr.standard.toml, sv.detailed.toml or the like.",
            "S1",
        )
        for path in sorted((folder / "text").glob("*.toml"))
        if not _TEXT_NAME.match(path.name)
    )


def _too_new(info: Reading[PackInfo]) -> tuple[Problem, ...]:
    if info.value is None or not info.value.needs_newer(__version__):
        return ()
    what = f"the pack needs Anatomy Viewer {info.value.min_app} or newer, and this is {__version__}"
    line = Document(info.path).line(("min_app",))
    return (Problem(name_of(info.path), line, "min_app", what, "Install the newer viewer.", "S1"),)


def _without_words(folder: Path) -> tuple[Problem, ...]:
    what = "the lesson has no words at all"
    return (Problem(name_of(folder / "text"), None, "", what, "Write text/en.plain.toml first.", "T1"),)


def _values(readings: Mapping[_Key, Reading[Value]]) -> dict[_Key, Value]:
    return {key: reading.value for key, reading in readings.items() if reading.value is not None}


_Key = TypeVar("_Key")
