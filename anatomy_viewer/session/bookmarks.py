"""Pictures kept to come back to. Pure functions: choices in, choices out."""

from __future__ import annotations

from dataclasses import replace

from anatomy_viewer.scene.choices import Bookmark, Choices, Playback
from anatomy_viewer.scene.drivers import movable
from anatomy_viewer.scene.instant import Instant, step_text
from anatomy_viewer.scene.naming import unknown
from anatomy_viewer.scene.stage import chosen_camera, chosen_cut

KEPT = (
    *("step", "drivers", "isolated", "hidden", "faded", "solid", "xray", "xrayed", "peeled", "explode"),
    *("cut", "cut_chosen", "camera", "view"),
)
"""The choices that make a picture. Findings are not among them: they hold for the whole visit."""


def bookmarked(now: Instant, view: str, name: str, number: int) -> Choices:
    """The picture of this instant kept exactly as it is seen, under a name or else its step's title.

    `number` makes its id: no two pictures of a session may share one, also not by way of undo.
    """
    movables = [driver for driver in movable(now.content, now.step) if driver in now.names]
    seen = replace(
        _taken(Choices(lesson=now.choices.lesson), now.choices),
        drivers={driver: float(now.names[driver]) for driver in movables},
        cut=chosen_cut(now),
        cut_chosen=True,
        camera=chosen_camera(now),
        view=view,
    )
    marks = now.choices.bookmarks
    title = _distinct(name.strip() or step_text(now).title, {mark.name for mark in marks})
    return replace(now.choices, bookmarks=(*marks, Bookmark(f"picture_{number}", title, seen)))


def gone_to(choices: Choices, bookmark_id: str) -> Choices:
    """The picture of a bookmark, held still; raises UnknownNameError for one there is not."""
    there = _taken(choices, _bookmark(choices, bookmark_id).choices)
    return replace(there, compared="", playback=Playback())


def dropped(choices: Choices, bookmark_id: str) -> Choices:
    """Without a bookmark; raises UnknownNameError for one there is not."""
    gone = _bookmark(choices, bookmark_id)
    return replace(choices, bookmarks=tuple(mark for mark in choices.bookmarks if mark is not gone))


def _taken(choices: Choices, picture: Choices) -> Choices:
    return replace(choices, **{name: getattr(picture, name) for name in KEPT})


def _bookmark(choices: Choices, bookmark_id: str) -> Bookmark:
    marks = {mark.id: mark for mark in choices.bookmarks}
    if bookmark_id not in marks:
        raise unknown("bookmark", bookmark_id, marks)
    return marks[bookmark_id]


def _distinct(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where another bookmark has it."""
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}" if name in taken else name
