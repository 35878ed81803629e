"""The handle on the line between two pictures that lie over each other; it is pushed by hand or by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.state import BesideState
from anatomy_viewer.ui.beside import divider_at
from anatomy_viewer.ui.controls import Themed
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, paint_icon, paint_shadow, rounded
from anatomy_viewer.ui.theme import Theme

SIDE = 52
"""Size of the handle, px."""
SHADOW = 6
KEY_STEP, KEY_JUMP = 2, 10
"""Hundredths of the width that an arrow pushes it, and with Shift or a page key."""


class Divider(Themed, QSlider):
    """A round handle that assistive technology meets as a slider from 0 to 100.

    Signals:
        pushed: it is to stand at another share of the width, 0-1 in reading order.
    """

    pushed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(KEY_STEP)
        self.setPageStep(KEY_JUMP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFixedSize(SIDE + 2 * SHADOW, SIDE + 2 * SHADOW)
        self._grip = 0.0
        self.hide()
        self.wear(theme)

    def show_beside(self, beside: BesideState | None, _: Translator) -> None:
        """Stand where a comparison says, and tell what is on either side; hide where there is no divider."""
        self.setVisible(beside is not None and beside.layout == "wipe")
        if beside is None:
            return
        self.blockSignals(True)
        self.setValue(round(100 * beside.at))
        self.blockSignals(False)
        self.setAccessibleName(_("Divider between two pictures"))
        said = _("{first}: {share} %. {second}: {rest} %.")
        self.setAccessibleDescription(
            said.format(
                first=beside.name, share=self.value(), second=beside.own_name, rest=100 - self.value()
            )
        )

    def stand_at(self, x: float, y: float) -> None:
        """Put the middle of the handle at a point of the stage."""
        self.move(round(x - self.width() / 2), round(y - self.height() / 2))

    def sizeHint(self) -> QSize:
        """Return the size with room for the shadow."""
        return QSize(SIDE + 2 * SHADOW, SIDE + 2 * SHADOW)

    def _push_to(self, value: int) -> None:
        if value != self.value() and self.minimum() <= value <= self.maximum():
            self.setValue(value)
            self.pushed.emit(value / 100.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold, where it is touched: it does not jump under the finger."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.ringed = False
        self._grip = event.position().x() - self.width() / 2
        self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the finger, finer than by whole hundredths."""
        stage = self.parentWidget()
        if not self.isSliderDown() or stage is None:
            return
        x = self.mapToParent(event.position()).x() - self._grip
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.pushed.emit(divider_at(x, QRectF(stage.rect()), mirrored=mirrored))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Push with the arrows (further with Shift or the page keys), to the ends with Home and End."""
        self.ringed = True
        step = KEY_JUMP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else KEY_STEP
        onward = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        targets = {
            Qt.Key.Key_Right: self.value() + step * onward,
            Qt.Key.Key_Left: self.value() - step * onward,
            Qt.Key.Key_PageUp: self.value() + KEY_JUMP,
            Qt.Key.Key_PageDown: self.value() - KEY_JUMP,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: 100,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            event.ignore()
            return
        self._push_to(min(max(target, 0), 100))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the round handle with an arrow to either side."""
        painter = brush(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        self._paint_handle(painter, box)
        painter.end()

    def _paint_handle(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        paint_shadow(painter, theme, box, SIDE / 2)
        shape = rounded(box, SIDE / 2)
        held = self.isSliderDown()
        fill = theme.color("accent" if held else "surface")
        paint_box(painter, shape, fill, QPen(theme.color("accent"), 2.5))
        ink = theme.color("on_accent" if held else "accent")
        for name, x in (("back", box.left() + 4), ("next", box.right() - 26)):
            paint_icon(painter, name, QPointF(x, box.center().y() - 11), ink, 22, 2.4)
        if self.rings:
            paint_focus(painter, theme, box, SIDE / 2)
