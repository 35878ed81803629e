"""Lines drawn by hand stay on what they were drawn on, and are seen only where it is seen."""

from dataclasses import replace

import numpy as np
import pytest
from render.toy import FRONT, toy_stage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import pick
from anatomy_viewer.render.project import project
from anatomy_viewer.render.strokes import picture_point, place_stroke, rest_point, runs
from anatomy_viewer.scene.state import CutState, PartState, StrokeState

SIZE = (220, 220)
WALL, VESSEL = "toy/wall", "toy/vessel"
ALONG = [(x, float(np.sqrt(40.0**2 - x**2 - 20.0**2)), 20.0) for x in (-30.0, -15.0, 0.0, 15.0, 30.0)]


@pytest.fixture
def painter(store):
    held = ScenePainter(vtkRenderer(), store)
    yield held
    held.release()


def on_wall():
    return StrokeState(tuple(ALONG), "accent", 5.0, WALL)


def test_a_stroke_lies_where_the_surface_is(painter):
    painter.paint(toy_stage())
    placed = place_stroke(painter, painter.stage.camera, SIZE, on_wall(), still=True)
    assert placed.places == pytest.approx(project(FRONT, SIZE, ALONG)[:, :2], abs=0.2)
    assert placed.seen.all()


def test_a_stroke_follows_a_part_that_bends_and_moves(painter):
    painter.paint(toy_stage({WALL: PartState(morphs={"beat": 0.5}, translation=(10.0, 0.0, 0.0))}))
    middle, radius = (10.0, 0.0, 0.0), 40.0
    squeezed = [np.add(middle, np.multiply(point, (0.8, 0.8, 0.9))) for point in ALONG]
    placed = place_stroke(painter, painter.stage.camera, SIZE, on_wall(), still=False)
    assert placed.places == pytest.approx(project(FRONT, SIZE, squeezed)[:, :2], abs=radius * 0.02)


def test_a_touched_point_is_kept_where_the_part_rests(painter):
    painter.paint(toy_stage({WALL: PartState(morphs={"beat": 0.5}, translation=(10.0, 0.0, 0.0))}))
    hit = pick(painter, SIZE, 75.0, 80.0)
    assert hit.part == WALL
    kept = rest_point(painter.views[WALL], hit.point)
    assert np.linalg.norm(kept) == pytest.approx(40.0, abs=0.5)
    again = place_stroke(painter, painter.stage.camera, SIZE, replace(on_wall(), points=(kept,)), still=False)
    assert again.places[0] == pytest.approx((75.0, 80.0), abs=0.5)


def test_from_behind_a_stroke_is_not_seen(painter):
    painter.paint(toy_stage(camera=replace(FRONT, direction=(0.0, -1.0, 0.0))))
    assert not place_stroke(painter, painter.stage.camera, SIZE, on_wall(), still=False).seen.any()


def test_what_lies_in_front_hides_a_stroke_in_the_still_picture(painter):
    inner = replace(on_wall(), points=tuple((x, y - 5.0, z) for x, y, z in ALONG[1:4]))
    painter.paint(toy_stage())
    assert place_stroke(painter, painter.stage.camera, SIZE, inner, still=False).seen.all()
    assert not place_stroke(painter, painter.stage.camera, SIZE, inner, still=True).seen.any()


@pytest.mark.parametrize("faded", [PartState(opacity=0.2), PartState(xray=1.0)])
def test_what_is_looked_through_hides_no_stroke(painter, faded):
    inner = replace(on_wall(), points=tuple((x, y - 5.0, z) for x, y, z in ALONG[1:4]))
    painter.paint(toy_stage({WALL: faded}))
    assert place_stroke(painter, painter.stage.camera, SIZE, inner, still=True).seen.all()


def test_what_the_cut_took_away_takes_its_strokes_along(painter):
    painter.paint(toy_stage(cut=CutState((0.0, 0.0, 10.0), (0.0, 0.0, 1.0), (WALL,))))
    assert not place_stroke(painter, painter.stage.camera, SIZE, on_wall(), still=False).seen.any()


def test_a_hidden_part_hides_its_strokes(painter):
    painter.paint(toy_stage({WALL: PartState(visible=False)}))
    assert place_stroke(painter, painter.stage.camera, SIZE, on_wall(), still=True) is None


def test_a_point_of_the_picture_is_found_again(painter):
    painter.paint(toy_stage())
    point = picture_point(FRONT, SIZE, 30.0, 180.0)
    assert project(FRONT, SIZE, [point])[0, :2] == pytest.approx((30.0, 180.0))
    drawn = StrokeState((point,), "accent", 5.0, camera=FRONT)
    assert place_stroke(painter, painter.stage.camera, SIZE, drawn, still=True).places[0] == pytest.approx(
        (30.0, 180.0)
    )


def test_a_line_is_parted_into_what_is_seen_and_hidden():
    assert runs([True, True, False, False, True]) == [(0, 1, True), (1, 3, False), (3, 4, True)]
    assert runs([]) == []
