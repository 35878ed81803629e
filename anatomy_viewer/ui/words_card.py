"""The words beside the picture: where we are, one idea, a few sentences, and one way on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from anatomy_viewer.content.markdown import plain_text
from anatomy_viewer.locale import Translator
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.chart_card import ChartCard
from anatomy_viewer.ui.controls import Button, Card, Heading, Scroller, StepStrip, Text, fill
from anatomy_viewer.ui.decision_page import DecisionView
from anatomy_viewer.ui.description import Description
from anatomy_viewer.ui.description_card import DescriptionCard
from anatomy_viewer.ui.direction import is_mirrored
from anatomy_viewer.ui.glossary_card import GlossaryCard
from anatomy_viewer.ui.message import announce
from anatomy_viewer.ui.sources import SourcesCard
from anatomy_viewer.ui.speech import Speech
from anatomy_viewer.ui.step_views import ExplainView, StepView, SummaryView
from anatomy_viewer.ui.teach_back import TeachBackView
from anatomy_viewer.ui.teaching import teaching_step
from anatomy_viewer.ui.theme import Theme

STEP_VIEWS: dict[str, type[StepView]] = {
    "explain": ExplainView,
    "teach_back": TeachBackView,
    "decision": DecisionView,
    "summary": SummaryView,
}
"""What shows each kind of step."""

FILLING = {"teach_back": 100}
"""Kinds of step whose view takes all the height there is."""
SIDE_BY_SIDE = 1.2
"""Up to this text scale reading aloud and asking stand side by side."""
PADDING = 22
"""From the card's edge to the words, px."""
BETWEEN = 6
"""How much room lies between Back and Next on a wide page, where Back takes 2 of it and Next 3."""
SWIPE = 80.0
"""How far a finger goes sideways to turn the page, px."""


class WordsCard(Card):
    """Shows the session's step in words and goes from step to step.

    Signals:
        changed: what the view marks on the picture may be another.
    """

    changed = Signal()

    def __init__(self, session: Session, theme: Theme, speech: Speech, description: Description) -> None:
        super().__init__(theme, "surface", "stage", PADDING)
        self.session, self.speech = session, speech
        self.position = Text(theme, "", "small", "text_soft").one_line()
        self.strip = StepStrip(theme)
        self.title = Heading(theme)
        self.chart = ChartCard(theme)
        self.glossary = GlossaryCard(theme)
        self.sources = SourcesCard(theme)
        self.description = DescriptionCard(theme, description)
        self.read = Button(theme, "", "soft", "sound")
        self.ask = Button(theme, "", "link", "help").small(bold=True).wrapping().left()
        self.origins = Button(theme, "", "link", "source").small(bold=True).wrapping().left()
        self.back = Button(theme, "", "secondary", "back").tall()
        self.next = Button(theme, "", "primary", "", "next").tall()
        self.views = {kind: make(session, theme) for kind, make in STEP_VIEWS.items()}
        self.say: Translator = str
        self._shown = ""
        self._question_step = ""
        self._may_look_for_voice = False
        self._swipe_from: QPointF | None = None
        self._lay_out()
        self._connect()

    # ---------------------------------------------------------------- making
    def _lay_out(self) -> None:
        self.header = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.header.setSpacing(8)
        fill(self.header, self.position, (self.strip, 1))
        self.content = QWidget()
        self._lay_out_content(QVBoxLayout(self.content))
        self.scroller = Scroller(self.theme, self.content)
        bar = self.scroller.verticalScrollBar()
        bar.rangeChanged.connect(self._make_room_for_bar)
        bar.valueChanged.connect(lambda _at: self.view.follow(self.scroller.viewport()))
        self.navigation = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.navigation.setSpacing(12)
        fill(self.navigation, (self.back, 2), None, (self.next, 3))
        self.body.setSpacing(8)
        self.body.addLayout(self.header)
        fill(self.body, self.title, (self.scroller, 1))
        self.body.addLayout(self.navigation)

    def _lay_out_content(self, inside: QVBoxLayout) -> None:
        """Lay out what scrolls: the view of the step, a word's meaning, what else can be asked."""
        inside.setContentsMargins(0, 2, 0, 0)
        inside.setSpacing(16)
        fill(inside, *((view, FILLING.get(kind, 0)) for kind, view in self.views.items()), self.chart)
        fill(inside, self.glossary, self.description)
        self.helpers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.helpers.setSpacing(8)
        fill(self.helpers, self.read, (self.ask, 1))
        self.links = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.links.setSpacing(2)
        self.links.addLayout(self.helpers, 1)
        self.links.addWidget(self.origins, 1)
        inside.addLayout(self.links)
        fill(inside, self.sources, None)

    def _make_room_for_bar(self, _low: int, high: int) -> None:
        """Keep the words off the scroll bar, where there is one."""
        room = 12 if high > 0 else 0
        mirrored = is_mirrored(self)
        self.content.setContentsMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.read.clicked.connect(self.read_aloud)
        self.ask.clicked.connect(self.session.mark_question)
        self.origins.clicked.connect(self._toggle_sources)
        self.speech.changed.connect(self._show_speech)
        self.description.description.changed.connect(self._tell_picture)
        for view in self.views.values():
            view.term_asked.connect(self.explain)
            view.spread_changed.connect(self._retell)
        teaching = self.teach_back
        teaching.reteach_asked.connect(self._teach_once_more)
        teaching.skip_asked.connect(self._skip)
        teaching.changed.connect(self._retell)
        self.scroller.viewport().installEventFilter(self)

    @property
    def teach_back(self) -> TeachBackView:
        """The view of questions."""
        view = self.views["teach_back"]
        if not isinstance(view, TeachBackView):
            raise TypeError(f"questions are shown by {type(view).__name__}")
        return view

    @property
    def view(self) -> StepView:
        """The view of the step that shows."""
        return self.views[self.session.step.kind]

    # ---------------------------------------------------------------- showing
    def show_step(self, _: Translator) -> None:
        """Show the session's step."""
        self.say = _
        session = self.session
        if session.step.id == self._question_step:
            self._question_step = ""
            self.teach_back.ask_again()
        for view in self.views.values():
            view.setVisible(view is self.view)
        self.view.show_step(_)
        self.chart.show_chart(session.scene.chart, _)
        self._show_position(_)
        self._show_helpers(_)
        self._show_navigation(_)
        if self._shown != session.step.id:
            self._shown = session.step.id
            self._begin_step()

    def _show_position(self, _: Translator) -> None:
        session = self.session
        number, count = session.step_index + 1, len(session.steps)
        where = _("Step {number} of {count}").format(number=number, count=count)
        asking = session.step.kind == "teach_back"
        self.position.set_words(_("Let’s check that we explained it well") if asking else where)
        self.strip.set_step(session.step_index, count)
        self.strip.setAccessibleName(where)
        self.title.set_words(session.step_text.title)

    def _show_helpers(self, _: Translator) -> None:
        session = self.session
        stacked = self.theme.text_scale > SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self.helpers.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        asked = session.step.id in session.choices.questions
        self.ask.setText(_("Noted for your visit") if asked else _("I have a question"))
        self.ask.set_icon("check" if asked else "help")
        self.ask.setVisible(session.step.kind != "teach_back")
        self.read.setVisible(self._may_look_for_voice and self.speech.can_speak(session.words[0]))
        self._show_speech()
        self.origins.setText(_("Where do the numbers come from?"))
        self.origins.setVisible(bool(session.step.sources))
        self.sources.show_sources(session, _)

    def look_for_voice(self) -> None:
        """Offer to read aloud where there is a voice: looking for one may take a second, so it comes late."""
        if not self._may_look_for_voice:
            self._may_look_for_voice = True
            self._show_helpers(self.say)

    def _show_speech(self) -> None:
        speaking = self.speech.speaking
        self.read.setText(self.say("Stop reading") if speaking else self.say("Read aloud"))
        self.read.set_icon("stop" if speaking else "sound")
        self.description.tell(self.say)

    def _show_navigation(self, _: Translator) -> None:
        session = self.session
        self.back.setText(_("Back"))
        self.back.setVisible(self.view.navigates and session.step_index > 0)
        last = session.step_index == len(session.steps) - 1
        self.next.setVisible(self.view.navigates and not last)
        if self._question_step:
            self.next.setText(_("Try again"))
        elif self.teach_back.takes_touches and self.view is self.teach_back:
            self.next.setText(_("Skip"))
        else:
            self.next.setText(_("Next"))
        waits = self.view is self.teach_back and self.teach_back.state == "ask"
        self.next.set_kind("secondary" if waits else "primary")

    def _begin_step(self) -> None:
        """Begin at the top, with nothing open, and say what shows to who cannot see it."""
        self.glossary.hide()
        self.sources.hide()
        self.scroller.verticalScrollBar().setValue(0)
        self.speech.stop()
        text = self.session.step_text
        announce(self, " ".join(part for part in (self.position.words, text.title, text.describe) if part))
        if self.session.choices.audience.read_aloud:
            self.read_aloud()

    # ---------------------------------------------------------------- verbs
    def go_on(self) -> None:
        """Go to the next step, or back to the question after it was taught once more."""
        if self._question_step:
            self.session.seek(self._question_step)
        else:
            self.session.next()

    def go_back(self) -> None:
        """Go to the step before."""
        self._question_step = ""
        self.session.back()

    def read_aloud(self) -> None:
        """Read the step aloud, or stop."""
        if self.speech.speaking:
            self.speech.stop()
            return
        text = self.session.step_text
        words = text.say or plain_text(text.body)
        self.speech.say(f"{text.title}. {words}", self.session.words[0])

    def explain(self, term: str) -> None:
        """Open what a word means, in place."""
        language = self.session.words[0]
        glossary = self.session.pack.glossary(language)
        if self.glossary.explain(term, glossary, self.say("Close")):
            self._bring(self.glossary)
            announce(self.glossary, self.glossary.accessibleName())

    def _tell_picture(self) -> None:
        """Show what the picture shows in words; opened just now, bring it into sight."""
        opened = self.description.isHidden()
        self.description.tell(self.say)
        if opened and not self.description.isHidden():
            self._bring(self.description)

    def _toggle_sources(self) -> None:
        self.sources.setVisible(self.sources.isHidden())
        if not self.sources.isHidden():
            self._bring(self.sources)

    def _bring(self, card: QWidget) -> None:
        """Bring a card that was opened into sight: whole, or from its beginning where it is too tall."""
        self.content.adjustSize()
        self.scroller.ensureWidgetVisible(card)
        if card.height() > self.scroller.viewport().height():
            self.scroller.verticalScrollBar().setValue(card.y())

    def _teach_once_more(self) -> None:
        asking = self.session.step
        self._question_step = asking.id
        self.session.seek(teaching_step(self.session.steps, asking).id)

    def _skip(self) -> None:
        if self.session.step.id not in self.session.choices.questions:
            self.session.mark_question()
        self.session.next()

    def _retell(self) -> None:
        self.show_step(self.say)
        self.changed.emit()

    # ---------------------------------------------------------------- places
    def set_lying(self, lying: bool, wide: bool = False) -> None:
        """Lay the card out for the foot of a tall window: position beside the strip, reading beside Next.

        A view that takes the picture's place stands on the page itself, not on a card; on a `wide` page Back
        and Next stand at its sides.
        """
        spread = self.view.spread
        if spread != (self.padding == 0):
            self.shadow, self.padding = ("", 0) if spread else ("card", PADDING)
            self._fit()
        between = self.navigation.indexOf(self.next) - 1
        self.navigation.setStretch(between, BETWEEN if spread and wide else 0)
        directions = QBoxLayout.Direction
        self.header.setDirection(directions.LeftToRight if lying else directions.TopToBottom)
        side_by_side = lying and self.theme.text_scale <= SIDE_BY_SIDE
        self.links.setDirection(directions.LeftToRight if side_by_side else directions.TopToBottom)
        self._make_room_for_bar(0, self.scroller.verticalScrollBar().maximum())
        home = self.navigation if lying else self.helpers
        if home.indexOf(self.read) < 0:
            (self.helpers if lying else self.navigation).removeWidget(self.read)
            home.insertWidget(0, self.read)

    def words_height(self, width: int) -> int:
        """Return the height in which nothing needs to scroll, at a width of the widget."""
        inner = width - 2 * (self.margin + self.padding)
        content = self.content.layout()
        heights = [
            max(self.position.sizeHint().height(), 20),
            self.title.heightForWidth(inner),
            content.heightForWidth(inner) if content is not None else 0,
            self.next.sizeHint().height(),
        ]
        return sum(heights) + 3 * self.body.spacing() + 2 * (self.margin + self.padding) + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card; what takes the picture's place stands on the page."""
        if not self.view.spread:
            super().paintEvent(event)

    # ---------------------------------------------------------------- swipes
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the page where a finger swipes sideways over the words.

        Mouse events, not touches: who accepts a touch here takes it from the buttons among the words.
        """
        if isinstance(event, QMouseEvent):
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                self._swipe_from = event.position()
                return True
            if event.type() == QEvent.Type.MouseMove and self._swipe_from is not None:
                self._swipe(event.position() - self._swipe_from)
        return super().eventFilter(watched, event)

    def _swipe(self, way: QPointF) -> None:
        right = way.x()
        if abs(right) < SWIPE or abs(way.y()) > abs(right) / 2:
            return
        self._swipe_from = None
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            right = -right
        button = self.next if right < 0 else self.back
        if button.isVisible():
            button.click()
