"""The label volume: which tissue is where inside a model, as soft signed distances on a grid.

Values are `128 - 32 * distance in mm`, so 128 is the border and larger is inside. Sampled trilinearly and
thresholded afterwards, a border stays crisp far below the size of a voxel.
"""

from __future__ import annotations

import logging
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_log = logging.getLogger(__name__)
_BORDER, _PER_MM = 128.0, 32.0


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Soft signed distances of tissues.

    Attributes:
        channels: (c, nx, ny, nz) uint8.
        names: The look of every channel; a later one paints over an earlier one.
        origin: RAS mm of the centre of voxel (0, 0, 0).
        spacing: Edge of a voxel, mm.
    """

    channels: NDArray[np.uint8]
    names: tuple[str, ...]
    origin: Floats
    spacing: float

    def distances(self, points: Floats) -> Floats:
        """Signed distance to every tissue at points (n, 3), mm, negative inside: (c, n). Trilinear."""
        size = np.array(self.channels.shape[1:])
        place = np.clip((points - self.origin) / np.float32(self.spacing), 0.0, size - 1.001)
        low = place.astype(np.int32)
        share = (place - low).astype(np.float32)
        flat = self.channels.reshape(len(self.names), -1)
        base = (low[:, 0] * size[1] + low[:, 1]) * size[2] + low[:, 2]
        total = np.zeros((len(self.names), len(points)), dtype=np.float32)
        for corner in range(8):
            step = np.array([corner >> 2 & 1, corner >> 1 & 1, corner & 1])
            weight = np.prod(np.where(step, share, 1.0 - share), axis=1)
            offset = int((step[0] * size[1] + step[1]) * size[2] + step[2])
            total += weight * flat[:, base + offset]
        distance: Floats = (np.float32(_BORDER) - total) / np.float32(_PER_MM)
        return distance


def mirrored_labels(labels: Labels) -> Labels:
    """The label volume of the mirror image in the plane x = 0."""
    x, y, z = labels.origin
    last = x + (labels.channels.shape[1] - 1) * labels.spacing
    origin = np.array([-last, y, z], np.float32)
    return replace(labels, channels=np.ascontiguousarray(labels.channels[:, ::-1]), origin=origin)


def read_labels(path: Path) -> Labels | None:
    """Read a label volume; None where there is none, or a damaged one: caps then take their look's."""
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as held:
            names = tuple(str(name) for name in held["names"])
            origin = held["origin"].astype(np.float32)
            return Labels(held["channels"], names, origin, float(held["spacing"]))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as error:
        _log.warning("%s is damaged (%s): cuts are painted without it.", path, error)
        return None
