"""One heartbeat as a displacement of points: nothing is remeshed, muscle keeps its volume."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.ventricles import RIGHT_WALL
from anatomy_models.kit.grid import Array
from anatomy_models.kit.tissue import rise

AXIS = shape.AXIS
SHORTENING = 13.5  # mm by which the ring of the valves comes down
NARROWING = 0.085  # share by which the outside of the left ventricle narrows
_LEFT, _RIGHT = (np.array([8.0, -36.0, 12.0]), 34.0), (np.array([37.0, -6.0, 2.0]), 36.0)


@dataclass(frozen=True)
class Moment:
    """The heart at one phase: how far ventricles and atria have squeezed, how open the valves are (0..1)."""

    ventricles: float
    atria: float
    inflow: float
    outflow: float


REST = Moment(0, 0, 0.82, 0)
MOMENTS: Mapping[float, Moment] = {
    0.13: Moment(0, 1, 1, 0),
    0.21: Moment(0.04, 0.35, 0, 0),
    0.31: Moment(0.62, 0, 0, 1),
    0.43: Moment(1, -0.5, 0, 0.8),
    0.53: Moment(0.96, -0.6, 0, 0),
    0.65: Moment(0.38, -0.1, 1, 0),
    0.80: Moment(0.06, 0, 0.7, 0),
}
"""Key phases of the beat (0 and 1: rest, the end of filling)."""


def _wall(rho: Array, outer: Array, moment: Moment) -> Array:
    """New distance from the axis within the left ventricle: every slice keeps its volume of muscle."""
    k = moment.ventricles
    rim = outer * (1 - NARROWING * k)
    shorter = 1 - SHORTENING * k / AXIS.length
    # 5 % more than the shortening asks for: it makes up for the base, which shortens but cannot thicken.
    left = rim**2 - (outer**2 - np.minimum(rho, outer) ** 2) / shorter * (1 + 0.05 * k)
    return np.asarray(np.sqrt(np.maximum(left, (0.45 * rho) ** 2)))


def _right(height: Array, bulge: Array, k: float) -> Array:
    """New height over the left ventricle: the right cavity flattens, its wall thickens."""
    chamber = np.maximum(bulge - RIGHT_WALL, 0)
    flatter = np.clip(height, 0, chamber) * 0.34
    thicker = np.clip(height - chamber, 0, RIGHT_WALL) * 0.24 * np.clip(bulge / 8, 0, 1)
    return np.asarray(height - k * (flatter - thicker))


def _ventricles(points: Array, moment: Moment) -> Array:
    s, rho, angle = AXIS.coordinates(points)
    k, t = moment.ventricles, s / AXIS.length
    outer = np.sqrt(np.maximum(shape.outer_squared(t), 1))
    cavity = np.sqrt(np.maximum(shape.inner_squared(t), (0.5 * outer) ** 2))
    scaled = rho * _wall(cavity, outer, moment) / cavity
    inside = np.where(rho < cavity, scaled, _wall(rho, outer, moment))
    beyond = outer * (1 - NARROWING * k) + _right(rho - outer, shape.right_bulge(t, angle), k)
    new = np.where(rho < outer, inside, beyond)
    share = rise(t, -0.12, 0.10) ** 1.5
    stretch = 1 + share * (new / np.maximum(rho, 1e-3) - 1)
    down = SHORTENING * k * np.where(s > 0, 1 - np.clip(t, 0, 1), np.exp(-((s / 34) ** 2)))
    base = np.array(shape.MITRAL)
    radial = points - base - np.outer(s, AXIS.along)
    return np.asarray(base + np.outer(s + down, AXIS.along) + radial * stretch[:, None] - points)


def _atria(points: Array, moment: Moment) -> Array:
    s, _, _ = AXIS.coordinates(points)
    still = 1 - rise(s / AXIS.length, -0.12, 0.10)
    out = np.zeros_like(points)
    for centre, reach in (_LEFT, _RIGHT):
        d = points - centre
        near = np.exp(-((np.linalg.norm(d, axis=1) / reach) ** 4))
        out -= d * (0.12 * moment.atria * still * near)[:, None]
    return out


def displace(points: Array, moment: Moment) -> Array:
    """Displacement (n, 3) in mm of points of the heart at a moment of the beat, against rest."""
    p = np.asarray(points, np.float64)
    return _ventricles(p, moment) + _atria(p, moment)


def turn(points: Array, normals: Array, move: Callable[[Array], Array]) -> Array:
    """Unit normals after a displacement: by the inverse transpose of its Jacobian (differences)."""
    e = 0.05
    here = move(points)
    columns = [(move(points + d) - here) / e for d in np.eye(3) * e]
    jacobian = np.stack(columns, -1) + np.eye(3)
    a, b, c = (jacobian[:, :, i] for i in range(3))
    cofactor = np.stack([np.cross(b, c), np.cross(c, a), np.cross(a, b)], -1)
    turned = np.einsum("nij,nj->ni", cofactor, normals)
    return np.asarray(turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9))


def beat_keys(points: Array, normals: Array) -> dict[float, tuple[Array, Array]]:
    """The morph `beat` of any part that is carried by the muscle."""
    p = np.asarray(points, np.float64)
    keys = {}
    for phase, moment in MOMENTS.items():
        turned = turn(p, normals, partial(displace, moment=moment))
        keys[phase] = (displace(p, moment).astype(np.float32), (turned - normals).astype(np.float32))
    return keys
