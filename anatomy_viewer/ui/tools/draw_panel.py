"""The card of the pen: on what it draws, in which colour, how thick, and what takes lines away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Flow, Segmented, Tool
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, rounded
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.panel import ToolPanel

COLORS = ("accent", "care_mark", "text")
"""The inks: they differ in lightness as well as in hue, and every line has a light casing."""
WIDTHS = {"thin": 5.0, "thick": 10.0}
"""How wide a line is in a picture 800 px high, px."""
SURFACE, PICTURE = "surface", "picture"


class Ink(Tool):
    """A small tool of the pen: a sample of the line, or an icon, with its word under it."""

    def __init__(
        self, theme: Theme, key: str, icon: str = "", *, sample: tuple[str, float] | None = None
    ) -> None:
        self.sample = sample
        super().__init__(theme, icon, "")
        self.setProperty("key", key)

    def sizeHint(self) -> QSize:
        """Return a place that a finger finds, wider for longer words."""
        metrics = QFontMetrics(self.theme.font("label", True))
        return QSize(max(54, metrics.horizontalAdvance(self.text()) + 12), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sample over the word; without one, the icon."""
        if self.sample is None:
            super().paintEvent(event)
            return
        painter, theme, on = brush(self), self.theme, self.isChecked()
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if on or self.underMouse():
            edge = QPen(theme.color("accent"), 2.0) if on else None
            fill = theme.color("accent_soft" if on else "well")
            paint_box(painter, rounded(box, theme.radius("control")), fill, edge)
        color, width = self.sample
        middle = QPointF(box.center().x(), box.top() + 8 + theme.grown(14))
        way = QPointF(theme.grown(13), 0.0)
        for ink, wide in (("surface", width + 4.0), (color, width)):
            pen = QPen(theme.color(ink), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(middle - way, middle + way)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("label", on))
        words = QRectF(0, box.bottom() - 6 - QFontMetrics(theme.font("label")).height(), self.width(), 0)
        words.setBottom(box.bottom() - 6)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.rings:
            paint_focus(painter, theme, box, theme.radius("control"))
        painter.end()


class DrawPanel(ToolPanel):
    """The pen's choices in two rows.

    Signals:
        ground_picked: on what it draws: `surface` or `picture`.
        ink_picked: another colour; its name.
        width_picked: another width; its key.
        rubbing_asked: lines are to be rubbed out by touch, or drawn again.
        clear_asked: all lines are to go.
    """

    ground_picked = Signal(str)
    ink_picked = Signal(str)
    width_picked = Signal(str)
    rubbing_asked = Signal(bool)
    clear_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        self.grounds = Segmented(theme)
        super().__init__(theme, (self.grounds, 1))
        self.inks = {key: Ink(theme, key, sample=(key, 12.0)) for key in COLORS}
        self.widths = {key: Ink(theme, key, sample=("text", px)) for key, px in WIDTHS.items()}
        self.rub = Ink(theme, "rub", "eraser")
        self.clear = Ink(theme, "clear", "trash")
        self.clear.setCheckable(False)
        self.row = Flow(*self.inks.values(), *self.widths.values(), self.rub, self.clear, gap=2)
        self.add(self.row)
        self._only_one(self.inks).buttonClicked.connect(self._pick_ink)
        self._only_one(self.widths).buttonClicked.connect(self._pick_width)
        self.grounds.picked.connect(self.ground_picked)
        self.rub.clicked.connect(lambda: self.rubbing_asked.emit(self.rub.isChecked()))
        self.clear.clicked.connect(self.clear_asked)

    def _only_one(self, buttons: dict[str, Ink]) -> QButtonGroup:
        """Return the group of buttons of which one is chosen."""
        group = QButtonGroup(self)
        for button in buttons.values():
            group.addButton(button)
        return group

    def _pick_ink(self, button: QAbstractButton) -> None:
        self.ink_picked.emit(str(button.property("key")))

    def _pick_width(self, button: QAbstractButton) -> None:
        self.width_picked.emit(str(button.property("key")))

    def say_choices(self, _: Translator, *, clearing: bool) -> None:
        """Say every choice in the language in force; `clearing` asks once more before all is erased."""
        accent = _("Yellow") if self.theme.name == "contrast" else _("Teal")
        words = {"accent": accent, "care_mark": _("Amber"), "text": _("Ink")}
        for key, button in self.inks.items():
            button.setText(words[key])
        for key, name in (("thin", _("Thin")), ("thick", _("Thick"))):
            self.widths[key].setText(name)
        self.rub.setText(_("Rub out"))
        self.clear.setText(_("Really all?") if clearing else _("Erase all"))

    def show_choices(self, grounds: list[tuple[str, str]], ground: str, ink: str, width: str) -> None:
        """Show what is chosen."""
        self.grounds.set_choices(grounds, ground)
        self.inks[ink].setChecked(True)
        self.widths[width].setChecked(True)

    def show_lines(self, count: int, rubbing: bool) -> None:
        """Offer to take lines away where there are any; nothing moves when the first one comes."""
        self.rub.setChecked(rubbing)
        for button in (self.rub, self.clear):
            button.setEnabled(count > 0)
        self.row.arrange()
