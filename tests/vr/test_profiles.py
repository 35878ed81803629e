from __future__ import annotations

import re

import pytest

from anatomy_vr.profiles import ACTIONS, NEEDED, read_profiles

PROFILES = read_profiles()


def test_every_controller_of_the_plan_is_there():
    assert {profile.path.removeprefix("/interaction_profiles/") for profile in PROFILES} == {
        "khr/simple_controller",
        "oculus/touch_controller",
        "valve/index_controller",
        "microsoft/motion_controller",
        "htc/vive_controller",
        "ext/hand_interaction_ext",
    }


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.id)
@pytest.mark.parametrize("side", ["left", "right"])
def test_either_hand_alone_can_do_all_that_is_needed(profile, side):
    bound = {action for action, path in profile.bindings if path.startswith(f"/user/hand/{side}/")}
    assert bound >= NEEDED
    assert bound <= ACTIONS.keys()


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.id)
def test_paths_are_paths_of_the_right_kind(profile):
    for action, path in profile.bindings:
        assert re.fullmatch(r"/user/hand/(left|right)/(input|output)(/[a-z_]+)+", path)
        assert path.endswith("/pose") == (ACTIONS[action][0] == "pose")
        assert ("/output/" in path) == (ACTIONS[action][0] == "vibration")


def test_only_bare_hands_need_an_extension():
    assert {p.id: p.extension for p in PROFILES if p.extension} == {"hands": "XR_EXT_hand_interaction"}
