"""A home for the app in a process of its own: toy packs, a toy recipe, and whatever is broken there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

HERE = Path(__file__).parent
PACKS = HERE.parent / "packs"
ROOT = HERE.parents[1]
QUICK = "from anatomy_viewer import app, cli; app.SETTLED = 50; raise SystemExit(cli.main())"
"""The command line, with a short wait before the picture of the window is taken."""


@dataclass
class Outcome:
    """How a process ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def told(self) -> list[str]:
        """The lines on the error stream."""
        return [line for line in self.err.splitlines() if line.strip()]


@dataclass
class Home:
    """A person's home folder, empty at first."""

    folder: Path
    changes: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.folder / "tmp").mkdir(parents=True)
        shutil.copytree(PACKS / "good", self.packs / "lessons" / "narrow_tube")

    @property
    def packs(self) -> Path:
        return self.folder / "shipped"

    @property
    def models(self) -> Path:
        return self.folder / "cache" / "anatomy-viewer" / "models"

    @property
    def own_lessons(self) -> Path:
        return self.folder / "data" / "anatomy-viewer" / "packs" / "lessons"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process at home here."""
        base = {
            name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
        }
        paths = [HERE / "toy_site", ROOT, ROOT / "models", ROOT / "vr"]
        mine = {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "TOY_PACKS": str(self.packs),
        }
        for kind in ("cache", "data", "config", "state"):
            mine[f"XDG_{kind.upper()}_HOME"] = str(self.folder / kind)
        return {name: value for name, value in (base | mine | self.changes).items() if value is not None}

    def command(self, *words: str, quick: bool = True) -> list[str]:
        return [sys.executable, *(["-c", QUICK] if quick else ["-m", "anatomy_viewer"]), *words]

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start the command line and do not wait."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen(
            self.command(*words),
            env=self.environment,
            cwd=self.folder,
            text=True,
            start_new_session=True,
            **pipes,
        )

    def run(self, *words: str, timeout: float = 40) -> Outcome:
        """Run the command line to its end."""
        return ended(self.start(*words), timeout)

    def window(self, *words: str) -> tuple[Outcome, QImage]:
        """Open the window and take its picture."""
        file = self.folder / "window.png"
        file.unlink(missing_ok=True)
        outcome = self.run(*words, "--size", "900x700", "--screenshot", str(file))
        return outcome, QImage(str(file))


def ended(process: subprocess.Popen[str], timeout: float = 60) -> Outcome:
    """Wait for the end of a process."""
    out, err = process.communicate(timeout=timeout)
    return Outcome(process.returncode, out, err)


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something has happened."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def end_group(process: subprocess.Popen[str], number: int = signal.SIGKILL) -> None:
    """Send a signal to a process and all it started."""
    os.killpg(process.pid, number)
