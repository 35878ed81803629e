"""The typeface of the window: Atkinson Hyperlegible where it is installed, else the system's own face."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtGui import QFontDatabase


def load_fonts() -> int:
    """Add the packaged faces to the application; return how many were added.

    The package is optional: without it the families named in the tokens fall through to the system's.
    """
    try:
        faces = files("fontpkg_atkinson_hyperlegible") / "files"
        return sum(QFontDatabase.addApplicationFont(str(face)) >= 0 for face in faces.iterdir())
    except (ModuleNotFoundError, FileNotFoundError, NotADirectoryError):
        return 0
