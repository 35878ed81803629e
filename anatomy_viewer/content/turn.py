"""Lets one process of this computer at a time do a piece of work; others wait for their turn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import BinaryIO

PAUSE = 0.2
"""Seconds between two looks at whether it is one's turn. Short: who waits must hear that it shall end."""


@contextmanager
def in_turn(file: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a file while something is done; `waiting` is called where another process holds it.

    The system lets go of the lock when its process ends, however that ends. Where the file cannot be
    written nobody waits.
    """
    with ExitStack() as held:
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            _wait(held.enter_context(file.open("ab")), waiting)
        yield


def _wait(handle: BinaryIO, waiting: Callable[[], None]) -> None:
    """Come back once the lock is ours; tell once that another process holds it."""
    if _is_ours(handle):
        return
    waiting()
    while not _is_ours(handle):
        sleep(PAUSE)


def _is_ours(handle: BinaryIO) -> bool:
    """Take the lock where nobody holds it; a file system that knows no locks gives it to everybody."""
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
