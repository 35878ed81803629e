"""Files that are whole at any moment: written beside their place, then moved over it."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; what was there stays until then. Raises OSError where it cannot."""
    if path.exists() and not path.is_file():  # a device or a folder is not to be replaced
        path.write_bytes(data)
        return
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
