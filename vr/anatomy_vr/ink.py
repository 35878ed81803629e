"""What panel, signs and charts are painted with: letters, and images that become pictures in the room."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from anatomy_vr import colors

Pixels = NDArray[np.uint8]


@lru_cache(maxsize=64)
def font(size: int, bold: bool = False) -> QFont:
    """Letters of a size (pixels); who asks again gets the same ones."""
    letters = QFont()
    letters.setFamilies(list(colors.FAMILIES))
    letters.setPixelSize(size)
    letters.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    letters.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return letters


def blank(width: int, height: int, color: str) -> QImage:
    """An image of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(QColor(color))
    return image


def smooth_painter(image: QImage) -> QPainter:
    """A painter with smooth edges and letters; to be ended by who asked for it."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter


def pixels_of(image: QImage) -> Pixels:
    """A copy of an image's bytes, (height, width, 4)."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels: Pixels = rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()
    return pixels
