"""The headset's side of the measurements: a visit in the stand-in, which draws what a headset's eyes see.

Words: `both` or `one` eye. The hand points at the beating organ, and sways a little with the head; the
disease is scrubbed or not. Frames come 72 times a second by a clock that is set, however long they take.
Pictures are copied within the graphics card, as for a headset. What is ours is counted in time of this
thread's processor, and two eyes against one in that of all threads, as the machine may have other work. A
render is all of `vtkRenderWindow.Render()`: what changed goes to the graphics card in it.
"""

from __future__ import annotations

import math
import sys
from statistics import fmean, median
from time import perf_counter, process_time, thread_time
from typing import Any

from probe import report

from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.export.paper import painting_application
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_vr.eyes import Eyes
from anatomy_vr.glance import Glance
from anatomy_vr.ladder import RUNGS, SLOW_FRAMES
from anatomy_vr.projection import pixel_of
from anatomy_vr.stand_in import StandIn
from anatomy_vr.visit import Visit, eyes_for

SIZE = (480, 540)
LESSON, STEP = "coronary_artery_disease", "narrowing"
PERIOD = 1.0 / 72.0
WARM, FRAMES = 80, 72
SWAY_DEGREES, SWAY_SECONDS = 1.5, 3.0
"""How far a head turns that means to be still, and how long it takes to and fro."""


class Bench:
    """A visit whose frames are timed."""

    def __init__(self, eyes_drawn: str) -> None:
        painting_application()
        library, self.clock = Library.load(), ManualClock()
        session = Session(library, clock=self.clock)
        session.open(LESSON)
        session.seek(STEP)
        eyes = eyes_for(session, MeshStore.of(library.models.values(), glb_path), SIZE)
        self.device = StandIn(eyes, both=eyes_drawn == "both", clock=self.clock.now)
        self.visit = Visit(session, eyes, self.device)
        self.visit.guide.go_on()
        for _ in range(SLOW_FRAMES * len(RUNGS)):
            eyes.took(1.0, 0.0)
        self.renders: list[float] = []
        _watch(eyes.window, self.renders)
        _keep_copies(eyes)

    def took(self, scrubs: bool) -> tuple[list[float], list[float], list[float]]:
        """Seconds of each frame, of all processors in it, and of what in it is not a render."""
        frames, work, rest = [], [], []
        for index in range(WARM + FRAMES):
            self.clock.advance(PERIOD)
            sway = math.sin(2.0 * math.pi * self.clock.now() / SWAY_SECONDS)
            self.device.body.yaw = SWAY_DEGREES * sway
            self.device.body.stick = (0.0, (0.6 if index % 40 < 20 else -0.6) if scrubs else 0.0)
            self.renders.clear()
            began, worked, all_worked = perf_counter(), thread_time(), process_time()
            self.visit.step()
            frames.append(perf_counter() - began)
            work.append(process_time() - all_worked)
            rest.append(thread_time() - worked - sum(self.renders))
        return frames[WARM:], work[WARM:], rest[WARM:]


def main(eyes_drawn: str) -> None:
    """Time the frames of a visit; report seconds."""
    bench = Bench(eyes_drawn)
    bench.took(False)
    _point_at_the_organ(bench.visit, bench.device)
    frames, work, still = bench.took(False)
    shaped = {"organ": 0.0, "lens": 0.0}
    _count(bench.visit, shaped)
    _, _, scrubbed = bench.took(True)
    if not bench.visit.guide.named:
        sys.exit("the hand points past the organ: the figures would leave out what it meets")
    seconds = (WARM + FRAMES) * PERIOD
    report(
        {
            "frame": median(frames),
            "work": median(work),
            "still": fmean(still),
            "scrubbed": fmean(scrubbed),
            "worst": max(scrubbed),
            **{name: times / seconds for name, times in shaped.items()},
        }
    )


def _point_at_the_organ(visit: Visit, device: StandIn) -> None:
    """Let the hand point at the organ's middle."""
    with device.frame() as frame:
        across, down = pixel_of(frame.views[0], SIZE, visit.guide.hold.placement.middle)
    device.body.pointer = (2.0 * across / SIZE[0] - 1.0, 1.0 - 2.0 * down / SIZE[1])


def _count(visit: Visit, shaped: dict[str, float]) -> None:
    """Count how often the shapes of the organ, and of what is shown closer, are made anew."""
    for name in shaped:
        exhibit = getattr(visit.eyes, name)

        def counted(*args: Any, paint: Any = exhibit.paint, name: str = name, **words: Any) -> None:
            shaped[name] += 1.0
            paint(*args, **words)

        exhibit.paint = counted


def _keep_copies(eyes: Eyes) -> None:
    """Take what was drawn as a headset does: a copy that stays in the graphics card."""
    glance: list[Glance] = []

    def copied(_eye: int) -> None:
        if not glance:
            glance.append(Glance(eyes.window))
        state = eyes.window.GetState()
        state.PushFramebufferBindings()
        glance[0].copy()
        state.PopFramebufferBindings()

    eyes.read = copied  # type: ignore[assignment,method-assign]


def _watch(window: Any, renders: list[float]) -> None:
    """Count this thread's time in every render, which is done when the call comes back."""
    render = window.Render

    def watched() -> None:
        began = thread_time()
        render()
        window.WaitForCompletion()
        renders.append(thread_time() - began)

    window.Render = watched


if __name__ == "__main__":
    main(sys.argv[1])
