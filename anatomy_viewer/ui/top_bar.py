"""The bar over a lesson: back to the lessons, its name, how hard the words are, language, your details."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from anatomy_viewer.content.base import name_in
from anatomy_viewer.locale import LANGUAGES, Translator
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Badge, Button, MenuButton, Text
from anatomy_viewer.ui.theme import Theme

GAP = 8


def level_words(_: Translator) -> dict[str, str]:
    """Return what each level is called."""
    return {"plain": _("Plain words"), "standard": _("Everyday words"), "detailed": _("Medical words")}


class TopBar(QWidget):
    """Folds step by step where the window is narrow or the words are large; no word is ever cut.

    Signals:
        library_asked, details_asked: go to another page.
    """

    library_asked = Signal()
    details_asked = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.library = Button(theme, "", "quiet", "back").small(bold=True)
        self.name = Text(theme, "", "small", "text_soft").one_line()
        self.draft = Badge(theme, "")
        self.level = MenuButton(theme, "words")
        self.language = MenuButton(theme, "globe")
        self.details = Button(theme, "", "well", "person").small()
        self._long_draft = self._short_draft = ""
        self._lay_out()
        self.library.clicked.connect(self.library_asked)
        self.details.clicked.connect(self.details_asked)
        self.level.picked.connect(lambda key: session.set_audience(level=key))
        self.language.picked.connect(lambda key: session.set_audience(language=key))
        theme.changed.connect(self._fold)

    def show_lesson(self, _: Translator) -> None:
        """Say where we are, in the language and at the level in force."""
        session = self._session
        language, level, _text = session.words
        self.library.setText(_("All lessons"))
        self.name.set_words(name_in(session.entry.about.names, language, level, session.title))
        self._short_draft, self._long_draft = _("Draft"), _("Draft: not reviewed by a clinician")
        self.draft.setVisible(session.pack.info.is_draft)
        self.draft.setAccessibleName(self._long_draft)
        self.draft.setToolTip(self._long_draft)
        levels = level_words(_)
        self.level.name, self.language.name = _("Words"), _("Language")
        self.level.set_choices([(key, levels[key]) for key in session.lesson.levels], level)
        tags = session.lesson.languages
        self.language.set_choices([(tag, LANGUAGES.get(tag, tag)) for tag in tags], language)
        self.details.setText(_("Your details"))
        self._fold()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        groups = ((self.library,), (self.name, self.draft), (self.level, self.language, self.details))
        for group in groups:
            if group is not groups[0]:
                layout.addStretch(1)
            for widget in group:
                layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _fold(self) -> None:
        """Show as much as fits: first the long draft sentence goes, then words of buttons, then the name."""
        self._unfold()
        for fold in self._folds():
            if self._needed() <= self.width():
                break
            fold()
        self.updateGeometry()

    def _unfold(self) -> None:
        for button in (self.library, self.level, self.language, self.details):
            button.set_folded(False)
        self.draft.setText(self._long_draft)
        self.draft.updateGeometry()
        self.name.setVisible(True)

    def _folds(self) -> list[Callable[[], None]]:
        return [
            lambda: self.draft.setText(self._short_draft),
            lambda: self.library.set_folded(True),
            lambda: self.details.set_folded(True),
            lambda: self.level.set_folded(True),
            lambda: self.language.set_folded(True),
            lambda: self.name.setVisible(False),
        ]

    def _needed(self) -> int:
        buttons = (self.library, self.level, self.language, self.details)
        width = sum(button.sizeHint().width() for button in buttons) + 7 * GAP
        if not self.draft.isHidden():
            width += self.draft.sizeHint().width()
        if not self.name.isHidden():
            metrics = QFontMetrics(self._theme.font("small"))
            width += metrics.horizontalAdvance(self.name.words) + 4
        return width

    def sizeHint(self) -> QSize:
        """Return the height of the buttons; any width will do."""
        return QSize(400, self.level.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a narrow bar: it folds."""
        return QSize(200, self.level.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold anew."""
        super().resizeEvent(event)
        self._fold()
