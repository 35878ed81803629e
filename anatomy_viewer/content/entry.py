"""What a library lists: a lesson, or each of the conditions that it tells of. Found by words and by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from anatomy_viewer.content.base import Level, name_in
from anatomy_viewer.content.condition import Condition, Variant
from anatomy_viewer.content.pack_folder import LessonPack
from anatomy_viewer.content.searching import matches


@dataclass(frozen=True)
class Entry:
    """A lesson as it is listed and opened; with a variant, for the condition that the variant is about."""

    pack: LessonPack
    variant: Variant | None = None

    @property
    def id(self) -> str:
        """Return what a session opens: `lesson`, or `lesson:condition` where a lesson tells of several."""
        if not self.pack.condition.variants:
            return self.pack.id
        return f"{self.pack.id}:{self.about.id}"

    @property
    def about(self) -> Condition | Variant:
        """Return what it is about, with names, codes and search words."""
        return self.variant or self.pack.condition

    @property
    def given(self) -> Mapping[str, float | str]:
        """Return the findings that are known of everybody who opens it."""
        return self.variant.findings if self.variant else {}

    @property
    def findings(self) -> Mapping[str, float | str]:
        """Return the findings by which it differs from the other entries of its lesson."""
        if self.variant:
            return self.variant.findings
        differing = {name for variant in self.pack.condition.variants for name in variant.findings}
        return {known.id: known.default for known in self.pack.lesson.findings if known.id in differing}

    def title(self, language: str, level: Level) -> str:
        """Return what it is called: a variant by its own name, a lesson by its title."""
        title = self.pack.text(language, level).title
        return name_in(self.variant.names, language, level, title) if self.variant else title

    def holds(self, findings: Mapping[str, float | str]) -> bool:
        """Say whether a patient with these findings is one whom it is about."""
        return all(findings.get(name) == value for name, value in self.findings.items())


def entries_of(pack: LessonPack) -> tuple[Entry, ...]:
    """Return what a lesson is listed as: itself, then each of its variants."""
    return (Entry(pack), *(Entry(pack, variant) for variant in pack.condition.variants))


def entry_for(pack: LessonPack, findings: Mapping[str, float | str]) -> Entry:
    """Return the entry of a lesson for a patient with these findings; the lesson itself where none fits."""
    fitting = (entry for entry in entries_of(pack) if entry.variant and entry.holds(findings))
    return next(fitting, Entry(pack))


def found(entries: Iterable[Entry], words: str, language: str) -> list[Entry]:
    """Return the entries whose names, synonyms or codes begin with the words; best first."""
    ranked = [(matches(entry.about, words, language), entry) for entry in entries]
    return [entry for rank, entry in sorted(_fitting(ranked), key=lambda pair: pair[0])]


def _fitting(ranked: Iterable[tuple[int | None, Entry]]) -> Iterator[tuple[int, Entry]]:
    return ((rank, entry) for rank, entry in ranked if rank is not None)


def with_code(entries: Iterable[Entry], code: str) -> Entry | None:
    """Return the entry for a code of any system, with or without its point: its own, or the nearest above it.

    `J45.909` finds what has that code, or else `J45.90`, `J45.9`, `J45`; never a code beside it, which is
    another illness.
    """
    wanted = _bare(code)
    ranked = [(_shared(_bare(known.code), wanted), entry) for entry in entries for known in entry.about.codes]
    length, best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return best if length else None


def _shared(known: str, wanted: str) -> int:
    """Return how much of a code another one begins with: all of it, or nothing."""
    return len(known) if known and wanted.startswith(known) and (known == wanted or len(known) >= 3) else 0


def _bare(code: str) -> str:
    return "".join(sign for sign in code.casefold() if sign.isalnum())
