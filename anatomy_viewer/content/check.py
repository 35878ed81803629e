"""What a check is: a small function over a pack that yields faults, with a code that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import Level
from anatomy_viewer.content.lesson import StepText
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath
from anatomy_viewer.content.problem import Problem, Severity, did_you_mean
from anatomy_viewer.content.reading import Document
from anatomy_viewer.content.wording import Mistake

Pack = TypeVar("Pack", LessonPack, Model, Animation)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a key path of a pack's file: what, and what to do."""

    file: Path
    path: KeyPath
    what: str
    hint: str
    near: str = ""
    """Words of the text that it is about, so that it is told on their line."""


@dataclass(frozen=True)
class Surroundings:
    """What a check may look at besides the pack: other packs, the date, each language's hard words."""

    models: Mapping[str, Model]
    animations: Mapping[str, Animation]
    today: date
    jargon: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check(Generic[Pack]):
    """One check: its code, what it looks for, and the function that looks."""

    code: str
    about: str
    run: Callable[[Pack, Surroundings], Iterator[Fault]]
    severity: Severity = "error"


def unknown(file: Path, path: KeyPath, kind: str, word: str, known: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault where a word is not among the known ones: `view "fron" does not exist`."""
    choices = tuple(known)
    if word not in choices:
        yield Fault(file, path, f'{kind} "{word}" does not exist', did_you_mean(word, choices))


@dataclass(frozen=True, slots=True)
class StepWords:
    """The words of one step in one language at one level, and where they stand."""

    file: Path
    language: str
    level: Level
    step: str
    words: StepText

    def fault(self, what: str, hint: str, field: str = "body", near: str = "") -> Fault:
        """Return a fault in these words, told on the line where `near` stands."""
        return Fault(self.file, ("steps", self.step, field), what, hint, near)


def step_words(pack: LessonPack) -> Iterator[StepWords]:
    """Yield the words of every step of a lesson, in every language and level."""
    for (language, level), text in pack.texts.items():
        file = text_file(pack, language, level)
        for step, words in text.steps.items():
            yield StepWords(file, language, level, step, words)


def text_file(pack: LessonPack, language: str, level: str) -> Path:
    """Return the file of a lesson's words in a language at a level."""
    return pack.folder / "text" / f"{language}.{level}.toml"


def run_checks(checks: Iterable[Check[Pack]], pack: Pack, around: Surroundings) -> Iterator[Problem]:
    """Yield the problems that some checks find in one pack."""
    documents: dict[Path, Document] = {}
    for each in checks:
        for fault in each.run(pack, around):
            document = documents.setdefault(fault.file, Document(fault.file))
            mistake = Mistake(fault.path, fault.what, fault.hint, each.code, near=fault.near)
            yield document.problem(mistake, each.severity)
