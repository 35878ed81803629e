"""Parts stand apart by ways worked out from their shapes, and what is tied to them goes with them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from render.toy import FRONT, toy_stage

from anatomy_viewer.render.apart import ways_apart
from anatomy_viewer.render.picking import pick
from anatomy_viewer.render.picture import Camera, PictureStyle
from anatomy_viewer.scene.state import CutState, FlowState, PartState

WALL = "toy/wall"


def box(low, high, count=6):
    """Points and triangles of a box's six sides."""
    low, high = np.array(low, float), np.array(high, float)
    points, faces = [], []
    ticks = np.linspace(0.0, 1.0, count)
    u, v = (grid.ravel() for grid in np.meshgrid(ticks, ticks, indexing="ij"))
    i, j = (grid.ravel() for grid in np.meshgrid(range(count - 1), range(count - 1), indexing="ij"))
    corner = i * count + j
    for axis in range(3):
        for side in (0.0, 1.0):
            face = np.full((count * count, 3), side)
            face[:, (axis + 1) % 3], face[:, (axis + 2) % 3] = u, v
            start = len(points) * count * count
            points.append(low + face * (high - low))
            faces.append(np.stack([corner, corner + 1, corner + count], 1) + start)
            faces.append(np.stack([corner + count + 1, corner + 1, corner + count], 1) + start)
    return np.concatenate(points), np.concatenate(faces)


def gone(surface, way):
    return surface[0] + np.array(way)


BODY = {
    "a/left": box((-30, -20, -20), (-0.1, 20, 20)),
    "a/right": box((0.1, -20, -20), (30, 20, 20)),
    "a/right/horn": box((20, -5, 20), (25, 5, 30)),
    "a/top": box((-20, -20, 20.2), (20, 20, 50)),
    "a/thread": box((-31, -10, -1), (-30, 30, 1)),
    "a/flap": box((-5, -8, 20.05), (5, 8, 20.15)),
}


def test_pieces_stand_clear_of_each_other():
    ways = ways_apart(BODY, frozenset())
    left, right, top = (gone(BODY[f"a/{key}"], ways[f"a/{key}"]) for key in ("left", "right", "top"))
    assert left[:, 0].max() < right[:, 0].min() - 2.0
    assert top[:, 2].min() > max(left[:, 2].max(), right[:, 2].max()) + 2.0


def test_children_ride_with_their_parent_and_threads_with_what_they_lie_on():
    ways = ways_apart(BODY, frozenset())
    assert ways["a/right/horn"] == ways["a/right"]
    assert ways["a/thread"] == ways["a/left"]


def test_what_lies_between_pieces_floats_between_them():
    ways = ways_apart(BODY, frozenset())
    assert ways["a/left"][2] < ways["a/flap"][2] < ways["a/top"][2]


def test_layers_of_a_tube_lie_side_by_side():
    tubes = {f"t/{k}": box((-r, -r, -50), (r, r, 50)) for k, r in (("outer", 8), ("middle", 6), ("inner", 4))}
    ways = ways_apart(tubes, frozenset())
    spans = [gone(tubes[key], ways[key]) for key in tubes]
    across = int(np.argmax(np.ptp([ways[key] for key in tubes], axis=0)))
    assert across != 2
    spans.sort(key=lambda points: points[:, across].min())
    assert all(one[:, across].max() < other[:, across].min() for one, other in pairwise(spans))


def test_a_model_of_one_piece_stays_whole():
    assert ways_apart({"a/left": BODY["a/left"]}, frozenset()) == {"a/left": (0.0, 0.0, 0.0)}


@pytest.fixture
def camera(store):
    held = Camera(store, (96, 96), PictureStyle(((0.5, 0.5, 0.5),) * 3, oversampling=1))
    yield held
    held.release()


@pytest.fixture
def far(store):
    """The toy's ball standing 20 mm to the patient's right, its vessel in place."""
    mesh = store.model("toy")
    mesh.__dict__["ways"] = {key: (20.0, 0.0, 0.0) if key == WALL else (0.0, 0.0, 0.0) for key in mesh.parts}
    return mesh


def test_picks_lids_and_bounds_go_with_the_part(camera, far):
    cut = CutState((0.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    camera.take(toy_stage(cut=cut))
    still = camera.painter.cut.caps[WALL].data
    camera.take(toy_stage(cut=cut, explode=0.5))
    painter = camera.painter
    assert painter.offset_of(WALL) == (10.0, 0.0, 0.0)
    assert painter.offset_of("toy/vessel") == painter.offset_of("nothing") == (0.0, 0.0, 0.0)
    assert painter.cut.caps[WALL].data is still, "a lid that only moves is not made again"
    assert painter.cut.caps[WALL].actor.GetBounds()[1] == pytest.approx(50.0, abs=0.2)
    assert painter.views[WALL].actor.GetBounds()[0] == pytest.approx(-30.0, abs=0.2)
    assert pick(painter, (96, 96), 96 * (0.5 - 48 / 110), 48).part == WALL


def test_a_cut_across_the_way_goes_with_the_part(camera, far):
    side = replace(FRONT, direction=(1.0, 0.0, 0.0))
    cut = CutState((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), parts=(WALL,))
    camera.take(toy_stage(cut=cut, explode=1.0, camera=side))
    hit = pick(camera.painter, (96, 96), 40, 60)
    assert hit.part == WALL
    assert hit.point[0] == pytest.approx(20.0, abs=0.1)


def test_standing_apart_is_undone(camera, far):
    camera.take(toy_stage(explode=1.0))
    camera.take(toy_stage())
    assert camera.painter.offset_of(WALL) == (0.0, 0.0, 0.0)
    assert np.allclose(camera.painter.views[WALL].matrix, np.eye(4))


def test_blood_goes_with_its_vessel(camera, store):
    mesh = store.model("toy")
    mesh.__dict__["ways"] = dict.fromkeys(mesh.parts, (0.0, 0.0, 7.0))
    parts = {"toy/lumen": PartState(), "toy/pipe": PartState(visible=False)}
    camera.take(toy_stage(parts, flows=(FlowState("toy/lumen"),), explode=1.0))
    bounds = camera.painter.flows["toy/lumen"].actor.GetBounds()
    assert (bounds[4] + bounds[5]) / 2 == pytest.approx(7.0, abs=0.3)
