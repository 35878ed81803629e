"""The card of a tool that is in the hand: what it is, what to do, and its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Item, Text, column, row
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.tools.base import StageTool

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands


class ToolPanel(Card):
    """A card over the picture with a tool's name, its hint and, below, what `add` puts there.

    Signals:
        closed: its button or Escape was pressed; the tool is to be put away.
    """

    closed = Signal()

    def __init__(self, theme: Theme, *beside: Item) -> None:
        super().__init__(theme, "surface", "card", 14)
        self.floating()
        self.body.setSpacing(8)
        self.title = Text(theme, "", "small").bold()
        self.hint = Text(theme, "", "label", "text_soft")
        self.close_button = Button(theme, "", "well", "close").tall(44)
        self.close_button.clicked.connect(self.closed)
        self.close_button.setProperty("closes", True)
        self.has_head = not beside
        """Whether it says name and hint; else the controls `beside` stand there."""
        head: tuple[Item, ...] = beside or ((column(self.title, self.hint, gap=2), 1),)
        self.body.addWidget(row(*head, self.close_button, gap=6))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something below what is there."""
        self.body.addWidget(widget, stretch)

    def say(self, title: str, hint: str, _: Translator) -> None:
        """Name the panel and say what to do, in the language in force."""
        self.title.set_words(title)
        self.hint.set_words(hint)
        self.hint.setVisible(bool(hint) and self.has_head)
        self.close_button.named(_("Close"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that cuts nothing."""
        return super().minimumSizeHint().expandedTo(QSize(300, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the tool away by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


class PanelTool(StageTool):
    """A tool that holds and shows a panel of its own, made when it is first taken."""

    holds = True

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._panel: ToolPanel | None = None

    def panel(self) -> ToolPanel:
        """Return the card with its choices."""
        if self._panel is None:
            self._panel = self.make_panel()
            self._panel.closed.connect(self.leave)
        return self._panel

    def make_panel(self) -> ToolPanel:
        """Return the card, filled; called once."""
        raise NotImplementedError(f"{type(self).__name__} makes no panel")

    @property
    def hints_over_picture(self) -> bool:
        """Whether its panel has no head to say the hint in, and the picture has room for it."""
        return not self.panel().has_head and not self.stage.controls.crowds

    def refresh(self, _: Translator) -> None:
        """Say name, hint and state in the language in force."""
        self.panel().say(self.name(_), self.hint(_), _)
        self.show_state(_)

    def show_state(self, _: Translator) -> None:
        """Show what the session says in the panel."""

    def leave(self) -> None:
        """Put the tool away: the panel was closed."""
        self.hands.hold(None)
