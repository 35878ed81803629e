"""The library: what can be looked at, found by picture, by words or by the part of the body."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QPixmap, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.entry import Entry
from anatomy_viewer.content.library import Library
from anatomy_viewer.locale import LANGUAGES, Translator, translator
from anatomy_viewer.scene.drivers import is_shown
from anatomy_viewer.session.record import Progress
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.body_map import EVERYWHERE, REGIONS, RegionCard
from anatomy_viewer.ui.controls import (
    Button,
    Card,
    FittedPage,
    Heading,
    MenuButton,
    Scroller,
    SearchField,
    Text,
    Turning,
    column,
    plain,
    row,
)
from anatomy_viewer.ui.lesson_cards import BETWEEN, CardWords, LessonCard
from anatomy_viewer.ui.library_bands import ContinueBand, MoreCard
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.thumbnails import Thumbnails

SIDE = 254
"""Width of the card with the body, as designed."""
NARROW = 980
"""Below this width, at 100 % text, the body stands above the lessons."""
COLUMN = 290
"""The least width of a lesson's card."""
AT_ONCE = 24
"""So many cards are made at a time: more follow when somebody scrolls towards the last."""
EDGE = 16
"""From the window's edge to a card's box; the card's visible edge lies `Card.MARGIN` further in."""


def level_names(say: Translator) -> list[tuple[str, str]]:
    """Return the reading levels with their names."""
    return list(zip(LEVELS, (say("Plain words"), say("Standard"), say("Detailed")), strict=True))


def usual_steps(entry: Entry) -> list[str]:
    """Return the ids of the steps that a lesson shows before anything else was found."""
    lesson = entry.pack.lesson
    usual = {**{finding.id: finding.default for finding in lesson.findings}, **entry.given}
    return [step.id for step in lesson.steps if is_shown(step, usual)]


class LibraryPage(FittedPage):
    """All lessons as cards, with search, the body, and the way back to where somebody stopped.

    Signals:
        lesson_picked: An entry was chosen, with its id and the id of a step, which may be empty.
        folder_asked: Somebody wants to open a folder with a lesson.
        details_asked: The details were asked for.
        audience_picked: Another language or level was chosen: field and value.
    """

    lesson_picked = Signal(str, str)
    folder_asked = Signal()
    details_asked = Signal()
    audience_picked = Signal(str, str)

    def __init__(
        self, session: Session, library: Library, theme: Theme, thumbnails: Thumbnails | None = None
    ) -> None:
        super().__init__(theme)
        self.session, self.library = session, library
        self.stop: Progress | None = None
        self.cards: list[LessonCard] = []
        self.can_be_drawn: Callable[[Entry], bool] = lambda _entry: True
        """Tells whether a lesson's organs are there; until then its picture is not asked for."""
        self._still_to_come: list[Entry] = []
        self.thumbnails = thumbnails or Thumbnails(self)
        self.thumbnails.arrived.connect(self._show_picture)
        self._make_top()
        self._make_search()
        self._make_body()
        self._arrange()
        self.retranslate()

    # ---------------------------------------------------------------- making
    def _make_top(self) -> None:
        theme = self.theme
        self.title = Heading(theme)
        self.words_menu = MenuButton(theme, "words")
        self.words_menu.picked.connect(lambda level: self.audience_picked.emit("level", level))
        self.language_menu = MenuButton(theme, "globe")
        self.language_menu.picked.connect(lambda language: self.audience_picked.emit("language", language))
        self.details_button = Button(theme, "", "well", "person").small()
        self.details_button.clicked.connect(self.details_asked)

    def _make_search(self) -> None:
        self.search = SearchField(self.theme)
        self.search.textChanged.connect(lambda _words: self._show_lessons())
        self.search.returnPressed.connect(self._open_first)
        self.band = ContinueBand(self.theme)
        self.band.clicked.connect(self._go_on)

    def _make_body(self) -> None:
        self.regions = RegionCard(self.theme)
        self.regions.picked.connect(self._show_region)
        self.region_menu = MenuButton(self.theme)
        self.region_menu.picked.connect(self.regions.choose)
        self.nothing = Text(self.theme, "", "body", "text_soft")
        self.grid = QWidget()
        self.grid_box = QGridLayout(self.grid)
        self.grid_box.setContentsMargins(0, 0, 0, 0)
        self.grid_box.setSpacing(0)
        self.more = MoreCard(self.theme)
        self.more.button.clicked.connect(self.folder_asked)

    def _arrange(self) -> None:
        inset = Card.MARGIN
        top = QHBoxLayout()
        top.setSpacing(8)
        top.setContentsMargins(inset, 0, inset + 14, 0)
        top.addWidget(self.title, 1)
        for button in (self.words_menu, self.language_menu, self.details_button):
            top.addWidget(button)
        self.nothing_place = row((self.nothing, 1), margins=(inset, 16, inset, 8))
        self.band_place = row((self.band, 1), margins=(inset, 4, inset, 0))
        self.lessons = column(self.band_place, self.nothing_place, self.grid, self.more, None, gap=0)
        self.scroller = Scroller(self.theme, self.lessons, 14)
        self.scroller.verticalScrollBar().valueChanged.connect(self._show_more)
        self.search_line = Turning((self.search, 1), self.region_menu)
        search = row((self.search_line, 1), margins=(inset, inset, inset + 14, 0))
        self.right = column(search, (self.scroller, 1), gap=4)
        self.halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.halves.setSpacing(4)
        self.side = row((self.regions, 1))
        self.halves.addWidget(self.side)
        self.halves.addWidget(self.right, 1)
        sheet = QVBoxLayout(self)
        sheet.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        sheet.setContentsMargins(EDGE, 12, EDGE - 14, 8)
        sheet.setSpacing(8)
        sheet.addLayout(top)
        sheet.addLayout(self.halves, 1)

    # ---------------------------------------------------------------- words
    @property
    def say(self) -> Translator:
        """Return the application's words in the language in force."""
        return translator(self.session.choices.audience.language)

    def retranslate(self) -> None:
        """Say everything in the language and at the level in force."""
        _, audience = self.say, self.session.choices.audience
        self.setAccessibleName(_("All lessons"))
        self.title.set_words(_("What would you like to look at?"))
        self.words_menu.name, self.language_menu.name = _("Words"), _("Language")
        self.words_menu.set_choices(level_names(_), audience.level)
        self.language_menu.set_choices(list(LANGUAGES.items()), audience.language)
        self.details_button.setText(_("Your details"))
        self.search.set_examples(
            _("Search: “heart”, “tight chest”, “I25.1” …"), _("Search the lessons"), _("Empty the search")
        )
        present = {pack.condition.region for pack in self.library.lessons.values()}
        self.regions.set_regions([region for region in REGIONS if region in present], _)
        self.region_menu.name = _("Part of the body")
        self._show_region_menu()
        self.more.retranslate(_, len(self.library.lessons))
        self._show_stop()
        self._show_lessons()
        self.fit()

    def _show_region_menu(self) -> None:
        names = [(region, row_.text()) for region, row_ in self.regions.rows.items()]
        self.region_menu.set_choices(names, self.regions.region)

    # ---------------------------------------------------------------- lessons
    def set_library(self, library: Library) -> None:
        """Show other lessons."""
        self.library = library
        self.retranslate()

    def set_last_stop(self, stop: Progress | None) -> None:
        """Offer to go on where somebody stopped, if that lesson is here."""
        self.stop = stop
        self._show_stop()

    def found(self) -> list[Entry]:
        """Return what fits the words typed and the region chosen."""
        entries = self.library.search(self.search.text(), self.session.choices.audience.language)
        region = self.regions.region
        return [entry for entry in entries if region in (EVERYWHERE, entry.pack.condition.region)]

    def _show_region(self) -> None:
        """Show the lessons of the region that was chosen, on the figure or in the menu."""
        self._show_region_menu()
        self._show_lessons()

    def _show_lessons(self) -> None:
        for card in self.cards:
            self.grid_box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._still_to_come = self.found()
        self._say_nothing(bool(self._still_to_come))
        self._show_more()

    def _show_more(self, at: int = 0) -> None:
        """Show the next lessons, where the last of those that show is not far."""
        bar = self.scroller.verticalScrollBar()
        if self.cards and (not self._still_to_come or at < bar.maximum() - self.scroller.height()):
            return
        featured = len(self.library.entries) == 1
        self.cards += [self._card(entry, featured) for entry in self._still_to_come[:AT_ONCE]]
        del self._still_to_come[:AT_ONCE]
        self._lay_cards()
        self.ask_for_pictures()

    def ask_for_pictures(self) -> None:
        """Ask for the pictures, but not before the page shows: a lesson that opens first comes first."""
        if self.isVisible():
            for card in self.cards:
                self.thumbnails.request(self.library.entries[card.lesson], self.can_be_drawn)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the pictures now."""
        super().showEvent(event)
        self.ask_for_pictures()

    def _say_nothing(self, some: bool) -> None:
        _ = self.say
        fitting = _("No lesson fits these words yet. Try another word, or choose a part of the body.")
        empty = _("No lesson is here yet.")
        self.nothing.set_words(fitting if self.library.lessons else empty)
        self.nothing_place.setVisible(not some)

    def _card(self, entry: Entry, featured: bool) -> LessonCard:
        card = LessonCard(self.theme, entry.id, self._words_of(entry, featured), featured)
        card.clicked.connect(lambda: self.lesson_picked.emit(entry.id, ""))
        return card

    def _words_of(self, entry: Entry, featured: bool) -> CardWords:
        _, audience, pack = self.say, self.session.choices.audience, entry.pack
        words = (audience.language, audience.level)
        subtitle = pack.text(*words).subtitle
        steps = _("{count} steps").format(count=len(usual_steps(entry)))
        line = f"{subtitle}{BETWEEN}{steps}"
        if featured:
            minutes = _("about {minutes} minutes").format(minutes=f"{pack.lesson.minutes:g}")
            languages = ", ".join(LANGUAGES.get(tag, tag) for tag in pack.lesson.languages)
            line = f"{subtitle}\n\n{steps}{BETWEEN}{minutes}\n{languages}"
        badge = _("Draft") if pack.info.is_draft else ""
        begin = _("Begin the lesson") if featured else ""
        return CardWords(entry.title(*words), line, badge, begin, _("The picture is being made…"))

    def _show_picture(self, lesson: str, picture: QPixmap) -> None:
        for card in self.cards:
            if card.lesson == lesson:
                card.set_picture(picture)
        if self.stop is not None and self.stop.lesson == lesson:
            self.band.set_picture(picture)

    def _open_first(self) -> None:
        if self.cards:
            self.cards[0].click()

    # ---------------------------------------------------------------- where somebody stopped
    def _show_stop(self) -> None:
        entry = self.library.entry(self.stop.lesson) if self.stop else None
        places = usual_steps(entry) if entry else []
        known = self.stop is not None and self.stop.step in places
        self.band_place.setVisible(known)
        if entry is None or self.stop is None or not known:
            return
        _, audience = self.say, self.session.choices.audience
        title = entry.title(audience.language, audience.level)
        place = _("step {step} of {steps}").format(step=places.index(self.stop.step) + 1, steps=len(places))
        self.band.set_words(_("Go on where you stopped"), f"{title} · {place}", _("Continue"))
        self.ask_for_pictures()

    def _go_on(self) -> None:
        if self.stop is not None:
            self.lesson_picked.emit(self.stop.lesson, self.stop.step)

    # ---------------------------------------------------------------- room
    def fit(self) -> None:
        """Put figure, search and cards where there is room for them."""
        narrow = self.is_narrow(NARROW)
        self.turn(self.halves, narrow)
        self.regions.lay(narrow)
        figured = not narrow or self.height() > 1000
        self.side.setVisible(bool(self.library.lessons) and figured)
        # Without room for the figure, its choice is a menu beside the search.
        self.region_menu.setVisible(bool(self.library.lessons) and not figured)
        self.search_line.turn(self.width() < 560 * self.theme.text_scale)
        self.side.setContentsMargins(0, 0, 14 if narrow else 0, 0)
        wide = 16777215 if narrow else self.theme.grown(SIDE) + 2 * Card.MARGIN
        self.regions.setMaximumWidth(wide)
        self.regions.setMinimumWidth(0 if narrow else wide)
        self.regions.setMaximumHeight(340 if narrow else 16777215)
        self._fold_buttons()
        self.more.line.turn(narrow)
        self.more.button.wrapping(narrow)
        self.band.line.turn(self.width() < 560 * self.theme.text_scale)
        self._lay_cards()

    def _fold_buttons(self) -> None:
        """Show the buttons of the top bar as icons where the title would have to wrap for them."""
        buttons = (self.words_menu, self.language_menu, self.details_button)
        for button in buttons:
            button.set_folded(False)
        title = QFontMetrics(self.title.font()).horizontalAdvance(plain(self.title.words))
        needed = title + 32 + sum(button.sizeHint().width() + 8 for button in buttons)
        for button in buttons:
            button.set_folded(needed > self.width() - 2 * (EDGE + Card.MARGIN))

    def _columns(self) -> int:
        if len(self.library.entries) == 1:
            return 1
        # Of the page, not of what scrolls: that gets its own width later.
        beside = 0 if self.is_narrow(NARROW) else self.regions.minimumWidth() + self.halves.spacing()
        room = self.width() - 2 * EDGE - beside
        return max(1, min(3, room // round(COLUMN * (1 + (self.theme.text_scale - 1) * 0.6))))

    def _lay_cards(self) -> None:
        columns = self._columns()
        for index, card in enumerate(self.cards):
            card.featured = len(self.library.entries) == 1 and self.width() >= 720 * self.theme.text_scale
            self.grid_box.addWidget(card, index // columns, index % columns)
            card.updateGeometry()
        for place in range(3):
            self.grid_box.setColumnStretch(place, 1 if place < columns else 0)

    def close_stage(self) -> None:
        """Stop what still runs."""
        self.thumbnails.stop()
