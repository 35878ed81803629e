"""Soft windows: where along the vessel, and where round it, something is."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats


def smooth(x: Floats) -> Floats:
    """0 below 0, 1 above 1, and an even slope between (smoothstep)."""
    inside = np.clip(x, 0.0, 1.0)
    eased: Floats = inside * inside * (3.0 - 2.0 * inside)
    return eased


def plateau(x: Floats, low: float, high: float, soft: float) -> Floats:
    """1 from low to high, falling to 0 over ``soft`` outside."""
    return smooth((x - low) / soft + 1.0) * smooth((high - x) / soft + 1.0)


def bump(x: Floats, middle: float, reach: float) -> Floats:
    """1 in the middle, 0 at ``reach`` to both sides."""
    return smooth(1.0 - np.abs(x - middle) / reach)


def turn(angle: Floats, middle: float = 0.0) -> Floats:
    """The angle counted from ``middle``, -pi to pi."""
    difference: Floats = (np.asarray(angle) - middle + np.pi) % (2.0 * np.pi) - np.pi
    return difference
