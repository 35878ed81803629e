"""What stands over the picture to be touched: tools, views, the list of parts, the sheet and the panels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget

from anatomy_viewer.content.base import name_in
from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.beside_divider import Divider
from anatomy_viewer.ui.controls import Button
from anatomy_viewer.ui.direction import is_mirrored, place_of, put
from anatomy_viewer.ui.drawn.notice import notice_box
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.part_list import PartList
from anatomy_viewer.ui.part_offers import PartOffers
from anatomy_viewer.ui.prose import capital
from anatomy_viewer.ui.stage_beside import divider_x
from anatomy_viewer.ui.theme import LARGE_TEXT, Theme
from anatomy_viewer.ui.tool_rail import ToolRail
from anatomy_viewer.ui.tools.sheet import ToolSheet
from anatomy_viewer.ui.view_bar import ViewBar

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage import Stage

EDGE = 16
"""How far the things over the picture stand from its edges, px."""
NARROW = 420
"""A stage lower or narrower than this has no room for the rail, px."""
PANEL = 560
"""Widest panel at the picture's foot, at 100 % text."""
SIDE_PANEL = 360
LOW = 620
NARROW_BESIDE = 900
"""A stage lower, or with a panel at its side narrower, has room for a panel or a lens, not for both, px."""
ROOMY = 1000
"""From this width on two pictures beside each other leave room for the rail, px."""
SCALE_BAR = 150
"""What a panel at the foot leaves to the scale bar, px."""


class StageControls(QObject):
    """The widgets over the picture; the stage asks them to dress, to lay themselves out, and what is free."""

    def __init__(self, stage: Stage, theme: Theme) -> None:
        super().__init__(stage)
        self.stage, self.hands, self.session, self.theme = stage, stage.hands, stage.session, theme
        tools = list(self.hands.tools.values())
        self.rail = ToolRail(theme, tools)
        self.opener = Button(theme, "", "pill", "tools", "down").small(bold=True)
        self.opener.setCheckable(True)
        self.sheet = ToolSheet(theme, tools)
        self.parts = PartList(theme)
        self.views = ViewBar(theme, stage)
        self.offers = PartOffers(theme, self.hands)
        self.divider = Divider(theme)
        self.rescue = Button(theme, "", "pill", "home").small(bold=True)
        self.panel: QWidget | None = None
        self.lying = False
        """Whether the tools lie at the foot: the stage stands over the words."""
        self.rescue.hide()
        over = (
            self.offers,
            self.divider,
            self.rescue,
            self.rail,
            self.opener,
            self.parts,
            self.views,
            self.sheet,
        )
        for widget in over:
            widget.setParent(stage)
        self._connect()

    def _connect(self) -> None:
        """Let controls speak to the hands, and the hands to the session."""
        self.rail.tool_asked.connect(self._take_tool)
        self.rail.more_asked.connect(self._open_or_close)
        self.opener.clicked.connect(self._open_or_close)
        self.sheet.tool_asked.connect(self._take_from_sheet)
        self.sheet.dismissed.connect(self.close_sheet)
        self.parts.picked.connect(self.hands.use_held)
        self.parts.escaped.connect(self.hands.put_away)
        self.views.undo.undo_asked.connect(self.session.undo)
        self.views.undo.redo_asked.connect(self.session.redo)
        self.views.home_asked.connect(self.session.home)
        self.rescue.clicked.connect(self.session.home)
        self.views.view_asked.connect(self.session.look_from)
        self.divider.pushed.connect(self.session.set_divider)
        self.hands.clear_the_view = self._clear_the_view
        self.hands.list_asked.connect(self.parts.open_list)
        self.hands.used.connect(self._say_what_happened)

    def raise_all(self) -> None:
        """Bring everything above the drawing."""
        for widget in (*self._lasting(), self.panel, self.sheet):
            if widget is not None:
                widget.raise_()

    def _lasting(self) -> tuple[QWidget, ...]:
        """Return what is not in front of the picture for a while only."""
        return self.divider, self.rescue, self.rail, self.opener, self.parts, self.views

    # ---------------------------------------------------------------- what they say
    @property
    def plain(self) -> bool:
        """Whether nothing but "put it back" is wanted: a question is asked about the picture."""
        return self.stage.plain

    @property
    def folded(self) -> bool:
        """Whether the tools are one button."""
        small = min(self.stage.width(), self.stage.height()) < NARROW
        return self.theme.text_scale > LARGE_TEXT or small or self._halved

    @property
    def _halved(self) -> bool:
        """Whether the rail would take its place from one of two equal pictures that have none to spare."""
        return self._apart and not self.lying and self.stage.width() < ROOMY

    @property
    def _apart(self) -> bool:
        """Whether two pictures stand beside each other."""
        beside = self.session.scene.beside
        return beside is not None and beside.layout == "side"

    def dress(self, _: Translator) -> None:
        """Say everything in the language in force, and show what is chosen."""
        if self.plain:
            self.sheet.hide()
        self._dress_views(_)
        self.divider.show_beside(self.session.scene.beside, _)
        self.rail.set_direction(self.lying)
        self.rail.show_tools(_, self._rail_room(), not self.sheet.isHidden())
        self.rail.setVisible(not self.plain and not self.folded)
        self.opener.setText(_("Tools"))
        self.opener.setChecked(not self.sheet.isHidden())
        self.opener.setVisible(not self.plain and self.folded)
        self._dress_sheet(_)
        self._dress_panel(_)
        self._offer_list(_)

    def _dress_views(self, _: Translator) -> None:
        language, level, _text = self.session.words
        named = ((view.id, name_in(view.names, language, level, view.id)) for view in self.hands.model.views)
        views = [(key, capital(name)) for key, name in named]
        can_undo, can_redo = self.session.can_undo, self.session.can_redo
        self.views.undo.show_history(can_undo and not self.plain, can_redo and not self.plain, _)
        self.views.show_views([] if self.plain else views, self.session.view, _)

    def _dress_sheet(self, _: Translator) -> None:
        if self.sheet.isHidden():
            return
        beside = {key for key, button in self.rail.tools.items() if not button.isHidden()}
        self.sheet.show_tools(_, set() if self.folded else beside, self._between().width())

    def _dress_panel(self, _: Translator) -> None:
        """Show the panel of the tool in the hand, and no other."""
        held = self.hands.held
        wanted = held.panel() if held is not None and not self.plain else None
        if wanted is not self.panel and self.panel is not None:
            self._leave(self.panel)
        self.panel = wanted
        if held is None or wanted is None:
            return
        if wanted.parent() is not self.stage:
            wanted.setParent(self.stage)
            self._order_focus(wanted)
        held.refresh(_)
        wanted.show()
        wanted.raise_()

    def _order_focus(self, panel: QWidget) -> None:
        """Let Tab go from the picture through a panel; what closes it comes last."""
        no = Qt.FocusPolicy.NoFocus
        within = [each for each in panel.findChildren(QWidget) if each.focusPolicy() != no]
        within.sort(key=lambda each: each.property("closes") is True)
        for first, second in pairwise([self.stage, *within]):
            QWidget.setTabOrder(first, second)

    def _leave(self, panel: QWidget) -> None:
        """Hide a panel; the focus that was on it goes to the picture."""
        focus = self.stage.window().focusWidget()
        panel.hide()
        if focus is not None and panel.isAncestorOf(focus):
            self.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_list(self, _: Translator) -> None:
        """Offer the list of parts while a tool waits for one; the focus does not go with the button."""
        held = self.hands.held
        waits = held is not None and held.for_a_part and not self.plain
        if waits:
            self.parts.show_parts(self.session, _)
        elif self.stage.window().focusWidget() is self.parts:
            self.stage.setFocus()
        self.parts.setVisible(waits)

    def offer_rescue(self, lost: bool) -> None:
        """Offer at the picture's foot to put it back, where the organ is lost; nobody is forced."""
        if lost == self.rescue.isHidden():
            self.rescue.setText(self.stage.say("Put it back"))
            self.rescue.setVisible(lost)
            self._place_rescue()

    def _place_rescue(self) -> None:
        """Put it at the foot of the free place."""
        size, free = self.rescue.sizeHint(), self.free()
        at = QPointF(free.center().x() - size.width() / 2, free.bottom() - size.height() - 4)
        self.rescue.setGeometry(QRect(at.toPoint(), size))

    # ---------------------------------------------------------------- where they stand
    def lay_out(self) -> None:
        """Put everything in its place; nothing reaches over the edge."""
        rect = self.stage.rect()
        self.opener.adjustSize()
        put(self.opener, QRect(QPoint(EDGE, EDGE), self.opener.size()))
        folded = not self.opener.isHidden()
        taken = EDGE + self.opener.width() if folded else 0
        spare = 60 if not folded and not self.lying else 8
        room = rect.width() // 2 if self._apart else rect.width() - taken
        self.views.fit(room - 2 * EDGE - spare)
        size = self.views.sizeHint()
        put(self.views, QRect(QPoint(rect.width() - EDGE - size.width(), EDGE), size))
        self._place_rail()
        self._place_list()
        self._place_sheet()
        self._place_panel()
        self._place_rescue()
        self._place_divider()

    def _place_divider(self) -> None:
        """Put the handle on its line, in the middle of what is free of the picture."""
        self.divider.stand_at(divider_x(self.stage), self.free().center().y())

    @property
    def head(self) -> int:
        """Where what stands at the sides begins, px from the top."""
        return EDGE + self.views.sizeHint().height() + 8

    def _rail_room(self) -> int:
        """Return how long the rail may be, px."""
        return self.stage.width() if self.lying else self.stage.height() - self.head + 12

    def _place_rail(self) -> None:
        size, rect = self.rail.sizeHint(), self.stage.rect()
        if self.lying:
            beside_scale = max(-8, rect.width() - SCALE_BAR - size.width() + 16)
            left = min((rect.width() - size.width()) // 2, beside_scale)
            at = QPoint(left, rect.height() - size.height() + 2)
        else:
            room = rect.height() - self.head
            at = QPoint(2, self.head + max(-8, (room - size.height()) // 2 - 8))
        put(self.rail, QRect(at, size))

    def _place_list(self) -> None:
        """Put the list's button under the notice that says what the tool waits for."""
        notice = notice_box(self.theme, QRectF(self.stage.rect()), self.hands.hint(self.stage.say))
        size = self.parts.sizeHint()
        at = QPoint((self.stage.width() - size.width()) // 2, round(notice.bottom()) + 10)
        self.parts.setGeometry(QRect(at, size))

    def _between(self) -> QRect:
        """Return the place between the views above and the rail, as what floats over the picture may use it.

        Shadows may reach beyond it.
        """
        left, foot = -8, self.stage.height()
        if not self.rail.isHidden():
            if self.lying:
                foot = self.rail.y() + 16
            else:
                left = place_of(self.rail).right() - 20
        return QRect(QPoint(left, self.head - 12), QPoint(self.stage.width() + 8, foot))

    def _place_sheet(self) -> None:
        if self.sheet.isHidden():
            return
        room, wanted = self._between(), self.sheet.wanted()
        if wanted.height() > room.height():
            room.setTop(-10)  # the views make room: they are there again when a tool is chosen
        size = wanted.boundedTo(room.size())
        top = room.bottom() - size.height() if self.lying else room.top()
        put(self.sheet, QRect(QPoint(room.left(), top), size))

    def _place_panel(self) -> None:
        held = self.hands.held
        if self.panel is None or held is None:
            return
        room = self._between()
        if held.panel_place == "side":
            self._place_at_side(self.panel, room)
        else:
            self._place_at_foot(self.panel, room)

    def _place_at_foot(self, panel: QWidget, room: QRect) -> None:
        free = room.width() - (0 if self.lying else SCALE_BAR)
        widest = self.theme.grown(PANEL)
        width = min(widest, room.width(), max(free, min(widest, panel.minimumSizeHint().width())))
        least = panel.heightForWidth(width) if panel.hasHeightForWidth() else panel.sizeHint().height()
        height = min(room.height(), max(least, panel.minimumSizeHint().height()))
        left = room.left() + max(0, (free - width) // 2)
        put(panel, QRect(left, room.bottom() - height + (0 if self.lying else 4), width, height))

    def _place_at_side(self, panel: QWidget, room: QRect) -> None:
        width = min(self.theme.grown(SIDE_PANEL) + 32, room.width())
        if not self.lying:
            put(panel, QRect(room.left(), room.top(), width, room.height()))
            return
        width = room.width()
        height = min(room.height(), max(320, round(self.stage.height() * 0.5)))
        put(panel, QRect(room.left(), room.bottom() - height, width, height))

    @property
    def crowds(self) -> bool:
        """Whether a panel leaves no room for more than the organ."""
        held = self.hands.held
        if self.panel is None or held is None:
            return False
        at_foot = self.lying or held.panel_place == "foot"
        return self.stage.height() < LOW if at_foot else self.stage.width() < NARROW_BESIDE

    def panel_box(self) -> QRectF:
        """Return where the panel of the tool in the hand stands; empty where there is none."""
        return QRectF(self.panel.geometry()) if self.panel is not None else QRectF()

    def boxes(self) -> list[QRectF]:
        """Return what is taken on the stage, px: labels keep off it."""
        shown = (*self._lasting(), self.sheet, self.panel)
        return [QRectF(each.geometry()) for each in shown if each is not None and not each.isHidden()]

    def free(self) -> QRectF:
        """Return the part of the stage that is left to the organ, px."""
        free = QRectF(self.stage.rect()).adjusted(12, 12 + EDGE + self.views.height(), -12, -14)
        if not self.rail.isHidden():
            if self.lying:
                free.setBottom(self.rail.y() + 12)
            else:
                free.setLeft(place_of(self.rail).right() - 12)
        held = self.hands.held
        if self.panel is not None and held is not None:
            beside = held.panel_place == "side" and not self.lying
            if beside:
                free.setLeft(place_of(self.panel).right() - 12)
            else:
                free.setBottom(self.panel.y() + 12)
        if is_mirrored(self.stage):
            free.moveLeft(self.stage.width() - free.right())
        return free

    # ---------------------------------------------------------------- tools
    def _take_tool(self, tool: str) -> None:
        """Take a tool of the rail: pressed by a key, its part is chosen by keys too."""
        by_key = self.rail.tools[tool].rings
        (self.hands.take_by_key if by_key else self.hands.take)(tool)

    def _open_or_close(self) -> None:
        if self.close_sheet():
            return
        sender = self.opener if self.folded else self.rail.tools["more"]
        by_key = sender.rings
        self.sheet.show()
        self.stage.dress_anew()
        self.sheet.raise_()
        announce(self.sheet, self.sheet.accessibleName())
        if by_key and self.sheet.shown:
            self.sheet.shown[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _clear_the_view(self) -> bool:
        """Close what lies over the picture, or end a way into another model; return whether there was any."""
        if self.session.scene.journey is not None:
            self.session.arrive()
            return True
        return self.close_sheet()

    def close_sheet(self) -> bool:
        """Close the sheet of tools; return whether it was open. The focus goes back to what opened it."""
        if self.sheet.isHidden():
            return False
        focus = self.stage.window().focusWidget()
        inside = focus is not None and self.sheet.isAncestorOf(focus)
        self.sheet.hide()
        if inside:
            opener = self.opener if self.folded else self.rail.tools["more"]
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stage.dress_anew()
        return True

    def _take_from_sheet(self, tool: str) -> None:
        by_key = self.sheet.tiles[tool].rings
        self.close_sheet()
        (self.hands.take_by_key if by_key else self.hands.take)(tool)

    def _say_what_happened(self, tool: str, part: str) -> None:
        announce(self.stage, self.hands.tools[tool].told(part, self.stage.say))
