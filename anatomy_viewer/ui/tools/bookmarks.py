"""Kept views: pictures of the lesson to come back to, each with a small picture of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPixmap

from anatomy_viewer.locale import Translator
from anatomy_viewer.scene.choices import Bookmark
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.tools.panel import PanelTool, ToolPanel

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

THUMBNAIL = QSize(264, 176)
"""The size that small pictures are kept in, px."""


class Bookmarks(PanelTool):
    """Keeps views and goes back to them."""

    id, icon, key, panel_place = "bookmarks", "bookmark", "B", "side"

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._pictures: list[tuple[Bookmark, QPixmap]] = []
        """By the whole value: ids may come again, and a view that was dropped may be taken back."""

    def name(self, _: Translator) -> str:
        """Return "Kept views"."""
        return _("Kept views")

    def make_panel(self) -> ToolPanel:
        """Return the kept views with their pictures."""
        from anatomy_viewer.ui.bookmarks_panel import BookmarksPanel  # not needed for the first picture

        self.views = BookmarksPanel(self.theme)
        self.views.keep_asked.connect(self.keep)
        self.views.picked.connect(self.session.go_to)
        self.views.dropped.connect(self.session.drop_bookmark)
        return self.views

    def take_focus(self) -> None:
        """Let Enter keep the view at once."""
        self.views.keep.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_state(self, _: Translator) -> None:
        """Show every kept view."""
        marks = self.session.choices.bookmarks
        self.views.show_views([(mark, self.picture_of(mark)) for mark in marks], _)

    def picture_of(self, mark: Bookmark) -> QPixmap | None:
        """Return the small picture of a kept view; None where none was made."""
        return next((picture for kept, picture in self._pictures if kept == mark), None)

    def keep(self) -> None:
        """Keep the view that shows now, with a picture of it."""
        picture = self._picture()
        mark = self.session.bookmark()
        self._pictures.append((mark, picture))
        self.hands.changed.emit()
        announce(self.stage, self.stage.say("Kept: {name}").format(name=mark.name))

    def _picture(self) -> QPixmap:
        """Return the picture in the viewport, made small around the organ."""
        whole = self.stage.viewport.grab()
        free = self.stage.controls.free().toRect()
        ratio = whole.devicePixelRatio()
        cut = QRect(free.topLeft() * ratio, free.size() * ratio).intersected(whole.rect())
        fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        small = whole.copy(cut).scaled(THUMBNAIL * ratio, fill, Qt.TransformationMode.SmoothTransformation)
        size = THUMBNAIL * ratio
        left, top = (small.width() - size.width()) // 2, (small.height() - size.height()) // 2
        return small.copy(QRect(left, top, size.width(), size.height()))
