"""The sheet of tools: large tiles over the picture's side, for everything that is not on the rail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Heading, Scroller, Tool, row
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, paint_icon, rounded
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.base import StageTool

TILE = QSize(116, 96)
GAP = 8
MOST_COLUMNS = 5
STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class Tile(Tool):
    """A tool as a large tile: its icon over its name, which may take two lines."""

    def sizeHint(self) -> QSize:
        """Return 116 by 96 pixels, more for longer or larger words."""
        metrics = QFontMetrics(self.theme.font("label", True))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        width = max(TILE.width(), longest + 20)
        return QSize(width, max(TILE.height(), self.theme.grown(32) + 2 * metrics.height() + 24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile, the icon and the words."""
        painter = brush(self)
        theme, on = self.theme, self.isCheckable() and self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = "accent" if on else "line" if self.underMouse() or self.isDown() else "well"
        paint_box(painter, rounded(box, theme.radius("control")), theme.color(fill))
        ink = theme.color("on_accent" if on else "text")
        side = theme.grown(32)
        paint_icon(painter, self.icon_name, QPointF(box.center().x() - side / 2, box.top() + 10), ink, side)
        painter.setPen(ink)
        painter.setFont(theme.font("label", on))
        words = QRectF(box.left() + 6, box.top() + side + 12, box.width() - 12, box.height() - side - 16)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self.text())
        if self.rings:
            paint_focus(painter, theme, box, theme.radius("control"))
        painter.end()


class ToolSheet(Card):
    """The tools that are not on the rail, as a card over the picture; Escape or its button closes it.

    Signals:
        tool_asked: a tool was chosen, by id.
        dismissed: it is to go away.
    """

    tool_asked = Signal(str)
    dismissed = Signal()

    def __init__(self, theme: Theme, tools: Sequence[StageTool]) -> None:
        super().__init__(theme, "surface", "card", 14)
        self.floating()
        self._kinds = [tool for tool in tools if tool.place != "offer"]
        self.tiles = {tool.id: Tile(theme, tool.icon, "") for tool in self._kinds}
        self.title = Heading(theme, "", "lead")
        self.close_button = Button(theme, "", "well", "close").tall(48)
        self.close_button.clicked.connect(self.dismissed)
        self.body.addWidget(row((self.title, 1), self.close_button))
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.scroller = Scroller(theme, holder)
        self.body.addWidget(self.scroller, 1)
        self._columns = 3
        for key, tile in self.tiles.items():
            tile.setParent(holder)
            tile.setProperty("key", key)
            tile.clicked.connect(self._ask)
        self.hide()

    def show_tools(self, _: Translator, beside: set[str], width: int) -> None:
        """Show the tools that are offered and not `beside` the picture already, in a sheet of a width, px."""
        self.title.set_words(_("Tools"))
        self.setAccessibleName(_("Tools"))
        self.close_button.named(_("Close"))
        for tool in self._kinds:
            tile = self.tiles[tool.id]
            tile.setText(tool.name(_))
            tile.setCheckable(tool.holds or tool.is_on)
            tile.setChecked(tool.is_on)
            tile.setVisible(tool.is_offered and tool.id not in beside)
        self._columns = self._columns_for(width)
        for place, tile in enumerate(self.shown):
            self._grid.addWidget(tile, place // self._columns, place % self._columns)

    def _columns_for(self, width: int) -> int:
        """Return how many tiles stand side by side: as many as fit, with rows about equally long."""
        count, inner = len(self.shown), width - 2 * (self.margin + self.padding) - 14
        widest = max((tile.sizeHint().width() for tile in self.shown), default=TILE.width())
        fit = max(1, min(MOST_COLUMNS, (inner + GAP) // (widest + GAP)))
        rows = max(1, -(-count // fit))
        return max(1, -(-count // rows))

    @property
    def shown(self) -> list[Tile]:
        """The tiles that show, in their order."""
        return [tile for tile in self.tiles.values() if not tile.isHidden()]

    def wanted(self) -> QSize:
        """Return the size that shows every tile."""
        hints = [tile.sizeHint() for tile in self.shown] or [TILE]
        width, height = max(hint.width() for hint in hints), max(hint.height() for hint in hints)
        rows, inset = -(-len(hints) // self._columns), 2 * (self.margin + self.padding)
        head = self.close_button.sizeHint().height() + self.body.spacing()
        tall = head + rows * (height + GAP) - GAP + inset + 4
        return QSize(self._columns * (width + GAP) - GAP + inset + 14, tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; walk the tiles with the arrows."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        shown = self.shown
        focused = next((index for index, tile in enumerate(shown) if tile.hasFocus()), None)
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        wanted = focused + step[0] * self._columns + step[1]
        if 0 <= wanted < len(shown):
            shown[wanted].setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.ensureWidgetVisible(shown[wanted], 0, 20)

    def _ask(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.tool_asked.emit(str(sender.property("key")))
