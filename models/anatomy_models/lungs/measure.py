"""The lungs measured; writes models/lungs/measurements.md.

Reference figures were measured on the 3D Reference Organs of the Human Reference Atlas (trachea and main
bronchus, male; HuBMAP, CC BY 4.0) and are held here as numbers only, from the reference's carina. Run
`python -m anatomy_models.lungs.measure` from the repository's folder.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from anatomy_models.kit.built import BuiltModel, BuiltPart, Floats
from anatomy_models.kit.check import volume
from anatomy_models.lungs import bronchi, recipe

REFERENCE_TRACHEA = (28.7, 67.2, 125.1)
"""Extent of the windpipe with its fork: right-left, front-back, up-down; mm."""
REFERENCE_PLACES: dict[str, tuple[bronchi.Point, bronchi.Point]] = {
    "upper end of the windpipe": ((-4.0, 52.0, 120.0), bronchi.TRACHEA[0]),
    "middle of the windpipe": ((-5.0, 24.0, 58.0), bronchi.TRACHEA[1]),
    "right main bronchus, lower end": ((10.0, -3.0, -16.0), bronchi.RIGHT[1]),
    "left main bronchus, lower end": ((-43.0, -8.0, -36.0), bronchi.LEFT[-1]),
}
"""Place in the reference, and ours; RAS mm from the carina."""

_PREFACE = """# The lungs, measured

Written by `python -m anatomy_models.lungs.measure`. Sizes are right-left × front-back × up-down; places are
RAS mm from the carina. Reference: 3D Reference Organs of the Human Reference Atlas, male (HuBMAP, CC BY 4.0),
measured. Aim: sizes within 10 %, places within 8 mm. The lobes have no reference mesh: their figures stand
alone.

| what | ours | reference | |
|---|---|---|---|
"""


def trachea_size(tree: BuiltPart) -> Floats:
    """(3,) extent of the windpipe with its fork, mm."""
    own = tree.points[(tree.points[:, 2] > -5.0) & (np.abs(tree.points[:, 0]) < 16.0)]
    size: Floats = np.ptp(own.astype(np.float64), axis=0)
    return size


def lung_size(model: BuiltModel, side: str) -> tuple[Floats, float]:
    """(3,) extent of a lung, mm; and its volume, litres."""
    lobes = [part for part in model.parts if part.id.startswith(f"lungs/{side}/") and "lobe" in part.id]
    points = np.concatenate([part.points for part in lobes]).astype(np.float64)
    return np.ptp(points, axis=0), sum(volume(part.points, part.faces) for part in lobes) / 1e6


def table(model: BuiltModel) -> str:
    """The page."""
    size = trachea_size(model.part("lungs/bronchi"))
    near = np.abs(size / np.array(REFERENCE_TRACHEA) - 1.0).max() < 0.1
    rows = [("windpipe with its fork, size", _size(size), _size(np.array(REFERENCE_TRACHEA)), near)]
    for name, (theirs, ours) in REFERENCE_PLACES.items():
        apart = float(np.linalg.norm(np.subtract(theirs, ours)))
        rows.append((f"{name} ({apart:.0f} mm apart)", _size(ours), _size(theirs), apart < 8.0))
    page = _PREFACE + "".join(f"| {a} | {b} | {c} | {'✓' if ok else '✗'} |\n" for a, b, c, ok in rows)
    for side in ("right", "left"):
        extent, litres = lung_size(model, side)
        page += f"| {side} lung, size and volume | {_size(extent)}, {litres:.1f} l | | |\n"
    return page


def _size(size: Floats | bronchi.Point) -> str:
    return " × ".join(f"{value:.0f}" for value in size) + " mm"


def main() -> None:
    """Build, measure, write."""
    page = Path(__file__).parents[2] / "lungs" / "measurements.md"
    page.write_text(table(recipe("full", lambda done, words: None)), encoding="utf-8")


if __name__ == "__main__":
    main()
