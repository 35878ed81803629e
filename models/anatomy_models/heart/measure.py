"""The heart measured against a real one; writes models/heart/measurements.md.

Reference figures were measured on the 3D Reference Organs of the Human Reference Atlas (heart and blood
vasculature, male; HuBMAP, CC BY 4.0; see `hra_heart` in model.toml) and are held here as numbers only.
Run `python -m anatomy_models.heart.measure` from the repository's folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import Tissues, build_tissues
from anatomy_models.heart.beat import MOMENTS, Moment, displace
from anatomy_models.kit.built import BuiltModel, Floats
from anatomy_models.kit.check import volume
from anatomy_models.kit.grid import Array, Grid
from anatomy_models.kit.isosurface import extract
from anatomy_models.kit.measure import Finding, landmark, page, write_page
from anatomy_models.kit.measure import size as size_finding

Size = tuple[float, float, float]

REFERENCE_SIZES: Mapping[str, tuple[tuple[str, ...], Size]] = {
    "heart without great vessels": (
        (
            "left_ventricle",
            "septum",
            "right_ventricle",
            "left_atrium",
            "left_atrial_appendage",
            "right_atrium",
            "right_atrial_appendage",
        ),
        (124.0, 105.0, 105.0),
    ),
    "left ventricle with septum": (("left_ventricle", "septum"), (76.4, 92.6, 76.8)),
    "interventricular septum": (("septum",), (51.9, 66.8, 72.5)),
    "right atrium with appendage": (("right_atrium", "right_atrial_appendage"), (52.1, 62.8, 95.8)),
    "left atrium": (("left_atrium",), (73.0, 47.0, 72.2)),
}
"""Names of parts and extent right-left, front-back, up-down (mm) of the reference."""

REFERENCE_LANDMARKS: Mapping[str, tuple[Size, Size]] = {
    "apex of the left ventricle": ((-53, 45, -39), shape.APEX),
    "centre of the mitral ring": ((-7, -24, -1), shape.MITRAL),
    "centre of the tricuspid ring": ((21, 9, -17), shape.TRICUSPID),
    "centre of the aortic valve": ((10, -10, 21), shape.AORTIC),
    "centre of the pulmonary valve": ((1, 5, 33), shape.PULMONARY),
}
"""Reference place and ours (RAS mm, origin: centre of the reference heart's box)."""

REFERENCE_BACK = 9.5
"""By how much (mm) the back of the reference's left atrium is uneven between the pulmonary veins."""

PREFACE = """# The heart, measured

Written by `python -m anatomy_models.heart.measure`. Sizes are right-left × front-back × up-down without fat;
places are RAS mm from the centre of the reference heart's box. Reference: 3D Reference Organs of the Human
Reference Atlas, male (HuBMAP, CC BY 4.0), measured; ranges of walls and volumes are those of healthy adults.
Aim: sizes within 10 %, landmarks within 8 mm.
"""

SYSTOLE = 0.43
RANGES: Mapping[str, tuple[float, float]] = {
    "left ventricle": (7.5, 14.0),
    "septum": (7.5, 14.0),
    "right ventricle": (2.5, 6.5),
    "right atrium": (1.5, 4.0),
    "left atrium": (1.8, 4.5),
}
"""Thickness of walls (mm) an adult heart may have; medians of the reference: 12.5, 6-12, 5.6, 2.4, 4.4."""


def flesh(model: BuiltModel, names: Iterable[str]) -> Floats:
    """The points (n, 3) of parts of the heart that are not covered by fat."""
    parts = [model.part(f"heart/{name}") for name in names]
    return np.concatenate([p.points[p.masks["fat"] < 0.5] if "fat" in p.masks else p.points for p in parts])


def size(model: BuiltModel, names: Iterable[str]) -> Size:
    """Extent of parts right-left, front-back, up-down (mm), fat left out."""
    points = flesh(model, names)
    x, y, z = np.ptp(points, axis=0)
    return float(x), float(y), float(z)


def cavity_ml(tissues: Tissues, moment: Moment, name: str = "left_ventricle") -> float:
    """Volume (ml) of a ventricle's cavity below its valve's ring, at a moment of the beat."""
    ring = np.array(shape.MITRAL if name == "left_ventricle" else shape.TRICUSPID)
    below = -tissues.grid.project(ring, shape.AXIS.along)
    mesh = extract(tissues.grid, np.maximum(tissues.cavities[name], below))
    points = mesh.points + displace(mesh.points, moment)
    return volume(points, mesh.faces) / 1000


def ejection_fraction(tissues: Tissues, name: str = "left_ventricle") -> float:
    """Share (0..1) of a ventricle's blood that one beat pumps out."""
    full = cavity_ml(tissues, Moment(0, 0, 0, 0), name)
    return 1 - cavity_ml(tissues, MOMENTS[SYSTOLE], name) / full


def muscle_change(model: BuiltModel) -> float:
    """By what share the volume of the left ventricle's muscle changes when it squeezes."""
    parts = [model.part(f"heart/{name}") for name in ("left_ventricle", "septum")]
    rest = sum(volume(p.points, p.faces) for p in parts)
    squeezed = sum(volume(p.displaced({"beat": SYSTOLE}), p.faces) for p in parts)
    return squeezed / rest - 1


def wall_thickness(tissues: Tissues) -> dict[str, float]:
    """Median thickness (mm) of the walls, by rays from the long axis or from the chambers' middles."""
    angles = {"left ventricle": (-40, 60), "septum": (165, 205)}
    base = np.array(shape.MITRAL)
    out = {}
    for name, (low, high) in angles.items():
        t, a = np.meshgrid(np.linspace(0.2, 0.6, 9), np.linspace(low, high, 13))
        start = base + shape.AXIS.along * (t.ravel() * shape.AXIS.length)[:, None]
        way = shape.AXIS.at(t.ravel(), a.ravel(), 1.0) - start
        out[name] = _through(tissues, start, way, "left_ventricle")
    t, a = np.meshgrid(np.linspace(0.2, 0.45, 6), np.linspace(160, 205, 9))
    start = shape.AXIS.at(t.ravel(), a.ravel(), shape.outer_radius(t.ravel()) + 12)
    way = start - base - shape.AXIS.along * ((start - base) @ shape.AXIS.along)[:, None]
    out["right ventricle"] = _through(tissues, start, way, "right_ventricle")
    for name, centre, side in (
        ("right atrium", (38, -8, 2), (1, 0.1, 0)),
        ("left atrium", (10, -36, 12), (0.1, -1, 0.2)),
    ):
        ways = np.array(side) + 0.35 * np.random.default_rng(1).standard_normal((80, 3))
        out[name] = _through(tissues, np.tile(np.array(centre, float), (80, 1)), ways, name.replace(" ", "_"))
    return out


def _through(tissues: Tissues, start: Array, way: Array, cavity: str) -> float:
    """Median way (mm) from leaving a cavity to leaving the outer surface of the same chamber, along rays."""
    way = way / np.linalg.norm(way, axis=1, keepdims=True)
    steps = np.arange(0, 60, 0.2)
    points = start[:, None] + steps[:, None] * way[:, None]
    shell = tissues.outer["left_ventricle" if cavity == "left_ventricle" else cavity]
    inside = tissues.grid.sample(tissues.cavities[cavity], points.reshape(-1, 3)).reshape(len(start), -1) < 0
    within = tissues.grid.sample(shell, points.reshape(-1, 3)).reshape(len(start), -1) < 0
    leaves = np.argmin(inside, 1)
    ends = len(steps) - 1 - np.argmax(within[:, ::-1], 1)
    found = (leaves > 0) & (ends > leaves)
    return float(np.median(steps[ends[found]] - steps[leaves[found]]))


def back_unevenness(tissues: Tissues) -> float:
    """How far (mm) the back of the left atrium is from flat, from the deepest place to the shallowest.

    Measured along front-back lines 7 x 6 mm apart in the field between the four pulmonary veins.
    """
    x, z = np.meshgrid(np.arange(-6, 37, 7.0), np.arange(2, 27, 6.0), indexing="ij")
    y = np.arange(-70, -20, 0.2)
    lines = np.stack(np.broadcast_arrays(x[..., None], y, z[..., None]), -1)
    inside = tissues.grid.sample(tissues.outer["left_side"], lines.reshape(-1, 3)) < 0
    return float(np.ptp(y[inside.reshape(lines.shape[:3]).argmax(-1)]))


def compare(model: BuiltModel, tissues: Tissues) -> list[Finding]:
    """Every comparison with the reference."""
    out = [size_finding(what, size(model, names), goal) for what, (names, goal) in REFERENCE_SIZES.items()]
    out += [landmark(what, ours, goal) for what, (goal, ours) in REFERENCE_LANDMARKS.items()]
    for what, thick in wall_thickness(tissues).items():
        low, high = RANGES[what]
        out.append(
            Finding(f"wall of the {what}", f"{thick:.1f} mm", f"{low:g} to {high:g} mm", low <= thick <= high)
        )
    back = back_unevenness(tissues)
    out.append(
        Finding(
            "left atrium, unevenness of its back between the veins",
            f"{back:.0f} mm",
            f"{REFERENCE_BACK:g} mm",
            abs(back - REFERENCE_BACK) <= 3,
        )
    )
    full, share = cavity_ml(tissues, Moment(0, 0, 0, 0)), ejection_fraction(tissues)
    out.append(Finding("left ventricle, filled", f"{full:.0f} ml", "110 to 140 ml", 110 <= full <= 140))
    out.append(
        Finding("left ventricle, pumped out in a beat", f"{share:.0%}", "50 to 65 %", 0.5 <= share <= 0.65)
    )
    change = muscle_change(model)
    out.append(
        Finding(
            "left ventricle, muscle volume when squeezed", f"{change:+.1%}", "0 % ± 3 %", abs(change) <= 0.03
        )
    )
    return out


def main() -> None:
    """Build the heart, measure it, write the page."""
    from anatomy_models.heart.whole import FINENESS, recipe

    model = recipe("full", lambda done, words: None)
    tissues = build_tissues(Grid(shape.LOW, shape.HIGH, FINENESS["full"].step))
    write_page("heart", page(PREFACE, compare(model, tissues)))


if __name__ == "__main__":
    main()
