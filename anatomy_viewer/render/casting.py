"""One ray against all triangles of a surface at once.

A search tree is quicker from the second ray on, but making one takes longer than this, and a beating heart
would need another with every picture.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.morphs import Floats

Doubles = NDArray[np.float64]
Corners = NDArray[np.int32]


def cast(points: Floats, triangles: Corners, start: Doubles, end: Doubles) -> tuple[Doubles, Doubles] | None:
    """The first point of a surface between two points, and the normal there (of any length); None if none.

    Seen along the ray every triangle is flat; the ray meets it where no side of it has the ray's point on
    its outer side. Two triangles compute a shared side with the same numbers, so no ray slips between them.

    Args:
        points: (n, 3) mm.
        triangles: (m, 3) indices of points, counter-clockwise from outside.
        start: Where the ray begins, in the frame of the points.
        end: Where it ends.
    """
    ahead = (end - start) / np.linalg.norm(end - start)
    seen = (points - start.astype(np.float32)) @ _across(ahead).T.astype(np.float32)
    corners = triangles[_surrounding(seen, triangles)]
    x, y = seen[corners, 0], seen[corners, 1]
    areas = x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y
    within = np.all(areas >= 0.0, axis=1) | np.all(areas <= 0.0, axis=1)
    whole = areas.sum(axis=1)
    within &= whole != 0.0  # a triangle seen edge-on is a line
    if not within.any():
        return None
    met = points[corners[within]].astype(np.float64)  # (k, 3 corners, 3)
    shares = np.roll(areas[within], -1, axis=1) / whole[within, None]
    places = np.einsum("kc,kcx->kx", shares, met)
    return _nearest(met, places, (places - start) @ ahead, float(np.linalg.norm(end - start)))


def _across(ahead: Doubles) -> Doubles:
    """Two directions (2, 3) at right angles to a unit direction and to each other."""
    aside = np.cross(ahead, np.eye(3)[np.argmin(np.abs(ahead))])
    aside /= np.linalg.norm(aside)
    return np.stack([aside, np.cross(ahead, aside)])


def _surrounding(seen: Floats, triangles: Corners) -> NDArray[np.bool_]:
    """Which triangles have corners on both sides of the ray, each way: few, found without arithmetic."""
    sides = (seen[:, 0] > 0.0).astype(np.uint8) | ((seen[:, 1] > 0.0).astype(np.uint8) << 1)
    first, second, third = sides[triangles].T
    both: NDArray[np.bool_] = ((first | second | third) == 3) & ((first & second & third) == 0)
    return both


def _nearest(met: Doubles, places: Doubles, depths: Doubles, length: float) -> tuple[Doubles, Doubles] | None:
    """The nearest place on the ray, and its triangle's normal."""
    depths = np.where((depths >= 0.0) & (depths <= length), depths, np.inf)
    nearest = int(np.argmin(depths))
    if not np.isfinite(depths[nearest]):
        return None
    a, b, c = met[nearest]
    return places[nearest], np.cross(b - a, c - a)
