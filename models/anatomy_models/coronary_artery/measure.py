"""Measures the finished mesh, as a reader of an angiogram would: the lumen across its axis.

Run `python -m anatomy_models.coronary_artery.measure` from the repository's folder to write the page.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from anatomy_models.coronary_artery.shape import THROAT, axis, directions
from anatomy_models.kit.built import BuiltModel, BuiltPart
from anatomy_models.kit.check import section_area
from anatomy_models.kit.measure import Finding, page, write_page

PREFACE = """# The coronary artery, measured

Written by `python -m anatomy_models.coronary_artery.measure` on the finished mesh. Diameters are those of
circles with the area of the lumen's cross-section at its narrowest place. Healthy reference: midway along
the left anterior descending artery (`dodge_1992` in model.toml). Aim: within 2 points in 100 of what the
slider says.
"""
HEALTHY = 3.0
"""Diameter of the healthy lumen, mm."""


def lumen_diameter(lumen: BuiltPart, stenosis: float, *, at: float = THROAT, stented: float = 0.0) -> float:
    """Diameter (mm) of the circle with the area of the lumen's cross-section.

    Args:
        lumen: The blood column.
        stenosis: Weight of that morph.
        at: Place along the vessel, mm.
        stented: Weight of the morph `expand`.
    """
    place = np.array([at])
    points = lumen.displaced({"stenosis": stenosis, "expand": stented})
    area = section_area(points, lumen.faces, axis(place)[0], directions(place)[0])
    return 2.0 * float(np.sqrt(max(area, 0.0) / np.pi))


def compare(model: BuiltModel) -> Iterator[Finding]:
    """The lumen at every twentieth of the slider, and under an open stent."""
    lumen = model.part("coronary_artery/lumen")
    for percent in range(0, 101, 5):
        ours, stated = lumen_diameter(lumen, percent / 100), HEALTHY * (1 - percent / 100)
        good = abs(ours - stated) < 0.02 * HEALTHY
        yield Finding(f"lumen narrowed by {percent} %", f"{ours:.2f} mm", f"{stated:.2f} mm", good)
    open_again = lumen_diameter(lumen, 0.05, stented=1.0)
    good = abs(open_again / HEALTHY - 1) < 0.05
    yield Finding("lumen in an open stent", f"{open_again:.2f} mm", f"{HEALTHY:.2f} mm", good)


def main() -> None:
    """Build the artery, measure it, write the page."""
    from anatomy_models.coronary_artery import recipe

    write_page("coronary_artery", page(PREFACE, compare(recipe("full", lambda done, words: None))))


if __name__ == "__main__":
    main()
