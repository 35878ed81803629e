"""What is done on the lesson page to show each tool: the states that `pages.py` draws.

A state acts on the page as a hand would: it takes a tool by its id and uses the session's verbs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import cos, pi, sin
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from anatomy_viewer.ui.controls import SearchField
from anatomy_viewer.ui.stage import Stage
from anatomy_viewer.ui.window import MainWindow

Act = Callable[[MainWindow], None]


@dataclass(frozen=True)
class State:
    """A tool in use: the step it is shown at, what is done there, and how somebody likes the window."""

    step: str
    act: Act
    likes: dict[str, Any] = field(default_factory=dict)


def stage_of(window: MainWindow) -> Stage:
    """Return the stage; a lesson is open."""
    if window.lesson_page is None:
        raise RuntimeError("no lesson is open")
    return window.lesson_page.stage


def take(tool: str, *then: Act) -> Act:
    """Take a tool, and then do something with it."""

    def act(window: MainWindow) -> None:
        stage_of(window).hands.take(tool)
        for each in then:
            each(window)

    return act


def verb(name: str, *values: Any) -> Act:
    """Use a verb of the session."""
    return lambda window: getattr(window.session, name)(*values)


def both(*acts: Act) -> Act:
    """Do one thing after the other."""

    def act(window: MainWindow) -> None:
        for each in acts:
            each(window)

    return act


def open_more(window: MainWindow) -> None:
    """Open the sheet of all tools."""
    stage_of(window).controls.opener.click()


def hold_part(window: MainWindow) -> None:
    """Hold a finger on the middle of the picture."""
    stage = stage_of(window)
    stage.hands.offer(stage.middle)


def lose(window: MainWindow) -> None:
    """Push the organ out of the picture."""
    stage = stage_of(window)
    stage.hands.gestures.panned.emit(stage.width() * 0.7, stage.height() * 0.2)


def find(words: str) -> Act:
    """Write something into the search for a part."""

    def act(window: MainWindow) -> None:
        field = stage_of(window).findChild(SearchField)
        if isinstance(field, SearchField):
            field.setText(words)

    return act


def draw_line(window: MainWindow) -> None:
    """Draw a ring on the surface, and an arrow on the picture."""
    stage = stage_of(window)
    middle, size = stage.middle, stage.height() / 9
    ring = [middle + QPointF(size * cos(2 * pi * i / 40), size * sin(2 * pi * i / 40)) for i in range(41)]
    draw(stage, ring)


def draw(stage: Stage, points: list[QPointF]) -> None:
    """Draw along points of the stage with the tool in the hand."""
    tool = stage.hands.held
    if tool is None or not tool.press(points[0], 0.6, False):
        raise RuntimeError("nothing to draw with is in the hand")
    for point in points[1:]:
        tool.move(point, 0.6)
    tool.release(points[-1])


def measure(window: MainWindow) -> None:
    """Measure between two points of the surface."""
    stage = stage_of(window)
    for share in (-0.16, 0.16):
        at = stage.middle + QPointF(share * stage.height(), 0.05 * stage.height())
        tool = stage.hands.held
        if tool is not None:
            tool.tap(stage.picture.pick(at), at)


def bookmarks(window: MainWindow) -> None:
    """Keep two views, and show them."""
    window.session.bookmark()
    window.session.look_from("behind")
    window.session.bookmark()


def turn_round(window: MainWindow) -> None:
    """Lay the window out as for a language that is read from the right."""
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage_of(window).dress_anew()
    stage_of(window).frame_now()
    window.session.look_from("front")  # the picture follows the new framing


def point(window: MainWindow) -> None:
    """Name by keys what lies under a cross."""
    stage = stage_of(window)
    stage.hands.take("point")
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    for _press in range(2):
        stage.hands.key(key)


STATES: dict[str, State] = {
    "more": State("narrowing", open_more),
    "isolate": State("narrowing", both(take("isolate"), verb("isolate", "heart/coronaries"))),
    "isolate-wait": State("narrowing", take("isolate")),
    "fade": State("narrowing", verb("fade", "heart/right_ventricle")),
    "hide": State("narrowing", verb("hide", "heart/right_ventricle")),
    "xray": State("narrowing", both(take("xray"))),
    "peel": State("its_arteries", take("peel", verb("peel", 2))),
    "explode": State("its_arteries", take("explode", verb("explode", 0.6))),
    "cut": State("narrowing", take("cut")),
    "hold": State("its_arteries", hold_part),
    "find": State("its_arteries", take("find", find("left vent"))),
    "parts": State("its_arteries", take("find")),
    "measure": State("its_arteries", take("measure", measure)),
    "bookmarks": State("its_arteries", take("bookmarks", bookmarks)),
    "life-size": State("its_arteries", take("life_size")),
    "lost": State("its_arteries", lose),
    "compare-side": State("narrowing", take("compare", verb("compare", "healthy"))),
    "compare-wipe": State(
        "narrowing", take("compare", verb("compare", "healthy"), verb("set_layout", "wipe"))
    ),
    "compare-options": State("medicines", take("compare", verb("compare", "option:stent"))),
    "draw": State("its_arteries", take("draw", draw_line)),
    "describe": State("narrowing", take("describe")),
    "point": State("narrowing", point),
    "xray-gentle": State("narrowing", take("xray"), {"gentle": True}),
    "compare-text200": State(
        "narrowing", take("compare", verb("compare", "healthy")), {"text_scale": 2.0, "language": "en"}
    ),
    "right-to-left": State("narrowing", turn_round, {"language": "en"}),
    "right-to-left-cut": State("narrowing", both(turn_round, take("cut")), {"language": "en"}),
    "keys": State("narrowing", MainWindow.show_keys),
}
"""One row a state: the tool, and what was done with it."""

VARIANTS: dict[str, tuple[tuple[int, int], float, dict[str, Any]]] = {
    "": ((1280, 800), 1.0, {}),
    "-dark": ((1280, 800), 1.0, {"colours": "dark", "language": "sv"}),
    "-tablet": ((1368, 912), 2.0, {"language": "fr", "level": "standard"}),
    "-portrait": ((800, 1280), 1.0, {"colours": "dark"}),
}
"""How each state is drawn: size, pixel ratio (the tablet has 2736 x 1824 pixels), and likes."""
