"""Roles for assistive technology that Qt's own widgets do not have: a heading, a picture.

A widget class says what it is by an attribute `accessible_role`; name and description stay the widget's own.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def announce_roles() -> None:
    """Let every widget that says its role be that for assistive technology: one jumps by headings there."""
    QAccessible.installFactory(_interface_of)


def _interface_of(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    return QAccessibleWidget(thing, role, "") if role is not None and isinstance(thing, QWidget) else None
