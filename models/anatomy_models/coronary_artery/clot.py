"""The blood clot that forms on a torn plaque: from a small plug on the tear to a cast of the whole lumen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from anatomy_models.coronary_artery import paint
from anatomy_models.coronary_artery.shape import THROAT, State, lumen_offset, lumen_radius, place
from anatomy_models.coronary_artery.tear import TEAR_AT, TEAR_MIDDLE
from anatomy_models.coronary_artery.tissues import STENOSIS_KEYS
from anatomy_models.coronary_artery.window import bump, turn
from anatomy_models.kit.built import BuiltPart, Floats
from anatomy_models.kit.color import layered_noise
from anatomy_models.kit.ring import column
from anatomy_models.kit.surface import make_part

FITS_UP_TO = 0.8
"""Above this stenosis the clot keeps its shape: there is hardly a lumen left to fill."""
_START = 0.75
"""The stenosis at which a clot of weight 0 is a small plug; at less it is larger, and must be hidden."""
_ENDS = (THROAT - 5.0, THROAT + 5.6)
_MARGIN = 0.015


def clot_part(rings: int, sides: int) -> BuiltPart:
    """The clot with morphs `grow` and `stenosis`."""

    def shape(stenosis: float, grown: float) -> Floats:
        return column(_cast(min(stenosis, FITS_UP_TO), grown, (rings, sides))).points

    full = shape(0.0, 1.0)
    growth = {grown: shape(_START, grown) for grown in (0.0, 0.25, 0.5, 0.75, 1.0)}
    base = full + growth[0.0] - growth[1.0]
    shapes = {
        "grow": {grown: base + growth[grown] - growth[0.0] for grown in (0.25, 0.5, 0.75, 1.0)},
        "stenosis": {key: base + shape(key, 1.0) - full for key in STENOSIS_KEYS},
    }
    surface = column(_cast(0.0, 1.0, (rings, sides))).moved(base)
    colors, _ = paint.painted("clot", surface.points)
    return replace(make_part("coronary_artery/clot", surface, shapes, colors=colors), rings=None)


def _cast(stenosis: float, grown: float, shape: tuple[int, int]) -> Floats:
    """(rings, sides, 3) the clot when it fills a share of the lumen's length and width."""
    state = State(stenosis)
    t = np.cos(np.linspace(np.pi, 0.0, shape[0]) * 0.985 + 0.0075 * np.pi)
    low, high = _ENDS
    full = (low + high) / 2.0 + t * (high - low) / 2.0
    along = TEAR_AT + (full - TEAR_AT) * (0.22 + 0.78 * grown)
    dome = np.clip(1.0 - np.abs(t) ** 3, 0.0, 1.0) ** np.where(t < 0.0, 0.4, 0.75)
    width = 0.3 + 0.7 * grown
    radius = (lumen_radius(along, state) - _MARGIN) * width
    angle = np.linspace(0.0, 2.0 * np.pi, shape[1], endpoint=False)[None]
    knobs = layered_noise(_on_tube(full, angle), 1.3, seed=27, octaves=4) * (0.07 + 0.22 * np.abs(t)[:, None])
    around = ((radius * dome)[:, None] * np.minimum(0.95 + knobs, 1.0))[..., None] * np.stack(
        [np.cos(angle), np.sin(angle)], axis=-1
    )
    toward_tear = (lumen_radius(along, state) - _MARGIN - radius * dome) * (1.0 - 0.5 * grown)
    wedge = 0.3 * bump(along, TEAR_AT, 0.75)[:, None] * bump(turn(angle, TEAR_MIDDLE), 0.0, 0.9)
    around[..., 0] += wedge
    around[..., 0] += (toward_tear - lumen_offset(along, state))[:, None]
    return place(np.broadcast_to(along[:, None], around.shape[:2]), around)


def _on_tube(along: Floats, angle: Floats) -> Floats:
    u, around = np.broadcast_arrays(along[:, None], angle)
    return np.stack([1.5 * np.cos(around), 1.5 * np.sin(around), u], axis=-1)
