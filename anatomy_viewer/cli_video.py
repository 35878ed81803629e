"""`anatomy-viewer video`: a film of a lesson, with captions, as an MP4 file."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from anatomy_viewer.cli_options import add_lesson_options, check_name, mesh_store, open_session, size_of
from anatomy_viewer.content.built import ModelUnavailableError
from anatomy_viewer.content.writing import reason_of
from anatomy_viewer.export.film_wish import CAPTIONS, FINISHES, RATES, FilmWish, filmed_steps
from anatomy_viewer.session.session import Session

if TYPE_CHECKING:
    from anatomy_viewer.content.built import Report

_log = logging.getLogger(__name__)


def add_video_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `video` to the command line."""
    parser = commands.add_parser(
        "video",
        help="a film of a lesson, with captions, as an MP4 file",
        description="Make a film of a lesson or of one step, as long as its words take to be read.",
        epilog="Example: anatomy-viewer video LESSON --lang sv --set stenosis=70 -o film.mp4. "
        "Ctrl+C stops; no half film is left.",
    )
    add_lesson_options(parser, "1280x720")
    parser.add_argument("--steps", metavar="STEP,STEP", help="which steps, in this order (all but questions)")
    parser.add_argument(
        "--fps", type=int, choices=RATES, default=RATES[0], help="frames a second: 30 or 60 (30)"
    )
    parser.add_argument(
        "--captions",
        choices=CAPTIONS,
        default=CAPTIONS[0],
        help="burnt into the picture, as a .vtt file beside the film (webvtt), or none (burnt)",
    )
    parser.add_argument(
        "--finish",
        choices=tuple(FINISHES),
        default="good",
        help="how carefully it is drawn; best takes hours without a graphics card (good)",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the MP4 file (LESSON.mp4)")
    parser.set_defaults(run=run_video)


def run_video(args: argparse.Namespace) -> int:
    """Make the film: 0 done, 1 it could not be made or written, 2 something asked for does not exist."""
    try:
        wish, session = wish_of(args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    path = args.output or Path(f"{session.lesson.id}.mp4")
    # Who ends it from outside leaves no half film either.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        seconds = _film(session, wish, path)
    except (ModelUnavailableError, OSError, ValueError) as error:
        print(f"The film could not be made. {reason_of(error)}", file=sys.stderr)
        return 1
    finally:
        signal.signal(signal.SIGTERM, before)
    beside = f", {path.with_suffix('.vtt')}" if wish.captions == "webvtt" else ""
    print(f"{path}{beside}: {session.title}, {clock_time(seconds)}")
    return 0


def wish_of(args: argparse.Namespace) -> tuple[FilmWish, Session]:
    """The film that was asked for, and the session to film; raises ValueError for what cannot be."""
    size = size_of(args.size)
    if size[0] % 2 or size[1] % 2:
        even = "x".join(str(side - side % 2) for side in size)
        raise ValueError(
            f'A film of "{args.size}" would not play everywhere. Give even numbers: --size {even}.'
        )
    if args.output is not None:
        check_name(args.output, (".mp4", ".m4v", ".mov"), "a film")
    if args.steps is not None and not args.steps.strip(" ,"):
        raise ValueError("--steps names no step. Write --steps STEP,STEP, or leave it out for all.")
    session, step = open_session(args)
    named = tuple(name.strip() for name in args.steps.split(",")) if args.steps else ()
    steps = filmed_steps(session, named or ((step,) if step else ()))
    return FilmWish(size, args.fps, args.captions, steps, args.finish), session


def _film(session: Session, wish: FilmWish, path: Path) -> float:
    # Qt, VTK and the encoder are loaded only once all that was asked for is known to exist.
    from anatomy_viewer.export.film_file import NO_ENCODER, can_encode
    from anatomy_viewer.export.video import make_film
    from anatomy_viewer.render.ability import NO_DRAWING, can_draw
    from anatomy_viewer.render.messages import CaughtMessages

    if not can_encode():
        raise OSError(NO_ENCODER)
    scenes = [step.scene for step in session.steps]
    names = [scene.model for scene in scenes] + [scene.lens.model for scene in scenes if scene.lens]
    names += [scene.arrive.partition(":")[0] for scene in scenes if scene.arrive]
    store = mesh_store(session, names)
    try:
        if not can_draw():
            raise OSError(NO_DRAWING)
        with CaughtMessages() as caught:
            seconds = make_film(session, wish, store, path, film_progress(session.lesson.id))
    finally:
        store.close()
    for text in dict.fromkeys(caught.texts):
        _log.warning("while drawing: %s", text.strip())
    return seconds


def film_progress(name: str, now: Callable[[], float] = monotonic) -> Callable[[float], None]:
    """A report of the share that is done, with the time that is left; told once for every per cent."""
    from anatomy_viewer.cli_models import progress_bar

    bar: Report = progress_bar(name)
    start, told = now(), [-1]

    def report(share: float) -> None:
        percent = int(share * 100)
        if percent == told[0]:
            return
        told[0] = percent
        left = (now() - start) * (1.0 - share) / max(share, 1e-6)
        bar(share, "done" if share >= 1.0 else f"{clock_time(left)} left")

    return report


def clock_time(seconds: float) -> str:
    """Seconds as minutes and seconds: 4:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
