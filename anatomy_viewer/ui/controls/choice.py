"""Controls that choose: switch, segments, tools and the stepper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from anatomy_viewer.scene.typography import with_unit
from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.controls.button import Button
from anatomy_viewer.ui.controls.text import Text
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, paint_icon, rounded, written
from anatomy_viewer.ui.theme import Theme

USUAL_UNIT = "/min"
"""A stepper leaves room for this unit, so that the steppers of a page stand level."""


class Switch(Themed, QAbstractButton):
    """Something that is on or off: the place of the knob and a tick say which, not the colour alone."""

    def __init__(self, theme: Theme, name: str = "", on: bool = False) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        """Return 68 by 52 pixels: a track of 60 by 34 with room for the ring and a finger."""
        return QSize(68, self.theme.target("normal"))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle with Return too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, knob and tick."""
        painter = brush(self)
        theme, on = self.theme, self.isChecked()
        track = QRectF((self.width() - 60) / 2, (self.height() - 34) / 2, 60, 34)
        edge = QPen(theme.color("accent" if on else "control"), 2)
        paint_box(painter, rounded(track, 17), theme.color("accent" if on else "surface"), edge)
        right = on != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        knob = QRectF(track.right() - 30 if right else track.left() + 4, track.top() + 4, 26, 26)
        paint_box(painter, rounded(knob, 13), theme.color("on_accent" if on else "control"))
        if on:
            paint_icon(painter, "check", knob.topLeft() + QPointF(4, 4), theme.color("accent"), 18, 3.0)
        if self.rings:
            outside = track.adjusted(-4, -4, 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 3))
            painter.drawPath(rounded(outside, 21))
        painter.end()


class Segmented(Themed, QWidget):
    """One choice out of a few, side by side; the chosen one has a fill, an edge and a tick.

    Signals:
        picked: Another choice was made, with its key.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self.group.buttonClicked.connect(self._pick)
        self.current = ""
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(6)
        self.wear(theme)

    def turn(self, upright: bool) -> None:
        """Put the choices one below the other (`upright`), or side by side."""
        directions = QBoxLayout.Direction
        self.line.setDirection(directions.TopToBottom if upright else directions.LeftToRight)

    def set_choices(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """Offer these choices; buttons that are there are kept, and with them the focus."""
        buttons = [button for button in self.group.buttons() if isinstance(button, Button)]
        for button in buttons[len(choices) :]:
            self.group.removeButton(button)
            button.deleteLater()
        for _ in range(len(choices) - len(buttons)):
            buttons.append(self._add())
        self.current = current
        for button, (key, words) in zip(buttons, choices, strict=False):
            button.setProperty("key", key)
            button.setText(words)
            button.setChecked(key == current)
            button.set_icon("check" if key == current else "")

    def _add(self) -> Button:
        button = Button(self.theme, "", "quiet").tall(54).wrapping()
        button.setCheckable(True)
        button.setAutoExclusive(True)
        self.group.addButton(button)
        self.line.addWidget(button, 1)
        return button

    def _pick(self, chosen: QAbstractButton) -> None:
        key = str(chosen.property("key"))
        for button in self.group.buttons():
            if isinstance(button, Button):
                button.set_icon("check" if button is chosen else "")
        if key != self.current:
            self.current = key
            self.picked.emit(key)


class Tool(Themed, QAbstractButton):
    """A tool: an icon with its word under it. A chosen tool is filled and bold."""

    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__()
        self.icon_name = icon
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        """Return 84 by 64 pixels, more for longer or larger words."""
        metrics = QFontMetrics(self.theme.font("label", True))
        width = max(84, metrics.horizontalAdvance(self.text()) + 16)
        return QSize(width, max(64, self.theme.grown(28) + metrics.height() + 16))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Return too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ringed = True
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fill, the icon and the word."""
        painter = brush(self)
        theme, on = self.theme, self.isCheckable() and self.isChecked()
        box = QRectF(self.rect()).adjusted(3, 2, -3, -2)
        if on or self.underMouse() or self.isDown():
            paint_box(painter, rounded(box, theme.radius("control")), theme.color("accent" if on else "well"))
        ink = theme.color("on_accent" if on else "text", 1.0 if self.isEnabled() else 0.45)
        side, line = theme.grown(28), QFontMetrics(theme.font("label")).height()
        top = box.center().y() - (side + line + 1) / 2
        paint_icon(painter, self.icon_name, QPointF(box.center().x() - side / 2, top), ink, side)
        painter.setPen(ink)
        painter.setFont(theme.font("label", on))
        words = QRectF(0, top + side + 1, self.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, written(painter, self.text()))
        if self.rings:
            paint_focus(painter, theme, box, theme.radius("control"))
        painter.end()


class Stepper(Themed, QWidget):
    """A number with a minus and a plus of 48 pixels, for values that a clinician types in.

    Signals:
        stepped: The value was changed by hand, with the new one.
    """

    stepped = Signal(float)

    def __init__(self, theme: Theme, name: str = "", unit: str = "") -> None:
        super().__init__()
        self.name, self.unit, self.value = name, unit, 0.0
        self.minimum, self.maximum, self.step = 0.0, 100.0, 1.0
        self.less = Button(theme, "", "secondary", "minus").tall(48)
        self.more = Button(theme, "", "secondary", "plus").tall(48)
        self.words = Text(theme, "", "body").aligned("center").one_line()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.less, self.words, self.more):
            layout.addWidget(widget)
        for button, sign in ((self.less, -1), (self.more, 1)):
            button.setAutoRepeat(True)
            button.setProperty("sign", sign)
            button.clicked.connect(self._step)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_names(self, name: str, less: str, more: str) -> None:
        """Name the value and its two buttons for assistive technology."""
        self.name = name
        self.setAccessibleName(name)
        self.less.named(less)
        self.more.named(more)

    def set_scale(self, minimum: float, maximum: float, step: float) -> None:
        """Set the ends and the step."""
        self.minimum, self.maximum, self.step = minimum, maximum, step

    def set_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        self.value = min(max(value, self.minimum), self.maximum)
        number = f"{self.value:g}".replace("-", "−")
        self.words.set_words(with_unit(f"<b>{number}</b>", self.unit))
        self.less.setEnabled(self.value > self.minimum)
        self.more.setEnabled(self.value < self.maximum)

    def restyle(self) -> None:
        """Keep the number's place wide enough that nothing moves while it changes, and most stand level."""
        metrics = QFontMetrics(self.theme.font("body", True))
        widest = max(metrics.horizontalAdvance(with_unit("888", unit)) for unit in (self.unit, USUAL_UNIT))
        self.words.setMinimumWidth(widest + 8)
        super().restyle()

    def _step(self) -> None:
        sender = self.sender()
        sign = int(sender.property("sign")) if sender is not None else 0
        before = self.value
        self.set_value(round((self.value + sign * self.step) / self.step) * self.step)
        if self.value != before:
            self.stepped.emit(self.value)
