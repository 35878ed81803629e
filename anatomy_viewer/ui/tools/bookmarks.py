"""Kept views: pictures of the lesson to come back to, each with a small picture of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from anatomy_viewer.content.base import name_in
from anatomy_viewer.locale import Translator
from anatomy_viewer.render.picture import PictureStyle, render_image
from anatomy_viewer.scene.choices import Bookmark
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.prose import capital
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
        known = next((picture for kept, picture in self._pictures if kept == mark), None)
        return known if known is not None else self._drawn(mark)

    def _drawn(self, mark: Bookmark) -> QPixmap | None:
        """Draw a view that was kept otherwise than here; None while its model is not read."""
        choices = self.session.choices
        seen = replace(mark.choices, findings=choices.findings, audience=choices.audience)
        stage = compose(self.session.content, seen, self.session.clock.now()).stage
        if not self.stage.is_ready(stage.models):
            return None
        theme, gentle = self.theme, choices.audience.gentle
        ground = (theme.rgb("stage_top"), theme.rgb("stage_mid"), theme.rgb("stage_bottom"))
        size = (THUMBNAIL.width(), THUMBNAIL.height())
        style = PictureStyle(ground, level=1, oversampling=1, gentle=gentle)
        pixels = np.ascontiguousarray(render_image(stage, size, self.stage.picture.store, style))
        image = QImage(pixels.data, *size, size[0] * 4, QImage.Format.Format_RGBA8888)
        picture = QPixmap.fromImage(image)
        self._pictures.append((mark, picture))
        return picture

    def keep(self) -> None:
        """Keep the view that shows now, with a picture of it."""
        picture = self._picture()
        mark = self.session.bookmark(self._title())
        self._pictures.append((mark, picture))
        self.hands.changed.emit()
        announce(self.stage, self.stage.say("Kept: {name}").format(name=mark.name))

    def _title(self) -> str:
        """Return what the view is called: its own name, or a number."""
        language, level, _text = self.session.words
        named = {view.id: view.names for view in self.hands.model.views}
        number = self.stage.say("View {number}").format(number=len(self.session.choices.bookmarks) + 1)
        return capital(name_in(named.get(self.session.view, {}), language, level, number))

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
