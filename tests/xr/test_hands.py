from __future__ import annotations

import ctypes
import math

import pytest

from anatomy_vr.panel_layout import slider_box
from anatomy_vr.poses import Pose, about_vertical
from anatomy_vr.profiles import read_profiles
from tests.xr.patient import BEHIND, Patient, find_part
from tests.xr.remote import SIZES

pytestmark = pytest.mark.xr
PROFILES = {profile.id: profile for profile in read_profiles()}
OTHER = Pose((-0.2, -0.3, -0.2), about_vertical(180))


@pytest.fixture
def patient(kit, service):
    made = Patient(*kit).connect()
    made.settle()
    made.guide.turn_page("words")
    yield made
    made.close()


def test_the_drivers_protocol_is_the_one_we_speak():
    assert {kind: ctypes.sizeof(kind) for kind in SIZES} == SIZES


@pytest.mark.parametrize("name", ["index", "simple", "touch"])
def test_a_controller_points_and_chooses(kit, service, name):
    patient = Patient(*kit, profiles=(PROFILES[name],)).connect()
    patient.settle()
    patient.frames(3)
    assert set(patient.headset.controllers.profiles.values()) == {PROFILES[name].path}
    patient.choose("begin")
    assert patient.guide.reading.page == "words"
    patient.close()


def test_the_controllers_of_mixed_reality_are_held_and_point(kit, simulated_service):
    patient = Patient(*kit, profiles=(PROFILES["motion"],))
    patient.polls(lambda: patient.guide.aims.keys() >= {"left", "right"})
    assert set(patient.headset.controllers.profiles.values()) == {PROFILES["motion"].path}
    patient.close()


def track(patient, tracked):
    """Let the runtime know the joints of both hands, or not."""
    for side in ("left", "right"):
        patient.remote.hand(side).hand_tracking_active = tracked
    patient.remote.send()
    patient.frames(4)


@pytest.mark.parametrize("name", ["hands", "vive"])
def test_a_runtime_takes_what_it_has_no_controller_for(kit, service, name):
    patient = Patient(*kit, profiles=(PROFILES[name],)).connect()
    patient.settle()
    assert set(patient.headset.controllers.profiles.values()) == {""}
    track(patient, False)
    seen = set(patient.guide.aims)
    patient.close()
    assert seen == {"gaze"}  # and the patient goes on by looking


def test_one_hand_turns_the_organ(patient):
    start = patient.guide.hold.placement
    patient.point(BEHIND, squeeze_value=1.0)
    patient.point(Pose(BEHIND.position, about_vertical(225)), squeeze_value=1.0)
    assert patient.guide.hold.placement.rotation == pytest.approx(start.turned_by(45).rotation, abs=0.02)
    patient.point(BEHIND, squeeze_value=0.0)
    assert not patient.guide.hold.sides


def test_two_hands_make_it_larger(patient):
    start = patient.guide.hold.placement.scale
    patient.point(OTHER, "left", squeeze_value=1.0)
    patient.point(BEHIND, "right", squeeze_value=1.0)
    patient.point(Pose((0.6, -0.3, -0.2), BEHIND.rotation), "right", squeeze_value=1.0)
    assert patient.guide.hold.placement.scale / start == pytest.approx(2.0, abs=0.05)


def test_the_stick_scrubs_the_disease(patient):
    patient.session.seek("narrowing")
    patient.settle()
    patient.session.pause()
    start = patient.session.slider.value
    patient.point(BEHIND, thumbstick=(0.0, 1.0))
    patient.frames(10)
    patient.point(BEHIND, thumbstick=(0.0, 0.0))
    assert patient.session.slider.value > start + 5.0


def test_the_slider_on_the_panel_follows_the_ray(patient):
    patient.session.seek("narrowing")
    patient.settle()
    line = slider_box(patient.guide.panel)
    for share in (0.3, 0.7):
        pose = patient.aim_at(patient.on_panel(line.x + share * line.width, line.y + 5))
        patient.point(pose, trigger_value=1.0)
    patient.point(pose, trigger_value=0.0)
    assert patient.session.slider.value == pytest.approx(70.0, abs=1.0)


def test_the_off_hand_cuts_while_it_is_held(patient):
    patient.point(BEHIND, "right")
    patient.point(OTHER, "left", trigger_value=1.0)
    assert patient.session.scene.stage.cut is not None
    patient.point(OTHER, "left", trigger_value=0.0)
    assert patient.session.scene.stage.cut is None


def test_the_menu_button_opens_more(patient):
    patient.point(BEHIND, "right", b_click=True)
    patient.point(BEHIND, "right", b_click=False)
    assert patient.guide.reading.page == "more"


def test_a_hand_that_is_lost_disappears_and_the_gaze_takes_over(patient):
    patient.point(BEHIND, "right")
    assert "right" in patient.guide.aims
    for side in ("left", "right"):
        patient.remote.hand(side).active = False
    track(patient, False)
    assert set(patient.guide.aims) == {"gaze"}


def test_input_taken_away_by_the_runtime_is_no_crash(patient, service):
    patient.point(BEHIND, "right")
    identity = service.control().split("id:")
    service.control("-i", "1")
    patient.frames(5)
    assert not patient.visit.is_over, identity


def test_show_me_where_by_pointing(patient):
    patient.session.seek("show_me_where")
    patient.guide.stand("large")
    patient.settle()
    patient.press(find_part(patient, "heart/coronaries/lad", others=True))
    assert patient.guide.teach.stand == "wrong"
    patient.choose("try_again")
    patient.press(find_part(patient, "heart/coronaries/lad"))
    assert patient.guide.teach.stand == "right"


def test_the_joints_of_a_tracked_hand_are_drawn(patient):
    reach = []
    for curl in (0.0, 1.0):
        hand = patient.remote.hand("right")
        hand.hand_tracking_active = True
        hand.hand_curl[:] = [curl] * 5
        patient.point(BEHIND)
        with patient.headset.frame() as frame:
            joints = frame.inputs.right.joints
        assert len(joints) == 26
        reach.append(math.dist(joints[1][:3], joints[10][:3]))  # the wrist and the tip of the first finger
    assert reach[0] > reach[1] + 0.03
    shape = patient.visit.eyes.room.hands["right"]
    assert shape.actors[1].GetVisibility()
    assert not shape.actors[0].GetVisibility()


def test_a_bare_hand_without_a_profile_points_by_its_joints(kit, service):
    patient = Patient(*kit, profiles=()).connect()
    patient.settle()
    track(patient, True)
    with patient.headset.frame() as frame:
        hand = frame.inputs.right
    seen = set(patient.guide.aims)
    patient.close()
    assert seen == {"left", "right"}
    assert hand.aim.position == hand.joints[7][:3]
