from __future__ import annotations

import pytest

from anatomy_viewer.content.animation import Stage
from anatomy_viewer.scene.slider import stage_at

STAGES = tuple(
    Stage(id=name, at=at, since=since, names={"en": name})
    for name, at, since in (
        ("healthy", 0, None),
        ("early", 30, 1),
        ("moderate", 50, None),
        ("severe", 70, None),
    )
)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (0, "healthy"),
        (0.9, "healthy"),
        (1, "early"),
        (20, "early"),
        (49, "early"),
        (50, "moderate"),
        (69, "moderate"),
        (70, "severe"),
    ],
)
def test_a_stage_lasts_from_its_beginning_to_the_next(value, name):
    stage = stage_at(STAGES, value)
    assert stage is not None
    assert stage.id == name
