"""Builds the models: runs a recipe and writes what it made into a folder.

A recipe is a package here with a function ``recipe(detail, report) -> BuiltModel``; it may also have
``lighter(model) -> BuiltModel`` to make its own second level of detail. ``RECIPES`` has one row for each.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from anatomy_models.kit.built import BuiltModel, LabelVolume

Detail = Literal["full", "coarse"]
Report = Callable[[float, str], None]
"""Told how far a build has come (0 to 1) and, in a few words, what it is doing."""

RECIPES: dict[str, str] = {
    "heart": "anatomy_models.heart",
    "coronary_artery": "anatomy_models.coronary_artery",
    "knee": "anatomy_models.knee",
}
"""Model id -> the package of its recipe."""

STAMP = "built.json"
"""File beside a built model that tells by which recipe it was made."""

_HERE = Path(__file__).parent
_RECIPE_SHARE = 0.9
"""How much of a build's time the recipe takes; the rest is writing files."""


def content_hash(model_id: str, detail: Detail = "full") -> str:
    """Sixteen hex digits that change when the sources that shape a model change."""
    digest = hashlib.sha256(detail.encode())
    for source in _sources(model_id):
        digest.update(source.relative_to(_HERE).as_posix().encode())
        digest.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def _sources(model_id: str) -> Iterator[Path]:
    """The Python files a model is made by, in a fixed order: its recipe, the kit, this file."""
    recipe = _HERE / _package_of(model_id).rpartition(".")[2]
    yield from sorted(recipe.rglob("*.py"))
    yield from sorted((_HERE / "kit").rglob("*.py"))
    yield Path(__file__)


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
    package = _loaded(model_id)
    model: BuiltModel = package.recipe(detail, lambda done, words: report(done * _RECIPE_SHARE, words))
    folder.mkdir(parents=True, exist_ok=True)
    path = _write(model, folder, report, getattr(package, "lighter", None))
    stamp = {"model": model_id, "recipe": content_hash(model_id, detail)}
    (folder / STAMP).write_text(json.dumps(stamp) + "\n", encoding="utf-8")
    report(1.0, "done")
    return path


def _write(
    model: BuiltModel, folder: Path, report: Report, lighter: Callable[[BuiltModel], BuiltModel] | None
) -> Path:
    """Write the files of a model; returns the GLB."""
    from anatomy_models.kit.glb import write_glb
    from anatomy_models.kit.lod import lighten

    path = folder / f"{model.id}.glb"
    report(_RECIPE_SHARE, "writing the model")
    write_glb(model, path)
    report(0.94, "making the lighter model")
    write_glb((lighter or lighten)(model), folder / f"{model.id}.lod1.glb")
    if model.labels is not None:
        report(0.98, "writing the tissue volume")
        _write_labels(model.labels, folder / f"{model.id}.labels.npz")
    return path


def _write_labels(labels: LabelVolume, path: Path) -> None:
    """Write the label volume; the archive's times are fixed, so equal volumes give equal bytes."""
    import io
    import zipfile

    import numpy as np

    arrays = {
        "channels": labels.channels,
        "names": np.array(labels.names),
        "origin": np.array(labels.origin, dtype=np.float64),
        "spacing": np.array(labels.spacing, dtype=np.float64),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, values in arrays.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, np.asanyarray(values), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, held.getvalue())
