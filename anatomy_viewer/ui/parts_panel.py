"""The panel of parts: a search field over the tree of all parts, each with an eye to hide or show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.part_search import Node, search_parts, tree_of
from anatomy_viewer.scene.parts import covers
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import SearchField, Text, Themed
from anatomy_viewer.ui.controls.card import scroll_bar_style
from anatomy_viewer.ui.painting import paint_box, paint_focus, paint_icon, rounded
from anatomy_viewer.ui.prose import capital
from anatomy_viewer.ui.teaching import part_name
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.panel import ToolPanel

ROW = 48
EYE = 48
"""Width of the place at a row's end where the eye is touched, px."""
ARROW = 30
"""Width of the place before a name where a group is opened, px."""
INDENT = 18
ID = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class PartsPanel(ToolPanel):
    """All parts of the model, to be found, shown, hidden and gone to.

    Signals:
        picked: a part was chosen, by id.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme)
        self.session = session
        self.field = SearchField(theme)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._take_first)
        self.tree = PartTree(theme)
        self.tree.chosen.connect(self._choose)
        self.tree.eye_pressed.connect(self._show_or_hide)
        self.nothing = Text(theme, "", "small", "text_soft")
        self.add(self.field)
        self.add(self.nothing)
        self.add(self.tree, 1)
        self._shown: object = None

    def show_parts(self, _: Translator) -> None:
        """Show the parts in the words of the lesson; rows are made anew only where words or model differ."""
        language, level, _text = self.session.words
        self.field.set_examples(_("Name or code"), _("Find a part"), _("Empty the field"))
        self.tree.setAccessibleName(_("Parts"))
        self.tree.setHeaderLabel(_("Parts"))  # nobody sees it, but it is read out
        self.tree.setAccessibleDescription(_("Enter goes to a part, Space shows or hides it."))
        self.nothing.set_words(_("No part is called that."))
        model = self.session.model
        key = (model.id, language, level, self.field.text())
        if key != self._shown:
            self._shown = key
            self._fill()
        self.tree.show_seen(self._seen())

    def _seen(self) -> set[str]:
        parts = self.session.scene.stage.parts
        return {part for part, state in parts.items() if state.visible}

    def _listed(self) -> set[str]:
        """Return the parts that can be shown at all: those of a lesson only while it shows them."""
        model = self.session.model
        seen = self._seen()
        return {part.id for part in model.parts if not part.hidden or part.id in seen}

    def _fill(self) -> None:
        language, level, _text = self.session.words
        model = self.session.model
        listed, asked = self._listed(), self.field.text().strip()
        if asked:
            found = [part for part in search_parts(model, asked, language, level) if part in listed]
            self.tree.fill([Node(part, part_name(self.session, part), True) for part in found], listed)
        else:
            self.tree.fill(list(tree_of(model, language, level)), listed)
        self.nothing.setVisible(not self.tree.topLevelItemCount())

    def _search(self, _text: str) -> None:
        self._shown = None
        self._fill()
        self.tree.show_seen(self._seen())

    def _take_first(self) -> None:
        """Go to the best match by Enter in the field."""
        item = self.tree.topLevelItem(0)
        if item is not None and self.field.text().strip():
            self._choose(str(item.data(0, ID)))

    def _choose(self, path: str) -> None:
        parts = self.session.scene.stage.parts
        part = path if path in parts else next((each for each in parts if covers(path, each)), "")
        if part:
            self.picked.emit(part)

    def _show_or_hide(self, path: str) -> None:
        seen = any(covers(path, part) for part in self._seen())
        (self.session.hide if seen else self.session.show)(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the field into the tree by Down."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class PartTree(Themed, QTreeWidget):
    """The tree of parts. A row's check state is its eye: assistive technology sees which parts are shown.

    Signals:
        chosen: a row was touched or Enter pressed on it, by path.
        eye_pressed: its eye was touched or Space pressed on it, by path.
    """

    chosen = Signal(str)
    eye_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(INDENT)
        self.setRootIsDecorated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(PartRow(self))
        self.setExpandsOnDoubleClick(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.wear(theme)

    def restyle(self) -> None:
        """Take fonts and colours of the look in force."""
        self.setFont(self.theme.font("small"))
        palette = self.theme.palette()
        palette.setColor(QPalette.ColorRole.Base, self.theme.color("surface"))
        self.setPalette(palette)
        self.verticalScrollBar().setStyleSheet(scroll_bar_style(self.theme))
        super().restyle()

    def fill(self, nodes: list[Node], listed: set[str]) -> None:
        """List these nodes, without what cannot be shown."""
        self.clear()
        for item in _items(nodes, listed):
            self.addTopLevelItem(item)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def show_seen(self, seen: set[str]) -> None:
        """Show by the eyes which parts are seen: all of a group, some, or none."""
        self.blockSignals(True)
        for item in _all_items(self):
            below = [str(each.data(0, ID)) for each in _leaves(item)]
            count = sum(part in seen for part in below)
            states = Qt.CheckState
            some = states.PartiallyChecked if count else states.Unchecked
            item.setCheckState(0, states.Checked if count == len(below) else some)
        self.blockSignals(False)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a group by its arrow, press an eye, or choose the row."""
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        box = self.visualItemRect(item)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = event.position().x()
        from_start = box.right() - x if mirrored else x - box.left()
        from_end = x - box.left() if mirrored else box.right() - x
        if from_end < EYE:
            self.eye_pressed.emit(str(item.data(0, ID)))
        elif item.childCount() and from_start < ARROW + 12:
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(str(item.data(0, ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a part by Enter, show or hide it by Space; Qt's tree knows the arrows and the letters."""
        self.ringed = True
        item, key = self.currentItem(), event.key()
        if item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(str(item.data(0, ID)))
        elif item is not None and key == Qt.Key.Key_Space:
            self.eye_pressed.emit(str(item.data(0, ID)))
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PartRow(QStyledItemDelegate):
    """Paints a row: the arrow of a group, the name, the eye."""

    def __init__(self, tree: PartTree) -> None:
        super().__init__(tree)
        self.tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return rows large enough for a finger."""
        return QSize(200, max(ROW, 2 * self.tree.fontMetrics().height() + 8))

    def editorEvent(self, event: QEvent, *_rest: Any) -> bool:
        """Leave clicks to the tree: the eye lies elsewhere than Qt's check box."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        theme, tree = self.tree.theme, self.tree
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            paint_box(painter, rounded(box, theme.radius("control")), theme.color("accent_soft"))
        mirrored = tree.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._paint_icons(painter, box, index, mirrored)
        seen = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Unchecked.value
        painter.setPen(theme.color("text" if seen else "text_soft"))
        painter.setFont(theme.font("small", current))
        words = box.adjusted(EYE, 0, -ARROW, 0) if mirrored else box.adjusted(ARROW, 0, -EYE, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        flags |= Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(flags), str(index.data()))
        if current and tree.rings:
            paint_focus(painter, theme, box, theme.radius("control"))
        painter.restore()

    def _paint_icons(self, painter: QPainter, box: QRectF, index: Index, mirrored: bool) -> None:
        theme, middle = self.tree.theme, box.center().y()
        item = self.tree.itemFromIndex(index)
        start = box.right() - 24 if mirrored else box.left() + 4
        if item.childCount():
            arrow = "down" if item.isExpanded() else "back" if mirrored else "next"
            side = theme.grown(20)
            paint_icon(painter, arrow, QPointF(start, middle - side / 2), theme.color("text_soft"), side)
        hidden = item.checkState(0) == Qt.CheckState.Unchecked
        end = box.left() + 12 if mirrored else box.right() - EYE + 12
        tone = "text_soft" if hidden else "text"
        side = theme.grown(24)
        at = QPointF(end + 12 - side / 2, middle - side / 2)
        paint_icon(painter, "hide" if hidden else "eye", at, theme.color(tone), side)


def _items(nodes: list[Node] | tuple[Node, ...], listed: set[str]) -> Iterator[QTreeWidgetItem]:
    for node in nodes:
        children = list(_items(node.children, listed))
        if node.id not in listed and not children:
            continue
        item = QTreeWidgetItem([capital(node.name)])
        item.setData(0, ID, node.id)
        item.addChildren(children)
        yield item


def _all_items(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        if item is not None:
            yield from _below(item)


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    yield item
    for place in range(item.childCount()):
        child = item.child(place)
        if child is not None:
            yield from _below(child)


def _leaves(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Return what a row holds: itself, or all rows below it that hold no others."""
    return [each for each in _below(item) if not each.childCount()]
