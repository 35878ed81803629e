"""Measures the finished mesh: the room the air has, across the airway's axis."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from anatomy_models.airway.shape import THROAT, axis, directions
from anatomy_models.kit.built import BuiltPart
from anatomy_models.kit.check import section_area


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
