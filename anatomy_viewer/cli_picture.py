"""`anatomy-viewer picture`: a picture of a lesson's step, with its words, as a PNG file."""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from anatomy_viewer.cli_parser import is_folder
from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.built import ModelUnavailableError, ensure_built, glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

if TYPE_CHECKING:
    from anatomy_viewer.render.meshes import MeshStore

_log = logging.getLogger(__name__)

SMALLEST, LARGEST = 200, 8000
"""Pixels, a side."""
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
    parser.add_argument(
        "lesson", metavar="LESSON[/STEP]", help="a lesson's id or folder; its first step if none is named"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="FINDING=VALUE", help="a finding of this patient"
    )
    parser.add_argument("--side", help="short for --set side=...")
    parser.add_argument("--stage", help="put the step's slider to a named stage, for instance severe")
    parser.add_argument("--view", help="look from a named view of the model, for instance inside")
    parser.add_argument("--lang", default="en", help="the language of the words (en)")
    parser.add_argument("--level", default="plain", help=f"the reading level: {', '.join(LEVELS)} (plain)")
    parser.add_argument("--gentle", action="store_true", help="softer, schematic colours")
    parser.add_argument("--size", default="1600x1200", metavar="WIDTHxHEIGHT", help="in pixels (1600x1200)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the PNG file (LESSON-STEP.png)")
    parser.set_defaults(run=run_picture)


def run_picture(args: argparse.Namespace) -> int:
    """Make the picture: 0 done, 1 it could not be made or written, 2 something asked for does not exist."""
    try:
        size = size_of(args.size)
        session = session_for(args)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        path = args.output or Path(f"{session.lesson.id}-{session.step.id}.png")
        _save(session, size, path)
    except (ModelUnavailableError, OSError, ValueError) as error:
        print(f"The picture could not be made. {error}", file=sys.stderr)
        return 1
    print(f"{path}: {session.scene.words.title}")
    return 0


def session_for(args: argparse.Namespace) -> Session:
    """A session that shows what was asked for, all movement ended; raises ValueError where it cannot."""
    lesson, step, folders = _place(args.lesson)
    library = Library.load(folders)
    if folders:
        lesson = _lesson_in(folders[0], library)
    if args.level not in LEVELS:
        raise unknown("level", args.level, LEVELS)
    clock = ManualClock()
    session = Session(library, clock=clock, audience=Audience(args.lang, args.level, gentle=args.gentle))
    session.open(lesson, step)
    if args.lang.partition("-")[0] not in {language for language, _ in session.content.texts}:
        raise unknown("language", args.lang, session.lesson.languages)
    for name, value in findings_of([*args.set, *([f"side={args.side}"] if args.side else [])]):
        session.set_finding(name, value)
    if step:
        session.seek(step)
    _adjust(session, clock, args)
    return session


def size_of(text: str) -> tuple[int, int]:
    """A size in pixels from `1600x1200`; raises ValueError with a sentence."""
    match = re.fullmatch(r"(\d{1,5})[xX×](\d{1,5})", text.strip())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(SMALLEST <= side <= LARGEST for side in size):
        raise ValueError(
            f'The size "{text}" cannot be used. Give width and height from {SMALLEST} to {LARGEST} pixels, '
            "for instance --size 1600x1200."
        )
    return size


def findings_of(pairs: Iterable[str]) -> list[tuple[str, str]]:
    """Names and values from `stenosis=70`; raises ValueError with a sentence."""
    found = []
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals and value):
            raise ValueError(
                f'"{pair}" says no finding. Write --set FINDING=VALUE, for instance --set stenosis=70.'
            )
        found.append((name.strip(), value.strip().removesuffix("%").strip()))
    return found


def _place(text: str) -> tuple[str, str | None, list[Path]]:
    """The lesson, the step and the extra folder that `LESSON[/STEP]` names."""
    if is_folder(text):
        return "", None, [Path(text).resolve()]
    lesson, _, step = text.rpartition("/") if "/" in text else (text, "", "")
    if is_folder(lesson) and "/" in text:
        return "", step, [Path(lesson).resolve()]
    return lesson, step or None, []


def _lesson_in(folder: Path, library: Library) -> str:
    inside = [pack.id for pack in library.lessons.values() if pack.folder.resolve() == folder]
    if not inside:
        raise ValueError(f"{folder} holds no lesson that can be read. Run: anatomy-viewer check {folder}")
    return inside[0]


def _adjust(session: Session, clock: ManualClock, args: argparse.Namespace) -> None:
    """Let all movement end, then put slider and camera where they were asked to be."""
    clock.advance(_LATER)
    session.tick()
    if args.stage:
        _to_stage(session, args.stage)
    if args.view:
        session.look_from(args.view)
    clock.advance(_LATER)
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


def _save(session: Session, size: tuple[int, int], path: Path) -> None:
    # Qt and VTK are loaded only once all that was asked for is known to exist.
    from anatomy_viewer.export.picture import save_picture
    from anatomy_viewer.export.sheet import sheet_of
    from anatomy_viewer.export.stage_image import Studio
    from anatomy_viewer.render.ability import NO_DRAWING, can_draw
    from anatomy_viewer.render.messages import CaughtMessages

    store = mesh_store(session)
    if not can_draw():
        raise OSError(NO_DRAWING)
    try:
        with CaughtMessages() as caught:
            save_picture(sheet_of(session), size, Studio(store), path)
    finally:
        store.close()
    for text in caught.texts:
        _log.warning("while drawing: %s", text.strip())


def mesh_store(session: Session) -> MeshStore:
    """The meshes that a session's scene needs; those that are not built yet are built now."""
    from anatomy_viewer.cli_models import progress_bar
    from anatomy_viewer.render.meshes import MeshStore

    lens = session.scene.lens
    names = {*session.scene.stage.models, *(lens.stage.models if lens else ())}
    models = [session.library.models[name] for name in sorted(names)]
    for model in models:
        ensure_built(model, progress_bar(model.id))
    return MeshStore.of(models, glb_path)
