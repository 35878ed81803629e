"""Finding the parts of a model: by name, synonym or code, and by the tree they hang in. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from anatomy_viewer.content.base import Level, Words, name_in
from anatomy_viewer.content.model import Model, Part, PartGroup
from anatomy_viewer.content.searching import words_in

_ALIKE = 0.75
"""How alike a mistyped word must be to one that there is: "aortta" to "aorta"."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part, or a group of parts that is none itself, with what lies below it."""

    id: str
    name: str
    is_part: bool
    children: tuple[Node, ...] = ()


def tree_of(model: Model, language: str, level: Level) -> tuple[Node, ...]:
    """The parts of a model as a tree, in the order of its file; verbs take the id of any node."""
    below: dict[str, dict[str, None]] = {}
    for part in model.parts:
        steps = part.id.split("/")
        for depth in range(1, len(steps)):
            below.setdefault("/".join(steps[:depth]), {})["/".join(steps[: depth + 1])] = None
    named = {group.id: group.names for group in model.groups} | {part.id: part.names for part in model.parts}
    parts = {part.id for part in model.parts}

    def grown(path: str) -> Node:
        name = name_in(named.get(path, {}), language, level, path.rpartition("/")[2].replace("_", " "))
        return Node(path, name, path in parts, tuple(grown(child) for child in below.get(path, ())))

    roots = dict.fromkeys(part.id.partition("/")[0] for part in model.parts)
    return tuple(
        node for root in roots for node in ((grown(root),) if root in parts else grown(root).children)
    )


def search_parts(model: Model, words: str, language: str, level: Level) -> tuple[str, ...]:
    """The parts that fit the words, best first; all in the order of the model where nothing is asked.

    Every word must begin a word of the part, whatever its accents and capitals. What the reader sees comes
    first, then other levels and synonyms, codes, what its group is called, other languages. Where nothing
    fits, words that are nearly the same are tried.
    """
    asked = words_in(words)
    texts = {part.id: tuple(_texts(model, part, language, level)) for part in model.parts}
    found = _ranked(texts, asked)
    return found or _ranked(texts, _mended(texts, asked))


Text = tuple[str, ...]
"""A text as its words, folded."""
Texts = Mapping[str, Sequence[Sequence[Text]]]
"""For each part what it can be found by, nearest to the reader first."""


def _ranked(texts: Texts, asked: Text) -> tuple[str, ...]:
    ranks = {part: _rank(fields, asked) for part, fields in texts.items()}
    fits = {part: rank for part, rank in ranks.items() if rank is not None}
    return tuple(sorted(fits, key=lambda part: fits[part]))


def _rank(fields: Sequence[Sequence[Text]], asked: Text) -> tuple[int, int] | None:
    """Which field fits the words, and how well: the whole name, its beginning, somewhere in it."""
    for place, texts in enumerate(fields):
        fits = [_fit(text, asked) for text in texts if _begins(text, asked)]
        if fits:
            return place, min(fits)
    return None


def _fit(text: Text, asked: Text) -> int:
    if text == asked:
        return 0
    return 1 if " ".join(text).startswith(" ".join(asked)) else 2


def _begins(text: Text, asked: Text) -> bool:
    return all(any(word.startswith(one) for word in text) for one in asked)


def _mended(texts: Texts, asked: Text) -> Text:
    """The words asked for, each as the nearest one that there is."""
    known = sorted({word for fields in texts.values() for field in fields for text in field for word in text})
    return tuple(next(iter(get_close_matches(word, known, 1, _ALIKE)), word) for word in asked)


def _texts(model: Model, part: Part, language: str, level: Level) -> Iterator[list[Text]]:
    """What a part can be found by, nearest to the reader first."""
    above = [group for group in model.groups if part.id.startswith(group.id + "/")]
    seen = name_in(part.names, language, level)
    for field in (
        [seen],
        [*_said(part.names.get(language, "")), *part.synonyms.get(language, ())],
        part.codes.values(),
        [name for group in above for name in _names(group)],
        _names(part),
    ):
        yield [words_in(text) for text in field]


def _names(one: Part | PartGroup) -> Iterator[str]:
    """Everything that a part or a group is called, in any language, and its codes."""
    for words in one.names.values():
        yield from _said(words)
    for synonyms in one.synonyms.values():
        yield from synonyms
    yield from one.codes.values()


def _said(words: Words) -> Iterable[str]:
    return (words,) if isinstance(words, str) else words.values()
