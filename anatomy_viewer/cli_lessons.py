"""`anatomy-viewer lessons`: what there is to open, with its codes, for people and for programs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.content.entry import Entry
from anatomy_viewer.content.library import Library, memory_file
from anatomy_viewer.scene.naming import unknown


def add_lessons_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `lessons` to the command line."""
    parser = commands.add_parser(
        "lessons",
        help="what there is to open, with its codes",
        description="List the lessons on this machine: all of them, or those that fit words or a code.",
        epilog="Example: anatomy-viewer lessons asthma --lang sv --json",
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="the beginning of a name, synonym or code")
    parser.add_argument("--lang", default="en", help="the language of the names (en)")
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.set_defaults(run=run_lessons)


def run_lessons(args: argparse.Namespace) -> int:
    """List the lessons: 0 some, 1 none that fits, 2 a language that none of them has."""
    library = Library.load(memory=memory_file())
    languages = {language for pack in library.lessons.values() for language in pack.lesson.languages}
    if languages and not {args.lang, args.lang.partition("-")[0]} & languages:
        print(unknown("language", args.lang, sorted(languages)), file=sys.stderr)
        return 2
    found = library.search(" ".join(args.words), args.lang)
    if args.json:
        print(json.dumps([record(entry, args.lang) for entry in found], ensure_ascii=False, indent=2))
    else:
        print(listing(found, args.lang))
    return 0 if found else 1


def record(entry: Entry, language: str) -> dict[str, Any]:
    """Return what a program may want to know of an entry."""
    return {
        "id": entry.id,
        "title": entry.title(language, LEVELS[0]),
        "codes": [{"system": code.system, "code": code.code} for code in entry.about.codes],
        "findings": dict(entry.given),
        "languages": list(entry.pack.lesson.languages),
        "levels": list(entry.pack.lesson.levels),
        "version": entry.pack.info.version,
        "status": "draft" if entry.pack.info.is_draft else "reviewed",
    }


def listing(entries: Sequence[Entry], language: str) -> str:
    """Return a line for each entry: what to open, what it is called, its codes, its languages."""
    if not entries:
        return "No lesson fits."
    rows = [
        (
            entry.id,
            entry.title(language, LEVELS[0]),
            ", ".join(code.code for code in entry.about.codes),
            ", ".join(entry.pack.lesson.languages),
        )
        for entry in entries
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]))
        for row in rows
    )
