"""The colour of every vertex: the model's or the look's, tinted by the scene, darkened by occlusion.

Vertex colours are kept as sRGB bytes; the surface shader turns them into light.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.looks import Look
from anatomy_viewer.scene.state import Tint, Vector

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

GAMMA = 2.2
_FROM_LINEAR = (np.arange(256, dtype=np.float32) / 255.0) ** np.float32(1.0 / GAMMA)
_OCCLUSION_CURVE = 1.2
_WARMTH = np.array([0.0, 0.10, 0.14], dtype=np.float32)
"""How much darker green and blue get than red in a groove: light that bounces in flesh comes back warm."""


def mixed(colors: Floats, tint: Tint, weight: Floats | float = 1.0) -> Floats:
    """Colours (n, 3) with a tint mixed in, as strongly as the tint and the weight (n,) say."""
    share = np.asarray(np.float32(tint[3]) * weight, dtype=np.float32)
    share = share[:, None] if share.ndim else share
    target = np.asarray(tint[:3], dtype=np.float32)
    blended: Floats = colors + share * (target - colors)
    return blended


def shade(openness: Floats, depth: float) -> Floats:
    """What baked occlusion multiplies sRGB colours with, (n, 3)."""
    open_part = np.clip(openness, 0.0, 1.0) ** _OCCLUSION_CURVE
    light = (1.0 - depth) + depth * open_part
    warm = 1.0 - _WARMTH * (1.0 - open_part[:, None])
    factor: Floats = (light[:, None] * warm).astype(np.float32) ** np.float32(1.0 / GAMMA)
    return factor


NO_WASH: Vector = (1.0, 1.0, 1.0)
"""What the colours of a part without a tint are multiplied with."""
_DARK = 0.1
"""Colours below this have too few bytes to be multiplied."""


class Pigment:
    """The paint of one part: turns tints into vertex colours, or into a wash where that says the same.

    A wash is three factors for the colours of all vertices: a shader multiplies faster than paint is mixed.
    Shared by all painters.
    """

    def __init__(
        self,
        count: int,
        look: Look,
        colors: Bytes | None,
        openness: Floats | None,
        masks: Mapping[str, Floats],
    ) -> None:
        base = np.broadcast_to(np.asarray(look.color, dtype=np.float32), (count, 3))
        self._base: Floats = base if colors is None else _FROM_LINEAR[colors]
        self._factor = None if openness is None else shade(openness, look.depth)
        self._masks = masks
        self._even = look.color if colors is None and min(look.color) >= _DARK else None

    def wash(self, tint: Tint, tints: Mapping[str, Tint]) -> Vector | None:
        """What a tint of the whole multiplies the vertex colours with; None where it must be mixed into them.

        That is so where vertices differ in more than their shade, or where a region is tinted too.
        """
        if not tint[3]:
            return NO_WASH
        if self._even is None or any(mask in self._masks and tints[mask][3] for mask in tints):
            return None
        red, green, blue = (
            1.0 + tint[3] * (tone / own - 1.0) for tone, own in zip(tint[:3], self._even, strict=True)
        )
        return red, green, blue

    def colors(self, tint: Tint, tints: Mapping[str, Tint]) -> Bytes:
        """(n, 3) sRGB bytes of the part under a tint of the whole and tints of its masked regions."""
        painted = mixed(self._base, tint) if tint[3] else self._base
        for mask, region in tints.items():
            if region[3] and mask in self._masks:
                painted = mixed(painted, region, self._masks[mask])
        lit = painted if self._factor is None else painted * self._factor
        encoded: Bytes = (np.clip(lit, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
        return encoded
