"""`anatomy-viewer doctor`: what works on this machine, and how to mend the rest."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

from anatomy_viewer.content.built import built_folder, glb_path, is_built
from anatomy_viewer.content.library import Library
from anatomy_viewer.content.model import Model
from anatomy_viewer.display import has_display
from anatomy_vr.runtime import find_runtime

APP = "anatomy-viewer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it works, what was seen, and how to mend it."""

    name: str
    works: bool
    seen: str
    mend: str = ""


def add_doctor_command(commands: Any) -> None:
    """Add `doctor` to the command line."""
    parser = commands.add_parser("doctor", help="what works on this machine, and how to mend the rest")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(run=run_doctor)


def run_doctor(args: argparse.Namespace) -> int:
    """Print every finding; returns 1 where something needs mending."""
    found = [examine() for examine in EXAMINATIONS]
    if args.json:
        print(json.dumps([asdict(f) for f in found], indent=2))
    else:
        for f in found:
            print(
                f"{'works ' if f.works else 'MEND  '} {f.name}: {f.seen}"
                + (f"\n        {f.mend}" if f.mend else "")
            )
    return 0 if all(f.works for f in found) else 1


def _python() -> Finding:
    works = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding(
        "Python", works, platform.python_version(), "" if works else "Use Python 3.11, 3.12 or 3.13."
    )


def _qt() -> Finding:
    version = metadata.version("PySide6")
    broken = version == "6.12.0" and sys.version_info < (3, 12)
    mend = 'This version ends by itself on Python 3.11: pip install "pyside6!=6.12.0"' if broken else ""
    return Finding("Qt", not broken, f"PySide6 {version}", mend)


def _vtk() -> Finding:
    from anatomy_viewer.render.ability import drawn_by

    name = drawn_by()
    mend = "Install Mesa's software OpenGL (Debian: apt-get install libgl1 libegl1 libgl1-mesa-dri)."
    seen = f"VTK {metadata.version('vtk')}, {name or 'no picture'}"
    return Finding("Drawing", bool(name), seen, "" if name else mend)


def _display() -> Finding:
    seen = "found" if has_display() else "none; pictures and checks work all the same"
    return Finding("Display", True, seen)


def _models() -> Finding:
    library = Library.load()
    missing = sorted(name for name, model in library.models.items() if not is_built(model))
    broken = [
        model for name, model in library.models.items() if name not in missing and not _is_readable(model)
    ]
    if broken:
        return _broken_model(broken[0])
    if not missing:
        return Finding("Models", True, f"{len(library.models)} ready")
    can_build = all(_is_installed(name) for name in ("scipy", "embreex", "manifold3d"))
    how = "anatomy-viewer models build --all" if can_build else 'pip install "anatomy-viewer[build]"'
    return Finding("Models", can_build, f"not built yet: {', '.join(missing)}", f"Run: {how}")


def _is_readable(model: Model) -> bool:
    from anatomy_viewer.render.meshes import read_model

    try:
        read_model(glb_path(model))
    except (ValueError, OSError):
        return False
    return True


def _broken_model(model: Model) -> Finding:
    folder = built_folder(model)
    mend = f"Delete the folder {folder}, then run: anatomy-viewer models build {model.id}"
    if folder == model.folder:
        mend = "Install Anatomy Viewer, or the pack that brings the model, again."
    return Finding("Models", False, f"{folder / model.id}.glb cannot be read", mend)


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ImportError:
        return False


def _folder() -> Finding:
    folder = Path(platformdirs.user_data_path(APP))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return Finding(
            "Own folder", True, f"{folder} cannot be written; nothing is remembered between visits"
        )
    return Finding("Own folder", True, str(folder))


def _font() -> Finding:
    there = _is_installed("fontpkg_atkinson_hyperlegible")
    return Finding("Typeface", True, "Atkinson Hyperlegible" if there else "the system's own")


def _headset() -> Finding:
    runtime = find_runtime()
    return Finding(
        "Headset", True, f"{runtime.name} ({runtime.manifest})" if runtime else "no OpenXR runtime"
    )


def _films() -> Finding:
    there = _is_installed("av")
    mend = "" if there else 'Optional; for films: pip install "anatomy-viewer[video]"'
    return Finding("Films", True, f"PyAV {metadata.version('av')}" if there else "no encoder", mend)


EXAMINATIONS: tuple[Callable[[], Finding], ...] = (
    _python,
    _qt,
    _vtk,
    _display,
    _models,
    _folder,
    _font,
    _headset,
    _films,
)
