"""Measures the finished mesh, as a reader of an angiogram would: the lumen across its axis."""

from __future__ import annotations

import numpy as np

from anatomy_models.coronary_artery.shape import THROAT, axis, directions
from anatomy_models.kit.built import BuiltPart
from anatomy_models.kit.check import section_area


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
