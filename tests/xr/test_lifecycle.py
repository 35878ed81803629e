from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from anatomy_vr.headset import Headset, NoHeadsetError
from anatomy_vr.poses import Pose, about_vertical
from tests.xr.patient import Patient

pytestmark = pytest.mark.xr
ANOTHER_PROGRAM = """
import time
from anatomy_vr.headset import Headset
from vtkmodules.vtkRenderingCore import vtkRenderWindow, vtkRenderer
import vtkmodules.vtkRenderingOpenGL2
headset, window = Headset((), eye_size=(64, 64)), vtkRenderWindow()
window.SetShowWindow(False)
window.SetUseOffScreenBuffers(True)
window.AddRenderer(vtkRenderer())
headset.open(window)
end = time.monotonic() + 4.0
while time.monotonic() < end:
    headset.poll()
    with headset.frame() as frame:
        if frame is None:
            time.sleep(0.01)
headset.close()
"""


def memory():
    """Megabytes in use now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def test_a_visit_from_the_first_frame_to_the_way_out(kit, service):
    patient = Patient(*kit)
    patient.frames(1)
    assert patient.headset.life.is_seen
    patient.settle()
    assert patient.headset.life.takes_input
    patient.guide.leave()
    patient.polls(lambda: patient.visit.is_over)
    assert patient.headset.life.ending == "asked"
    patient.close()


def test_the_runtime_killed_in_the_middle_loses_nothing_of_the_lesson(kit, service):
    patient = Patient(*kit)
    patient.session.seek("narrowing")
    patient.session.set_driver("stenosis", 70)
    patient.settle()
    service.kill()
    patient.polls(lambda: patient.visit.is_over)
    assert patient.headset.life.ending == "lost"
    patient.close()
    assert patient.session.step.id == "narrowing"
    assert patient.session.slider.value == 70
    service.start()
    again = Patient(*kit)
    again.settle()
    assert again.headset.life.takes_input
    again.close()


def test_no_service_is_told_in_a_sentence(kit, tmp_path, monkeypatch):
    monkeypatch.setenv("XR_RUNTIME_JSON", "/usr/share/openxr/1/openxr_monado.json")
    with pytest.raises(NoHeadsetError, match=r"Install and start|Switch the headset on"):
        Headset()
    monkeypatch.setenv("XR_RUNTIME_JSON", str(tmp_path / "none.json"))
    with pytest.raises(NoHeadsetError, match="No OpenXR runtime"):
        Headset()


def test_another_program_takes_the_headset_and_gives_it_back(kit, service):
    patient = Patient(*kit)
    patient.session.seek("heart_attack")
    patient.settle()
    patient.session.play()
    other = subprocess.Popen([sys.executable, "-c", ANOTHER_PROGRAM])
    patient.polls(lambda: not patient.headset.life.takes_input)
    assert not patient.visit.is_over
    patient.polls(lambda: not patient.session.playing)
    patient.polls(lambda: patient.headset.life.takes_input)
    assert other.wait() == 0
    patient.frames(2)
    patient.close()


def test_recentring_by_the_runtime_brings_everything_before_the_patient(kit, service):
    patient = Patient(*kit).connect()
    patient.settle()
    patient.look(Pose((0.2, 0.0, 0.1), about_vertical(40)))
    before = patient.guide.home
    service.control("-c")
    patient.polls(lambda: patient.guide.home != before)
    patient.settle()
    middle = patient.guide.hold.placement.middle
    assert 1.0 < sum((a - b) ** 2 for a, b in zip(middle, patient.guide.home.position, strict=True)) < 2.3
    patient.close()


def test_ten_visits_in_one_sitting_leave_memory_flat(kit, service):
    used = []
    for _ in range(10):
        patient = Patient(*kit)
        patient.settle()
        patient.close()
        used.append(memory())
    assert used[-1] < 1.08 * used[2], used
