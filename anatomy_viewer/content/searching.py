"""Searching conditions by the words people use: names, everyday synonyms and codes, in any language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anatomy_viewer.content.base import Words
from anatomy_viewer.content.condition import Condition, Variant

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return a text without capitals and accents: `Artères` becomes `arteres`."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=50_000)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded: `FMA:7088` becomes `fma` and `7088`."""
    return tuple(_WORD.findall(fold(text)))


def matches(condition: Condition | Variant, words: str, language: str) -> int | None:
    """Return how far from the best a condition fits the words (0 is best), or None where it does not.

    Every word asked for must begin a word of the condition. Names in the reader's own language come first,
    then synonyms in it, then codes, then other languages.
    """
    asked = words_in(words)
    for rank, field in enumerate(_fields(condition, language)):
        there = [word for text in field for word in words_in(text)]
        if all(any(word.startswith(part) for word in there) for part in asked):
            return rank
    return None


def _fields(condition: Condition | Variant, language: str) -> tuple[list[str], ...]:
    """Return the texts to search, nearest to the reader first; the last holds everything."""
    names = _texts(condition.names.get(language, ""))
    synonyms = list(condition.synonyms.get(language, ()))
    codes = [variant for code in condition.codes for variant in (code.code, code.code.replace(".", ""))]
    others = [text for words in condition.names.values() for text in _texts(words)]
    others += [text for words in condition.synonyms.values() for text in words]
    return names, names + synonyms, codes, names + synonyms + codes + others


def _texts(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else list(dict.fromkeys(words.values()))
