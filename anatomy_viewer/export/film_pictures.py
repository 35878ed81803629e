"""The picture of every frame of a step: what happens once is drawn as it goes, what comes round only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count, cycle, repeat
from math import ceil

from PySide6.QtGui import QImage

from anatomy_viewer.export.film_letters import dissolved
from anatomy_viewer.export.film_stage import FilmStage
from anatomy_viewer.export.film_time import Chapter, Round, round_of
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.scene.camera import FLIGHT_SECONDS
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

SMOOTH = 30
"""Pictures a second beyond which nobody sees a difference in a beating heart."""
SEAM = 0.4
"""Seconds in which the end of something that never repeats goes over into its beginning."""
HELD_BYTES = 600_000_000
"""How much memory the pictures of what comes round may take."""
MOST_TURNS = 4


@dataclass(frozen=True, slots=True)
class Camerawork:
    """Who takes the pictures: a session by a clock that is set, and a stage.

    Attributes:
        fps: Frames a second of the film.
        pictures: How many different pictures a second are drawn of what never repeats.
    """

    session: Session
    clock: ManualClock
    stage: FilmStage
    fps: int
    pictures: int

    def of(self, chapter: Chapter) -> Iterator[QImage]:
        """The picture of every frame of the step that the session has just opened, without an end."""
        stride = max(1, round(self.fps / self.pictures))
        begin, moving = self.clock.now(), ceil(chapter.run_in * self.fps / stride)
        for number in range(moving):
            yield from repeat(self.draw(begin + number * stride / self.fps, moving=True), stride)
        begin += moving * stride / self.fps
        self.clock.set(begin)
        self.session.tick()
        around = round_of(self.session)
        yield from self._rounds(around, begin, stride) if around else repeat(self.draw(begin))

    def draw(self, seconds: float, *, moving: bool = False) -> QImage:
        """The picture at a time of the clock; names wait until the camera stands still."""
        self.clock.set(seconds)
        self.session.tick()
        flight = self.session.choices.flight
        named = flight is None or seconds >= flight.started + FLIGHT_SECONDS
        return self.stage.picture(sheet_of(self.session), named=named, moving=moving)

    def _rounds(self, around: Round, begin: float, stride: int) -> Iterator[QImage]:
        """What comes round, for ever; drawn anew in every round only where it is too much to hold."""
        if around.exact:
            stride = max(1, round(self.fps / SMOOTH))
        rate = self.fps / stride
        turns = _best_turns(around.seconds * rate) if around.exact else 1
        many = max(1, round(turns * around.seconds * rate))
        step = turns * around.seconds / many
        seam = 0 if around.exact else min(many - 1, max(1, round(SEAM * rate)))
        drawn = (self.draw(begin + number * step, moving=not around.exact) for number in count())
        width, height = self.stage.layout.size
        if 4 * width * height * (many + seam) > HELD_BYTES:
            yield from _held(drawn, stride)
            return
        held: list[QImage] = []
        for _, picture in zip(range(many), drawn, strict=False):
            held.append(picture)
            yield from repeat(picture, stride)
        joint = [dissolved(next(drawn), held[number], (number + 1) / (seam + 1)) for number in range(seam)]
        yield from _held(cycle(chain(joint, held[seam:])), stride)


def _held(pictures: Iterator[QImage], stride: int) -> Iterator[QImage]:
    """Each picture for as many frames as it stands."""
    for picture in pictures:
        yield from repeat(picture, stride)


def _best_turns(pictures: float) -> int:
    """After how many rounds of so many pictures each the next one begins nearly with a picture."""
    return min(
        range(1, MOST_TURNS + 1), key=lambda turns: abs(turns * pictures - round(turns * pictures)) / turns
    )
