"""Life size: the model as large on the screen as it is in a body, checked with a bank card where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.words import figure
from anatomy_viewer.ui.controls import Button, Slider, Text, Themed, row
from anatomy_viewer.ui.painting import brush, paint_box, rounded
from anatomy_viewer.ui.screen_ruler import CARD, INCH, LEAST_DOTS, MOST_DOTS
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

CORNER = 3.18
"""Radius of a bank card's corners, mm (ISO/IEC 7810)."""
STEP = 0.01
"""Pixels per millimetre that the slider moves by."""


class LifeSize(PanelTool):
    """Shows the model as large as it is in a body, until somebody comes closer or puts it back."""

    id, icon, key = "life_size", "life_size", "0"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._checks = False
        """Whether the card is shown to be held against."""

    def name(self, _: Translator) -> str:
        """Return "Life size"."""
        return _("Life size")

    def hint(self, _: Translator) -> str:
        """Return what is shown."""
        return _("Everything is as large as it is in a body.")

    def scale_words(self, _: Translator) -> str:
        """Return "Life size" while it is so."""
        return _("Life size") if self.hands.life_scale else ""

    @property
    def is_on(self) -> bool:
        """Whether the picture is in life size."""
        return self.hands.life_scale > 0.0 or super().is_on

    def take(self) -> None:
        """Go to life size; where the screen says nothing to be believed, ask for a card first."""
        self._checks = not self.stage.ruler.knows(self.stage.screen())
        self.session.look_from(self.hands.camera)
        self._apply()

    def again(self) -> None:
        """Leave life size."""
        self.hands.life_scale = 0.0
        self.hands.hold(None)

    def _apply(self) -> None:
        self.hands.life_scale = self.stage.ruler.pixels_per_mm(self.stage.screen())
        self.hands.changed.emit()

    # ---------------------------------------------------------------- the panel
    def make_panel(self) -> ToolPanel:
        """Return the way to check the size with a card."""
        panel = ToolPanel(self.theme)
        self.check = Button(self.theme, "", "secondary").small().tall(48)
        self.check.clicked.connect(self._begin_check)
        self.todo = Text(self.theme, "", "small")
        self.card = CardFrame(self.theme)
        self.slider = Slider(self.theme)
        self.slider.set_scale(LEAST_DOTS / INCH, MOST_DOTS / INCH, STEP)
        self.slider.moved.connect(self._measure)
        self.done = Button(self.theme, "", "primary").tall(48)
        self.done.clicked.connect(self._end_check)
        panel.add(row(self.check, None))
        panel.add(self.todo)
        panel.add(row(None, self.card, None))
        panel.add(row((self.slider, 1), self.done))
        return panel

    def show_state(self, _: Translator) -> None:
        """Show the check, or the way to it."""
        pixels, language = self.stage.ruler.pixels_per_mm(self.stage.screen()), self.session.words[0]
        self.check.setText(_("Check with a bank card"))
        self.todo.set_words(
            _("Hold a bank card against the screen. Slide until the frame is as large as the card.")
        )
        self.slider.set_words(_("Width of the card"), f"{figure(CARD.width(), language)}\u00a0mm")
        self.slider.set_amount(pixels)
        self.done.setText(_("It fits"))
        self.card.show_scale(pixels)
        self.check.setVisible(not self._checks)
        for widget in (self.todo, self.card, self.slider, self.done):
            widget.setVisible(self._checks)

    def _begin_check(self) -> None:
        self._checks = True
        self.hands.changed.emit()
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_check(self) -> None:
        self._checks = False
        self._measure(self.stage.ruler.pixels_per_mm(self.stage.screen()))

    def _measure(self, pixels: float) -> None:
        self.stage.ruler.measure(pixels, self.stage.screen())
        self._apply()


class CardFrame(Themed, QWidget):
    """The outline of a bank card in the size that the screen is thought to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pixels = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_scale(self, pixels: float) -> None:
        """Show the card with so many pixels per millimetre."""
        if pixels != self._pixels:
            self._pixels = pixels
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the card's size, and a margin for its line."""
        size = CARD * self._pixels
        return QSize(round(size.width()) + 4, round(size.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a card does not shrink."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the outline, its inner edge as large as the card."""
        painter = brush(self)
        size = CARD * self._pixels
        box = QRectF(1, 1, size.width() + 2, size.height() + 2)
        pen = QPen(self.theme.color("accent"), 2)
        paint_box(painter, rounded(box, CORNER * self._pixels), self.theme.color("accent_soft"), pen)
        painter.end()
