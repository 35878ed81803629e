"""The air sacs measured against published figures; writes models/alveoli/measurements.md.

Run `python -m anatomy_models.alveoli.measure` from the repository's folder. The sources stand in model.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from anatomy_models.alveoli.shape import PASSAGE, STEPS, TRUNK_RADIUS, WALL, Shape, shape
from anatomy_models.kit.built import BuiltModel, BuiltPart, Floats

SAC_VOLUME = 4.2e-3
"""Mean volume of an air sac, mm3 (Ochs 2004)."""
WIDTHS = {"duct": 0.27, "bronchiole": 0.50, "sleeve": 0.70}
"""Inner width of the last passage and of the first, outer width with the sacs, mm (Haefeli-Bleuer 1988)."""

PREFACE = """# The air sacs, measured

Written by `python -m anatomy_models.alveoli.measure`. Aim: within 10 % of the published mean. Sources:
`ochs_2004` and `haefeli_bleuer_1988` in `model.toml`. The thickness of the walls and of the capillaries is
not compared: both are drawn thicker than life.

| what | ours | published | |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Finding:
    """One comparison: what, ours, the published mean, in which unit."""

    what: str
    ours: float
    published: float
    unit: str

    @property
    def good(self) -> bool:
        """Whether ours is within 10 %."""
        return abs(self.ours / self.published - 1) <= 0.10


def sac_volumes(form: Shape) -> Floats:
    """(n,) volume (mm3) of the air in each sac, from its mouth at the passage to its end."""
    places = form.grid.points()
    air = (form.air.ravel() < 0) & (np.minimum(*form.reach).ravel() > PASSAGE)
    far, sac = cKDTree(form.centres).query(places[air])
    return np.bincount(sac[far < 0.13], minlength=len(form.centres)) * form.grid.step**3


def sleeve_width(walls: BuiltPart, form: Shape) -> float:
    """Mean width (mm) of a sleeve from the outside of one sac to that of the sac across."""
    reach = np.minimum(*(form.grid.sample(field, walls.points) for field in form.reach))
    outer = np.abs(form.grid.sample(form.outside, walls.points)) < WALL / 4
    free = outer & (reach > PASSAGE + 0.1)
    return float(2 * np.quantile(reach[free], 0.75))


def compare(model: BuiltModel, form: Shape) -> list[Finding]:
    """Every comparison with the published figures."""
    volumes = sac_volumes(form) * 1e3
    return [
        Finding("mean volume of an air sac", float(volumes.mean()), SAC_VOLUME * 1e3, "× 10⁶ µm³"),
        Finding("inner width of an alveolar duct", 2 * PASSAGE, WIDTHS["duct"], "mm"),
        Finding("inner width of the bronchiole", 2 * max(TRUNK_RADIUS), WIDTHS["bronchiole"], "mm"),
        Finding(
            "outer width of a duct with its air sacs",
            sleeve_width(model.part("alveoli/walls"), form),
            WIDTHS["sleeve"],
            "mm",
        ),
    ]


def table(findings: Iterable[Finding]) -> str:
    """The findings as a Markdown page."""
    lines = PREFACE.splitlines()
    for each in findings:
        mark = "✓" if each.good else "missed"
        lines.append(
            f"| {each.what} | {each.ours:.2f} {each.unit} | {each.published:.2f} {each.unit} | {mark} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Build the piece, measure it, write the page."""
    from anatomy_models.alveoli import recipe

    model = recipe("full", lambda done, words: None)
    page = Path(__file__).parents[2] / "alveoli" / "measurements.md"
    page.write_text(table(compare(model, shape(STEPS["full"]))), encoding="utf-8")


if __name__ == "__main__":
    main()
