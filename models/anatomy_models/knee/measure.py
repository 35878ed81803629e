"""The knee measured against a real one; writes models/knee/measurements.md.

Reference figures were measured on the 3D Reference Organs of the Human Reference Atlas (knee and its
ligaments, male; HuBMAP, CC BY 4.0; see `hra_knee` in model.toml) and are held here as numbers only. Run
`python -m anatomy_models.knee.measure` from the repository's folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from anatomy_models.kit.built import BuiltModel, BuiltPart, Floats
from anatomy_models.kit.measure import Finding, landmark, page, size, write_page
from anatomy_models.knee import ligaments, motion, shape

Size = tuple[float, float, float]

REFERENCE_SIZES: Mapping[str, tuple[tuple[str, ...], tuple[float, float], Size]] = {
    "thigh bone, its lowest 43 mm": (("bones/femur",), (-99.0, 45.0), (88.6, 68.6, 42.4)),
    "shin bone, its top 35 mm": (("bones/tibia",), (-28.0, 99.0), (81.0, 61.1, 35.3)),
    "kneecap": (("bones/patella",), (-99.0, 99.0), (50.6, 25.5, 46.1)),
}
"""What, parts, from which to which level (mm), extent across, front-back, up-down of the reference (mm)."""

REFERENCE_LANDMARKS: Mapping[str, tuple[Size, Size]] = {
    "anterior cruciate ligament on the thigh bone": (
        (9, -12, 18),
        ligaments.STRAPS["anterior_cruciate"].points[0],
    ),
    "anterior cruciate ligament on the shin bone": (
        (-1, 18, 1),
        ligaments.STRAPS["anterior_cruciate"].points[-2],
    ),
    "posterior cruciate ligament on the shin bone": (
        (6, -24, -2),
        ligaments.STRAPS["posterior_cruciate"].points[-2],
    ),
    "inner side ligament on the thigh bone": ((-47, -4, 35), ligaments.STRAPS["medial_collateral"].points[0]),
}
"""Place in the reference and ours: mm to the outer side, forwards, up, from the middle of the joint line."""

PREFACE = """# The knee, measured

Written by `python -m anatomy_models.knee.measure`. Sizes are across × front-back × up-down; places are
mm to the outer side, forwards and up from the middle of the joint line. Reference: 3D Reference Organs of
the Human Reference Atlas, male (HuBMAP, CC BY 4.0), measured. Aim: sizes within 10 %, landmarks within 8
mm.

The reference stands with its shin leaning outwards, its menisci are tilted with it, and its kneecap and side
ligaments lie away from its bones. So the outer side ligament, the far end of the inner one, the upper end
of the posterior cruciate ligament and the place of the kneecap are not compared.
"""


def column_height(part: BuiltPart, points: Floats, place: tuple[float, float], *, top: bool) -> float:
    """Height (mm, RAS) of a part's highest or lowest surface over a place (x, y) in the body's frame."""
    corners = points[part.faces]
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    away = np.asarray(place) - a[:, :2]
    safe = np.where(np.abs(area) < 1e-12, 1.0, area)
    u = (away[:, 0] * ac[:, 1] - away[:, 1] * ac[:, 0]) / safe
    v = (ab[:, 0] * away[:, 1] - ab[:, 1] * away[:, 0]) / safe
    over = (u >= 0) & (v >= 0) & (u + v <= 1) & (np.abs(area) >= 1e-12)
    heights = (a[:, 2] + u * ab[:, 2] + v * ac[:, 2])[over]
    return float(heights.max() if top else heights.min())


def joint_space(model: BuiltModel, stage: float) -> float:
    """Distance (mm) between the bones in the middle of the inner side, straight leg, on the mesh."""
    femur, tibia = model.part("knee/bones/femur"), model.part("knee/bones/tibia")
    place = (shape.CONDYLE, shape.CONTACT)
    above = column_height(femur, femur.displaced({"kl": stage}), place, top=False)
    below = column_height(tibia, tibia.displaced({"kl": stage}), place, top=True)
    return above - below


def extent(model: BuiltModel, names: Iterable[str], levels: tuple[float, float]) -> Size:
    """Extent of parts between two levels: across, front-back, up-down (mm)."""
    points = np.concatenate([model.part(f"knee/{name}").points for name in names])
    kept = points[(points[:, 2] > levels[0]) & (points[:, 2] < levels[1])]
    x, y, z = np.ptp(kept, axis=0)
    return float(x), float(y), float(z)


def compare(model: BuiltModel) -> list[Finding]:
    """Every comparison with the reference, and the joint space with what is stated."""
    out = [
        size(what, extent(model, names, levels), goal)
        for what, (names, levels, goal) in REFERENCE_SIZES.items()
    ]
    out += [landmark(what, ours, goal) for what, (goal, ours) in REFERENCE_LANDMARKS.items()]
    for grade, (stage, stated) in enumerate(zip(motion.STAGES, motion.JOINT_SPACE, strict=True)):
        space = joint_space(model, stage)
        what = f"joint space on the inner side, grade {grade} (stated)"
        out.append(Finding(what, f"{space:.1f} mm", f"{stated:.1f} mm", abs(space - stated) <= 0.3))
    return out


def main() -> None:
    """Build the knee, measure it, write the page."""
    from anatomy_models.knee import recipe

    write_page("knee", page(PREFACE, compare(recipe("full", lambda done, words: None))))


if __name__ == "__main__":
    main()
