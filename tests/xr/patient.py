"""A patient with a headset on, for the tests: a visit in the real runtime, moved by the remote driver."""

from __future__ import annotations

import math
import time

import numpy as np

from anatomy_viewer.scene.vectors import multiply
from anatomy_viewer.session.session import Session
from anatomy_vr.grabbing import shortest_turn
from anatomy_vr.headset import Headset
from anatomy_vr.panel_layout import HEIGHT, WIDTH, button_boxes
from anatomy_vr.placing import PANEL_SIZE
from anatomy_vr.poses import Pose, about_vertical
from anatomy_vr.stand_in import looking_along
from anatomy_vr.visit import Visit, eyes_for
from tests.xr.remote import Remote, RemotePose

LESSON = "coronary_artery_disease"
EYE = (320, 240)
EYE_LEVEL = 1.6
"""Monado's LOCAL space begins this high above its STAGE, metres."""
BEHIND = Pose((0.2, -0.3, -0.2), about_vertical(180))
"""A hand that points at nothing."""
HAND = (0.2, -0.3, -0.25)


class Patient:
    """A visit in the headset. `frames` runs until so many were drawn."""

    def __init__(self, store, library, *, eye=EYE, profiles=None):
        session = Session(library)
        session.open(LESSON)
        headset = Headset(profiles, eye_size=eye)
        eyes = eyes_for(session, store, eye)
        headset.open(eyes.window)
        self.take(Visit(session, eyes, headset))

    def take(self, visit):
        self.visit, self.session = visit, visit.session
        self.headset, self.guide = visit.device, visit.guide
        self.go_on = visit.step
        self.remote = None

    @classmethod
    def beside(cls, visit, go_on):
        """The patient of a visit that somebody else runs, by `go_on`."""
        patient = cls.__new__(cls)
        patient.take(visit)
        patient.go_on = go_on
        return patient

    def connect(self):
        self.remote = Remote()
        return self

    def frames(self, count=1, seconds=30.0):
        end, last = time.monotonic() + seconds, self.visit.frames + count
        while self.visit.frames < last and not self.visit.is_over:
            assert time.monotonic() < end, f"no more frames after {self.visit.frames}, {self.headset.life}"
            self.go_on()

    def polls(self, until, seconds=60.0):
        """Go on until something holds."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"waited in vain, {self.headset.life}"
            self.go_on()

    def settle(self):
        """Until every veil has opened."""
        self.frames(2)
        self.polls(lambda: self.guide.veil is None and self.guide.shown is not None)
        self.frames(2)

    def close(self):
        self.visit.close()
        self.disconnect()

    def disconnect(self):
        if self.remote is not None:
            self.remote.close()

    # ---------------------------------------------------------------- head and hands
    def look(self, pose):
        put(self.remote.now.head.center, pose)
        self.remote.send()
        self.frames(3)

    def point(self, pose, side="right", **pressed):
        """Hold a hand at an aim of the lesson's room, with `trigger_value=1.0` and the like."""
        hand = self.remote.hand(side)
        put(hand.pose, pose)
        for name, value in pressed.items():
            if name == "thumbstick":
                hand.thumbstick.x, hand.thumbstick.y = value
            else:
                setattr(hand, name, value)
        self.remote.send()
        self.frames(3)

    def aim_at(self, place, side="right", within=0.0006):
        """Turn a hand until it points at a place (`within` so many radians): controllers point askew."""
        pose = looking_along(unit(HAND, place), HAND)
        for _ in range(9):
            self.point(pose, side)
            ray = self.guide.aims[side][0]
            wish = unit(ray.origin, place)
            if math.dist(wish, ray.direction) < within:
                return pose
            turn = shortest_turn(ray.direction, wish)
            pose = Pose(HAND, multiply(turn, pose.rotation))
        raise AssertionError(f"the {side} hand does not come to point at {place}")

    def press(self, place, side="right", within=0.0006):
        pose = self.aim_at(place, side, within)
        for value in (1.0, 0.0):
            self.point(pose, side, trigger_value=value)

    def choose(self, name, side="right"):
        self.press(self.button(name), side, within=0.01)

    def button(self, name):
        box = button_boxes(self.guide.panel)[name]
        return self.on_panel(box.x + box.width / 2, box.y + box.height / 2)

    def on_panel(self, x, y):
        place = ((x / WIDTH - 0.5) * PANEL_SIZE[0], (0.5 - y / HEIGHT) * PANEL_SIZE[1], 0.0)
        return self.guide.panel_pose.place(place)


def put(target: RemotePose, pose: Pose) -> None:
    """A pose of the lesson's room as the driver has it: from the floor up."""
    w, x, y, z = pose.rotation
    for name, value in zip("xyzw", (x, y, z, w), strict=True):
        setattr(target.orientation, name, value)
    target.position.x, target.position.z = pose.position[0], pose.position[2]
    target.position.y = pose.position[1] + EYE_LEVEL


def unit(start, end):
    way = [b - a for a, b in zip(start, end, strict=True)]
    length = math.sqrt(sum(each * each for each in way))
    return tuple(each / length for each in way)


def find_part(patient, part, others=False):
    """A point of a part, or of any other, in the room, that a ray from the hand meets first."""
    patient.aim_at(patient.guide.hold.placement.middle)
    start = patient.guide.aims["right"][0].origin
    placement, view = patient.guide.hold.placement, patient.visit.eyes.painter.views[part]
    points = view.shape.points[::5] @ view.matrix[:3, :3].T + view.matrix[:3, 3]
    origin = placement.to_model(start)

    def meets(place):
        met = patient.visit.eyes.find(origin, placement.direction_to_model(unit(start, place)))
        return met is not None and (met[0] == part) is not others

    for point in points[np.argsort(np.linalg.norm(points - origin, axis=1))]:
        x, y, z = placement.to_room(tuple(point.tolist()))
        around = [(x + a, y + b, z) for a in (-0.002, 0.0, 0.002) for b in (-0.002, 0.0, 0.002)]
        if all(meets(place) for place in around):  # so far from the edge that no tremor changes it
            return (x, y, z)
    raise AssertionError(f"{part} is hidden from the hand")
