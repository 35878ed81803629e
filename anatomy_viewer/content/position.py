"""Where a key stands in a TOML text: the line of every key path.

`tomllib` gives values without positions, so this module walks the same text once more. It expects TOML that
`tomllib` has accepted, and reads only as much of the grammar as positions need.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Keys and places in lists from the top of a file: `("steps", 2, "scene", "model")`."""

_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "e": "\x1b"}


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) on which each key path of a valid TOML text begins."""
    return _Walk(text).run()


def nearest_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a key path, else of what lies below it, else of the table around it, else 1."""
    for length in range(len(path), 0, -1):
        part = path[:length]
        if part in lines:
            return lines[part]
        below = [line for other, line in lines.items() if other[:length] == part]
        if below:
            return min(below)
    return 1


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)


class _Walk:
    """One pass over a TOML text that notes where every key begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}
        self._line, self._counted = 1, 0

    def run(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        self._skip(_SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_SPACE)
        return self.lines

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"no TOML at character {self.at}: {self.text[self.at : self.at + 20]!r}")
        self.at = match.end()
        return match.group()

    def _note(self, path: KeyPath) -> None:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        self.lines.setdefault(path, self._line)

    def _header(self) -> KeyPath:
        several = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if several else 1
        names = self._key()
        end = self.at
        self.at = start
        path = self._resolved(names, several=several)
        for length in range(1, len(path) + 1):
            self._note(path[:length])
        self.at = self.text.index("]", end) + (2 if several else 1)
        return path

    def _resolved(self, names: tuple[str, ...], *, several: bool) -> KeyPath:
        """Add to a header's names the places in arrays of tables that they stand for."""
        path: KeyPath = ()
        for name in names[:-1]:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, names[-1])
        if not several:
            return path
        place = self._counts.get(path, 0)
        self._counts[path] = place + 1
        return (*path, place)

    def _key(self) -> tuple[str, ...]:
        names = []
        while True:
            self._skip(_BLANK)
            names.append(self._name())
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(names)
            self.at += 1

    def _name(self) -> str:
        quote = self.text[self.at]
        if quote == '"':
            return _ESCAPE.sub(_unescape, self._skip(_STRING)[1:-1])
        return self._skip(_STRING)[1:-1] if quote == "'" else self._skip(_BARE_KEY)

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        names = self._key()
        after, self.at = self.at, start
        for length in range(1, len(names) + 1):
            self._note((*table, *names[:length]))
        self.at = self.text.index("=", after) + 1
        self._skip(_BLANK)
        self._value((*table, *names))

    def _value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first == "[":
            self._items(path)
        elif first == "{":
            self._inline(path)
        else:
            self._skip(_STRING if first in "\"'" else _SCALAR)

    def _items(self, path: KeyPath) -> None:
        self.at += 1
        place = 0
        while not self._closed("]"):
            self._note((*path, place))
            self._value((*path, place))
            place += 1

    def _inline(self, path: KeyPath) -> None:
        self.at += 1
        while not self._closed("}"):
            self._pair(path)

    def _closed(self, bracket: str) -> bool:
        """Step over blanks, comments and commas; say whether the closing bracket is reached."""
        self._skip(_SPACE)
        while self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_SPACE)
        if not self.text.startswith(bracket, self.at):
            return False
        self.at += 1
        return True
