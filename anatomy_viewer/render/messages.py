"""What VTK complains about, caught: a broken shader, for one, is told nowhere else."""

from __future__ import annotations

from types import TracebackType
from typing import Any, ClassVar

from vtkmodules.vtkCommonCore import vtkLogger, vtkOutputWindow

_HARMLESS = ("bad X server connection",)
"""Said wherever there is no display; VTK then draws without one."""


class CaughtMessages:
    """Collects VTK's errors and warnings while it is entered, instead of writing them to the terminal.

    Where several are entered at once, the innermost alone hears.

    Attributes:
        texts: What was said, harmless remarks left out.
    """

    _entered: ClassVar[list[CaughtMessages]] = []

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._observers: list[int] = []
        self._verbosity: Any = None

    def __enter__(self) -> CaughtMessages:
        """Start listening."""
        self._entered.append(self)
        self._verbosity = vtkLogger.GetCurrentVerbosityCutoff()
        vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_OFF)
        window: Any = vtkOutputWindow.GetInstance()
        self._observers = [window.AddObserver(event, self._take) for event in ("ErrorEvent", "WarningEvent")]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        self._entered.remove(self)
        for observer in self._observers:
            vtkOutputWindow.GetInstance().RemoveObserver(observer)
        vtkLogger.SetStderrVerbosity(self._verbosity)

    def _take(self, _window: Any, _event: str, text: str = "") -> None:
        if self._entered[-1] is self and not any(remark in text for remark in _HARMLESS):
            self.texts.append(text)

    _take.CallDataType = "string0"  # type: ignore[attr-defined]
