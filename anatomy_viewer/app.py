"""Puts the window together: packs, session, theme, and the first picture. Nothing slow is loaded before it is needed."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtWidgets import QApplication

from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.built import is_built
from anatomy_viewer.content.library import Library
from anatomy_viewer.locale import LANGUAGES, translator
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.fonts import load_fonts
from anatomy_viewer.ui.message import install_excepthook
from anatomy_viewer.ui.preparation import Preparation
from anatomy_viewer.ui.theme import THEMES, Look, Theme, system_theme
from anatomy_viewer.ui.window import MainWindow

_log = logging.getLogger(__name__)


def window_parser() -> argparse.ArgumentParser:
    """The options of the window."""
    parser = argparse.ArgumentParser(prog="anatomy-viewer", description="Opens a lesson in the window.")
    parser.add_argument("lesson", nargs="?", help="a lesson's id, or a folder that holds a pack")
    parser.add_argument("--step", help="the step to open")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help="the language of words and window")
    parser.add_argument("--level", choices=LEVELS, help="the reading level")
    parser.add_argument("--set", action="append", default=[], metavar="FINDING=VALUE", help="a finding of this patient")
    parser.add_argument("--theme", choices=THEMES, help="the palette; the system's where absent")
    parser.add_argument("--text-scale", type=float, default=1.0, help="1 to 2")
    parser.add_argument("--size", default="1280x800", help="of the window, in pixels")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture of the window, then end")
    return parser


def run_window(args: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    try:
        size = _size(args.size)
        library = Library.load(_folders(args.lesson))
        session = Session(library, audience=_audience(args))
        lesson = _lesson_id(args.lesson, library)
        _tell_findings(session, lesson, args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    app = make_application()
    theme = Theme(Look(args.theme or system_theme(), args.text_scale))
    app.setPalette(theme.palette())
    opening = Opening(session, library, theme, args, size)
    opening.begin(lesson)
    status = app.exec()
    opening.close()
    return status


def make_application() -> QApplication:
    """The Qt application, with the app's typeface and one door for what goes wrong."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QSurfaceFormat.setDefaultFormat(surface_format())
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["anatomy-viewer"])
    app.setApplicationName("anatomy-viewer")
    app.setApplicationDisplayName("Anatomy Viewer")
    app.setStyle("Fusion")
    load_fonts()
    install_excepthook()
    return app


def surface_format() -> QSurfaceFormat:
    """What VTK needs of an OpenGL context. It is the application's default: Wayland takes no other."""
    wanted = QSurfaceFormat()
    wanted.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setDepthBufferSize(24)
    wanted.setAlphaBufferSize(8)
    wanted.setSamples(0)
    return wanted


class Opening:
    """The way to the first picture: builds what is not built, then shows the window on its lesson."""

    def __init__(
        self, session: Session, library: Library, theme: Theme, args: argparse.Namespace, size: tuple[int, int]
    ) -> None:
        self.session, self.library, self.theme, self.args, self.size = session, library, theme, args, size
        self.window: MainWindow | None = None
        self.preparation: Preparation | None = None

    def begin(self, lesson: str | None) -> None:
        """Show the window, after the models that its packs need are there."""
        missing = [name for name, model in self.library.models.items() if not is_built(model)]
        if not missing:
            self.show_window(lesson)
            return
        words = translator(self.session.choices.audience.language)
        self.preparation = page = Preparation(self.theme, missing, words)
        page.finished.connect(lambda: self._prepared(lesson))
        page.left.connect(self._leave)
        page.resize(*self.size)
        page.show()
        page.start()

    def _prepared(self, lesson: str | None) -> None:
        page = self.preparation
        self.show_window(lesson)
        if page is not None:
            page.left.disconnect(self._leave)
            page.close()

    def _leave(self) -> None:
        if self.preparation is not None:
            self.preparation.stop()
        QApplication.exit(1)

    def show_window(self, lesson: str | None) -> None:
        """Show the window on a lesson, or on the library where there is none."""
        self.window = window = MainWindow(self.session, self.library, self.theme)
        window.resize(*self.size)
        if lesson is None:
            window.show_library()
        else:
            window.open_lesson(lesson, self.args.step)
        window.show()
        if self.args.screenshot:
            window.first_frame_shown.connect(lambda: QTimer.singleShot(200, self._save_screenshot))
            if lesson is None:
                QTimer.singleShot(400, self._save_screenshot)

    def _save_screenshot(self) -> None:
        path: Path = self.args.screenshot
        path.parent.mkdir(parents=True, exist_ok=True)
        saved = self.window is not None and self.window.grab().save(str(path))
        QApplication.exit(0 if saved else 1)

    def close(self) -> None:
        """Give back what the window holds."""
        if self.window is not None:
            self.window.close()


def _size(text: str) -> tuple[int, int]:
    wide, _x, tall = text.partition("x")
    if not (wide.isdigit() and tall.isdigit()):
        raise ValueError(f"--size {text}: give it as WIDTHxHEIGHT in pixels, for instance 1280x800.")
    return int(wide), int(tall)


def _audience(args: argparse.Namespace) -> Audience:
    system = QLocale.system().name().split("_")[0]
    language = args.lang or (system if system in LANGUAGES else "en")
    return Audience(language=language, level=args.level or "plain", text_scale=args.text_scale)


def _folders(named: str | None) -> Sequence[Path]:
    return [Path(named).resolve()] if named and Path(named).is_dir() else []


def _lesson_id(named: str | None, library: Library) -> str | None:
    """The lesson to open: the one named, the one in the named folder, or the first there is."""
    if named in library.lessons:
        return named
    if named is None:
        return next(iter(library.lessons), None)
    folder = Path(named).resolve()
    inside = [name for name, pack in library.lessons.items() if pack.folder.resolve() == folder]
    if inside:
        return inside[0]
    told = [problem for problem in library.problems if folder.is_dir() and folder.name in problem.file]
    if told:
        raise ValueError(f"{named} cannot be opened:\n" + "\n".join(str(problem) for problem in told))
    close = get_close_matches(named, library.lessons, n=1)
    hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(sorted(library.lessons)) or 'none'}."
    raise ValueError(f'There is no lesson "{named}". {hint}')


def _tell_findings(session: Session, lesson: str | None, args: argparse.Namespace) -> None:
    """Open the lesson and set what was found in this patient."""
    if lesson is None:
        return
    session.open(lesson, args.step)
    for pair in args.set:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(f"--set {pair}: give it as FINDING=VALUE, for instance --set stenosis=70.")
        session.set_finding(name, _value(value))


def _value(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
