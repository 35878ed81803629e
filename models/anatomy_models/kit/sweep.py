"""Tubes swept along curves: vessels, nerves, chords, wires, struts."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.ring import column, grid_faces
from anatomy_models.kit.spline import Frames, frames, tangents
from anatomy_models.kit.surface import Surface, unit


def tube(
    path: Floats,
    radius: float | Floats,
    sides: int = 16,
    *,
    rounded: bool = False,
    up: Floats | None = None,
) -> Surface:
    """A closed solid tube along an open path.

    Args:
        path: (n, 3) centre line, mm.
        radius: One number, (n,) along the path, or (n, sides) for a cross-section that is no circle; mm.
        sides: Points around.
        rounded: Round ends (half spheres) instead of flat lids.
        up: Direction of the first point of the first ring, or (n, 3) of every ring (then a tube keeps its
            topology from state to state, however its path bends).
    """
    profile = _profile(radius, len(path), sides)
    if rounded:
        path, profile = _with_domes(np.asarray(path, dtype=np.float64), profile)
    return column(tube_grid(path, profile, sides, up=up))


def tube_grid(path: Floats, radius: float | Floats, sides: int, *, up: Floats | None = None) -> Floats:
    """(n, sides, 3) ring grid around a path, for :func:`anatomy_models.kit.ring.column` and ``shell``."""
    frame = _frames_along(np.asarray(path, dtype=np.float64), up, closed=False)
    return _rings(path, frame.normal, frame.binormal, _profile(radius, len(path), sides))


def loop(path: Floats, radius: float | Floats, sides: int = 8, *, up: Floats | None = None) -> Surface:
    """A closed tube along a closed path: a ring, a stent's crown, a valve's annulus."""
    frame = _frames_along(np.asarray(path, dtype=np.float64), up, closed=True)
    grid = _rings(path, frame.normal, frame.binormal, _profile(radius, len(path), sides))
    count = len(path)
    faces = grid_faces(count + 1, sides) % (count * sides)
    return Surface(grid.reshape(-1, 3), faces, (count, sides))


def _frames_along(path: Floats, up: Floats | None, *, closed: bool) -> Frames:
    """Frames that follow the path by themselves, or that keep to a direction given at every point."""
    if up is None or np.ndim(up) == 1:
        return frames(path, up=up, closed=closed)
    along = tangents(path, closed=closed)
    normal = unit(up - np.sum(up * along, axis=1, keepdims=True) * along)
    return Frames(along, normal, np.cross(along, normal))


def _profile(radius: float | Floats, count: int, sides: int) -> Floats:
    """The radius as a (count, sides) array."""
    given = np.asarray(radius, dtype=np.float64)
    return np.broadcast_to(given[:, None] if given.ndim == 1 else given, (count, sides))


def _rings(path: Floats, normal: Floats, binormal: Floats, profile: Floats) -> Floats:
    """Ring points: the path plus the profile turned through the cross-section."""
    sides = profile.shape[1]
    angle = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)[None, :, None]
    spoke = np.cos(angle) * normal[:, None] + np.sin(angle) * binormal[:, None]
    rings: Floats = path[:, None] + profile[..., None] * spoke
    return rings


def _with_domes(path: Floats, profile: Floats) -> tuple[Floats, Floats]:
    """The path and profile with a half sphere of four rings added at each end."""
    rise = np.sin(np.linspace(0.0, np.pi / 2, 5)[1:] * 0.97)
    height, width = rise, np.sqrt(1.0 - rise**2)

    def dome(end: Floats, before: Floats, rim: Floats) -> tuple[Floats, Floats]:
        outward = (end - before) / np.linalg.norm(end - before)
        return end + np.outer(height * rim.mean(), outward), width[:, None] * rim

    first, first_rim = dome(path[0], path[1], profile[0])
    last, last_rim = dome(path[-1], path[-2], profile[-1])
    return (
        np.concatenate([first[::-1], path, last]),
        np.concatenate([first_rim[::-1], profile, last_rim]),
    )
