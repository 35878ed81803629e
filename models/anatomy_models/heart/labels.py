"""Which tissue is where in the heart's walls, as a small volume from which any cut paints its layers."""

from __future__ import annotations

import numpy as np

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import AORTIC_SIDE, CAVAS, LUNG_SIDE, Solid, Tissues
from anatomy_models.kit.built import LabelVolume
from anatomy_models.kit.grid import Array

SPACING = 1.5
LINING, BLOOD_WALL = 0.55, 0.3  # mm


def _layers(tissues: Tissues, solid: Solid, points: Array) -> dict[str, Array]:
    """Signed distances (negative inside) of the tissues, in painting order."""
    grid, outer = tissues.grid, tissues.outer

    def at(field: Array) -> Array:
        return grid.sample(field, points)

    def nearest(names: tuple[str, ...]) -> Array:
        return np.minimum.reduce([at(outer[name]) for name in names])

    muscle = np.minimum.reduce([nearest(("left_ventricle", "right_ventricle")), nearest(("left_side", "right_side"))])
    arterial = nearest((*AORTIC_SIDE, *shape.PULMONARY_VEINS))
    venous = nearest((*LUNG_SIDE, *CAVAS, "ligament"))
    vessels = np.minimum(arterial, venous)
    wall = np.maximum(vessels + BLOOD_WALL, vessels - muscle - 1.0)
    lining = np.maximum(-LINING - at(solid.field), at(solid.body) + 1.0)
    return {
        "muscle": at(solid.field) - 1.5,
        "fat": 0.3 - at(tissues.tight),
        "artery": np.maximum(wall, arterial - venous),
        "vein": np.maximum(wall, venous - arterial),
        "endocardium": lining,
    }


def build_labels(tissues: Tissues, solid: Solid) -> LabelVolume:
    """The label volume of the heart at rest."""
    step = SPACING
    lines = [np.arange(a, b, step) for a, b in zip(shape.LOW, shape.HIGH, strict=True)]
    points = np.stack(np.meshgrid(*lines, indexing="ij"), -1).reshape(-1, 3)
    size = tuple(len(line) for line in lines)
    layers = _layers(tissues, solid, points)
    channels = [
        np.clip(np.rint(128 - 32 * distance), 0, 255).astype(np.uint8).reshape(size) for distance in layers.values()
    ]
    return LabelVolume(np.stack(channels), tuple(layers), shape.LOW, step)
