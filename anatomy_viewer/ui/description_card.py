"""What the picture shows, in words to read: opened in place beside it, true as long as it is open."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.controls import Button, Card, Text, row
from anatomy_viewer.ui.description import Description
from anatomy_viewer.ui.theme import Theme


class DescriptionCard(Card):
    """The description of the picture; it closes by its button, by Escape, or by asking again."""

    def __init__(self, theme: Theme, description: Description) -> None:
        super().__init__(theme, "accent_soft", "control", 14)
        self.flat()
        self.description = description
        self.title = Text(theme, "", "small").bold()
        self.words = Text(theme, "", "small")
        self.read = Button(theme, "", "link", "sound").small(bold=True).left()
        self.close_button = Button(theme, "", "quiet", "close").tall(theme.target("minimum"))
        self.read.clicked.connect(description.read_aloud)
        self.close_button.clicked.connect(description.close)
        self.body.setSpacing(4)
        self.body.addWidget(row((self.title, 1), self.close_button, gap=8))
        self.body.addWidget(self.words)
        self.body.addWidget(row(self.read, None))
        self.hide()

    def tell(self, _: Translator) -> None:
        """Show the words in force, or nothing where nobody asked."""
        description = self.description
        self.setVisible(description.is_open)
        if not description.is_open:
            return
        title = _("What the picture shows now.").rstrip(".")
        self.title.set_words(title)
        sentences = description.sentences or (description.words,)
        self.words.set_words("<br>".join(escape(sentence, quote=False) for sentence in sentences))
        self.read.setVisible(description.can_be_heard)
        self.read.setText(_("Stop reading") if description.is_read else _("Read aloud"))
        self.read.set_icon("stop" if description.is_read else "sound")
        self.close_button.named(_("Close"))
        self.setAccessibleName(f"{title}: {description.words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.description.close()
            return
        super().keyPressEvent(event)
