"""Where the organ is seen, cell by cell."""

import pytest
from render.toy import FRONT, toy_stage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.silhouette import CELL, silhouette_of
from anatomy_viewer.scene.state import CutState, PartState

SIZE = (440, 440)
ALONE = {"toy/vessel": PartState(visible=False)}


@pytest.fixture
def painter(store):
    held = ScenePainter(vtkRenderer(), store)
    yield held
    held.release()


def test_a_ball_covers_its_disc_and_not_the_corners(painter):
    painter.paint(toy_stage(ALONE))
    seen = silhouette_of(painter, FRONT, SIZE)
    assert seen.cells.sum() * CELL**2 == pytest.approx(3.1416 * 160**2, rel=0.12)
    assert seen.share(180, 180, 80, 80) == 1.0
    assert seen.share(0, 0, 80, 80) == 0.0
    assert 0.0 < seen.share(40, 200, 60, 40) < 1.0


def test_a_picture_that_lies_elsewhere_is_asked_in_px_of_the_stage(painter):
    painter.paint(toy_stage(ALONE))
    seen = silhouette_of(painter, FRONT, SIZE, (500.0, 100.0))
    assert seen.share(680, 280, 80, 80) == 1.0
    assert seen.share(180, 180, 80, 80) == 0.0


def test_what_a_cut_takes_away_and_what_is_faded_is_free(painter):
    painter.paint(toy_stage(ALONE, cut=CutState((0.0, 0.0, 0.0), (0.0, 0.0, 1.0))))
    above, below = (silhouette_of(painter, FRONT, SIZE).share(200, y, 40, 40) for y in (100, 300))
    assert (above, below) == (0.0, 1.0)
    painter.paint(toy_stage({**ALONE, "toy/wall": PartState(opacity=0.2)}))
    assert not silhouette_of(painter, FRONT, SIZE).cells.any()
