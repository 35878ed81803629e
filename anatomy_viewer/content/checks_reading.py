"""Checks that readers can follow a text: grade (R1), sentences (R2), length (R3), hard words (P1)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from anatomy_viewer.content.check import Fault, StepWords, Surroundings, step_words, text_file
from anatomy_viewer.content.lesson import LessonText, StepText
from anatomy_viewer.content.markdown import plain_text, terms
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.readability import (
    HIGHER_IS_EASIER,
    SCORE_NAMES,
    measure,
    sentences,
    target,
    words,
)

_SLOT = re.compile(r"\{[^{}]*\}")
_JARGON = Path(__file__).with_name("jargon")


@cache
def bundled_jargon() -> Mapping[str, tuple[str, ...]]:
    """Return the hard words of each language that a lesson must explain where it uses them."""
    return {
        file.stem: tuple(tomllib.loads(file.read_text(encoding="utf-8"))["terms"])
        for file in sorted(_JARGON.glob("*.toml"))
    }


def check_grade(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """The whole text keeps to the reading grade of its level (R1)."""
    for (language, level), text in pack.texts.items():
        limits = target(language, level).scores
        found = measure("\n".join(_spoken(text).values()), language).scores
        harder = [name for name in found if _is_harder(name, found[name], limits[name])]
        if harder:
            step, score = _hardest(text, language, harder[0])
            said = " and ".join(f"{SCORE_NAMES[name]} is {found[name]:g}" for name in harder)
            allowed = " and ".join(f"{limits[name]:g}" for name in harder)
            hint = f'Shorten sentences and words. The hardest step is "{step}" ({score:g}).'
            what = f"{said}, and {level} allows {allowed}"
            yield Fault(text_file(pack, language, level), ("steps", step, "body"), what, hint)


def _is_harder(name: str, one: float, other: float) -> bool:
    return one < other if name in HIGHER_IS_EASIER else one > other


def _hardest(text: LessonText, language: str, name: str) -> tuple[str, float]:
    scores = {key: measure(said, language).scores.get(name) for key, said in _spoken(text).items()}
    known = {key: score for key, score in scores.items() if score is not None}
    easiest_first = sorted(known, key=lambda key: known[key], reverse=name in HIGHER_IS_EASIER)
    return easiest_first[-1], known[easiest_first[-1]]


def check_sentences(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """No sentence is longer than its level allows (R2)."""
    for each in step_words(pack):
        limit = target(each.language, each.level).sentence
        for sentence in sentences(_read_out(each.words), each.language):
            count = len(words(sentence, each.language))
            if count > limit:
                begin = " ".join(sentence.split()[:5])
                what = f'a sentence has {count} words ("{begin} …"), and {each.level} allows {limit}'
                yield each.fault(what, "Make it two.", near=" ".join(sentence.split()[:3]))


def check_length(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """No step says more than its level allows (R3)."""
    for each in step_words(pack):
        limit = target(each.language, each.level).step
        count = len(words(_read_out(each.words), each.language))
        if count > limit:
            what = f"the step has {count} words, and {each.level} allows {limit}"
            yield each.fault(what, "Cut it, or make two steps.")


def check_terms(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Hard words, and all that are linked, are explained in the glossary of their language (P1)."""
    for each in step_words(pack):
        glossary = pack.glossary(each.language)
        for word in _hard_words(each, around.jargon.get(each.language, ())):
            if glossary.meaning(word) is None:
                hint = f"Explain it in glossary/{each.language}.toml, or use an everyday word."
                yield each.fault(f'the hard word "{word}" is not explained', hint, near=word)


def _hard_words(each: StepWords, jargon: tuple[str, ...]) -> list[str]:
    said = _read_out(each.words)
    linked = {term.casefold() for term in terms(each.words.body)}
    return sorted(linked | {word.casefold() for word in jargon if _is_said(_whole(word), said)})


def _is_said(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a text uses a hard word; ISCHEMIA in capitals is the name of a study, LDL is a word."""
    return any(not said.isupper() or len(said) < 5 for said in pattern.findall(text))


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){re.escape(word)}(?!\w)")


def _spoken(text: LessonText) -> dict[str, str]:
    return {key: _read_out(step) for key, step in text.steps.items()}


def _read_out(step: StepText) -> str:
    """Return the words of a step as they are read out; a slot counts as one word."""
    return _SLOT.sub("x", plain_text(step.body))
