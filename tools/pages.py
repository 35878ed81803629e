"""Draws every page of the window into build/pictures/window/, beside the design's picture where one is named.

`--design FOLDER` names a folder of pictures called like the pages here; each pair goes to `pairs/`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from tool_states import STATES, VARIANTS, Act

from anatomy_viewer.app import make_application
from anatomy_viewer.content.library import Library
from anatomy_viewer.session.record import Progress, Record
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.preferences import PreferenceFile, Preferences
from anatomy_viewer.ui.window import MainWindow

LESSON = "coronary_artery_disease"
"""The lesson that most pages show."""
FINDINGS = {LESSON: {"stenosis": 70.0}}
"""What is typed in, by lesson."""
LANDSCAPE, PORTRAIT, TABLET = (1280, 800), (800, 1280), (1368, 912)
PATIENCE = 60.0
"""Seconds to wait for the organ on a busy machine."""
BUILDING = 600.0
"""Seconds to wait for organs that must be built first."""
SECOND = 5.0
"""Seconds in which a second window, which draws at its own pace, is done."""


@dataclass(frozen=True)
class Page:
    """A picture of the window: its size, how somebody likes it, where it stands and what is done there."""

    size: tuple[int, int] = LANDSCAPE
    likes: dict[str, Any] = field(default_factory=dict)
    step: str = ""
    act: Act | None = None
    ratio: float = 1.0
    lesson: str = LESSON
    shown: Callable[[MainWindow], QWidget] = lambda window: window
    """The window that is drawn, once all is done."""


def second_screen(window: MainWindow) -> QWidget:
    """Return the window for the second screen, as large as one."""
    if window.lesson_page is None or window.lesson_page.presenting is None:
        raise RuntimeError("nothing is presented")
    return window.lesson_page.presenting.window


def present(window: MainWindow) -> None:
    """Open the window for the second screen."""
    if window.lesson_page is not None:
        window.lesson_page.present()
        second_screen(window).resize(1280, 720)


def details(window: MainWindow) -> None:
    """Go to the patient's details."""
    window.session.set_finding("stenosis", 70.0)
    window.show_details()


def library(window: MainWindow) -> None:
    """Go to all lessons."""
    window.show_library()


def search(words: str) -> Act:
    """Look for a lesson."""

    def act(window: MainWindow) -> None:
        window.show_library()
        window.library_page.search.setText(words)

    return act


def region(name: str) -> Act:
    """Look at the lessons of a part of the body."""

    def act(window: MainWindow) -> None:
        window.show_library()
        window.library_page.regions.choose(name)

    return act


def explain(term: str) -> Act:
    """Open what a word means."""

    def act(window: MainWindow) -> None:
        if window.lesson_page is not None:
            window.lesson_page.words.explain(term)

    return act


def origins(window: MainWindow) -> None:
    """Open where the numbers come from."""
    if window.lesson_page is not None:
        window.lesson_page.words.origins.click()


def trouble(window: MainWindow) -> None:
    """Open a lesson that is not here."""
    window.enter_lesson("coronary_artery")


def forgetting(window: MainWindow) -> None:
    """Ask to forget everything."""
    details(window)
    window.details_page.forget_button.click()


def touch(part: str) -> Act:
    """Answer the step's question by naming a part."""

    def act(window: MainWindow) -> None:
        question = window.session.step.question
        if window.lesson_page is not None and question is not None:
            window.lesson_page.words.teach_back.answer(part.format(**window.session.choices.findings))

    return act


PAGES: dict[str, Page] = {
    "1-library": Page(act=library),
    "1d-library-dark": Page(likes={"colours": "dark"}, act=library),
    "1p-library-portrait": Page(PORTRAIT, {"language": "sv"}, act=library),
    "1x-library-text200": Page(likes={"text_scale": 2.0}, act=library),
    "1n-library-nothing": Page(act=search("toothache")),
    "1r-library-region": Page(act=region("movement")),
    "2-lesson-en-plain": Page(step="narrowing"),
    "2h-lesson-high-contrast": Page(likes={"colours": "contrast"}, step="narrowing"),
    "2x-lesson-text200": Page(likes={"text_scale": 2.0}, step="narrowing"),
    "2@2-lesson-dpr2": Page(step="narrowing", ratio=2.0),
    "3-lesson-sv-detailed-dark": Page(
        likes={"colours": "dark", "language": "sv", "level": "detailed"}, step="narrowing"
    ),
    "3f-lesson-fr-dark": Page(likes={"colours": "dark", "language": "fr"}, step="narrowing"),
    "4-portrait-fr": Page(PORTRAIT, {"language": "fr"}, "narrowing"),
    "4x-portrait-sv-text150": Page(PORTRAIT, {"language": "sv", "text_scale": 1.5}, "narrowing"),
    "5-teachback-wrong": Page(step="show_me_where", act=touch("heart/aorta")),
    "5a-teachback-ask": Page(step="show_me_where"),
    "5r-teachback-right": Page(step="show_me_where", act=touch("heart/coronaries/{vessel}")),
    "6-patient-card": Page(act=details),
    "6d-patient-card-dark-sv": Page(likes={"colours": "dark", "language": "sv"}, act=details),
    "6p-patient-card-portrait-fr": Page(PORTRAIT, {"language": "fr"}, act=details),
    "6x-patient-card-text200": Page(likes={"text_scale": 2.0}, act=details),
    "6f-patient-card-forget": Page(act=forgetting),
    "7-decision": Page(step="your_choice"),
    "7d-decision-dark": Page(likes={"colours": "dark"}, step="your_choice"),
    "7x-decision-text200": Page(likes={"text_scale": 2.0}, step="your_choice"),
    "7p-decision-portrait-fr": Page(PORTRAIT, {"language": "fr"}, "your_choice"),
    "8-gentle": Page(likes={"gentle": True}, step="heart_attack"),
    "9-tablet-summary": Page(TABLET, {"level": "standard"}, "summary"),
    "11-inside": Page(step="plaque"),
    "11p-inside-portrait-fr": Page(PORTRAIT, {"language": "fr"}, "plaque"),
    "12-airway": Page(step="narrow_airway", lesson="copd"),
    "12-air-sacs-dark-sv": Page(likes={"colours": "dark", "language": "sv"}, step="air_sacs", lesson="copd"),
    "13-knee": Page(step="your_grade", lesson="knee_osteoarthritis"),
    "13p-knee-portrait-fr": Page(PORTRAIT, {"language": "fr"}, "your_grade", lesson="knee_osteoarthritis"),
    "14-glossary": Page(step="plaque", act=explain("plaque")),
    "14-glossary-text150": Page(likes={"text_scale": 1.5}, step="plaque", act=explain("plaque")),
    "15-sources": Page(step="narrowing", act=origins),
    "16-trouble": Page(step="narrowing", act=trouble),
    "16-trouble-portrait-sv": Page(PORTRAIT, {"language": "sv"}, "narrowing", trouble),
    "17-chart": Page(step="stop_smoking", lesson="copd"),
    "17-chart-dark-fr": Page(likes={"colours": "dark", "language": "fr"}, step="stop_smoking", lesson="copd"),
    "10-second-screen": Page(step="narrowing", act=present, shown=second_screen),
    "10c-second-screen-chart": Page(step="stop_smoking", lesson="copd", act=present, shown=second_screen),
    "10d-second-screen-dark-sv": Page(
        likes={"colours": "dark", "language": "sv"}, step="narrowing", act=present, shown=second_screen
    ),
}


def tool_pages() -> dict[str, Page]:
    """Return every state of every tool in every variant, as `tool-<state>-<variant>`."""
    return {
        f"tool-{name}{suffix}": Page(size, {**likes, **state.likes}, state.step, state.act, ratio)
        for name, state in STATES.items()
        for suffix, (size, ratio, likes) in VARIANTS.items()
    }


class FixedPreferences(PreferenceFile):
    """Preferences of one picture; nothing is remembered."""

    def __init__(self, likes: dict[str, Any]) -> None:
        super().__init__()
        self.likes = likes

    def read(self) -> Preferences:
        """Return the preferences of this picture: nothing moves, so that it is the same each time."""
        return Preferences(**{"language": "en", "colours": "light", "less_movement": True, **self.likes})

    def write(self, preferences: Preferences) -> bool:
        """Keep nothing."""
        return False


def settle(app: QApplication, seconds: float) -> None:
    """Let the window do what it wants to do."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def wait(app: QApplication, done: Callable[[], bool], seconds: float) -> None:
    """Let the window do what it wants to do until something is done, but no longer than so many seconds."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        settle(app, 0.1)


def draw(app: QApplication, packs: Library, page: Page, record: Record) -> QImage:
    """Return a picture of a page of the window."""
    window = MainWindow(Session(packs, record=record), packs, preferences=FixedPreferences(page.likes))
    window.resize(*page.size)
    window.open_lesson(page.lesson)
    wait(app, lambda: window.session.is_open, BUILDING)
    for name, value in FINDINGS.get(page.lesson, {}).items():
        window.session.set_finding(name, value)
    if page.step:
        window.open_lesson(page.lesson, page.step)
    seen: list[bool] = []
    if window.lesson_page is not None:
        window.lesson_page.first_frame_shown.connect(lambda: seen.append(True))
    window.show()
    wait(app, lambda: bool(seen), PATIENCE)
    settle(app, 0.5)
    if page.act is not None:
        page.act(window)
    settle(app, 1.2)
    shown = page.shown(window)
    if shown is not window:
        settle(app, SECOND)
    picture = QPixmap(round(shown.width() * page.ratio), round(shown.height() * page.ratio))
    picture.setDevicePixelRatio(page.ratio)
    shown.render(picture, QPoint())
    window.close()
    settle(app, 0.05)
    return picture.toImage()


def pair(ours: QImage, design: Path) -> QImage:
    """Return ours beside the design's picture, at the same height."""
    other = QImage(str(design)).scaledToHeight(ours.height(), Qt.TransformationMode.SmoothTransformation)
    both = QImage(ours.width() + other.width() + 12, ours.height(), QImage.Format.Format_RGB32)
    both.fill(Qt.GlobalColor.black)
    painter = QPainter(both)
    left = QImage(ours)
    left.setDevicePixelRatio(1.0)
    painter.drawImage(QPointF(0, 0), left)
    painter.drawImage(QPointF(ours.width() + 12, 0), other)
    painter.end()
    return both


def main() -> int:
    """Draw the pages; returns 1 where one could not be drawn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/pictures/window"), metavar="FOLDER")
    parser.add_argument("--design", type=Path, metavar="FOLDER", help="pictures to lay beside ours")
    parser.add_argument("--only", default="", metavar="TEXT", help="only pages whose name holds this")
    args = parser.parse_args()
    (args.output / "pairs").mkdir(parents=True, exist_ok=True)
    app, packs = make_application(), Library.load()
    record = Record(args.output / "progress.json")
    record.save(Progress(LESSON, "narrowing"))
    for name, page in {**PAGES, **tool_pages()}.items():
        if args.only not in name:
            continue
        image = draw(app, packs, page, record)
        image.save(str(args.output / f"{name}.png"))
        for design in args.design.glob(f"{name}.*") if args.design else ():
            pair(image, design).save(str(args.output / "pairs" / f"{name}.png"))
        print(f"window/{name}.png", flush=True)
    record.forget()
    return 0


if __name__ == "__main__":
    sys.exit(main())
