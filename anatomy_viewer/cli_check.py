"""`anatomy-viewer check`: says what is wrong in packs, where, and what to do about it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from anatomy_viewer.content.checking import check
from anatomy_viewer.content.library import FILES, Library, pack_folders
from anatomy_viewer.content.problem import Problem


def add_check_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `check` to the command line."""
    parser = commands.add_parser(
        "check",
        help="find mistakes in lessons, models and animations",
        description="Find mistakes in packs: all that are found on this machine, or those given.",
    )
    parser.add_argument(
        "packs", nargs="*", type=Path, metavar="PACK", help="folder of a lesson, model or animation"
    )
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    parser.set_defaults(run=run_check)


def run_check(args: argparse.Namespace) -> int:
    """Check packs and print what is wrong: 0 nothing, 1 problems, 2 a folder that holds no pack."""
    folders = [_folder_of(pack) for pack in args.packs]
    empty = [folder for folder in folders if not any(pack_folders(folder))]
    if empty:
        print(
            f"{empty[0]}: no pack is here. Give a folder with a lesson.toml, model.toml or animation.toml.",
            file=sys.stderr,
        )
        return 2
    library = Library.load((*folders, *_neighbours(folders)))
    problems = check(library, only=folders)
    if args.json:
        print(json.dumps([problem.as_record() for problem in problems], ensure_ascii=False, indent=2))
    else:
        print(report(problems, _count(library, folders)))
    return 1 if problems else 0


def report(problems: Sequence[Problem], packs: int) -> str:
    """Return a line for each problem and a closing sentence."""
    checked = "1 pack" if packs == 1 else f"{packs} packs"
    if not problems:
        return f"No problem in {checked}."
    files = len({problem.file for problem in problems})
    found = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    where = "1 file" if files == 1 else f"{files} files"
    closing = f"{found} in {where}."
    if any(problem.code == "S1" for problem in problems):
        closing += (
            " A file that cannot be read hides other mistakes of its pack: mend S1 first, then check again."
        )
    return "\n".join([*map(str, problems), closing])


def _folder_of(pack: Path) -> Path:
    """Return a pack's folder where one of its files is given, such as `text/en.plain.toml`."""
    if pack.suffix != ".toml" or not pack.is_file():
        return pack
    around = pack.absolute().parents[:2]
    return next((folder for folder in around if any(pack_folders(folder))), pack)


def _neighbours(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the places whose other packs a pack may name: `lessons/x` sees the `models/` beside it."""
    above = [folder.resolve().parent for folder in folders]
    return tuple(dict.fromkeys(place.parent for place in above if place.name in FILES))


def _count(library: Library, folders: Sequence[Path]) -> int:
    if folders:
        return len({place for folder in folders for place in pack_folders(folder)})
    return len(library.lessons) + len(library.left_out) + len(library.models) + len(library.animations)
