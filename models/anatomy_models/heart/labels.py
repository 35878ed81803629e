"""Which tissue is where in the heart's walls, as a small volume from which any cut paints its layers."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from anatomy_models.heart import shape
from anatomy_models.heart.assemble import AORTIC_SIDE, CAVAS, LUNG_SIDE, Solid, Tissues
from anatomy_models.kit.built import LabelVolume
from anatomy_models.kit.grid import Array

SPACING = 1.5
LINING, BLOOD_WALL = 0.55, 0.3  # mm


def _layers(tissues: Tissues, solid: Solid) -> dict[str, Array]:
    """Signed distances (negative inside) of the tissues on the heart's own grid, in painting order."""
    outer = tissues.outer

    def nearest(*names: str) -> Array:
        return np.asarray(np.minimum.reduce([outer[name] for name in names]))

    muscle = nearest("left_ventricle", "right_ventricle", "left_side", "right_side")
    arterial = nearest(*AORTIC_SIDE, *shape.PULMONARY_VEINS)
    venous = nearest(*LUNG_SIDE, *CAVAS, "ligament")
    vessels = np.minimum(arterial, venous)
    wall = np.maximum(vessels + BLOOD_WALL, vessels - muscle - 1.0)
    return {
        "muscle": solid.field - 1.5,
        "fat": 0.3 - tissues.tight,
        "artery": np.maximum(wall, arterial - venous),
        "vein": np.maximum(wall, venous - arterial),
        "endocardium": np.maximum(-LINING - solid.field, solid.body + 1.0),
    }


def build_labels(tissues: Tissues, solid: Solid) -> LabelVolume:
    """The label volume of the heart at rest."""
    ratio = SPACING / tissues.grid.step
    size = tuple(int((n - 1) / ratio) + 1 for n in tissues.grid.shape)
    layers = _layers(tissues, solid)
    channels = []
    for distance in layers.values():
        thin = ndimage.affine_transform(distance, np.full(3, ratio), output_shape=size, order=1)
        channels.append(np.clip(np.rint(128 - 32 * thin), 0, 255).astype(np.uint8))
    return LabelVolume(np.stack(channels), tuple(layers), shape.LOW, SPACING)
