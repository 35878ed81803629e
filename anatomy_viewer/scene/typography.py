"""Words as they are set: a figure stays with its unit, and no short word stands alone. Pure functions."""

from __future__ import annotations

import re

NBSP = "\u00a0"
"""The space at which no line ends. Not U+202F, which the typeface lacks."""
SHORT = 7
"""Letters up to which a word stays with the figure before it: "8 times", "5 years"."""
PAIR = 13
"""Signs up to which the last two words of a paragraph stay together."""

_TAGS = r"(?:</?b>)*"
_RULES = tuple(
    (re.compile(pattern), kept)
    for pattern, kept in (
        (r"(?<=\d) (?=\d{3}(?!\d))", NBSP),  # 20 000
        (rf"(\d{_TAGS}) (?={_TAGS}[%‰°])", rf"\1{NBSP}"),  # 70 %
        (rf"(\d{_TAGS}) (of|sur|av) (?={_TAGS}\d)", rf"\1{NBSP}\2{NBSP}"),  # 18 of 100
        (rf"(?<![\w{NBSP}.,])(\d[\d{NBSP}.,]*{_TAGS}) (?=[^\W\d_]{{1,{SHORT}}}(?!\w))", rf"\1{NBSP}"),
        (rf"(?<=\S) (?={_TAGS}[?!;:»])", NBSP),  # as French sets them
        (rf"(«{_TAGS}) ", rf"\1{NBSP}"),
        (rf" (?=[^ <>]+ [^ <>]+$)(?![^<>]{{{PAIR + 2},}}$)([^ ]+) ", rf" \1{NBSP}"),  # the last two words
    )
)


def with_unit(number: str, unit: str) -> str:
    """A figure with its unit: close by where the unit is a sign of its own, as in 72/min and 5°."""
    return f"{number}{'' if not unit or unit[0] in '/°' else NBSP}{unit}"


def unbroken(words: str) -> str:
    """Words with spaces at which no line may end, where a line that ends there is harder to read.

    A figure keeps its unit or the short word that it counts, "18 of 100" stays whole, a sign that French sets
    apart stays with its word, and a paragraph does not end with a short word alone. Words may hold `<b>`.
    """
    words = words.replace("\u202f", NBSP)
    for pattern, kept in _RULES:
        words = pattern.sub(kept, words)
    return words
