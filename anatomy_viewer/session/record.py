"""Where somebody stopped: the last lesson and step, in a small file to read or delete. No identity."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Progress:
    """The last lesson that was open, and its step."""

    lesson: str
    step: str


class Record:
    """Keeps the progress in a JSON file; never raises. `trouble` is one sentence while it cannot keep it."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self.trouble = ""

    def load(self) -> Progress | None:
        """The progress kept last; None where there is none or the file cannot be understood."""
        try:
            return _read(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError):
            self.trouble = f"Where you stopped last time could not be read from {self.path}; it starts anew."
            return None

    def save(self, progress: Progress) -> None:
        """Keep the progress: the file is whole at any moment, also when the machine stops halfway."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, json.dumps(asdict(progress), indent=1) + "\n")
            self.trouble = ""
        except OSError:
            self.trouble = f"Where you stop cannot be kept, because {self.path.parent} cannot be written."

    def forget(self) -> None:
        """Delete the file."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            self.trouble = f"{self.path} could not be deleted; please delete it by hand."


def default_path() -> Path:
    """The file in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("anatomy-viewer", appauthor=False) / "progress.json"


def _read(text: str) -> Progress:
    data = json.loads(text)
    if not isinstance(data, dict) or not all(isinstance(data.get(key), str) for key in ("lesson", "step")):
        raise ValueError(f"not a record of progress: {text[:80]!r}")
    return Progress(data["lesson"], data["step"])


def _replace(path: Path, text: str) -> None:
    """Write beside the file and move over it, which is atomic on every system."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
