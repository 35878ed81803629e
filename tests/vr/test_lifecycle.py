from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy_vr.lifecycle import (
    STATES,
    LeaveAsked,
    Life,
    Lost,
    ProfileChanged,
    SpaceChanged,
    StateChanged,
    after,
)


def lived(*events):
    life, done = Life(), []
    for event in events:
        life, actions = after(life, event)
        done.extend(actions)
    return life, done


def states(*names):
    return [StateChanged(name) for name in names]


def test_a_visit_from_putting_it_on_to_leaving():
    begin = states("idle", "ready", "synchronized", "visible", "focused")
    life, done = lived(*begin)
    assert done == ["begin"]
    assert life.is_seen and life.takes_input
    life, done = lived(
        *begin, LeaveAsked(), *states("visible", "synchronized", "stopping", "idle", "exiting")
    )
    assert done == ["begin", "end", "close"]
    assert life.ending == "asked"


def test_the_headset_taken_off_and_put_on_again_goes_on():
    life, done = lived(*states("ready", "focused", "stopping", "idle"))
    assert (life.running, life.is_over, done) == (False, False, ["begin", "end"])
    life, done = lived(*states("ready", "focused", "stopping", "idle", "ready", "focused"))
    assert life.running
    assert done == ["begin", "end", "begin"]


def test_seen_but_not_focused_hides_the_hands():
    life, _ = lived(*states("ready", "focused", "visible"))
    assert life.is_seen
    assert not life.takes_input


def test_synchronized_still_waits_for_frames_but_draws_none():
    life, _ = lived(*states("ready", "synchronized"))
    assert life.running
    assert not life.is_seen


@pytest.mark.parametrize(
    ("event", "action"),
    [(Lost("session"), "close"), (Lost("instance"), "close_all"), (StateChanged("loss_pending"), "close")],
)
def test_whatever_is_lost_is_closed_once(event, action):
    life, done = lived(*states("ready", "focused"), event, event, *states("ready"))
    assert done == ["begin", action]
    assert life.ending == "lost"
    assert not life.running


def test_recentring_and_other_controllers_are_passed_on():
    assert lived(*states("ready"), SpaceChanged(), ProfileChanged())[1] == [
        "begin",
        "replace",
        "read_profiles",
    ]


def test_leaving_before_it_ran_closes_at_once():
    life, done = lived(*states("idle"), LeaveAsked())
    assert (life.ending, done) == ("asked", ["close"])


def test_the_runtimes_own_end_is_told_from_ours():
    assert lived(*states("ready", "stopping", "exiting"))[0].ending == "runtime"


EVENTS = st.one_of(
    st.sampled_from(STATES).map(StateChanged),
    st.sampled_from([SpaceChanged(), ProfileChanged(), Lost("session"), Lost("instance"), LeaveAsked()]),
)


@given(st.lists(EVENTS, max_size=40))
def test_whatever_happens_begin_and_end_alternate_and_closing_is_last(events):
    life, done = lived(*events)
    turns = [action for action in done if action in ("begin", "end")]
    assert all(turn == ("begin", "end")[k % 2] for k, turn in enumerate(turns))
    closings = [action for action in done if action.startswith("close")]
    assert len(closings) == (1 if life.is_over else 0)
    assert not closings or done[-1] == closings[0]
    assert not (life.is_over and life.running)
