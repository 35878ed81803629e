"""`anatomy-viewer models`: lists the organs, builds their meshes, and tells what is in one."""

from __future__ import annotations

import _thread
import argparse
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Any

from anatomy_viewer.content.built import ModelUnavailableError, ensure_built, glb_path, is_built
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.writing import reason_of
from anatomy_viewer.scene.naming import unknown

if TYPE_CHECKING:
    from anatomy_viewer.content.built import Report
    from anatomy_viewer.content.model import Model

_BAR = 28
_NICENESS = 10
_GRACE = 5.0
"""Seconds to tidy up in; a long calculation cannot be interrupted and is cut off then."""


def add_models_command(commands: Any) -> None:
    """Add `models` with its own commands to the command line."""
    parser = commands.add_parser("models", help="list, build and inspect the organs")
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", dest="models_command", required=True)
    listing = kinds.add_parser("list", help="the models on this machine")
    listing.add_argument("--json", action="store_true", help="print JSON")
    listing.set_defaults(run=run_list)
    building = kinds.add_parser("build", help="make the meshes of models")
    building.add_argument("ids", nargs="*", metavar="MODEL", help="which; all that are not built where none")
    building.add_argument("--all", action="store_true", help="every model that has a recipe")
    building.add_argument("--coarse", action="store_true", help="a quick preview (with -o only)")
    building.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="write the files here")
    building.add_argument("--json", action="store_true", help="print JSON")
    building.add_argument(
        "--lines",
        action="store_true",
        help="for the window: at low priority, progress as lines; ends when its input ends",
    )
    building.set_defaults(run=run_build)
    info = kinds.add_parser("info", help="parts, views, anchors and animations of a model")
    info.add_argument("id", metavar="MODEL")
    info.add_argument("--json", action="store_true", help="print JSON")
    info.set_defaults(run=run_info)


def run_list(args: argparse.Namespace) -> int:
    """Print the models of this machine."""
    rows = [
        {"id": model.id, "names": model.names, "parts": len(model.parts), "built": is_built(model)}
        for model in Library.load().models.values()
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in rows if not args.json else []:
        state = "built" if row["built"] else "not built yet"
        parts = "1 part" if row["parts"] == 1 else f"{row['parts']} parts"
        print(f"{row['id']:<24}{parts:<12}{state}")
    return 0


def run_build(args: argparse.Namespace) -> int:
    """Build models: into the cache, or into a folder of one's own."""
    if args.coarse and args.output is None:
        print("A coarse model is a preview and never goes into the cache: add -o FOLDER.", file=sys.stderr)
        return 2
    models = Library.load().models
    unknown = [model_id for model_id in args.ids if model_id not in models]
    if unknown:
        return _refuse(unknown[0], models)
    wanted = args.ids or list(models)
    if args.lines:
        _give_way()
        end_with_input()
    try:
        done = [
            _built(models[model_id], args, _report_of(model_id, place, args, len(wanted)))
            for place, model_id in enumerate(wanted)
        ]
    except (ModelUnavailableError, OSError) as error:
        print(f"\n{reason_of(error)}", file=sys.stderr)
        return 1
    if args.lines:
        return 0
    print(json.dumps(done, indent=2) if args.json else "\n".join(row["file"] for row in done))
    return 0


def _give_way() -> None:
    """Let everything else that runs on this computer go first."""
    if sys.platform != "win32":
        os.nice(_NICENESS)


def _report_of(model_id: str, place: int, args: argparse.Namespace, count: int) -> Report:
    """What is told while the model at a place among several is built."""
    if not args.lines:
        return progress_bar(model_id)
    return lambda fraction, words: progress_line((place + fraction) / count, words)


def _built(model: Model, args: argparse.Namespace, report: Report) -> dict[str, str]:
    """Build one model; returns its id and file."""
    if args.output is None:
        ensure_built(model, report)
        return {"id": model.id, "file": str(glb_path(model))}
    from anatomy_models.build import build

    path = build(model.id, args.output, detail="coarse" if args.coarse else "full", report=report)
    return {"id": model.id, "file": str(path)}


def progress_bar(name: str) -> Report:
    """A report that draws a bar on the error stream; plain lines where that is no terminal."""
    live = sys.stderr.isatty()
    full, empty = ("━", "─") if "utf" in (sys.stderr.encoding or "").lower() else ("#", "-")

    def report(fraction: float, words: str) -> None:
        filled = round(fraction * _BAR)
        bar = full * filled + empty * (_BAR - filled)
        line = f"{name:<18}{bar} {fraction:>4.0%}  {words:<32}"
        end = "\n" if fraction >= 1.0 or not live else ""
        print(f"\r{line}" if live else line.rstrip(), end=end, file=sys.stderr, flush=True)

    return report


def progress_line(fraction: float, words: str) -> None:
    """Print how far it is, and what is being done, with a tab between."""
    print(f"{fraction:.4f}\t{words}", flush=True)


def end_with_input() -> None:
    """End this process, tidily, as soon as its input ends: whoever started it is gone then."""
    Thread(target=_wait_for_end, name="wait for the end of the input", daemon=True).start()


def _wait_for_end() -> None:
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    _thread.interrupt_main()
    sleep(_GRACE)
    os._exit(130)


def run_info(args: argparse.Namespace) -> int:
    """Print what a lesson can show of a model: parts, views, anchors, and the animations that move it."""
    library = Library.load()
    if args.id not in library.models:
        return _refuse(args.id, library.models)
    from anatomy_viewer.cli_model_info import info_of, listing

    model = library.models[args.id]
    try:
        ensure_built(model, progress_bar(model.id))
        record = info_of(model, library.animations.values())
    except (ModelUnavailableError, OSError, ValueError) as error:
        print(reason_of(error), file=sys.stderr)
        return 1
    print(json.dumps(record, ensure_ascii=False, indent=2) if args.json else listing(record))
    return 0


def _refuse(model_id: str, models: Any) -> int:
    print(unknown("model", model_id, sorted(models)), file=sys.stderr)
    return 2
