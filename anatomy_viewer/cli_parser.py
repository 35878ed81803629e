"""A command line parser that answers a mistake in one sentence, with the word that was meant."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

COMMANDS = ("lessons", "check", "picture", "video", "vr", "models", "doctor")
"""What the first word may be besides a lesson: `cli_X` holds `add_X_command`, which adds its parser and sets
`run` to what carries it out."""

_QUOTED = re.compile(r"'([^']*)'")


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` whose mistakes are sentences: no usage, exit status 2."""

    def __init__(self, *args: object, **options: object) -> None:
        # An option must be written out: a shortened one may mean something else in the next version.
        super().__init__(*args, **{"allow_abbrev": False, **options})  # type: ignore[arg-type]
        self._words: list[str] = []

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Read the words of a command line, and know which command they were for."""
        self._words = list(sys.argv[1:] if args is None else args)
        return super().parse_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and what may have been meant, then end."""
        sys.stderr.write(f"{self._sentence(message)}\n")
        raise SystemExit(2)

    def _sentence(self, message: str) -> str:
        unknown = re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL)
        if unknown:
            word = unknown[1].split()[0] if unknown[1].split() else ""
            asked = self._asked()
            meant = _meant(word.partition("=")[0], asked._known_options())
            return f'"{word}" is not understood.{meant} {asked._help()}'
        choice = re.search(r"invalid choice: (.*?) \(choose from (.*)\)", message, re.DOTALL)
        if choice:
            known = _QUOTED.findall(choice[2]) or choice[2].split(", ")
            word = choice[1].strip("'\"")
            return f'"{word}" cannot be chosen.{_meant(word, known)} There are: {", ".join(known)}.'
        return f"{_plainly(message)} {self._help()}"

    def _asked(self) -> Parser:
        """The parser of the command that the words name: only its options may have been meant."""
        asked = self
        for word in self._words:
            below = [each.choices for each in asked._actions if isinstance(each, argparse._SubParsersAction)]
            asked = next((choices[word] for choices in below if word in choices), asked)
        return asked

    def _known_options(self) -> list[str]:
        own = [option for action in self._actions for option in action.option_strings]
        inner = [action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction)]
        below = [parser for choices in inner for parser in choices.values()]
        return own + [option for parser in below for option in parser._known_options()]

    def _help(self) -> str:
        return f"Run: {self.prog} --help"


_PLAINLY = (
    (r"argument ([^:/]*/)?(?P<option>[^:]*): expected one argument", "{option} needs a value."),
    (
        r"argument (?P<option>[^:]*): invalid \w+ value: '(?P<value>.*)'",
        '"{value}" is no number, which {option} needs.',
    ),
    (r"the following arguments are required: (?P<what>.*)", "Name what is missing: {what}."),
)
"""What argparse says, and how it is said here."""


def _plainly(message: str) -> str:
    for said, plainly in _PLAINLY:
        match = re.fullmatch(said, message, re.DOTALL)
        if match:
            return plainly.format(**match.groupdict())
    return f"{message[:1].upper()}{message[1:]}."


def is_folder(text: str) -> bool:
    """Whether a word names a folder; one that no file could be called by does not."""
    try:
        return Path(text).is_dir()
    except (OSError, ValueError):
        return False


def _meant(word: str, known: Iterable[str]) -> str:
    # One number is never meant for another, nor one letter for a word.
    close = get_close_matches(word, list(known), n=1) if len(word) > 1 and not word.isdigit() else []
    return f' Did you mean "{close[0]}"?' if close else ""
