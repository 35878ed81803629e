"""The formats as JSON Schema, so that an editor completes keys while an author types.

`python -m anatomy_viewer.content.schema` writes them anew; a test says when they are stale.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel

from anatomy_viewer.content.animation import Animation
from anatomy_viewer.content.condition import Condition
from anatomy_viewer.content.lesson import Glossary, Lesson, LessonText
from anatomy_viewer.content.model import Model
from anatomy_viewer.content.pack import PackInfo

FOLDER = Path(__file__).resolve().parents[1] / "schema"
"""Where the published schemas are."""

FORMATS: Mapping[str, type[BaseModel]] = {
    "model": Model,
    "animation": Animation,
    "lesson": Lesson,
    "lesson-text": LessonText,
    "pack": PackInfo,
    "condition": Condition,
    "glossary": Glossary,
}
"""Each published format by the name of its schema."""

_MODULES = ("base", "model", "animation", "lesson", "condition", "pack")


def schema_of(name: str) -> str:
    """Return a format's JSON Schema as text."""
    schema = FORMATS[name].model_json_schema()
    told = _told_by_docstrings()
    for kind in (schema, *schema.get("$defs", {}).values()):
        for field in told.get(kind.get("title", ""), {}).keys() & kind.get("properties", {}).keys():
            kind["properties"][field]["description"] = told[kind["title"]][field]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"anatomy-viewer:{name}"}
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False) + "\n"


@cache
def _told_by_docstrings() -> Mapping[str, Mapping[str, str]]:
    """Return what the sources say under each field of each class, which pydantic does not keep."""
    folder = Path(__file__).parent
    classes = [
        node
        for name in _MODULES
        for node in ast.parse((folder / f"{name}.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    return {each.name: dict(_fields_told(each)) for each in classes}


def _fields_told(kind: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(kind.body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            yield field.target.id, " ".join(str(text.value.value).split())


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder as `<name>.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FORMATS:
        (folder / f"{name}.json").write_text(schema_of(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(FOLDER)
