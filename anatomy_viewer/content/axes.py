"""The two frames of reference in use, and the one place that converts between them.

Anatomy is in RAS+ millimetres: x grows to the patient's right (so the patient's left is negative), y forwards
(anterior), z upwards (superior). glTF files are in metres with Y up, X to the patient's left and Z forwards.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

_SWAP = np.array([[-1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
METRE = 1000.0
"""Millimetres in a metre."""


def ras_to_gltf(points: ArrayLike, *, direction: bool = False) -> NDArray[np.float64]:
    """Convert RAS millimetres (..., 3) to glTF metres; with `direction` only turn the axes (normals)."""
    turned: NDArray[np.float64] = np.asarray(points, dtype=np.float64) @ _SWAP.T
    return turned if direction else turned / METRE


def gltf_to_ras(points: ArrayLike, *, direction: bool = False) -> NDArray[np.float64]:
    """Convert glTF metres (..., 3) to RAS millimetres; with `direction` only turn the axes (normals)."""
    turned: NDArray[np.float64] = np.asarray(points, dtype=np.float64) @ _SWAP
    return turned if direction else turned * METRE
