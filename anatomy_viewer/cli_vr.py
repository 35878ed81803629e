"""`anatomy-viewer vr`: a lesson in a headset, or the same mode in a window without one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from anatomy_viewer.cli_options import add_lesson_options, mesh_store, open_session, size_of
from anatomy_viewer.content.built import ModelUnavailableError
from anatomy_viewer.content.writing import reason_of, write_whole
from anatomy_viewer.display import NO_DISPLAY, can_show
from anatomy_viewer.session.clock import SystemClock
from anatomy_viewer.session.session import Session
from anatomy_vr.runtime import NO_RUNTIME, find_runtime

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from anatomy_viewer.render.meshes import MeshStore
    from anatomy_viewer.ui.theme import Theme
    from anatomy_vr.clinician_controls import Controls
    from anatomy_vr.clinician_window import ClinicianWindow
    from anatomy_vr.guide import Speak
    from anatomy_vr.stand_in_window import StandInWindow
    from anatomy_vr.visit import Visit

_SETTLED = 60
"""Frames after which a picture of the stand-in is taken: veils have opened."""


def add_vr_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `vr` to the command line."""
    parser = commands.add_parser(
        "vr",
        help="a lesson in a headset, or in a window that stands in for one",
        description="Show a lesson in the headset of the active OpenXR runtime, with a window beside it. "
        "With --no-headset the same mode runs in a window, with mouse and keys for head and hands.",
        epilog="Example: anatomy-viewer vr LESSON --no-headset --set stenosis=70 --lang fr",
    )
    add_lesson_options(parser, "1100x750")
    parser.add_argument("--no-headset", action="store_true", help="mouse and keys stand in for the headset")
    parser.add_argument("--both-eyes", action="store_true", help="without a headset: both eyes, side by side")
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="without a headset: save a picture, then end"
    )
    parser.set_defaults(run=run_vr)


def run_vr(args: argparse.Namespace) -> int:
    """Show the lesson until somebody leaves: 0 done, 1 it could not be shown, 2 something does not exist."""
    try:
        size = size_of(args.size)
        session = live_session(args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not can_show(photographed=args.screenshot is not None):
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    try:
        store = mesh_store(session, {step.scene.model for step in session.steps})
    except (ModelUnavailableError, OSError) as error:
        print(f"The lesson cannot be shown. {reason_of(error)}", file=sys.stderr)
        return 1
    try:
        if args.no_headset or args.screenshot:
            return _stand_in(args, session, store, size)
        if find_runtime() is None:
            print(NO_RUNTIME, file=sys.stderr)
            return 1
        return _headset(args, session, store)
    finally:
        store.close()


def live_session(args: argparse.Namespace) -> Session:
    """The session that was asked for, on the clock of this machine; raises ValueError with a sentence."""
    session, _ = open_session(args)
    session.clock = SystemClock()
    session.seek(session.step.id)  # its movement begins now
    return session


def _stand_in(args: argparse.Namespace, session: Session, store: MeshStore, size: tuple[int, int]) -> int:
    from anatomy_viewer.app import make_application
    from anatomy_viewer.locale import translator
    from anatomy_vr.stand_in import StandIn
    from anatomy_vr.stand_in_window import StandInWindow
    from anatomy_vr.visit import Visit, eyes_for

    app = make_application()
    shown = (size[0] // 2, size[1]) if args.both_eyes else size
    eyes = eyes_for(session, store, shown)
    device = StandIn(eyes, both=args.both_eyes)
    visit = Visit(session, eyes, device, _voice())
    window = StandInWindow(visit, device, translator(session.words[0]))
    window.resize(*size)
    window.show()
    return _photograph(window, args.screenshot) if args.screenshot else app.exec()


def _photograph(window: StandInWindow, path: Path) -> int:
    """Save what the window shows once the organ is there, and end."""
    from time import sleep

    from anatomy_viewer.export.picture import png
    from anatomy_vr.stand_in_window import FRAME_MILLISECONDS

    for _ in range(_SETTLED):
        window.step()
        sleep(FRAME_MILLISECONDS / 1000.0)
    try:
        write_whole(path, png(window.grab().toImage()))
    except OSError as error:
        print(f"The picture could not be saved. {reason_of(error)}", file=sys.stderr)
        return 1
    finally:
        window.close()
    print(path)
    return 0


def _headset(args: argparse.Namespace, session: Session, store: MeshStore) -> int:
    """Open the lesson's window, and beside it the clinician's window that runs the headset."""
    from anatomy_viewer.app import Opening, Wish, make_application

    app = make_application()
    asked = {"language": args.lang, "level": args.level}
    opening = Opening(session, session.library, Wish(lesson=session.lesson.id, preferences=asked))
    opening.show_window()
    opening.enter_headset(store)
    return app.exec()


def open_headset(session: Session, store: MeshStore, theme: Theme) -> ClinicianWindow:
    """Open the clinician's window, which enters the headset; whoever asked keeps it."""
    from anatomy_vr.clinician_window import ClinicianWindow

    beside = ClinicianWindow(session, partial(_enter, session, store), clinician_controls(theme))
    beside.setPalette(theme.palette())
    beside.show()
    return beside


def clinician_controls(theme: Theme) -> Controls:
    """The controls of the clinician's window in the look of the lesson's own."""
    from anatomy_viewer.ui.controls import Button, Text
    from anatomy_viewer.ui.headset_sheet import FewChoices, HeadsetSheet
    from anatomy_viewer.ui.lesson_slider import LessonSlider
    from anatomy_vr.clinician_controls import Controls, Dial, Kind, Line, Slide, Type
    from anatomy_vr.clinician_layout import BESIDE_BAR

    def button(kind: Kind, icon: str) -> Button:
        return Button(theme, kind=kind, icon=icon).wrapping()

    def line(kind: Type) -> Line:
        text = Text(theme, kind=kind)
        return Line(text, lambda words: text.set_words(escape(words, quote=False).replace("\n", "<br>")))

    def dial(pick: Callable[[str], None]) -> Dial:
        choices = FewChoices(theme)
        choices.picked.connect(pick)
        return Dial(choices, choices.set_choices)

    def slide(session: Session) -> Slide:
        slider = LessonSlider(session, theme)
        return Slide(slider, slider.show_state)

    def sheet(scrolls: QWidget, stays: QWidget) -> QWidget:
        return HeadsetSheet(theme, scrolls, stays, BESIDE_BAR)

    return Controls(button, line, dial, slide, sheet)


def headset_door(session: Session, theme: Theme) -> Callable[[MeshStore], None] | None:
    """What opens the headset from the lesson's own window; None where this computer has no runtime."""
    if find_runtime() is None:
        return None
    held: list[ClinicianWindow] = []

    def enter(store: MeshStore) -> None:
        if held and held[-1].isVisible():
            held[-1].raise_()
            return
        held[:] = [open_headset(session, store, theme)]

    return enter


def _enter(session: Session, store: MeshStore) -> Visit:
    """Begin a visit in the headset; raises ValueError with a sentence where there is none."""
    from anatomy_vr.headset import Headset
    from anatomy_vr.visit import Visit, eyes_for

    headset = Headset()
    eyes = eyes_for(session, store, headset.eye_size)
    headset.open(eyes.window)
    return Visit(session, eyes, headset, _voice())


def _voice() -> Speak | None:
    """The system's voice as the guide uses it, where there is one."""
    from anatomy_viewer.content.markdown import plain_text
    from anatomy_viewer.ui.speech import Speech

    speech = Speech()

    def speak(words: str, language: str) -> None:
        speech.say(plain_text(words), language)

    return speak if speech.can_speak("en") else None
