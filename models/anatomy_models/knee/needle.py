"""A steel needle, its slanting tip in the pouch above the kneecap, coming in from the outer side."""

from __future__ import annotations

import numpy as np

from anatomy_models.kit.built import Floats
from anatomy_models.kit.ring import shell
from anatomy_models.kit.surface import Surface, unit

TIP = np.array([8.0, 21.8, 62.0])
WAY = np.array([40.0, 40.0, 10.0])
"""Direction from the tip to the hub: outwards, forwards and a little up, over the kneecap's upper edge."""
LENGTH, RADIUS, BORE = 40.0, 0.6, 0.38
"""A needle of 18 gauge is 1.2 mm thick; the length that is seen is ours."""
_BEVEL = 2.6
_SIDES = 24


def needle() -> Surface:
    """The needle with a hub, hollow all along."""
    way = unit(WAY)
    up = unit(np.cross(way, [0.0, 0.0, 1.0]))
    along = np.array([0.0, 0.4, 1.2, 3.0, 10.0, 20.0, LENGTH - 9.0, LENGTH - 8.0, LENGTH - 4.0, LENGTH])
    widths = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 3.6, 4.0, 4.2]) * RADIUS
    turn = np.linspace(0.0, 2 * np.pi, _SIDES, endpoint=False)

    def grid(radii: Floats) -> Floats:
        slant = _BEVEL * (1 - along / 3.0).clip(0, 1)[:, None] * (1 + np.cos(turn))[None] * 0.5
        place = along[:, None] + slant
        spoke = np.cos(turn)[:, None] * up + np.sin(turn)[:, None] * np.cross(way, up)
        out: Floats = TIP + place[..., None] * way + radii[:, None, None] * spoke[None]
        return out

    return shell(grid(widths), grid(np.where(widths > RADIUS, 0.7 * widths, BORE)))
