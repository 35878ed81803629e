"""A film of a lesson: its steps one after the other, as long as they take to be read, with captions.

A film is drawn from the same scenes as the window, by a clock that is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path

from PySide6.QtGui import QImage

from anatomy_viewer.content.writing import write_whole
from anatomy_viewer.export.film_cards import end_card, title_card
from anatomy_viewer.export.film_file import FilmFile
from anatomy_viewer.export.film_letters import dissolved, lettered
from anatomy_viewer.export.film_pictures import Camerawork
from anatomy_viewer.export.film_stage import FilmStage, layout_for
from anatomy_viewer.export.film_time import Chapter, chapter_of
from anatomy_viewer.export.film_wish import FINISHES, FilmWish, filmed_steps
from anatomy_viewer.export.paper import painting_application
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.export.webvtt import webvtt
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.captions import Cue
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

KEPT = 60
"""How many frames with letters are kept: what comes round is lettered but once for every caption."""
TITLE_SECONDS, END_SECONDS, DISSOLVE = 4.0, 8.0, 0.4


def make_film(
    session: Session, wish: FilmWish, store: MeshStore, path: Path, report: Callable[[float], None]
) -> float:
    """Film a session's lesson into an MP4 file, with a `.vtt` file beside it if so wished.

    The session must run by a `ManualClock`; `report` is told the share that is done after every frame.
    Returns how many seconds the film takes. Raises OSError where it cannot be written, UnknownNameError for a
    step that there is not.
    """
    painting_application()
    steps = filmed_steps(session, wish.steps)
    total = seconds_of(session, wish, steps) * wish.fps
    layout = layout_for(wish.size, captions=wish.captions != "none")
    stage = FilmStage(store, layout, FINISHES[wish.finish], session.choices.audience.gentle)
    shooting = Shooting(session, wish, stage)
    try:
        named = {"title": session.title, "language": session.words[0]}
        with FilmFile(path, wish.size, wish.fps, **named) as film:
            for image in shooting.frames(steps):
                film.add(image)
                report(min(1.0, shooting.count / total))
            if wish.captions == "webvtt":
                write_whole(path.with_suffix(".vtt"), webvtt(shooting.cues, session.words[0]).encode())
    finally:
        stage.release()
    return shooting.count / wish.fps


def seconds_of(session: Session, wish: FilmWish, steps: Sequence[str]) -> float:
    """How long a film will be; the session itself stays where it is."""
    choices = session.choices
    rehearsal = Session(session.library, clock=ManualClock(), audience=choices.audience)
    rehearsal.open(choices.lesson)
    for name in choices.given:
        rehearsal.set_finding(name, choices.findings[name])
    seconds = TITLE_SECONDS + END_SECONDS
    for step in steps:
        rehearsal.seek(step)
        seconds += chapter_of(rehearsal, wish.pace).seconds
    return seconds


class Shooting:
    """A film in the making: every frame of it in order, and the captions so far.

    Attributes:
        count: How many frames there are so far.
        cues: The captions so far, in seconds of the film.
    """

    def __init__(self, session: Session, wish: FilmWish, stage: FilmStage) -> None:
        if not isinstance(session.clock, ManualClock):
            raise TypeError(f"a film needs a clock that can be set, not {type(session.clock).__name__}")
        pictures = FINISHES[wish.finish].pictures
        self._camera = Camerawork(session, session.clock, stage, wish.fps, pictures)
        self._session, self._wish, self._stage = session, wish, stage
        self._last: QImage | None = None
        self.count = 0
        self.cues: list[Cue] = []

    def frames(self, steps: Sequence[str]) -> Iterator[QImage]:
        """Every frame; one that stays is the same image again."""
        yield from self._still(title_card(self._session, self._stage), TITLE_SECONDS)
        for step in steps:
            yield from self._chapter(step)
        yield from self._still(end_card(self._session, self._stage.layout), END_SECONDS)

    def _still(self, image: QImage, seconds: float) -> Iterator[QImage]:
        return self._cut_to(repeat(image, round(seconds * self._wish.fps)))

    def _chapter(self, step: str) -> Iterator[QImage]:
        session, before = self._session, self._session.scene.stage.models
        is_first = self.count == round(TITLE_SECONDS * self._wish.fps)
        session.seek(step)
        chapter = chapter_of(session, self._wish.pace)
        begins = self.count / self._wish.fps
        self.cues += [Cue(begins + cue.start, begins + cue.end, cue.text) for cue in chapter.cues]
        images = self._lettered(chapter)
        travels = session.scene.journey is not None
        flies = (travels or before == session.scene.stage.models) and not is_first
        yield from self._counted(images) if flies else self._cut_to(images)

    def _lettered(self, chapter: Chapter) -> Iterator[QImage]:
        """The frames of a step: its pictures under their title, with their captions if so wished."""
        fps, layout = self._wish.fps, self._stage.layout
        standing = sheet_of(self._session).standing
        known: dict[tuple[int, str, str], QImage] = {}
        frames = range(round(chapter.seconds * fps))
        for number, picture in zip(frames, self._camera.of(chapter), strict=False):
            cue = _cue_at(chapter.cues, number / fps)
            title = (cue.heading if cue else "") or chapter.title
            caption = cue.text if cue and self._wish.captions == "burnt" else ""
            key = (picture.cacheKey(), title, caption)
            if key not in known:
                known = dict(
                    [*known.items(), (key, lettered(picture, layout, title, standing, caption))][-KEPT:]
                )
            yield known[key]

    def _cut_to(self, images: Iterator[QImage]) -> Iterator[QImage]:
        """Frames the first of which come out of what was shown before."""
        before, fading = self._last, round(DISSOLVE * self._wish.fps)
        for number, image in enumerate(self._counted(images)):
            if before is None or number >= fading:
                yield image
            else:
                yield dissolved(before, image, (number + 1) / (fading + 1))

    def _counted(self, images: Iterator[QImage]) -> Iterator[QImage]:
        for image in images:
            self._last = image
            self.count += 1
            yield image


def _cue_at(cues: Sequence[Cue], seconds: float) -> Cue | None:
    """The caption at a time; the last one stays until its step ends."""
    return next((cue for cue in reversed(cues) if cue.start <= seconds), None)
