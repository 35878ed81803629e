"""Reading direction: which way a language runs, and what is laid out by hand turned round for it.

Pages, bars, rows, arrows and sliders run as one reads, as the platforms' own do. Pictures do not: a body is
never mirrored, and neither are play buttons or figures.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtWidgets import QWidget

Direction = Qt.LayoutDirection


def direction_of(language: str) -> Direction:
    """Return the way that a language (BCP 47) is read; from left to right where Qt does not know it."""
    return QLocale(language.replace("-", "_")).textDirection()


def is_mirrored(widget: QWidget) -> bool:
    """Return whether a widget is laid out from right to left."""
    return widget.layoutDirection() == Direction.RightToLeft


def put(widget: QWidget, place: QRect) -> None:
    """Put a widget in its place in its parent, turned round where one reads from right to left."""
    widget.setGeometry(_turned(widget, place))


def place_of(widget: QWidget) -> QRect:
    """Return where a widget was put, as if one read from left to right."""
    return _turned(widget, widget.geometry())


def _turned(widget: QWidget, place: QRect) -> QRect:
    parent = widget.parentWidget()
    if parent is None or not is_mirrored(parent):
        return place
    return QRect(parent.width() - place.x() - place.width(), place.y(), place.width(), place.height())
