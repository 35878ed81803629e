"""The value of a channel at a place on its driver: `value_at`, interpolation and easing. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from anatomy_viewer.content.animation import Channel
from anatomy_viewer.scene.state import Quaternion
from anatomy_viewer.scene.vectors import from_degrees, lerp, slerp

Value = float | bool | tuple[float, ...]
"""A number, a switch, or several numbers (a colour, a vector, a quaternion)."""


def value_at(channel: Channel, x: float) -> Value:
    """The value of a channel at `x`: the key's own at a key, the first or last key's outside.

    Between keys numbers stay between their neighbours in every interpolation (`cubic` is monotone, so a
    plaque never overshoots), rotations take the shorter way at even speed, switches stay until the next key.
    A `rotation` is returned as a unit quaternion.
    """
    keys = channel.input
    left = max(0, bisect_right(keys, x) - 1)
    if x <= keys[0] or left == len(keys) - 1 or x == keys[left] or _steps(channel):
        return _key(channel, left)
    t = (x - keys[left]) / (keys[left + 1] - keys[left])
    if channel.property == "rotation":
        return slerp(_turn(channel.output[left]), _turn(channel.output[left + 1]), t)
    return _between(channel, left, t)


def ease_out_cubic(t: float) -> float:
    """Quick at first, gentle at the end; 0 to 1, clamped."""
    return 1.0 - (1.0 - min(1.0, max(0.0, t))) ** 3


def ease_in_out(t: float) -> float:
    """Gentle at both ends (smoothstep); 0 to 1, clamped."""
    t = min(1.0, max(0.0, t))
    return t * t * (3.0 - 2.0 * t)


def numbers(value: Value) -> tuple[float, ...]:
    """A value as a tuple of numbers, whatever it was."""
    return value if isinstance(value, tuple) else (float(value),)


def _steps(channel: Channel) -> bool:
    return channel.interpolation == "step" or channel.property == "visible"


def _key(channel: Channel, index: int) -> Value:
    value = channel.output[index]
    if channel.property == "rotation":
        return _turn(value)
    return bool(value) if channel.property == "visible" else value


def _turn(value: Value) -> Quaternion:
    return from_degrees(numbers(value))


def _between(channel: Channel, left: int, t: float) -> Value:
    ends = channel.output[left], channel.output[left + 1]
    if channel.interpolation == "cubic":
        columns = list(zip(*(numbers(v) for v in channel.output), strict=True))
        parts = tuple(_cubic(channel.input, column, left, t) for column in columns)
    else:
        parts = tuple(lerp(a, b, t) for a, b in zip(numbers(ends[0]), numbers(ends[1]), strict=True))
    return parts if isinstance(ends[0], tuple) else parts[0]


def _cubic(xs: Sequence[float], ys: Sequence[float], left: int, t: float) -> float:
    """Cubic Hermite between two keys with tangents that keep it monotone (Fritsch and Butland 1984)."""
    width = xs[left + 1] - xs[left]
    y0, y1 = ys[left], ys[left + 1]
    m0, m1 = _tangent(xs, ys, left) * width, _tangent(xs, ys, left + 1) * width
    s = 1.0 - t
    value = y0 * (1 + 2 * t) * s * s + m0 * t * s * s + y1 * t * t * (3 - 2 * t) - m1 * t * t * s
    return min(max(value, min(y0, y1)), max(y0, y1))


def _tangent(xs: Sequence[float], ys: Sequence[float], at: int) -> float:
    """The slope at a key: none at ends and turns, elsewhere the neighbours' weighted harmonic mean."""
    if at in (0, len(xs) - 1):
        return 0.0
    before, after = xs[at] - xs[at - 1], xs[at + 1] - xs[at]
    rise, next_rise = (ys[at] - ys[at - 1]) / before, (ys[at + 1] - ys[at]) / after
    if rise * next_rise <= 0.0:
        return 0.0
    w, v = 2 * after + before, after + 2 * before
    return (w + v) / (w / rise + v / next_rise)
