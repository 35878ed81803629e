"""Builds the models: runs a recipe and writes what it made into a folder.

A recipe is a package here with a function ``recipe(detail, report) -> BuiltModel``; it may also have
``lighter(model) -> BuiltModel`` to make its own second level of detail. The name of its folder is the
model's id; nothing else has to know of it.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from anatomy_models.kit.built import BuiltModel

Detail = Literal["full", "coarse"]
Report = Callable[[float, str], None]
"""Told how far a build has come (0 to 1) and, in a few words, what it is doing."""

STAMP = "built.json"
"""File beside a built model that tells by which recipe it was made."""

_HERE = Path(__file__).parent
_ROOT = __name__.partition(".")[0]
_WRITER = f"{_ROOT}.kit.files"
"""Every model goes through it, so it counts among the sources of each."""
_HAS_RECIPE = re.compile(rb"^(def recipe\(|from [\w.]+ import [^(\n]*\brecipe\b)", re.MULTILINE)
_IMPORT = re.compile(
    rb"^[ ]*(?P<statement>(?:from|import) " + _ROOT.encode() + rb"\b[^(\n]*(?:\([^)]*\))?)", re.MULTILINE
)
"""Finds the statements, to be read by ``ast``: reading whole files would cost the viewer's start 0.3 s."""
_RECIPE_SHARE = 0.9
"""How much of a build's time the recipe takes; the rest is writing files."""


def find_recipes(folder: Path = _HERE) -> dict[str, str]:
    """Model id -> the package of its recipe, for every package in a folder that has one."""
    starts = sorted(folder.glob("*/__init__.py"))
    found = [start.parent.name for start in starts if _HAS_RECIPE.search(_text(start))]
    return {name: f"{_ROOT}.{name}" for name in found}


def _text(path: Path) -> bytes:
    """A source, whichever line ends its checkout has."""
    return path.read_bytes().replace(b"\r\n", b"\n")


RECIPES: dict[str, str] = find_recipes()


def content_hash(model_id: str, detail: Detail = "full") -> str:
    """Sixteen hex digits that change when the sources that shape a model change.

    These are the modules here that its recipe imports, wherever it does, and those that they import; so a
    new tool in the kit lets every model stand that does not use it.
    """
    digest = hashlib.sha256(detail.encode())
    for source in sources(model_id):
        digest.update(source.relative_to(_HERE).as_posix().encode())
        digest.update(_text(source))
    return digest.hexdigest()[:16]


def sources(model_id: str) -> list[Path]:
    """The Python files a model is made by, in a fixed order."""
    found: set[Path] = set()
    known = {_package_of(model_id), _WRITER}
    waiting = list(known)
    while waiting:
        for path in set(_files(waiting.pop())) - found:
            found.add(path)
            new = set(_imported(_text(path))) - known
            known |= new
            waiting += new
    return sorted(found)


def _files(module: str) -> Iterator[Path]:
    """The files that run when a module here is imported: its own, and the starts of the packages above it.

    A name that no file has, such as that of a function, gives those above it.
    """
    path = _HERE
    for name in module.split(".")[1:]:
        if (path / f"{name}.py").is_file():
            yield path / f"{name}.py"
        path = path / name
        if (path / "__init__.py").is_file():
            yield path / "__init__.py"


def _imported(source: bytes) -> Iterator[str]:
    """The modules here that a source imports, at its top or inside a function, by their full names."""
    for found in _IMPORT.finditer(source):
        (statement,) = ast.parse(found["statement"]).body
        above = f"{statement.module}." if isinstance(statement, ast.ImportFrom) else ""
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from (above + alias.name for alias in statement.names)


def _package_of(model_id: str) -> str:
    if model_id not in RECIPES:
        raise KeyError(f"there is no recipe for {model_id!r}; there are: {', '.join(sorted(RECIPES))}")
    return RECIPES[model_id]


def _loaded(model_id: str) -> ModuleType:
    return importlib.import_module(_package_of(model_id))


def silent(fraction: float, words: str) -> None:
    """A report that nobody reads."""


def build(model_id: str, folder: Path, *, detail: Detail = "full", report: Report = silent) -> Path:
    """Build a model into a folder: its GLB, the lighter one, and the volume that paints its cuts.

    Args:
        model_id: A key of ``RECIPES``.
        folder: Where the files go; made where it is not there.
        detail: ``full``, or ``coarse`` for a quick preview.
        report: Told how far the build has come.

    Returns:
        The path of the GLB.
    """
    if detail not in get_args(Detail):
        raise ValueError(f"detail is {detail!r}; it may be {' or '.join(get_args(Detail))}")
    from anatomy_models.kit.files import write_files

    package = _loaded(model_id)
    model: BuiltModel = package.recipe(detail, lambda done, words: report(done * _RECIPE_SHARE, words))
    folder.mkdir(parents=True, exist_ok=True)
    path = write_files(model, folder, getattr(package, "lighter", None), _later(report))
    stamp = {"model": model_id, "recipe": content_hash(model_id, detail)}
    (folder / STAMP).write_text(json.dumps(stamp) + "\n", encoding="utf-8")
    report(1.0, "done")
    return path


def _later(report: Report) -> Report:
    """The same report for what comes after the recipe."""
    return lambda done, words: report(_RECIPE_SHARE + (1.0 - _RECIPE_SHARE) * done, words)
