"""The window: its pages, its keyboard, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from anatomy_viewer.content.library import Library
from anatomy_viewer.locale import Translator, translator
from anatomy_viewer.scene.choices import Audience
from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.session.record import Progress
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.direction import direction_of
from anatomy_viewer.ui.icons import window_icon
from anatomy_viewer.ui.message import Message, announce
from anatomy_viewer.ui.over_page import OverPage
from anatomy_viewer.ui.pack_trouble import about_problem, cannot_open, why_not
from anatomy_viewer.ui.preferences import PreferenceFile, Preferences
from anatomy_viewer.ui.roles import announce_roles
from anatomy_viewer.ui.system_wishes import SystemWishes, Wishes
from anatomy_viewer.ui.theme import Theme, ThemeName, system_theme
from anatomy_viewer.ui.waiting import Waiting
from anatomy_viewer.ui.window_keys import add_keys

if TYPE_CHECKING:
    from anatomy_viewer.ui.details_page import DetailsPage
    from anatomy_viewer.ui.lesson_page import LessonPage
    from anatomy_viewer.ui.library_page import LibraryPage

MakeViewport = Callable[[QWidget], QWidget]
DESIGNED = QSize(1280, 800)
LEAST = QSize(480, 480)


class MainWindow(QMainWindow):
    """The library, the lesson and the patient's details as pages of one window, on one session.

    Each page is made when it is first asked for: who opens a lesson need not wait for the others, and who
    opens the library need not wait for all that draws in 3D.

    Signals:
        closed: The window is gone; what it had on the graphics card is released.
        lesson_entered: A lesson shows.
    """

    closed = Signal()
    lesson_entered = Signal()

    def __init__(
        self,
        session: Session,
        library: Library,
        make_viewport: MakeViewport | None = None,
        preferences: PreferenceFile | None = None,
    ) -> None:
        super().__init__()
        self.session, self.library, self.make_viewport = session, library, make_viewport
        self.memory: Path | None = None
        """The file that makes reading the library again fast."""
        self.preference_file = preferences or PreferenceFile()
        self.preferences = self.preference_file.read()
        self.theme = Theme(parent=self)
        self.over = OverPage(self, self.theme, self._focus_page)
        self.lesson_page: LessonPage | None = None
        self._library_page: LibraryPage | None = None
        self._details_page: DetailsPage | None = None
        self._came_from: QWidget | None = None
        self._told_problems = False
        self._audience: Audience | None = None
        self.session.set_audience(**asdict(self.preferences.audience()))
        self._make_pages()
        self.waiting = Waiting(self)
        add_keys(self)
        announce_roles()
        self._system = SystemWishes(self)
        self._system.look_changed.connect(self._system_changed)
        self._system.wishes_changed.connect(self._follow_wishes)
        self.session.scene_changed.connect(self._scene_changed)
        self._wear(self.session.choices.audience)
        self._restore_place()

    # ---------------------------------------------------------------- making
    def _make_pages(self) -> None:
        self.setWindowTitle("Anatomy Viewer")
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.pages = QStackedWidget(self)
        self.setCentralWidget(self.pages)

    @property
    def library_page(self) -> LibraryPage:
        """Return the page of all lessons."""
        if self._library_page is None:
            from anatomy_viewer.ui.library_page import LibraryPage

            self._library_page = page = LibraryPage(self.session, self.library, self.theme)
            page.lesson_picked.connect(self.open_lesson)
            page.folder_asked.connect(self.ask_for_folder)
            page.details_asked.connect(self.show_details)
            page.audience_picked.connect(self.set_audience)
            page.can_be_drawn = self.waiting.has_organs
            page.set_last_stop(self._last_stop())
            self.pages.addWidget(page)
        return self._library_page

    @property
    def details_page(self) -> DetailsPage:
        """Return the page of the patient's details."""
        if self._details_page is None:
            from anatomy_viewer.ui.details_page import DetailsPage

            self._details_page = page = DetailsPage(self.session, self.theme)
            page.done.connect(self.leave_details)
            page.audience_picked.connect(self.set_audience)
            page.colours_picked.connect(self.choose_colours)
            page.forgotten.connect(self.forget)
            page.set_colours(self.preferences.colours)
            self.pages.addWidget(page)
        return self._details_page

    def _restore_place(self) -> None:
        stored = QByteArray.fromBase64(self.preferences.geometry.encode("ascii", "ignore"))
        if not stored.isEmpty() and self.restoreGeometry(stored):
            return
        room = self.screen().availableSize()
        self.resize(DESIGNED.boundedTo(room))

    # ---------------------------------------------------------------- pages
    @property
    def say(self) -> Translator:
        """Return the application's words in the language in force."""
        return translator(self.session.choices.audience.language)

    def open_lesson(self, lesson_id: str, step_id: str = "") -> None:
        """Open a lesson, at a step where one is named, as soon as the organs in its pictures are there."""
        self.waiting.open(lesson_id, step_id)

    def enter_lesson(self, lesson_id: str, step_id: str = "") -> None:
        """Show a lesson now; say so where something it needs is not here."""
        try:
            self.session.open(lesson_id, step_id or None)
        except LookupError as missing:
            self.tell(cannot_open(lesson_id, missing, self.say))
            return
        if self.lesson_page is None:
            self._make_lesson_page()
        self.show_page(self.lesson_page)
        self.lesson_entered.emit()

    def _make_lesson_page(self) -> None:
        from anatomy_viewer.ui.lesson_page import LessonPage  # brings VTK, which the library does not need

        page = LessonPage(self.session, self.theme, self.make_viewport)
        page.library_asked.connect(self.show_library)
        page.details_asked.connect(self.show_details)
        page.trouble.connect(self._tell_trouble)
        page.stage.ruler.restore(self.preferences.screens)
        page.stage.ruler.measured.connect(self._remember_screen)
        self.pages.addWidget(page)
        self.lesson_page = page

    def show_library(self) -> None:
        """Go back to all lessons."""
        self.library_page.set_last_stop(self._last_stop())
        self.show_page(self.library_page)

    def draw_cards(self) -> None:
        """Let the library ask for its pictures again: there are more organs than before."""
        if self._library_page is not None:
            self._library_page.ask_for_pictures()

    def show_details(self) -> None:
        """Show the patient's details, over the page that shows now."""
        if self._details_page is None or self.pages.currentWidget() is not self._details_page:
            self._came_from = self.pages.currentWidget()
            self.details_page.refresh()
            self.show_page(self.details_page)

    def leave_details(self) -> None:
        """Go back to where the details were opened from."""
        self.show_page(self._came_from or self.library_page)

    def go_back(self) -> None:
        """Leave the message, the keys, the details, full screen or the lesson: the nearest of these."""
        current = self.pages.currentWidget()
        if self.over.leave():
            return
        if current is not None and current is self._details_page:
            self.leave_details()
        elif self.lesson_page is not None and self.lesson_page.stop_presenting():
            return
        elif self.isFullScreen():
            self.showNormal()
        elif current is None or current is not self._library_page:
            self.show_library()

    def show_page(self, page: QWidget | None) -> None:
        """Turn to a page, give it the focus and say its name."""
        if page is None or self.pages.currentWidget() is page:
            return
        self.pages.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(page, page.accessibleName())

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ---------------------------------------------------------------- the look
    def choose_colours(self, colours: str) -> None:
        """Show light, dark or high-contrast colours, or those of the system."""
        self._remember(colours=colours)
        if self._details_page is not None:
            self._details_page.set_colours(colours)
        self._wear(self.session.choices.audience)

    def grow_text(self, by: float) -> None:
        """Make all words larger or smaller, between 100 % and 200 %."""
        wanted = self.session.choices.audience.text_scale + by
        self.set_audience("text_scale", min(2.0, max(1.0, wanted)))

    def _system_changed(self) -> None:
        self._wear(self.session.choices.audience)

    def _follow_wishes(self, wishes: Wishes) -> None:
        """Move and write as the system asks, but for what somebody chose here."""
        audience = self.preferences.following(self.session.choices.audience, wishes)
        self._remember(system_less_movement=wishes.less_movement, system_text_scale=wishes.text_scale)
        self.set_audience("less_movement", audience.less_movement)
        self.set_audience("text_scale", audience.text_scale)

    def _wear(self, audience: Audience) -> None:
        """Take over what a person chose: colours, the size of words, how much moves."""
        colours = self.preferences.colours
        name: ThemeName = system_theme() if colours == "system" else colours  # type: ignore[assignment]
        less = audience.less_movement
        QGuiApplication.setLayoutDirection(direction_of(audience.language))
        self.theme.choose(name=name, text_scale=audience.text_scale, less_movement=less)
        self.setPalette(self.theme.palette())
        self.setWindowIcon(window_icon(self.theme.color("accent")))
        self._audience = audience

    def _scene_changed(self, _scene: SceneState) -> None:
        audience = self.session.choices.audience
        if audience != self._audience:
            self._take_over(audience)

    def set_audience(self, field: str, value: object) -> None:
        """Change one preference of the person looking; before a lesson is open the session tells nobody."""
        self.session.set_audience(**{field: value})
        if self.session.choices.audience != self._audience:
            self._take_over(self.session.choices.audience)

    def _take_over(self, audience: Audience) -> None:
        """Show all pages as this person likes it, and remember it."""
        self._wear(audience)
        self._remember_audience(audience)
        self._retranslate()

    def _retranslate(self) -> None:
        for page in (self._library_page, self._details_page):
            if page is not None:
                page.retranslate()
        self.waiting.retranslate()

    # ---------------------------------------------------------------- packs
    def ask_for_folder(self) -> None:
        """Let somebody choose the folder of a lesson pack."""
        folder = QFileDialog.getExistingDirectory(self, self.say("Open a lesson folder"))
        if folder:
            self.open_folder(Path(folder))

    def open_folder(self, folder: Path) -> None:
        """Read the packs of a folder and show the first lesson in it, or say why that cannot be."""
        library = Library.load(extra_folders=[folder], memory=self.memory)
        inside = [pack for pack in library.lessons.values() if pack.folder.is_relative_to(folder)]
        if not inside:
            self.tell(why_not(library, folder, self.say))
            return
        self.library = library
        self.session.library = library
        if self._library_page is not None:
            self._library_page.set_library(library)
        self._drop_lesson_page()
        self.open_lesson(inside[0].id)

    def _drop_lesson_page(self) -> None:
        """Let the lesson page be made anew, with the models of a library that grew."""
        if self.lesson_page is not None:
            self.lesson_page.close_stage()
            self.pages.removeWidget(self.lesson_page)
            self.lesson_page.deleteLater()
            self.lesson_page = None

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with all lessons where no lesson is open; tell once of a pack that had to be left out."""
        if self.pages.currentWidget() is None:
            self.show_library()
        super().showEvent(event)
        broken = [problem for problem in self.library.problems if problem.severity == "error"]
        if broken and not self._told_problems:
            self._told_problems = True
            self.tell(about_problem(broken[0], Path(broken[0].file).parent.name, self.say))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders that are dropped on the window."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and Path(urls[0].toLocalFile()).is_dir():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the folder that was dropped."""
        self.open_folder(Path(event.mimeData().urls()[0].toLocalFile()))

    # ---------------------------------------------------------------- over the page
    def tell(self, message: Message) -> None:
        """Tell people something, at the foot of the window, over whatever page shows."""
        self.over.tell(message, self.say)

    def _tell_trouble(self, message: Message) -> None:
        """Tell of a picture that cannot be shown; why its organs could not be made tells more."""
        self.tell(self.waiting.complaint() or message)

    def show_keys(self) -> None:
        """Show what the keys do, over the page; a second time, no longer."""
        self.over.show_keys(self.say)

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over the page at its place."""
        super().resizeEvent(event)
        self.over.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape, where nothing on the page had a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)

    # ---------------------------------------------------------------- memory
    def _remember(self, **changes: object) -> None:
        self.preferences = replace(self.preferences, **changes)  # type: ignore[arg-type]
        self.preference_file.write(self.preferences)

    def _remember_screen(self, scale: float, name: str) -> None:
        self._remember(screens={**self.preferences.screens, name: scale})

    def _remember_audience(self, audience: Audience) -> None:
        self.preferences = self.preferences.of_audience(audience)
        self.preference_file.write(self.preferences)

    def _last_stop(self) -> Progress | None:
        record = self.session.record
        return record.load() if record is not None else None

    def forget(self) -> None:
        """Forget everything about the person: findings, answers, choices, and where they stopped."""
        self.session.forget()
        self.preference_file.forget()
        self.preferences = Preferences(geometry=self.preferences.geometry)
        self.session.set_audience(**asdict(self.preferences.audience()))
        self.details_page.set_colours(self.preferences.colours)
        self._wear(self.session.choices.audience)
        self._retranslate()
        self.library_page.set_last_stop(self._last_stop())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place, release the pictures and let go of the session."""
        self._remember(geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self._system.blockSignals(True)
        self.waiting.workshop.stop()
        self.session.scene_changed.disconnect(self._scene_changed)
        for page in (self.lesson_page, self._library_page, self._details_page):
            if page is not None:
                page.close_stage()
        super().closeEvent(event)
        self.closed.emit()
