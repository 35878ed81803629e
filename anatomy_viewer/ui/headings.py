"""Headings for assistive technology: screen readers jump from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from anatomy_viewer.ui.controls import Heading


def announce_headings() -> None:
    """Let every `Heading` made from now on be one for assistive technology too, not just a text."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    if isinstance(thing, Heading):
        return QAccessibleWidget(thing, QAccessible.Role.Heading, "")
    return None
