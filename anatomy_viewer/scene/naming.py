"""What is said when somebody names a thing that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class UnknownNameError(LookupError, ValueError):
    """A name that stands for nothing; its text is one sentence for people, with the nearest name there is.

    Attributes:
        kind: What was named: "lesson", "step" and so on; empty where it is told by the text alone.
        name: The name that stands for nothing.
        close: The nearest name there is, or none.
    """

    def __init__(self, text: str, kind: str = "", name: str = "", close: str = "") -> None:
        super().__init__(text)
        self.kind, self.name, self.close = kind, name, close


class BrokenLessonError(LookupError, ValueError):
    """A lesson whose structure contradicts itself; its text says where, for people."""


def unknown(kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """The error for a name not among `known`: `There is no step "narow". Did you mean "narrowing"?`."""
    names = list(known)
    # Two short names are always alike: there the whole list helps more than a guess.
    close = get_close_matches(name, names, n=1, cutoff=0.5) if len(name) > 3 else []
    listed = f"There are: {', '.join(names)}." if names else "There are none."
    hint = f'Did you mean "{close[0]}"?' if close else listed
    return UnknownNameError(f'There is no {kind} "{name}". {hint}', kind, name, *close)
