"""How tissues look: one row a tissue, by the name that models use.

Colours are sRGB 0-1. The palette is a painter's, not a butcher's: warm, a little dusty, never blood red,
and apart in lightness as well as in hue, so that it survives a grey print and a colour-blind eye.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """The surface of a tissue.

    Attributes:
        color: Where the model's vertices bring no colour of their own.
        cap: The inside, seen in a cut.
        roughness: 0 mirror, 1 chalk.
        coat: Strength of the wet film, 0-1.
        coat_roughness: Below 0.25 a wet film sparkles.
        bump: Height of the fine relief, as the tilt of the normal.
        grain: Size of the relief, mm.
        rim: How much light wraps round the silhouette, 0-1.
        glow: How far light shines through, 0-1: warms the shaded side.
        depth: How dark baked occlusion makes the deepest groove, 0-1.
        metallic: 0 tissue, 1 steel.
        opacity: How dense the tissue itself is.
        bore: The colour of what a solid tube stands for inside its wall: blood, seen in a cut. None: nothing.
        layered: Whether its cut is painted from the model's label volume, where there is one.
        sponge: From one strut to the next in its cut, mm; 0 where it is no spongy bone.
        sunk: How deep it lies in its bed, mm; a highlighted part is lifted out by that much.
    """

    color: Color
    cap: Color
    roughness: float = 0.5
    coat: float = 0.22
    coat_roughness: float = 0.3
    bump: float = 0.10
    grain: float = 1.6
    rim: float = 0.08
    glow: float = 0.25
    depth: float = 0.62
    metallic: float = 0.0
    opacity: float = 1.0
    sponge: float = 0.0
    sunk: float = 0.0
    layered: bool = False
    bore: Color | None = None


ARTERIAL: Color = (0.66, 0.20, 0.18)
VENOUS: Color = (0.37, 0.24, 0.36)
"""Blood, rich in oxygen and poor in it."""

LOOKS: Mapping[str, Look] = {
    "muscle": Look((0.66, 0.33, 0.28), (0.75, 0.46, 0.40), coat=0.28, bump=0.13, grain=1.5, layered=True),
    "atrium": Look((0.70, 0.41, 0.36), (0.77, 0.48, 0.43), coat=0.28, bump=0.11, grain=1.8, layered=True),
    "papillary": Look((0.70, 0.38, 0.33), (0.76, 0.44, 0.39), bump=0.10, layered=True),
    "endocardium": Look(
        (0.80, 0.56, 0.50), (0.90, 0.74, 0.67), roughness=0.42, coat=0.35, bump=0.06, layered=True
    ),
    "aorta": Look((0.80, 0.52, 0.45), (0.93, 0.80, 0.72), roughness=0.46, bump=0.07, grain=2.2, layered=True),
    "artery": Look(
        (0.82, 0.38, 0.32), (0.95, 0.80, 0.72), roughness=0.42, coat=0.3, bump=0.05, sunk=2.4, bore=ARTERIAL
    ),
    "pulmonary": Look(
        (0.50, 0.55, 0.68), (0.82, 0.83, 0.86), roughness=0.46, bump=0.07, grain=2.2, layered=True
    ),
    "vein": Look((0.44, 0.52, 0.70), (0.80, 0.83, 0.88), roughness=0.45, bump=0.05, sunk=2.4, bore=VENOUS),
    "fat": Look(
        (0.93, 0.83, 0.60), (0.96, 0.88, 0.68), roughness=0.48, coat=0.4, bump=0.16, grain=2.4, glow=0.55
    ),
    "valve": Look((0.94, 0.88, 0.78), (0.97, 0.92, 0.83), roughness=0.42, coat=0.3, bump=0.04, glow=0.7),
    "chord": Look((0.94, 0.89, 0.80), (0.97, 0.92, 0.84), roughness=0.42, bump=0.0, glow=0.3),
    "graft": Look(
        (0.86, 0.50, 0.52), (0.95, 0.80, 0.78), roughness=0.42, coat=0.3, bump=0.05, sunk=1.0, bore=ARTERIAL
    ),
    "adventitia": Look(
        (0.90, 0.78, 0.66), (0.93, 0.83, 0.72), roughness=0.6, coat=0.12, bump=0.16, grain=0.35
    ),
    "media": Look((0.80, 0.47, 0.43), (0.83, 0.52, 0.48), roughness=0.5, bump=0.10, grain=0.22),
    "intima": Look((0.95, 0.80, 0.75), (0.97, 0.86, 0.81), roughness=0.38, coat=0.4, bump=0.03, grain=0.3),
    "plaque": Look((0.90, 0.77, 0.46), (0.91, 0.79, 0.49), roughness=0.5, coat=0.3, bump=0.14, grain=0.3),
    "lipid": Look((0.96, 0.87, 0.56), (0.97, 0.89, 0.60), roughness=0.4, coat=0.4, bump=0.08, grain=0.25),
    "fibrous_cap": Look((0.95, 0.86, 0.80), (0.97, 0.89, 0.84), roughness=0.44, bump=0.06, grain=0.25),
    "calcium": Look((0.97, 0.96, 0.92), (0.98, 0.97, 0.94), roughness=0.7, coat=0.05, bump=0.2, grain=0.2),
    "blood": Look((0.86, 0.40, 0.35), (0.80, 0.36, 0.32), roughness=0.3, bump=0.0, opacity=0.24, depth=0.2),
    "red_cell": Look((0.84, 0.29, 0.25), (0.84, 0.32, 0.28), roughness=0.36, coat=0.35, bump=0.0, depth=0.3),
    "white_cell": Look(
        (0.95, 0.93, 0.96), (0.95, 0.93, 0.96), roughness=0.45, bump=0.22, grain=0.12, depth=0.3
    ),
    "mote": Look((0.88, 0.96, 1.0), (0.88, 0.96, 1.0), 0.7, 0.0, bump=0.0, rim=0.9, glow=1.0, depth=0.0),
    "clot": Look((0.52, 0.20, 0.20), (0.56, 0.24, 0.23), roughness=0.44, coat=0.4, bump=0.24, grain=0.35),
    "steel": Look((0.80, 0.82, 0.85), (0.86, 0.87, 0.89), 0.32, 0.0, bump=0.0, glow=0.0, metallic=0.85),
    "wire": Look((0.72, 0.75, 0.80), (0.80, 0.82, 0.85), 0.36, 0.0, bump=0.0, glow=0.0, metallic=0.8),
    "cobalt_chrome": Look(
        (0.86, 0.87, 0.89), (0.88, 0.89, 0.90), 0.24, 0.0, bump=0.0, glow=0.0, metallic=0.5
    ),
    "titanium": Look((0.70, 0.71, 0.74), (0.76, 0.77, 0.79), 0.48, 0.0, bump=0.02, glow=0.0, metallic=0.45),
    "polyethylene": Look((0.95, 0.95, 0.92), (0.97, 0.97, 0.95), 0.4, 0.12, bump=0.0, glow=0.1),
    "balloon": Look((0.74, 0.85, 0.90), (0.80, 0.89, 0.93), 0.3, 0.4, bump=0.0, glow=0.1, opacity=0.55),
    "bone": Look(
        (0.93, 0.89, 0.80), (0.93, 0.88, 0.77), roughness=0.6, coat=0.06, bump=0.06, grain=0.9, layered=True
    ),
    "spongiosa": Look(
        (0.87, 0.73, 0.62), (0.90, 0.76, 0.66), roughness=0.62, coat=0.05, bump=0.16, grain=1.1, sponge=1.5
    ),
    "cartilage": Look((0.88, 0.92, 0.92), (0.91, 0.94, 0.94), roughness=0.36, coat=0.4, bump=0.03, glow=0.35),
    "meniscus": Look((0.80, 0.66, 0.66), (0.84, 0.71, 0.70), roughness=0.42, coat=0.3, bump=0.05, glow=0.3),
    "capsule": Look(
        (0.92, 0.76, 0.68), (0.93, 0.79, 0.72), roughness=0.5, bump=0.06, opacity=0.26, depth=0.2
    ),
    "synovial_fluid": Look(
        (0.93, 0.84, 0.50), (0.94, 0.86, 0.55), roughness=0.25, coat=0.4, bump=0.0, opacity=0.6, depth=0.2
    ),
    "tendon": Look((0.94, 0.90, 0.84), (0.95, 0.91, 0.85), roughness=0.45, bump=0.08),
    "nerve": Look((0.95, 0.87, 0.58), (0.96, 0.89, 0.64), roughness=0.5, bump=0.05, sunk=1.0),
    "lung_tissue": Look(
        (0.88, 0.66, 0.64), (0.87, 0.65, 0.63), roughness=0.55, bump=0.14, grain=2.6, layered=True
    ),
    "lung_septum": Look((0.93, 0.79, 0.75), (0.94, 0.80, 0.76)),
    "lung_vessel": Look((0.56, 0.28, 0.30), (0.58, 0.30, 0.32)),
    "blood_rich": Look(ARTERIAL, ARTERIAL),
    "blood_poor": Look(VENOUS, VENOUS),
    "pulmonary_artery": Look(
        (0.37, 0.44, 0.60), (0.80, 0.83, 0.88), roughness=0.44, coat=0.3, bump=0.05, bore=VENOUS
    ),
    "pulmonary_vein": Look(
        (0.72, 0.36, 0.31), (0.95, 0.80, 0.72), roughness=0.44, coat=0.3, bump=0.05, bore=ARTERIAL
    ),
    "airway_wall": Look(
        (0.90, 0.74, 0.66), (0.93, 0.80, 0.73), bump=0.06, grain=0.8, bore=(0.80, 0.89, 0.93)
    ),
    "diaphragm": Look((0.72, 0.40, 0.36), (0.78, 0.48, 0.43), roughness=0.5, bump=0.10, grain=1.8),
    "pleura": Look((0.93, 0.86, 0.84), (0.95, 0.89, 0.87), roughness=0.3, coat=0.4, bump=0.0, opacity=0.16),
    "mucosa": Look((0.88, 0.66, 0.62), (0.91, 0.72, 0.67), roughness=0.36, coat=0.45, bump=0.05, grain=0.25),
    "mucus": Look(
        (0.86, 0.87, 0.66), (0.84, 0.85, 0.62), roughness=0.25, coat=0.6, bump=0.02, glow=0.8, opacity=0.55
    ),
    "smooth_muscle": Look((0.76, 0.42, 0.38), (0.80, 0.48, 0.43), roughness=0.48, bump=0.10, grain=0.2),
    "air": Look(
        (0.76, 0.87, 0.92), (0.80, 0.89, 0.93), roughness=0.3, coat=0.0, bump=0.0, opacity=0.12, depth=0.1
    ),
    "alveolus": Look(
        (0.93, 0.73, 0.67), (0.95, 0.79, 0.73), roughness=0.36, coat=0.4, bump=0.05, grain=0.02, glow=0.6
    ),
    "bronchiole": Look(
        (0.92, 0.78, 0.69), (0.94, 0.81, 0.73), roughness=0.45, coat=0.3, bump=0.06, grain=0.03, glow=0.3
    ),
    "capillary": Look((0.62, 0.30, 0.38), (0.70, 0.36, 0.42), roughness=0.36, coat=0.35, bump=0.0, glow=0.3),
    "arteriole": Look((0.30, 0.40, 0.66), (0.27, 0.35, 0.60), roughness=0.36, coat=0.35, bump=0.0),
    "venule": Look((0.78, 0.27, 0.23), (0.68, 0.22, 0.20), roughness=0.36, coat=0.35, bump=0.0),
    "skin": Look((0.85, 0.68, 0.58), (0.90, 0.72, 0.64), roughness=0.6, coat=0.06, bump=0.10, grain=0.9),
}

PLAIN = Look((0.82, 0.68, 0.62), (0.88, 0.76, 0.70))
"""For a tissue that has no row of its own."""


def look_of(tissue: str) -> Look:
    """The look of a tissue; a plain flesh tone for one that is not in the table."""
    return LOOKS.get(tissue, PLAIN)
