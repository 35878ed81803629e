"""What lies under a point of the picture."""

import numpy as np
import pytest
from render.toy import FRONT, toy_stage
from vtkmodules.vtkRenderingCore import vtkRenderer

from anatomy_viewer.render.painter import ScenePainter
from anatomy_viewer.render.picking import pick, visible_anchor
from anatomy_viewer.render.project import project
from anatomy_viewer.scene.state import CutState, PartState

SIZE = (220, 220)
WALL, VESSEL = "toy/wall", "toy/vessel"


@pytest.fixture
def painter(store):
    held = ScenePainter(vtkRenderer(), store)
    yield held
    held.release()


def at(painter, point):
    x, y, _ = project(FRONT, SIZE, [point])[0]
    return pick(painter, SIZE, x, y)


def test_the_nearest_part_is_touched(painter):
    painter.paint(toy_stage())
    hit = at(painter, (0.0, 42.0, 0.0))
    assert hit.part == VESSEL
    assert hit.point == pytest.approx((0.0, 42.2, 0.0), abs=0.3)
    assert np.dot(hit.normal, (0, 1, 0)) > 0.8
    assert at(painter, (0.0, 35.0, 20.0)).part == WALL


def test_beside_everything_there_is_nothing(painter):
    assert pick(painter, SIZE, 1.0, 1.0) is None
    painter.paint(toy_stage())
    assert pick(painter, SIZE, 1.0, 1.0) is None


def test_hidden_parts_are_not_there_and_ghosts_are_looked_through(painter):
    painter.paint(toy_stage({VESSEL: PartState(visible=False)}))
    assert at(painter, (0.0, 42.0, 0.0)).part == WALL
    painter.paint(toy_stage({VESSEL: PartState(opacity=0.18)}))
    assert at(painter, (0.0, 42.0, 0.0)).part == WALL
    painter.paint(toy_stage({VESSEL: PartState(opacity=0.18), WALL: PartState(visible=False)}))
    assert at(painter, (0.0, 42.0, 0.0)).part == VESSEL


def test_a_cut_is_touched_on_its_lid(painter):
    painter.paint(toy_stage(cut=CutState((0.0, 5.0, 0.0), (0.0, 1.0, 0.0))))
    hit = at(painter, (0.0, 5.0, 0.0))
    assert hit.part == WALL
    assert hit.point[1] == pytest.approx(5.0, abs=0.01)
    assert hit.normal == pytest.approx((0.0, 1.0, 0.0), abs=1e-5)


def test_the_moved_shape_is_touched(painter):
    painter.paint(toy_stage({VESSEL: PartState(visible=False)}))
    first = at(painter, (0.0, 40.0, 0.0)).point[1]
    painter.paint(toy_stage({VESSEL: PartState(visible=False), WALL: PartState(morphs={"beat": 0.5})}))
    assert first - at(painter, (0.0, 40.0, 0.0)).point[1] == pytest.approx(8.0, abs=0.3)
    painter.paint(
        toy_stage({VESSEL: PartState(visible=False), WALL: PartState(translation=(0.0, -10.0, 0.0))})
    )
    assert first - at(painter, (0.0, 40.0, 0.0)).point[1] == pytest.approx(10.0, abs=0.3)


def test_a_label_points_at_what_is_seen_of_its_part(painter):
    painter.paint(toy_stage())
    anchor = visible_anchor(painter, SIZE, WALL)
    assert np.linalg.norm(anchor) == pytest.approx(40.0, abs=0.5)
    assert anchor[1] > 20.0
    assert visible_anchor(painter, SIZE, "toy/spare") is None
    assert visible_anchor(painter, SIZE, "toy/unknown") is None


def test_a_first_ray_and_a_search_tree_meet_the_same_point(painter):
    places = [(x, y) for x in range(20, 210, 19) for y in range(20, 210, 19)]
    painter.paint(toy_stage())
    for x, y in places[::3]:
        pick(painter, SIZE, x, y)  # from now on there is a tree for this shape
    searched = [pick(painter, SIZE, x, y) for x, y in places]
    for (x, y), known in zip(places, searched, strict=True):
        for view in painter.views.values():
            view.data.GetPoints().Modified()
        cast = pick(painter, SIZE, x, y)
        assert (cast is None) == (known is None)
        if cast is not None:
            assert cast.part == known.part
            assert cast.point == pytest.approx(known.point, abs=1e-3)
            assert cast.normal == pytest.approx(known.normal, abs=1e-3)
    assert sum(known is not None for known in searched) > 20


def test_a_part_never_leaves_its_realm(painter):
    for share in (0.0, 0.3, 0.5, 1.0):
        wall = PartState(
            morphs={"beat": share}, amounts={"beat": 1.5}, translation=(4.0, 0.0, 0.0), scale=1.2
        )
        painter.paint(toy_stage({WALL: wall}))
        view = painter.views[WALL]
        box = np.array(view.actor.GetBounds()).reshape(3, 2).T
        assert (view.realm[0] <= box[0] + 1e-3).all()
        assert (view.realm[1] >= box[1] - 1e-3).all()
