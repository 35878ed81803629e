"""Takes the small pictures for a lens, no more often than the large picture can bear."""

from __future__ import annotations

from time import perf_counter

import numpy as np
from PySide6.QtGui import QImage

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.scene.state import StageState

SHARE = 3.0
"""In motion the lens waits this many times as long as it took, so that it cannot hold up the picture."""
Pixels = tuple[int, int]


class LensCamera:
    """Takes pictures of a stage into an image; the last one is kept until something in it changes."""

    def __init__(self, store: MeshStore) -> None:
        self._store = store
        self._camera: Camera | None = None
        self._key: object = None
        self._image = QImage()
        self._again = 0.0

    def forget(self) -> None:
        """Take the next picture anew, whatever it shows."""
        self._key = None

    def image(
        self, stage: StageState, pixels: Pixels, style: PictureStyle, time: float, rests: bool
    ) -> QImage:
        """Return a picture of a stage; the last one while something moves and it is too early for another.

        Raises:
            LookupError, ValueError: the stage asks for what cannot be painted.
        """
        key = (stage, pixels, time if stage.flows else 0.0, style)
        start = perf_counter()
        same_size = (self._image.width(), self._image.height()) == pixels
        if key != self._key and (rests or not same_size or start >= self._again):
            self._key = key
            self._image = self._take(stage, pixels, style, time)
            self._again = perf_counter() + SHARE * (perf_counter() - start)
        return self._image

    def release(self) -> None:
        """Give the camera back."""
        if self._camera is not None:
            self._camera.release()
            self._camera = None

    def _take(self, stage: StageState, pixels: Pixels, style: PictureStyle, time: float) -> QImage:
        if self._camera is None:
            self._camera = Camera(self._store, pixels, style)
        self._camera.style = style
        self._camera.window.SetSize(*pixels)
        try:
            colors = np.ascontiguousarray(self._camera.take(stage, time=time))
        except (LookupError, ValueError):
            self._image = QImage(*pixels, QImage.Format.Format_ARGB32_Premultiplied)
            self._image.fill(0)
            raise
        height, width = colors.shape[:2]
        return QImage(colors.data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
