"""What was drawn on a picture: which of it is seen from where. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Iterable

from anatomy_viewer.scene.state import CameraState, StrokeState
from anatomy_viewer.scene.vectors import dot

_SAME_DIRECTION = math.cos(math.radians(0.5))
"""Half a degree: less than a hand can aim."""
_SAME_PLACE = 0.01
"""One hundredth of the picture's height."""


def shown_strokes(strokes: Iterable[StrokeState], camera: CameraState) -> tuple[StrokeState, ...]:
    """The strokes to draw: those on parts, and those on a picture that this camera still shows."""
    return tuple(one for one in strokes if one.camera is None or sees_the_same(one.camera, camera))


def sees_the_same(a: CameraState, b: CameraState) -> bool:
    """Whether two cameras show (nearly) the same picture, so that a drawing on one fits the other."""
    near = math.dist(a.focal, b.focal) <= _SAME_PLACE * a.height
    size = abs(math.log(a.height / b.height)) <= _SAME_PLACE
    turned = min(dot(a.direction, b.direction), dot(a.up, b.up))
    return near and size and turned >= _SAME_DIRECTION
