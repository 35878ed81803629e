"""A chart on paper and in films: beside the organ, in ink, and in the description."""

from __future__ import annotations

import numpy as np
import pytest
from export.test_picture import near, pixels
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from scene.chart_lesson import chart_library

from anatomy_viewer.export.chart import paint_chart, rooms_of
from anatomy_viewer.export.description import description_of
from anatomy_viewer.export.film_stage import FilmStage, layout_for
from anatomy_viewer.export.film_wish import FINISHES
from anatomy_viewer.export.paper import ACCENT, CARE, SURFACE
from anatomy_viewer.export.picture import picture
from anatomy_viewer.export.sheet import sheet_of
from anatomy_viewer.export.stage_image import Studio
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session


@pytest.fixture
def session() -> Session:
    opened = Session(chart_library(), clock=ManualClock())
    opened.set_audience(less_movement=True)
    opened.open("tight_pipe", "narrowing")
    return opened


@pytest.mark.parametrize("room", [QRectF(10, 10, 900, 500), QRectF(10, 10, 500, 900)])
def test_organ_and_chart_share_a_room_and_do_not_meet(session: Session, room: QRectF) -> None:
    organ, chart = rooms_of(room, session.scene.chart, 1.0)
    assert room.contains(organ) and room.contains(chart)
    assert not organ.intersects(chart)
    assert rooms_of(room, None, 1.0) == (room, QRectF())


def painted(session: Session) -> np.ndarray:
    assert session.scene.chart is not None
    image = QImage(500, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    paint_chart(painter, session.scene.chart, QRectF(0, 0, 500, 400), 1.0)
    painter.end()
    return pixels(image)


def test_the_line_that_falls_is_drawn_falling(qapp: QApplication, session: Session) -> None:
    seen = near(painted(session), CARE)
    rows, columns = np.nonzero(seen)
    assert rows[columns < 120].mean() < rows[columns > 400].mean()


def test_the_patient_moves_on_paper_too(qapp: QApplication, session: Session) -> None:
    before = painted(session)
    session.set_driver("narrow", 80)
    assert (painted(session) != before).any()


def test_a_sheet_has_the_chart_beside_the_organ(
    qapp: QApplication, session: Session, store: MeshStore
) -> None:
    seen = pixels(picture(sheet_of(session), (900, 640), Studio(store, 1)))
    assert near(seen[:400, 540:], SURFACE).mean() > 0.3
    assert near(seen[:400, :200], SURFACE).mean() < 0.2


def test_a_film_has_it_too(qapp: QApplication, session: Session, store: MeshStore) -> None:
    layout = layout_for((640, 360), captions=True)
    stage = FilmStage(store, layout, next(iter(FINISHES.values())), gentle=False)
    seen = pixels(stage.picture(sheet_of(session), named=True, moving=False))
    stage.release()
    assert near(seen[:, 380:], ACCENT).sum() > 100


def test_its_words_are_in_the_description(session: Session, store: MeshStore) -> None:
    assert "Chart: A pump that is cared for gives more for longer." in description_of(
        session, store, (480, 360)
    )
