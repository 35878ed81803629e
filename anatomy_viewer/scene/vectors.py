"""Arithmetic on vectors of three and on quaternions (w, x, y, z), as plain tuples."""

from __future__ import annotations

import math
from collections.abc import Sequence

from anatomy_viewer.scene.state import UPRIGHT, Quaternion, Vector


def lerp(a: float, b: float, t: float) -> float:
    """The number a fraction `t` of the way from `a` to `b`; exactly `a` at 0 and `b` at 1."""
    return a * (1.0 - t) + b * t


def mix(a: Vector, b: Vector, t: float) -> Vector:
    """The point a fraction `t` of the way from `a` to `b`."""
    return (lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t))


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The inner product."""
    return sum(p * q for p, q in zip(a, b, strict=True))


def cross(a: Vector, b: Vector) -> Vector:
    """The vector at right angles to both, by the right hand."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def plus(a: Vector, b: Vector) -> Vector:
    """The sum."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def scaled(a: Vector, factor: float) -> Vector:
    """The vector, `factor` times as long."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def unit(a: Vector) -> Vector:
    """The vector brought to length 1; raises ValueError where it has none."""
    length = math.sqrt(dot(a, a))
    if length < 1e-12:
        raise ValueError(f"a direction needs a length, got {a}")
    return a if abs(length - 1.0) < 1e-15 else scaled(a, 1.0 / length)


def across(a: Vector) -> Vector:
    """Some unit vector at right angles to `a`."""
    lightest = min(range(3), key=lambda i: abs(a[i]))
    axis = (float(lightest == 0), float(lightest == 1), float(lightest == 2))
    return unit(cross(a, axis))


def upright(direction: Vector, up: Vector) -> Vector:
    """The unit vector nearest to `up` that is at right angles to the unit vector `direction`."""
    flat = plus(up, scaled(direction, -dot(up, direction)))
    return unit(flat) if dot(flat, flat) > 1e-12 else across(direction)


def matrix_of(direction: Vector, up: Vector) -> tuple[Vector, Vector, Vector]:
    """The columns (right, up, towards the eye) of a camera; both unit and at right angles."""
    return (cross(up, direction), up, direction)


def multiply(a: Quaternion, b: Quaternion) -> Quaternion:
    """The turn that does `b` first and then `a`."""
    (aw, ax, ay, az), (bw, bx, by, bz) = a, b
    return (
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def from_degrees(angles: Sequence[float]) -> Quaternion:
    """The turn about x, then y, then z (fixed axes), in degrees."""
    turn: Quaternion = UPRIGHT
    for axis, angle in enumerate(angles):
        half = math.radians(angle) / 2.0
        about = [math.cos(half), 0.0, 0.0, 0.0]
        about[axis + 1] = math.sin(half)
        turn = multiply((about[0], about[1], about[2], about[3]), turn)
    return turn


def slerp(a: Quaternion, b: Quaternion, t: float) -> Quaternion:
    """The turn a fraction `t` of the shorter way from `a` to `b`, at even speed (Shoemake 1985)."""
    cosine = dot(a, b)
    near = b if cosine >= 0.0 else (-b[0], -b[1], -b[2], -b[3])
    angle = math.acos(min(1.0, abs(cosine)))
    if angle < 1e-6:
        return near if t >= 1.0 else a
    left, right = math.sin((1.0 - t) * angle) / math.sin(angle), math.sin(t * angle) / math.sin(angle)
    w, x, y, z = (left * p + right * q for p, q in zip(a, near, strict=True))
    return (w, x, y, z)


def quaternion_of(columns: tuple[Vector, Vector, Vector]) -> Quaternion:
    """The turn that takes the x, y and z axes to three unit columns at right angles (Shepperd 1978)."""
    (m00, m10, m20), (m01, m11, m21), (m02, m12, m22) = columns
    squares = (m00 + m11 + m22, m00 - m11 - m22, m11 - m00 - m22, m22 - m00 - m11)
    largest = max(range(4), key=lambda i: squares[i])
    s = 2.0 * math.sqrt(max(0.0, 1.0 + squares[largest]))
    rows = (
        (s / 4, (m21 - m12) / s, (m02 - m20) / s, (m10 - m01) / s),
        ((m21 - m12) / s, s / 4, (m01 + m10) / s, (m02 + m20) / s),
        ((m02 - m20) / s, (m01 + m10) / s, s / 4, (m12 + m21) / s),
        ((m10 - m01) / s, (m02 + m20) / s, (m12 + m21) / s, s / 4),
    )
    return rows[largest]


def turned(q: Quaternion, v: Vector) -> Vector:
    """The vector after the turn."""
    axis: Vector = (q[1], q[2], q[3])
    twice = scaled(cross(axis, v), 2.0)
    return plus(plus(v, scaled(twice, q[0])), cross(axis, twice))
