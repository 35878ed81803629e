"""Whether a window can be shown here; Qt would end the program where it cannot."""

from __future__ import annotations

import os
import sys

NO_DISPLAY = (
    "There is no display here for a window. Start it on a desktop, or with xvfb-run; "
    "pictures need none: anatomy-viewer picture."
)


def has_display() -> bool:
    """Whether the system offers a display, or Qt was told where to draw instead."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def can_show(*, photographed: bool) -> bool:
    """Whether a window can be shown; one that is only to be photographed is drawn without a display then."""
    if photographed and not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return has_display()
