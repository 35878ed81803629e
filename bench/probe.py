"""What both sides of a measurement share: the size of the picture, the clock and the memory."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

SIZE = (762, 548)
FRAMES = 14


def since_start() -> float:
    """Seconds since this process was asked for, told by who asked in BENCH_STARTED (wall clock)."""
    return time.time() - float(os.environ["BENCH_STARTED"])


def memory_mb() -> float:
    """Resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def report(figures: dict[str, float]) -> None:
    """Hand the figures to who asked, and end without the work of closing."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)
