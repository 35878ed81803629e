"""A step that names only a point sees the whole model from the side where that point lies."""

from __future__ import annotations

import pytest

from anatomy_viewer.content.lesson import Camera
from anatomy_viewer.content.model import Model
from anatomy_viewer.scene.camera import step_camera
from anatomy_viewer.scene.state import Vector

MODEL = Model.model_validate(
    {
        "id": "pump",
        "names": {"en": "pump"},
        "licence": {"spdx": "CC-BY-4.0"},
        "parts": [{"id": "pump/body", "names": {"en": "body"}, "tissue": "muscle"}],
        "views": [
            {
                "id": "front",
                "names": {"en": "front"},
                "direction": [0, 1, 0],
                "target": [0, 0, 10],
                "height": 200,
            }
        ],
    }
)


def dot(a: Vector, b: Vector) -> float:
    return sum(p * q for p, q in zip(a, b, strict=True))


@pytest.mark.parametrize(
    "side", [(-40.0, 0.0, 0.0), (40.0, 0.0, 0.0), (0.0, -40.0, 0.0), (10.0, 30.0, -20.0)]
)
def test_the_point_faces_the_camera(side: Vector) -> None:
    point = (side[0], side[1], side[2] + 10.0)
    camera = step_camera(Camera(), MODEL, point)
    assert dot(camera.direction, side) > 0.0
    assert camera.height == 200


def test_the_model_stays_in_the_picture() -> None:
    camera = step_camera(Camera(), MODEL, (-40.0, 0.0, 10.0))
    assert -20.0 < camera.focal[0] < 0.0


def test_a_named_view_is_not_turned() -> None:
    camera = step_camera(Camera(view="front"), MODEL, (-40.0, 0.0, 10.0))
    assert camera.direction == (0.0, 1.0, 0.0)
    assert camera.focal == (-40.0, 0.0, 10.0)
