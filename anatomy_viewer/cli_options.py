"""What commands that show a lesson without a window share: their options, and the session they ask for."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from anatomy_viewer.cli_findings import findings_of, give_findings
from anatomy_viewer.cli_parser import is_folder
from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.built import ensure_built, glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.mirroring import plain_id
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.session.audience import Audience
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

if TYPE_CHECKING:
    from anatomy_viewer.render.meshes import MeshStore

SMALLEST, LARGEST = 200, 8000
"""Pixels, a side."""


def add_lesson_options(parser: argparse.ArgumentParser, size: str) -> None:
    """Add which lesson, for whom, in which words and how large, with a size where none is given."""
    parser.add_argument(
        "lesson",
        metavar="LESSON[/STEP]",
        help="a lesson's id or folder, or LESSON:CONDITION, and which step of it",
    )
    parser.add_argument("--step", help="another way to name the step")
    parser.add_argument(
        "--set", action="append", default=[], metavar="FINDING=VALUE", help="a finding of this patient"
    )
    parser.add_argument("--side", help="short for --set side=...")
    parser.add_argument("--lang", default="en", help="the language of the words (en)")
    parser.add_argument("--level", default="plain", help=f"the reading level: {', '.join(LEVELS)} (plain)")
    parser.add_argument("--gentle", action="store_true", help="softer, schematic colours")
    parser.add_argument("--size", default=size, metavar="WIDTHxHEIGHT", help=f"in pixels ({size})")


def open_session(args: argparse.Namespace) -> tuple[Session, str | None]:
    """A session on the lesson that was asked for, at its step, and that step; its clock stands at 0.

    Raises ValueError with a sentence for what there is not.
    """
    lesson, step, folders = _place(args.lesson)
    step = args.step or step
    library = Library.load(folders)
    if folders:
        lesson = _lesson_in(folders[0], library)
    if args.level not in LEVELS:
        raise unknown("level", args.level, LEVELS)
    audience = Audience(args.lang, args.level, gentle=args.gentle)
    session = Session(library, clock=ManualClock(), audience=audience)
    session.open(lesson, step)
    if not {args.lang, args.lang.partition("-")[0]} & {language for language, _ in session.content.texts}:
        raise unknown("language", args.lang, session.lesson.languages)
    give_findings(session, findings_of([*args.set, *([f"side={args.side}"] if args.side else [])]))
    if step:
        session.seek(step)
    return session, step


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


def check_name(path: Path, endings: Sequence[str], kind: str) -> None:
    """See that a file may have this name, before any work is done; raises ValueError with a sentence."""
    if path.is_dir():
        raise ValueError(f"{path} is a folder. Name a file in it, such as {path / ('a' + endings[0])}.")
    if path.suffix.lower() not in endings:
        raise ValueError(f'"{path}" is no name of {kind}. Give it the ending {endings[0]}.')


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


def mesh_store(session: Session, names: Iterable[str]) -> MeshStore:
    """The meshes of some models; those that are not built yet are built now."""
    from anatomy_viewer.cli_models import progress_bar
    from anatomy_viewer.render.meshes import MeshStore

    models = [session.library.models[name] for name in sorted({plain_id(name) for name in names})]
    for model in models:
        ensure_built(model, progress_bar(model.id))
    return MeshStore.of(models, glb_path)
