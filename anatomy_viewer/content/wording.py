"""What pydantic found wrong in a file, said in an author's words: what, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from anatomy_viewer.content.animation import PROPERTIES
from anatomy_viewer.content.position import KeyPath
from anatomy_viewer.content.problem import did_you_mean


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake at a key path of a file.

    `within` is the path that is said, if not the same; `near` are the words that it is about.
    """

    path: KeyPath
    what: str
    hint: str
    code: str = "S1"
    within: KeyPath | None = None
    near: str = ""


def mistakes_of(error: ValidationError, kind: type[BaseModel], data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield every mistake that pydantic found, each said once, in the order of the file's keys."""
    errors = [details for details in error.errors(include_url=False) if not _is_echo(details)]
    found = [(_path_of(details, data), details) for details in errors]
    # A union reports each of its members: what lies deepest says what the author meant to write.
    deepest = [
        (path, details)
        for path, details in found
        if not (details["type"] in _EXPECTED and any(_is_below(other, path) for other, _ in found))
    ]
    ordered = sorted(deepest, key=lambda pair: [str(key) for key in pair[0]])
    for path, group in groupby(ordered, key=lambda pair: pair[0]):
        yield _said(path, [details for _, details in group], kind)


def _is_echo(details: ErrorDetails) -> bool:
    """Say whether a list was called too short only because its entries are broken."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _path_of(details: ErrorDetails, data: Any) -> KeyPath:
    """Return the keys of a mistake that lie in the file, without pydantic's names of union members."""
    path: list[str | int] = []
    for key in details["loc"]:
        there = key < len(data) if isinstance(data, list) and isinstance(key, int) else _holds(data, key)
        if there:
            data = data[key]
            path.append(key)
    missing = details["type"] == "missing"
    return (*path, details["loc"][-1]) if missing else tuple(path)


def _holds(data: Any, key: str | int) -> bool:
    return isinstance(data, dict) and key in data


def _is_below(path: KeyPath, other: KeyPath) -> bool:
    return len(path) > len(other) and path[: len(other)] == other


def _said(path: KeyPath, group: list[ErrorDetails], kind: type[BaseModel]) -> Mistake:
    first = group[0]
    name = first["type"]
    if name == "extra_forbidden":
        hint = did_you_mean(str(path[-1]), _keys_at(kind, path[:-1]))
        return Mistake(path, f'property "{path[-1]}" is not known', hint, within=path[:-1])
    if name == "missing":
        return _missing(path)
    if all(details["type"] in _EXPECTED for details in group):
        expected = " or ".join(dict.fromkeys(_EXPECTED[details["type"]][0] for details in group))
        return Mistake(path, f"{_shown(first['input'])} is not {expected}", _EXPECTED[name][1])
    telling = next(details for details in group if details["type"] not in _EXPECTED)
    what, hint = _SAY.get(telling["type"], _say_plainly)(telling)
    return Mistake(path, what, hint)


def _missing(path: KeyPath) -> Mistake:
    if isinstance(path[-1], int):
        hint = "A place or a direction needs three numbers, a point of a chart two."
        return Mistake(path[:-1], "there are too few numbers", hint)
    key = path[-1]
    in_steps = key == "title" and path[0] == "steps"
    code = "P3" if in_steps else {"licence": "L1", "describe": "P2"}.get(key, "S1")
    return Mistake(path, f'property "{key}" is missing', f"Add {key} = … here.", code, within=path[:-1])


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list | tuple) else str(value)


_Words = tuple[str, str]

_TEXT = ("text in quotes", 'Put it in quotes: "…".')
_NUMBER = ("a number", "Write digits without quotes, such as 70.")
_WHOLE = ("a whole number", "Write digits without a point, such as 5.")
_TRUTH = ("true or false", "Write true or false without quotes.")
_LIST = ("a list", "Write a list: [1, 2].")
_TABLE = ("a table", "Write a table: { key = … }.")
_DATE = ("a date", "Write it without quotes: 2026-11-01.")
_EXPECTED: Mapping[str, _Words] = {
    "string_type": _TEXT,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
}
"""What a value should have been and how to write it, by the kind of mistake."""


def _say_plainly(details: ErrorDetails) -> _Words:
    said = details["msg"].removeprefix("Value error, ")
    return said[:1].lower() + said[1:].rstrip("."), "Compare it with the format's description."


def _say_literal(details: ErrorDetails) -> _Words:
    known = re.findall(r"'([^']*)'", str(details["ctx"]["expected"]))
    return f"{_shown(details['input'])} is not known", did_you_mean(str(details["input"]), known)


_PATTERNS = (
    ("opacity", "is not a property that can move", "property"),
    ("[a-z0-9]+(", "is not a pack's id", "Write it as a reversed address: org.example.lesson."),
    (r"\d+", "is not a version", "Write three numbers: 1.0.0."),
    ("#", "is not a colour", "Write it as #rrggbb."),
    ("[a-z]{2,3}", "is not a language tag", "Write a tag such as en, fr, sv or pt-BR."),
    (":[", "is not an anchor", "Write model:anchor, such as heart:apex."),
    ("(/", "is not a part's path", "Use small letters, digits and _ between slashes: heart/coronaries/lad."),
    ("", "is not an id", "Use small letters, digits and _, beginning with a letter."),
)
"""How to know a pattern, what to say, and what to do."""


def _say_pattern(details: ErrorDetails) -> _Words:
    pattern = str(details["ctx"]["pattern"])
    _, what, hint = next(row for row in _PATTERNS if row[0] in pattern)
    word = str(details["input"])
    if hint == "property":
        return f"{_shown(word)} is not known", did_you_mean(word, PROPERTIES)
    return f"{_shown(word)} {what}", hint


def _say_limit(words: str, hint: str, key: str) -> Callable[[ErrorDetails], _Words]:
    def say(details: ErrorDetails) -> _Words:
        return f"{_shown(details['input'])} {words}", hint.format(limit=details["ctx"][key])

    return say


def _say_length(details: ErrorDetails) -> _Words:
    context = details["ctx"]
    most, least = context.get("max_length"), context.get("min_length")
    hint = f"It needs at least {least}." if most is None else f"It may have at most {most}."
    unit = "characters" if details["type"].startswith("string") else "entries"
    count = context.get("actual_length", len(details["input"]) if details["input"] is not None else 0)
    return f"there are {count} {unit}", hint


_SAY: Mapping[str, Callable[[ErrorDetails], _Words]] = {
    "literal_error": _say_literal,
    "string_pattern_mismatch": _say_pattern,
    "greater_than": _say_limit("is too small", "It must be more than {limit}.", "gt"),
    "greater_than_equal": _say_limit("is too small", "It must be {limit} or more.", "ge"),
    "less_than": _say_limit("is too large", "It must be less than {limit}.", "lt"),
    "less_than_equal": _say_limit("is too large", "It must be {limit} or less.", "le"),
    "too_short": _say_length,
    "too_long": _say_length,
    "string_too_short": _say_length,
    "string_too_long": _say_length,
}
"""How each other kind of mistake is said."""


def _keys_at(kind: type[BaseModel], path: KeyPath) -> set[str]:
    """Return the keys that the format knows at a path."""
    kinds: list[Any] = [kind]
    for key in path:
        kinds = [inner for outer in kinds for inner in _inner_kinds(outer, key)]
    return {name for model in _models_in(kinds) for name in model.model_fields}


def _models_in(kinds: Iterable[Any]) -> Iterator[type[BaseModel]]:
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield kind
        elif get_origin(kind) in (Annotated, Union, UnionType):
            yield from _models_in(get_args(kind))


def _inner_kinds(kind: Any, key: str | int) -> Iterator[Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and origin is None and issubclass(kind, BaseModel):
        if key in kind.model_fields:
            yield kind.model_fields[str(key)].annotation
    elif origin in (Annotated, Union, UnionType):
        for argument in arguments[:1] if origin is Annotated else arguments:
            yield from _inner_kinds(argument, key)
    elif origin is tuple:
        yield arguments[0]
    elif origin is dict:
        yield arguments[1]
