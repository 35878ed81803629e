"""The panel of kept views: a button to keep this one, and a tile for each with its picture and name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.choices import Bookmark
from anatomy_viewer.ui.controls import Button, Scroller, Text, Themed, row
from anatomy_viewer.ui.painting import brush, paint_box, paint_focus, paint_icon, rounded
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.panel import ToolPanel

PICTURE = QSize(132, 88)
"""How large a small picture is shown, px."""


class BookmarksPanel(ToolPanel):
    """The kept views of this visit.

    Signals:
        keep_asked: the view that shows now is to be kept.
        picked: a kept view was chosen, by id.
        dropped: a kept view is to be kept no longer, by id.
    """

    keep_asked = Signal()
    picked = Signal(str)
    dropped = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.keep = Button(theme, "", "primary", "bookmark").tall(52)
        self.keep.clicked.connect(self.keep_asked)
        self.nothing = Text(theme, "", "small", "text_soft")
        self.add(self.keep)
        self.add(self.nothing)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.add(Scroller(theme, holder, 14), 1)
        self.tiles: dict[str, ViewTile] = {}
        self._rows: dict[str, QWidget] = {}

    def show_views(self, marks: Sequence[tuple[Bookmark, QPixmap | None]], _: Translator) -> None:
        """Show these views and their pictures, in the order in which they were kept."""
        self.keep.setText(_("Keep this view"))
        self.nothing.set_words(_("Keep a view to come back to it in this visit."))
        self.nothing.setVisible(not marks)
        kept = {mark.id for mark, _picture in marks}
        for gone in [id for id in self._rows if id not in kept]:
            self._rows.pop(gone).deleteLater()
            del self.tiles[gone]
        for mark, picture in marks:
            if mark.id not in self._rows:
                self._add(mark.id)
            self.tiles[mark.id].show_view(mark.name, picture)
            drop = self._rows[mark.id].findChild(Button)
            if drop is not None:
                drop.named(_("Keep no longer: {name}").format(name=mark.name))

    def _add(self, id: str) -> None:
        tile, drop = ViewTile(self.theme), Button(self.theme, "", "well", "trash").tall(48)
        tile.clicked.connect(lambda: self.picked.emit(id))
        tile.dropped.connect(lambda: self.dropped.emit(id))
        drop.clicked.connect(lambda: self.dropped.emit(id))
        self.tiles[id] = tile
        self._rows[id] = row((tile, 1), drop, gap=6)
        self._column.insertWidget(self._column.count() - 1, self._rows[id])


class ViewTile(Themed, QAbstractButton):
    """A kept view: its picture and its name.

    Signals:
        dropped: Delete was pressed on it.
    """

    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_view(self, name: str, picture: QPixmap | None) -> None:
        """Show a view's name and, where there is one, its picture."""
        self.setText(name)
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Return the picture's height, and room for a name beside it."""
        metrics = QFontMetrics(self.theme.font("small"))
        return QSize(PICTURE.width() + 110, max(PICTURE.height() + 16, 3 * metrics.height() + 16))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a name may take three lines."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Return too; Delete keeps it no longer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ringed = True
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and the name."""
        painter = brush(self)
        theme, box = self.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = theme.radius("control")
        fill = theme.color("line" if self.underMouse() or self.isDown() else "well")
        paint_box(painter, rounded(box, radius), fill)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = box.right() - PICTURE.width() - 8 if mirrored else box.left() + 8
        place = QRectF(left, box.center().y() - PICTURE.height() / 2, PICTURE.width(), PICTURE.height())
        self._paint_picture(painter, place)
        words = box.adjusted(8, 4, -PICTURE.width() - 18, -4)
        if not mirrored:
            words = box.adjusted(PICTURE.width() + 18, 4, -8, -4)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        flags |= Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(flags), self.text())
        if self.rings:
            paint_focus(painter, theme, box, radius)
        painter.end()

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        theme, shape = self.theme, rounded(place, self.theme.radius("control") - 4)
        painter.save()
        painter.setClipPath(shape)
        if self._picture is not None:
            painter.drawPixmap(place.toRect(), self._picture)
        else:
            paint_icon(painter, "bookmark", place.center(), theme.color("text_soft"), 24)
        painter.restore()
        paint_box(painter, shape, None, QPen(theme.color("control"), 1))
