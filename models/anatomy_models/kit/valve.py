"""Heart valves: leaflets as thin closed sheets of fixed topology, open or shut by one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.field import unit
from anatomy_models.kit.grid import Array
from anatomy_models.kit.surface import Surface, merge


def sheet(grid: Array, thickness: float, wrap: bool) -> Surface:
    """A closed solid from points (nu, nv, 3), thinner towards the far edge; `wrap` joins the ends of u."""
    nu, nv = grid.shape[:2]
    du = np.roll(grid, -1, 0) - np.roll(grid, 1, 0) if wrap else np.gradient(grid, axis=0)
    normal = np.cross(du, np.gradient(grid, axis=1))
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    half = thickness / 2 * np.linspace(1.25, 0.75, nv)[None, :, None] * normal
    points = np.vstack([(grid + half).reshape(-1, 3), (grid - half).reshape(-1, 3)])
    return Surface(points, _sheet_faces(nu, nv, wrap))


def _sheet_faces(nu: int, nv: int, wrap: bool) -> Array:
    index = np.arange(nu * nv).reshape(nu, nv)
    index = np.vstack([index, index[:1]]) if wrap else index
    other = index + nu * nv

    def quads(a: Array, b: Array, c: Array, d: Array) -> Array:
        return np.vstack([np.stack([x.ravel() for x in t], 1) for t in ((a, b, c), (a, c, d))])

    faces = [
        quads(index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]),
        quads(other[:-1, :-1], other[:-1, 1:], other[1:, 1:], other[1:, :-1]),
        quads(index[:-1, 0], other[:-1, 0], other[1:, 0], index[1:, 0]),
        quads(index[:-1, -1], index[1:, -1], other[1:, -1], other[:-1, -1]),
    ]
    if not wrap:
        faces.append(quads(index[0, :-1], index[0, 1:], other[0, 1:], other[0, :-1]))
        faces.append(quads(index[-1, :-1], other[-1, :-1], other[-1, 1:], index[-1, 1:]))
    return np.vstack(faces).astype(np.int32)


@dataclass(frozen=True)
class Seat:
    """Where a valve sits: centre (RAS mm), direction of the blood, direction of angle 0, radius (mm)."""

    centre: Sequence[float] | Array
    flow: Sequence[float] | Array
    zero: Sequence[float] | Array
    radius: float

    def place(self, local: Array) -> Array:
        """Points (..., 3) given across (0 degrees), across (90 degrees) and along the flow, in the body."""
        flow = unit(self.flow)
        e1 = np.asarray(self.zero, float) - flow * float(np.dot(self.zero, flow))
        e1 = e1 / np.linalg.norm(e1)
        out = local[..., :1] * e1 + local[..., 1:2] * np.cross(flow, e1) + local[..., 2:] * flow
        return np.asarray(np.asarray(self.centre, float) + out)


@dataclass(frozen=True)
class Leaflet:
    """A leaflet of an inflow valve: the angle of its middle, its half width (degrees) and its depth (mm)."""

    angle: float
    half: float
    depth: float


@dataclass(frozen=True)
class InflowValve:
    """A mitral or tricuspid valve: a skirt of leaflets that meet at `meeting` (in radii) when shut."""

    seat: Seat
    leaflets: Sequence[Leaflet]
    meeting: tuple[float, float]
    flat: float = 1.0
    """How far the ring reaches at angle 0 (in radii): a mitral ring is flattened towards the aorta."""

    def grid(self, opening: float, nu: int = 96, nv: int = 11) -> Array:
        """Middle surface (nu, nv, 3): u round the ring, v from the ring to the free edge."""
        a = np.linspace(0, 2 * np.pi, nu, endpoint=False)
        v = np.linspace(0, 1, nv)[None]
        shut = self._shut(a, v)
        wide = self._open(a, v)
        return self.seat.place(shut + (wide - shut) * opening)

    def _depth(self, a: Array) -> Array:
        depth = np.full(len(a), 5.5)
        for leaf in self.leaflets:
            x = np.clip(_apart(a, leaf.angle) / leaf.half, -1, 1)
            depth = np.maximum(depth, 5.5 + (leaf.depth - 5.5) * np.cos(np.pi / 2 * x) ** 0.7)
        return depth

    def _ring(self, a: Array, radius: Array) -> Array:
        pressed = 1 - (1 - self.flat) * np.clip(np.cos(a), 0, 1) ** 2
        return np.stack([np.cos(a) * radius * pressed, np.sin(a) * radius], -1)

    def _open(self, a: Array, v: Array) -> Array:
        depth = self._depth(a)[:, None]
        scallop = np.sin(a * 9)[:, None]
        r = self.seat.radius * (1 - 0.27 * v - 0.07 * np.sin(np.pi * v)) * (1 + 0.035 * scallop * v)
        z = depth * (v - 0.1 * np.sin(np.pi * v)) + 0.5 * np.sin(a * 7)[:, None] * v - 1
        return np.concatenate([self._ring(a[:, None], r), z[..., None]], -1)

    def _shut(self, a: Array, v: Array) -> Array:
        """Leaflets meet along lines from each commissure to the meeting point, and hang down side by side."""
        rim = self._ring(a, np.full(len(a), self.seat.radius))
        edge, depth = self._line(a), self._depth(a)
        reach = np.linalg.norm(edge - rim, axis=1)
        share = np.clip(reach / np.maximum(depth, 1), 0.25, 0.80)[:, None]
        inward = np.clip(v / share, 0, 1)
        across = rim[:, None] + (edge - rim)[:, None] * (inward**0.9)[..., None]
        sag = 2.2 * np.sin(np.pi / 2 * inward) * np.minimum(reach / 8, 1)[:, None]
        hang = (np.clip(v - share, 0, 1) * depth[:, None]) * 0.85
        return np.concatenate([across, (sag + hang + 0.5 * (1 - v) - 1)[..., None]], -1)

    def _line(self, a: Array) -> Array:
        """Where each angle's free edge lies when shut (across, across)."""
        order = sorted(self.leaflets, key=lambda leaf: leaf.angle)
        meet = np.array(self.meeting) * self.seat.radius
        out = np.zeros((len(a), 2))
        for i, leaf in enumerate(order):
            after, before = order[(i + 1) % len(order)], order[i - 1]
            low, high = _between(before, leaf), _between(leaf, after)
            width = (high - low) % (2 * np.pi)
            x = ((a - low) % (2 * np.pi)) / width
            mine = ((a - low) % (2 * np.pi)) < width
            out[mine] = self._meet(x[mine], (low, low + width), meet)
        return out

    def _meet(self, x: Array, ends: tuple[float, float], meet: Array) -> Array:
        first, last = (self._ring(np.array([e]), np.array([self.seat.radius * 0.93]))[0] for e in ends)
        t = 2 * x - 1
        if len(self.leaflets) == 2:
            near, far = ((1 - t) / 2)[:, None], ((1 + t) / 2)[:, None]
            line = near**2 * first + near * far * (4 * meet - first - last) + far**2 * last
        else:
            outer = np.where((t < 0)[:, None], first, last)
            line = meet + (outer - meet) * (np.abs(t) ** 1.15)[:, None]
        middle = sum(ends) / 2
        aside = np.array([np.cos(middle), np.sin(middle)]) * 0.62
        return np.asarray(line + aside * (1 - np.abs(t) ** 6)[:, None])


def _apart(a: Array, degrees: float) -> Array:
    return (np.degrees(a) - degrees + 180) % 360 - 180


def _between(one: Leaflet, two: Leaflet) -> float:
    """Angle (radians) of the commissure between two neighbouring leaflets, by their widths."""
    gap = (two.angle - one.angle) % 360
    return float(np.radians(one.angle + gap * one.half / (one.half + two.half)))


@dataclass(frozen=True)
class OutflowValve:
    """An aortic or pulmonary valve: three pockets that meet in the middle when shut."""

    seat: Seat
    first: float
    height: float = 11.0

    def surface(self, opening: float) -> Surface:
        """The three cusps as one surface of closed sheets."""
        return merge([sheet(self.seat.place(self._cusp(k, opening)), 0.8, False) for k in range(3)])

    def _cusp(self, k: int, opening: float) -> Array:
        r, h = self.seat.radius, self.height
        u = np.linspace(-1, 1, 25)[:, None]
        v = np.linspace(0, 1, 12)[None]
        middle = np.radians(self.first + 120 * k)
        angle = middle + u * np.radians(58.6)
        rim = np.stack([r * np.cos(angle), r * np.sin(angle), h * u**2 * np.abs(u) ** 0.3 - 3], -1)
        post = middle + np.sign(u) * np.radians(58.6)
        corner = np.stack([r * np.cos(post), r * np.sin(post), np.full_like(post, h - 3)], -1)
        m = (np.abs(u) ** 1.1)[..., None]
        dip = np.array([0.75 * np.cos(middle), 0.75 * np.sin(middle), h * 0.62 - 3])
        aside = np.array([np.cos(middle), np.sin(middle), 0.0]) * 0.45 * (1 - np.abs(u) ** 4)[..., None]
        shut_edge = m * corner + (1 - m) * dip + aside
        wave = 0.86 + 0.03 * np.cos(3 * np.pi * u)
        open_edge = np.stack(
            [r * wave * np.cos(angle), r * wave * np.sin(angle), np.full_like(u, h - 2.6)], -1
        )
        edge = shut_edge * (1 - opening) + open_edge * opening
        out = rim * (1 - v[..., None]) + edge * v[..., None]
        belly = 3.6 * (1 - opening) * np.sin(np.pi * v**0.8) * (1 - u**2)
        out[..., 2] -= belly
        lunula = 1.2 * (1 - opening) * rise_late(v) * (1 - np.abs(u) ** 3)
        out[..., 2] += lunula
        return np.asarray(out)


def rise_late(v: Array) -> Array:
    """0 until two thirds of the way, then up to 1: where the cusps lie against each other."""
    return np.clip((v - 0.66) / 0.34, 0, 1) ** 2
