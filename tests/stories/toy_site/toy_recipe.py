"""A recipe for the tube of tests/packs/good; `TOY_BUILD` makes it slow, or lack a package."""

import os
import time

import numpy as np

from anatomy_models.kit.built import BuiltModel, LabelVolume
from anatomy_models.kit.surface import make_part
from anatomy_models.kit.sweep import tube


def recipe(detail, report):
    report(0.1, "bending the tube")
    for _ in range(600 if os.environ.get("TOY_BUILD") == "slow" else 0):
        time.sleep(0.1)
    if os.environ.get("TOY_BUILD") == "poor":
        import scipy  # noqa: F401
    labels = LabelVolume(np.zeros((1, 2, 2, 2), np.uint8), ("vessel",), (0.0, 0.0, 0.0), 1.0)
    return BuiltModel("tube", (_part("tube/left", -10.0), _part("tube/right", 10.0)), labels)


def _part(name, x):
    path = np.array([[x, 0.0, z] for z in np.linspace(-15.0, 15.0, 30)])
    wide, narrow = tube(path, 4.0, 24), tube(path, 1.0, 24)
    part = make_part(name, wide, {"narrow": {1.0: narrow.points}})
    part.masks["end"] = np.clip(part.points[:, 2] / 15.0, 0.0, 1.0)
    return part
