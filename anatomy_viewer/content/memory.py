"""What was read before: an unchanged file is taken from memory, checked already, instead of being read anew.

Reading TOML and checking it takes twenty times as long as taking the checked value back from JSON. The memory
is only ever a shortcut: if it is missing, spoilt or out of date, files are read as if it were not there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from anatomy_viewer.content.reading import Reading, Value, read

_FORMATS = ("base", "model", "animation", "lesson", "condition", "pack")


class Memory:
    """A file that remembers the values of other files by their path, time and size."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._formats = _stamps_of_formats()
        self._known = self._recall()
        self._used: dict[str, list[Any]] = {}

    def read(self, path: Path, kind: type[Value]) -> Reading[Value]:
        """Return a file's value from memory if the file is unchanged; else read it, and remember it."""
        key, stamp = f"{kind.__name__} {path.resolve()}", _stamp(path)
        entry = self._known.get(key)
        if stamp and entry and entry[:2] == stamp:
            with suppress(ValidationError, TypeError, IndexError):
                value = kind.model_validate_json(entry[2])
                self._used[key] = entry
                return Reading(path, value)
        reading = read(path, kind)
        if stamp and reading.value is not None:
            self._used[key] = [*stamp, reading.value.model_dump_json()]
        return reading

    def save(self) -> None:
        """Write down what was read, if it differs from what was known; a full disk is no problem."""
        if self._used == self._known:
            return
        # Two viewers may start at once: each writes a file of its own, and the last one to finish counts.
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps({"formats": self._formats, "files": self._used}), encoding="utf-8")
            draft.replace(self._file)

    def _recall(self) -> dict[str, list[Any]]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            files = kept["files"] if kept["formats"] == self._formats else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        if not isinstance(files, dict):
            return {}
        return {key: entry for key, entry in files.items() if isinstance(entry, list)}


def _stamp(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size]


def _stamps_of_formats() -> list[list[int]]:
    """Return what changes when the formats do: values remembered under other formats are forgotten."""
    folder = Path(__file__).parent
    return [_stamp(folder / f"{name}.py") for name in _FORMATS]
