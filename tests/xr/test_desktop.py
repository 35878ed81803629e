"""The lesson's own window, the clinician's window and the headset, all at once in one program."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from anatomy_viewer.app import Opening, Wish
from anatomy_viewer.session.session import Session
from anatomy_vr.clinician_window import ClinicianWindow
from anatomy_vr.colors import SKY, rgb
from tests.xr.patient import LESSON

pytestmark = pytest.mark.xr


def until(there, seconds=60.0):
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "waited in vain"
        QCoreApplication.processEvents()


def clinicians():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, ClinicianWindow)]


def test_the_desktop_stays_usable_and_the_lesson_goes_on(kit, service):
    store, library = kit
    session = Session(library)
    session.open(LESSON)
    opening = Opening(session, library, Wish(lesson=LESSON))
    opening.show_window()
    opening.enter_headset(store)
    (beside,) = clinicians()
    visit = beside.visit
    until(lambda: visit.frames > 3 and visit.device.life.takes_input)

    opening.window.open_lesson(LESSON, "narrowing")  # on the desktop, while the patient looks
    session.set_driver("stenosis", 70)
    until(lambda: visit.guide.panel.title == session.step_text.title)
    until(lambda: visit.guide.veil is None and visit.guide.shown.models == session.scene.stage.models)
    image = beside.mirror.grab().toImage()
    place = beside.mirror.place  # the picture keeps its shape, with the window's own colour beside it
    sky = image.pixelColor(round(place.left() + place.width() / 8), round(place.top() + place.height() / 20))
    assert abs(sky.redF() - rgb(SKY)[0]) < 0.15  # the room is mirrored

    beside.buttons["stop"].click()
    until(lambda: beside.visit is None)
    assert opening.window.isVisible()
    assert (session.step.id, session.slider.value) == ("narrowing", 70)
    session.next()
    opening.window.close()
    for window in clinicians():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
