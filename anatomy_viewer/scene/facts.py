"""What is known about each option of a decision, in figures and in words. Pure functions.

Words are in the application's language: who asks brings the function that says them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor
from typing import Literal

from anatomy_viewer.content.lesson import Decision, LessonText, Outcome

Say = Callable[[str], str]
"""Says a message of the application in a language."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One outcome of one option, in whole people, whole events or whole points."""

    option: str
    """The option's name in words."""
    what: str
    """What happened, in words."""
    counts: Literal["people", "events", "points"]
    count: int
    of: int
    """Among how many people; of points, the most that a score can reach."""
    share: float
    """Of all people or of the whole score, 0-1; of events, of the scale that all options share, 0-1."""

    @property
    def spared(self) -> int:
        """How many people did not have it; meaningless for events and points."""
        return self.of - self.count


def facts_of(decision: Decision, text: LessonText) -> tuple[tuple[Fact, ...], ...]:
    """A row of facts for each outcome, in the order of the options."""
    return tuple(_row(outcome, decision, text) for outcome in decision.outcomes)


def _row(outcome: Outcome, decision: Decision, text: LessonText) -> tuple[Fact, ...]:
    counted = [floor(outcome.events.get(option, 0.0) + 0.5) for option in decision.options]
    whole = max(1, *counted) if outcome.counts == "events" else outcome.denominator
    what = text.outcomes.get(outcome.id, outcome.id)
    return tuple(
        Fact(option_name(text, option), what, outcome.counts, count, outcome.denominator, count / whole)
        for option, count in zip(decision.options, counted, strict=True)
    )


def option_name(text: LessonText, option: str) -> str:
    """What an option is called: its id where it has no words, which only an unchecked pack can show."""
    words = text.options.get(option)
    return words.name if words else option


def said(fact: Fact, _: Say, strong: tuple[str, str] = ("", "")) -> str:
    """A fact as sentences; `strong` stands before and after its figures, such as `<b>` and `</b>`.

    Of people both halves are told; of events, that they are not people; of points, that they are a mean.
    """
    begin, end = strong
    if fact.counts == "events":
        events = _("{count} {what} among {of} people. One person may have several.")
        return events.format(count=f"{begin}{fact.count}{end}", what=fact.what, of=fact.of)
    if fact.counts == "points":
        points = _("On average, people won about {count} points {what}.")
        return points.format(count=f"{begin}{fact.count}{end}", what=fact.what)
    people = _("{hit} of {count} people {what}. {spared} of {count} did not.")
    hit, spared = f"{begin}{fact.count}", f"{begin}{fact.spared}"
    return people.format(hit=hit, count=f"{fact.of}{end}", what=fact.what, spared=spared)


def sureness(outcome: Outcome, _: Say) -> str:
    """In words, how certain a figure is (GRADE's four steps)."""
    return {
        "high": _("We are very sure of this number."),
        "moderate": _("We are fairly sure of this number."),
        "low": _("We are not very sure of this number."),
        "very-low": _("We are not at all sure of this number."),
    }[outcome.certainty]


def told(decision: Decision, text: LessonText, _: Say) -> tuple[str, ...]:
    """All facts as sentences, outcome by outcome, each with its option's name and how sure it is."""
    rows = zip(facts_of(decision, text), decision.outcomes, strict=True)
    return tuple(
        " ".join((*(f"{fact.option}: {said(fact, _)}" for fact in row), sureness(outcome, _)))
        for row, outcome in rows
    )
