"""The mirror: what the patient's left eye sees, where the clinician can point."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from anatomy_viewer.scene.vectors import turned
from anatomy_vr.device import Pixels
from anatomy_vr.projection import View
from anatomy_vr.rays import Ray


class Mirror(QWidget):
    """What the patient's left eye sees; a press on the organ points there for the patient.

    Signals:
        pressed: where, as shares of the picture from its top left corner.
    """

    pressed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._bytes: Pixels | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Large enough to see where the patient looks."""
        return QSize(480, 440)

    def show_picture(self, pixels: Pixels) -> None:
        """Show another picture."""
        self._bytes = np.ascontiguousarray(pixels)
        height, width = pixels.shape[:2]
        self._image = QImage(self._bytes.data, width, height, width * 4, QImage.Format.Format_RGBX8888)
        self.update()

    @property
    def place(self) -> QRectF:
        """Where the picture lies in the widget, its shape kept."""
        size = QSize(self._image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2.0, (self.height() - size.height()) / 2.0
        return QRectF(left, top, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.place, self._image)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point there."""
        place, at = self.place, event.position()
        if place.contains(at) and place.width() > 0.0:
            inside: QPointF = at - place.topLeft()
            self.pressed.emit(inside.x() / place.width(), inside.y() / place.height())


def ray_through(view: View, across: float, down: float) -> Ray:
    """The ray of the room through a point of an eye's picture (shares from the top left corner)."""
    fov = view.fov
    x = np.tan(fov.left) + across * (np.tan(fov.right) - np.tan(fov.left))
    y = np.tan(fov.up) + down * (np.tan(fov.down) - np.tan(fov.up))
    length = float(np.sqrt(x * x + y * y + 1.0))
    way = turned(view.pose.rotation, (float(x) / length, float(y) / length, -1.0 / length))
    return Ray(view.pose.position, way)
