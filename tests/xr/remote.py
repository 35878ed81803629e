"""A client of Monado's remote driver: sets head and hands from a test.

The protocol is the packed little-endian struct of Monado 25's `r_interface.h`, 376 bytes over TCP port 4242;
the hub sends two of them on connecting, and each one sent to it replaces everything.
"""

from __future__ import annotations

import ctypes as c
import socket

PORT = 4242


def _floats(names: str) -> list[tuple[str, type]]:
    return [(name, c.c_float) for name in names.split()]


def _bools(names: str) -> list[tuple[str, type]]:
    return [(name, c.c_bool) for name in names.split()]


class Quaternion(c.Structure):
    _fields_ = _floats("x y z w")


class Vector3(c.Structure):
    _fields_ = _floats("x y z")


class Vector2(c.Structure):
    _fields_ = _floats("x y")


class RemotePose(c.Structure):
    _fields_ = [("orientation", Quaternion), ("position", Vector3)]


class RemoteFov(c.Structure):
    _fields_ = _floats("left right up down")


class Controller(c.Structure):
    _fields_ = [
        ("pose", RemotePose),
        ("linear_velocity", Vector3),
        ("angular_velocity", Vector3),
        ("hand_curl", c.c_float * 5),
        *_floats("trigger_value squeeze_value squeeze_force"),
        ("thumbstick", Vector2),
        ("trackpad_force", c.c_float),
        ("trackpad", Vector2),
        *_bools("hand_tracking_active active system_click system_touch a_click a_touch b_click b_touch"),
        *_bools(
            "trigger_click trigger_touch thumbstick_click thumbstick_touch trackpad_touch pad0 pad1 pad2"
        ),
    ]


class Eye(c.Structure):
    _fields_ = [("fov", RemoteFov), ("pose", RemotePose), ("pad", c.c_uint32)]


class Head(c.Structure):
    _fields_ = [("views", Eye * 2), ("center", RemotePose), *_bools("per_view_data_valid p0 p1 p2")]


class Everything(c.Structure):
    _fields_ = [("header", c.c_uint64), ("head", Head), ("left", Controller), ("right", Controller)]


SIZES = {Controller: 120, Head: 128, Everything: 376}


class Remote:
    """A connection to the driver; change `now` and `send` it."""

    def __init__(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", PORT), 5)
        self.usual = self._read()
        self.now = self._read()

    def send(self) -> None:
        self._socket.sendall(bytes(self.now))

    def close(self) -> None:
        self._socket.close()

    def hand(self, side: str) -> Controller:
        return self.now.left if side == "left" else self.now.right

    def _read(self) -> Everything:
        data = b""
        while len(data) < c.sizeof(Everything):
            more = self._socket.recv(c.sizeof(Everything) - len(data))
            if not more:
                raise ConnectionError("the remote driver closed the connection")
            data += more
        return Everything.from_buffer_copy(data)
