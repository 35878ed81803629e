"""The headset's side of the measurements: a visit in the stand-in, which draws what a headset's eyes see.

Words: `both` or `one` eye. The hand points at the organ; the disease is scrubbed or not. Pictures are read
back, which costs more than the copy that a headset gets. What is ours is counted in time of this thread's
processor, as the machine may have other work.
"""

from __future__ import annotations

import sys
from statistics import fmean, median
from time import perf_counter, thread_time

from probe import report

from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.export.paper import painting_application
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_vr.ladder import RUNGS, SLOW_FRAMES
from anatomy_vr.stand_in import StandIn
from anatomy_vr.visit import Visit, eyes_for

SIZE = (480, 540)
LESSON, STEP = "coronary_artery_disease", "narrowing"
PERIOD = 1.0 / 72.0
WARM, FRAMES = 80, 60
AT_THE_ORGAN = (-0.25, -0.25)
"""Where the hand points in the window, -1 to 1 from its middle."""


def main(eyes_drawn: str) -> None:
    """Time the frames of a visit; report seconds."""
    painting_application()
    library, clock = Library.load(), ManualClock()
    session = Session(library, clock=clock)
    session.open(LESSON)
    session.seek(STEP)
    store = MeshStore.of(library.models.values(), glb_path)
    eyes = eyes_for(session, store, SIZE)
    device = StandIn(eyes, both=eyes_drawn == "both", clock=clock.now)
    visit = Visit(session, eyes, device)
    visit.guide.go_on()
    device.body.pointer = AT_THE_ORGAN
    for _ in range(SLOW_FRAMES * len(RUNGS)):
        eyes.took(1.0, 0.0)
    renders: list[float] = []
    _watch(eyes.window, renders)

    def took(scrubs: bool) -> tuple[list[float], list[float]]:
        """Seconds of each frame, and of what in it is not a render."""
        frames, rest = [], []
        for index in range(WARM + FRAMES):
            clock.advance(PERIOD)
            device.body.stick = (0.0, (0.6 if index % 40 < 20 else -0.6) if scrubs else 0.0)
            renders.clear()
            began, worked = perf_counter(), thread_time()
            visit.step()
            frames.append(perf_counter() - began)
            rest.append(thread_time() - worked - sum(renders))
        return frames[WARM:], rest[WARM:]

    frames, still = took(False)
    _, scrubbed = took(True)
    report(
        {"frame": median(frames), "still": fmean(still), "scrubbed": fmean(scrubbed), "worst": max(scrubbed)}
    )


def _watch(window: object, renders: list[float]) -> None:
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
