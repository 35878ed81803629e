"""Whether a window can be shown here; Qt would end the program where it cannot."""

from __future__ import annotations

import os
import sys

NO_DISPLAY = (
    "There is no display here for a window. Start it on a desktop, or with xvfb-run; "
    "pictures need none: anatomy-viewer picture."
)


def has_display() -> bool:
    """Whether the system offers a display."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def can_show(*, photographed: bool) -> bool:
    """Whether a window can be shown, here or wherever Qt was told to draw instead.

    One that is only to be photographed needs no display: where there is none, Qt is told to draw without.
    """
    if photographed and not has_display():
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    return has_display() or bool(os.environ.get("QT_QPA_PLATFORM"))
