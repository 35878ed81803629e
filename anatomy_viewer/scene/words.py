"""What is said about a scene: the right text, with the patient's values in it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import LEVELS, Level, Source, name_in
from anatomy_viewer.content.lesson import Lesson, LessonText, StepText
from anatomy_viewer.scene.choices import Audience, FindingValue
from anatomy_viewer.scene.material import SceneContent
from anatomy_viewer.scene.parts import fill

LARGER: Mapping[str, str] = {
    "en": "Drawn {n} times larger",
    "fr": "Dessiné {n} fois plus grand",
    "sv": "Ritat {n} gånger större",
}
"""How an exaggeration is told where the content has no words for it."""

_INITIALS = re.compile(r"(?<=\w) [A-Z]{1,3}(-[A-Z])?( Jr| Sr)?$")
_DECIMAL_COMMA = ("fr", "sv", "de", "es", "it", "nb", "da", "fi", "nl", "pl", "pt")


def text_for(content: SceneContent, audience: Audience) -> tuple[str, Level, LessonText]:
    """The words for an audience, and the language and level they are in.

    The language comes before the level: a missing level falls back to the nearest one in the same language,
    a missing language from `pt-BR` to `pt`, to the lesson's own, to any. Raises LookupError without words.
    """
    for language in _languages(content.lesson, content.texts, audience.language):
        for level in sorted(LEVELS, key=lambda one: abs(LEVELS.index(one) - LEVELS.index(audience.level))):
            if (language, level) in content.texts:
                return language, level, content.texts[language, level]
    raise LookupError(f"lesson {content.lesson.id!r} has no words in any language")


def _languages(lesson: Lesson, texts: Mapping[tuple[str, Level], LessonText], wanted: str) -> list[str]:
    return [
        wanted,
        wanted.partition("-")[0],
        lesson.default_language,
        "en",
        *(language for language, _ in texts),
    ]


def short(source: Source) -> str:
    """A source as it is cited: first author and year, or its title where nobody is named."""
    first = source.authors.partition(",")[0] or source.title
    return f"{_INITIALS.sub('', first)} {source.year}"


def figure(value: float, language: str, decimals: int = 1) -> str:
    """A number as people write it: no needless decimals, and a comma where the language has one."""
    text = f"{value:.0f}" if float(value).is_integer() else f"{value:.{decimals}f}"
    return text.replace(".", ",") if language.partition("-")[0] in _DECIMAL_COMMA else text


def slots(
    text: LessonText, language: str, findings: Mapping[str, FindingValue], more: Mapping[str, str]
) -> dict[str, str]:
    """What the slots of a text stand for: findings in words or figures, and `more` (`stage` and others)."""
    said = {key: _said(text, language, key, value) for key, value in findings.items()}
    return {**said, **more}


def _said(text: LessonText, language: str, key: str, value: FindingValue) -> str:
    if not isinstance(value, str):
        return figure(value, language)
    words = text.findings.get(key)
    return words.choices.get(value, value) if words else value


def filled(step: StepText, values: Mapping[str, str]) -> StepText:
    """The words of a step with all slots filled."""
    return step.model_copy(update={name: fill(getattr(step, name), values) for name in StepText.model_fields})


def caption(step: StepText, magnification: float, language: str) -> str:
    """The lens' caption: the step's own words; how many times larger it is drawn is always told."""
    times = figure(magnification, language)
    if re.search(rf"(?<![\d.,]){re.escape(times)}(?![\d.,]*\d)", step.caption):
        return step.caption
    larger = _larger(magnification, language)
    return f"{step.caption.rstrip('.')}. {larger}" if step.caption else larger


def notes(animations: Iterable[Animation], language: str, level: Level) -> tuple[str, ...]:
    """What is exaggerated or simplified by the animations that run, each said once."""
    said = [sentence for animation in animations for sentence in _notes(animation, language, level)]
    return tuple(dict.fromkeys(said))


def _notes(animation: Animation, language: str, level: Level) -> list[str]:
    own = [words for note in animation.notes if (words := name_in(note, language, level))]
    factors = {c.exaggeration for c in animation.channels if c.exaggeration != 1.0}
    return own or [
        f"{name_in(animation.names, language, level)}: {_larger(f, language)}" for f in sorted(factors)
    ]


def _larger(times: float, language: str) -> str:
    words = LARGER.get(language.partition("-")[0], LARGER["en"])
    return words.format(n=figure(times, language))
