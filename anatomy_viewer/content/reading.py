"""Reading: a TOML file becomes a typed value, or a list of every mistake in it with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from anatomy_viewer.content.position import KeyPath, lines_of, nearest_line
from anatomy_viewer.content.problem import Problem, Severity, name_of
from anatomy_viewer.content.wording import Mistake, mistakes_of

Value = TypeVar("Value", bound=BaseModel)
Content_co = TypeVar("Content_co", bound=BaseModel, covariant=True)

LARGEST_FILE = 1_000_000
"""Bytes; a text file of a pack that is larger is refused."""

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_NAMED_BY = ("id", "animation", "part", "driver", "name")


@dataclass(frozen=True)
class Document:
    """A TOML file of a pack, and where each of its keys stands. The file must be valid TOML."""

    path: Path

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """Return what the file says, not yet checked."""
        return tomllib.loads(self.text)

    @cached_property
    def text(self) -> str:
        """Return the file's text, without the mark that some editors put before it."""
        return self.path.read_text(encoding="utf-8-sig")

    @cached_property
    def lines(self) -> Mapping[KeyPath, int]:
        """Return the line of every key path."""
        return lines_of(self.text)

    def line(self, path: KeyPath) -> int:
        """Return the line of a key path, or of the nearest table around it."""
        return nearest_line(self.lines, path)

    def line_near(self, path: KeyPath, words: str) -> int:
        """Return the line on which words stand in the text of a key; the key's own line where they do not."""
        first = self.line(path)
        rows = self.text.casefold().splitlines()
        after = min((line for line in self.lines.values() if line > first), default=len(rows) + 1)
        value = rows[first - 1 : after - 1]
        return first + next((offset for offset, row in enumerate(value) if words.casefold() in row), 0)

    def where(self, path: KeyPath) -> str:
        """Return a key path in words: `step "narrowing", scene, camera`."""
        words: list[str] = []
        value: Any = self.data
        for key in path:
            value = _inside(value, key)
            _add_words(words, key, value)
        return ", ".join(words)

    def problem(self, mistake: Mistake, severity: Severity = "error") -> Problem:
        """Return a mistake in this document as a problem with its line."""
        where = self.where(mistake.path if mistake.within is None else mistake.within)
        line = self.line_near(mistake.path, mistake.near)
        return Problem(name_of(self.path), line, where, mistake.what, mistake.hint, mistake.code, severity)


@dataclass(frozen=True)
class Reading(Generic[Content_co]):
    """What came of reading a file: a value, or the problems that stood in its way."""

    path: Path
    value: Content_co | None
    problems: tuple[Problem, ...] = ()


def read(path: Path, kind: type[Value]) -> Reading[Value]:
    """Read a TOML file as a value of a kind. Never raises for what it holds: mistakes are problems."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return _refused(path, None, "the file is larger than 1 MB", "Split the lesson.")
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _refused_toml(path, error)
    except UnicodeDecodeError:
        return _refused(path, None, "the file is not UTF-8 text", "Save it as UTF-8.")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return _refused(path, None, f"the file could not be read ({reason})", "Check that it exists.")
    except (ValueError, RecursionError):
        # The standard library's own limits: thousands of digits in a number, or of brackets in each other.
        return _refused(path, None, "a number or a list in the file is far too long", "Make it simpler.")
    return _validated(path, kind, text, data)


def _validated(path: Path, kind: type[Value], text: str, data: dict[str, Any]) -> Reading[Value]:
    try:
        return Reading(path, kind.model_validate(data))
    except ValidationError as error:
        document = Document(path)
        # The text at hand spares reading the file again, and stays right where the file changes meanwhile.
        document.__dict__.update(text=text, data=data)
        found = mistakes_of(error, kind, data)
        return Reading(path, None, tuple(document.problem(mistake) for mistake in found))


def _refused(path: Path, line: int | None, what: str, hint: str) -> Reading[Value]:
    return Reading(path, None, (Problem(name_of(path), line, "", what, hint, "S1"),))


def _refused_toml(path: Path, error: tomllib.TOMLDecodeError) -> Reading[Value]:
    said = str(error)
    place = _AT_LINE.search(said)
    line = int(place.group(1)) if place and place.group(1) else None
    reason = _AT_LINE.sub("", said)
    twice = "overwrite" in reason or "twice" in reason
    hint = "The same key stands twice: keep one." if twice else "Check quotes, brackets and commas there."
    if line is None:
        line = path.read_text(encoding="utf-8-sig").count("\n") + 1
    return _refused(path, line, f"this is not valid TOML ({reason[:1].lower()}{reason[1:]})", hint)


def _inside(value: Any, key: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(str(key))
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _add_words(words: list[str], key: str | int, value: Any) -> None:
    """Say one more key: an item of a list by its id, and a thing in a table of things by its name."""
    plural = words[-1] if words and words[-1].endswith("s") and '"' not in words[-1] else ""
    if isinstance(key, str) and plural in _THINGS:
        words[-1] = f'{_singular(plural)} "{key}"'
    elif isinstance(key, str):
        words.append(key)
    elif isinstance(value, Mapping):
        named = next((value[name] for name in _NAMED_BY if isinstance(value.get(name), str)), None)
        words[-1] = f'{_singular(words[-1])} "{named}"' if named else f"{_singular(words[-1])} {key + 1}"
    elif key > 0:
        words[-1] = f"{words[-1]} {key + 1}"


_THINGS = ("steps", "questions", "findings", "sliders", "options", "outcomes", "values", "terms", "choices")
"""Tables whose keys are names of things."""


def _singular(word: str) -> str:
    return {"people": "person"}.get(word, word.removesuffix("s"))
