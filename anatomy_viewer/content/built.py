"""Where a model's built files are, and how they come to be there.

A wheel holds the built files next to ``model.toml``. In a checkout they are made on first use in the user's
cache, in a folder named after a hash of the recipe, so that a changed recipe never meets an old mesh. A build
happens in a folder of its own that is renamed when all is done: whatever kills it, nothing half-made is used.
Two processes never build the same model at the same time: the second waits, and finds it built.
"""

from __future__ import annotations

import getpass
import json
import logging
import shutil
import struct
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from platformdirs import user_cache_path

from anatomy_viewer.content.model import Model
from anatomy_viewer.content.turn import in_turn

Report = Callable[[float, str], None]
"""Told how far a build has come (0 to 1) and, in a few words, what it is doing."""

_log = logging.getLogger(__name__)
_UNFINISHED = ".building-"
_STALE_SECONDS = 6 * 3600.0
_KEPT_BUILDS = 3


class ModelUnavailableError(Exception):
    """A model's mesh is not there and cannot be made; the text says why and what to do."""


def glb_path(model: Model, *, lighter: bool = False) -> Path:
    """The GLB of a model, or its lighter level of detail, whether it is built yet or not."""
    return built_folder(model) / f"{model.id}{'.lod1' if lighter else ''}.glb"


def labels_path(model: Model) -> Path | None:
    """The volume that paints the model's cuts; None where the model has none."""
    path = built_folder(model) / f"{model.id}.labels.npz"
    return path if path.is_file() else None


def is_built(model: Model) -> bool:
    """Whether the model can be shown at once."""
    try:
        return is_whole(glb_path(model))
    except ModelUnavailableError:
        return False


def can_be_built(model: Model) -> bool:
    """Whether there is a recipe for the model."""
    try:
        return bool(_cache_name(model.id))
    except ModelUnavailableError:
        return False


def expected_glb(model: Model) -> Path:
    """The GLB of a model, or where its author ought to have put it."""
    try:
        return glb_path(model)
    except ModelUnavailableError:
        return model.folder / f"{model.id}.glb"


def is_whole(glb: Path) -> bool:
    """Whether a GLB file is there and as long as its first bytes say: one that was cut short is not."""
    try:
        with glb.open("rb") as file:
            magic, _version, length = struct.unpack("<4sII", file.read(12))
        return bool(magic == b"glTF" and length == glb.stat().st_size)
    except (OSError, struct.error):
        return False


def built_folder(model: Model) -> Path:
    """The folder of the model's built files: beside ``model.toml``, else in the cache.

    Raises:
        ModelUnavailableError: The files are not beside ``model.toml`` and there is no recipe to make them.
    """
    if is_whole(model.folder / f"{model.id}.glb") and not _is_outdated(model):
        return model.folder
    name = _cache_name(model.id)
    candidates = [root / name for root in _roots()]
    found = [folder for folder in candidates if is_whole(folder / f"{model.id}.glb")]
    return (found or candidates)[0]


def _is_outdated(model: Model) -> bool:
    """Whether the files beside ``model.toml`` say that another recipe made them than the one that is here.

    A mesh that somebody put there by hand says nothing and counts; so does what a wheel holds.
    """
    if model.folder.parents[1].name == "packs":
        return False
    try:
        made_by = json.loads((model.folder / "built.json").read_text(encoding="utf-8"))["recipe"]
        return bool(made_by != _recipes().content_hash(model.id))
    except (OSError, ValueError, KeyError, TypeError, ImportError):
        return False


def ensure_built(model: Model, report: Report = lambda done, words: None) -> Path:
    """Build the model where it is not built yet; returns the folder of its files.

    Raises:
        ModelUnavailableError: It cannot be built here.
    """
    if is_built(model):
        return built_folder(model)
    for root in _roots():
        lock = root.with_name("building") / f"{model.id}.lock"
        with in_turn(lock, lambda: report(0.0, "another process is building it")):
            if is_built(model):
                return built_folder(model)
            workshop = _make_workshop(root, model.id)
            if workshop is not None:
                return _build_in(workshop, root / _cache_name(model.id), model.id, report)
        report(0.0, "The cache cannot be written, so the model is built for now in a temporary folder.")
    raise ModelUnavailableError(
        f"The model {model.id!r} cannot be built: neither the cache nor a temporary folder can be written. "
        "Make one of them writable, then start again."
    )


def _make_workshop(root: Path, model_id: str) -> Path | None:
    """A folder of its own for one build; None where nothing can be written."""
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{model_id}-", dir=root))
    except OSError as error:
        _log.warning("%s cannot be written (%s); the model goes to a temporary folder.", root, error.strerror)
        return None


def _build_in(workshop: Path, final: Path, model_id: str, report: Report) -> Path:
    """Build in the workshop folder and move the result to its final place."""
    try:
        _recipes().build(model_id, workshop, report=report)
        _settle(workshop, final, model_id)
    except OSError as error:
        raise ModelUnavailableError(
            f"The model {model_id!r} cannot be built: {error.strerror or error}. "
            "See that the disk has room, then start again."
        ) from error
    except ImportError as error:
        raise ModelUnavailableError(
            f"The model {model_id!r} cannot be built: the Python package {error.name!r} is missing. "
            'Run: pip install "anatomy-viewer[build]"'
        ) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    _tidy(final, model_id)
    return final


def _settle(workshop: Path, final: Path, model_id: str) -> None:
    """Rename the finished folder; where another process was faster, its result stays."""
    try:
        workshop.replace(final)
    except OSError:
        if not is_whole(final / f"{model_id}.glb"):
            shutil.rmtree(final, ignore_errors=True)
            workshop.replace(final)


def _tidy(final: Path, model_id: str) -> None:
    """Remove what killed builds left behind, and all but the newest builds of this model."""
    now = time.time()
    for left in final.parent.glob(f"{_UNFINISHED}*"):
        if now - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    builds = sorted(final.parent.glob(f"{model_id}-*"), key=lambda folder: folder.stat().st_mtime)
    for old in builds[:-_KEPT_BUILDS]:
        if old != final:
            shutil.rmtree(old, ignore_errors=True)


def _cache_name(model_id: str) -> str:
    try:
        return f"{model_id}-{_recipes().content_hash(model_id)}"
    except (ImportError, KeyError) as error:
        raise ModelUnavailableError(
            f"The model {model_id!r} has no mesh: put {model_id}.glb beside its model.toml."
        ) from error


def _roots() -> tuple[Path, Path]:
    """Where built models may live: the user's cache, else a temporary folder of this user."""
    temporary = Path(tempfile.gettempdir()) / f"anatomy-viewer-{_user()}"
    return user_cache_path("anatomy-viewer") / "models", temporary / "models"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "nobody"


def _recipes() -> ModuleType:
    # Only a checkout needs the recipes; a wheel holds the built models.
    from anatomy_models import build

    return build
