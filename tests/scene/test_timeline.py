"""Values between keys: exact at keys, never beyond their neighbours, clamped outside."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.content.animation import Channel
from anatomy_viewer.scene.timeline import ease_in_out, ease_out_cubic, numbers, value_at
from anatomy_viewer.scene.vectors import dot, from_degrees, slerp, turned

LIMIT = 1e6
number = st.floats(-LIMIT, LIMIT, allow_subnormal=False)
kinds = st.sampled_from(["step", "linear", "cubic"])


def channel(
    keys: list[float], values: list[object], kind: str = "linear", prop: str = "morph.growth"
) -> Channel:
    return Channel.model_validate(
        {"part": "pump/wall", "property": prop, "input": keys, "output": values, "interpolation": kind}
    )


@st.composite
def channels(draw: st.DrawFn) -> Channel:
    keys = sorted(draw(st.lists(st.integers(-1000, 1000), min_size=1, max_size=8, unique=True)))
    values = draw(st.lists(number, min_size=len(keys), max_size=len(keys)))
    return channel([float(k) for k in keys], values, draw(kinds))


@given(channels())
def test_at_a_key_the_value_is_the_keys_own(sampler: Channel) -> None:
    assert [value_at(sampler, x) for x in sampler.input] == list(sampler.output)


@given(channels(), st.floats(-2000, 2000))
def test_between_two_keys_a_number_stays_between_theirs(sampler: Channel, x: float) -> None:
    left = max((i for i, key in enumerate(sampler.input) if key <= x), default=0)
    right = min((i for i, key in enumerate(sampler.input) if key >= x), default=len(sampler.input) - 1)
    low, high = sorted((numbers(sampler.output[left])[0], numbers(sampler.output[right])[0]))
    slack = 1e-9 * max(1.0, abs(low), abs(high))
    assert low - slack <= numbers(value_at(sampler, x))[0] <= high + slack


@given(channels())
def test_before_the_first_and_after_the_last_key_nothing_changes(sampler: Channel) -> None:
    assert value_at(sampler, sampler.input[0] - 1) == sampler.output[0]
    assert value_at(sampler, sampler.input[-1] + 1) == sampler.output[-1]


@given(
    st.lists(st.floats(0, 1, allow_subnormal=False), min_size=2, max_size=8), st.floats(0, 1), st.floats(0, 1)
)
def test_a_growing_plaque_never_shrinks_on_the_way(rises: list[float], s: float, t: float) -> None:
    heights = sorted(rises)
    growth = channel([float(i) for i in range(len(heights))], heights, "cubic")
    early, late = sorted((s * len(heights), t * len(heights)))
    assert numbers(value_at(growth, early))[0] <= numbers(value_at(growth, late))[0] + 1e-12


def test_cubic_is_smooth_where_linear_has_a_corner() -> None:
    keys, values = [0.0, 1.0, 2.0, 3.0], [0.0, 0.1, 0.9, 1.0]

    def speed(kind: str, x: float) -> float:
        bend = channel(keys, values, kind)
        return (numbers(value_at(bend, x + 1e-6))[0] - numbers(value_at(bend, x - 1e-6))[0]) / 2e-6

    assert speed("cubic", 1 - 1e-4) == pytest.approx(speed("cubic", 1 + 1e-4), rel=1e-2)
    assert speed("linear", 1 + 1e-4) > 5 * speed("linear", 1 - 1e-4)


def test_switches_stay_until_the_next_key() -> None:
    shown = channel([0, 2], [False, True], prop="visible")
    assert [value_at(shown, x) for x in (-1, 0, 1.999, 2, 3)] == [False, False, False, True, True]


def test_colours_mix_component_by_component() -> None:
    pale = channel([0, 10], [[1, 0, 0, 0], [0, 1, 0, 1]], prop="tint.field")
    assert value_at(pale, 5) == (0.5, 0.5, 0.0, 0.5)


def test_rotations_turn_at_even_speed_the_shorter_way() -> None:
    turn = channel([0, 1], [[0, 0, 170], [0, 0, -170]], prop="rotation")
    middle = value_at(turn, 0.5)
    assert abs(dot(numbers(middle), from_degrees((0, 0, 180)))) == pytest.approx(1)
    quarter = value_at(channel([0, 1], [[0, 0, 0], [0, 0, 120]], prop="rotation"), 0.25)
    assert abs(dot(numbers(quarter), from_degrees((0, 0, 30)))) == pytest.approx(1)


angles = st.tuples(*[st.floats(-180, 180)] * 3)


@given(angles, angles, st.floats(0, 1))
def test_a_rotation_on_the_way_is_a_rotation(a: tuple[float, ...], b: tuple[float, ...], t: float) -> None:
    between = slerp(from_degrees(a), from_degrees(b), t)
    assert dot(between, between) == pytest.approx(1)
    assert math.hypot(*turned(between, (1.0, 2.0, 3.0))) == pytest.approx(math.sqrt(14))


@given(st.floats(-1, 2), st.floats(-1, 2))
def test_easing_starts_at_nothing_ends_at_all_and_never_turns_back(s: float, t: float) -> None:
    for ease in (ease_out_cubic, ease_in_out):
        assert ease(0) == 0 and ease(1) == 1
        assert ease(min(s, t)) <= ease(max(s, t)) + 1e-12


def test_cubic_rests_at_a_turning_point() -> None:
    peak = channel([0, 1, 3], [0.0, 1.0, 0.0], "cubic")
    assert [numbers(value_at(peak, 1 + d))[0] for d in (-1e-3, 1e-3)] == pytest.approx([1, 1], abs=1e-5)
