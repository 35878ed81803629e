"""The window of the stand-in: what one eye sees, and mouse and keys as head and hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QEnterEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QWidget

from anatomy_viewer.locale import Translator
from anatomy_vr import colors
from anatomy_vr.stand_in import Body, StandIn
from anatomy_vr.visit import Visit

_DEGREES_PER_PIXEL = 0.15
_METRES_PER_NOTCH = 0.08
FRAME_MILLISECONDS = 33
_HINT_PIXELS = 18


class StandInWindow(QWidget):
    """Shows a visit and moves its body. It runs the frames itself and closes when the visit is over.

    Signals:
        left: the visit is over.
    """

    left = Signal()

    def __init__(self, visit: Visit, device: StandIn, say: Translator) -> None:
        super().__init__()
        self.visit, self.device = visit, device
        self._last: QPointF | None = None
        self.setWindowTitle(say("Headset lesson on this screen"))
        self.setAccessibleName(self.windowTitle())
        self._help = say(
            "Mouse: point. Left button: choose. Right button: look round. Middle button or G: hold and turn. "
            "Wheel: lean closer. Arrow keys: turn the organ, move the slider. "
            "X: cut. M: menu. H: without hands. F1: hide this line."
        )
        self._hints = QLabel(self._help, self)
        self._hints.setWordWrap(True)
        self._hints.setMargin(12)
        self._hints.setFont(_letters())
        self._hints.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hints.setStyleSheet(f"color: {colors.TEXT}; background: {colors.SURFACE};")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(*device.eyes.size)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.step)
        self._timer.start(FRAME_MILLISECONDS)

    @property
    def body(self) -> Body:
        """Head and hands."""
        return self.device.body

    def step(self) -> None:
        """One frame; at the end of the visit the window closes."""
        if self.visit.is_over:
            self.close()
            return
        self.visit.step()
        self.update()

    # ---------------------------------------------------------------- Qt
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what the eyes see, both side by side where both are drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = [picture for picture in self.device.pictures if picture is not None]
        for index, picture in enumerate(shown):
            height, width = picture.shape[:2]
            image = QImage(picture.tobytes(), width, height, width * 4, QImage.Format.Format_RGBX8888)
            share = self.width() / len(shown)
            painter.drawImage(QRectF(index * share, 0.0, share, self.height()), image)
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the hints at the foot."""
        high = self._hints.heightForWidth(self.width())
        self._hints.setGeometry(0, self.height() - high, self.width(), high)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point; with the right button, look round."""
        at = event.position()
        if event.buttons() & Qt.MouseButton.RightButton and self._last is not None:
            moved = at - self._last
            self.body.turn(moved.x() * _DEGREES_PER_PIXEL, moved.y() * _DEGREES_PER_PIXEL)
        self._last = at
        self.body.pointer = (
            2.0 * at.x() / max(1, self.width()) - 1.0,
            1.0 - 2.0 * at.y() / max(1, self.height()),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, or hold."""
        self._last = event.position()
        self._press(event.button(), True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._press(event.button(), False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lean closer, or back."""
        self.body.lean_by(event.angleDelta().y() / 120.0 * _METRES_PER_NOTCH)

    def enterEvent(self, _event: QEnterEvent) -> None:
        """The mouse is here: keys are meant for this window."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def leaveEvent(self, _event: QEvent) -> None:
        """Without a pointer there is no hand; the gaze chooses."""
        self.body.pointer = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key stands for goes down."""
        if event.key() == Qt.Key.Key_Escape:
            self.visit.guide.leave()
        elif event.key() == Qt.Key.Key_F1:
            self._hints.setVisible(not self._hints.isVisible())
        elif event.key() == Qt.Key.Key_H and not event.isAutoRepeat():
            self.body.has_hand = not self.body.has_hand
        elif event.key() == Qt.Key.Key_R:
            self.visit.guide.recentre(self.body.head)
        elif not self._key(event, True):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What a key stands for comes up."""
        if not self._key(event, False):
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the frames and give everything back."""
        if self._timer.isActive():
            self._timer.stop()
            self.visit.close()
            self.left.emit()
        super().closeEvent(event)

    def _press(self, button: Qt.MouseButton, down: bool) -> None:
        if button == Qt.MouseButton.LeftButton:
            self.body.select = down
        elif button == Qt.MouseButton.MiddleButton:
            self.body.grab = down

    def _key(self, event: QKeyEvent, down: bool) -> bool:
        """Let a key act; returns whether it means anything."""
        act = KEYS.get(Qt.Key(event.key()))
        if act is None:
            return False
        if not event.isAutoRepeat():
            act(self.body, down)
        return True


def _letters() -> QFont:
    """The letters of the hints: those of the app, as small as any of its words may be."""
    font = QFont()
    font.setFamilies(list(colors.FAMILIES))
    font.setPixelSize(_HINT_PIXELS)
    return font


def _stick(x: float, y: float) -> Callable[[Body, bool], None]:
    def act(body: Body, down: bool) -> None:
        body.stick = (x, y) if down else (0.0, 0.0)

    return act


def _field(name: str) -> Callable[[Body, bool], None]:
    def act(body: Body, down: bool) -> None:
        setattr(body, name, down)

    return act


KEYS: Mapping[Qt.Key, Callable[[Body, bool], None]] = {
    Qt.Key.Key_Left: _stick(-1.0, 0.0),
    Qt.Key.Key_Right: _stick(1.0, 0.0),
    Qt.Key.Key_Up: _stick(0.0, 1.0),
    Qt.Key.Key_Down: _stick(0.0, -1.0),
    Qt.Key.Key_Space: _field("select"),
    Qt.Key.Key_G: _field("grab"),
    Qt.Key.Key_X: _field("cut"),
    Qt.Key.Key_M: _field("menu"),
}
"""What every key stands for while it is down."""
