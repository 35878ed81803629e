"""Ends the window in good order when the system asks for it: by Ctrl+C, a shutdown, or a closed terminal."""

from __future__ import annotations

import signal
import socket
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals that ask for the end; not every system has them all."""


class Endings(QObject):
    """Listens for signals of the system. Python alone would not hear them while Qt waits for events.

    Signals:
        asked: The program is asked to end; the number of the signal.
    """

    asked = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._before = {number: signal.signal(number, _noticed) for number in _numbers()}
        self._fd_before = signal.set_wakeup_fd(self._mouth.fileno())
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Listen no longer."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._ear.close()
        self._mouth.close()

    def _hear(self) -> None:
        for number in self._ear.recv(64):
            if number in self._before:
                self.asked.emit(number)


def _numbers() -> list[signal.Signals]:
    return [signal.Signals[name] for name in NAMES if hasattr(signal, name)]


def _noticed(_number: int, _frame: Any) -> None:
    """Do nothing: the number arrives by the socket."""
