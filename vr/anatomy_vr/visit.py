"""One visit: frames go from the device through the guide to the eyes, until somebody leaves."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.scene.charts import ChartState
from anatomy_viewer.scene.state import StageState
from anatomy_viewer.session.session import Session
from anatomy_viewer.session.signal import Signal
from anatomy_vr.chart_board import chart_image
from anatomy_vr.chores import Chore
from anatomy_vr.comfort import FILM_SECONDS, dimness
from anatomy_vr.device import Device, Frame
from anatomy_vr.eyes import Eyes
from anatomy_vr.glance import Glance
from anatomy_vr.guide import Guide, Speak
from anatomy_vr.inputs import SIDES
from anatomy_vr.panel import Lettering, tag_image
from anatomy_vr.panel_layout import PIXELS
from anatomy_vr.panel_words import PanelState
from anatomy_vr.placing import PANEL_SIZE, Placement, board_pose, distance_from, table_top
from anatomy_vr.projection import View, pixel_of
from anatomy_vr.rays import Ray
from anatomy_vr.room import Pointing, Tie

Pixels = NDArray[np.uint8]
Parts = Generator[None, None, None]
"""A frame that stops wherever somebody else may have a turn."""
_DONE = object()
_UNPAINTED: tuple[None, tuple[Any, ...]] = (None, ())
SHARES = {"scene": 0.035, "organ": 0.06, "lens": 0.04}
"""How much of all time may go into composing the scene, shaping the organ, and what is shown closer."""
_SLOWEST = 0.1
"""Seconds after which what is dragged moves on at the latest."""
_MIRROR_SECONDS = 0.1
_SHOWN_PIXELS = 2.0
"""Texels for a pixel of a panel that is a part of the picture: a window shows no more."""
_PANEL_SECONDS = 0.1
"""Seconds from one picture of the panel to the next: nobody reads a changing number faster."""
_CHART_SECONDS = 0.2
"""Seconds from one picture of a chart to the next."""


class Visit:
    """A lesson in a device, led by a guide. Whoever owns the loop calls `step` or `go_on` until `is_over`.

    Attributes:
        guide: Leads it; also the clinician's way to point, calm and stop.
        frames: How many were drawn.
        seconds_per_frame: How long both eyes took last, without the turns of others.
        seen: The left eye of the last frame.
        stopwatch: Seconds, from any beginning: tells how long on this machine what is costly takes.

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
        self._painted: dict[str, tuple[StageState | None, tuple[Any, ...]]] = {}
        self._chores = {name: Chore(share) for name, share in SHARES.items()}
        self._stood: Placement | None = None
        self._composed = session.scene
        self._panel: PanelState | None = None
        self._chart: ChartState | None = None
        self._named = self._said = ""
        self._through = False
        self._tied: tuple[Any, Tie] | None = None
        self._box: Any = None
        self._reach: Any = None
        self._asked = self._focused = False
        self._mirrored = self._time = 0.0
        self._lettered = self._charted = -inf
        self._free = 0
        self._parts: Parts | None = None
        self._working = False
        self._glance: Glance | None = None
        self.stopwatch: Callable[[], float] = perf_counter
        self._lettering = Lettering(PIXELS if device.shows_panel else _SHOWN_PIXELS)
        if device.shows_panel:
            eyes.room.open_for_panel()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.device.life.is_over

    @property
    def panel_seen(self) -> tuple[Pixels, tuple[tuple[float, float], ...]] | None:
        """The panel where the device lays it behind the picture, and its corners as shares of the left eye's.

        Clockwise from the top left; None where the panel is a part of the picture, or a corner is behind the
        eye.
        """
        if not self.device.shows_panel or self.seen is None:
            return None
        x, y = PANEL_SIZE[0] / 2.0, PANEL_SIZE[1] / 2.0
        places = [self.guide.panel_pose.place((a, b, 0.0)) for a, b in ((-x, y), (x, y), (x, -y), (-x, -y))]
        corners = [pixel_of(self.seen, (1, 1), place) for place in places]
        known = tuple(corner for corner in corners if corner is not None)
        return (self._lettering.pixels, known) if len(known) == len(places) else None

    def step(self) -> None:
        """Hear the device, and show one frame if it asks for one."""
        while self.go_on():
            pass

    def go_on(self) -> bool:
        """Do a part of a frame, so that a window stays alive in between; returns whether more of it is left.

        Between the parts anybody may lead, point or stop: it is seen from the next frame on, by both eyes.
        """
        if self._working:
            return (
                False  # something within the frame waits in a loop of its own, which asks for the next part
            )
        if self._parts is None:
            self._parts = self._frame()
        self._working = True
        try:
            self._parts = None if next(self._parts, _DONE) is _DONE else self._parts
        finally:
            self._working = False
        return self._parts is not None

    def close(self) -> None:
        """Give everything back; the session stays as it is."""
        if self._parts is not None:
            self._parts.close()
        if self._glance is not None:
            self._glance.release()
        self.device.close()
        self.eyes.release()

    def _frame(self) -> Parts:
        if "replace" in self.device.poll():
            self.guide.recentre(self.guide.head)
        if self.guide.leaving and not self._asked:
            self._asked = True
            self.device.leave()
        if self.is_over:
            return
        with self.device.frame() as frame:
            if frame is not None:
                yield from self._show(frame)

    def _show(self, frame: Frame) -> Parts:
        self._begin(frame.time)
        self._lead(frame)
        if not frame.views:
            return
        worked = self._dress(frame)
        self.seen = frame.views[0]
        for eye, view in enumerate(frame.views):
            yield
            began = self.stopwatch()
            self.eyes.draw(view)
            frame.keep(eye)
            if eye == 0:
                self._mirror(frame.time)
            worked += self.stopwatch() - began
        if self.device.shows_panel:
            frame.show_panel(self.guide.panel_pose, over=self.guide.veil is not None)
        self.frames += 1
        self.seconds_per_frame = worked
        self.eyes.took(worked, frame.period)

    def _begin(self, time: float) -> None:
        """Let what plays go on. Where frames come fast, each does one chore at most: they share them out."""
        self._free = 1 if time - self._time < FILM_SECONDS / 2.0 else len(self._chores)
        self._time = time
        if self.session.scene is not self._composed:  # somebody moved something: what plays went on with it
            self._chores["scene"].was_spared(time)
        elif self.session.scene.moving and self._has_turn("scene"):
            with self._at("scene"):
                self.session.tick()
            self.guide.fingers.pace = min(self._chores["scene"].pace, _SLOWEST)
        self._composed = self.session.scene

    def _has_turn(self, chore: str) -> bool:
        """Whether this frame may do a chore; asked only by who does it then."""
        may = self._free > 0 and self._chores[chore].is_due(self._time)
        self._free -= may
        return may

    @contextmanager
    def _at(self, chore: str) -> Iterator[None]:
        """Do a chore, and note how long it takes."""
        began = self.stopwatch()
        yield
        self._chores[chore].was_done(self._time, self.stopwatch() - began)

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
        for side in self.guide.fingers.buzzed:
            self.device.buzz(side)
        self.guide.fingers.buzzed.clear()

    # ---------------------------------------------------------------- the picture
    def _dress(self, frame: Frame) -> float:
        """Bring organ, room and panel to what the guide says; returns how many seconds that took."""
        began = self.stopwatch()
        self._see_through()
        self._paint()
        self._place()
        self._show_lens()
        self._show_hands(frame)
        self._show_panel(frame.time)
        self._show_chart(frame.time)
        self._show_veil(frame)
        self.eyes.face(frame.inputs.head)
        return self.stopwatch() - began

    def _see_through(self) -> None:
        if self.guide.sees_through != self._through:
            self._through = self.guide.sees_through
            self.eyes.room.see_through(self._through)
            self.device.see_through(self._through)

    def _place(self) -> None:
        """Put everything where the guide has it; what was put there anew rests on its table first."""
        guide, eyes = self.guide, self.eyes
        if guide.stood is not self._stood:
            self._stood, self._box, self._reach = guide.stood, eyes.organ.box(), eyes.organ.reach()
            if self._reach is not None:
                guide.set_down(self._reach, eyes.lens.reach())
            self._stand()
        eyes.organ.placement, eyes.lens.placement = guide.hold.placement, guide.closer.placement

    def _paint(self) -> None:
        """Bring the shapes to what is shown, one at a time; a new scene at once and as a whole."""
        guide, eyes = self.guide, self.eyes
        anew = guide.stood is not self._stood
        shown = None if guide.resting else guide.shown
        lens = guide.closer.stage if shown is not None else None
        for chore, exhibit, stage in (
            ("organ", eyes.organ, shown),
            ("lens", eyes.lens, lens),
        ):
            scene = self.session.scene
            look = (scene.time if stage is not None else 0.0, scene.gentle, eyes.ladder.level)
            before, painted = self._painted.get(chore, _UNPAINTED)
            if (stage is before and look == painted) or not (anew or self._has_turn(chore)):
                continue
            self._painted[chore] = (stage, look)
            with self._at(chore):
                exhibit.paint(stage, guide.head, time=scene.time, gentle=scene.gentle)
            if _models(stage) != _models(before):
                self._stood = None  # it is another thing that is put there, or none

    def _stand(self) -> None:
        """Put the table under the organ; it stays when hands take the organ away from it."""
        guide = self.guide
        inside = guide.reading.size == "inside"
        top = table_top(guide.hold.placement, self._reach, guide.home)
        self.eyes.room.stand(None if inside else top, casts=self._reach is not None)

    def _show_lens(self) -> None:
        """Tie what is shown closer to its place on the organ, and say how much closer."""
        guide = self.guide
        said = guide.closer.words(guide.hold.placement, guide.session.words[0])
        image = tag_image(said) if said and said != self._said else None
        self._said = said or self._said
        self.eyes.room.show_lens(self._tie() if self.eyes.lens.is_shown else None, guide.head.position, image)

    def _tie(self) -> Tie:
        """What ties the picture over the organ to it, for as long as both stand."""
        closer, organ = self.guide.closer, self.guide.hold.placement
        stand = (closer.shown and closer.shown.anchor, organ, closer.placement)
        if self._tied is None or self._tied[0] != stand:
            lens, place = self.eyes.lens, closer.place()
            seen = lens.before(place, self.guide.head.position) if place is not None else None
            self._tied = (stand, Tie(closer.start(organ), lens.foot(), seen))
        return self._tied[1]

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
            pointing = Pointing(start, aim.place, bool(aim.target))
            hand.show(held.grip if held else None, pointing, held.joints if held else ())
        self._show_name()
        mark = self.guide.mark.place or self.guide.waypoint
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
            pixels = self._lettering.show(panel)
            self.device.set_panel(pixels)
            if not self.device.shows_panel:
                self.eyes.room.panel.show(pixels)
        self.eyes.room.panel.place(self.guide.panel_pose)

    def _show_chart(self, time: float) -> None:
        """Hang the step's chart over the panel while its words are read."""
        board, guide = self.eyes.room.board, self.guide
        chart = guide.session.scene.chart if guide.reading.page in ("words", "more") else None
        board.actor.SetVisibility(chart is not None and self._chart is not None)
        if chart is None:
            self._chart = None
            return
        if chart != self._chart and (self._chart is None or time - self._charted >= _CHART_SECONDS):
            self._chart, self._charted = chart, time
            board.show(chart_image(chart))
        board.place(board_pose(guide.home, not guide.panel.right_to_left))

    def _show_veil(self, frame: Frame) -> None:
        opacity = self.guide.veil_opacity(frame.time)
        if self._box is not None and self.guide.reading.size != "inside" and not self.guide.resting:
            near = distance_from(self.guide.hold.placement, self._box, self.guide.head.position)
            opacity = max(opacity, dimness(near))
        self.eyes.room.set_veil(opacity)

    def _mirror(self, time: float) -> None:
        """Let the clinician see it too: a copy is begun after one frame, and is there after the next."""
        if not len(self.mirrored):
            return
        if self._glance is None:
            self._glance = Glance(self.eyes.window)
        copy = self._glance.take()
        if copy is not None:
            self.mirrored.emit(copy)
        elif time - self._mirrored >= _MIRROR_SECONDS:
            self._mirrored = time
            self._glance.begin()


def _models(stage: StageState | None) -> tuple[str, ...]:
    return stage.models if stage is not None else ()


def eyes_for(session: Session, store: MeshStore, size: tuple[int, int]) -> Eyes:
    """Eyes of a size, with the meshes of the shown lesson read before anybody sees the first frame."""
    for model in session.scene.stage.models:
        store.model(model)
    return Eyes(store, size)
