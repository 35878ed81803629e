"""What is measured on a finished model, beside what it should be; written as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from anatomy_models.kit.built import Floats

Triple = Sequence[float] | Floats
SIZE_SHARE = 0.10
"""By what share a size may differ from its reference."""
NEAR = 8.0
"""How far a landmark may lie from its reference, mm."""

_HEAD = "| what | ours | reference | |\n|---|---|---|---|\n"


@dataclass(frozen=True)
class Finding:
    """One comparison: what, ours, the reference's, whether it holds (None: there is nothing to hold to)."""

    what: str
    ours: str
    reference: str = ""
    good: bool | None = None


def size(what: str, ours: Triple, reference: Triple) -> Finding:
    """An extent in three directions (mm), within a tenth of its reference."""
    good = all(abs(a / b - 1) <= SIZE_SHARE for a, b in zip(ours, reference, strict=True))
    return Finding(f"{what}, size", millimetres(ours), millimetres(reference), good)


def landmark(what: str, ours: Triple, reference: Triple) -> Finding:
    """A place (mm), within 8 mm of its reference."""
    apart = float(np.linalg.norm(np.subtract(ours, reference)))
    return Finding(f"{what} ({apart:.0f} mm apart)", millimetres(ours), millimetres(reference), apart <= NEAR)


def millimetres(values: Triple) -> str:
    """A size or place in whole millimetres."""
    return " × ".join(f"{value:.0f}" for value in values) + " mm"


def page(preface: str, findings: Iterable[Finding]) -> str:
    """The preface, and below it the findings as a table."""
    marks = {True: "✓", False: "missed", None: ""}
    rows = (f"| {f.what} | {f.ours} | {f.reference} | {marks[f.good]} |\n" for f in findings)
    return f"{preface.rstrip()}\n\n{_HEAD}{''.join(rows)}"


def write_page(model_id: str, text: str) -> Path:
    """Write `measurements.md` beside the model's description; returns its path."""
    path = Path(__file__).parents[2] / model_id / "measurements.md"
    path.write_text(text, encoding="utf-8")
    return path
