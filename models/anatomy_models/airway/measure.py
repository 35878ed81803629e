"""Measures the finished mesh: the room the air has, across the airway's axis.

Run `python -m anatomy_models.airway.measure` from the repository's folder to write the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from anatomy_models.airway.shape import LOST, RADIUS, THROAT, axis, directions
from anatomy_models.kit.built import BuiltModel, BuiltPart
from anatomy_models.kit.check import section_area
from anatomy_models.kit.measure import Finding, page, write_page

PREFACE = """# The small airway, measured

Written by `python -m anatomy_models.airway.measure` on the finished mesh. Areas are those of the lumen across
its axis at its narrowest place, in share of the healthy one. Healthy reference: an airway less than 2 mm
wide (`hogg_2004` in model.toml), here 1.8 mm. Aim: within 3 % of what each morph states.
"""


def lumen_area(lumen: BuiltPart, weights: Mapping[str, float], *, at: float = THROAT) -> float:
    """Area (mm2) of the lumen's cross-section.

    Args:
        lumen: The column of air.
        weights: Morph -> weight 0 to 1.
        at: Place along the airway, mm.
    """
    place = np.array([at])
    points = lumen.displaced(weights)
    return section_area(points, lumen.faces, axis(place)[0], directions(place)[0])


def compare(model: BuiltModel) -> Iterator[Finding]:
    """The healthy lumen, and at every twentieth of each morph that states an area."""
    lumen = model.part("airway/lumen")
    healthy, stated = lumen_area(lumen, {}), np.pi * RADIUS**2
    good = abs(healthy / stated - 1) < 0.02
    yield Finding("healthy lumen", f"{healthy:.2f} mm²", f"{stated:.2f} mm²", good)
    for morph, lost in LOST.items():
        for weight in np.linspace(0.05, 1.0, 20):
            share, left = lumen_area(lumen, {morph: weight}) / healthy, 1 - lost * weight
            good = abs(share / left - 1) < 0.03
            yield Finding(f"`{morph}` at {weight:.2f}", f"{share:.1%}", f"{left:.1%}", good)


def main() -> None:
    """Build the airway, measure it, write the page."""
    from anatomy_models.airway import recipe

    write_page("airway", page(PREFACE, compare(recipe("full", lambda done, words: None))))


if __name__ == "__main__":
    main()
