"""How the chest moves: a smooth warp of all the space, so that nothing tears, folds or collides.

On breathing in quietly the domes of the diaphragm go down 15 mm and the lower ribs swing outwards and up a
little, like the handle of a bucket. In the overfilled chest the domes are flat and low, and the chest is
deeper from front to back.
"""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats

DOWN, DOWN_FULL = 15.0, 40.0
"""How far the domes sink on a quiet breath, and in an overfilled chest; mm."""
_PHASES = {0.17: 0.34, 0.33: 0.86, 0.5: 1.0, 0.67: 0.64, 0.83: 0.2}
"""Phase of the breath -> how much of it is in; breathing in takes a little less long than out."""


def warped(points: Floats, *, breath: float = 0.0, full: float = 0.0, bony: bool = False) -> Floats:
    """Points of the chest when some breath is in; bones swing but do not sink."""
    p = np.asarray(points, dtype=np.float64)
    x, y, z = p.T
    low = _eased((70.0 - z) / 170.0)
    swing = _eased((60.0 - z) / 150.0)
    outward = (0.022 * breath + 0.06 * full) * swing * x
    forward = (0.016 * breath + 0.175 * full) * (0.35 + 0.65 * swing) * np.clip(y + 55.0, 0.0, None)
    if bony:
        upward = (3.0 * breath + 12.0 * full) * swing * np.clip((y + 55.0) / 130.0, 0.0, 1.0)
    else:
        heart = np.exp(-(((np.abs(x) - 60.0) / 70.0) ** 2) - ((y - 8.0) / 92.0) ** 2)
        upward = -low * (DOWN * breath * (0.25 + 0.75 * heart) + DOWN_FULL * full * (0.06 + 0.94 * heart))
    moved: Floats = p + np.stack([outward, forward, upward], axis=-1)
    return moved


def shapes(points: Floats, *, bony: bool = False) -> dict[str, dict[float, Floats]]:
    """Key shapes of `breath` and `hyperinflation`."""
    return {
        "breath": {phase: warped(points, breath=share, bony=bony) for phase, share in _PHASES.items()},
        "hyperinflation": {1.0: warped(points, full=1.0, bony=bony)},
    }


def _eased(t: Floats) -> Floats:
    inside = np.clip(t, 0.0, 1.0)
    eased: Floats = inside * inside * (3.0 - 2.0 * inside)
    return eased
