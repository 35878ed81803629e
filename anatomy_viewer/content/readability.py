"""How hard a text is to read: a school grade or an ease score, by the formula made for its language.

English: Flesch-Kincaid grade (Kincaid 1975) and SMOG (McLaughlin 1969). French: Kandel-Moles ease (1958),
higher is easier. Swedish: LIX (Björnsson 1968), lower is easier. Other texts have their sentences counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from anatomy_viewer.content.base import Level
from anatomy_viewer.content.syllables import syllables

_ABBREVIATIONS = {
    "en": ("dr", "mr", "mrs", "ms", "vs", "e.g", "i.e", "etc", "approx", "st"),
    "fr": ("m", "mme", "dr", "pr", "p. ex", "env", "etc"),
    "sv": ("t.ex", "t. ex", "bl.a", "dr", "s.k", "m.m", "d.v.s", "osv", "ca"),
}
_DOT = "\u2024"
"""Stands for a full stop that ends no sentence."""

_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"'”»)\]])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[\u2024.,]\d+)*")
_ELIDED = re.compile(r"(?i)\b(?:[cdjlmnst]|qu)['’](?=\w)")


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in a text, and its scores by name (`fkgl`, `smog`, `kandel_moles`, `lix`)."""

    words: int
    sentences: int
    longest: str
    """The sentence with the most words."""
    longest_words: int
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Target:
    """What a text of a level must keep to: limits of its scores, of a sentence and of a step, in words."""

    scores: Mapping[str, float]
    sentence: int
    step: int


HIGHER_IS_EASIER = frozenset({"kandel_moles"})
SCORE_NAMES = {
    "fkgl": "Flesch-Kincaid grade",
    "smog": "SMOG grade",
    "kandel_moles": "Kandel-Moles ease",
    "lix": "LIX",
}
"""What the scores are called by those who know them."""

_TARGETS: Mapping[str, Mapping[Level, Target]] = {
    "en": {
        "plain": Target({"fkgl": 5, "smog": 7.5}, 20, 60),
        "standard": Target({"fkgl": 8, "smog": 10}, 25, 90),
        "detailed": Target({"fkgl": 12, "smog": 13}, 32, 120),
    },
    # The same message takes about a sixth more words in French.
    "fr": {
        "plain": Target({"kandel_moles": 70}, 23, 70),
        "standard": Target({"kandel_moles": 60}, 29, 105),
        "detailed": Target({"kandel_moles": 45}, 37, 140),
    },
    "sv": {
        "plain": Target({"lix": 30}, 20, 60),
        "standard": Target({"lix": 38}, 25, 90),
        "detailed": Target({"lix": 48}, 32, 120),
    },
}
_ANY_LANGUAGE: Mapping[Level, Target] = {
    "plain": Target({}, 20, 70),
    "standard": Target({}, 25, 105),
    "detailed": Target({}, 32, 140),
}


def target(language: str, level: Level) -> Target:
    """Return what a text of a level must keep to in a language."""
    return _TARGETS.get(_base(language), _ANY_LANGUAGE)[level]


def measure(text: str, language: str) -> Measure:
    """Measure a text without marks; an empty one has no words and no scores."""
    parts = sentences(text, language)
    counted = [words(part, language) for part in parts]
    everything = tuple(word for part in counted for word in part)
    if not everything:
        return Measure(0, 0, "", 0, {})
    longest = max(range(len(parts)), key=lambda place: len(counted[place]))
    score = _SCORES.get(_base(language), _no_scores)
    return Measure(
        len(everything), len(parts), parts[longest], len(counted[longest]), score(everything, len(parts))
    )


@lru_cache(maxsize=2_000)
def sentences(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a text; decimals and abbreviations do not end one, a new line does."""
    whole = _IN_NUMBER.sub(lambda match: _DOT if match.group() == "." else ",", text)
    for short in _ABBREVIATIONS.get(_base(language), ()):
        whole = re.sub(rf"(?i)\b{re.escape(short)}\.", lambda match: match.group().replace(".", _DOT), whole)
    parts = [part.strip() for line in whole.splitlines() for part in _BETWEEN_SENTENCES.split(line)]
    return tuple(part.replace(_DOT, ".") for part in parts if _WORD.search(part))


def words(text: str, language: str) -> tuple[str, ...]:
    """Return the words and numbers of a text; French `l'artère` is one word, without its article."""
    if _base(language) == "fr":
        text = _ELIDED.sub("", text)
    return tuple(_WORD.findall(text))


def _base(language: str) -> str:
    return language.partition("-")[0]


def _english_scores(everything: tuple[str, ...], sentence_count: int) -> Mapping[str, float]:
    counts = [syllables(word, "en") for word in everything]
    hard = sum(1 for word, count in zip(everything, counts, strict=True) if count >= 3 and word[0].isalpha())
    per_sentence = len(everything) / sentence_count
    grade = 0.39 * per_sentence + 11.8 * sum(counts) / len(everything) - 15.59
    smog = 1.0430 * math.sqrt(30 * hard / sentence_count) + 3.1291
    return {"fkgl": round(grade, 1), "smog": round(smog, 1)}


def _french_scores(everything: tuple[str, ...], sentence_count: int) -> Mapping[str, float]:
    per_word = sum(syllables(word, "fr") for word in everything) / len(everything)
    return {"kandel_moles": round(207 - 1.015 * len(everything) / sentence_count - 73.6 * per_word, 1)}


def _swedish_scores(everything: tuple[str, ...], sentence_count: int) -> Mapping[str, float]:
    long = sum(1 for word in everything if sum(sign.isalpha() for sign in word) > 6)
    return {"lix": round(len(everything) / sentence_count + 100 * long / len(everything), 1)}


def _no_scores(everything: tuple[str, ...], sentence_count: int) -> Mapping[str, float]:
    return {}


_SCORES: Mapping[str, Callable[[tuple[str, ...], int], Mapping[str, float]]] = {
    "en": _english_scores,
    "fr": _french_scores,
    "sv": _swedish_scores,
}
