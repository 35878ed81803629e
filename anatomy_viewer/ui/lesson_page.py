"""The lesson page: the organ as hero, words beside it, one slider, a frame clock that stops when it may."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from anatomy_viewer.content.base import name_in
from anatomy_viewer.content.built import expected_glb
from anatomy_viewer.content.mirroring import plain_id
from anatomy_viewer.locale import Translator, translator
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.controls import Page
from anatomy_viewer.ui.direction import is_mirrored, put
from anatomy_viewer.ui.lesson_layout import Sizes, places
from anatomy_viewer.ui.message import Message, announce
from anatomy_viewer.ui.speech import Speech
from anatomy_viewer.ui.stage import Stage
from anatomy_viewer.ui.theme import Theme
from anatomy_viewer.ui.timebar import Timebar
from anatomy_viewer.ui.top_bar import TopBar
from anatomy_viewer.ui.viewport import make_viewport
from anatomy_viewer.ui.words_card import WordsCard

if TYPE_CHECKING:
    from anatomy_viewer.ui.presenting import Presenting

FRAME = 16
"""Milliseconds between frames while something moves."""


class LessonPage(Page):
    """Shows the session's lesson: every scene that the session emits, until `close_stage`.

    Signals:
        library_asked, details_asked: go to another page.
        first_frame_shown: the picture is there.
        trouble: something to tell people, as a `Message`.
    """

    library_asked = Signal()
    details_asked = Signal()
    first_frame_shown = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        make: Callable[[QWidget], Any] | None = None,
        store: MeshStore | None = None,
    ) -> None:
        super().__init__(theme)
        self.session, self.make = session, make
        self.presenting: Presenting | None = None
        """The second screen's window, while there is one."""
        self.speech = Speech(self)
        self.bar = TopBar(session, theme)
        viewport = (make or make_viewport)(self)
        store = store or MeshStore.of(session.library.models.values(), expected_glb)
        self.stage = Stage(session, theme, viewport, store)
        self.timebar = Timebar(session, theme)
        self.stage.description.speech = self.speech
        self.words = WordsCard(session, theme, self.speech, self.stage.description)
        self._clock = QTimer(self, interval=FRAME)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        # A timer of its own: what a single shot holds is lost for good where the page goes before it fires.
        self._after_first_frame = QTimer(self, interval=0, singleShot=True)
        self._after_first_frame.timeout.connect(self.words.look_for_voice)
        self.now: Callable[[], float] = perf_counter
        self._last_frame = 0.0
        self._said_stage = ""
        self._shown: object = None
        self._shown_frame = self._closed = False
        for widget in (self.words, self.timebar, self.stage, self.bar):
            widget.setParent(self)
        self._connect()
        self._order_focus()
        self._show(session.scene)

    def _connect(self) -> None:
        self.bar.library_asked.connect(self.library_asked)
        self.bar.details_asked.connect(self.details_asked)
        self.stage.failed.connect(self._tell_failure)
        self.stage.faulted.connect(self._tell_fault)
        self.stage.key_asked.connect(self._do_letter)
        self.stage.hands.answered.connect(self.words.teach_back.answer)
        self.timebar.answered.connect(self.words.teach_back.answer_with_slider)
        self.stage.viewport.frame_painted.connect(self._frame_painted)
        self.stage.hands.changed.connect(self._wake)
        self.words.changed.connect(self._mark)
        self.words.changed.connect(self._lay_out)
        self._clock.timeout.connect(self._tick)
        self.theme.changed.connect(self._lay_out)
        self.session.scene_changed.connect(self._show)
        QShortcut(QKeySequence("F5"), self, self.present)

    def _order_focus(self) -> None:
        order: list[QWidget] = [self.bar, self.words, self.timebar, self.stage]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    @property
    def say(self) -> Translator:
        """The application's words in the language of the person looking."""
        return translator(self.session.choices.audience.language)

    # ---------------------------------------------------------------- showing
    def _show(self, scene: SceneState) -> None:
        """Show a scene and everything said about it."""
        if self._closed or not self.session.is_open:
            return
        shown = (self.session.choices, scene.words, self.session.slider)
        if shown == self._shown:
            self.stage.move_on(scene)
            return
        self._shown = shown
        say = self.say
        self.bar.show_lesson(say)
        self.timebar.show_slider(say)
        self.words.show_step(say)
        self._lay_out()
        self.stage.set_asking(self._asks())
        self.stage.show_scene(scene, say)
        self._mark()
        self._announce_stage()
        self.setAccessibleName(self.session.title)
        self._wake()

    def _asks(self) -> bool:
        return self.session.step.kind == "teach_back" and self.words.teach_back.takes_touches

    def _mark(self) -> None:
        asking = self.session.step.kind == "teach_back"
        self.stage.set_asking(self._asks())
        self.timebar.set_asking(self.words.teach_back.takes_value, self.say)
        self.stage.set_marks(self.words.teach_back.marks(self.say) if asking else ())

    def _announce_stage(self) -> None:
        """Say the value in words when another named stage is reached."""
        slider = self.session.slider
        stage = f"{slider.driver} {slider.stage}" if slider else ""
        if stage != self._said_stage:
            self._said_stage = stage
            if slider is not None and slider.stage:
                announce(self.timebar.slider, slider.value_text)

    def _lay_out(self) -> None:
        """Put the pieces in their places."""
        if not self.session.is_open:
            return
        spread = self.words.view.spread
        has_slider = self.session.slider is not None and not spread
        self.timebar.setVisible(has_slider)
        margin = self.timebar.margin
        slider = self.timebar.sizeHint().height() - 2 * margin if has_slider else 0
        sizes = Sizes(
            self.bar.sizeHint().height(),
            slider,
            lambda width: self.words.words_height(width + 2 * margin) - 2 * margin,
            self.theme.text_scale,
        )
        found = places(self.width(), self.height(), sizes)
        # The first frame is drawn behind a page too: what waits for it need not wait for the picture.
        self.stage.setVisible(not (spread and self._shown_frame))
        self.words.set_lying(found.tall or spread, wide=not found.tall)
        self.stage.lying = found.tall
        put(self.bar, found.bar.adjusted(-12, 0, 1, 0))
        put(self.stage, found.stage)
        put(self.timebar, found.slider.adjusted(-margin, -margin, margin, margin))
        margin = self.words.margin
        words = found.spread if spread else found.words
        put(self.words, words.adjusted(-margin, -margin, margin, margin))
        if spread:
            self.words.raise_()

    # ---------------------------------------------------------------- the clock
    def _wake(self) -> None:
        """Let the clock run while something moves and somebody looks."""
        if self.isVisible() and not self._clock.isActive() and self._moves():
            self._last_frame = self.now()
            self._clock.start()

    def _moves(self) -> bool:
        return self.session.scene.moving or self.stage.moves

    def _tick(self) -> None:
        now = self.now()
        seconds, self._last_frame = now - self._last_frame, now
        self.session.tick()
        self.stage.advance(seconds)
        if not self._moves():
            self._clock.stop()

    def _frame_painted(self, _seconds: float) -> None:
        if not self._shown_frame and self.stage.picture.painter.stage is not None:
            self._shown_frame = True
            self._lay_out()
            self._after_first_frame.start()
            self.first_frame_shown.emit()

    # ---------------------------------------------------------------- keys and troubles
    def _do_letter(self, letter: str) -> None:
        """Do what a single letter asks for while the stage has the focus."""
        acts: dict[str, Callable[[], object]] = {
            "P": self.timebar.toggle,
            "R": self.words.read_aloud,
            "L": self.bar.language.open_list,
            "W": self.bar.level.open_list,
            "V": self.present,
        }
        act = acts.get(letter)
        if act is not None:
            act()

    def _tell_failure(self, model_id: str) -> None:
        say = self.say
        language, level, _ = self.session.words
        model = self.session.library.models.get(plain_id(model_id))
        name = name_in(model.names, language, level, model_id) if model else model_id
        what = say("The picture of “{model}” cannot be shown.").format(model=name)
        if not self.stage.viewport.works:
            what = say("This computer cannot draw 3D pictures.")
        todo = say("Start the app again; if it happens again, run: {command}")
        told = Message(
            what, say("You can read and hear the words."), todo.format(command="anatomy-viewer doctor")
        )
        self._tell(told)

    def _tell_fault(self, why: str) -> None:
        """Tell of a pack that asks for what cannot be painted."""
        say = self.say
        what = say("The picture of this step cannot be drawn.")
        todo = say("Tell whoever made this lesson: {why}").format(why=why)
        self._tell(Message(what, say("You can read and hear the words."), todo))

    def _tell(self, told: Message) -> None:
        # Later: while the page is being made nobody listens yet, and a picture may be in the making.
        QTimer.singleShot(0, self, lambda: self.trouble.emit(told))

    # ---------------------------------------------------------------- the second screen
    def present(self) -> None:
        """Show the picture on a second screen too; a second time, no longer."""
        if self.stop_presenting():
            return
        from anatomy_viewer.ui.presenting import Presenting  # nobody needs it on the way to the first picture

        self.presenting = Presenting(self, self.make)
        self.presenting.ended.connect(self._presenting_ended)
        self._show_presented(True)

    def stop_presenting(self) -> bool:
        """Close the second screen's window; return whether there was one."""
        if self.presenting is None:
            return False
        self.presenting.end()
        return True

    def _presenting_ended(self) -> None:
        self.presenting = None
        if not self._closed:
            self._show_presented(False)

    def _show_presented(self, presented: bool) -> None:
        self.stage.presented = presented
        self.stage.dress_anew()

    def close_stage(self) -> None:
        """Stop the clock, be silent, and give back what is on the graphics card; the page is done."""
        if self._closed:
            return
        self._closed = True
        self.stop_presenting()
        self._clock.stop()
        self.speech.stop()
        self.session.scene_changed.disconnect(self._show)
        self.stage.close_stage()

    # ---------------------------------------------------------------- Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()
        self._wake()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew where one reads the other way."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Let things move."""
        super().showEvent(event)
        self._wake()
        if self.presenting is not None:
            self.presenting.look_on(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves that nobody sees."""
        super().hideEvent(event)
        self._clock.stop()
        self.speech.stop()
        if self.presenting is not None and not event.spontaneous():  # a window made small shows on
            self.presenting.look_on(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page by the arrow and page keys, wherever no control took them."""
        forward = (Qt.Key.Key_Right, Qt.Key.Key_PageDown)
        backward = (Qt.Key.Key_Left, Qt.Key.Key_PageUp)
        if is_mirrored(self):
            forward, backward = (backward[0], forward[1]), (forward[0], backward[1])
        if event.key() in forward and self.words.next.isVisible():
            self.words.go_on()
        elif event.key() in backward and self.words.back.isVisible():
            self.words.go_back()
        else:
            super().keyPressEvent(event)
