"""What the system's own settings ask of every program: colours, contrast, less movement, larger words.

Qt tells of colours and contrast as they change. Movement and text size it does not know (6.11): they are read
a moment after the start, and whenever the window comes to the front again, for instance from the settings.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from shutil import which

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal
from PySide6.QtGui import QGuiApplication

LARGEST, SMALLEST = 2.0, 1.0
AFTER_START = 1500
"""Milliseconds after which the settings are first read: the first picture comes before."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person set up the whole system."""

    less_movement: bool = False
    text_scale: float = 1.0


class SystemWishes(QObject):
    """Tells when the system asks for something else.

    Signals:
        look_changed: other colours, or more or less contrast, are asked for.
        wishes_changed: what is asked of movement and words, as `Wishes`.
    """

    look_changed = Signal()
    wishes_changed = Signal(object)

    def __init__(self, parent: QObject, read: Callable[[], Wishes] | None = None) -> None:
        super().__init__(parent)
        self._read = read or read_wishes
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.look_changed)
        accessibility = getattr(self._hints, "accessibility", None)  # new in Qt 6.10
        # Kept: a temporary would be deleted under our feet.
        self._contrast = accessibility() if accessibility is not None else None
        if self._contrast is not None:
            self._contrast.contrastPreferenceChanged.connect(self.look_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        self._first = self.startTimer(AFTER_START)

    def read(self) -> None:
        """Read the settings and tell of them."""
        self.wishes_changed.emit(self._read())

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Read the settings for the first time."""
        self.killTimer(self._first)
        self._first = 0
        self.read()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and not self._first:
            self.read()


def followed(chosen: Wishes, followed_before: Wishes, wishes: Wishes) -> Wishes:
    """Return what holds now: somebody's own choice, or else what the system asks for.

    A choice is somebody's own where it differs from what the system had asked for when it was last followed.
    """
    own_movement = chosen.less_movement != followed_before.less_movement
    own_words = abs(chosen.text_scale - followed_before.text_scale) > 0.01
    return Wishes(
        chosen.less_movement if own_movement else wishes.less_movement,
        chosen.text_scale if own_words else wishes.text_scale,
    )


def read_wishes() -> Wishes:
    """Read what this system's settings ask for; what cannot be read is not asked for."""
    reader = READERS.get(sys.platform)
    less, scale = reader() if reader is not None else (False, 1.0)
    return Wishes(less, round(min(LARGEST, max(SMALLEST, scale)), 2))


def _from_gnome_or_kde() -> tuple[bool, float]:
    """GNOME and desktops like it keep both under one schema; KDE says how fast things move."""
    schema = "org.gnome.desktop.interface"
    still = _said("gsettings", "get", schema, "enable-animations") == "false"
    speed = _said("kreadconfig6", "--group", "KDE", "--key", "AnimationDurationFactor")
    scale = _said("gsettings", "get", schema, "text-scaling-factor")
    return still or speed == "0", _number(scale, 1.0)


def _from_macos() -> tuple[bool, float]:
    """MacOS has no text size for all programs."""
    return _said("defaults", "read", "com.apple.universalaccess", "reduceMotion") == "1", 1.0


def _from_windows() -> tuple[bool, float]:
    """Windows keeps both in the registry: the size in per cent, and in bits whether windows move."""
    query = ("reg", "query")
    size = _said(*query, r"HKCU\Software\Microsoft\Accessibility", "/v", "TextScaleFactor")
    moves = _said(*query, r"HKCU\Control Panel\Desktop\WindowMetrics", "/v", "MinAnimate")
    scale = int(size.split()[-1], 16) / 100.0 if "0x" in size else 1.0
    return moves.split()[-1:] == ["0"], scale


READERS: Mapping[str, Callable[[], tuple[bool, float]]] = {
    "linux": _from_gnome_or_kde,
    "darwin": _from_macos,
    "win32": _from_windows,
}
"""How each platform is asked: less movement, and how many times larger the words."""


def _said(program: str, *arguments: str) -> str:
    """What a program of the system prints; nothing where it is not there or does not answer."""
    path = which(program)
    if path is None:
        return ""
    try:
        asked = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=1, check=False)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _number(text: str, otherwise: float) -> float:
    try:
        return float(text)
    except ValueError:
        return otherwise
