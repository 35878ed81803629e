from __future__ import annotations

import pytest

from anatomy_vr.comfort import (
    BREAK_AFTER,
    CLEAR,
    DARK,
    DWELL,
    FADE_IN,
    FADE_OUT,
    NEAREST,
    Dwell,
    Veil,
    break_is_due,
    dimness,
    may_begin,
)
from anatomy_vr.inputs import HandInput, Inputs, Keys


def test_a_change_is_made_where_nobody_sees_it():
    veil = Veil(10.0)
    times = [10.0 + k / 100 for k in range(80)]
    assert veil.opacity(10.0) == 0.0
    assert all(veil.opacity(t) == 1.0 for t in times if FADE_OUT <= t - 10.0 <= FADE_OUT + DARK)
    hidden = next(t for t in times if veil.hides(t))
    assert veil.opacity(hidden) == 1.0
    assert veil.opacity(10.0 + FADE_OUT + DARK + FADE_IN) == pytest.approx(0.0)
    assert veil.is_over(10.0 + FADE_OUT + DARK + FADE_IN + 1e-6)


def test_a_veil_is_never_a_flash():
    veil = Veil(0.0)
    steps = [veil.opacity((k + 1) / 90) - veil.opacity(k / 90) for k in range(72)]
    assert max(map(abs, steps)) < 0.05  # in one frame of a 90 Hz headset


def test_at_most_three_veils_begin_in_any_second():
    begun: list[float] = []
    for k in range(400):
        if may_begin(begun, k / 100):
            begun.append(k / 100)
    assert all(sum(b <= t < b + 1.0 for t in begun) <= 3 for b in begun)
    assert len(begun) > 8


def test_an_organ_before_the_eyes_is_dimmed_but_never_black():
    assert dimness(CLEAR) == 0.0
    assert 0.0 < dimness((CLEAR + NEAREST) / 2) < dimness(NEAREST) == dimness(0.0) == 0.8


def test_a_break_is_due_after_ten_minutes_and_again_ten_minutes_later():
    assert not break_is_due(5.0, None, 5.0 + BREAK_AFTER - 1.0)
    assert break_is_due(5.0, None, 5.0 + BREAK_AFTER)
    assert not break_is_due(5.0, 700.0, 800.0)
    assert break_is_due(5.0, 700.0, 1300.0)


def test_a_steady_look_chooses_once():
    gaze = Dwell().looked("next", 0.0)
    assert gaze.looked("next", DWELL / 2).chosen is False
    assert gaze.progress(DWELL / 2) == pytest.approx(0.5)
    chosen = gaze.looked("next", DWELL)
    assert chosen.chosen
    assert not any(chosen.looked("next", DWELL + k).chosen for k in range(9))
    assert chosen.looked("back", DWELL + 0.1) == Dwell("back", DWELL + 0.1)


def test_a_wandering_look_chooses_nothing():
    gaze = Dwell()
    for k in range(20):
        gaze = gaze.looked(("next", "back")[k % 2], k * 0.5)
        assert not gaze.chosen
    assert Dwell().looked("", 9.0).progress(99.0) == 0.0


def test_a_trembling_finger_is_one_press():
    keys, presses = Keys(), 0
    for value in (0.0, 0.65, 0.55, 0.62, 0.5, 0.7, 0.2, 0.0):
        now = keys.after(HandInput(select=value))
        presses += now.select and not keys.select
        keys = now
    assert presses == 1
    assert not keys.select


def test_a_hand_that_goes_away_lets_go():
    keys = Keys().after(HandInput(select=1.0, grab=1.0, menu=True))
    assert keys == Keys(True, True, True)
    assert keys.after(None) == Keys()
    assert not Inputs().has_hands
    assert Inputs(left=HandInput()).hand("left") == HandInput()
