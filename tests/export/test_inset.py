"""The small picture of where one is, printed and filmed, and the way there in a film."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from scene.fixture_lesson import LIBRARY
from scene.journey_lesson import with_journey

from anatomy_viewer.export.film_stage import FilmStage, layout_for
from anatomy_viewer.export.film_time import chapter_of
from anatomy_viewer.export.film_wish import FINISHES
from anatomy_viewer.export.inset import inset_box
from anatomy_viewer.export.picture import picture
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.export.stage_image import Studio
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.journey import SECONDS
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

SIZE = (480, 320)


@pytest.fixture
def session() -> Session:
    """A session at the step before the one inside."""
    made = Session(with_journey(LIBRARY), clock=ManualClock())
    made.open("tight_pipe", "narrowing")
    made.clock.advance(60)  # type: ignore[attr-defined]
    made.tick()
    return made


@pytest.fixture
def stage(store: MeshStore) -> Iterator[FilmStage]:
    held = FilmStage(store, layout_for(SIZE, captions=False), FINISHES["quick"], False)
    yield held
    held.release()


def go_on(session: Session, seconds: float) -> None:
    session.clock.advance(seconds)  # type: ignore[attr-defined]
    session.tick()


def pixels(image: QImage) -> np.ndarray:
    straight = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(straight.constBits(), np.uint8).reshape(straight.height(), straight.bytesPerLine())
    return rows[:, : 3 * straight.width()].reshape(straight.height(), straight.width(), 3).astype(int)


def test_a_printed_picture_shows_where_one_is(qapp: QApplication, store: MeshStore, session: Session) -> None:
    session.next()
    go_on(session, 60)
    room = QRectF(0, 0, *SIZE)
    box = inset_box(session.scene, room, 0.4)
    assert room.contains(box) and box.center().x() > room.center().x()
    with_inset, without = (
        pixels(picture(sheet_of(each), SIZE, Studio(store, 1))) for each in (session, plain(session))
    )
    changed = np.argwhere(np.abs(with_inset - without).sum(axis=2) > 60)
    assert changed[:, 1].min() > SIZE[0] / 2


def plain(session: Session) -> Session:
    """The same step where nobody says in what its model lies."""
    other = Session(LIBRARY, clock=ManualClock())
    other.open("tight_pipe", session.step.id)
    go_on(other, 60)
    return other


def test_without_a_place_there_is_no_small_picture(session: Session) -> None:
    assert inset_box(session.scene, QRectF(0, 0, *SIZE), 1.0).isNull()


def test_a_film_goes_in_through_a_ring(qapp: QApplication, session: Session, stage: FilmStage) -> None:
    session.next()
    seen = []
    for _ in range(3):
        seen.append(pixels(stage.picture(sheet_of(session), named=True, moving=True)))
        go_on(session, SECONDS / 2 + 0.2)
    assert session.scene.journey is None
    apart = [np.abs(a - b).mean() for a, b in ((seen[0], seen[1]), (seen[1], seen[2]))]
    assert min(apart) > 1.0


def test_a_chapter_waits_for_the_way(session: Session) -> None:
    session.next()
    assert chapter_of(session, pace=1000.0).run_in >= SECONDS
