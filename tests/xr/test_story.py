"""One visit from door to door: the patient in the headset, the clinician at the desktop, one lesson."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from anatomy_viewer.app import Opening, Wish
from anatomy_viewer.session.session import Session
from anatomy_vr.clinician_window import ClinicianWindow
from anatomy_vr.poses import Pose, about_vertical
from anatomy_vr.projection import pixel_of
from tests.xr.compositor import keep
from tests.xr.patient import BEHIND, LESSON, Patient, find_part

pytestmark = pytest.mark.xr
ARTERY = "heart/coronaries/lad"


class Visit:
    """The lesson's own window, the clinician's window, and the patient between them."""

    def __init__(self, store, library):
        self.session = Session(library)
        self.session.open(LESSON)
        self.opening = Opening(self.session, library, Wish(lesson=LESSON, size=(800, 600)))
        self.opening.show_window()
        self.opening.enter_headset(store)
        (self.beside,) = clinicians()
        self.patient = Patient.beside(self.beside.visit, QCoreApplication.processEvents).connect()

    def click(self, name):
        self.beside.buttons[name].click()
        self.patient.frames(2)

    def point(self, place):
        """The clinician presses on the mirror where a place of the room is seen."""
        x, y = pixel_of(self.patient.visit.seen, self.patient.visit.eyes.size, place)
        width, height = self.patient.visit.eyes.size
        self.beside.mirror.pressed.emit(x / width, y / height)
        self.patient.frames(2)

    def close(self):
        self.patient.disconnect()
        self.beside.close()
        self.opening.window.close()
        for window in clinicians():
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def clinicians():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, ClinicianWindow)]


@pytest.fixture
def visit(kit, window_service):
    made = Visit(*kit)
    yield made
    made.close()


@pytest.mark.timeout(600)
def test_the_story_of_one_visit(visit):
    patient, session = visit.patient, visit.session
    patient.settle()
    patient.point(BEHIND, "left")
    patient.point(BEHIND)
    keep("1-welcome")
    patient.choose("begin")
    assert patient.guide.reading.page == "words"

    start = patient.guide.hold.placement
    patient.point(BEHIND, squeeze_value=1.0)
    patient.point(Pose(BEHIND.position, about_vertical(230)), squeeze_value=1.0)
    patient.point(BEHIND, squeeze_value=0.0)
    assert patient.guide.hold.placement.rotation == pytest.approx(start.turned_by(50).rotation, abs=0.02)
    keep("2-turned-with-one-hand")

    visit.opening.window.open_lesson(LESSON, "narrowing")  # on the desktop, while the patient looks
    patient.settle()
    session.pause()
    session.set_driver("stenosis", 60)
    patient.point(BEHIND, thumbstick=(0.0, 0.4))
    patient.polls(lambda: session.slider.value >= 70.0)
    patient.point(BEHIND, thumbstick=(0.0, 0.0))
    assert 70.0 <= session.slider.value < 80.0
    session.set_driver("stenosis", 70)
    patient.frames(6)
    assert "70" in patient.guide.panel.slider.value_text
    keep("3-narrowed-to-70")

    session.seek("show_me_where")
    patient.settle()
    patient.press(find_part(patient, ARTERY, others=True))
    assert patient.guide.teach.stand == "wrong"
    patient.choose("try_again")
    right = find_part(patient, ARTERY)
    visit.point(right)
    assert patient.guide.mark.part == ARTERY
    keep("4-the-clinician-points")
    patient.press(right)
    assert patient.guide.teach.stand == "right"

    visit.click("rest")
    patient.settle()
    assert patient.guide.resting
    keep("5-calm")
    visit.click("rest")
    patient.settle()
    assert not patient.guide.resting
    session.seek("your_choice")
    patient.settle()
    keep("6-a-choice")
    session.seek("narrowing")
    patient.settle()
    session.pause()
    session.set_driver("stenosis", 70)
    patient.choose("stop")
    patient.polls(lambda: visit.beside.visit is None)

    assert visit.opening.window.isVisible()
    assert (session.step.id, session.slider.value) == ("narrowing", 70.0)
    assert [(answer.value == ARTERY, answer.state) for answer in session.choices.answers] == [
        (False, "wrong"),
        (True, "right"),
    ]
    session.next()  # and the lesson goes on
