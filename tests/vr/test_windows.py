from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from anatomy_viewer.cli_vr import clinician_controls
from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.locale import translator
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.session import Session
from anatomy_viewer.ui.theme import Theme
from anatomy_vr.clinician_window import ACTS, ClinicianWindow, minutes_of
from anatomy_vr.lifecycle import Lost, StateChanged, after
from anatomy_vr.mirror import Behind, Mirror, ray_through
from anatomy_vr.poses import Pose
from anatomy_vr.projection import View, pixel_of, symmetric_fov
from anatomy_vr.runtime import NO_RUNTIME
from anatomy_vr.stand_in import StandIn
from anatomy_vr.stand_in_window import KEYS, StandInWindow
from anatomy_vr.teaching import part_name
from anatomy_vr.visit import Visit, eyes_for

SIZE = (180, 160)


@pytest.fixture(scope="module")
def kit():
    library = Library.load()
    store = MeshStore.of(library.models.values(), glb_path)
    yield store, library
    store.close()


def begin(kit, session=None):
    if session is None:
        session = Session(kit[1])
        session.open("coronary_artery_disease")
    eyes = eyes_for(session, kit[0], SIZE)
    device = StandIn(eyes)
    return Visit(session, eyes, device)


@pytest.fixture
def stand_in(kit, qtbot):
    visit = begin(kit)
    window = StandInWindow(visit, visit.device, translator("en"))
    window._timer.stop()
    window.resize(*SIZE)
    window.show()
    window._timer.start(1000)
    yield window
    window.close()


def test_mouse_and_keys_are_head_and_hands(stand_in, qtbot):
    body = stand_in.body
    qtbot.mouseMove(stand_in, QPoint(90, 80))
    qtbot.waitUntil(lambda: body.pointer is not None, timeout=60_000)
    assert body.pointer == pytest.approx((0.0, 0.0), abs=0.02)
    qtbot.mousePress(stand_in, Qt.MouseButton.LeftButton)
    assert body.select
    qtbot.mouseRelease(stand_in, Qt.MouseButton.LeftButton)
    assert not body.select
    qtbot.keyPress(stand_in, Qt.Key.Key_Up)
    assert body.stick == (0.0, 1.0)
    qtbot.keyRelease(stand_in, Qt.Key.Key_Up)
    assert body.stick == (0.0, 0.0)
    qtbot.keyClick(stand_in, Qt.Key.Key_H)
    assert not body.has_hand
    wheel = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    stand_in.wheelEvent(wheel)
    assert body.lean == pytest.approx(0.08)


def test_every_key_comes_up_again(stand_in):
    for act in KEYS.values():
        act(stand_in.body, True)
        act(stand_in.body, False)
    body = stand_in.body
    assert not (body.select or body.grab or body.menu or body.cut)
    assert body.stick == (0.0, 0.0)


def test_escape_leaves_and_the_window_closes(stand_in, qtbot):
    stand_in.step()
    qtbot.keyClick(stand_in, Qt.Key.Key_Escape)
    with qtbot.waitSignal(stand_in.left, timeout=60_000):
        stand_in.step()
        stand_in.step()
    assert not stand_in.isVisible()


def test_the_window_shows_the_room(stand_in, qtbot):
    stand_in.step()
    qtbot.keyClick(stand_in, Qt.Key.Key_F1)  # without the hints
    image = stand_in.grab().toImage()
    top, bottom = image.pixelColor(20, 10), image.pixelColor(20, image.height() - 10)
    assert abs(top.lightness() - bottom.lightness()) > 4


@pytest.fixture
def clinician(kit, qtbot):
    session = Session(kit[1])
    session.open("coronary_artery_disease")
    made = ClinicianWindow(session, lambda: begin(kit, session), clinician_controls(Theme()))
    made._timer.stop()
    made.show()
    yield made
    made.close()


def test_the_clinician_leads_calms_and_recentres(clinician):
    visit = clinician.visit
    clinician.step()
    first = visit.session.step.id
    clinician.buttons["next"].click()
    assert visit.session.step.id != first
    clinician.buttons["back"].click()
    assert visit.session.step.id == first
    clinician.buttons["rest"].click()
    assert visit.guide.reading.page == "rest"
    clinician._name_buttons()
    assert clinician.buttons["rest"].text() == "Go on"
    clinician.buttons["rest"].click()
    assert visit.guide.reading.page == "words"
    visit.device.body.turn(60.0, 0.0)
    clinician.step()
    clinician.buttons["recentre"].click()
    assert visit.guide.home.heading == pytest.approx(60.0)


def test_every_button_has_an_act(clinician):
    assert ACTS.keys() == clinician.buttons.keys()


def test_what_the_patient_sees_is_mirrored(clinician, qtbot):
    with qtbot.waitSignal(clinician.visit.mirrored, timeout=60_000):
        clinician.step()
        clinician.step()  # a copy comes over with the next frame
    assert not clinician.mirror.grab().toImage().isNull()
    assert clinician.mirror.place.width() > 50


def test_the_clinician_points_at_the_organ(clinician, monkeypatch):
    clinician.step()
    monkeypatch.setattr(clinician.visit.guide, "find", lambda origin, way: ("heart", (1.0, 2.0, 3.0)))
    clinician.point(0.5, 0.5)
    assert clinician.visit.guide.mark.place == (1.0, 2.0, 3.0)
    monkeypatch.setattr(clinician.visit.guide, "find", lambda origin, way: None)
    clinician.point(0.1, 0.1)
    assert clinician.visit.guide.mark.place is None


def test_the_part_pointed_at_is_highlighted_until_the_next_step(clinician, monkeypatch):
    visit, highlight = clinician.visit, clinician.buttons["highlight"]
    visit.guide.go_on()
    clinician.step()
    assert not highlight.isEnabled()
    part = "heart/coronaries/rca"
    monkeypatch.setattr(visit.guide, "find", lambda origin, way: (part, (1.0, 2.0, 3.0)))
    clinician.point(0.5, 0.5)
    assert highlight.text() == f"Highlight: {part_name(visit.session, part)}"
    highlight.click()
    stage = visit.session.scene.stage
    assert visit.guide.mark.on(stage).parts[part].emphasis == 1.0
    assert stage.parts[part].emphasis < 1.0  # the lesson itself is as it was
    assert visit.guide.mark.on(stage) is visit.guide.mark.on(stage)
    clinician.buttons["next"].click()
    clinician.step()
    assert visit.guide.mark.on(stage) is stage
    assert not highlight.isEnabled()
    assert not highlight.isChecked()


def test_the_words_dial_changes_the_lesson_and_follows_it(clinician):
    session, dial = clinician.visit.session, clinician.level.widget
    detailed = next(each for each in dial.row.group.buttons() if each.text() == "Detailed")
    detailed.click()
    assert session.choices.audience.level == "detailed"
    session.set_audience(level="plain")
    clinician.step()
    assert dial.row.current == "plain"


@pytest.mark.parametrize("language", ["en", "fr", "sv"])
def test_the_window_speaks_the_lessons_language(clinician, language):
    session, say = clinician.visit.session, translator(language)
    session.set_audience(language=language)
    clinician.step()
    assert clinician.windowTitle() == say("Headset")
    assert clinician.buttons["highlight"].text() == say("Highlight")
    assert say("{time} in the headset").replace("{time}", "").strip() in clinician.said["counts"]
    words = [each.text() for each in clinician.level.widget.row.group.buttons()]
    assert words == [say("Plain words"), say("Standard"), say("Detailed")]


def test_all_answers_are_told_with_what_follows_from_them(clinician):
    session = clinician.visit.session
    session.seek("show_me_where")
    wrong, right = "heart/coronaries/rca", "heart/coronaries/lad"
    session.answer("find_vessel", wrong)
    session.answer("find_vessel", right)
    clinician.step()
    first, second = clinician.said["answers"].splitlines()
    title = session.step_text.title
    assert first.startswith(f"{title}: ")
    assert first.endswith(", to be shown again")
    assert second.endswith(", understood")


def test_the_time_in_the_headset_is_minutes_and_seconds():
    assert [minutes_of(each) for each in (0.0, 65.9, 600.0)] == ["0:00", "1:05", "10:00"]


def test_a_ray_goes_through_the_point_that_was_pressed():
    view = View(Pose((0.1, 0.2, 0.3)), symmetric_fov(70, 1.2))
    place = ray_through(view, 0.3, 0.8).at(2.0)
    assert pixel_of(view, (100, 100), place) == pytest.approx((30.0, 80.0))


def test_the_patients_answer_is_told(clinician):
    clinician.visit.session.seek("show_me_where")
    clinician.visit.session.answer("find_vessel", "heart/coronaries/rca")
    clinician.step()
    assert clinician.said["status"].startswith("Patient: ")


def test_a_headset_that_shows_something_else_is_told(clinician):
    clinician.step()
    device = clinician.visit.device
    device.life, _ = after(device.life, StateChanged("visible"))
    clinician.step()
    assert "something else" in clinician.said["status"]


def test_a_lost_headset_is_told_and_can_be_entered_again(clinician):
    clinician.step()
    device = clinician.visit.device
    device.life, _ = after(device.life, Lost())
    clinician.step()
    assert clinician.visit is None
    assert "Nothing of the lesson is lost" in clinician.said["status"]
    assert not clinician.buttons["next"].isEnabled()
    clinician.buttons["stop"].click()
    clinician._timer.stop()
    assert clinician.visit is not None


def test_no_headset_is_one_sentence_and_no_crash(kit, qtbot):
    def enter():
        raise ValueError(NO_RUNTIME)

    session = Session(kit[1])
    session.open("coronary_artery_disease")
    window = ClinicianWindow(session, enter, clinician_controls(Theme()))
    window.show()
    assert window.said["status"] == NO_RUNTIME
    window.step()
    window.close()


def test_stop_ends_the_visit_and_closes(clinician, qtbot):
    clinician.step()
    clinician.buttons["stop"].click()
    with qtbot.waitSignal(clinician.left, timeout=60_000):
        clinician.step()
    assert clinician.visit is None


def test_through_the_hole_in_the_picture_the_clinician_sees_the_panel(qtbot):
    mirror = Mirror()
    qtbot.addWidget(mirror)
    mirror.resize(200, 200)
    seen = np.full((100, 100, 4), 255, np.uint8)
    seen[40:60, 40:80] = 0
    panel = np.zeros((10, 20, 4), np.uint8)
    panel[:] = (0, 200, 0, 255)
    mirror.show_picture(seen, Behind(panel, ((0.4, 0.4), (0.8, 0.4), (0.8, 0.6), (0.4, 0.6))))
    shown = mirror.grab().toImage()
    assert shown.pixelColor(120, 100).green() == 200
    assert shown.pixelColor(120, 100).red() == 0
    assert shown.pixelColor(20, 20).red() == 255


def test_where_the_panel_is_seen_follows_the_patients_head(clinician):
    visit = clinician.visit
    clinician.step()
    assert visit.panel_seen is None  # in a window it is a part of the picture
    visit.device.shows_panel = True
    visit.device.body.turn(-14.0, 0.0)
    clinician.step()
    _, corners = visit.panel_seen
    assert 0.0 < corners[0][0] < corners[1][0] < 1.0
    assert 0.0 < corners[0][1] < corners[3][1] < 1.0
    visit.device.body.turn(180.0, 0.0)
    clinician.step()
    assert visit.panel_seen is None


def test_the_hints_stand_at_the_foot_until_they_are_put_away(stand_in, qtbot):
    hints = stand_in._hints
    assert hints.isVisible()
    assert hints.geometry().bottom() == stand_in.height() - 1
    assert hints.width() == stand_in.width()
    qtbot.keyClick(stand_in, Qt.Key.Key_F1)
    assert not hints.isVisible()
    qtbot.keyClick(stand_in, Qt.Key.Key_F1)
    assert hints.isVisible()


def test_the_clinician_moves_the_disease(clinician, qtbot):
    session, slider = clinician.session, clinician.slide.widget
    session.seek("narrowing")
    clinician.step()
    assert slider.isVisibleTo(clinician)
    assert slider.accessibleName() == session.slider.name
    session.set_driver(session.slider.driver, 40.0)
    clinician.step()
    assert slider.amount == 40.0
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert session.slider.value == 41.0
    session.seek("your_heart")
    clinician.step()
    assert slider.isVisibleTo(clinician) == (session.slider is not None)


def test_controls_stand_beside_the_picture_or_under_it_and_are_named(clinician):
    clinician.step()
    stop = clinician.buttons["stop"]
    clinician.resize(1280, 800)
    clinician.layout().activate()
    assert stop.mapTo(clinician, QPoint()).x() > clinician.mirror.geometry().right()
    clinician.resize(560, 760)
    clinician.layout().activate()
    assert stop.mapTo(clinician, QPoint()).y() > clinician.mirror.geometry().bottom()
    assert clinician.mirror.accessibleName()
    assert all(button.text() for button in clinician.buttons.values())


def test_keys_alone_point_at_the_middle_and_beside_it(qtbot):
    mirror = Mirror()
    qtbot.addWidget(mirror)
    pressed = []
    mirror.pressed.connect(lambda *at: pressed.append(at))
    qtbot.keyClick(mirror, Qt.Key.Key_Space)
    qtbot.keyClick(mirror, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(mirror, Qt.Key.Key_Return)
    assert pressed == [(0.5, 0.5), (pytest.approx(0.6), 0.5)]


def test_the_window_follows_the_look(kit, qtbot):
    def enter():
        raise ValueError(NO_RUNTIME)

    session, theme = Session(kit[1]), Theme()
    session.open("coronary_artery_disease")
    window = ClinicianWindow(session, enter, clinician_controls(theme))
    qtbot.addWidget(window)
    theme.choose(name="dark", text_scale=2.0)
    assert window.palette().window().color() == theme.color("page")
    dial = window.level.widget
    assert not dial.menu.isHidden()
    assert dial.row.isHidden()
    dial.menu.open_list()
    dial.menu.picked.emit("detailed")
    assert session.choices.audience.level == "detailed"
    theme.choose(text_scale=1.0)
    assert dial.row.current == "detailed"
    assert dial.menu.isHidden()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["en", "fr", "sv"])
def test_slider_and_words_need_no_scrolling_in_a_small_window(kit, qtbot, scale, language):
    session, theme = Session(kit[1]), Theme()
    session.open("coronary_artery_disease")
    session.set_audience(language=language)
    session.seek("narrowing")
    window = ClinicianWindow(session, lambda: begin(kit, session), clinician_controls(theme))
    window._timer.stop()
    qtbot.addWidget(window)
    theme.choose(text_scale=scale)
    window.resize(560, 760)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    for widget in (window.slide.widget, window.level.widget, window.buttons["stop"]):
        assert widget.visibleRegion().boundingRect().height() >= widget.height() - 1
    assert window.mirror.height() >= 130
