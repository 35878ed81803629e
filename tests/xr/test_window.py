"""What the patient really sees: Monado's own compositor window, and the story of one visit."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageGrab

from anatomy_vr import colors
from anatomy_vr.colors import rgb
from anatomy_vr.placing import PANEL_SIZE
from anatomy_vr.poses import Pose, about_vertical
from anatomy_vr.projection import pixel_of
from tests.xr.patient import Patient
from tests.xr.test_hands import BEHIND, find_part

pytestmark = pytest.mark.xr
EYE = (480, 540)
MARK = (-0.15, 0.05, -0.9)


def window():
    """The compositor's window: both eyes side by side, (540, 960, 3)."""
    return np.asarray(ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).convert("RGB"))[:540, :960]


def keep(name):
    """Leave a picture for people to look at, where they asked for it."""
    folder = os.environ.get("XR_PICTURES")
    picture = window()
    if folder:
        Image.fromarray(picture).save(Path(folder) / f"{name}.png")
    return picture


def middle_of(picture, color, near=None):
    """The middle of all pixels of a colour, within 20 pixels of a place."""
    found = np.abs(picture.astype(int) - np.array(rgb(color)) * 255.0).sum(axis=-1) < 45
    rows, columns = np.nonzero(found)
    if near is not None:
        close = np.hypot(columns - near[0], rows - near[1]) < 20.0
        rows, columns = rows[close], columns[close]
    return (columns.mean() + 0.5, rows.mean() + 0.5) if len(rows) else None


@pytest.fixture
def patient(kit, window_service):
    made = Patient(*kit, eye=EYE).connect()
    made.settle()
    yield made
    made.close()


@pytest.mark.parametrize("head", [Pose(), Pose((0.1, -0.1, 0.05), about_vertical(12))])
def test_marks_land_within_a_pixel_in_both_eyes_of_the_compositor(patient, head):
    patient.look(head)
    patient.guide.mark.place = patient.guide.hold.placement.to_model(MARK)
    patient.frames(6)
    views = seen(patient)
    picture = window()
    for eye, view in enumerate(views):
        half = picture[:, eye * EYE[0] : (eye + 1) * EYE[0]]
        wanted = pixel_of(view, EYE, MARK)
        assert middle_of(half, colors.CARE, wanted) == pytest.approx(wanted, abs=1.0)


def test_the_panel_is_where_it_should_be_and_sharp(patient):
    patient.frames(6)
    picture, panel = window()[:, : EYE[0]], patient.guide.panel_pose
    view = seen(patient)[0]
    corner = pixel_of(view, EYE, panel.place((-PANEL_SIZE[0] / 2 + 0.02, PANEL_SIZE[1] / 2 - 0.02, 0.0)))
    surface = np.array(rgb(colors.SURFACE)) * 255.0
    assert np.abs(picture[round(corner[1]), round(corner[0])] - surface).max() < 8.0
    assert middle_of(picture, colors.ACCENT) is not None  # the way on
    lights = (picture.min(axis=-1) > 200).sum()
    assert lights > 150  # the words


def seen(patient):
    with patient.headset.frame() as frame:
        return frame.views


def test_the_story_of_one_visit(patient):
    keep("1-welcome")
    patient.choose("begin")
    start = patient.guide.hold.placement.rotation
    patient.point(BEHIND, squeeze_value=1.0)
    patient.point(Pose(BEHIND.position, about_vertical(220)), squeeze_value=1.0)
    patient.point(BEHIND, squeeze_value=0.0)
    assert patient.guide.hold.placement.rotation != pytest.approx(start)
    keep("2-turned-with-one-hand")

    patient.session.seek("narrowing")
    patient.settle()
    patient.session.set_driver("stenosis", 60)
    patient.point(BEHIND, thumbstick=(0.0, 1.0))
    patient.polls(lambda: patient.session.slider.value >= 70.0)
    patient.point(BEHIND, thumbstick=(0.0, 0.0))
    patient.session.set_driver("stenosis", 70)
    patient.frames(4)
    keep("3-narrowed-to-70")

    patient.session.seek("show_me_where")
    patient.guide.stand("large")
    patient.settle()
    patient.press(find_part(patient, "heart/coronaries/lad", others=True))
    assert patient.guide.teach.stand == "wrong"
    patient.choose("try_again")
    right = find_part(patient, "heart/coronaries/lad")
    patient.guide.mark.place = patient.guide.hold.placement.to_model(right)  # the clinician points
    patient.press(right)
    assert patient.guide.teach.stand == "right", patient.session.choices.answers
    keep("4-shown-where")

    patient.guide.mark.place = None
    patient.guide.rest()
    patient.settle()
    keep("5-calm")
    patient.choose("stop")
    patient.polls(lambda: patient.visit.is_over)
    assert [answer.state for answer in patient.session.choices.answers] == ["wrong", "right"]
    assert patient.session.step.id == "show_me_where"
    patient.session.seek("narrowing")
    assert patient.session.is_open
