"""Checks that every language and level is there and says the same (T1-T4, P2-P5, slots: S2)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from unicodedata import category

from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.check import Fault, Surroundings, step_words, text_file, unknown
from anatomy_viewer.content.figures import figures
from anatomy_viewer.content.lesson import Lesson, LessonText, StepText
from anatomy_viewer.content.markdown import plain_text, refusals
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.position import KeyPath
from anatomy_viewer.content.problem import did_you_mean

_SLOT = re.compile(r"\{([^{}]*)\}")
_FILLED: Mapping[str, tuple[str, ...]] = {
    "steps": ("stage", "magnification"),
    "questions": ("touched", "stage"),
    "sliders": ("value", "stage"),
    "charts": ("stage", "magnification"),
}
"""What the viewer itself fills into the texts of a table, besides findings."""


def check_languages(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """There is a text file for each language and level that the lesson declares (T1)."""
    lesson, file = pack.lesson, pack.folder / "lesson.toml"
    for language, level in product(lesson.languages, lesson.levels):
        if (language, level) not in pack.texts:
            what = f"text/{language}.{level}.toml is missing"
            yield Fault(file, ("languages",), what, f'Write it, or take "{language}" out of languages.')
    for language, level in pack.texts:
        if language not in lesson.languages:
            hint = f'Add "{language}" to languages in lesson.toml.'
            yield Fault(text_file(pack, language, level), (), f'language "{language}" is not declared', hint)
        elif level not in lesson.levels:
            hint = f'Add "{level}" to levels in lesson.toml.'
            yield Fault(text_file(pack, language, level), (), f'level "{level}" is not declared', hint)
    if lesson.default_language not in lesson.languages:
        what = f'the default language "{lesson.default_language}" is not among the languages'
        yield Fault(
            file, ("default_language",), what, did_you_mean(lesson.default_language, lesson.languages)
        )


def check_keys(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every text has words for everything in the lesson (T1)."""
    for (language, level), text in pack.texts.items():
        file = text_file(pack, language, level)
        for table, wanted in _wanted(pack.lesson).items():
            for key in _lacking(wanted, getattr(text, table)):
                what = f'{table.removesuffix("s")} "{key}" has no words here'
                yield Fault(file, (table,), what, f"Add [{table}.{key}].")
        yield from _choices_named(pack.lesson, text, file)


def _choices_named(lesson: Lesson, text: LessonText, file: Path) -> Iterator[Fault]:
    """Yield a fault for each choice of a finding, and each option of a question, without words."""
    for finding in lesson.findings:
        said = text.findings.get(finding.id)
        for choice in _lacking(finding.choices, said.choices) if said else ():
            path = ("findings", finding.id, "choices")
            yield Fault(file, path, f'choice "{choice}" has no words here', f'Add {choice} = "…".')
    for question in (step.question for step in lesson.steps if step.question):
        asked = text.questions.get(question.id)
        for option in _lacking(question.options, asked.options) if asked else ():
            path = ("questions", question.id, "options")
            yield Fault(file, path, f'option "{option}" has no words here', f'Add {option} = "…".')


def _lacking(wanted: Iterable[str], there: Container[str]) -> Iterator[str]:
    return (key for key in wanted if key not in there)


def check_strangers(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every text is for something that the lesson has (S2)."""
    for (language, level), text in pack.texts.items():
        file = text_file(pack, language, level)
        for table, wanted in _wanted(pack.lesson).items():
            for key in getattr(text, table):
                yield from unknown(file, (table, key), table.removesuffix("s"), key, wanted)


def _wanted(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    decisions = [step.decision for step in lesson.steps if step.decision]
    return {
        "steps": tuple(step.id for step in lesson.steps),
        "questions": tuple(step.question.id for step in lesson.steps if step.question),
        "findings": tuple(finding.id for finding in lesson.findings),
        "sliders": tuple(dict.fromkeys(step.slider for step in lesson.steps if step.slider)),
        "options": tuple(dict.fromkeys(option for decision in decisions for option in decision.options)),
        "outcomes": tuple(outcome.id for decision in decisions for outcome in decision.outcomes),
        "charts": tuple(step.chart.id for step in lesson.steps if step.chart),
        "values": tuple(dict.fromkeys(value for decision in decisions for value in decision.values)),
    }


def check_slots(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every `{slot}` is a finding, or something that the viewer fills in there (S2)."""
    known = [finding.id for finding in pack.lesson.findings]
    known += readings_in(pack.lesson, around)
    for (language, level), text in pack.texts.items():
        file = text_file(pack, language, level)
        for path, said, filled in _texts_with_slots(text):
            for slot in _SLOT.findall(said):
                yield from unknown(file, path, "slot", slot, [*known, *filled])


def readings_in(lesson: Lesson, around: Surroundings) -> list[str]:
    """Return the ids of the figures that a lesson's animations say."""
    named = {layer.animation for step in lesson.steps for layer in step.scene.layers}
    told = (around.animations[name].readings for name in sorted(named & set(around.animations)))
    return [reading.id for readings in told for reading in readings]


def _texts_with_slots(text: LessonText) -> Iterator[tuple[KeyPath, str, tuple[str, ...]]]:
    """Yield each text that may hold slots: where it is, what it says, what the viewer fills in there."""
    for table, filled in _FILLED.items():
        for key, words in getattr(text, table).items():
            said = ((field, value) for field, value in words if isinstance(value, str))
            yield from (((table, key, field), value, filled) for field, value in said)


def check_same_slots(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A step shows the patient's own values in every language and level, or in none (T2)."""
    for step in pack.lesson.steps:
        used = {
            key: _slots_of(text.steps[step.id]) for key, text in pack.texts.items() if step.id in text.steps
        }
        most = frozenset().union(*used.values())
        for (language, level), slots in used.items():
            for slot in sorted(most - slots):
                there = next(f"{one}.{two}" for (one, two), other in used.items() if slot in other)
                what = f"slot {{{slot}}} is missing here; {there} has it"
                path = ("steps", step.id, "body")
                yield Fault(
                    text_file(pack, language, level), path, what, "Say the same value in every version."
                )


def check_parity(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every level of every language carries as many key messages and actions (T3)."""
    if not pack.texts:
        return
    first = min(pack.texts, key=lambda key: (key[0] != pack.lesson.default_language, LEVELS.index(key[1])))
    actions = len(pack.texts[first].actions)
    for (language, level), text in pack.texts.items():
        file = text_file(pack, language, level)
        counted = len(text.key_messages)
        if counted != pack.lesson.key_messages:
            what = f"there are {counted} key messages, and the lesson declares {pack.lesson.key_messages}"
            yield Fault(file, ("key_messages",), what, "Say the same messages at every level.")
        if len(text.actions) != actions:
            what = f"there are {len(text.actions)} actions, and {'.'.join(first)} has {actions}"
            yield Fault(file, ("actions",), what, "Say the same actions at every level.")


def check_same_figures(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A translation says the same numbers as the original at its level (T4)."""
    source = "en" if "en" in pack.lesson.languages else pack.lesson.default_language
    for each in step_words(pack):
        original = pack.texts.get((source, each.level))
        if original is None or each.language == source or each.step not in original.steps:
            continue
        expected = set(figures(_words_of(original.steps[each.step]), source))
        found = set(figures(_words_of(each.words), each.language))
        if expected != found:
            name = f"{source}.{each.level}"
            yield each.fault(_difference(expected, found, name), f"Say the same figures as {name}.")


def _difference(expected: set[str], found: set[str], original: str) -> str:
    missing = f"{', '.join(sorted(expected - found))} missing" if expected - found else ""
    extra = f"{', '.join(sorted(found - expected))} not in {original}" if found - expected else ""
    return f"the figures differ: {'; '.join(part for part in (missing, extra) if part)}"


def check_bodies(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every step has words (T1)."""
    return _empty(pack, "body", "the step has no words", "Write a sentence or more.")


def check_titles(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every step has a title (P3)."""
    return _empty(pack, "title", "the step has no title", "Say its one idea in a few words.")


def check_descriptions(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Every picture is described for who cannot see it (P2)."""
    return _empty(pack, "describe", "the picture is not described", "Say what it shows to who cannot see it.")


def _empty(pack: LessonPack, field: str, what: str, hint: str) -> Iterator[Fault]:
    for each in step_words(pack):
        if not getattr(each.words, field).strip():
            yield each.fault(what, hint, field)


def check_ending(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """A lesson ends with a summary, and says what the patient can do (P4)."""
    if pack.lesson.steps[-1].kind != "summary":
        path: KeyPath = ("steps", len(pack.lesson.steps) - 1)
        hint = 'Add a last step with kind = "summary".'
        yield Fault(pack.folder / "lesson.toml", path, "the lesson does not end with a summary", hint)
    for (language, level), text in pack.texts.items():
        if not text.actions:
            what = "nothing says what the patient can do"
            yield Fault(text_file(pack, language, level), ("actions",), what, 'Add actions = ["…"].')


def check_markdown(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """Texts hold bold, lists and glossary terms only (P5)."""
    for each in step_words(pack):
        for refused in refusals(each.words.body):
            hint = "Use paragraphs, lists, **bold** and [[terms]] only."
            yield each.fault(f"{refused} is not allowed here", hint)


def check_marks(pack: LessonPack, around: Surroundings) -> Iterator[Fault]:
    """What is opened in a text is closed, and every sign in it can be seen (P5)."""
    for each in step_words(pack):
        for field, value in each.words:
            bare = _SLOT.sub("", plain_text(value) if field == "body" else value)
            loose = next((mark for mark in ("[[", "]]", "**", "{", "}") if mark in bare), None)
            if loose:
                yield each.fault(f"{loose} stands alone", "Write **bold**, [[term]], {finding}.", field)
            hidden = next((sign for sign in value if category(sign) == "Cc" and sign not in "\n\t"), None)
            if hidden:
                what = f"there is a sign that cannot be seen (U+{ord(hidden):04X})"
                yield each.fault(what, "Take it out, or type the words again.", field)


def _slots_of(words: StepText) -> frozenset[str]:
    said = " ".join(value for _, value in words if isinstance(value, str))
    return frozenset(_SLOT.findall(said)) - set(_FILLED["steps"])


def _words_of(words: StepText) -> str:
    return "\n".join((words.title, plain_text(words.body), words.caption))
