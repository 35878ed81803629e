"""What is measured, group by group: start, motion, touch, library, growth."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from table import Figure, in_turn, middle, ratio, run

LESSON = "coronary_artery_disease"
OTHERS = ("copd", "knee_osteoarthritis")
PARTS = Path(__file__).parents[1] / "build" / "bench"
"""Where the meshes for the other sides lie, a folder for each lesson's first model."""
TURNS = 5
PEER_TURNS = 3
PACKS = 1000
CYCLES = 200


def starts() -> list[Figure]:
    """Start and memory against the bare script: whole window against one widget."""
    sides = {"ours": ["ours.py", "start"], "bare": ["bare.py", str(PARTS / LESSON)]}
    with tempfile.TemporaryDirectory() as home:
        in_turn(sides, 1, Path(home))
        found = in_turn(sides, TURNS, Path(home))
    ours, bare = found["ours"], found["bare"]
    return [
        Figure("start to first lit organ, whole window / bare script", ratio(ours, bare, "start"), 1.15),
        Figure("memory, whole window / bare script", ratio(ours, bare, "memory"), 1.3),
        Figure("start to first lit organ, whole window", middle(ours, "start"), unit="s"),
        Figure("start to first lit organ, bare script", middle(bare, "start"), unit="s"),
        Figure("memory, whole window", middle(ours, "memory"), unit="MB"),
        Figure("memory, bare script", middle(bare, "memory"), unit="MB"),
    ]


def peers() -> list[Figure]:
    """Start and frames against pyvista's Plotter and f3d, with what each has of the same passes."""
    sides = {
        "ours": ["ours.py", "start"],
        "frames": ["ours.py", "frames"],
        "pyvista": ["peer_pyvista.py", str(PARTS / LESSON)],
        "f3d": ["peer_f3d.py", str(PARTS / LESSON)],
    }
    with tempfile.TemporaryDirectory() as home:
        in_turn(sides, 1, Path(home))
        found = in_turn(sides, PEER_TURNS, Path(home))
    rows = []
    for peer in ("pyvista", "f3d"):
        other = found[peer]
        rows += [
            Figure(
                f"start to first lit organ, whole window / {peer}", ratio(found["ours"], other, "start"), 1.0
            ),
            Figure(
                f"frame at rest quality, viewer / {peer} without image-based light",
                ratio(found["frames"], other, "frame"),
                1.0,
            ),
            Figure(f"memory, whole window / {peer}", ratio(found["ours"], other, "memory")),
        ]
    return rows


def motion() -> list[Figure]:
    """Frames and morphs against the bare script."""
    found = in_turn(
        {"ours": ["ours.py", "frames"], "bare": ["bare.py", str(PARTS / LESSON), "frames"]}, PEER_TURNS
    )
    ours, bare = found["ours"], found["bare"]
    return [
        Figure("frame at rest quality, viewer / bare script", ratio(ours, bare, "frame"), 1.03),
        Figure(
            "playing morph frame / still frame, viewer", median(o["morph"] / o["frame"] for o in ours), 1.1
        ),
        Figure(
            "playing morph frame / still frame, bare script", median(b["morph"] / b["frame"] for b in bare)
        ),
        Figure("interaction frame / full frame", median(o["moving"] / o["frame"] for o in ours), 1 / 3),
        Figure("frame at rest quality, viewer", 1e3 * middle(ours, "frame"), unit="ms"),
        Figure("vertices in that frame", ours[0]["vertices"], unit=""),
    ]


def organs() -> list[Figure]:
    """Start, memory, frames and morphs of the other lessons' first models, each against the bare script."""
    rows = []
    for lesson in OTHERS:
        parts = str(PARTS / lesson)
        sides = {
            "start": ["ours.py", "start", lesson],
            "frames": ["ours.py", "frames", lesson],
            "bare": ["bare.py", parts, "frames"],
        }
        with tempfile.TemporaryDirectory() as home:
            in_turn(sides, 1, Path(home))
            found = in_turn(sides, PEER_TURNS, Path(home))
        ours, bare = found["frames"], found["bare"]
        rows += [
            Figure(
                f"start, whole window / bare script: {lesson}", ratio(found["start"], bare, "start"), 1.15
            ),
            Figure(
                f"memory, whole window / bare script: {lesson}", ratio(found["start"], bare, "memory"), 1.3
            ),
            Figure(
                f"frame at rest quality, viewer / bare script: {lesson}", ratio(ours, bare, "frame"), 1.03
            ),
            Figure(
                f"playing morph frame / still frame, viewer: {lesson}",
                median(o["morph"] / o["frame"] for o in ours),
                1.1,
            ),
            Figure(f"vertices in that frame: {lesson}", ours[0]["vertices"], unit=""),
        ]
    return rows


def touch() -> list[Figure]:
    """Picks at a million triangles as a share of a frame, changes of many parts, the way to rest."""
    seen, changed, rest = run("ours.py", "picks"), run("ours.py", "changes"), run("ours.py", "rest")
    return [
        Figure("pick at 1 million triangles / full frame", seen["pick"] / seen["frame"], 0.05),
        Figure("hover at 1 million triangles / full frame", seen["hover"] / seen["frame"], 0.05),
        Figure("painting 400 changed parts", 1e3 * changed["paint"], 0.5, "ms"),
        Figure("from the last change to the full frame on the screen", rest["rest"], 0.3, "s"),
    ]


def floors() -> list[Figure]:
    """How long the floors without Qt and VTK take to import: processor time, since nothing in it waits."""
    work = "import anatomy_viewer.session.session"
    code = f"import time; t = time.process_time(); {work}; print(time.process_time() - t)"
    command = [sys.executable, "-c", code]
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    took = [
        float(subprocess.run(command, capture_output=True, text=True, check=True, env=compiled).stdout)
        for _turn in range(TURNS)
    ]
    return [Figure("import of content, scene and session", median(took), 0.15, "s")]


def library() -> list[Figure]:
    """A library of a thousand lessons, read for the first time and opened when known: processor time."""
    with tempfile.TemporaryDirectory() as place:
        packs, memory = f"{place}/packs", f"{place}/cache/library.known"
        run("packs.py", "write", packs, str(PACKS))
        first = run("packs.py", "load", packs, memory)
        known = [run("packs.py", "load", packs, memory) for _turn in range(PEER_TURNS)]
    return [
        Figure(f"opening {PACKS} known packs: list and search ready", middle(known, "open"), 1.0, "s"),
        Figure(f"reading {PACKS} packs for the first time", first["read"], unit="s"),
        Figure("searching them", 1e3 * middle(known, "search"), unit="ms"),
    ]


def growth() -> list[Figure]:
    """Memory after many cycles of opening and closing, against a quarter of them."""
    rows = []
    for what in ("lesson", "window"):
        seen = run("ours.py", "cycles", what, str(CYCLES))
        name = f"memory after {CYCLES} open-close cycles of the {what} / after {CYCLES // 4}"
        rows.append(Figure(name, seen["last"] / seen["early"], 1.03))
        rows.append(Figure(f"growth with each cycle of the {what}", seen["slope"], unit="MB"))
    return rows


def export_parts() -> None:
    """Write the meshes that the other sides show."""
    shutil.rmtree(PARTS, ignore_errors=True)
    for lesson in (LESSON, *OTHERS):
        run("ours.py", "export", lesson, str(PARTS / lesson))
