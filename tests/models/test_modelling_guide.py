"""The guide's example is true: it builds an organ whose parts are closed, apart and movable."""

import re
from pathlib import Path

import pytest

from anatomy_models.kit.check import flipped_triangles, inspect, overlap

GUIDE = Path(__file__).parents[2] / "docs" / "modelling.md"


@pytest.fixture(scope="module")
def example():
    """The guide's Python block."""
    return re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL).group(1)


@pytest.fixture(scope="module")
def ureter(example):
    """What it makes, part by short name."""
    names = {}
    exec(compile(example, str(GUIDE), "exec"), names)
    model = names["recipe"]("coarse", lambda done, words: None)
    return {part.id.split("/")[1]: part for part in model.parts}


def test_the_example_is_as_short_as_it_says(example):
    assert len(example.splitlines()) <= 70


def test_its_parts_are_closed(ureter):
    assert set(ureter) == {"wall", "urine", "stone"}
    for part in ureter.values():
        seen = inspect(part)
        assert seen.watertight
        assert seen.volume_mm3 > 0


def test_nothing_folds_while_it_swells(ureter):
    for weight in (0.25, 0.5, 0.75, 1.0):
        assert flipped_triangles(ureter["wall"], {"swelling": weight}) == 0
        assert flipped_triangles(ureter["urine"], {"swelling": weight}) == 0


@pytest.mark.parametrize("swelling", [0.0, 1.0])
def test_no_part_runs_into_another(ureter, swelling):
    weights = {"swelling": swelling}
    for one, other in (("stone", "wall"), ("urine", "wall"), ("stone", "urine"), ("urine", "stone")):
        assert overlap(ureter[one], ureter[other], weights) == 0, (one, other)


def test_every_module_that_the_guide_names_is_there():
    kit = GUIDE.parents[1] / "models" / "anatomy_models" / "kit"
    named = re.findall(
        r"`(?:kit/)?([a-z]+\.py)`", GUIDE.read_text(encoding="utf-8").split("## What is in the kit")[1]
    )
    missing = [name for name in named if not (kit / name).is_file()]
    assert not missing
