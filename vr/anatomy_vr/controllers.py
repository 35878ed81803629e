"""OpenXR actions: what the bindings say is suggested to the runtime, and read back as `Inputs`.

Loaded only once a headset is used. Structures of pyopenxr are made with keywords throughout: by position,
several of them silently take a count for a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import xr

from anatomy_viewer.scene.state import Vector
from anatomy_vr.bare_hands import BareHands
from anatomy_vr.inputs import SIDES, HandInput, Inputs, Side
from anatomy_vr.joints import HandJoints
from anatomy_vr.poses import Pose
from anatomy_vr.profiles import ACTIONS, Kind, Profile
from anatomy_vr.projection import Fov, View

KINDS: dict[Kind, Any] = {
    "pose": xr.ActionType.POSE_INPUT,
    "float": xr.ActionType.FLOAT_INPUT,
    "vector": xr.ActionType.VECTOR2F_INPUT,
    "boolean": xr.ActionType.BOOLEAN_INPUT,
    "vibration": xr.ActionType.VIBRATION_OUTPUT,
}
LOCATED = xr.SpaceLocationFlags.POSITION_VALID_BIT | xr.SpaceLocationFlags.ORIENTATION_VALID_BIT
BUZZ_NANOSECONDS, BUZZ_AMPLITUDE = 50_000_000, 0.4


class Controllers:
    """The hands of one session.

    Attributes:
        profiles: The interaction profile that each hand has now; empty where it has none.
    """

    def __init__(
        self, instance: Any, session: Any, profiles: Iterable[Profile], joints: HandJoints | None = None
    ) -> None:
        self._joints, self._bare = joints, BareHands()
        self._instance, self._session = instance, session
        self._set = xr.create_action_set(
            instance,
            xr.ActionSetCreateInfo(
                action_set_name="lesson", localized_action_set_name="Anatomy Viewer", priority=0
            ),
        )
        self._hands = {side: xr.string_to_path(instance, f"/user/hand/{side}") for side in SIDES}
        self._actions = {name: self._action(name, kind, said) for name, (kind, said) in ACTIONS.items()}
        for profile in profiles:
            self._suggest(profile)
        self._spaces = {
            (name, side): xr.create_action_space(
                session, xr.ActionSpaceCreateInfo(action=self._actions[name], subaction_path=path)
            )
            for name in ("grip", "aim")
            for side, path in self._hands.items()
        }
        xr.attach_session_action_sets(session, xr.SessionActionSetsAttachInfo(action_sets=[self._set]))
        self._asked = {
            (name, side): xr.ActionStateGetInfo(action=action, subaction_path=path)
            for name, action in self._actions.items()
            for side, path in self._hands.items()
        }
        self._sync = xr.ActionsSyncInfo(active_action_sets=[xr.ActiveActionSet(self._set, xr.NULL_PATH)])
        self.profiles: dict[Side, str] = dict.fromkeys(SIDES, "")

    def read(self, head: Pose, base: Any, time: int) -> Inputs:
        """Head and hands at a time (ns), in a space; a hand that is not there or not ours is None."""
        try:
            xr.sync_actions(self._session, self._sync)
        except xr.exception.SessionNotFocused:
            return Inputs(head)
        left, right = (self._hand(side, head, base, time) for side in SIDES)
        return Inputs(head, left, right)

    def read_profiles(self) -> None:
        """Learn which controller each hand has."""
        for side, path in self._hands.items():
            found = xr.get_current_interaction_profile(self._session, path).interaction_profile
            self.profiles[side] = xr.path_to_string(self._instance, found) if found else ""

    def buzz(self, side: Side) -> None:
        """Let a hand feel a short, gentle answer."""
        info = xr.HapticActionInfo(action=self._actions["buzz"], subaction_path=self._hands[side])
        touch = xr.HapticVibration(duration=BUZZ_NANOSECONDS, frequency=0.0, amplitude=BUZZ_AMPLITUDE)
        xr.apply_haptic_feedback(self._session, info, haptic_feedback=touch)

    def _action(self, name: str, kind: Kind, said: str) -> Any:
        return xr.create_action(
            self._set,
            xr.ActionCreateInfo(
                action_name=name,
                action_type=KINDS[kind],
                subaction_paths=list(self._hands.values()),
                localized_action_name=said,
            ),
        )

    def _suggest(self, profile: Profile) -> None:
        """Tell the runtime what a controller's buttons are for."""
        bindings = [
            xr.ActionSuggestedBinding(self._actions[action], xr.string_to_path(self._instance, path))
            for action, path in profile.bindings
        ]
        suggestion = xr.InteractionProfileSuggestedBinding(
            interaction_profile=xr.string_to_path(self._instance, profile.path), suggested_bindings=bindings
        )
        xr.suggest_interaction_profile_bindings(self._instance, suggestion)

    def _hand(self, side: Side, head: Pose, base: Any, time: int) -> HandInput | None:
        """A hand with what it holds; a bare one of which nothing else is known, by its joints."""
        grip, aim = (self._place(name, side, base, time) for name in ("grip", "aim"))
        joints = self._joints.read(side, base, time) if self._joints is not None else ()
        if grip is None or aim is None:
            return self._bare.read(side, joints, head)
        stick = xr.get_action_state_vector2f(self._session, self._asked["stick", side]).current_state
        return HandInput(
            grip,
            aim,
            select=self._pressed("select", side),
            grab=self._pressed("grab", side),
            stick=(float(stick.x), float(stick.y)),
            menu=bool(xr.get_action_state_boolean(self._session, self._asked["menu", side]).current_state),
            joints=joints,
        )

    def _pressed(self, name: str, side: Side) -> float:
        return float(xr.get_action_state_float(self._session, self._asked[name, side]).current_state)

    def _place(self, name: str, side: Side, base: Any, time: int) -> Pose | None:
        return pose_in(self._spaces[name, side], base, time)


def pose_in(space: Any, base: Any, time: int) -> Pose | None:
    """Where a space is at a time (ns), seen from another; None where the runtime does not know."""
    location = xr.locate_space(space, base, time)
    known = xr.SpaceLocationFlags(location.location_flags) & LOCATED
    return pose_of(location.pose) if known == LOCATED else None


def pose_of(pose: Any) -> Pose:
    """A pose of OpenXR as ours."""
    place, turn = pose.position, pose.orientation
    position: Vector = (float(place.x), float(place.y), float(place.z))
    return Pose(position, (float(turn.w), float(turn.x), float(turn.y), float(turn.z)))


def xr_pose(pose: Pose) -> Any:
    """A pose of ours as OpenXR's."""
    w, x, y, z = pose.rotation
    return xr.Posef(orientation=xr.Quaternionf(x, y, z, w), position=xr.Vector3f(*pose.position))


def view_of(view: Any) -> View:
    """An eye of OpenXR as ours."""
    fov = view.fov
    angles = (fov.angle_left, fov.angle_right, fov.angle_up, fov.angle_down)
    return View(pose_of(view.pose), Fov(*(float(angle) for angle in angles)))
