"""The table: figures with their aims, and how a side of a measurement is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
Sides = dict[str, list[str]]
"""Name of a side -> its script and words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, the figure, its aim (not above; none where None), its unit."""

    name: str
    value: float
    aim: float | None = None
    unit: str = "ratio"

    @property
    def missed(self) -> bool:
        """Whether the aim was not reached."""
        return self.aim is not None and self.value > self.aim

    def __str__(self) -> str:
        """Return the row as it is printed."""
        aim = f"aim {self.aim:<6g}" if self.aim is not None else " " * 10
        return f"{self.value:10.3f} {self.unit:<6}{aim}{'missed' if self.missed else '':<8}{self.name}"


def run(script: str, *words: str, home: Path | None = None) -> dict[str, float]:
    """Run one side in a process of its own and return its figures.

    It starts as for a new user, or as for one whose files are in `home`: there the cache is kept too.
    """
    with tempfile.TemporaryDirectory() as empty:
        places = {f"XDG_{kind}_HOME": f"{home or empty}/{kind}" for kind in ("CONFIG", "DATA", "STATE")}
        if home is not None:
            places["XDG_CACHE_HOME"] = f"{home}/CACHE"
        surroundings = {**os.environ, **places, "BENCH_STARTED": repr(time.time())}
        # People start the viewer from compiled files; all sides get them.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, str(HERE / script), *words]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not done.stdout.strip():
        sys.exit(f"{script} {' '.join(words)} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def in_turn(sides: Sides, turns: int, home: Path | None = None) -> dict[str, list[dict[str, float]]]:
    """Run several sides one after the other, again and again: a machine that slows down slows them all."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in sides}
    for _turn in range(turns):
        for name, (script, *words) in sides.items():
            found[name].append(run(script, *words, home=home))
    return found


def ratio(ours: Iterable[dict[str, float]], theirs: Iterable[dict[str, float]], key: str) -> float:
    """Return the median of the ratios turn by turn."""
    return median(one[key] / other[key] for one, other in zip(ours, theirs, strict=True))


def middle(side: Iterable[dict[str, float]], key: str) -> float:
    """Return the median of a figure."""
    return median(one[key] for one in side)


def show(groups: Iterable[Callable[[], list[Figure]]], file: Path) -> None:
    """Measure group by group, print each row as soon as it is known, and store all of them."""
    rows = []
    for group in groups:
        for figure in group():
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
            rows.append({**asdict(figure), "missed": figure.missed})
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
