"""Camera flights: they arrive, stay upright, turn the shorter way and near by equal factors."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anatomy_viewer.scene.camera import FLIGHT_SECONDS, Flight, aimed, blend, flown, is_flying
from anatomy_viewer.scene.state import CameraState
from anatomy_viewer.scene.vectors import dot

coordinate = st.floats(-100, 100)
vector = st.tuples(coordinate, coordinate, coordinate)


@st.composite
def cameras(draw: st.DrawFn) -> CameraState:
    direction, up = draw(vector), draw(vector)
    assume(dot(direction, direction) > 1e-3 and dot(up, up) > 1e-3)
    return aimed(draw(vector), direction, up, draw(st.floats(1, 500)))


@given(cameras(), cameras(), st.floats(0, 1))
def test_a_camera_on_its_way_is_a_camera(a: CameraState, b: CameraState, t: float) -> None:
    between = blend(a, b, t)
    assert math.hypot(*between.direction) == pytest.approx(1)
    assert math.hypot(*between.up) == pytest.approx(1)
    assert dot(between.direction, between.up) == pytest.approx(0, abs=1e-9)
    assert min(a.height, b.height) * (1 - 1e-9) <= between.height <= max(a.height, b.height) * (1 + 1e-9)


@given(cameras(), cameras())
def test_a_flight_begins_and_ends_exactly(a: CameraState, b: CameraState) -> None:
    assert (blend(a, b, 0), blend(a, b, 1)) == (a, b)
    flight = Flight(a, 10.0)
    assert flown(flight, b, 10.0) == a
    assert flown(flight, b, 10.0 + FLIGHT_SECONDS) == b
    assert not is_flying(flight, b, 10.0 + FLIGHT_SECONDS)


@given(cameras())
def test_no_flight_leaves_the_camera_where_it_is(a: CameraState) -> None:
    assert flown(None, a, 3.0) == a


def test_halfway_from_front_to_side_looks_from_the_corner_at_the_mean_factor() -> None:
    front = aimed((0, 0, 0), (0, 1, 0), (0, 0, 1), 100)
    side = aimed((10, 0, 0), (1, 0, 0), (0, 0, 1), 25)
    half = blend(front, side, 0.5)
    assert half.direction == pytest.approx((math.sqrt(0.5), math.sqrt(0.5), 0))
    assert half.up == pytest.approx((0, 0, 1))
    assert half.height == pytest.approx(50)
    assert half.focal == pytest.approx((5, 0, 0))


def test_from_front_to_behind_never_passes_through_the_model() -> None:
    front = aimed((0, 0, 0), (0, 1, 0), (0, 0, 1), 100)
    behind = aimed((0, 0, 0), (0, -1, 0), (0, 0, 1), 100)
    assert all(math.hypot(*blend(front, behind, t / 20).direction) == pytest.approx(1) for t in range(21))
    assert abs(blend(front, behind, 0.5).direction[1]) < 1e-9


def test_a_direction_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a length"):
        aimed((0, 0, 0), (0, 0, 0), (0, 0, 1), 100)


def test_looking_straight_down_still_has_an_up() -> None:
    down = aimed((0, 0, 0), (0, 0, 1), (0, 0, 1), 100)
    assert dot(down.direction, down.up) == pytest.approx(0)
