"""Files that are whole at any moment: written beside their place, then moved over it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; what was there stays until then.

    Raises OSError where it cannot, which names this file and never the half one beside it.
    """
    with naming(path):
        if path.exists() and not path.is_file():  # a device or a folder is not to be replaced
            path.write_bytes(data)
        else:
            _write_beside(path, data)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Within, what the system refuses is told of a file that people know, not of one they never see."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_beside(path: Path, data: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def reason_of(error: Exception) -> str:
    """Why something could not be done, as a sentence; the system's own numbers help nobody.

    `/mnt/a.png: no space left on device.` for what the system refused, else what the exception says.
    """
    if not (isinstance(error, OSError) and error.strerror):
        return str(error)
    said = f"{error.strerror[:1].lower()}{error.strerror[1:]}"
    return f"{error.filename}: {said}." if error.filename else f"{error.strerror}."
