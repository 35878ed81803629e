"""Only what differs is done, and what is known is not asked again."""

import numpy as np
import pytest
from render.toy import toy_stage

from anatomy_viewer.render.parts import PartView
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.render.project import distance_of
from anatomy_viewer.scene.state import CameraState, PartState, StageState

WALL = "toy/wall"


@pytest.fixture
def painter(store):
    held = Camera(store, (48, 48), PictureStyle(((0.5, 0.5, 0.5),) * 3, oversampling=1))
    yield held.painter
    held.release()


def test_a_part_whose_state_is_the_same_object_is_not_looked_at(painter, monkeypatch):
    painter.paint(toy_stage({WALL: PartState(opacity=0.5)}))
    stage = toy_stage(dict(painter.stage.parts), explode=0.0)
    asked = []
    for view in painter.views.values():
        monkeypatch.setattr(view, "apply", asked.append)
    painter.paint(stage)
    assert asked == [], "unchanged parts"


def test_every_field_that_differs_is_told(painter):
    painter.paint(toy_stage())
    view = painter.views[WALL]
    changed = view.apply(PartState(opacity=0.4, scale=1.5, xray=0.5))
    assert changed == {"opacity", "scale", "xray"}
    assert view.apply(PartState(opacity=0.4, scale=1.5, xray=0.5)) == frozenset()


@pytest.mark.parametrize(
    "state",
    [PartState(translation=(9.0, 0.0, 0.0)), PartState(scale=0.5), PartState(morphs={"beat": 0.5})],
    ids=["moved", "smaller", "beating"],
)
def test_the_box_follows_every_move(painter, state):
    painter.paint(toy_stage({"toy/vessel": PartState(visible=False)}))
    before = painter.bounds()
    painter.paint(toy_stage({"toy/vessel": PartState(visible=False), WALL: state}))
    assert not np.allclose(before, painter.bounds())
    box = np.array(painter.views[WALL].actor.GetBounds()).reshape(3, 2)
    assert np.allclose(painter.bounds(), box.T)


def test_the_box_knows_what_is_hidden_and_what_stands_apart(painter, store):
    mesh = store.model("toy")
    mesh.__dict__["ways"] = dict.fromkeys(mesh.parts, (5.0, 0.0, 0.0))
    painter.paint(toy_stage())
    high = painter.bounds()[1][0]
    painter.paint(toy_stage(explode=1.0))
    assert painter.bounds()[1][0] == pytest.approx(high + 5.0)
    painter.paint(toy_stage({"toy/vessel": PartState(visible=False), WALL: PartState(visible=False)}))
    assert painter.bounds() is None


def test_what_is_highlighted_and_then_hidden_subdues_nothing(painter, monkeypatch):
    moods = {}
    monkeypatch.setattr(
        PartView, "set_mood", lambda view, subdued, _gentle: moods.update({view.mesh.id: subdued})
    )
    painter.paint(toy_stage({"toy/vessel": PartState(emphasis=1.0)}))
    assert moods[WALL] > 0.0
    painter.paint(toy_stage({"toy/vessel": PartState(emphasis=1.0, visible=False)}))
    assert moods[WALL] == 0.0
    painter.paint(toy_stage({"toy/vessel": PartState(emphasis=1.0)}))
    assert moods[WALL] > 0.0, "seen again"


def test_a_stage_of_other_models_forgets_what_was_highlighted(painter):
    painter.paint(toy_stage({"toy/vessel": PartState(emphasis=1.0)}))
    assert painter.bounds() is not None
    painter.paint(StageState((), {}, CameraState()))
    assert painter.bounds() is None
    painter.paint(toy_stage())
    assert all(view.casing is None for view in painter.views.values())


def test_all_that_is_drawn_lies_between_the_nearest_and_the_farthest_distance(painter):
    slanted = CameraState((3.0, -2.0, 1.0), (0.48, 0.6, 0.64), (0.0, 0.0, 1.0), 60.0)
    painter.paint(toy_stage({WALL: PartState(translation=(9.0, 0.0, 4.0))}, camera=slanted))
    near, far = painter.renderer.GetActiveCamera().GetClippingRange()
    away = -np.array(slanted.direction)
    points = np.concatenate(
        [view.shape.points + view.state.translation for view in painter.seen_views()], dtype=float
    )
    depths = (points - slanted.focal) @ away + distance_of(slanted)
    assert near < depths.min() and depths.max() < far
    assert far - near < 3.0 * np.ptp(depths), "no wider than the picture needs"
