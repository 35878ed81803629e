"""Patterns of parts, and how several layers join on one property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_viewer.scene.parts import changed, expand, fill, over, reached
from anatomy_viewer.scene.staging import flows_of
from anatomy_viewer.scene.state import NO_TINT, PartState
from anatomy_viewer.scene.vectors import from_degrees

IDS = {"pump/wall": 0, "pump/wall/inner": 0, "pump/pipes/left": 0, "pump/pipes/right": 0}.keys()
weight = st.floats(0, 1)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("pump/wall", {"pump/wall"}),
        ("pump/wall/*", {"pump/wall/inner"}),
        ("pump/pipes", {"pump/pipes/left", "pump/pipes/right"}),
        ("pump/*", set(IDS)),
        ("pump/wal", set()),
        ("pump/pipes/lef", set()),
    ],
)
def test_a_pattern_names_a_part_or_all_below(pattern: str, parts: set[str]) -> None:
    assert set(expand(pattern, IDS)) == parts


def test_what_a_step_fades_includes_all_below_and_the_patients_own() -> None:
    assert reached(["pump/wall"], IDS, {}) == {"pump/wall", "pump/wall/inner"}
    assert reached(["pump/wall/*"], IDS, {}) == {"pump/wall/inner"}
    assert reached(["pump/pipes/{side}"], IDS, {"side": "left"}) == {"pump/pipes/left"}


def test_an_unknown_slot_stays_visible_to_the_author() -> None:
    assert fill("pump/{a}/{b}", {"a": "x"}) == "pump/x/{b}"


def spoken(*words: tuple[str, object, str | None]) -> PartState:
    state = PartState()
    for prop, value, mix in words:
        state = changed(state, prop, value, mix)  # type: ignore[arg-type]
    return state


@given(weight, weight)
def test_morphs_add_and_stay_within_their_range(a: float, b: float) -> None:
    joined = spoken(("morph.narrow", a, None), ("morph.narrow", b, None)).morphs["narrow"]
    assert joined == min(1.0, a + b)


@given(weight, weight)
def test_opacities_multiply(a: float, b: float) -> None:
    assert spoken(("opacity", a, None), ("opacity", b, None)).opacity == pytest.approx(a * b)


@given(st.tuples(weight, weight, weight, weight), st.tuples(weight, weight, weight, weight))
def test_tints_laid_over_each_other_stay_colours(a: tuple[float, ...], b: tuple[float, ...]) -> None:
    both = over(a, b)  # type: ignore[arg-type]
    assert all(-1e-9 <= c <= 1 + 1e-9 for c in both)
    assert both[3] >= max(a[3], b[3]) - 1e-9
    assert over(NO_TINT, b)[3] == b[3]  # type: ignore[arg-type]


def test_every_property_joins_in_its_own_way() -> None:
    state = spoken(
        ("visible", True, None), ("visible", False, None),
        ("emphasis", 0.8, None), ("emphasis", 0.3, None),
        ("scale", 2.0, None), ("scale", 1.5, None),
        ("translation", (1.0, 2.0, 3.0), None), ("translation", (1.0, 0.0, 0.0), None),
        ("rotation", from_degrees((0, 0, 30)), None), ("rotation", from_degrees((0, 0, 60)), None),
        ("still.field", 0.4, None), ("still.field", 0.2, None),
        ("morph.beat.amount", 0.5, None), ("morph.beat.amount", 0.5, None),
        ("color", (1.0, 0.0, 0.0, 1.0), None), ("color", (0.0, 0.0, 1.0, 0.5), None),
    )  # fmt: skip
    assert (state.visible, state.emphasis, state.scale) == (False, 0.8, 3.0)
    assert state.translation == (2.0, 2.0, 3.0)
    assert state.rotation == pytest.approx(from_degrees((0, 0, 90)))
    assert (state.stills, state.amounts) == ({"field": 0.4}, {"beat": 0.25})
    assert state.color == (0.5, 0.0, 0.5, 1.0)


def test_an_author_may_say_otherwise() -> None:
    state = spoken(
        ("morph.narrow", 0.7, None), ("morph.narrow", 0.5, "multiply"),
        ("opacity", 0.5, None), ("opacity", 0.9, "replace"),
        ("visible", False, None), ("visible", True, "replace"),
        ("tint.field", (1.0, 0.0, 0.0, 1.0), None), ("tint.field", (0.0, 1.0, 0.0, 0.2), "replace"),
    )  # fmt: skip
    assert state.morphs["narrow"] == pytest.approx(0.35)
    assert (state.opacity, state.visible) == (0.9, True)
    assert state.tints == {"field": (0.0, 1.0, 0.0, 0.2)}


def test_a_cyclic_morph_comes_round() -> None:
    assert changed(PartState(), "morph.beat", 1.0, None, cyclic=True).morphs == {"beat": 0.0}
    assert changed(PartState(morphs={"beat": 0.9}), "morph.beat", 0.3, None, cyclic=True).morphs == {
        "beat": 0.3
    }


def test_an_unknown_mix_is_the_programmers_mistake() -> None:
    with pytest.raises(KeyError, match="divide"):
        changed(PartState(), "opacity", 0.5, "divide")


@pytest.mark.parametrize("prop", ["color", "tint.field"])
def test_a_colour_that_is_multiplied_fades_and_keeps_its_hue(prop: str) -> None:
    state = spoken((prop, (0.8, 0.1, 0.1, 0.5), None), (prop, 0.2, "multiply"))
    color = state.color if prop == "color" else state.tints["field"]
    assert color == pytest.approx((0.8, 0.1, 0.1, 0.1))
    assert spoken((prop, 0.2, "multiply")) == PartState()


def test_a_flow_may_run_back_and_a_disease_slows_it_both_ways() -> None:
    spoken = [(("pipe",), "flow.speed", value, mix) for value, mix in ((-12.0, None), (0.5, "multiply"))]
    (flow,) = flows_of(spoken)
    assert flow.speed == -6.0
