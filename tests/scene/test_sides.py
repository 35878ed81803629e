"""Left and right: a step may show the mirror image of its model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scene.fixture_lesson import CONTENT, LIBRARY

from anatomy_viewer.content.mirroring import mirror_image, mirrored_id, plain_id
from anatomy_viewer.scene.choices import Audience, Choices
from anatomy_viewer.scene.compose import compose
from anatomy_viewer.scene.state import CameraState, CutState, MeasureState, StrokeState
from anatomy_viewer.session.clock import ManualClock
from anatomy_viewer.session.session import Session

SIDED = {"narrowing": "pipe == 'right'", "inside": "pipe == 'right'", "mending": "narrow >= 90"}


def sided(lesson):
    """The lesson with some of its steps mirrored on conditions."""
    steps = [
        step.model_copy(update={"scene": step.scene.model_copy(update={"mirror": SIDED.get(step.id, "")})})
        for step in lesson.steps
    ]
    return lesson.model_copy(update={"steps": tuple(steps)})


CONTENT = replace(CONTENT, lesson=sided(CONTENT.lesson))


@pytest.fixture
def session():
    pack = replace(LIBRARY.lessons["tight_pipe"], lesson=CONTENT.lesson)
    held = Session(replace(LIBRARY, lessons={"tight_pipe": pack}), clock=ManualClock())
    held.set_audience(less_movement=True)
    held.open("tight_pipe", "narrowing")
    return held


def scene(step, **findings):
    usual = {"narrow": 70.0, "pipe": "left", "pulse": 60.0}
    return compose(CONTENT, Choices("tight_pipe", step, {**usual, **findings}, audience=Audience()), 20.0)


def flipped(camera):
    return tuple((-v[0], v[1], v[2]) for v in (camera.focal, camera.direction, camera.up))


def test_a_mirror_image_is_named_after_its_model_and_keeps_its_parts():
    pump = CONTENT.models["pump"]
    image = mirror_image(pump)
    assert (image.id, plain_id(image.id)) == (mirrored_id("pump"), "pump")
    assert [part.id for part in image.parts] == [part.id for part in pump.parts]
    assert [anchor.point for anchor in image.anchors] == [(10, 5, 3), (-10, 5, 3)]
    inside = image.views[1]
    assert (inside.direction, inside.cut.normal, inside.target) == ((-1, 1, 0), (0, 3, 0), (0, 0, 10))
    assert mirror_image(image).views == pump.views


def test_the_side_that_was_found_decides_what_is_shown():
    plain, image = scene("inside"), scene("inside", pipe="right")
    assert (plain.stage.models, image.stage.models) == (("pump",), (mirrored_id("pump"),))
    camera = image.stage.camera
    assert (camera.focal, camera.direction, camera.up) == flipped(plain.stage.camera)
    assert image.stage.parts == plain.stage.parts


def test_what_a_lens_and_a_label_point_at_lies_on_the_other_side_too():
    image = scene("narrowing", pipe="right")
    assert image.lens.anchor == (-10, 5, 3)
    assert image.lens.stage.models == ("pipe",)
    assert next(label for label in image.stage.labels if label.strong).anchor == (-10, 5, 3)


def test_ways_and_turns_of_channels_go_to_the_other_side():
    moved = [
        {"part": "pipe/tube", "property": "translation", "input": [0], "output": [[3.0, 4.0, 5.0]]},
        {"part": "pipe/tube", "property": "rotation", "input": [0], "output": [[0.0, 0.0, 90.0]]},
    ]
    mending = CONTENT.animations["mending"]
    channels = tuple(type(mending.channels[0]).model_validate(each) for each in moved)
    moving = mending.model_copy(update={"channels": channels})
    content = replace(CONTENT, animations={**CONTENT.animations, "mending": moving})
    tubes = []
    for narrow in (70.0, 95.0):
        choices = Choices("tight_pipe", "mending", {"narrow": narrow, "pipe": "left", "pulse": 60.0})
        tubes.append(compose(content, choices, 0.0).stage.parts["pipe/tube"])
    plain, image = tubes
    assert (plain.translation, image.translation) == ((3, 4, 5), (-3, 4, 5))
    assert image.rotation == pytest.approx((plain.rotation[0], 0.0, 0.0, -plain.rotation[3]))


def test_marks_camera_and_kept_pictures_stay_where_they_lie_on_the_model(session):
    camera = CameraState(focal=(5, 0, 0), direction=(0.6, 0.8, 0.0), height=80)
    session.look_from(camera)
    session.cut(CutState((1, 0, 0), (1, 0, 0)))
    session.draw(StrokeState(((1, 2, 3),), "accent", 3.0, camera=camera))
    session.measure(MeasureState((1, 0, 0), (4, 4, 0)))
    session.bookmark("here")
    session.set_finding("pipe", "right")
    stage = session.scene.stage
    assert session.model.id == mirrored_id("pump")
    assert (stage.camera.focal, stage.camera.direction) == ((-5, 0, 0), (-0.6, 0.8, 0.0))
    assert (stage.cut.origin, stage.cut.normal) == ((-1, 0, 0), (-1, 0, 0))
    assert stage.strokes[0].points == ((-1, 2, 3),)
    assert stage.strokes[0].camera.direction == (-0.6, 0.8, 0.0)
    assert (stage.measures[0].start, stage.measures[0].millimetres) == ((-1, 0, 0), 5.0)
    assert session.choices.bookmarks[0].choices.camera.focal == (-5, 0, 0)
    session.set_finding("pipe", "left")
    assert session.scene.stage.camera.focal == (5, 0, 0)


def test_what_lies_on_steps_without_sides_stays(session):
    session.seek("pump")
    session.measure(MeasureState((1, 0, 0), (4, 4, 0)))
    session.set_finding("pipe", "right")
    assert session.scene.stage.measures[0].start == (1, 0, 0)


def test_only_pictures_of_the_same_side_can_be_compared(session):
    session.bookmark("here")
    session.seek("pump")
    assert [offer.id for offer in session.comparisons] == ["bookmark:picture_1"]
    session.set_finding("pipe", "right")
    assert session.comparisons == ()
