"""The mirror: what the patient's left eye sees, where the clinician can point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from anatomy_viewer.scene.vectors import turned
from anatomy_vr.device import Pixels
from anatomy_vr.projection import View
from anatomy_vr.rays import Ray


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """A flat picture that the headset lays behind what is drawn: the panel.

    Attributes:
        pixels: (height, width, 4), opaque, from the top.
        corners: Where its corners are, as shares of the eye's picture, clockwise from the top left.
    """

    pixels: Pixels
    corners: tuple[tuple[float, float], ...]


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
        self._behind: Behind | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Large enough to see where the patient looks."""
        return QSize(480, 440)

    def show_picture(self, pixels: Pixels, behind: Behind | None = None) -> None:
        """Show another picture, and through its clear places what a headset shows behind it."""
        self._bytes, self._behind = np.ascontiguousarray(pixels), behind
        self._image = _image_of(self._bytes)
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
        if self._behind is not None:
            painter.fillRect(self.place, Qt.GlobalColor.black)
            self._paint_behind(painter, self._behind)
        painter.drawImage(self.place, self._image)
        painter.end()

    def _paint_behind(self, painter: QPainter, behind: Behind) -> None:
        """Lay a picture into the room, as far as it is in sight."""
        place, image = self.place, _image_of(behind.pixels)
        corners = [
            QPointF(place.x() + across * place.width(), place.y() + down * place.height())
            for across, down in behind.corners
        ]
        wide, high = image.width(), image.height()
        own = [QPointF(0, 0), QPointF(wide, 0), QPointF(wide, high), QPointF(0, high)]
        laid = QTransform.quadToQuad(QPolygonF(own), QPolygonF(corners))
        if isinstance(laid, QTransform):
            painter.save()
            painter.setClipRect(place)
            painter.setTransform(laid, True)
            painter.drawImage(0, 0, image)
            painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point there."""
        place, at = self.place, event.position()
        if place.contains(at) and place.width() > 0.0:
            inside: QPointF = at - place.topLeft()
            self.pressed.emit(inside.x() / place.width(), inside.y() / place.height())


def _image_of(pixels: Pixels) -> QImage:
    """Pixels as an image that shares their memory."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888_Premultiplied)


def ray_through(view: View, across: float, down: float) -> Ray:
    """The ray of the room through a point of an eye's picture (shares from the top left corner)."""
    fov = view.fov
    x = np.tan(fov.left) + across * (np.tan(fov.right) - np.tan(fov.left))
    y = np.tan(fov.up) + down * (np.tan(fov.down) - np.tan(fov.up))
    length = float(np.sqrt(x * x + y * y + 1.0))
    way = turned(view.pose.rotation, (float(x) / length, float(y) / length, -1.0 / length))
    return Ray(view.pose.position, way)
