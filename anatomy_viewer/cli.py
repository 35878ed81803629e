"""The command line: `anatomy-viewer [LESSON]` opens the window, the other commands work without one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from anatomy_viewer import __version__
from anatomy_viewer.cli_parser import COMMANDS, Parser
from anatomy_viewer.content.writing import reason_of

Handler = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns 0, 1 with problems listed, or 2 for wrong usage."""
    _mend_streams()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        return 130
    except BrokenPipeError:  # who read the output has seen enough
        _drop_output()
        return 141
    except OSError as error:
        _drop_output()
        sys.stderr.write(f"This could not be done. {reason_of(error)}\n")
        return 1
    return code


def _mend_streams() -> None:
    """Let there be an output, also where nobody reads it and where a name has letters it does not know."""
    # Without a console, or with it closed, Python has None instead.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what is left of the output go nowhere, also when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    if words and words[0] in ("-h", "--help", "--version", *COMMANDS):
        args = command_parser().parse_args(words)
        run: Handler = args.run
        return run(args)
    return _open_window(words[1:] if words[:1] == ["open"] else words)


def command_parser() -> argparse.ArgumentParser:
    """The parser of everything but the window. Whoever opens the window need not wait for the commands."""
    parser = Parser(
        prog="anatomy-viewer",
        usage="anatomy-viewer [open] [LESSON] [options]\n       anatomy-viewer COMMAND ...",
        description="Opens a lesson in the window. With a command, works without one.",
        epilog="Options of the window: --lang sv --level plain --set stenosis=70 --step narrowing "
        "--condition I25.1 --theme dark --present --screenshot FILE. "
        "`anatomy-viewer COMMAND --help` tells more.",
    )
    parser.add_argument("--version", action="version", version=f"Anatomy Viewer {__version__}")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="anatomy-viewer"
    )
    for name in COMMANDS:
        getattr(import_module(f"anatomy_viewer.cli_{name}"), f"add_{name}_command")(commands)
    return parser


def load_before_qt() -> None:
    """Load what the window needs beside Qt: PySide reads the source of each module loaded after it."""
    for name in ("anatomy_viewer.session.session", "anatomy_viewer.render.picture"):
        import_module(name)


def _open_window(words: Sequence[str]) -> int:
    # Qt and VTK are loaded only here: the other commands answer without them.
    load_before_qt()
    from anatomy_viewer.app import run_window, window_parser

    return run_window(window_parser().parse_args(words))
