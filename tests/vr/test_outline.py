from __future__ import annotations

import math
from dataclasses import replace

import pytest
from vtkmodules.vtkCommonCore import mutable

from anatomy_viewer.content.built import glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session
from anatomy_vr.eyes import Eyes
from anatomy_vr.placing import Placement
from anatomy_vr.poses import Pose


@pytest.fixture(scope="module")
def shown():
    """A store, and a lesson's stage with one part highlighted."""
    library = Library.load()
    session = Session(library, clock=ManualClock())
    session.open("knee_osteoarthritis")
    stage = session.scene.stage
    part = next(key for key, state in stage.parts.items() if state.visible)
    strong = replace(stage.parts[part], emphasis=1.0)
    store = MeshStore.of(library.models.values(), glb_path)
    yield store, replace(stage, parts={**stage.parts, part: strong}), part
    store.close()


def degrees_wide(shown, rows, metres):
    """How wide the line round the highlighted part is to an eye so far away, in a picture of so many rows."""
    store, stage, part = shown
    eyes = Eyes(store, (100, rows))
    focus = stage.camera.focal
    eyes.organ.placement = Placement(focus, (0.0, 0.0, -metres), scale=2.0)
    eyes.organ.paint(stage, Pose(), time=0.0, gentle=False)
    widths = []
    for actor in eyes.organ.painter.views[part].casing.actors:
        width = mutable(0.0)
        actor.GetShaderProperty().GetVertexCustomUniforms().GetUniformf("casingWidth", width)
        widths.append(float(width) / 1000.0 * 2.0)
    eyes.release()
    return math.degrees(math.atan(max(widths) / metres))


@pytest.mark.parametrize("metres", [0.5, 1.1])
def test_the_line_round_a_highlight_is_an_angle(shown, metres):
    assert degrees_wide(shown, 1600, metres) == pytest.approx(0.15, abs=0.01)
    assert degrees_wide(shown, 2400, metres) == pytest.approx(0.15, abs=0.01)


def test_it_is_never_finer_than_pixels_show(shown):
    rows = 400
    pixels = degrees_wide(shown, rows, 1.0) / (90.0 / rows)
    assert 1.5 < pixels < 3.0
