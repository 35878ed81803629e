"""The joints of both hands, where the runtime tracks them (XR_EXT_hand_tracking). Loads `xr`.

pyopenxr's own call gives the runtime no room for the joints, so the function is called by its address.
"""

from __future__ import annotations

import ctypes
from typing import Any

import xr

from anatomy_vr.inputs import Joints, Side

EXTENSION = xr.EXT_HAND_TRACKING_EXTENSION_NAME
COUNT = xr.HAND_JOINT_COUNT_EXT
_HANDS: tuple[tuple[Side, Any], ...] = (("left", xr.HandEXT.LEFT), ("right", xr.HandEXT.RIGHT))
_PLACED = xr.SpaceLocationFlags.POSITION_VALID_BIT
_CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class HandJoints:
    """Trackers of both hands of a session; none where the headset tracks no hands."""

    def __init__(self, instance: Any, session: Any) -> None:
        self._locations = (xr.HandJointLocationEXT * COUNT)()
        self._found = xr.HandJointLocationsEXT(joint_count=COUNT, joint_locations=self._locations)
        self._trackers: dict[Side, Any] = {}
        try:
            for side, hand in _HANDS:
                info = xr.HandTrackerCreateInfoEXT(hand=hand, hand_joint_set=xr.HandJointSetEXT.DEFAULT)
                self._trackers[side] = xr.create_hand_tracker_ext(session, info)
            self._locate = _CALL(_address(instance, "xrLocateHandJointsEXT"))
        except xr.exception.FeatureUnsupportedError:
            self._trackers = {}

    def read(self, side: Side, base: Any, time: int) -> Joints:
        """Place and radius (metres) of every joint at a time (ns), in a space; none where not known."""
        if side not in self._trackers:
            return ()
        wanted = xr.HandJointsLocateInfoEXT(base_space=base, time=time)
        failed = self._locate(self._trackers[side], ctypes.byref(wanted), ctypes.byref(self._found))
        if failed or not self._found.is_active:
            return ()
        if any(not joint.location_flags & _PLACED.value for joint in self._locations):
            return ()
        return tuple(_ball(joint) for joint in self._locations)


def _ball(joint: Any) -> tuple[float, float, float, float]:
    place = joint.pose.position
    return (float(place.x), float(place.y), float(place.z), float(joint.radius))


def _address(instance: Any, name: str) -> int:
    """Where the runtime has a function."""
    return int(ctypes.cast(xr.get_instance_proc_addr(instance, name), ctypes.c_void_p).value or 0)
