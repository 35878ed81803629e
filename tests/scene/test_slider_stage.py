from __future__ import annotations

import pytest

from anatomy_viewer.content.animation import Animation, Stage
from anatomy_viewer.scene.slider import grades_around, nearest_grade, stage_at

STAGES = tuple(
    Stage(id=name, at=at, since=since, names={"en": name})
    for name, at, since in (
        ("healthy", 0, None),
        ("early", 30, 1),
        ("moderate", 50, None),
        ("severe", 70, None),
    )
)

NARROWING = Animation.model_construct(driver=None, stages=STAGES)


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
    stage = stage_at(NARROWING, value)
    assert stage is not None
    assert stage.id == name


def grades(**driver):
    """An animation with five grades."""
    stages = [{"id": f"grade_{at}", "at": at, "names": {"en": f"Grade {at}"}} for at in range(5)]
    moves = {"part": "a/b", "property": "opacity", "input": [0], "output": [1.0]}
    return Animation.model_validate(
        {
            "id": "wear",
            "model": "a",
            "names": {"en": "Wear"},
            "driver": {"parameter": "grade", "unit": "grade", "maximum": 4, **driver},
            "stages": stages,
            "channels": [moves],
        }
    )


def test_where_little_is_worse_stages_are_reached_downwards():
    falling = grades(worse="low")
    assert falling.driver.healthy_end == 4
    assert [stage_at(falling, value).id for value in (4, 3.5, 3, 0.2)] == [
        *("grade_4", "grade_4", "grade_3", "grade_1")
    ]


def test_between_two_grades_no_grade_is_said():
    wear = grades(ordinal=True)
    assert grades_around(wear, 2.4) == (2, 3)
    assert grades_around(wear, 2.0) is None
    assert grades_around(wear, 2.97) is None
    assert nearest_grade(wear, 2.6) == 3
    assert grades_around(grades(), 2.4) is None
