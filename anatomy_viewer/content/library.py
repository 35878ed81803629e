"""The library: every pack on this machine, read into values. Broken ones are left out and told."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.check import Check, Surroundings, run_checks
from anatomy_viewer.content.checks_reference import check_assets
from anatomy_viewer.content.entry import Entry, entries_of, found, with_code
from anatomy_viewer.content.memory import Memory, RememberedPack
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack_folder import LessonPack, read_animation, read_lesson, read_model
from anatomy_viewer.content.problem import Problem, in_reading_order, name_of, resolved
from anatomy_viewer.content.reading import read

_HERE = Path(__file__).resolve()
ENTRY_POINTS = "anatomy_viewer.packs"
"""The entry point group in which an installed distribution names a package that holds packs."""

FILES = {"lessons": "lesson.toml", "models": "model.toml", "animations": "animation.toml"}
"""The kinds of pack: the folder they stand in, and the file that makes a folder one of them."""

_ORDER = ("models", "animations", "lessons")
"""The kinds in the order in which they are read: a lesson is looked at with what it needs."""

Report = Callable[[int, int], None]
"""Told before each pack how many have been read, and how many there are."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def folder(self) -> Path: ...


Shelved = TypeVar("Shelved", bound=_Identified)


@dataclass(frozen=True)
class Library:
    """Lessons, models and animations by id, and the problems of the packs that could not be read."""

    lessons: Mapping[str, LessonPack] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    animations: Mapping[str, Animation] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LessonPack, ...] = ()
    """Lessons that can be read but not shown, since a model, view or animation of theirs is not here."""

    @classmethod
    def load(
        cls,
        extra_folders: Iterable[Path] = (),
        *,
        roots: Iterable[Path] | None = None,
        memory: Path | None = None,
        report: Report = lambda _done, _all: None,
    ) -> Library:
        """Read every pack: in `extra_folders`, then built in, then installed, then the user's own.

        The first of two packs with the same id counts; the other is told as a problem. `roots` stands in for
        the places of this machine (tests). `memory` is a file that makes the next load of the same packs
        fast, also where this one is stopped halfway: by what `report` raises, which is told how far it is.
        Never raises for what a pack holds.
        """
        places = standard_roots() if roots is None else roots
        found: dict[tuple[str, Path], tuple[str, Path]] = {}
        for kind, folder in (pack for root in (*extra_folders, *places) for pack in pack_folders(root)):
            # One folder may be found twice, by two names.
            found.setdefault((kind, resolved(folder)), (kind, folder))
        remembered = Memory(memory) if memory else None
        shelves, order = _Shelves(remembered), sorted(found.values(), key=lambda pack: _ORDER.index(pack[0]))
        try:
            for number, (kind, folder) in enumerate(order):
                report(number, len(order))
                shelves.read(kind, folder)
        except BaseException:
            if remembered:
                remembered.save_so_far()
            raise
        if remembered:
            remembered.save()
        return shelves.library()

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """What is listed, by id: every lesson, or each condition of one that tells of several."""
        return {entry.id: entry for pack in self.lessons.values() for entry in entries_of(pack)}

    def entry(self, entry_id: str) -> Entry | None:
        """Return what is listed under an id, or a lesson under its own; None where there is none."""
        lesson = self.lessons.get(entry_id)
        return Entry(lesson) if lesson else self.entries.get(entry_id)

    def search(self, words: str, language: str = "en") -> list[Entry]:
        """Return the entries whose names, synonyms or codes begin with the words; best first.

        Accents and capitals do not matter; no words at all give every entry.
        """
        return found(self.entries.values(), words, language)

    def with_code(self, code: str) -> Entry | None:
        """Return the entry for a code of a condition (see `entry.with_code`); None where there is none."""
        return with_code(self.entries.values(), code)


def built_in_root() -> Path:
    """Return the folder of the packs that come with the viewer: in the package, or the source tree."""
    installed = _HERE.parents[1] / "packs"
    return installed if installed.is_dir() else _HERE.parents[2]


def user_root() -> Path:
    """Return the folder where this user's own packs are; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("anatomy-viewer", appauthor=False) / "packs"


def standard_roots() -> tuple[Path, ...]:
    """Return the places of this machine where packs are: built in, installed, the user's own."""
    return (built_in_root(), *_installed_roots(), user_root())


def pack_folders(place: Path) -> Iterator[tuple[str, Path]]:
    """Yield (kind, folder) of each pack at a place: its own folder, or one that holds `lessons/` and such.

    A lesson may bring its own models and animations in folders of those names.
    """
    for kind in FILES:
        if _is_pack(place, kind):
            yield kind, place
        for folder in _subfolders(place / kind):
            if _is_pack(folder, kind):
                yield kind, folder
            yield from _brought_by(folder) if kind == "lessons" else ()


def _brought_by(lesson: Path) -> Iterator[tuple[str, Path]]:
    for kind in ("models", "animations"):
        yield from ((kind, folder) for folder in _subfolders(lesson / kind) if _is_pack(folder, kind))


def _is_pack(folder: Path, kind: str) -> bool:
    """Say whether a folder means to be a pack of a kind; a lesson is known by its `pack.toml` as well."""
    names = (FILES[kind], "pack.toml") if kind == "lessons" else (FILES[kind],)
    try:
        return any((folder / name).is_file() for name in names)
    except OSError:
        return False


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(item for item in folder.iterdir() if item.is_dir() and not item.name.startswith("."))
    except OSError:
        return []


def _installed_roots() -> Iterator[Path]:
    if not any(ENTRY_POINTS.encode() in text for text in _entry_point_files()):
        return  # the library below takes longer to load than most libraries of lessons to read
    from importlib.metadata import entry_points

    for entry in entry_points(group=ENTRY_POINTS):
        # The package is found, not imported: packs are text, and nothing of theirs is ever run.
        top, *below = entry.module.split(".")
        try:
            spec = importlib.util.find_spec(top)
        except (ImportError, ValueError):
            continue
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place, *below)


def _entry_point_files() -> Iterator[bytes]:
    """Yield what each installed distribution says of its entry points."""
    for folder in _distributions():
        with suppress(OSError):
            yield Path(folder, "entry_points.txt").read_bytes()


def _distributions() -> Iterator[str]:
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as entries:
            yield from (entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))


def memory_file() -> Path:
    """Return the file in the user's cache that makes the next start fast."""
    from platformdirs import user_cache_path

    return user_cache_path("anatomy-viewer", appauthor=False) / "library.known"


class _Shelves:
    """What is read so far. Models and animations come before the lessons, which need them."""

    def __init__(self, memory: Memory | None) -> None:
        self.memory = memory
        self.read_file = memory.read if memory else read
        self.models: dict[str, Model] = {}
        self.animations: dict[str, Animation] = {}
        self.lessons: dict[str, LessonPack] = {}
        self.missing: dict[str, tuple[Problem, ...]] = {}
        self.problems: list[Problem] = []

    def read(self, kind: str, folder: Path) -> None:
        """Read the pack in a folder."""
        if kind == "models":
            self.problems += _keep(self.models, folder, *read_model(folder, self.read_file))
        elif kind == "animations":
            self.problems += _keep(self.animations, folder, *read_animation(folder, self.read_file))
        else:
            self._read_lesson(folder)

    def library(self) -> Library:
        """Return all that was read."""
        shown = {name: pack for name, pack in self.lessons.items() if name not in self.missing}
        left_out = tuple(self.lessons[name] for name in self.missing)
        told = [*self.problems, *(problem for several in self.missing.values() for problem in several)]
        return Library(shown, self.models, self.animations, in_reading_order(told), left_out)

    def _read_lesson(self, folder: Path) -> None:
        known = self.memory.lesson(folder) if self.memory else None
        pack, problems = (known, ()) if known else read_lesson(folder)
        self.problems += _keep(self.lessons, folder, pack, problems)
        if pack is None or self.lessons[pack.id] is not pack:
            return
        missing = self._missing(pack)
        if missing:
            self.missing[pack.id] = missing
        elif self.memory:
            self.memory.keep(pack)

    def _missing(self, pack: LessonPack) -> tuple[Problem, ...]:
        """Return what a lesson needs that is not here; one found whole with the same models still is."""
        if isinstance(pack, RememberedPack) and self._same_around:
            return ()
        return tuple(run_checks(_NEEDED, pack, self._around))

    @cached_property
    def _around(self) -> Surroundings:
        return Surroundings(self.models, self.animations, date.today())

    @cached_property
    def _same_around(self) -> bool:
        return self.memory is not None and self.memory.same_around()


_NEEDED = (Check("S2", "a step's models, views and animations exist", check_assets),)
"""Without these a lesson cannot be opened; whatever else is wrong is for its author to hear."""


def _keep(
    shelf: dict[str, Shelved], folder: Path, entry: Shelved | None, problems: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """Put a pack on its shelf unless one with its id stands there; return what there is to tell."""
    if entry is None:
        return problems
    first = shelf.setdefault(entry.id, entry)
    if first is entry:
        return problems
    what = f'the id "{entry.id}" is taken by {name_of(first.folder)}'
    return (
        *problems,
        Problem(name_of(folder), None, "", what, "Give this one an id of its own.", "S4", "warning"),
    )
