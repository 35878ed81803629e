"""The lungs measured; writes models/lungs/measurements.md.

Reference figures were measured on the 3D Reference Organs of the Human Reference Atlas (trachea, main
bronchus, heart and blood vessels, male; HuBMAP, CC BY 4.0; see `hra_airway` and `hra_heart` in model.toml)
and are held here as numbers only, from the reference's carina. The lobes' shares are those of CT (see
`lobe_shares_2020`). Run `python -m anatomy_models.lungs.measure` from the repository's folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from anatomy_models.kit.built import BuiltModel, Floats
from anatomy_models.kit.check import volume
from anatomy_models.kit.measure import Finding, landmark, millimetres, page, size, write_page
from anatomy_models.lungs import bronchi, mediastinum

REFERENCE_TRACHEA = (28.7, 67.2, 125.1)
"""Extent of the windpipe with its fork: right-left, front-back, up-down; mm."""
REFERENCE_PLACES: Mapping[str, tuple[bronchi.Point, bronchi.Point]] = {
    "upper end of the windpipe": ((-4.0, 52.0, 120.0), bronchi.TRACHEA[0]),
    "middle of the windpipe": ((-5.0, 24.0, 58.0), bronchi.TRACHEA[1]),
    "right main bronchus, lower end": ((10.0, -3.0, -16.0), bronchi.RIGHT[1]),
    "left main bronchus, lower end": ((-43.0, -8.0, -36.0), bronchi.LEFT[-1]),
}
"""Place in the reference, and ours; RAS mm from the carina."""
REFERENCE_HEART = (124.0, 105.0, 105.0)
"""Extent of the heart without great vessels, mm."""
REFERENCE_MIDDLE: Mapping[str, bronchi.Point] = {
    "middle of the heart's box": (-24.5, 42.5, -65.0),
    "top of the arch of the aorta": (-14.2, 18.0, 27.0),
    "descending aorta, 71 mm below the fork": (-18.1, -25.6, -71.0),
    "upper hollow vein, 22 mm above the fork": (17.3, 31.0, 22.0),
}
"""Places in the reference of what lies between the lungs; RAS mm from the carina."""
REFERENCE_SHARES: Mapping[str, tuple[float, float]] = {
    "right/upper_lobe": (17.6, 2.3),
    "right/middle_lobe": (8.5, 1.4),
    "right/lower_lobe": (27.2, 2.2),
    "left/upper_lobe": (22.4, 2.0),
    "left/lower_lobe": (24.3, 2.4),
}
"""Share (%) of each lobe in both lungs: mean and standard deviation of 32 people who stood."""
RIGHT_SHARE = (53.3, 1.3)
"""The same of the right lung."""
DOME_FALL = 15.0
"""How far the domes sink on a quiet breath, mm."""
OVERFILLED = 1.33
"""Volume of the overfilled lungs, in shares of those at rest."""

PREFACE = """# The lungs, measured

Written by `python -m anatomy_models.lungs.measure` on the finished mesh. Sizes are right-left × front-back ×
up-down; places are RAS mm from the carina. Reference: 3D Reference Organs of the Human Reference Atlas, male
(HuBMAP, CC BY 4.0), measured. Aim: sizes within 10 %, places within 8 mm. The lobes have no reference mesh:
their sizes stand alone. Their volumes hold air, blood and tissue, at rest at the end of breathing out. Their
shares are held to CT of 32 standing people who had breathed in deeply (Yamada et al. 2020, mean ± standard
deviation), within twice the deviation.
"""


def trachea_size(model: BuiltModel) -> Floats:
    """(3,) extent of the windpipe with its fork, mm."""
    tree = [part.points for part in model.parts if part.id.startswith("lungs/bronchi/")]
    points = np.concatenate(tree).astype(np.float64)
    own = points[(points[:, 2] > -5.0) & (np.abs(points[:, 0]) < 16.0)]
    return np.asarray(np.ptp(own, axis=0))


def lung_size(model: BuiltModel, side: str) -> tuple[Floats, float]:
    """(3,) extent of a lung, mm; and its volume, litres."""
    lobes = [part for part in model.parts if part.id.startswith(f"lungs/{side}/") and "lobe" in part.id]
    points = np.concatenate([part.points for part in lobes]).astype(np.float64)
    return np.ptp(points, axis=0), sum(volume(part.points, part.faces) for part in lobes) / 1e6


def shares(model: BuiltModel) -> dict[str, float]:
    """Lobe -> its share (%) of both lungs at rest."""
    lobes = {name: model.part(f"lungs/{name}") for name in REFERENCE_SHARES}
    held = {name: volume(part.points, part.faces) for name, part in lobes.items()}
    return {name: 100.0 * each / sum(held.values()) for name, each in held.items()}


def places(model: BuiltModel) -> dict[str, Floats]:
    """Where the places of REFERENCE_MIDDLE are in the model; RAS mm."""
    heart, aorta, veins = (
        model.part(f"lungs/mediastinum/{name}").points.astype(np.float64)
        for name in ("heart", "aorta", "great_veins")
    )
    line, radius = mediastinum.AORTA.line()
    top = int(np.argmax(line[:, 2] + radius))
    found = (
        (heart.min(axis=0) + heart.max(axis=0)) / 2.0,
        line[top] + np.array([0.0, 0.0, radius[top]]),
        aorta[(np.abs(aorta[:, 2] + 71.0) < 3.0) & (aorta[:, 1] < 0.0)].mean(axis=0),
        veins[np.abs(veins[:, 2] - 20.0) < 4.0].mean(axis=0),
    )
    return dict(zip(REFERENCE_MIDDLE, found, strict=True))


def litres(model: BuiltModel, weights: Mapping[str, float]) -> float:
    """Volume of both lungs together when morphs act."""
    lobes = [part for part in model.parts if "_lobe" in part.id]
    return sum(volume(part.displaced(weights), part.faces) for part in lobes) / 1e6


def dome_fall(model: BuiltModel, weights: Mapping[str, float]) -> float:
    """How far (mm) the top of the diaphragm sinks when morphs act."""
    sheet = model.part("lungs/diaphragm")
    return float(sheet.points[:, 2].max() - sheet.displaced(weights)[:, 2].max())


def compare(model: BuiltModel) -> Iterator[Finding]:
    """Every comparison."""
    yield size("windpipe with its fork", trachea_size(model), REFERENCE_TRACHEA)
    for what, (theirs, ours) in REFERENCE_PLACES.items():
        yield landmark(what, ours, theirs)
    heart = model.part("lungs/mediastinum/heart").points
    yield size("heart without great vessels", np.ptp(heart, axis=0), REFERENCE_HEART)
    for what, place in places(model).items():
        yield landmark(what, place, REFERENCE_MIDDLE[what])
    yield from _compare_shares(shares(model))
    for side in ("right", "left"):
        extent, held = lung_size(model, side)
        yield Finding(f"{side} lung, size and volume", f"{millimetres(extent)}, {held:.1f} l")
    rest = litres(model, {})
    fall, breath = dome_fall(model, {"breath": 0.5}), litres(model, {"breath": 0.5}) - rest
    good = abs(fall - DOME_FALL) < 1.5
    yield Finding("diaphragm sinks on a quiet breath", f"{fall:.0f} mm", f"{DOME_FALL:.0f} mm", good)
    yield Finding("a quiet breath", f"{breath:.2f} l", "0.3 to 0.6 l", 0.3 <= breath <= 0.6)
    full = litres(model, {"hyperinflation": 1.0}) / rest
    good = abs(full - OVERFILLED) < 0.02
    yield Finding("overfilled lungs, in shares of those at rest", f"{full:.0%}", f"{OVERFILLED:.0%}", good)


def _compare_shares(ours: Mapping[str, float]) -> Iterator[Finding]:
    right = sum(share for name, share in ours.items() if name.startswith("right/"))
    pairs = [("right lung", right, RIGHT_SHARE)]
    pairs += [(name.replace("/", " ").replace("_", " "), ours[name], REFERENCE_SHARES[name]) for name in ours]
    for what, share, (mean, deviation) in pairs:
        good = abs(share - mean) <= 2.0 * deviation
        yield Finding(f"{what}, share of both", f"{share:.1f} %", f"{mean} ± {deviation} %", good)


def main() -> None:
    """Build, measure, write."""
    from anatomy_models.lungs import recipe

    write_page("lungs", page(PREFACE, compare(recipe("full", lambda done, words: None))))


if __name__ == "__main__":
    main()
