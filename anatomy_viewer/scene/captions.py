"""Captions: what is said, in pieces short enough to be read while they stand. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WORDS_A_SECOND = 2.5
"""150 words a minute: slow reading aloud, which everybody can follow."""
TURNING = 0.5
"""Seconds that the eye needs to find a new caption."""
LEAST = 2.0
"""Seconds that the shortest caption stands."""
LONGEST = 84
"""Characters of a caption: two lines of 42."""
SHORT = 42
"""Characters up to which a sentence is joined with the next one of its paragraph, where both fit."""

_SENTENCE = re.compile(r"(?<=[.!?…])[\s\u00a0]+(?=[^\s\u00a0a-z0-9])")


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption and the seconds at which it comes and goes; `heading` stands over the picture meanwhile."""

    start: float
    end: float
    text: str
    heading: str = ""


def timed(
    texts: Sequence[tuple[str, str]], start: float = 0.0, *, pace: float = WORDS_A_SECOND
) -> tuple[Cue, ...]:
    """Pairs of (heading, text) as cues that follow each other from `start`, each as long as reading takes."""
    cues: list[Cue] = []
    for heading, text in texts:
        for piece in pieces(text):
            begin = cues[-1].end if cues else start
            cues.append(Cue(begin, begin + reading_time(piece, pace), piece, heading))
    return tuple(cues)


def reading_time(text: str, pace: float = WORDS_A_SECOND) -> float:
    """Seconds that reading takes."""
    return max(LEAST, TURNING + len(text.split()) / pace)


def pieces(text: str) -> tuple[str, ...]:
    """A text cut into captions: at sentences, and long sentences where they may best be cut."""
    found = [piece for line in text.splitlines() for piece in _joined(_SENTENCE.split(line.strip())) if piece]
    return tuple(part for piece in found for part in _halves(piece))


def _joined(sentences: Iterable[str]) -> Iterator[str]:
    """Short sentences of a paragraph together: "Pills first: 18 of 100. 82 did not." is one thought."""
    held = ""
    for sentence in sentences:
        both = f"{held} {sentence}".strip()
        if held and (len(both) > LONGEST or min(len(held), len(sentence)) > SHORT):
            yield held
            held = sentence
        else:
            held = both
    yield held


def _halves(text: str) -> Iterator[str]:
    """A piece that fits; a longer one cut near its middle, after a comma rather than between words."""
    if len(text) <= LONGEST:
        yield text
        return
    middle = len(text) / 2
    gaps = [match.start() for match in re.finditer(" ", text)]
    if not gaps:
        yield text
        return
    best = min(gaps, key=lambda gap: abs(gap - middle) + (0 if text[gap - 1] in ",;:–" else LONGEST / 4))
    yield from _halves(text[:best])
    yield from _halves(text[best + 1 :])


def two_lines(text: str) -> str:
    """A caption in one line, or in two of about equal length where it is long."""
    gaps = [match.start() for match in re.finditer(" ", text)]
    if len(text) <= LONGEST / 2 or not gaps:
        return text
    best = min(gaps, key=lambda gap: abs(gap - len(text) / 2))
    return f"{text[:best]}\n{text[best + 1 :]}"
