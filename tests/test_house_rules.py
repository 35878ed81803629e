"""What ruff cannot check: sizes, nesting, one door for messages, and what the viewer loads at its start."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("anatomy_viewer", "vr/anatomy_vr", "models/anatomy_models")
SOURCES = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))
NESTING = (ast.For, ast.While, ast.If, ast.With, ast.Try)
name = lambda p: p.relative_to(ROOT).as_posix()  # noqa: E731


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def depth(node: ast.AST) -> int:
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        deepest = max(deepest, depth(child) + (isinstance(child, NESTING) and not is_elif))
    return deepest


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_are_short_and_flat(path: Path) -> None:
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1} lines"
        for f in functions(path)
        if (f.end_lineno or 0) - f.lineno >= 40
    ]
    deep = [f"{f.name}: nested {depth(f)} deep" for f in functions(path) if depth(f) > 3]
    assert not long + deep


def test_the_median_function_is_under_ten_lines() -> None:
    sizes = sorted((f.end_lineno or 0) - f.lineno + 1 for path in SOURCES for f in functions(path))
    assert sizes[len(sizes) // 2] < 10


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_vague_names_and_no_leftovers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^class \w*(Manager|Helper|Utils)\b", text, re.M)
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if "/ui/" in name(p) and p.name != "message.py"], ids=name
)
def test_only_one_door_for_messages(path: Path) -> None:
    assert "QMessageBox" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if "/render/" in name(p) and p.name != "shaders.py"], ids=name
)
def test_shader_text_lives_in_one_module(path: Path) -> None:
    assert "//VTK::" not in path.read_text(encoding="utf-8")


def test_nothing_in_the_viewer_names_an_organ() -> None:
    organs = re.compile(r"[\"'](heart|coronary_artery|knee|lungs?|airway|alveoli)[\"'/]")
    named = [
        name(p)
        for p in SOURCES
        if name(p).startswith("anatomy_viewer/") and organs.search(p.read_text("utf-8"))
    ]
    assert not named


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


@pytest.mark.parametrize("floor", ["content.library", "scene.compose", "session.session"])
def test_values_load_neither_qt_nor_vtk(floor: str) -> None:
    assert not loaded_by(f"import anatomy_viewer.{floor}") & {
        "PySide6",
        "vtkmodules",
        "vtk",
        "pyvista",
        "trimesh",
        "xr",
        "numpy",
    }


def test_the_way_to_the_first_frame_loads_no_heavy_library() -> None:
    modules = ("app", "ui.window", "ui.lesson_page", "render.painter")
    statement = "; ".join(f"import anatomy_viewer.{module}" for module in modules)
    heavy = {
        "vtk",
        "pyvista",
        "pyvistaqt",
        "trimesh",
        "xr",
        "scipy",
        "matplotlib",
        "pygltflib",
        "anatomy_models",
    }
    assert not loaded_by(statement) & heavy
