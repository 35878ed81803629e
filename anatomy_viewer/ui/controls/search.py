"""The search field: a pill with a lens, examples in it, and a way to empty it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from anatomy_viewer.ui.controls.base import Themed
from anatomy_viewer.ui.controls.button import Button
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, paint_icon, rounded
from anatomy_viewer.ui.theme import Theme


class SearchField(Themed, QLineEdit):
    """A line to type into, 56 pixels high. `textChanged` tells what is looked for (QLineEdit's own)."""

    def __init__(self, theme: Theme, examples: str = "", name: str = "") -> None:
        super().__init__()
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.empty = Button(theme, "", "quiet", "close").tall(44)
        self.empty.setParent(self)
        self.empty.hide()
        self.empty.clicked.connect(self.clear)
        self.textChanged.connect(self._offer_emptying)
        self.set_examples(examples, name)
        self.wear(theme)

    def set_examples(self, examples: str, name: str, empty: str = "") -> None:
        """Show examples in the empty field, and name it for assistive technology."""
        self.setPlaceholderText(examples)
        self.setAccessibleName(name)
        self.empty.named(empty)

    def restyle(self) -> None:
        """Take fonts and colours of the look in force."""
        self.setFont(self.theme.font("small"))
        palette = self.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        lens = self.theme.grown(24)
        self.setTextMargins(lens + 38, 4, 56, 4)
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return 56 pixels of height, more for larger words."""
        return QSize(460, max(56, self.fontMetrics().height() + 24))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the emptying button at the trailing end."""
        super().resizeEvent(event)
        side = self.empty.sizeHint()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 6 if mirrored else self.width() - side.width() - 6
        self.empty.setGeometry(x, (self.height() - side.height()) // 2, side.width(), side.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill and the lens, then let Qt write the words."""
        painter = brush(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QPen(self.theme.color("control"), 1.6)
        paint_box(painter, rounded(rect, rect.height()), self.theme.color("surface"), edge)
        side = self.theme.grown(24)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = QPointF(self.width() - 22 - side if mirrored else 22, (self.height() - side) / 2)
        paint_icon(painter, "search", at, self.theme.color("text_soft"), side)
        if self.hasFocus():
            paint_focus(painter, self.theme, rect, rect.height() / 2)
        painter.end()
        super().paintEvent(event)

    def _offer_emptying(self, text: str) -> None:
        self.empty.setVisible(bool(text))
