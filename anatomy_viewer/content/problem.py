"""A problem: one mistake in a pack, said so that its author can mend it: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the file and line, what is wrong there, what to do, and a code that never changes.

    `what` has no full stop; `hint` is one or more sentences and may be empty.
    """

    file: str
    line: int | None
    where: str
    what: str
    hint: str
    code: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the problem as one line: `file:7: step "narrowing": what. Hint. [code]`."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        said = f"{self.where}: {self.what}" if self.where else self.what
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}: {said}.{hint} [{self.code}]"

    def as_record(self) -> dict[str, str | int | None]:
        """Return the problem as a plain record for `--json`."""
        return asdict(self)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems as an author meets them: by file, then line, then code; the same one is said once."""
    return tuple(sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.code, p.where, p.what)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean "opacity"?`, or the known words where none comes close."""
    choices = sorted(set(known))
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    if not choices:
        return "Nothing is known here: take it out."
    shown = ", ".join(f'"{choice}"' for choice in choices[:12])
    more = f" and {len(choices) - 12} more" if len(choices) > 12 else ""
    return f"Known here: {shown}{more}."


def name_of(path: Path) -> str:
    """Return how a file is called in a problem: from the working folder if inside it, else in full."""
    try:
        return resolved(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def resolved(path: Path) -> Path:
    """Return where a path leads; one that leads round in a circle leads to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # the second until Python 3.12
        return path.absolute()
