"""Who looks: language, level, preferences and access needs. No identity."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from anatomy_viewer.content.base import LEVELS
from anatomy_viewer.scene.choices import Audience

__all__ = ["Audience", "changed_audience"]

SMALLEST_TEXT, LARGEST_TEXT = 1.0, 2.0


def changed_audience(audience: Audience, **changes: Any) -> Audience:
    """The audience with some preferences changed; the text scale is kept within 1 to 2.

    Raises ValueError for a preference or a level that does not exist.
    """
    known = {field.name for field in fields(Audience)}
    if unknown := sorted(changes.keys() - known):
        raise ValueError(f"no preference is called {unknown[0]!r}; there are {', '.join(sorted(known))}")
    new = replace(audience, **changes)
    if new.level not in LEVELS:
        raise ValueError(f"no level is called {new.level!r}; there are {', '.join(LEVELS)}")
    return replace(new, text_scale=min(LARGEST_TEXT, max(SMALLEST_TEXT, new.text_scale)))
