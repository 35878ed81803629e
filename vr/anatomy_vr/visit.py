"""One visit: frames go from the device through the guide to the eyes, until somebody leaves."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.state import StageState
from anatomy_viewer.session.session import Session
from anatomy_viewer.session.signal import Signal
from anatomy_vr.comfort import dimness
from anatomy_vr.device import Device, Frame
from anatomy_vr.eyes import Eyes
from anatomy_vr.guide import Guide, Speak
from anatomy_vr.inputs import SIDES
from anatomy_vr.panel import panel_image, tag_image
from anatomy_vr.panel_words import PanelState
from anatomy_vr.placing import Placement, distance_from, half_height
from anatomy_vr.projection import View
from anatomy_vr.rays import Ray
from anatomy_vr.room import Pointing

Pixels = NDArray[np.uint8]
_GAP = 0.02
"""Metres of air between the organ and its pedestal."""
_MIRROR_SECONDS = 0.1
_TICK_SECONDS = 1.0 / 30.0
"""What plays or is scrubbed moves at the rate of a film; the head moves at the headset's, however fast."""
_PANEL_SECONDS = 0.08
"""Seconds from one picture of the panel to the next: nobody reads a changing number faster."""


class Visit:
    """A lesson in a device, led by a guide. Whoever owns the loop calls `step` until `is_over`.

    Attributes:
        guide: Leads it; also the clinician's way to point, calm and stop.
        frames: How many were drawn.
        seconds_per_frame: How long both eyes took last.
        seen: The left eye of the last frame.

    Signals:
        mirrored: what the patient's left eye sees, (height, width, 4), ten times a second.
    """

    def __init__(self, session: Session, eyes: Eyes, device: Device, speak: Speak | None = None) -> None:
        self.session, self.eyes, self.device = session, eyes, device
        self.guide = Guide(session, eyes.find, speak)
        self.guide.reading = replace(self.guide.reading, can_see_through=device.can_see_through)
        self.mirrored: Signal[Pixels] = Signal()
        self.frames = 0
        self.seconds_per_frame = 0.0
        self.seen: View | None = None
        self._painted: StageState | None = None
        self._mood: tuple[Any, ...] = ()
        self._placed: Placement | None = None
        self._panel: PanelState | None = None
        self._named = ""
        self._through = False
        self._box: Any = None
        self._asked = self._focused = False
        self._mirrored = self._ticked = 0.0
        self._shaped = self._lettered = -inf
        eyes.room.panel.actor.SetVisibility(not device.shows_panel)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.device.life.is_over

    def step(self) -> None:
        """Hear the device, and show one frame if it asks for one."""
        if "replace" in self.device.poll():
            self.guide.recentre(self.guide.head)
        if self.guide.leaving and not self._asked:
            self._asked = True
            self.device.leave()
        if self.is_over:
            return
        with self.device.frame() as frame:
            if frame is not None:
                self._show(frame)

    def close(self) -> None:
        """Give everything back; the session stays as it is."""
        self.device.close()
        self.eyes.release()

    def _show(self, frame: Frame) -> None:
        if frame.time - self._ticked >= _TICK_SECONDS:
            self._ticked = frame.time
            self.session.tick()
        self._lead(frame)
        if not frame.views:
            return
        began = perf_counter()
        self._dress(frame)
        self.seen = frame.views[0]
        self.eyes.face(frame.inputs.head)
        for eye, view in enumerate(frame.views):
            self.eyes.draw(view)
            frame.keep(eye)
            if eye == 0:
                self._mirror(frame.time)
        if self.device.shows_panel:
            frame.show_panel(self.guide.panel_pose)
        self.frames += 1
        self.seconds_per_frame = perf_counter() - began
        self.eyes.took(self.seconds_per_frame, frame.period)

    def _lead(self, frame: Frame) -> None:
        """Let the guide take head and hands, if they are ours."""
        focused = self.device.life.takes_input
        if focused:
            self.guide.advance(frame.inputs, frame.time)
        elif self._focused:
            self.guide.lose_focus()
        else:
            self.guide.wait(frame.time)
        self._focused = focused
        for side in self.guide.buzzed:
            self.device.buzz(side)
        self.guide.buzzed.clear()

    # ---------------------------------------------------------------- the picture
    def _dress(self, frame: Frame) -> None:
        """Bring organ, room and panel to what the guide says."""
        self._see_through()
        self._place()
        self._paint(frame.time)
        self._show_hands(frame)
        self._show_panel(frame.time)
        self._show_veil(frame)

    def _see_through(self) -> None:
        if self.guide.sees_through != self._through:
            self._through = self.guide.sees_through
            self.eyes.room.see_through(self._through)
            self.device.see_through(self._through)

    def _place(self) -> None:
        placement = self.guide.hold.placement
        if placement is not self._placed:
            self._placed = placement
            self.eyes.place(placement)
            self._stand()

    def _paint(self, time: float) -> None:
        shown = None if self.guide.resting else self.guide.shown
        scene = self.session.scene
        mood = (scene.time if shown is not None else 0.0, scene.gentle, self.eyes.ladder.level)
        if (shown is self._painted and mood == self._mood) or time - self._shaped < _TICK_SECONDS:
            return
        self._shaped = time
        changed = self._painted is None or shown is None or shown.models != self._painted.models
        self._painted, self._mood = shown, mood
        self.eyes.paint(shown, self.guide.head, time=scene.time, gentle=scene.gentle)
        if changed:
            self._box = self.eyes.box() if shown is not None else None
            self._stand()

    def _stand(self) -> None:
        """Put the pedestal under the organ; round a patient inside it there is none."""
        placement, box = self.guide.hold.placement, self._box
        if box is None or self.guide.reading.size == "inside":
            self.eyes.room.stand(None)
            return
        x, y, z = placement.middle
        self.eyes.room.stand((x, y - half_height(box, placement) - _GAP, z))

    def _show_hands(self, frame: Frame) -> None:
        room = self.eyes.room
        for name, hand in room.hands.items():
            pointed = self.guide.aims.get(name)
            if pointed is None:
                hand.hide()
                continue
            ray, aim = pointed
            held = frame.inputs.hand(name) if name in SIDES else None
            start = Ray(held.grip.position, ray.direction) if held else ray
            hand.show(held.grip if held else None, Pointing(start, aim.place, bool(aim.target)))
        self._show_name()
        mark = self.guide.mark.place
        room.point_at(self.guide.hold.placement.to_room(mark) if mark and not self.guide.resting else None)

    def _show_name(self) -> None:
        named = self.guide.named
        places = [aim.place for _, aim in self.guide.aims.values() if aim.target.startswith("part:")]
        image = tag_image(named) if named and named != self._named else None
        self._named = named or self._named
        self.eyes.room.name(places[0] if named and places else None, self.guide.head.position, image)

    def _show_panel(self, time: float) -> None:
        panel = self.guide.panel
        if panel != self._panel and time - self._lettered >= _PANEL_SECONDS:
            self._panel, self._lettered = panel, time
            pixels = panel_image(panel)
            self.device.set_panel(pixels)
            if not self.device.shows_panel:
                self.eyes.room.panel.show(pixels)
        self.eyes.room.panel.place(self.guide.panel_pose)

    def _show_veil(self, frame: Frame) -> None:
        opacity = self.guide.veil_opacity(frame.time)
        if self._box is not None and self.guide.reading.size != "inside" and not self.guide.resting:
            near = distance_from(self.guide.hold.placement, self._box, self.guide.head.position)
            opacity = max(opacity, dimness(near))
        self.eyes.room.set_veil(opacity)

    def _mirror(self, time: float) -> None:
        if len(self.mirrored) and time - self._mirrored >= _MIRROR_SECONDS:
            self._mirrored = time
            self.mirrored.emit(self.eyes.read())


def eyes_for(session: Session, store: MeshStore, size: tuple[int, int]) -> Eyes:
    """Eyes of a size, with the meshes of the shown lesson read before anybody sees the first frame."""
    for model in session.scene.stage.models:
        store.model(model)
    return Eyes(store, size)
