"""The keys of the stage: turning, zooming, views, and one letter a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from anatomy_viewer.ui.stage_hands import Hands

KEY_TURN, KEY_FINE = 10.0, 2.0
"""Degrees a key turns the model, and with Shift."""
KEY_ZOOM = 1.25

Key = Qt.Key
TURNS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
ZOOMS = {Key.Key_Plus: KEY_ZOOM, Key.Key_Equal: KEY_ZOOM, Key.Key_Minus: 1 / KEY_ZOOM}


def press_key(hands: Hands, event: QKeyEvent) -> bool:
    """Do what a key asks for; return whether it asks for anything here."""
    if hands.held is not None and hands.held.press_key(event):
        return True
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return False
    key = Key(event.key())
    if key in TURNS:
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        degrees = KEY_FINE if fine else KEY_TURN
        hands.turn_by(TURNS[key][0] * degrees, TURNS[key][1] * degrees)
    elif key in ZOOMS:
        hands.zoom_by(ZOOMS[key])
    elif key == Key.Key_Home:
        hands.session.home()
    elif key == Key.Key_Escape:
        return hands.clear_the_view() or hands.put_away()
    else:
        return _take_tool(hands, event) or _look_from(hands, key)
    return True


def _take_tool(hands: Hands, event: QKeyEvent) -> bool:
    """Take the tool whose letter was pressed."""
    letter = event.text().upper()
    wanted = next((each for each in hands.tools.values() if letter and each.key == letter), None)
    if wanted is None or hands.stage.plain or not wanted.is_offered:
        return False
    hands.take_by_key(wanted.id)
    return True


def _look_from(hands: Hands, key: Qt.Key) -> bool:
    """Look from the view whose number was pressed."""
    number = key - Key.Key_1
    if not 0 <= number < min(9, len(hands.model.views)):
        return False
    hands.session.look_from(hands.model.views[number].id)
    return True
