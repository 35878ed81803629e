"""A signal: it tells whoever listens of a new value, and needs neither Qt nor a thread."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Generic, TypeVar
from weakref import WeakMethod

Value = TypeVar("Value")


class Signal(Generic[Value]):
    """Tells its listeners each value that is emitted, in the order in which they began to listen.

    A listener that is a method does not keep its object alive: when the object goes, it is heard of no more.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], Callable[[Value], object] | None]] = []

    def __len__(self) -> int:
        """Return how many listen."""
        return sum(held() is not None for held in self._listeners)

    def connect(self, listener: Callable[[Value], object]) -> None:
        """Call the listener with every value from now on."""
        self._listeners = [held for held in self._listeners if held() is not None]
        weakly = isinstance(listener, MethodType)
        self._listeners.append(WeakMethod(listener) if weakly else lambda: listener)

    def disconnect(self, listener: Callable[[Value], object]) -> None:
        """Call the listener no more; nothing happens where it was not called before."""
        self._listeners = [held for held in self._listeners if held() not in (None, listener)]

    def emit(self, value: Value) -> None:
        """Tell everybody who listens now; what a listener raises is raised here."""
        for held in tuple(self._listeners):
            listener = held()
            if listener is not None:
                listener(value)
