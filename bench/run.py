"""`make bench [GROUPS="starts motion"]`: figures of one run beside their aims, into build/bench.json."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import groups
from headset import headset
from table import show

GROUPS = (
    groups.starts,
    groups.peers,
    groups.motion,
    groups.organs,
    groups.touch,
    groups.floors,
    groups.library,
    groups.growth,
    headset,
)
FILE = Path(__file__).parents[1] / "build" / "bench.json"


def main(words: list[str]) -> int:
    """Measure all groups, or those named; print the table and store it."""
    inside = os.environ.get("DISPLAY") or sys.platform != "linux"
    if not inside and shutil.which("xvfb-run"):
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24"]
        return subprocess.run([*screen, sys.executable, __file__, *words], check=False).returncode
    unknown = set(words) - {group.__name__ for group in GROUPS}
    if unknown:
        sys.exit(
            f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(g.__name__ for g in GROUPS)}"
        )
    groups.export_parts()
    show([group for group in GROUPS if not words or group.__name__ in words], FILE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
