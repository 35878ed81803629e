"""`make bench`: ratios against a bare PySide6 + VTK script, measured in turn, into build/bench.json."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
TURNS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, the figure, its aim (not above; none where None), its unit."""

    name: str
    value: float
    aim: float | None
    unit: str

    @property
    def missed(self) -> bool:
        """Whether the aim was not reached."""
        return self.aim is not None and self.value > self.aim


def run(script: str, *words: str, **environment: str) -> dict[str, float]:
    """Run one side in a process of its own and return its figures."""
    with tempfile.TemporaryDirectory() as home:
        places = {f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in ("CONFIG", "DATA", "STATE")}
        surroundings = {**os.environ, **places, **environment, "BENCH_STARTED": repr(time.time())}
        # People start the viewer from compiled files; both sides get them.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, str(HERE / script), *words]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not done.stdout.strip():
        sys.exit(f"{script} {' '.join(words)} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def starts(parts: Path) -> list[Figure]:
    """Start and memory of both sides in turn, so that a machine that slows down slows both."""
    run("bare.py", str(parts))
    run("ours.py", "start")
    pairs = [(run("ours.py", "start"), run("bare.py", str(parts))) for _ in range(TURNS)]
    ratio = [ours["start"] / bare["start"] for ours, bare in pairs]
    weight = [ours["memory"] / bare["memory"] for ours, bare in pairs]
    return [
        Figure("start to first frame, whole window / bare script", median(ratio), 1.15, "ratio"),
        Figure("memory, whole window / bare script", median(weight), 1.3, "ratio"),
        Figure("start to first frame, whole window", median(ours["start"] for ours, _ in pairs), None, "s"),
        Figure("start to first frame, bare script", median(bare["start"] for _, bare in pairs), None, "s"),
        Figure("memory, whole window", median(ours["memory"] for ours, _ in pairs), None, "MB"),
        Figure("memory, bare script", median(bare["memory"] for _, bare in pairs), None, "MB"),
    ]


def moving(parts: Path) -> list[Figure]:
    """Frames and morphs of both sides in turn."""
    pairs = [(run("ours.py", "frames"), run("bare.py", str(parts), "frames")) for _ in range(3)]
    frame = [ours["frame"] / bare["frame"] for ours, bare in pairs]
    morph = [ours["morph"] / ours["frame"] for ours, _ in pairs]
    plain = [bare["morph"] / bare["frame"] for _, bare in pairs]
    return [
        Figure("frame at rest quality, viewer / bare script", median(frame), 1.03, "ratio"),
        Figure("playing morph frame / still frame, viewer", median(morph), 1.10, "ratio"),
        Figure("playing morph frame / still frame, bare script", median(plain), None, "ratio"),
        Figure("frame at rest quality, viewer", 1e3 * median(ours["frame"] for ours, _ in pairs), None, "ms"),
        Figure("triangles in that frame", pairs[0][0]["triangles"], None, ""),
    ]


def picking() -> list[Figure]:
    """A pick at a million triangles, as a share of a frame."""
    seen = run("ours.py", "picks")
    return [
        Figure("pick at 1 million triangles / full frame", seen["pick"] / seen["frame"], 0.05, "ratio"),
        Figure("pick at 1 million triangles", 1e3 * seen["pick"], None, "ms"),
    ]


def floors() -> list[Figure]:
    """How long the floors without Qt and VTK take to import."""
    work = "import anatomy_viewer.session.session"
    code = f"import time; t = time.perf_counter(); {work}; print(time.perf_counter() - t)"
    took = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(TURNS)
    ]
    return [Figure("import of content, scene and session", median(took), 0.15, "s")]


def main() -> int:
    """Measure, print the table and store it."""
    inside = os.environ.get("DISPLAY") or sys.platform != "linux"
    if not inside and shutil.which("xvfb-run"):
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24"]
        return subprocess.run([*screen, sys.executable, __file__], check=False).returncode
    parts = BUILD / "bench"
    shutil.rmtree(parts, ignore_errors=True)
    run("ours.py", "export", str(parts))
    figures = [*starts(parts), *moving(parts), *picking(), *floors()]
    for figure in figures:
        aim = f"aim {figure.aim:<6g}" if figure.aim is not None else " " * 10
        verdict = "missed" if figure.missed else ""
        sys.stdout.write(f"{figure.value:10.3f} {figure.unit:<6}{aim}{verdict:<8}{figure.name}\n")
    BUILD.mkdir(exist_ok=True)
    rows = [{**asdict(figure), "missed": figure.missed} for figure in figures]
    (BUILD / "bench.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
