"""Lets a lesson wait for its organs on a page of the window, and opens it when they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from anatomy_viewer.content.built import expected_glb
from anatomy_viewer.content.entry import Entry
from anatomy_viewer.locale import Translator
from anatomy_viewer.ui.message import Message
from anatomy_viewer.ui.workshop import Workshop

if TYPE_CHECKING:
    from anatomy_viewer.ui.preparation import Preparation
    from anatomy_viewer.ui.window import MainWindow


class Waiting(QObject):
    """Stands between the wish for a lesson and its page: a lesson is entered once its organs are built.

    Who goes back to all lessons is not called away from there; the organs are built all the same.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.workshop = Workshop(lambda: self.window.library.models, self)
        self.workshop.moved_on.connect(self._move_on)
        self.workshop.built.connect(self._take_in)
        self.workshop.failed.connect(self._look)
        self.page: Preparation | None = None
        self._wish: tuple[str, str] | None = None
        self._count = 1
        window.pages.currentChanged.connect(self._look)

    def open(self, entry_id: str, step_id: str = "") -> None:
        """Show an entry of the library, at a step where one is named, now or when its organs are there."""
        entry = self.window.library.entry(entry_id)
        lacking = self.workshop.lacking(entry.pack.lesson.models) if entry else []
        if entry is None or not lacking:
            self._enter(entry_id, step_id)
            return
        self._wish, self._count = (entry_id, step_id), len(lacking)
        page = self._page()
        page.begin()
        self.retranslate()
        self.window.show_page(page)
        self.workshop.build(lacking)

    def retranslate(self) -> None:
        """Say what is waited for in the language and at the level in force."""
        entry, audience = self._entry(), self.window.session.choices.audience
        if self.page is not None and entry is not None:
            self.page.retranslate(entry.title(audience.language, audience.level), self.window.say)

    def has_organs(self, entry: Entry) -> bool:
        """Return whether a lesson's pictures can be drawn now."""
        return not self.workshop.lacking(entry.pack.lesson.models)

    def complaint(self) -> Message | None:
        """Return what to tell of the open lesson's organs; None where all of them could be made."""
        if not self.window.session.is_open:
            return None
        complaints, models = self.workshop.complaints, self.window.session.lesson.models
        told = [no_organs(complaints[model], self.window.say) for model in models if model in complaints]
        return told[0] if told else None

    def _page(self) -> Preparation:
        if self.page is None:
            from anatomy_viewer.ui.preparation import Preparation  # most starts never need it

            self.page = Preparation(self.window.theme)
            self.page.left.connect(self.window.show_library)
            self.window.pages.addWidget(self.page)
        return self.page

    def _enter(self, entry_id: str, step_id: str) -> None:
        self._wish = None
        self.window.enter_lesson(entry_id, step_id)
        complaint = self.complaint()
        if complaint is not None:
            self.window.tell(complaint)

    def _move_on(self, model_id: str, share: float) -> None:
        lacking = self._lacking()
        if self.page is not None and model_id in lacking:
            self.page.tell((self._count - len(lacking) + share) / self._count)

    def _lacking(self) -> list[str]:
        """Return the models for which somebody waits."""
        entry = self._entry()
        return self.workshop.lacking(entry.pack.lesson.models) if entry else []

    def _entry(self) -> Entry | None:
        return self.window.library.entry(self._wish[0]) if self._wish else None

    def _take_in(self, model_id: str) -> None:
        """Let the pages know of a model that is there now."""
        model, shown = self.window.library.models[model_id], self.window.lesson_page
        if shown is not None:
            shown.stage.picture.store.add(model, expected_glb(model))
        self.window.draw_cards()
        self._look()

    def _look(self, _changed: object = None) -> None:
        """Enter the lesson that waits, if its page shows and nothing is missing any longer."""
        if self._wish is None or self.page is None or self.window.pages.currentWidget() is not self.page:
            return
        if not self._lacking():
            self._enter(*self._wish)


def no_organs(why: str, say: Translator) -> Message:
    """Return what to tell of a lesson whose organs could not be built."""
    sorry = say(
        "The organs could not be made ready. Start the app again; if it happens again, run: {command}"
    )
    words = say("You can read and hear the words.")
    return Message(sorry.format(command="anatomy-viewer doctor"), words, why)
