"""`anatomy-viewer picture`: a picture of a lesson's step, with its words, as a PNG file."""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import replace
from pathlib import Path

from anatomy_viewer.cli_options import add_lesson_options, check_name, mesh_store, open_session, size_of
from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.built import ModelUnavailableError
from anatomy_viewer.content.writing import reason_of
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

_log = logging.getLogger(__name__)

_LATER = 3600.0
"""Seconds after a step opened at which all that plays in it has ended."""


def add_picture_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `picture` to the command line."""
    parser = commands.add_parser(
        "picture",
        help="a picture of a lesson's step, with its words, as a PNG file",
        description="Make a picture of a lesson's step, with its words in a language and at a level.",
        epilog="Example: anatomy-viewer picture LESSON/STEP --set stenosis=70 --lang fr -o a.png",
    )
    add_lesson_options(parser, "1600x1200")
    parser.add_argument("--stage", help="put the step's slider to a named stage, for instance severe")
    parser.add_argument("--view", help="look from a named view of the model, for instance inside")
    parser.add_argument(
        "--compare", metavar="WITH", help="show it beside another: healthy, before, or another step's id"
    )
    parser.add_argument("--describe", action="store_true", help="also print what the picture shows, in words")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the PNG file (LESSON-STEP.png)")
    parser.set_defaults(run=run_picture)


def run_picture(args: argparse.Namespace) -> int:
    """Make the picture: 0 done, 1 it could not be made or written, 2 something asked for does not exist."""
    try:
        size = size_of(args.size)
        if args.output is not None:
            check_name(args.output, (".png", ""), "a PNG file")
        session = session_for(args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        path = args.output or Path(f"{session.lesson.id}-{session.step.id}.png")
        description = _save(session, size, path)
    except (ModelUnavailableError, OSError, ValueError) as error:
        print(f"The picture could not be made. {reason_of(error)}", file=sys.stderr)
        return 1
    print(f"{path}: {session.scene.words.title}")
    if args.describe:
        print(description)
    return 0


def session_for(args: argparse.Namespace) -> Session:
    """A session that shows what was asked for, all movement ended; raises ValueError where it cannot."""
    session, _ = open_session(args)
    settle(session)
    if args.stage:
        _to_stage(session, args.stage)
    if args.view:
        session.look_from(args.view)
    if args.compare:
        session.compare(_comparison(session, args.compare))
    settle(session)
    return session


def _comparison(session: Session, wanted: str) -> str:
    """The id of a comparison; a step may be named without saying that it is an option."""
    offered = {offer.id for offer in session.comparisons}
    return f"option:{wanted}" if f"option:{wanted}" in offered else wanted


def settle(session: Session) -> None:
    """Let everything that plays in a step come to its end."""
    if isinstance(session.clock, ManualClock):
        session.clock.advance(_LATER)
    session.tick()


def _to_stage(session: Session, stage: str) -> None:
    slider = session.slider
    if slider is None:
        raise ValueError(
            f'The step "{session.step.id}" has no slider, so there is no stage "{stage}" to show.'
        )
    places = {place.id: place.at for animation in _moved(session) for place in animation.stages}
    if stage not in places:
        raise unknown("stage", stage, places)
    session.set_driver(slider.driver, places[stage])


def _moved(session: Session) -> list[Animation]:
    """The animations that the step's slider moves."""
    layers = [session.library.animations[layer.animation] for layer in session.step.scene.layers]
    driver = session.step.slider
    return [a for a in layers if driver in (a.id, getattr(a.driver, "parameter", None))]


def _save(session: Session, size: tuple[int, int], path: Path) -> str:
    """Make and write the picture; return what it shows, in words."""
    # Qt and VTK are loaded only once all that was asked for is known to exist.
    from anatomy_viewer.export.description import description_of
    from anatomy_viewer.export.picture import save_picture
    from anatomy_viewer.export.sheet import sheet_of
    from anatomy_viewer.export.stage_image import Studio
    from anatomy_viewer.render.ability import NO_DRAWING, can_draw
    from anatomy_viewer.render.messages import CaughtMessages

    store = mesh_store(session, session.scene.models)
    if not can_draw():
        raise OSError(NO_DRAWING)
    try:
        with CaughtMessages() as caught:
            description = description_of(session, store, size)
            sheet = replace(sheet_of(session), description=description)
            save_picture(sheet, size, Studio(store), path)
    finally:
        store.close()
    for text in caught.texts:
        _log.warning("while drawing: %s", text.strip())
    return description
