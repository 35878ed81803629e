"""Which artery feeds which muscle: soft masks from the distance to the three arterial trees."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree

from anatomy_models.heart import shape
from anatomy_models.kit.grid import Array
from anatomy_models.kit.tissue import rise

GROUPS = {
    "lad": ("lad", "diagonal_1", "diagonal_2", "septal_1", "septal_2"),
    "circumflex": ("circumflex", "marginal_1", "marginal_2"),
    "rca": ("rca", "posterior_descending", "acute_marginal", "conus", "right_ventricular", "posterolateral"),
}
BORDER = 7.0  # mm over which one territory passes into the next


def feeding(points: Array, paths: Mapping[str, Array]) -> dict[str, Array]:
    """Share (0..1) of each artery in feeding points; fades out above the valves' ring.

    The left main artery feeds what its two branches feed.
    """
    columns = []
    for names in GROUPS.values():
        tree = cKDTree(np.vstack([paths[name][:, :3] for name in names]))
        columns.append(tree.query(points)[0])
    d = np.stack(columns, 1)
    w = np.exp(-np.clip(d - d.min(1, keepdims=True), 0, 20 * BORDER) / BORDER)
    w = w / w.sum(1, keepdims=True)
    s, _, _ = shape.AXIS.coordinates(points)
    muscle = rise(s, -9.0, 1.0)
    shares = {name: (w[:, i] * muscle).astype(np.float32) for i, name in enumerate(GROUPS)}
    return shares | {"left_main": shares["lad"] + shares["circumflex"]}
