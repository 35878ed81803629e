"""A piece of a coronary artery with a side branch, in life size: healthy, narrowed, torn, stented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from anatomy_models.coronary_artery.clot import clot_part
from anatomy_models.coronary_artery.devices import device_parts
from anatomy_models.coronary_artery.tissues import blood_parts, cap_part, make_vessel, plaque_parts, wall_part
from anatomy_models.kit.bake import Sky, bake_open_sky
from anatomy_models.kit.built import BuiltModel, BuiltPart, Detail, Report

_GRIDS = {"full": (120, 60, (9, 16), 2), "coarse": (62, 30, (6, 8), 1)}
"""Detail -> rings, sides, rows of the branch (fillet, tube), detail of the devices."""
_SHADED = ("adventitia", "media", "intima")
_SKY = Sky(rays=32, far=1.8, lift=0.03)


def recipe(detail: Detail, report: Report) -> BuiltModel:
    """Make the vessel."""
    rings, sides, rows, fineness = _GRIDS[detail]
    report(0.0, "bending the artery")
    vessel = make_vessel(rings, sides, rows)
    steps: list[tuple[str, Callable[[], list[BuiltPart]]]] = [
        (
            "layering the wall",
            lambda: [wall_part(vessel, layer) for layer in ("adventitia", "media", "intima")],
        ),
        ("growing the plaque", lambda: [*plaque_parts(vessel), cap_part(vessel)]),
        ("filling it with blood", lambda: [*blood_parts(vessel), clot_part(rings // 2, sides // 2)]),
        ("forging the stent", lambda: device_parts(fineness)),
    ]
    parts: list[BuiltPart] = []
    for number, (words, make) in enumerate(steps):
        report((number + 0.5) / len(steps), words)
        parts += make()
    report(0.9, "finding the shadows")
    return BuiltModel("coronary_artery", tuple(shaded(part) for part in parts))


def shaded(part: BuiltPart) -> BuiltPart:
    """A wall's part with its own baked occlusion; other parts move too much for shadows to hold."""
    if part.id.rpartition("/")[2] not in _SHADED:
        return part
    (sky,) = bake_open_sky([(part.points, part.faces, part.normals)], _SKY)
    return replace(part, ao=sky)


def lighter(model: BuiltModel) -> BuiltModel:
    """The same vessel on a coarser grid: every layer and every morph, a quarter of the triangles."""
    return recipe("coarse", lambda done, words: None)
