"""Cells in a lumen: inside it, carried on, faster where it is narrow."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from render.toy import NEAR_PIPE, pipe_grids
from vtkmodules.util.numpy_support import vtk_to_numpy

from anatomy_viewer.render.cells import COARSE, FINE, cell_shapes
from anatomy_viewer.render.flow import FlowView, Lumen
from anatomy_viewer.render.parts import PartView
from anatomy_viewer.scene.state import CameraState, CutState, FlowState, PartState

LUMEN = "toy/lumen"
FLOW = FlowState(LUMEN, amount=1.0, speed=10.0)


@pytest.fixture
def carrier(store):
    return PartView(store.model("toy").parts[LUMEN])


def radius_at(places, narrowing):
    return np.interp(
        places[:, 0],
        np.linspace(-18, 18, 73),
        1.5 * (1 - narrowing * np.exp(-((np.linspace(-18, 18, 73) / 5) ** 2))),
    )


@pytest.mark.parametrize("narrowing", [0.0, 0.5, 0.9])
def test_cells_stay_inside_the_lumen(carrier, narrowing):
    carrier.apply(PartState(morphs={"stenosis": narrowing}))
    view = FlowView(carrier)
    view.move(FLOW, 3.7)
    away = np.linalg.norm(view.places[:, 1:] - (90.0, 0.0), axis=1)
    assert (away + 0.8 * view.sizes <= radius_at(view.places, narrowing) + 1e-3).all()
    assert view.sizes.max() > 0.1


def test_the_same_time_gives_the_same_picture(carrier):
    one, other = FlowView(carrier), FlowView(carrier)
    one.move(FLOW, 12.5)
    other.move(FLOW, 12.5)
    assert np.array_equal(one.places, other.places)


def test_playing_on_is_the_same_as_going_there(carrier):
    played, there = FlowView(carrier), FlowView(carrier)
    for frame in range(31):
        played.move(FLOW, frame / 10)
    there.move(FLOW, 3.0)
    assert np.allclose(played.places, there.places, atol=0.05)


def test_a_new_speed_does_not_make_cells_jump(carrier):
    view = FlowView(carrier)
    view.move(FLOW, 100.0)
    before = view.places.copy()
    view.move(FlowState(LUMEN, speed=40.0), 100.02)
    jumped = np.linalg.norm(view.places - before, axis=1) > 3.0
    assert jumped.mean() < 0.06  # only those that left at the end and came in again


def test_blood_is_faster_where_it_is_narrow():
    lumen = Lumen.of(np.asarray(pipe_grids(0.5)[1].reshape(-1, 3), np.float32), (73, 24))
    pace = np.diff(lumen.centers[:, 0]) / np.diff(lumen.transit)
    assert pace[36] / pace[0] == pytest.approx(4.0, rel=0.03)


def test_a_closed_lumen_is_not_a_division_by_zero():
    rings = np.asarray(pipe_grids(0.999)[1].reshape(-1, 3), np.float32)
    assert np.isfinite(Lumen.of(rings, (73, 24)).transit).all()


def test_fewer_cells_with_a_smaller_amount_and_none_beyond_a_cut(carrier):
    view = FlowView(carrier)
    view.move(FLOW, 1.0)
    full = (view.sizes > 0).sum()
    view.make_room(CutState((0.0, 90.0, 0.0), (0.0, 0.0, 1.0)), NEAR_PIPE)
    assert view.places[view.sizes > 0][:, 2].max() < 0.15
    view.make_room(None, NEAR_PIPE)
    view.move(FlowState(LUMEN, amount=0.5, speed=10.0), 1.0)
    assert (view.sizes > 0).sum() == pytest.approx(full / 2, abs=3)


def test_a_part_without_rings_cannot_carry_blood():
    part = SimpleNamespace(mesh=SimpleNamespace(id="toy/wall", glb=SimpleNamespace(rings=None)))
    with pytest.raises(ValueError, match="'toy/wall' has no rings"):
        FlowView(part)


@pytest.mark.parametrize("grid", [COARSE, FINE])
def test_a_cell_is_a_closed_disc_of_radius_one(grid):
    shapes, triangles = cell_shapes(grid)
    assert len(triangles) == grid.triangles
    assert np.linalg.norm(shapes[:, 0], axis=2).max() == pytest.approx(1.0, abs=0.02)
    assert shapes[0, 0, 0, 2] < shapes[0, 0, 2 * grid.around, 2]  # dimpled in the middle


def test_cells_are_few_triangles_from_afar_and_finer_near_by(carrier):
    view = FlowView(carrier)
    view.move(FLOW, 1.0)
    far = view.data.GetNumberOfPolys() / (view.sizes > 0).sum()
    view.make_room(None, replace(NEAR_PIPE, height=6.0))
    assert far == 160
    assert view.data.GetNumberOfPolys() / (view.sizes > 0).sum() == 480


def test_no_cell_sits_in_the_viewers_eye(carrier):
    view = FlowView(carrier)
    view.move(FLOW, 1.0)
    inside = CameraState(focal=(0.0, 90.0, 0.0), direction=(-1.0, 0.0, 0.0), height=0.1)
    view.make_room(None, inside)
    away = np.linalg.norm(view.places - (0.0, 90.0, 0.0), axis=1)
    assert away[view.sizes > 0].min() > 0.7


@pytest.fixture
def airway(store):
    """The toy's pipe with air in it."""
    return PartView(replace(store.model("toy").parts[LUMEN], tissue="air"))


def test_air_carries_small_pale_motes_all_over_the_lumen(airway, carrier):
    air, blood = FlowView(airway), FlowView(carrier)
    for view in (air, blood):
        view.move(FLOW, 2.0)
    away = np.linalg.norm(air.places[:, 1:] - (90.0, 0.0), axis=1)
    assert air.sizes.max() < 0.5 * blood.sizes.max()
    assert away.min() < 0.3 < 1.2 < away.max() < 1.5
    colors = vtk_to_numpy(air.data.GetPointData().GetScalars())
    assert colors.min() > 200


def test_air_goes_in_and_comes_back_out(airway):
    view = FlowView(airway)
    view.move(FlowState(LUMEN, speed=4.0), 0.0)
    before = view.places.copy()
    view.move(FlowState(LUMEN, speed=4.0), 0.4)
    inside = view.places.copy()
    view.move(FlowState(LUMEN, speed=-4.0), 0.8)
    assert np.median(inside[:, 0] - before[:, 0]) == pytest.approx(1.6, rel=0.2)
    assert np.allclose(view.places, before, atol=0.02)


def test_a_mote_is_round_at_rest_and_drawn_out_along_its_way(airway):
    view = FlowView(airway)

    def spread(speed):
        view.move(FlowState(LUMEN, speed=speed), 1.0)
        one = int(np.argmax(view.sizes))
        count = view.data.GetNumberOfPoints() // len(view.sizes)
        points = vtk_to_numpy(view.data.GetPoints().GetData())[one * count : (one + 1) * count]
        return np.ptp(points, axis=0)

    still, quick = spread(0.0), spread(-6.0)
    assert still[0] == pytest.approx(still[2], rel=0.1)
    assert quick[0] > 1.8 * quick[2]
