"""What was read before: an unchanged pack is taken from memory, checked already, instead of being read anew.

Reading TOML and checking it takes far longer than taking the checked values back. Of a lesson only what finds
and lists it is taken at once; its steps and words wait until somebody looks. The memory is only ever a
shortcut: if it is missing, spoilt or out of date, files are read as if it were not there.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

from pydantic import VERSION

from anatomy_viewer.content.base import Frozen, Level
from anatomy_viewer.content.lesson import Glossary, Lesson, LessonText
from anatomy_viewer.content.pack_folder import LessonPack, read_lesson
from anatomy_viewer.content.reading import Reading, Value, read

Stamps = tuple[tuple[str, int, int], ...]
"""Name, time and size of files: while they are the same, so is what the files say."""

_FORMATS = ("base", "model", "animation", "lesson", "condition", "pack", "pack_folder", "memory")
EARLY = 3.0
"""Seconds of reading after which what was read so far is written down."""
_SPOILT = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, ImportError)
"""What taking values out of a damaged file may raise, besides what the unpickler says of itself."""


class RememberedPack(LessonPack):
    """A pack that is known and unchanged: its lesson and words are taken from memory when first asked for."""

    def __init__(self, folder: Path, known: Mapping[str, Any], key: str, contents: Path) -> None:
        self.__dict__.update(folder=folder, info=known["info"], condition=known["condition"])
        self.__dict__.update(_id=known["id"], _key=key, _file=contents)

    def __eq__(self, other: object) -> bool:
        """Say whether another pack holds the same."""
        return isinstance(other, LessonPack) and _parts_of(self) == _parts_of(other)

    __hash__ = None  # type: ignore[assignment]  # as a pack that was read

    @property
    def id(self) -> str:
        """Return the lesson's id."""
        return str(self.__dict__["_id"])

    @cached_property
    def lesson(self) -> Lesson:
        """Return the lesson."""
        return self._contents.lesson

    @cached_property
    def texts(self) -> Mapping[tuple[str, Level], LessonText]:
        """Return the words by language and level."""
        return self._contents.texts

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """Return the hard words by language."""
        return self._contents.glossaries

    @cached_property
    def _contents(self) -> LessonPack:
        """The whole pack, read anew where the memory of it was lost; raises LookupError if that fails."""
        with suppress(pickle.UnpicklingError, *_SPOILT):
            kept = _recall(self.__dict__["_file"].read_bytes())
            return LessonPack(
                self.folder, self.info, kept["lesson"], self.condition, kept["texts"], kept["glossaries"]
            )
        pack, problems = read_lesson(self.folder)
        if pack is None:
            raise LookupError(str(problems[0]))
        return pack


class Memory:
    """A file that remembers what packs say by the path, time and size of their files.

    The lessons' steps and words are in files of their own beside it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._formats = _stamps_of_formats()
        self._known = self._take_back()
        self._used: dict[str, Any] = {}
        self._saved = perf_counter()

    def read(self, path: Path, kind: type[Value]) -> Reading[Value]:
        """Return a file's value from memory if the file is unchanged; else read it, and remember it."""
        key, stamps = f"{kind.__name__} {path.resolve()}", _stamps_of([path])
        entry = self._known.get(key)
        if stamps and entry and entry[0] == stamps:
            with suppress(pickle.UnpicklingError, *_SPOILT):
                value = _recall(entry[1])
                if isinstance(value, kind):
                    self._used[key] = entry
                    return Reading(path, value)
        reading = read(path, kind)
        if stamps and reading.value is not None:
            self._used[key] = (stamps, pickle.dumps(reading.value, pickle.HIGHEST_PROTOCOL))
        return reading

    def lesson(self, folder: Path) -> LessonPack | None:
        """Return the lesson of a folder if it is remembered and no file in it has changed."""
        key = _key_of(folder)
        entry = self._known.get(key)
        if entry is None or entry[0] != stamps_of_lesson(folder):
            return None
        with suppress(pickle.UnpicklingError, *_SPOILT):
            return RememberedPack(folder, _recall(entry[1]), key, self._contents_of(key))
        return None

    def keep(self, pack: LessonPack) -> None:
        """Remember a lesson in which nothing was wrong; those that are not kept are forgotten by `save`."""
        if isinstance(pack, RememberedPack):
            key = pack.__dict__["_key"]
            self._used[key] = self._known[key]
            return
        key = _key_of(pack.folder)
        head = {"id": pack.id, "info": pack.info, "condition": pack.condition}
        contents = {"lesson": pack.lesson, "texts": dict(pack.texts), "glossaries": dict(pack.glossaries)}
        with suppress(OSError):
            _write(self._contents_of(key), contents)
            entry = (stamps_of_lesson(pack.folder), pickle.dumps(head, pickle.HIGHEST_PROTOCOL))
            self._used[key] = entry
            if perf_counter() - self._saved > EARLY:
                self.save_so_far()

    def save_so_far(self) -> None:
        """Write down what was read so far: who does not wait until the end need not begin anew."""
        known: dict[str, Any] = {**self._known, **self._used}
        with suppress(OSError):
            _write(self._file, {"formats": self._formats, "known": known})
        self._saved = perf_counter()

    def same_around(self) -> bool:
        """Return whether the models and animations are those that the lessons were last checked with."""
        return _assets_in(self._used) == _assets_in(self._known)

    def save(self) -> None:
        """Write down what was read, if it differs from what was known; a full disk is no problem."""
        if self._used == self._known:
            return
        with suppress(OSError):
            _write(self._file, {"formats": self._formats, "known": self._used})
            kept = {self._contents_of(key).name for key in self._used}
            for file in self._file.parent.glob(f"{self._file.stem}-*.lesson"):
                if file.name not in kept:
                    file.unlink()

    def _contents_of(self, key: str) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        return self._file.with_name(f"{self._file.stem}-{name}.lesson")

    def _take_back(self) -> dict[str, Any]:
        with suppress(pickle.UnpicklingError, *_SPOILT):
            kept = _recall(self._file.read_bytes())
            if kept["formats"] == self._formats and isinstance(kept["known"], dict):
                return {key: entry for key, entry in kept["known"].items() if _is_entry(entry)}
        return {}


def _key_of(lesson: Path) -> str:
    return f"lesson {lesson.resolve()}"


def stamps_of_lesson(folder: Path) -> Stamps:
    """Return the stamps of every file that a lesson is read from."""
    found: list[os.DirEntry[str]] = []
    for place in (folder, folder / "text", folder / "glossary"):
        with suppress(OSError), os.scandir(place) as entries:
            found += [entry for entry in entries if entry.name.endswith(".toml")]
    return _stamps_of(sorted(found, key=lambda entry: entry.path))


def _stamps_of(files: list[Path] | list[os.DirEntry[str]]) -> Stamps:
    """The stamps of files; none where one of them cannot be looked at."""
    try:
        stats = [(os.fspath(file), file.stat()) for file in files]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _stamps_of_formats() -> tuple[str, Stamps]:
    """What changes when the formats do: values remembered under other formats are forgotten."""
    folder = Path(__file__).parent
    return VERSION, _stamps_of([folder / f"{name}.py" for name in _FORMATS])


def _assets_in(entries: Mapping[str, Any]) -> dict[str, Stamps]:
    return {key: entry[0] for key, entry in entries.items() if not key.startswith("lesson ")}


def _is_entry(entry: object) -> bool:
    return isinstance(entry, tuple) and len(entry) == 2 and isinstance(entry[1], bytes)


def _parts_of(pack: LessonPack) -> tuple[Any, ...]:
    texts, glossaries = dict(pack.texts), dict(pack.glossaries)
    return pack.folder, pack.info, pack.lesson, pack.condition, texts, glossaries


def _write(file: Path, values: object) -> None:
    # Two viewers may start at once: each writes a file of its own, and the last one to finish counts.
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(pickle.dumps(values, pickle.HIGHEST_PROTOCOL))
    draft.replace(file)


def _recall(data: bytes) -> Any:
    """Values from their bytes: our own formats, dates and plain values; nothing in the bytes can be run.

    Raises:
        UnpicklingError: The bytes ask for anything else.
    """
    return _Recall(io.BytesIO(data)).load()


_PLAIN = (date, type(Path()))
"""What our formats hold besides numbers, words and one another."""


class _Recall(pickle.Unpickler):
    """Takes back values of our own formats, and no others."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a format by its name; never imports anything."""
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and (kind in _PLAIN or issubclass(kind, Frozen)):
            return kind
        raise pickle.UnpicklingError(f"{module}.{name} is none of our formats")
