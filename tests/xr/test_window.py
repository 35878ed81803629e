"""What the patient really sees: Monado's own compositor window."""

from __future__ import annotations

import numpy as np
import pytest
from OpenGL import GL

from anatomy_vr import colors
from anatomy_vr.colors import rgb
from anatomy_vr.placing import PANEL_SIZE
from anatomy_vr.poses import Pose, about_vertical
from anatomy_vr.projection import FAR, NEAR, pixel_of
from tests.xr.compositor import EYE, window
from tests.xr.patient import Patient

pytestmark = pytest.mark.xr
MARK = (-0.15, 0.05, -0.9)


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


def test_how_far_things_are_goes_along_with_the_picture(patient):
    assert patient.headset.depths, "Monado takes distances, and none are given"
    patient.guide.mark.place = patient.guide.hold.placement.to_model(MARK)
    patient.frames(3)
    view = seen(patient)[0]
    across, down = pixel_of(view, EYE, MARK)
    chain = patient.headset.depths[0]
    patient.visit.eyes.window.MakeCurrent()
    depths = [depth_at(texture, round(across), EYE[1] - 1 - round(down)) for texture in chain.textures]
    far = -MARK[2] + view.pose.position[2]
    assert NEAR * FAR / (FAR - min(depths) * (FAR - NEAR)) == pytest.approx(far, abs=0.03)


def depth_at(texture, column, row):
    GL.glBindTexture(GL.GL_TEXTURE_2D, texture)
    depths = GL.glGetTexImage(GL.GL_TEXTURE_2D, 0, GL.GL_DEPTH_COMPONENT, GL.GL_FLOAT)
    return float(np.asarray(depths).reshape(EYE[1], EYE[0])[row, column])
