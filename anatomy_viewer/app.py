"""Puts the window together: packs, session and the first picture. Slow things load late."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLoggingCategory, QSize, Qt, QTimer
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtWidgets import QApplication

from anatomy_viewer.cli_findings import findings_of, give_findings
from anatomy_viewer.cli_parser import COMMANDS, Parser, is_folder
from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.library import Library, memory_file
from anatomy_viewer.content.problem import resolved
from anatomy_viewer.content.writing import reason_of, write_whole
from anatomy_viewer.display import NO_DISPLAY, can_show
from anatomy_viewer.locale import LANGUAGES, system_language, translator
from anatomy_viewer.scene.choices import Audience
from anatomy_viewer.session.record import Record
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.endings import Endings
from anatomy_viewer.ui.first_reading import FirstReading, ReadingStopped
from anatomy_viewer.ui.fonts import load_fonts
from anatomy_viewer.ui.message import FailureWindow, Message, failure_hook
from anatomy_viewer.ui.preferences import PreferenceFile, Preferences
from anatomy_viewer.ui.theme import LARGEST_TEXT, THEMES, Look, Theme, system_theme
from anatomy_viewer.ui.viewport_base import surface_format
from anatomy_viewer.ui.window import DESIGNED, MainWindow

if TYPE_CHECKING:
    from anatomy_viewer.render.meshes import MeshStore

LARGEST_WINDOW = 16384
"""Pixels, a side."""
SETTLED = 3000
"""Milliseconds after the first frame when a picture of the window is taken: cues and flights are over."""


def window_parser() -> argparse.ArgumentParser:
    """The options of the window."""
    parser = Parser(prog="anatomy-viewer", description="Opens a lesson in the window.")
    parser.add_argument(
        "lesson", nargs="?", help="a lesson's id, or a folder that holds a pack; without it all lessons show"
    )
    parser.add_argument(
        "--condition", metavar="CODE", help="open what is about this condition, for instance I25.1 or D003324"
    )
    parser.add_argument("--step", help="the step to open")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help="the language of words and window")
    parser.add_argument("--level", choices=LEVELS, help="the reading level")
    parser.add_argument(
        "--set", action="append", default=[], metavar="FINDING=VALUE", help="a finding of this patient"
    )
    parser.add_argument("--theme", choices=THEMES, help="the palette; the system's where absent")
    parser.add_argument("--text-scale", type=float, help="how large the words are, 1 to 2")
    parser.add_argument("--size", help="of the window in pixels, such as 1280x800")
    parser.add_argument("--present", action="store_true", help="show the picture on a second screen too")
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save a picture of the window, then end"
    )
    return parser


def run_window(args: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    if not can_show(photographed=args.screenshot is not None):
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    reading: FirstReading | None = None
    try:
        wish = _wish(args)
        reading = _reading(wish)
        library = Library.load(_folders(args.lesson), memory=memory_file(), report=reading)
        session = Session(library, audience=Audience(language=system_language()))
        wish = replace(wish, lesson=_entry_id(args, library))
        _open_as_wished(session, wish)
    except (ValueError, ReadingStopped) as error:
        if reading is not None:
            reading.close()
        sys.stderr.write(f"{error}\n" if str(error) else "")
        return 1 if isinstance(error, ReadingStopped) else 2
    app = make_application()
    opening = Opening(session, library, wish)
    endings = Endings()
    endings.asked.connect(opening.end)
    opening.show_window()
    reading.close()  # now: were it gone before the window shows, the application would end with it
    try:
        return app.exec()
    finally:
        endings.close()


def _reading(wish: Wish) -> FirstReading:
    """What is shown while lessons are read, in the language and size of the window that follows."""
    language = PreferencesOfThisStart(wish).read().language or system_language()
    size = QSize(*wish.size) if wish.size else DESIGNED
    return FirstReading(make_application, translator(language), size)


def make_application() -> QApplication:
    """The Qt application, with the app's typeface."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Wayland takes no other format than the application's default.
    QSurfaceFormat.setDefaultFormat(surface_format())
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["anatomy-viewer"])
    app.setApplicationName("anatomy-viewer")
    app.setApplicationDisplayName("Anatomy Viewer")
    app.setStyle("Fusion")
    # Which sound libraries are not installed is no news for anybody.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    load_fonts()
    return app


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked of the window."""

    size: tuple[int, int] | None = None
    lesson: str | None = None
    step: str = ""
    findings: tuple[tuple[str, str], ...] = ()
    preferences: Mapping[str, Any] = field(default_factory=dict)
    screenshot: Path | None = None
    present: bool = False


class PreferencesOfThisStart(PreferenceFile):
    """What was remembered, with what the command line asks for over it; that much is not remembered."""

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish

    def read(self) -> Preferences:
        """Return what was remembered, changed as asked for."""
        return replace(super().read(), **self.wish.preferences)

    def write(self, preferences: Preferences) -> bool:
        """Remember, unless this start was given preferences of its own or only takes a picture."""
        if self.wish.preferences or self.wish.screenshot:
            return False
        return super().write(preferences)


class Opening:
    """The way to the first picture: the window, on its lesson or the library. What is missing comes later."""

    def __init__(self, session: Session, library: Library, wish: Wish) -> None:
        self.session, self.library, self.wish = session, library, wish
        self.preferences = PreferencesOfThisStart(wish)
        self.window: MainWindow | None = None
        self.failure: FailureWindow | None = None
        self._door: Callable[[MeshStore], None] | None = None
        self._awaited: MeshStore | None = None
        self._words = translator(self.preferences.read().language or system_language())
        sys.excepthook = failure_hook(self._tell, lambda: self._words)

    def end(self, number: int) -> None:
        """End in good order, because the system asks for it by a signal."""
        for page in (self.window, self.failure):
            if page is not None:
                page.close()
        QApplication.exit(128 + number)

    def show_window(self) -> None:
        """Show the window on a lesson, or on the library where there is none; remember it from now on."""
        self.session.record = Record()
        self.window = window = MainWindow(self.session, self.library, preferences=self.preferences)
        window.memory = memory_file()
        if self.wish.size:
            window.resize(*self.wish.size)
        if self.wish.lesson:
            window.lesson_entered.connect(self._follow_lesson)
            window.open_lesson(self.wish.lesson, self.session.step.id)
        window.show()
        _once_settled(window, self._look_for_headset)
        if self._awaited is not None:
            self.enter_headset(self._awaited)
        if self.wish.screenshot is None:
            _once_settled(window, window.waiting.workshop.build_rest)
        elif not self.wish.lesson:
            _once_settled(window, self._save_picture)

    def _follow_lesson(self) -> None:
        """Do what was asked for as soon as the lesson's first picture is there."""
        window = self.window
        page = window.lesson_page if window else None
        if window is None or page is None:
            return
        window.lesson_entered.disconnect(self._follow_lesson)
        if self.wish.present:
            # After the first picture: who opened a lesson wants to see it before others do.
            page.first_frame_shown.connect(page.present, Qt.ConnectionType.QueuedConnection)
        if self.wish.screenshot:
            page.first_frame_shown.connect(lambda: _once_settled(window, self._save_picture))
            page.trouble.connect(lambda _message: _once_settled(window, self._save_picture))

    def _look_for_headset(self) -> None:
        """Offer the way into a headset, where this computer has a program for one; the start is over."""
        from anatomy_viewer.cli_vr import headset_door

        if self._door is None and self.window is not None:
            self._door = headset_door(self.session, self.window.theme)
            self.window.pages.currentChanged.connect(self._offer_headset)
            self._offer_headset()

    def enter_headset(self, store: MeshStore) -> None:
        """Go into the headset as soon as there is a window, because the command line asked for it."""
        self._awaited = store if self.window is None else None
        self._look_for_headset()
        if self._door is not None:
            self._door(store)

    def _offer_headset(self) -> None:
        page = self.window.lesson_page if self.window else None
        if page is not None:
            page.stage.enter_headset = self._door

    def _save_picture(self) -> None:
        path, window = self.wish.screenshot, self.window
        if path is None or window is None or not window.isVisible():
            return
        from anatomy_viewer.export.picture import png

        code = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, png(window.grab().toImage()))
        except OSError as error:
            sys.stderr.write(f"The picture of the window could not be saved. {reason_of(error)}\n")
            code = 1
        window.close()
        QApplication.exit(code)

    def _tell(self, message: Message) -> None:
        if self.window is not None:
            self.window.tell(message)
            return
        self.failure = FailureWindow(Theme(Look(system_theme())), message, self._words("Close"))
        self.failure.show()


def _once_settled(window: MainWindow, do: Callable[[], object]) -> None:
    """Do something when the window has come to rest; never, where it goes before."""
    timer = QTimer(window, singleShot=True, interval=SETTLED)
    timer.timeout.connect(do)
    timer.start()


def _wish(args: argparse.Namespace) -> Wish:
    """What the command line asks for; raises ValueError with a sentence for what cannot be."""
    asked = {"language": args.lang, "level": args.level, "colours": args.theme, "text_scale": args.text_scale}
    preferences = {name: value for name, value in asked.items() if value is not None}
    if args.text_scale is not None and not 1.0 <= args.text_scale <= LARGEST_TEXT:
        raise ValueError(f"--text-scale {args.text_scale}: give a number from 1 to 2.")
    return Wish(
        size=_size(args.size) if args.size else None,
        step=args.step or "",
        findings=tuple(findings_of(args.set)),
        preferences=preferences,
        screenshot=args.screenshot,
        present=args.present,
    )


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{3,5})x([0-9]{3,5})", text)
    if not match or max(int(side) for side in match.groups()) > LARGEST_WINDOW:
        raise ValueError(f"--size {text}: give it as WIDTHxHEIGHT in pixels, for instance 1280x800.")
    return int(match[1]), int(match[2])


def _folders(named: str | None) -> Sequence[Path]:
    return [Path(named).resolve()] if named and is_folder(named) else []


def _entry_id(args: argparse.Namespace, library: Library) -> str | None:
    """What to open: what is about the condition, or the lesson that is named."""
    if args.condition is None:
        return _lesson_id(args.lesson, library)
    if args.lesson is not None and not is_folder(args.lesson):
        raise ValueError("Name a lesson or give --condition, not both.")
    entry = library.with_code(args.condition)
    if entry is None:
        raise ValueError(f'No lesson is about the condition "{args.condition}". Run: anatomy-viewer lessons')
    return entry.id


def _lesson_id(named: str | None, library: Library) -> str | None:
    """The lesson to open: the one named, the one in the named folder, or the only one; else None: choose."""
    if named is None:
        return next(iter(library.lessons)) if len(library.lessons) == 1 else None
    if library.entry(named):
        return named
    folder = resolved(Path(named.replace("\0", "")))
    inside = [name for name, pack in library.lessons.items() if pack.folder.resolve() == folder]
    if inside:
        return inside[0]
    told = [problem for problem in library.problems if is_folder(named) and folder.name in problem.file]
    if told:
        raise ValueError(f"{named} cannot be opened:\n" + "\n".join(str(problem) for problem in told))
    close = get_close_matches(named, [*library.lessons, *COMMANDS], n=1)
    hint = (
        f'Did you mean "{close[0]}"?'
        if close
        else f"There are: {', '.join(sorted(library.lessons)) or 'none'}."
    )
    raise ValueError(f'There is no lesson "{named}". {hint}')


def _open_as_wished(session: Session, wish: Wish) -> None:
    """Open the lesson and set what was found in this patient; raises ValueError with a sentence."""
    if wish.lesson is None:
        if wish.step or wish.findings:
            raise ValueError("--step and --set need a lesson: name one. Run: anatomy-viewer lessons")
        return
    try:
        session.open(wish.lesson)
        give_findings(session, wish.findings)
        if wish.step:  # after the findings: they decide which steps there are
            session.seek(wish.step)
    except LookupError as error:
        raise ValueError(str(error)) from error
