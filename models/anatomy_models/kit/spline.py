"""Curves through control points, and frames that travel along them without twisting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.surface import unit


@dataclass(frozen=True)
class Frames:
    """Three perpendicular unit vectors at each point of a path, (n, 3) each.

    ``normal`` and ``binormal`` span the cross-section; they turn as little as the path allows.
    """

    tangent: Floats
    normal: Floats
    binormal: Floats


def catmull_rom(controls: Floats, samples: int, *, closed: bool = False) -> Floats:
    """(samples, 3) points of the Catmull-Rom curve through the control points, evenly spaced in length.

    The curve is local: moving one control point moves only its neighbourhood.
    """
    controls = np.asarray(controls, dtype=np.float64)
    if closed:
        around = np.concatenate([controls[-1:], controls, controls[:2]])
    else:
        ends = 2.0 * controls[[0, -1]] - controls[[1, -2]]
        around = np.concatenate([ends[:1], controls, ends[1:]])
    fine = np.concatenate([_hermite_piece(around[i : i + 4]) for i in range(len(around) - 3)])
    dense = np.concatenate([fine, around[-2:-1]])
    return resample(dense, samples + 1)[:-1] if closed else resample(dense, samples)


def _hermite_piece(four: Floats) -> Floats:
    """32 points of the piece between the two middle ones of four control points, the last left out."""
    t = np.linspace(0.0, 1.0, 32, endpoint=False)[:, None]
    before, start, end, after = four
    leave, arrive = (end - before) / 2.0, (after - start) / 2.0
    piece: Floats = (
        (2 * t**3 - 3 * t**2 + 1) * start
        + (t**3 - 2 * t**2 + t) * leave
        + (-2 * t**3 + 3 * t**2) * end
        + (t**3 - t**2) * arrive
    )
    return piece


def natural_spline(controls: Floats, samples: int) -> Floats:
    """(samples, 3) points of the natural cubic spline through the control points, evenly spaced in length.

    Its curvature is continuous: the choice for vessels and bones seen in a reflection.
    """
    controls = np.asarray(controls, dtype=np.float64)
    knots = arc_lengths(controls)
    bend = _second_derivatives(knots, controls)
    at = np.linspace(0.0, knots[-1], max(16 * len(controls), samples))
    span = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(knots) - 2)
    width = (knots[span + 1] - knots[span])[:, None]
    right = (at - knots[span])[:, None] / width
    left = 1.0 - right
    curve = left * controls[span] + right * controls[span + 1]
    curve += ((left**3 - left) * bend[span] + (right**3 - right) * bend[span + 1]) * width**2 / 6.0
    return resample(curve, samples)


def _second_derivatives(knots: Floats, values: Floats) -> Floats:
    """(n, 3) second derivatives of the natural spline at its knots (the classical tridiagonal system)."""
    count = len(knots)
    gaps = np.diff(knots)
    system = np.eye(count)
    right = np.zeros_like(values)
    for i in range(1, count - 1):
        system[i, i - 1 : i + 2] = gaps[i - 1], 2.0 * (gaps[i - 1] + gaps[i]), gaps[i]
        right[i] = 6.0 * ((values[i + 1] - values[i]) / gaps[i] - (values[i] - values[i - 1]) / gaps[i - 1])
    solved: Floats = np.linalg.solve(system, right)
    return solved


def arc_lengths(path: Floats) -> Floats:
    """(n,) length of the path up to each of its points, mm."""
    steps: Floats = np.linalg.norm(np.diff(path, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def resample(path: Floats, samples: int) -> Floats:
    """The path as ``samples`` points evenly spaced in length."""
    along = arc_lengths(path)
    return sample_at(path, np.linspace(0.0, along[-1], samples))


def sample_at(path: Floats, lengths: Floats) -> Floats:
    """(k, 3) points of the path at these lengths; beyond its ends it goes straight on."""
    along = arc_lengths(path)
    inside = np.stack([np.interp(lengths, along, path[:, axis]) for axis in range(3)], axis=-1)
    first, last = unit(path[1] - path[0]), unit(path[-1] - path[-2])
    before = np.minimum(lengths, 0.0)[..., None] * first
    after = np.maximum(lengths - along[-1], 0.0)[..., None] * last
    path_points: Floats = inside + before + after
    return path_points


def tangents(path: Floats, *, closed: bool = False) -> Floats:
    """(n, 3) unit directions of travel along a path."""
    if closed:
        return unit(np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0))
    return unit(np.gradient(path, axis=0))


def frames(path: Floats, *, up: Floats | None = None, closed: bool = False) -> Frames:
    """Rotation-minimising frames along a path.

    Double reflection (Wang, Juettler, Zheng and Liu, ACM Transactions on Graphics 27, 2008). On a closed
    path the twist that is left over is spread evenly, so that the last ring meets the first.

    Args:
        path: (n, 3) points.
        up: Wanted direction of the first normal; any direction not along the path.
        closed: Whether the last point is joined to the first.
    """
    along = tangents(path, closed=closed)
    normal = np.empty_like(along)
    normal[0] = _perpendicular(along[0], up)
    for i in range(len(path) - 1):
        normal[i + 1] = _carried(normal[i], path[i + 1] - path[i], along[i], along[i + 1])
    if closed:
        normal = _untwisted(normal, along, _carried(normal[-1], path[0] - path[-1], along[-1], along[0]))
    normal = unit(normal - np.sum(normal * along, axis=1, keepdims=True) * along)
    return Frames(along, normal, np.cross(along, normal))


def _perpendicular(direction: Floats, up: Floats | None) -> Floats:
    """A unit vector at right angles to a direction, as near to ``up`` as can be."""
    guess = np.eye(3)[int(np.argmin(np.abs(direction)))] if up is None else np.asarray(up, dtype=np.float64)
    return unit(guess - np.dot(guess, direction) * direction)


def _carried(normal: Floats, step: Floats, start: Floats, end: Floats) -> Floats:
    """The normal carried over one step of the path by two reflections."""
    square = float(np.dot(step, step))
    if square == 0.0:
        return normal
    mirrored: Floats = normal - (2.0 / square) * np.dot(step, normal) * step
    turned = start - (2.0 / square) * np.dot(step, start) * step
    rest = end - turned
    square = float(np.dot(rest, rest))
    if square == 0.0:
        return mirrored
    carried: Floats = mirrored - (2.0 / square) * np.dot(rest, mirrored) * rest
    return carried


def _untwisted(normal: Floats, along: Floats, arrived: Floats) -> Floats:
    """Normals turned little by little so that the frame that arrives at the start equals the first."""
    side = np.cross(along[0], normal[0])
    angle = np.arctan2(np.dot(arrived, side), np.dot(arrived, normal[0]))
    turn = (-angle * np.arange(len(normal)) / len(normal))[:, None]
    turned: Floats = np.cos(turn) * normal + np.sin(turn) * np.cross(along, normal)
    return turned
