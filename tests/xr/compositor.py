"""Monado's own compositor window: what the patient really sees."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageGrab

EYE = (480, 540)


def window():
    """The compositor's window: both eyes side by side, (540, 960, 3)."""
    return np.asarray(ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).convert("RGB"))[:540, :960]


def keep(name):
    """Leave a picture for people to look at, where they asked for it."""
    folder = os.environ.get("XR_PICTURES")
    picture = window()
    if folder:
        Image.fromarray(picture).save(Path(folder) / f"{name}.png")
    return picture
