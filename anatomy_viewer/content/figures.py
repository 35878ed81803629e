"""Figures in a text: which numbers it says, however its language writes them."""

from __future__ import annotations

import re

_SPACE = "\u00a0\u202f "
_GROUPED = {
    "en": re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d])"),
    "fr": re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)"),
    "sv": re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)"),
}
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w])|(?<=[(\[–-])\d+(?:[.,]\d+)?")
_SLOT = re.compile(r"\{[^{}]*\}")

EMERGENCY = re.compile(r"(?<!\d)(?:112|911|999|1177|811)(?!\d)|(?<=\ble )1[578]\b(?!\s*%)")
"""Numbers to call for help: they differ from country to country, and need no source."""

_TIMES = {
    "en": r"seconds?|minutes?|hours?|days?|weeks?|nights?",
    "fr": r"secondes?|minutes?|heures?|jours?|semaines?|nuits?",
    "sv": r"sekund(?:er)?|minut(?:er)?|timm(?:e|ar)|dag(?:ar)?|veck(?:a|or)|nätter|natt",
}
_RANGE = rf"\d+(?:[.,]\d+)?(?:\s*(?:[–-]|to|or|à|ou|till|eller)\s*\d+)?[{_SPACE}]?"

_ROUND = rf"(10{{1,4}}|1[{_SPACE}]000|10[{_SPACE}]000)\b(?![{_SPACE}]?%)"
_IN_PEOPLE = {
    "en": re.compile(
        r"(?i)(?:\bin|\bof|\bout of|\bper|\bevery)\s(?:the\s|these\s)?(10{1,4}|1,000|10,000)\b"
        r"(?=\s+(?:people|patients|men|women|adults|persons))"
    ),
    "fr": re.compile(
        rf"(?i)\b(?:sur|parmi|pour)[{_SPACE}](10{{1,4}}|1[{_SPACE}]000|10[{_SPACE}]000)\b(?![{_SPACE}]?%)"
    ),
    "sv": re.compile(
        rf"(?i)\b(?:av|bland|på)[{_SPACE}](10{{1,4}}|1[{_SPACE}]000|10[{_SPACE}]000)\b(?![{_SPACE}]?%)"
    ),
}
_PEOPLE = r"(?:\s(?:person|personne|people|patiente?|adulte?|man|woman|homme|femme|kvinna))?"
_NOT_ROUND = rf"(?!100\b|1[{_SPACE},]?000\b)"
_WORDS = {
    "en": (r"one|1", r"two|three|four|five|six|seven|eight|nine|ten|twenty|\d+", "in"),
    "fr": (r"une?|1", r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|\d+", "sur"),
    "sv": (r"en|ett|1", r"två|tre|fyra|fem|sex|sju|åtta|nio|tio|tjugo|\d+", "av"),
}


def figures(text: str, language: str) -> tuple[str, ...]:
    """Return the numbers of a text as digits with a point, in order, but for slots and emergency numbers."""
    base = language.partition("-")[0]
    bare = EMERGENCY.sub(" ", _SLOT.sub(" ", text))
    if base in _GROUPED:
        bare = _GROUPED[base].sub(lambda match: re.sub(r"\D", "", match.group()), bare)
    return tuple(_canonical(match.group()) for match in _NUMBER.finditer(bare))


def claims(text: str, language: str) -> tuple[str, ...]:
    """Return the numbers that need a source: all but times of day and night, such as `10 minutes`."""
    times = _TIMES.get(language.partition("-")[0])
    return figures(re.sub(rf"(?i){_RANGE}(?:{times})\b", " ", text) if times else text, language)


def denominators(text: str, language: str) -> frozenset[int]:
    """Return the round numbers of people (10 to 10,000) that a text counts in."""
    pattern = _IN_PEOPLE.get(language.partition("-")[0])
    found = pattern.findall(text) if pattern else []
    return frozenset(int(re.sub(r"\D", "", number)) for number in found)


def one_in(text: str, language: str) -> str | None:
    """Return the first `1 in 8` of a text, in figures or words; people misjudge such pairs of numbers."""
    base = language.partition("-")[0]
    if base not in _WORDS:
        return None
    one, many, word = _WORDS[base]
    pair = rf"(?i)(?<![\w.,])(?:{one}){_PEOPLE}\s{word}\s{_NOT_ROUND}(?:{many})(?![\w%]|\s?%)"
    found = re.search(pair, text)
    return found.group() if found else None


def _canonical(number: str) -> str:
    plain = number.replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
