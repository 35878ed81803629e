"""What a cardiologist brings in: guide wire, balloon catheter and stent, slid in from upstream and opened.

Each has the morphs `advance` (0 outside the vessel, 1 in place) and `expand` (0 folded, 1 open).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from anatomy_models.coronary_artery import paint
from anatomy_models.coronary_artery.shape import (
    LENGTH,
    THROAT,
    State,
    lumen_centre,
    lumen_offset,
    lumen_radius,
    place,
)
from anatomy_models.coronary_artery.window import plateau, smooth
from anatomy_models.kit.built import BuiltPart, Floats
from anatomy_models.kit.ring import shell
from anatomy_models.kit.surface import Surface, make_part, merge
from anatomy_models.kit.sweep import loop, tube

WAITING = State(0.75)
"""The narrowed vessel that the folded devices are shaped to pass."""
OPENED = State(0.05, stented=1.0)
WIRE_RADIUS = 0.178
"""A coronary guide wire of 0.014 inch."""
STENT_HALF = 8.1
STRUT = 0.04
"""Radius of a stent's strut, mm (80 micrometres thick, as thin-strut stents are)."""
_CRIMPED = 0.45
_ADVANCE_KEYS = (0.25, 0.5, 0.75, 1.0)

Device = Callable[[float, float], Surface]
"""Shape at a distance still to go (mm) and an expansion (0 to 1)."""


def device_parts(detail: int) -> list[BuiltPart]:
    """Wire, balloon and stent; ``detail`` 1 or 2 multiplies their rings and sides."""
    return [
        _part("guide_wire", lambda to_go, open_: _wire(to_go, open_, detail), travel=38.0),
        _part("balloon", lambda to_go, open_: _balloon(to_go, open_, detail), travel=26.0),
        _part("stent", lambda to_go, open_: _stent(to_go, open_, detail), travel=26.0),
    ]


def _part(name: str, device: Device, *, travel: float) -> BuiltPart:
    """A part from a device; `expand` is shaped in place and added to wherever it stands."""
    start, arrived = device(travel, 0.0), device(0.0, 0.0).points
    shapes: dict[str, dict[float, Floats]] = {
        "advance": {key: device(travel * (1.0 - key), 0.0).points for key in _ADVANCE_KEYS},
        "expand": {key: start.points + device(0.0, key).points - arrived for key in (0.25, 0.5, 0.75, 1.0)},
    }
    colors, _ = paint.painted(name, start.points)
    part = make_part(f"coronary_artery/{name}", start, shapes, colors=colors)
    return replace(part, rings=None)


def _centre(u: Floats, expanded: float) -> Floats:
    """The way through the vessel, between the narrowed and the opened lumen's."""
    centre: Floats = lumen_centre(u, WAITING) * (1.0 - expanded) + lumen_centre(u, OPENED) * expanded
    return centre


def _wire(to_go: float, expanded: float, detail: int) -> Surface:
    along = np.linspace(-24.0, LENGTH - 2.5, 60 * detail)
    taper = WIRE_RADIUS * (1.0 - 0.35 * smooth((along - 28.0) / 5.0))
    return tube(_centre(along - to_go, expanded), taper, 6 * detail, rounded=True, up=np.array([1.0, 0, 0]))


def _balloon(to_go: float, expanded: float, detail: int) -> Surface:
    """A shaft that ends in a balloon: three wings wrapped round it when folded, a cylinder when full."""
    along = np.concatenate(
        [
            np.linspace(-24.0, THROAT - 9.2, 6 * detail, endpoint=False),
            np.linspace(THROAT - 9.2, THROAT + 9.2, 50 * detail),
            np.linspace(THROAT + 9.4, THROAT + 11.5, 4 * detail),
        ]
    )
    sides = 20 * detail
    angle = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)[None]
    body = plateau(along, THROAT - 7.6, THROAT + 7.6, 1.5)[:, None]
    wings = 0.03 * np.cos(3.0 * angle + 0.5 * along[:, None])
    folded = 0.25 + body * (0.07 + wings)
    open_radius = lumen_radius(along, OPENED)[:, None] - 2.0 * STRUT - 0.02
    full = 0.25 + body * (open_radius - 0.25)
    radius = folded + expanded * (full - folded)
    return shell(
        _round(along - to_go, angle, radius, expanded),
        _round(along - to_go, angle, np.full_like(radius, WIRE_RADIUS + 0.02), expanded),
    )


def _round(along: Floats, angle: Floats, radius: Floats, expanded: float) -> Floats:
    """(rings, sides, 3) points round the way through the vessel."""
    offset = lumen_offset(along, WAITING) * (1.0 - expanded) + lumen_offset(along, OPENED) * expanded
    plane = radius[..., None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    plane[..., 0] -= offset[:, None]
    return place(np.broadcast_to(along[:, None], radius.shape), plane)


def _stent(to_go: float, expanded: float, detail: int) -> Surface:
    """Twelve crowns of six waves, each joined to the next by three links."""
    crowns, waves, sides = 12, 6, 4 * detail
    height = 0.55
    middle = np.linspace(THROAT - STENT_HALF + height, THROAT + STENT_HALF - height, crowns)
    turn = np.linspace(0.0, 2.0 * np.pi, waves * 10 * detail, endpoint=False)
    pieces = []
    for number, centre in enumerate(middle):
        # The hyperbolic tangent rounds the crests, so that struts do not run into each other when crimped.
        wave = centre + height * np.tanh(2.0 * np.sin(waves * turn)) / np.tanh(2.0)
        path = _on_cylinder(wave - to_go, turn, expanded)
        pieces.append(loop(path, STRUT, sides, up=_outward(wave - to_go, turn, expanded)))
        if number + 1 < crowns:
            pieces += _links(centre - to_go, middle[1] - middle[0], number, expanded, sides)
    return merge(pieces)


def _links(centre: float, step: float, number: int, expanded: float, sides: int) -> list[Surface]:
    """Three short bars from the crests of one crown to those of the next."""
    bars = []
    for k in range(3):
        crest = (0.25 + 2 * k + number % 2) * 2.0 * np.pi / 6
        along = np.linspace(centre + 0.55, centre + 0.55 + step, 5)
        angle = np.full(5, crest)
        path = _on_cylinder(along, angle, expanded)
        bars.append(tube(path, 0.8 * STRUT, sides, up=_outward(along, angle, expanded)[0]))
    return bars


def _on_cylinder(along: Floats, angle: Floats, expanded: float) -> Floats:
    """Points of the stent's cylinder."""
    fully = lumen_radius(along, OPENED) - STRUT - 0.004
    radius = _CRIMPED + expanded * (fully - _CRIMPED)
    plane = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    offset = lumen_offset(along, WAITING) * (1.0 - expanded) + lumen_offset(along, OPENED) * expanded
    plane[:, 0] -= offset
    return place(along, plane)


def _outward(along: Floats, angle: Floats, expanded: float) -> Floats:
    """Directions away from the stent's axis."""
    out: Floats = _on_cylinder(along, angle, expanded) - _centre(along, expanded)
    return out
