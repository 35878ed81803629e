"""The large pointer on the second screen: a ring that follows the hand on the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QHoverEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.ui.painting import brush
from anatomy_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

RADIUS = 32.0
"""Of the ring at a window of 1080 px, px."""
STILL = 3000
"""Milliseconds after which a pointer that does not move goes away."""


class Pointing(QObject):
    """Watches a stage, and tells where the hand points: mouse, finger or pen.

    Signals:
        pointed: at a point of the stage, px.
        left: the hand is elsewhere.
    """

    pointed = Signal(QPointF)
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        stage.setAttribute(Qt.WidgetAttribute.WA_Hover)
        stage.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self.stage.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell where it points; the stage gets every event all the same."""
        if event.type() == QEvent.Type.HoverLeave:
            self.left.emit()
        at = _place(event)
        if at is not None:
            self.pointed.emit(at)
        return super().eventFilter(watched, event)


def _place(event: QEvent) -> QPointF | None:
    """Return where an event points; None for one that does not."""
    if isinstance(event, QTouchEvent):
        points = event.points()
        return points[0].position() if points else None
    if isinstance(event, QHoverEvent | QMouseEvent | QTabletEvent) and event.type() != QEvent.Type.HoverLeave:
        return event.position()
    return None


class PointerRing(QWidget):
    """A ring with a light casing, seen on any tissue; it goes away where the hand rests for three seconds."""

    def __init__(self, theme: Theme, parent: QWidget, unit: Callable[[], float]) -> None:
        super().__init__(parent)
        self.theme, self._unit = theme, unit
        self.at: QPointF | None = None
        self._strength = 0.0
        self._still = QTimer(self, singleShot=True, interval=STILL)
        self._fading = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._still.timeout.connect(self.leave)
        self._fading.valueChanged.connect(self._fade)
        self._fading.finished.connect(self.stop)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def point(self, at: QPointF) -> None:
        """Point at a place, px of the picture."""
        self._fading.stop()
        self.at, self._strength = at, 1.0
        self._still.start()
        self.update()

    def leave(self) -> None:
        """Go away, gently where movement is welcome."""
        self._still.stop()
        if self.at is not None:
            self._fading.setDuration(self.theme.duration("panel"))
            self._fading.start()

    def stop(self) -> None:
        """Go away at once."""
        self._still.stop()
        self._fading.stop()
        self._fade(0.0)

    @property
    def shown(self) -> bool:
        """Whether it is seen."""
        return self.at is not None

    def _fade(self, strength: float) -> None:
        self._strength = strength
        if strength <= 0.0:
            self.at = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        if self.at is None:
            return
        painter = brush(self)
        painter.setOpacity(self._strength)
        self._paint_ring(painter, self.at, self._unit())
        painter.end()

    def _paint_ring(self, painter: QPainter, at: QPointF, unit: float) -> None:
        radius = RADIUS * unit
        painter.setBrush(self.theme.color("accent", 0.10))
        for token, width in (("surface", 11.0), ("accent", 6.0)):
            painter.setPen(QPen(self.theme.color(token), width * unit))
            painter.drawEllipse(at, radius, radius)
