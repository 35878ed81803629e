"""The mirror: what the patient's left eye sees, where the clinician can point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from anatomy_viewer.scene.vectors import turned
from anatomy_vr.device import Pixels
from anatomy_vr.projection import View
from anatomy_vr.rays import Ray

_CORNER = 28.0
_STRIDE = 0.02
"""How far an arrow key moves the cross, as a share of the picture; with Shift five times as far."""
_ARM = 14.0
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


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

    From the keyboard, the arrows move a cross over the picture, and Space or Return presses there.

    Signals:
        pressed: where, as shares of the picture from its top left corner.
    """

    pressed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._bytes: Pixels | None = None
        self._behind: Behind | None = None
        self._cross: tuple[float, float] = (0.5, 0.5)
        self._crossed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
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

    def wait_in(self, font: QFont) -> None:
        """Say in these letters what will be here, as long as there is no picture."""
        self.setFont(font)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, or where it will be."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        if self._image.isNull():
            self._paint_waiting(painter)
        else:
            self._paint_seen(painter)
        if self.hasFocus() and self._crossed:
            self._paint_focus(painter)
        painter.end()

    def _paint_waiting(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1.0, 12.0, -1.0, -12.0)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(24.0, 24.0, -24.0, -24.0), int(middle), self.accessibleName())

    def _paint_seen(self, painter: QPainter) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(self.place, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(shape)
        if self._behind is not None:
            painter.fillRect(self.place, Qt.GlobalColor.black)
            self._paint_behind(painter, self._behind)
        painter.drawImage(self.place, self._image)
        painter.restore()

    def _paint_focus(self, painter: QPainter) -> None:
        """Ring the picture and draw the cross: dark in a light casing, to be seen on everything."""
        ring, at = self.place.adjusted(4.0, 4.0, -4.0, -4.0), self._at_cross()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((Qt.GlobalColor.white, 7.0), (Qt.GlobalColor.black, 3.0)):
            painter.setPen(QPen(color, width))
            painter.drawRoundedRect(ring, _CORNER - 4.0, _CORNER - 4.0)
            painter.drawLine(QPointF(at.x() - _ARM, at.y()), QPointF(at.x() + _ARM, at.y()))
            painter.drawLine(QPointF(at.x(), at.y() - _ARM), QPointF(at.x(), at.y() + _ARM))

    def _at_cross(self) -> QPointF:
        place, (across, down) = self.place, self._cross
        return QPointF(place.x() + across * place.width(), place.y() + down * place.height())

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
            painter.setTransform(laid, True)
            painter.drawImage(0, 0, image)
            painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point there."""
        place, at = self.place, event.position()
        if place.contains(at) and place.width() > 0.0:
            inside: QPointF = at - place.topLeft()
            self._cross = (inside.x() / place.width(), inside.y() / place.height())
            self._crossed = False
            self.pressed.emit(*self._cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross, or point where it is."""
        key = Qt.Key(event.key())
        if key in _WAYS:
            stride = _STRIDE * (5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            across, down = (at + way * stride for at, way in zip(self._cross, _WAYS[key], strict=True))
            self._cross = (min(1.0, max(0.0, across)), min(1.0, max(0.0, down)))
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit(*self._cross)
        else:
            super().keyPressEvent(event)
            return
        self._crossed = True
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cross where the keyboard, not a finger, came here."""
        self._crossed = event.reason() in _BY_KEYS
        super().focusInEvent(event)
        self.update()


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
