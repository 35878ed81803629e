"""One ray against all triangles of a surface at once.

A search tree is quicker from the second ray on, but making one takes longer than this, and a beating heart
would need another with every picture.
"""

from __future__ import annotations

import math

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
    length = float(np.linalg.norm(end - start))
    ahead = (end - start) / length
    seen = (points - start.astype(np.float32)) @ _across(*ahead.tolist())
    corners = triangles[_surrounding(seen, triangles)]
    if not len(corners):
        return None
    (x0, y0), (x1, y1), (x2, y2) = (seen[corners[:, k]].T for k in range(3))
    areas = np.stack([x1 * y2 - x2 * y1, x2 * y0 - x0 * y2, x0 * y1 - x1 * y0])  # opposite each corner
    within = (areas >= 0.0).all(axis=0) | (areas <= 0.0).all(axis=0)
    within &= areas.any(axis=0)  # a triangle seen edge-on is a line
    if not within.any():
        return None
    shares = areas[:, within].T / areas[:, within].sum(axis=0)[:, None]
    met = points[corners[within]].astype(np.float64)  # (k, 3 corners, 3)
    places = np.einsum("kc,kcx->kx", shares, met)
    return _nearest(met, places, (places - start) @ ahead, length)


def _across(x: float, y: float, z: float) -> Floats:
    """Two directions at right angles to a unit direction and to each other, as columns (3, 2).

    Source: Duff et al., Building an Orthonormal Basis, Revisited. Journal of Computer Graphics Techniques
    6(1), 2017.
    """
    sign = math.copysign(1.0, z)
    a = -1.0 / (sign + z)
    b = x * y * a
    return np.array(
        [[1.0 + sign * x * x * a, b], [sign * b, sign + y * y * a], [-sign * x, -y]], dtype=np.float32
    )


def _surrounding(seen: Floats, triangles: Corners) -> NDArray[np.bool_]:
    """Which triangles have corners on both sides of the ray, each way: few, found without arithmetic."""
    sides = (seen[:, 0] > 0.0).astype(np.uint8) | ((seen[:, 1] > 0.0).astype(np.uint8) << 1)
    first, second, third = (sides[triangles[:, k]] for k in range(3))
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
