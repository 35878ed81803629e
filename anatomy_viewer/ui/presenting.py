"""Presenting: the picture on a second screen, steered from the first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from anatomy_viewer.scene.state import SceneState
from anatomy_viewer.ui.present_pointer import Pointing
from anatomy_viewer.ui.present_window import PresentWindow
from anatomy_viewer.ui.viewport import make_viewport

if TYPE_CHECKING:
    from anatomy_viewer.ui.lesson_page import LessonPage

FRAME = 33
"""Milliseconds between looks at whether there is something to draw."""


class Presenting(QObject):
    """The second window while it is open. It draws at its own pace: a slow picture never holds up the first.

    Signals:
        ended: the window was closed.
    """

    ended = Signal()

    def __init__(self, page: LessonPage, make: Callable[[QWidget], Any] | None = None) -> None:
        super().__init__()
        self.page, self.session = page, page.session
        first = page.stage
        viewport = (make or make_viewport)(page)
        self.window = PresentWindow(self.session, first.theme.look, viewport, first.picture.store)
        self.pointing = Pointing(first)
        self._step: object = None
        self._last = perf_counter()
        self._clock = QTimer(self, interval=FRAME)
        self._clock.timeout.connect(self._tick)
        self._connect()
        self._show(self.session.scene)
        self._take_screen()

    def _connect(self) -> None:
        self.pointing.pointed.connect(self._point)
        self.pointing.left.connect(self.window.pointer.leave)
        self.window.closed.connect(self._closed)
        self.page.theme.changed.connect(self._look_alike)
        self.page.stage.hands.changed.connect(self._mirror)
        self.page.stage.redrawn.connect(self._mirror)
        self.session.scene_changed.connect(self._show)
        screens = QGuiApplication.instance()
        if isinstance(screens, QGuiApplication):
            screens.screenAdded.connect(self._screens_changed)
            screens.screenRemoved.connect(self._screens_changed)

    def end(self) -> None:
        """Close the window."""
        self.window.close()

    # ---------------------------------------------------------------- following
    def _show(self, scene: SceneState) -> None:
        """Show a scene as soon as there is time, and its words at once."""
        choices = self.session.choices
        step = (choices.step, choices.audience, choices.findings, scene.words)
        if step != self._step:
            self._step = step
            self.window.show_step()
        self.window.show_value()
        self.window.stage.follow(scene)
        self._wake()

    def look_on(self, is_seen: bool) -> None:
        """Follow the lesson, or show nothing while another page is open on the first screen."""
        self.window.blank(not is_seen)
        self._wake()

    def _mirror(self) -> None:
        self.window.stage.mirror(self.page.stage)

    def _look_alike(self) -> None:
        self.window.look_like(self.page.theme.look)
        self._wake()

    def _point(self, at: QPointF) -> None:
        self.window.point(self.window.stage.point_of_first(self.page.stage, at))

    def _wake(self) -> None:
        if not self._clock.isActive():
            self._last = perf_counter()
            self._clock.start()

    def _tick(self) -> None:
        now = perf_counter()
        seconds, self._last = now - self._last, now
        self.window.stage.mirror(self.page.stage)
        self.window.stage.advance(seconds)
        if not self.window.stage.waits or self.window.is_blank:
            self._clock.stop()

    # ---------------------------------------------------------------- screens
    def _take_screen(self) -> None:
        """Fill the second screen, or stand as a window where there is but one."""
        screen = second_screen(self.page.screen(), QGuiApplication.screens())
        if screen is None:
            self.window.stand()
        else:
            self.window.fill(screen)
        self.page.window().activateWindow()  # some systems give a new window the keyboard all the same

    def _screens_changed(self, _screen: QScreen) -> None:
        # Later: while a screen goes Qt still moves its windows to another.
        QTimer.singleShot(0, self, self._take_screen)

    def _closed(self) -> None:
        self._clock.stop()
        self.pointing.stop()
        self.session.scene_changed.disconnect(self._show)
        self.page.theme.changed.disconnect(self._look_alike)
        self.page.stage.hands.changed.disconnect(self._mirror)
        self.page.stage.redrawn.disconnect(self._mirror)
        # A window must not go while it is still closing: until then the timer holds it.
        QTimer.singleShot(0, partial(PresentWindow.deleteLater, self.window))
        self.ended.emit()


def second_screen(own: QScreen, screens: list[QScreen]) -> QScreen | None:
    """Return the largest screen that is not the own one; None where there is no other."""
    others = [screen for screen in screens if screen is not own]
    return max(others, key=lambda screen: screen.size().width() * screen.size().height(), default=None)
