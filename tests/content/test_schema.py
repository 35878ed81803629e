"""The published JSON Schemas are those of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from anatomy_viewer.content.checking import CHECKS
from anatomy_viewer.content.schema import FOLDER, FORMATS, schema_of, write_schemas


@pytest.mark.parametrize("name", FORMATS)
def test_a_published_schema_is_fresh(name):
    published = (FOLDER / f"{name}.json").read_text(encoding="utf-8")

    assert json.loads(published) == json.loads(schema_of(name)), (
        "stale: run python -m anatomy_viewer.content.schema"
    )


def test_nothing_else_is_published(tmp_path):
    write_schemas(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in FOLDER.glob("*.json")}


def test_an_editor_is_told_what_each_key_means():
    part = json.loads(schema_of("model"))["$defs"]["Part"]["properties"]

    assert part["pivot"]["description"].startswith("What translation, rotation and scale act about")


def test_the_guide_for_authors_names_every_check():
    guide = (Path(__file__).parents[2] / "docs" / "lessons.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w\d) \| (.*) \|$", guide, re.M))

    assert set(rows) == {"S1"} | {each.code for each in CHECKS}
    assert [each.about for each in CHECKS if each.about not in rows[each.code]] == []
